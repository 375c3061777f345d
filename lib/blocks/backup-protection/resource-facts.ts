import { Stack, type CfnResource } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInstance, CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem as CfnFsxFileSystem } from 'aws-cdk-lib/aws-fsx';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BackupResourceType } from './backup-resource-type';
import { READ_REPLICA } from './capabilities';
import type { ResourceFacts } from './decision';
import { known, type ProtectedResource } from './protected-resource';
import { globalTableOf, isFollowedElsewhere, timedCopies } from './replicas-elsewhere';

/** What the properties of a resource say of its recovery. */
export function factsOf({ construct, resource, type }: ProtectedResource): ResourceFacts {
  if (resource === undefined) {
    const isReplica = type === BackupResourceType.DYNAMO_DB && globalTableOf(construct) !== undefined;
    return { pitr: 'unknown', replicated: isReplica ? 'yes' : 'unknown' };
  }
  const replicated = isReplicated(resource) || isFollowedElsewhere(resource) ? 'yes' : 'no';
  if (resource instanceof CfnTable || resource instanceof CfnGlobalTable) return { pitr: pitrOf(resource), replicated };
  if (resource instanceof CfnBucket) return bucketFacts(resource, replicated);
  if (type === BackupResourceType.DOCUMENT_DB || type === BackupResourceType.NEPTUNE) {
    // They cannot be without automated backups: a day of them is the least.
    return { pitr: 'on', replicated };
  }
  const byReplica = resource instanceof CfnDBInstance && replicated === 'yes' && !isReplicated(resource);
  const copyFault = copyFaultOf(resource, type);
  const backupFault = backupFaultOf(resource);
  return {
    pitr: 'off',
    replicated,
    ...(byReplica && { replication: READ_REPLICA }),
    ...(copyFault !== undefined && { copyFault }),
    ...(backupFault !== undefined && { backupFault }),
  };
}

/** Whether a resource is lost with one Availability Zone, so that backups are all there is. */
export function isZonal({ resource }: ProtectedResource): boolean {
  if (resource instanceof CfnVolume || resource instanceof CfnInstance) return true;
  if (resource instanceof CfnDBInstance) return known(resource, resource.multiAz) !== true;
  return resource instanceof CfnFileSystem && resource.availabilityZoneName !== undefined;
}

/** AWS Backup takes buckets with versioning only. Source: s3-backups. */
function bucketFacts(bucket: CfnBucket, replicated: ResourceFacts['replicated']): ResourceFacts {
  const versioning = known(bucket, bucket.versioningConfiguration) as
    CfnBucket.VersioningConfigurationProperty | undefined;
  if (bucket.versioningConfiguration === undefined) return { pitr: 'can be', replicated };
  if (versioning?.status !== 'Suspended') return { pitr: 'on', replicated };
  return {
    pitr: 'off',
    replicated,
    backupFault: 'AWS Backup takes buckets with versioning only: set versioned to true',
  };
}

/** Off by intent stays off: who said so is asked to change it. */
function pitrOf(table: CfnTable | CfnGlobalTable): ResourceFacts['pitr'] {
  const flags = pitrFlags(table);
  if (flags.includes(false)) return 'off';
  return flags.every((flag) => flag === true) ? 'on' : 'can be';
}

function pitrFlags(table: CfnTable | CfnGlobalTable): (boolean | undefined)[] {
  const specs =
    table instanceof CfnTable
      ? [known(table, table.pointInTimeRecoverySpecification)]
      : replicasOf(table).map(({ pointInTimeRecoverySpecification }) => pointInTimeRecoverySpecification);
  return specs.map(
    (spec) => (spec as { pointInTimeRecoveryEnabled?: boolean } | undefined)?.pointInTimeRecoveryEnabled,
  );
}

/** The replicas of a global table that are declared so far. */
export function replicasOf(table: CfnGlobalTable): CfnGlobalTable.ReplicaSpecificationProperty[] {
  const replicas = Stack.of(table).resolve(table.replicas);
  return Array.isArray(replicas) ? (replicas as CfnGlobalTable.ReplicaSpecificationProperty[]) : [];
}

function isReplicated(resource: CfnResource): boolean {
  if (resource instanceof CfnGlobalTable) return replicasOf(resource).length > 1;
  if (resource instanceof CfnDBInstance) return resource.automaticBackupReplicationRegion !== undefined;
  if (resource instanceof CfnDBCluster) return resource.globalClusterIdentifier !== undefined;
  if (resource instanceof CfnFileSystem) return resource.replicationConfiguration !== undefined;
  if (!(resource instanceof CfnBucket)) return false;
  return timedCopies(resource).some((bucket) => !isInSameRegion(bucket));
}

/** What a template refers to, or imports, is in its own Region; a bucket elsewhere is written by its name. */
function isInSameRegion(bucket: unknown): boolean {
  return typeof bucket === 'object' && bucket !== null && ('Fn::GetAtt' in bucket || 'Fn::ImportValue' in bucket);
}

function copyFaultOf(resource: CfnResource, type: BackupResourceType): string | undefined {
  // Low confidence: said of the copies of these snapshots in the guide as of 2025.
  const isMultiAzCluster = resource instanceof CfnDBCluster && type === BackupResourceType.RDS;
  return isMultiAzCluster ? 'AWS Backup copies no snapshots of Multi-AZ DB clusters' : undefined;
}

function backupFaultOf(resource: CfnResource): string | undefined {
  if (!(resource instanceof CfnFsxFileSystem)) return undefined;
  if (resource.fileSystemType === 'ONTAP') {
    return 'AWS Backup takes the volumes of an ONTAP file system, not the file system: select the volumes by tag';
  }
  const lustre = known(resource, resource.lustreConfiguration) as
    CfnFsxFileSystem.LustreConfigurationProperty | undefined;
  const deployment = lustre?.deploymentType ?? 'SCRATCH_1';
  return resource.fileSystemType === 'LUSTRE' && deployment.startsWith('SCRATCH')
    ? 'a scratch file system cannot be backed up: use a persistent one, or leave it out'
    : undefined;
}
