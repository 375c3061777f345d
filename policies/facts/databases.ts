import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

/** Shortest time that backups are kept: a fault of Friday evening is found on Monday, and needs days to be understood. */
export const MIN_RETENTION_DAYS = 7;

/** Whether a DB instance or cluster is one of Aurora: its storage spans three zones whatever its instances do. */
export function isAurora(db: Resource): boolean {
  return db.string('Engine')?.toLowerCase().startsWith('aurora') ?? false;
}

/** Whether a DB instance is one of RDS Custom, which does not support much of what RDS does. */
export function isRdsCustom(db: Resource): boolean {
  return db.string('Engine')?.toLowerCase().startsWith('custom-') ?? false;
}

/** Whether an `AWS::RDS::DBInstance` is a member of a cluster, which then decides backups and failover. */
export function isClusterMember(db: Resource): boolean {
  return isGiven(db.at('DBClusterIdentifier'));
}

/**
 * Whether a DB instance or cluster is a read replica of another. A source given together with a time
 * to restore to makes a new database, as `SourceDBClusterIdentifier` of a cluster always does.
 */
export function isReplica(db: Resource): boolean {
  if (db.type === 'AWS::RDS::DBCluster') return isGiven(db.at('ReplicationSourceIdentifier'));
  if (isGiven(db.at('RestoreTime')) || isGiven(db.at('UseLatestRestorableTime'))) return false;
  return isGiven(db.at('SourceDBInstanceIdentifier')) || isGiven(db.at('SourceDBClusterIdentifier'));
}

/** Whether a database begins as a copy of another, and takes over settings of it that are not given. */
export function isRestored(db: Resource): boolean {
  const sources = [
    'DBSnapshotIdentifier',
    'DBClusterSnapshotIdentifier',
    'SnapshotIdentifier',
    'SourceDBClusterIdentifier',
  ];
  const others = ['SourceDBInstanceIdentifier', 'SourceDBInstanceAutomatedBackupsArn', 'SourceDbiResourceId'];
  return [...sources, ...others, 'SourceDbClusterResourceId'].some((property) => isGiven(db.at(property)));
}

/**
 * Whether a cluster joins a global database that another cluster began: it has no user of its own
 * and is not named as the global cluster's source.
 */
export function isGlobalSecondary(cluster: Resource): boolean {
  if (!isGiven(cluster.at('GlobalClusterIdentifier'))) return false;
  return !['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier'].some((own) => isGiven(cluster.at(own)));
}

/** How many days automated backups are kept. Ends the rule where a restored database takes that from its source. */
export function retentionDays(db: Resource, whenAbsent: number): number {
  const retention = db.at('BackupRetentionPeriod');
  const days = retention.number();
  if (days !== undefined) return days;
  return isRestored(db) ? retention.undetermined('the retention is taken over from what is restored') : whenAbsent;
}

/** "Backups are kept for 3 days", or for the default number of days. */
export function describeRetention(db: Resource, days: number): string {
  const kept = `Automated backups are kept for ${days} ${days === 1 ? 'day' : 'days'}`;
  return db.has('BackupRetentionPeriod') ? `${kept}.` : `${kept}, the default.`;
}

/** Whether an AWS Backup selection of the application names a database: the plan then decides how long backups are kept. */
export function isNamedForBackup(db: Resource): boolean {
  return db.referencedBy('AWS::Backup::BackupSelection', 'BackupSelection.Resources').length > 0;
}

/** Whether a value is there and says something: CloudFormation treats an empty identifier as none. */
function isGiven(value: Value): boolean {
  return value.isPresent && value.settled !== '';
}
