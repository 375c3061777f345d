import type { Resource } from '../../lib/model/resource';

/** Whether a DB instance or cluster is one of Aurora: its storage spans three zones whatever its instances do. */
export function isAurora(db: Resource): boolean {
  return db.string('Engine')?.toLowerCase().startsWith('aurora') ?? false;
}

/** Whether an `AWS::RDS::DBInstance` is a member of a cluster, which then decides backups and failover. */
export function isClusterMember(db: Resource): boolean {
  return db.has('DBClusterIdentifier');
}

/** Whether a DB instance or cluster is a read replica of another. */
export function isReplica(db: Resource): boolean {
  return ['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier', 'ReplicationSourceIdentifier'].some((p) => db.has(p));
}
