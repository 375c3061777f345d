import { Stack, Token } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInstance, CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem as CfnFsxFileSystem } from 'aws-cdk-lib/aws-fsx';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BackupResourceType } from './backup-resource-type';
import type { ResourceFacts } from './decision';
import { known, type ProtectedResource } from './protected-resource';

/** What the properties of a resource say of its recovery. */
export function factsOf({ resource, type }: ProtectedResource): ResourceFacts {
  if (resource === undefined) return { pitr: 'unknown', replicated: 'unknown' };
  const replicated = isReplicated(resource) ? 'yes' : 'no';
  if (resource instanceof CfnTable || resource instanceof CfnGlobalTable) return { pitr: pitrOf(resource), replicated };
  if (type === BackupResourceType.DOCUMENT_DB || type === BackupResourceType.NEPTUNE) {
    // They cannot be without automated backups: a day of them is the least.
    return { pitr: 'on', replicated };
  }
  const copyFault = copyFaultOf(resource, type);
  return { pitr: 'off', replicated, ...(copyFault !== undefined && { copyFault }) };
}

/** Whether a resource is lost with one Availability Zone, so that backups are all there is. */
export function isZonal({ resource }: ProtectedResource): boolean {
  if (resource instanceof CfnVolume || resource instanceof CfnInstance) return true;
  if (resource instanceof CfnDBInstance) return known(resource, resource.multiAz) !== true;
  return resource instanceof CfnFileSystem && resource.availabilityZoneName !== undefined;
}

/** Off by intent stays off: who said so is asked to change it. */
function pitrOf(table: CfnTable | CfnGlobalTable): ResourceFacts['pitr'] {
  const flags = pitrFlags(table);
  if (flags.includes(false)) return 'off';
  return flags.every((flag) => flag === true) ? 'on' : 'can be';
}

function pitrFlags(table: CfnTable | CfnGlobalTable): (boolean | undefined)[] {
  const flag = (holder: object): boolean | undefined => {
    return (holder as CfnTable).pointInTimeRecoverySpecification as unknown as boolean | undefined;
  };
  const read = (spec: unknown): boolean | undefined => {
    return (spec as { pointInTimeRecoveryEnabled?: boolean } | undefined)?.pointInTimeRecoveryEnabled;
  };
  if (table instanceof CfnTable) return [read(known(table, flag(table)))];
  return replicasOf(table).map((replica) => read(replica.pointInTimeRecoverySpecification));
}

/** The replicas of a global table that are declared so far. */
export function replicasOf(table: CfnGlobalTable): CfnGlobalTable.ReplicaSpecificationProperty[] {
  const replicas = Stack.of(table).resolve(table.replicas);
  return Array.isArray(replicas) ? (replicas as CfnGlobalTable.ReplicaSpecificationProperty[]) : [];
}

function isReplicated(resource: NonNullable<ProtectedResource['resource']>): boolean {
  if (resource instanceof CfnGlobalTable) return replicasOf(resource).length > 1;
  if (resource instanceof CfnDBInstance) return resource.automaticBackupReplicationRegion !== undefined;
  if (resource instanceof CfnDBCluster) return resource.globalClusterIdentifier !== undefined;
  if (resource instanceof CfnFileSystem) return resource.replicationConfiguration !== undefined;
  if (!(resource instanceof CfnBucket)) return false;
  const replication = known(resource, resource.replicationConfiguration) as
    CfnBucket.ReplicationConfigurationProperty | undefined;
  const rules = Array.isArray(replication?.rules) ? replication.rules : [];
  // Without replication time control nothing bounds how late an object arrives.
  return rules.some((rule) => {
    const { status, destination } = rule as CfnBucket.ReplicationRuleProperty;
    const time = (destination as CfnBucket.ReplicationDestinationProperty).replicationTime;
    return status === 'Enabled' && (time as CfnBucket.ReplicationTimeProperty | undefined)?.status === 'Enabled';
  });
}

function copyFaultOf(resource: NonNullable<ProtectedResource['resource']>, type: BackupResourceType): string | undefined {
  if (resource instanceof CfnDBCluster && type === BackupResourceType.RDS) {
    return 'AWS Backup copies no snapshots of Multi-AZ DB clusters';
  }
  if (!(resource instanceof CfnFsxFileSystem) || Token.isUnresolved(resource.fileSystemType)) return undefined;
  return resource.fileSystemType === 'ONTAP' ? 'AWS Backup copies no backups of FSx for NetApp ONTAP' : undefined;
}
