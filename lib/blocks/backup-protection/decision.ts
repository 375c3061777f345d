import type { Capability, NativeFacility } from './capabilities';
import {
  copyLoss,
  gapOf,
  leastLoss,
  periodFor,
  snapshotLoss,
  usablePeriods,
  type Clock,
  type StepTimes,
} from './data-loss';

/** What is known of a resource beyond its type. */
export interface ResourceFacts {
  /** Point-in-time recovery of the service itself: it runs, it can be switched on here, it is off, or nobody knows. */
  readonly pitr: 'on' | 'can be' | 'off' | 'unknown';
  /** Whether the service itself replicates the resource to another Region; `unknown` for an imported one. */
  readonly replicated: 'yes' | 'no' | 'unknown';
  /** By what, where it is not what its type usually has. */
  readonly replication?: NativeFacility;
  /** Why it cannot be backed up although others of its type can. */
  readonly backupFault?: string;
  /** Why recovery points of it cannot be copied although those of its type can. */
  readonly copyFault?: string;
}

/** Recovery point objectives, in seconds. */
export interface Objectives {
  readonly software: number;
  readonly region?: number;
}

/** How backups are made. */
export interface Means {
  readonly continuous: boolean;
  readonly steps: StepTimes;
  readonly clock: Clock;
  /** Whether there is a vault to copy to, in another Region or account. */
  readonly copies: boolean;
  /** Whether there is one in another Region. */
  readonly otherRegion: boolean;
}

/** By what data comes back, and how much of it is lost at most. */
export interface Guarantee {
  readonly by: string;
  /** In seconds. */
  readonly loss: number;
}

/** What is done for a resource. */
export interface Decision {
  readonly continuous: boolean;
  /** Hours between two snapshots. */
  readonly period: number;
  readonly copied: boolean;
  readonly inRegion: Guarantee;
  readonly otherRegion?: Guarantee;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What is done so that a resource meets its objectives, or the reasons why nothing can. */
export function decide(
  row: Capability,
  facts: ResourceFacts,
  objectives: Objectives,
  means: Means,
): Decision | string[] {
  if (facts.backupFault !== undefined) return [facts.backupFault];
  const faults: string[] = [];
  const { steps, clock } = means;
  const continuous = means.continuous && row.continuous !== undefined;
  const periods = usablePeriods(steps, clock, continuous);
  const least = leastLoss(periods, steps, clock);
  const hasPitr = row.pitr !== undefined && (facts.pitr === 'on' || facts.pitr === 'can be');

  const natives = [
    ...(continuous ? [{ by: 'continuous backups', loss: row.continuous }] : []),
    ...(hasPitr ? [{ by: row.pitr.name, loss: row.pitr.lag }] : []),
  ];
  const native = natives.find(({ loss }) => loss <= objectives.software);
  const snapshotsDo = objectives.software >= least * MINUTE;
  if (!snapshotsDo && native === undefined)
    faults.push(softwareFault(row, facts, objectives.software, least, natives[0]));

  const canCopy = row.otherRegion && facts.copyFault === undefined;
  const replication = facts.replicated === 'yes' ? (facts.replication ?? row.replication) : undefined;
  const replicationDoes =
    replication !== undefined && objectives.region !== undefined && replication.lag <= objectives.region;
  const leastCopied = least * MINUTE + steps.copy * MINUTE;
  const copyDoes = means.otherRegion && canCopy && objectives.region !== undefined && objectives.region >= leastCopied;
  if (objectives.region !== undefined && !replicationDoes && !copyDoes) {
    faults.push(regionFault(row, facts, objectives.region, leastCopied, means, canCopy));
  }
  if (faults.length > 0) return faults;

  // Snapshots are always made: what a service keeps by itself goes with the resource, and ends after 35 days.
  const limits = {
    ...(native === undefined && { inRegion: objectives.software / MINUTE }),
    ...(objectives.region !== undefined && !replicationDoes && { otherRegion: objectives.region / MINUTE }),
  };
  const period = periodFor(periods, limits, steps, clock) as number;
  const gap = gapOf(period, clock);
  return {
    continuous,
    period,
    copied: means.copies && canCopy,
    inRegion: native ?? { by: `snapshots every ${period} h`, loss: snapshotLoss(gap, steps) * MINUTE },
    ...(replicationDoes
      ? { otherRegion: { by: replication.name, loss: replication.lag } }
      : means.otherRegion &&
        canCopy && { otherRegion: { by: `copies every ${period} h`, loss: copyLoss(gap, steps) * MINUTE } }),
  };
}

function softwareFault(row: Capability, facts: ResourceFacts, rpo: number, least: number, native?: Guarantee): string {
  const asked = `the policy allows the loss of ${spoken(rpo)} (software)`;
  const snapshots = `snapshots lose up to ${spoken(least * MINUTE)}`;
  if (native !== undefined) {
    return `${asked}; ${native.by} lose up to ${spoken(native.loss)}, and no backup loses less: raise the RPO, or keep the events that made the data`;
  }
  if (row.pitr !== undefined) {
    return facts.pitr === 'unknown'
      ? `${asked}; ${snapshots}, and whether ${row.pitr.name} is on is not known of an imported resource: give the construct that creates it`
      : `${asked}; ${snapshots}, and ${row.pitr.name} is off: ${row.pitr.how}`;
  }
  if (row.continuous !== undefined) return `${asked}; ${snapshots}: leave \`continuous\` on`;
  return `${asked}; ${snapshots}, and ${row.type} has no point-in-time recovery: raise the RPO, or keep such data in DynamoDB, RDS, Aurora or S3`;
}

function regionFault(
  { type, replication: usual }: Capability,
  facts: ResourceFacts,
  rpo: number,
  leastCopied: number,
  means: Means,
  canCopy: boolean,
): string {
  const asked = `the policy allows the loss of ${spoken(rpo)} when the Region is lost`;
  const copies = !canCopy
    ? (facts.copyFault ?? `AWS Backup copies no backups of ${type} to other Regions`)
    : !means.otherRegion
      ? 'there is no vault in another Region: give a BackupDestination in `destinations`'
      : `copies lose up to ${spoken(leastCopied)}`;
  const replication = facts.replication ?? usual;
  if (replication === undefined) {
    const fix = canCopy && !means.otherRegion ? '' : `, and ${type} replicates by no other means: raise the RPO`;
    return `${asked}; ${copies}${fix}`;
  }
  const able = replication.lag <= rpo;
  const native =
    facts.replicated === 'yes'
      ? `${replication.name} lags by up to ${spoken(replication.lag)}: raise the RPO`
      : able
        ? `or ${replication.how} (${replication.name})`
        : `${replication.name} would lag by up to ${spoken(replication.lag)}: raise the RPO`;
  return `${asked}; ${copies}, ${native}`;
}

/** `45 min`, `4 h`, `3 h 30 min`. */
export function spoken(seconds: number): string {
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const parts = [
    [Math.floor(seconds / HOUR), 'h'],
    [minutes, 'min'],
    [Math.round(seconds % MINUTE), 's'],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]));
  return text.length === 0 ? 'no data' : text.join(' ');
}
