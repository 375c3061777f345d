import { BackupResourceType } from './backup-resource-type';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A facility of the service itself that bounds the loss of data. */
export interface NativeFacility {
  /** What it is called. */
  readonly name: string;
  /** How to switch it on. */
  readonly how: string;
  /** How far it lags behind at most, in seconds, as the service documents it. */
  readonly lag: number;
  readonly source: string;
}

/** What AWS Backup, and the service itself, can do for a type of resource. */
export interface Capability {
  readonly type: BackupResourceType;
  /** Lag of continuous backups in AWS Backup, in seconds; absent where there are none. */
  readonly continuous?: number;
  readonly otherRegion: boolean;
  readonly otherAccount: boolean;
  /** Longest time until a backup is back from cold storage, in seconds; absent where there is no cold storage. */
  readonly cold?: number;
  readonly airGapped: boolean;
  readonly restoreTest: boolean;
  /** Backups are encrypted with the key of the vault, not with the key of the source. */
  readonly fullyManaged: boolean;
  /** The service opt-in counts even where a resource is selected by name. */
  readonly optInRequired: boolean;
  /** Recovery to earlier times by the service itself. */
  readonly pitr?: NativeFacility;
  /** Replication to another Region by the service itself. */
  readonly replication?: NativeFacility;
  /** The cells that are written from memory of the guide and not read anew. */
  readonly lowConfidence: readonly (keyof Capability)[];
}

/** Where the table comes from. Cells of `lowConfidence` were not read anew at that date. */
export const CAPABILITY_SOURCE = {
  url: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html#features-by-resource',
  read: '2026-11-23',
};

const AUTOMATED = (service: string, url: string): NativeFacility => ({
  name: `automated backups of ${service}`,
  how: 'keep backupRetention at one day or more',
  lag: 5 * MINUTE,
  source: url,
});

/** Copies, and what a copy can be made of. Source: Backup and tag copy, and the table above. */
const COPIES = { otherRegion: true, otherAccount: true };

/**
 * What a read replica in another Region promises. The service bounds its lag by nothing; HealthAlarms tells of one that
 * was a minute behind for five minutes. Low confidence.
 */
export const READ_REPLICA: NativeFacility = {
  name: 'a read replica in the other Region',
  how: 'create a read replica of the instance in the other Region',
  lag: 5 * MINUTE,
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html',
};

const ROWS: readonly Capability[] = [
  {
    ...COPIES,
    type: BackupResourceType.AURORA,
    continuous: 5 * MINUTE,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: true,
    replication: {
      name: 'an Aurora global database',
      how: 'make the cluster a member of an AWS::RDS::GlobalCluster with a secondary cluster in the other Region',
      lag: MINUTE,
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html',
    },
    lowConfidence: ['replication'],
  },
  {
    ...COPIES,
    type: BackupResourceType.DOCUMENT_DB,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: true,
    pitr: AUTOMATED(
      'DocumentDB',
      'https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore-point_in_time_recovery.html',
    ),
    lowConfidence: ['airGapped', 'pitr'],
  },
  {
    ...COPIES,
    type: BackupResourceType.DYNAMO_DB,
    cold: 12 * HOUR,
    airGapped: false,
    restoreTest: true,
    fullyManaged: true,
    optInRequired: false,
    pitr: {
      name: 'point-in-time recovery of DynamoDB',
      how: 'set pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }',
      lag: 5 * MINUTE,
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html',
    },
    replication: {
      name: 'a global table',
      how: 'use TableV2 with a replica in the other Region',
      lag: MINUTE,
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.html',
    },
    lowConfidence: ['airGapped', 'cold', 'replication'],
  },
  {
    ...COPIES,
    type: BackupResourceType.EBS,
    cold: 72 * HOUR,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: false,
    lowConfidence: [],
  },
  {
    ...COPIES,
    type: BackupResourceType.EC2,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: false,
    lowConfidence: [],
  },
  {
    ...COPIES,
    type: BackupResourceType.EFS,
    cold: 12 * HOUR,
    airGapped: true,
    restoreTest: true,
    fullyManaged: true,
    optInRequired: false,
    replication: {
      name: 'EFS replication',
      how: 'set replicationConfiguration to a file system in the other Region',
      lag: 15 * MINUTE,
      source: 'https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html',
    },
    lowConfidence: ['cold', 'replication'],
  },
  {
    ...COPIES,
    type: BackupResourceType.FSX,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: false,
    lowConfidence: ['airGapped'],
  },
  {
    ...COPIES,
    type: BackupResourceType.NEPTUNE,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: true,
    pitr: AUTOMATED(
      'Neptune',
      'https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview-backups.html',
    ),
    lowConfidence: ['airGapped', 'pitr'],
  },
  {
    ...COPIES,
    type: BackupResourceType.RDS,
    continuous: 5 * MINUTE,
    airGapped: true,
    restoreTest: true,
    fullyManaged: false,
    optInRequired: false,
    replication: {
      name: 'replication of automated backups',
      how: 'set AutomaticBackupReplicationRegion on the instance',
      lag: 25 * MINUTE,
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html',
    },
    lowConfidence: ['replication'],
  },
  {
    ...COPIES,
    type: BackupResourceType.REDSHIFT,
    otherRegion: false,
    otherAccount: false,
    airGapped: false,
    restoreTest: false,
    fullyManaged: false,
    optInRequired: false,
    lowConfidence: ['otherRegion', 'otherAccount', 'airGapped', 'optInRequired'],
  },
  {
    ...COPIES,
    type: BackupResourceType.S3,
    continuous: 15 * MINUTE,
    airGapped: true,
    restoreTest: true,
    fullyManaged: true,
    optInRequired: false,
    pitr: {
      name: 'versioning',
      how: 'set versioned: true',
      // Whatever is overwritten or deleted is still there as a version.
      lag: 0,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    },
    replication: {
      name: 'S3 replication with Replication Time Control',
      how: 'replicate the bucket to the other Region with replicationTime and metrics enabled',
      lag: 15 * MINUTE,
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html',
    },
    lowConfidence: [],
  },
];

/** The capabilities by type. */
export const CAPABILITIES: ReadonlyMap<BackupResourceType, Capability> = new Map(ROWS.map((row) => [row.type, row]));

/** What can be done for a type. */
export function capabilityOf(type: BackupResourceType): Capability {
  const row = CAPABILITIES.get(type);
  if (row === undefined) throw new Error(`AWS Backup has no type '${type}'`);
  return row;
}
