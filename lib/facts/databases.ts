import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

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
  const latest = db.at('UseLatestRestorableTime');
  if (isGiven(db.at('RestoreTime')) || (latest.isPresent && (latest.isUnknown || latest.isTrue))) return false;
  return isGiven(db.at('SourceDBInstanceIdentifier')) || isGiven(db.at('SourceDBClusterIdentifier'));
}

/** Whether a cluster joins a global database that another cluster began: then it has no user of its own. */
export function isGlobalSecondary(cluster: Resource): boolean {
  if (!isGiven(cluster.at('GlobalClusterIdentifier'))) return false;
  return !['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier'].some((own) => isGiven(cluster.at(own)));
}

/** Whether a value is there and says something: CloudFormation treats an empty identifier as none. */
export function isGiven(value: Value): boolean {
  return value.isPresent && value.settled !== '';
}
