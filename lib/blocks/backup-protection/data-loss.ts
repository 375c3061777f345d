import { PERIODS, timesOfDay, worstGap } from './backup-schedule';
import type { ClockChange } from './clock-changes';

/** How long the steps of a snapshot take at most, in minutes. */
export interface StepTimes {
  /** From the scheduled time to the start of the job, which is the time that the snapshot shows. */
  readonly startWindow: number;
  /** From the start of the job to a recovery point that can be restored. */
  readonly job: number;
  /** From there to a recovery point in the other Region. */
  readonly copy: number;
}

/**
 * The most data that is lost with snapshots, in minutes: just before a recovery point can be used, the one before it is
 * the newest, and that may have started at once while the next one waited for its whole start window.
 */
export function snapshotLoss(gap: number, { startWindow, job }: StepTimes): number {
  return gap + startWindow + job;
}

/** The most data that is lost with copies of the snapshots in the other Region, in minutes. */
export function copyLoss(gap: number, steps: StepTimes): number {
  return snapshotLoss(gap, steps) + steps.copy;
}

/** When the day's first snapshot is, and how the clocks run there. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly changes: readonly ClockChange[];
}

/** What snapshots may lose, in minutes; absent where other means see to it. */
export interface LossLimits {
  readonly inRegion?: number;
  readonly otherRegion?: number;
}

/**
 * The periods, in hours, at which each job ends before the next one has to start. With a second rule beside it, a period
 * holds the start windows of both: where they overlap, AWS Backup keeps one of the two backups only.
 */
export function usablePeriods({ startWindow, job }: StepTimes, { changes }: Clock, besideAnother: boolean): number[] {
  const skipped = Math.max(0, ...changes.map(({ by }) => by));
  const shortest = Math.max(besideAnother ? 2 * startWindow : startWindow, job) + skipped;
  return PERIODS.filter((period) => period * 60 >= shortest);
}

/** The longest of some periods whose snapshots and copies stay within the limits; `undefined` where none does. */
export function periodFor(
  periods: readonly number[],
  limits: LossLimits,
  steps: StepTimes,
  clock: Clock,
): number | undefined {
  return periods.find((period) => {
    const gap = gapOf(period, clock);
    const isWithin = snapshotLoss(gap, steps) <= (limits.inRegion ?? Infinity);
    return isWithin && copyLoss(gap, steps) <= (limits.otherRegion ?? Infinity);
  });
}

/** The longest time between two snapshots, in minutes. */
export function gapOf(period: number, { hour, minute, changes }: Clock): number {
  return worstGap(timesOfDay(period, hour, minute), changes);
}

/** The least that snapshots can promise, in minutes; infinite where jobs take longer than a day. */
export function leastLoss(periods: readonly number[], steps: StepTimes, clock: Clock): number {
  return Math.min(Infinity, ...periods.map((period) => snapshotLoss(gapOf(period, clock), steps)));
}
