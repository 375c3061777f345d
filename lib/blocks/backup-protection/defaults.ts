import { Duration, TimeZone } from 'aws-cdk-lib';

/** What the backups are where nobody says otherwise. */
export const DEFAULTS = {
  /** The longest that AWS Backup keeps continuous backups. */
  continuousRetention: Duration.days(35),
  /** What AWS Config asks for; corruption that is noticed within five weeks can be undone. */
  retention: Duration.days(35),
  /** The shortest that AWS Backup takes. Its own default of 8 hours would be lost from the objective. */
  startWindow: Duration.hours(1),
  /** Far longer than jobs take: cancelling a late backup does not make it earlier. */
  completionWindow: Duration.days(1),
  jobTime: Duration.hours(2),
  copyTime: Duration.hours(4),
  /** At night in Europe and America. */
  backupHour: 1,
  /** No clock changes, so no night without a backup. */
  timeZone: TimeZone.ETC_UTC,
  minRetention: Duration.days(7),
  maxRetention: Duration.days(400),
  gracePeriod: Duration.days(3),
  /** Sunday morning: what fails is seen on the next working day. */
  restoreTestSchedule: 'cron(0 8 ? * SUN *)',
  restoreTestStartWindow: Duration.hours(4),
  validationWindow: Duration.hours(8),
  selectionWindow: Duration.days(7),
};
