import { subnetsThrough } from '../../../facts/routes';
import { comparableMarks, zoneOf } from '../../../facts/zones';
import type { Resource } from '../../../model/resource';
import type { Evidence } from '../../component';
import type { Subject } from '../subject';
import { when, type Case, type Cases } from './case';
import { REDEPLOY_ELSEWHERE } from './compute';

const CONFIGURATION: readonly Case[] = [when('configuration')];

/** A service of the Region that keeps no data and runs no code of the team. */
function regionalService(figure: string): Cases {
  return { software: CONFIGURATION, infrastructure: [when(figure)], az: [when(figure)], region: REDEPLOY_ELSEWHERE };
}

export const KEY: Cases = { ...regionalService('regional'), region: [when('key')] };
export const API = regionalService('apigateway');
export const TOPIC = regionalService('sns');

export const STATE_MACHINE: Cases = { ...regionalService('stepfunctions'), software: [when('redeploy')] };

export const QUEUE: Cases = {
  software: [
    when('sqs-dead-letters', ({ resource }) => {
      if (!resource.has('RedrivePolicy')) return undefined;
      return [
        { resource, path: 'Properties.RedrivePolicy', says: 'A dead-letter queue takes what cannot be processed' },
      ];
    }),
    {
      figure: 'sqs-expiry',
      holds: ({ resource }) => {
        const at = resource.at('MessageRetentionPeriod');
        const seconds = at.number() ?? 345_600;
        return {
          evidence: [
            { resource, path: 'Properties.RedrivePolicy', says: 'RedrivePolicy is absent' },
            { resource, path: at.path, says: `Messages are kept for ${seconds} seconds` },
          ],
          rpo: { seconds, basis: 'DERIVED', confidence: 'LOW', formula: 'MessageRetentionPeriod' },
        };
      },
    },
  ],
  infrastructure: [when('sqs')],
  az: [when('sqs')],
  region: REDEPLOY_ELSEWHERE,
};

export const EVENT_ENDPOINT: Cases = {
  software: CONFIGURATION,
  infrastructure: [when('global')],
  az: [when('global')],
  region: [
    when('eventbridge-endpoint', ({ resource }) => {
      if (resource.string('ReplicationConfig.State') !== 'ENABLED') return undefined;
      return [{ resource, path: 'Properties.ReplicationConfig.State', says: 'Events are replicated to the other bus' }];
    }),
  ],
};

const acrossZones = (subject: Subject): boolean => subject.redundancy !== 'SINGLE' && subject.isZoneRedundant;

export const BROKER: Cases = {
  software: CONFIGURATION,
  infrastructure: [when('amazonmq-zones', acrossZones)],
  az: [when('amazonmq-zones', acrossZones), when('amazonmq-single', ({ redundancy }) => redundancy === 'SINGLE')],
  region: REDEPLOY_ELSEWHERE,
};

const hasSnapshots = ({ resource, isRebuildable }: Subject): boolean | readonly Evidence[] => {
  const at = resource.at('SnapshotRetentionLimit');
  const days = at.number() ?? 0;
  // What can be made again is made again sooner than restored.
  if (isRebuildable || days === 0) return false;
  return [{ resource, path: at.path, says: `SnapshotRetentionLimit is ${days}: a snapshot every day` }];
};

/** A cache whose replica takes over. */
const cacheFailover = when(
  'elasticache-failover',
  (subject) => subject.redundancy === 'FAILOVER' && subject.isZoneRedundant,
);
const cacheReplicaHere = when('elasticache-failover', ({ redundancy }) => redundancy === 'FAILOVER');

export const CACHE: Cases = {
  software: [when('elasticache-snapshots', hasSnapshots), when('elasticache-flushed')],
  infrastructure: [cacheReplicaHere, when('elasticache-snapshots', hasSnapshots), when('elasticache-nothing')],
  az: [cacheFailover, when('elasticache-snapshots', hasSnapshots), when('elasticache-nothing-elsewhere')],
  region: [
    when('elasticache-global', ({ resource }) => {
      const [own] = resource.referencedBy('AWS::ElastiCache::GlobalReplicationGroup', 'Members');
      const place = resource.at('GlobalReplicationGroupId');
      if (own === undefined && !place.isPresent) return undefined;
      return [
        {
          resource: own ?? resource,
          path: own === undefined ? place.path : 'Properties.Members',
          says: 'It belongs to a global datastore',
        },
      ];
    }),
    when('redeploy-elsewhere', ({ isRebuildable }) => isRebuildable),
    when('one-region'),
  ],
};

export const SERVERLESS_CACHE: Cases = {
  software: [when('elasticache-flushed')],
  infrastructure: [when('regional')],
  az: [when('regional')],
  region: [when('redeploy-elsewhere', ({ isRebuildable }) => isRebuildable), when('one-region')],
};

const withStandby = when('opensearch-standby', ({ resource }) => {
  const at = resource.at('ClusterConfig.MultiAZWithStandbyEnabled');
  return at.isTrue && [{ resource, path: at.path, says: 'MultiAZWithStandbyEnabled is true' }];
});

export const SEARCH: Cases = {
  software: [when('opensearch-snapshots')],
  infrastructure: [withStandby],
  az: [
    withStandby,
    when('opensearch-snapshots', ({ resource }) => {
      const aware = resource.at('ClusterConfig.ZoneAwarenessEnabled');
      if (!aware.isTrue) return [{ resource, path: aware.path, says: 'ZoneAwarenessEnabled is not true' }];
      const count = resource.at('ClusterConfig.InstanceCount');
      const nodes = count.number() ?? 1;
      return nodes < 3 && [{ resource, path: count.path, says: `InstanceCount is ${nodes}` }];
    }),
  ],
  region: [when('one-region')],
};

const severalZones = when('elb-zones', ({ isInSeveralZones }) => isInSeveralZones);

export const LOAD_BALANCER: Cases = {
  software: CONFIGURATION,
  infrastructure: [severalZones],
  az: [severalZones, when('elb-one-zone')],
  region: REDEPLOY_ELSEWHERE,
};

export const NAT: Cases = {
  software: CONFIGURATION,
  infrastructure: [when('nat-host')],
  az: [when('nat-shared', servesOtherZones), when('nat-per-zone')],
  region: REDEPLOY_ELSEWHERE,
};

/** The subnets of other zones that go out through a NAT gateway. */
function servesOtherZones(subject: Subject): readonly Evidence[] | undefined {
  const { resource } = subject;
  if (resource.string('AvailabilityMode') === 'regional') return undefined;
  const served = subnetsThrough(resource, 'NatGatewayId');
  if (served.length === 0) return undefined;
  const own = resource.reference('SubnetId');
  if (own?.type !== 'AWS::EC2::Subnet') return subject.unknown('its subnet is not in the application');
  const other = served.find((subnet) => isOtherZone(subnet, own, subject));
  return other === undefined
    ? undefined
    : [
        { resource, path: 'Properties.SubnetId', says: `It is in the zone of ${own.id}` },
        { resource: other, path: zoneOf(other).path, says: 'This subnet of another zone goes out through it' },
      ];
}

function isOtherZone(subnet: Resource, own: Resource, subject: Subject): boolean {
  if (subnet === own) return false;
  const compared = comparableMarks([zoneOf(subnet), zoneOf(own)]);
  return compared === undefined
    ? subject.unknown('the zones of the subnets it serves are not known')
    : compared.marks.size > 1;
}

const origins: Case = when('cloudfront-origins', ({ resource }) => {
  const at = resource.at('DistributionConfig.OriginGroups.Items');
  if (!at.isPresent || at.items().length === 0) return undefined;
  return [{ resource, path: at.path, says: 'An origin group turns to a second origin' }];
});

export const DISTRIBUTION: Cases = {
  software: CONFIGURATION,
  infrastructure: [when('global')],
  az: [origins, when('global')],
  region: [origins, when('global')],
};
