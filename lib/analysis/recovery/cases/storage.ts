import {
  bucketOf,
  holdsByproducts,
  isTemporary,
  isVersioned,
  lifecycleRules,
  replicationRules,
} from '../../../facts/buckets';
import { fsxBlock } from '../../../facts/file-systems';
import { isVolumeBackedUp } from '../../../facts/volumes';
import type { Resource } from '../../../model/resource';
import type { Value } from '../../../model/value';
import type { Evidence } from '../../component';
import type { Subject } from '../subject';
import { lossOf, when, whenBackedUp, whenContinuous, whenCopied, type Case, type Cases } from './case';

const HOUR = 3600;

const byproducts = when('s3-byproducts', ({ resource }) => {
  if (!holdsByproducts(resource) && !isTemporary(resource)) return undefined;
  return [{ resource, path: '', says: 'It holds what can be made again' }];
});

const nothingElsewhere = ({ resource }: Subject): readonly Evidence[] => [
  { resource, path: '', says: 'Nothing in the application keeps its data in another Region' },
];

export const BUCKET: Cases = {
  software: [
    when('s3-versions', ({ resource }) => {
      if (!isVersioned(resource)) return undefined;
      return [{ resource, path: 'Properties.VersioningConfiguration.Status', says: 'Versioning is on' }];
    }),
    byproducts,
    whenContinuous('s3-continuous'),
    whenBackedUp('backup'),
    when('s3-nothing', ({ resource }) => [
      {
        resource,
        path: 'Properties.VersioningConfiguration',
        says: 'Versioning is off, and no backup plan of the application covers it',
      },
    ]),
  ],
  infrastructure: [when('s3')],
  az: [
    when('s3-one-zone', ({ resource }) => {
      const rule = lifecycleRules(resource).find((each) => {
        const moves = [...each.at('Transitions').items(), each.at('Transition')];
        return moves.some((move) => move.at('StorageClass').string() === 'ONEZONE_IA');
      });
      if (rule === undefined) return undefined;
      return [{ resource, path: rule.path, says: 'Objects are moved to One Zone-IA, which is in one zone' }];
    }),
    when('s3'),
  ],
  region: [
    when('s3-replication-time-control', (subject) => replicated(subject, true)),
    when('s3-replication', (subject) => replicated(subject, false)),
    byproducts,
    whenCopied('copies-elsewhere'),
    when('s3-one-region', nothingElsewhere),
  ],
};

export const DIRECTORY_BUCKET: Cases = {
  software: [],
  infrastructure: [when('s3')],
  az: [when('s3-one-zone')],
  region: [when('s3-one-region', nothingElsewhere)],
};

/** A rule that replicates all of a bucket to another Region, with or without a time that is promised. */
function replicated(subject: Subject, isTimed: boolean): readonly Evidence[] | undefined {
  const { resource } = subject;
  for (const rule of replicationRules(resource)) {
    const timed = rule.at('Destination.ReplicationTime.Status').string() === 'Enabled';
    if (timed !== isTimed || isPartial(rule)) continue;
    const isElsewhere = leadsElsewhere(rule, subject);
    if (!isElsewhere) continue;
    const time = isTimed ? ', within 15 minutes' : ', in no promised time';
    return [{ resource, path: rule.path, says: `Objects are replicated to another Region${time}` }];
  }
  return undefined;
}

function leadsElsewhere(rule: Value, subject: Subject): boolean {
  const target = bucketOf(rule.at('Destination.Bucket'));
  if (target?.stack === subject.resource.stack) return false;
  const [there, here] = [target?.region, subject.resource.region];
  if (there === undefined || here === undefined)
    subject.unknown('the Region of the bucket it replicates to is not known');
  return there !== here;
}

function isPartial(rule: Value): boolean {
  const prefixes = [rule.at('Prefix'), rule.at('Filter.Prefix')];
  if (prefixes.some((prefix) => prefix.isPresent && prefix.string() !== '')) return true;
  return rule.at('Filter.TagFilter').isPresent || rule.at('Filter.And').isPresent;
}

const filesBackup: readonly Case[] = [
  whenBackedUp('efs-backup'),
  when('efs-backup', ({ resource }) => daily(resource)),
];

function daily(resource: Resource): readonly Evidence[] | undefined {
  if (resource.string('BackupPolicy.Status') !== 'ENABLED') return undefined;
  return [{ resource, path: 'Properties.BackupPolicy.Status', says: 'Automatic backups are on: one every day' }];
}

const isOneZone = ({ resource }: Subject): boolean => resource.has('AvailabilityZoneName');

export const FILE_SYSTEM: Cases = {
  software: [...filesBackup, when('efs-nothing')],
  infrastructure: [when('efs', (subject) => !isOneZone(subject)), when('efs-one-zone-host')],
  az: [
    when('efs', (subject) => !isOneZone(subject)),
    whenBackedUp('efs-one-zone-backup'),
    when('efs-one-zone-backup', ({ resource }) => daily(resource)),
    when('efs-one-zone-nothing'),
  ],
  region: [
    when('efs-replication', (subject) => {
      const { resource } = subject;
      const destination = resource.list('ReplicationConfiguration.Destinations')[0];
      if (destination === undefined) return undefined;
      const there = destination.at('Region').string();
      if (there === undefined || there === resource.region) return undefined;
      if (resource.region === undefined) subject.unknown('its own Region is not known');
      return [{ resource, path: destination.path, says: `It is replicated to ${there}` }];
    }),
    whenCopied('copies-elsewhere'),
    when('one-region', nothingElsewhere),
  ],
};

const fsxDaily = when('fsx-windows-backup', ({ resource }) => {
  if (fsxBlock(resource) !== 'WindowsConfiguration') return undefined;
  const at = resource.at('WindowsConfiguration.AutomaticBackupRetentionDays');
  // CloudFormation, AWS::FSx::FileSystem WindowsConfiguration: 0 turns them off.
  if (at.number() === 0) return undefined;
  const said = at.isPresent ? `is ${at.number()}` : 'is absent (they are on by default)';
  return [{ resource, path: at.path, says: `AutomaticBackupRetentionDays ${said}: a backup every day` }];
});

const fsxStandby = when('fsx-windows-zones', ({ resource }) => {
  const at = resource.at('WindowsConfiguration.DeploymentType');
  if (fsxBlock(resource) !== 'WindowsConfiguration' || at.string() !== 'MULTI_AZ_1') return undefined;
  return [{ resource, path: at.path, says: 'DeploymentType is MULTI_AZ_1: a standby in another zone' }];
});

export const FSX: Cases = {
  software: [whenBackedUp('backup')],
  infrastructure: [fsxStandby],
  az: [fsxStandby, whenBackedUp('backup'), fsxDaily],
  region: [whenCopied('copies-elsewhere'), when('one-region', nothingElsewhere)],
};

/** Snapshots by Data Lifecycle Manager. */
const lifecycleSnapshots: Case = {
  figure: 'ebs-snapshots',
  holds: (subject) => {
    const { resource, application } = subject;
    const answer = isVolumeBackedUp(resource, application);
    if (answer === 'no') return undefined;
    if (answer === 'unknown') subject.unknown('deployment decides whether a plan or policy covers it');
    const policies = application.resources('AWS::DLM::LifecyclePolicy');
    const losses = policies.map((policy) => ({ policy, loss: lossOfPolicy(policy) }));
    const [first] = losses;
    if (losses.length !== 1 || first?.loss === undefined) {
      return subject.unknown('how often it is backed up is not clear');
    }
    const { policy, loss } = first;
    return {
      evidence: [
        { resource: policy, path: 'Properties.PolicyDetails', says: 'A lifecycle policy makes snapshots of it' },
      ],
      rpo: { seconds: loss, basis: 'DERIVED', confidence: 'MEDIUM', formula: `period ${loss - HOUR} + start ${HOUR}` },
    };
  },
};

/** Amazon EBS User Guide, "Data Lifecycle Manager": a snapshot starts within one hour of its time. */
function lossOfPolicy(policy: Resource): number | undefined {
  if (policy.has('DefaultPolicy')) return (policy.number('CreateInterval') ?? 1) * 24 * HOUR + HOUR;
  const losses = policy.list('PolicyDetails.Schedules').map((schedule) => {
    const interval = schedule.at('CreateRule.Interval').number();
    if (interval !== undefined) return interval * HOUR + HOUR;
    const gap = lossOf(schedule.at('CreateRule.CronExpression').string() ?? '');
    return gap === undefined ? Infinity : gap + HOUR;
  });
  const least = Math.min(...losses);
  return Number.isFinite(least) ? least : undefined;
}

const snapshots = [whenBackedUp('ebs-snapshots'), lifecycleSnapshots, when('ebs-nothing')];

export const VOLUME: Cases = {
  software: snapshots,
  infrastructure: snapshots,
  az: snapshots,
  region: [whenCopied('copies-elsewhere'), when('ebs-nothing')],
};
