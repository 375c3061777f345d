/** What an estimate assumes where nobody says otherwise. All of it is ours, to be tuned; in seconds. */
export interface Assumptions {
  /** Until an alarm that watches the component tells somebody. */
  readonly detectionWithAlarm: number;
  /** Until somebody notices by other means: customers who complain. */
  readonly detectionWithoutAlarm: number;
  /** Until the one who is called answers. */
  readonly acknowledgement: number;
  /** Until it is clear what to do, and somebody dares. */
  readonly decision: number;
  /** How long a backup job takes, from its start to a recovery point. */
  readonly backupJob: number;
  /** How long it takes to copy a recovery point to another Region. */
  readonly backupCopy: number;
}

export const DEFAULTS: Assumptions = {
  /** Most alarms need three to five periods of a minute. */
  detectionWithAlarm: 300,
  /** Half an hour of complaints before somebody looks. */
  detectionWithoutAlarm: 1800,
  /** A page that is answered at once by who is on call. */
  acknowledgement: 300,
  /** Finding the cause, and the courage to restore or promote. */
  decision: 600,
  /** No number is published; what the block that makes backups plans with. */
  backupJob: 7200,
  /** No number is published; what the block that makes backups plans with. */
  backupCopy: 14_400,
};
