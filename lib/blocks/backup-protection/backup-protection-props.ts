import type { Duration, TimeZone } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import type { ResiliencyPolicyProps } from '../../intent/resiliency-policy';
import type { IBackupDestination } from './backup-destination';
import type { BackupVaultOptions } from './backup-vault-options';
import type { TaggedResources } from './tagged-resources';
import type { RestoreTestOptions } from './restore-testing';

/** Backups that are kept for long. */
export interface BackupArchive {
  /** How long they are kept; within `maxRetention` of all vaults. */
  readonly retention: Duration;

  /**
   * After which time they are moved to cold storage, for types that have it: at least 90 days before they are deleted.
   * Refused where the policy's RTO is shorter than the way back from there.
   *
   * @default - never
   */
  readonly moveToColdStorageAfter?: Duration;
}

/** What is backed up, and for what loss of data. */
export interface BackupProtectionProps extends BackupVaultOptions {
  /** Who is told of jobs that fail: a topic of this Region with at least two people behind it. */
  readonly notificationTopic: ITopic;

  /**
   * What is backed up: tables, buckets, databases, file systems, volumes and instances, or scopes with such in them.
   * Resources that are added to such a scope later are reported as an error: create the protection last.
   *
   * @default - nothing but what is selected by tag
   */
  readonly resources?: IConstruct[];

  /**
   * What is backed up by tag, in the account and Region. Its properties are not seen here: only what snapshots, copies
   * and continuous backups can do counts.
   *
   * @default - nothing but the resources
   */
  readonly tagged?: TaggedResources[];

  /**
   * The targets: the software RPO for backups in the Region, the Region RPO for copies.
   *
   * @default - for each resource the policy that holds for it, see ResiliencyPolicy.of; that of the protection for tags
   */
  readonly policy?: ResiliencyPolicyProps;

  /**
   * Vaults that backups are copied to: in another Region for its loss, in another account for the loss of this one.
   *
   * @default - none
   */
  readonly destinations?: IBackupDestination[];

  /**
   * Whether continuous backups are made where AWS Backup can.
   *
   * @default true
   */
  readonly continuous?: boolean;

  /**
   * How long continuous backups reach back, 1 to 35 days. Automated backups of databases get the same retention, as AWS
   * Backup takes them over.
   *
   * @default Duration.days(35)
   */
  readonly continuousRetention?: Duration;

  /**
   * How long snapshots are kept.
   *
   * @default Duration.days(35)
   */
  readonly retention?: Duration;

  /**
   * How long copies are kept, counted from the snapshot.
   *
   * @default - as long as snapshots
   */
  readonly copyRetention?: Duration;

  /**
   * Backups on the first of each month that are kept for longer.
   *
   * @default - none
   */
  readonly archive?: BackupArchive;

  /**
   * How long a job may wait after its time. It is a part of the loss of data; AWS Backup takes an hour or more.
   *
   * @default Duration.hours(1)
   */
  readonly startWindow?: Duration;

  /**
   * When a job that started is cancelled: at least an hour more than the start window.
   *
   * @default Duration.days(1)
   */
  readonly completionWindow?: Duration;

  /**
   * How long the longest job takes. The promise rests on it, and an alarm tells when it no longer holds.
   *
   * @default Duration.hours(2)
   */
  readonly jobTime?: Duration;

  /**
   * How long the longest copy takes; nothing limits copies.
   *
   * @default Duration.hours(4)
   */
  readonly copyTime?: Duration;

  /**
   * The hour of the first snapshot of a day, 0 to 23.
   *
   * @default - 1, or the next hour that keeps clear of the windows of the databases
   */
  readonly backupHour?: number;

  /**
   * The time zone of the schedule. The nights that its clocks change are counted in.
   *
   * @default TimeZone.ETC_UTC
   */
  readonly timeZone?: TimeZone;

  /**
   * Whether snapshots are copied to a logically air-gapped vault too, for the types that it takes. It needs
   * `irreversible`: such a vault is always locked in compliance mode.
   *
   * @default false
   */
  readonly airGapped?: boolean;

  /**
   * Whether restores are tested.
   *
   * @default true
   */
  readonly restoreTesting?: boolean;

  /**
   * How they are tested.
   *
   * @default - every week, in the default VPC, without validation
   */
  readonly restoreTest?: RestoreTestOptions;

  /**
   * Whether AWS Backup Audit Manager looks for single resources without a recent recovery point. It needs AWS Config to
   * record in the account and Region.
   *
   * @default false
   */
  readonly audit?: boolean;
}
