/** What is kept in cold storage is paid for, and so kept, for as many days. Source: API_Lifecycle. */
const COLD_DAYS = 90;
/** Source: point-in-time-recovery-retention-period. */
export const CONTINUOUS_DAYS = 35;

/** How long recovery points are kept, in days. */
export interface LifecycleDays {
  readonly deleteAfter: number;
  readonly coldAfter?: number;
}

/** What a lock lets into a vault, in days. */
export interface RetentionLimits {
  readonly min: number;
  readonly max?: number;
}

/** What AWS Backup refuses in a lifecycle, as a clause; `undefined` where it takes it. */
export function lifecycleFault({ deleteAfter, coldAfter }: LifecycleDays, continuous: boolean): string | undefined {
  if (continuous && coldAfter !== undefined) return 'continuous backups cannot be moved to cold storage';
  if (continuous && (deleteAfter < 1 || deleteAfter > CONTINUOUS_DAYS)) {
    return `continuous backups are kept for 1 to ${CONTINUOUS_DAYS} days, not ${deleteAfter}`;
  }
  if (coldAfter !== undefined && deleteAfter < coldAfter + COLD_DAYS) {
    return (
      `what is moved to cold storage after ${coldAfter} days stays there for at least ${COLD_DAYS}: ` +
      `keep it for ${coldAfter + COLD_DAYS} days or more, not ${deleteAfter}`
    );
  }
  return undefined;
}

/** What the lock of a vault refuses, as a clause; `undefined` where it takes it. Every job would fail. */
export function lockFault(deleteAfter: number, { min, max }: RetentionLimits): string | undefined {
  if (deleteAfter < min) return `the lock takes retentions of at least ${min} days, not ${deleteAfter}`;
  if (max !== undefined && deleteAfter > max)
    return `the lock takes retentions of at most ${max} days, not ${deleteAfter}`;
  return undefined;
}
