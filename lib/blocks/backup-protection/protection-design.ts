import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import type { BackupProtectionProps } from './backup-protection-props';
import { timesOfDay } from './backup-schedule';
import { capabilityOf } from './capabilities';
import { clockChanges, offsetsOf } from './clock-changes';
import { gapOf, snapshotLoss, type Clock, type StepTimes } from './data-loss';
import { decide, spoken, type Means, type ResourceFacts } from './decision';
import { DEFAULTS } from './defaults';
import { jobWindows, type JobWindow } from './job-windows';
import type { Protected } from './plan-group';
import { resourcesIn, type ProtectedResource } from './protected-resource';
import { factsOf } from './resource-facts';
import { objectivesOf, targetsOf, type Targets } from './targets';
import { meets } from './windows';

/** What is done, and what it promises. */
export interface Design {
  readonly all: Protected[];
  readonly clock: Clock;
  /** The time within which a backup of the most frequent plan arrives, in minutes. */
  readonly heartbeat: number;
  /** The same of the least frequent one. */
  readonly slowest: number;
  /** Windows in which jobs would meet others. */
  readonly conflicts: JobWindow[];
}

/** Of a resource that is known by its tag nothing is known. */
const UNSEEN: ResourceFacts = { pitr: 'unknown', replicated: 'unknown' };

/** The protection that meets the policy, or an error with what cannot be met and why. */
export function design(scope: IConstruct, props: BackupProtectionProps): Design {
  const subjects = subjectsOf(scope, props);
  checkCold(scope, props, subjects);
  const zone = (props.timeZone ?? DEFAULTS.timeZone).timezoneName;
  const changes = clockChanges(zone);
  const steps: StepTimes = {
    startWindow: (props.startWindow ?? DEFAULTS.startWindow).toMinutes(),
    job: (props.jobTime ?? DEFAULTS.jobTime).toMinutes(),
    copy: (props.copyTime ?? DEFAULTS.copyTime).toMinutes(),
  };
  const own = Stack.of(scope).region;
  const destinations = props.destinations ?? [];
  const copies = destinations.length > 0;
  const otherRegion = destinations.some(({ region }) => region !== own);
  let best: Design | undefined;
  for (const hour of hoursToTry(props)) {
    const clock = { hour, minute: 0, changes };
    const means = { continuous: props.continuous !== false, steps, clock, copies, otherRegion };
    const all = decideAll(scope, subjects, means);
    const within = all.map(({ decision }) => snapshotLoss(gapOf(decision.period, clock), steps));
    const conflicts = conflictsOf(all, clock, steps, zone);
    const found = { all, clock, heartbeat: Math.min(...within), slowest: Math.max(...within), conflicts };
    if (best === undefined || conflicts.length < best.conflicts.length) best = found;
    if (conflicts.length === 0) break;
  }
  return best as Design;
}

interface Subject {
  readonly resource?: ProtectedResource;
  readonly tag?: Protected['tag'];
  readonly type: Protected['type'];
  readonly targets: Targets;
}

/** A resource is held against the policy that holds for it; what is selected by tag, against that of the protection. */
function subjectsOf(scope: IConstruct, { resources = [], tagged = [], policy }: BackupProtectionProps): Subject[] {
  const named = new Map<string, Subject>();
  for (const each of resources) {
    const found = resourcesIn(each);
    if (found.length === 0) {
      throw fault(
        scope,
        `${each.node.path} is, or holds, nothing that AWS Backup takes: leave it out, or select it by tag`,
      );
    }
    for (const resource of found) {
      const { construct, type } = resource;
      const targets = targetsOf(scope, policy, construct);
      named.set((resource.resource ?? construct).node.path, { resource, type, targets });
    }
  }
  const byTag = tagged.flatMap((tag) => tag.types.map((type) => ({ tag, type, targets: targetsOf(scope, policy) })));
  return [...named.values(), ...byTag];
}

function decideAll(scope: IConstruct, subjects: readonly Subject[], means: Means): Protected[] {
  const refused: string[] = [];
  const all = subjects.flatMap((subject) => {
    const facts = subject.resource === undefined ? UNSEEN : factsOf(subject.resource);
    const decision = decide(capabilityOf(subject.type), facts, objectivesOf(subject.targets), means);
    if (!Array.isArray(decision)) return [{ ...subject, decision }];
    const name = subject.resource?.construct.node.path ?? `tag ${subject.tag?.key}=${subject.tag?.value}`;
    refused.push(...decision.map((reason) => `${name} (${subject.type}): ${reason}`));
    return [];
  });
  if (refused.length > 0) throw fault(scope, `the policy cannot be met by backups\n- ${refused.join('\n- ')}`);
  return all;
}

/** Where the policy gives less time than the way back from cold storage takes, nothing goes there. */
function checkCold(scope: IConstruct, { archive }: BackupProtectionProps, subjects: readonly Subject[]): void {
  if (archive?.moveToColdStorageAfter === undefined) return;
  const colds = subjects.flatMap(({ type, targets }) => {
    const { cold } = capabilityOf(type);
    return cold === undefined ? [] : [{ type, cold, rto: targets.software.rto.toSeconds({ integral: false }) }];
  });
  if (colds.length === 0) {
    const types = [...new Set(subjects.map(({ type }) => type))].join(', ');
    throw fault(scope, `AWS Backup has no cold storage for ${types}: leave moveToColdStorageAfter out`);
  }
  const slow = colds.find(({ cold, rto }) => cold > rto);
  if (slow === undefined) return;
  throw fault(
    scope,
    `${slow.type} takes up to ${spoken(slow.cold)} from cold storage, the software RTO is ${spoken(slow.rto)}: leave moveToColdStorageAfter out`,
  );
}

function hoursToTry({ backupHour }: BackupProtectionProps): number[] {
  if (backupHour !== undefined) return [backupHour];
  return Array.from({ length: 24 }, (_, i) => (DEFAULTS.backupHour + i) % 24);
}

/** Jobs that would start within the windows of databases, or in the hour before, in winter or in summer. */
function conflictsOf(all: readonly Protected[], { hour, minute }: Clock, steps: StepTimes, zone: string): JobWindow[] {
  const offsets = offsetsOf(zone);
  return all.flatMap(({ resource, decision }) => {
    if (resource?.resource === undefined) return [];
    const times = offsets.flatMap((offset) => timesOfDay(decision.period, hour, minute).map((time) => time - offset));
    return jobWindows(resource.resource, decision.continuous).filter(({ window }) => {
      return meets(times, steps.startWindow, window, 60);
    });
  });
}
