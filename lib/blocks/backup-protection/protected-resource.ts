import { CfnResource, Names, Stack, Token } from 'aws-cdk-lib';
import { CfnDBCluster as CfnDocDbCluster } from 'aws-cdk-lib/aws-docdb';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInstance, CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem as CfnFsxFileSystem } from 'aws-cdk-lib/aws-fsx';
import { CfnDBCluster as CfnNeptuneCluster } from 'aws-cdk-lib/aws-neptune';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnCluster as CfnRedshiftCluster } from 'aws-cdk-lib/aws-redshift';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { BackupResourceType } from './backup-resource-type';

/** A resource that AWS Backup takes, found in the construct tree. */
export interface ProtectedResource {
  readonly construct: IConstruct;
  readonly type: BackupResourceType;
  readonly arn: string;
  /** What creates it; absent for an imported one. */
  readonly resource?: CfnResource;
}

/** The resources that a construct is, or holds. */
export function resourcesIn(scope: IConstruct): ProtectedResource[] {
  const found = scope.node.findAll().flatMap((each) => {
    if (!CfnResource.isCfnResource(each)) return [];
    const known = recognize(each);
    return known === undefined ? [] : [{ ...known, construct: ownerOf(each), resource: each }];
  });
  if (found.length > 0) return found;
  const imported = importedResource(scope);
  return imported === undefined ? [] : [{ ...imported, construct: scope }];
}

/** The construct that a user wrote: the one that the resource is made for, or the resource itself. */
function ownerOf(resource: CfnResource): IConstruct {
  const { scope } = resource.node;
  return scope?.node.defaultChild === resource ? scope : resource;
}

type Known = Pick<ProtectedResource, 'type' | 'arn'>;

function recognize(resource: CfnResource): Known | undefined {
  const arn = (service: string, name: string): string => Stack.of(resource).formatArn({ service, resource: name });
  const ec2 = (name: string): string => arn('ec2', `${name}/${resource.ref}`);
  if (resource instanceof CfnTable) return { type: BackupResourceType.DYNAMO_DB, arn: resource.attrArn };
  if (resource instanceof CfnGlobalTable) return { type: BackupResourceType.DYNAMO_DB, arn: resource.attrArn };
  if (resource instanceof CfnBucket) return { type: BackupResourceType.S3, arn: resource.attrArn };
  if (resource instanceof CfnFileSystem) return { type: BackupResourceType.EFS, arn: resource.attrArn };
  if (resource instanceof CfnFsxFileSystem) return { type: BackupResourceType.FSX, arn: resource.attrResourceArn };
  if (resource instanceof CfnVolume) return { type: BackupResourceType.EBS, arn: ec2('volume') };
  if (resource instanceof CfnInstance) return { type: BackupResourceType.EC2, arn: ec2('instance') };
  if (resource instanceof CfnDBCluster) {
    const isAurora = /^aurora/i.test(resource.engine ?? '');
    return { type: isAurora ? BackupResourceType.AURORA : BackupResourceType.RDS, arn: resource.attrDbClusterArn };
  }
  if (resource instanceof CfnDBInstance) {
    // Members are backed up with their cluster, replicas with their source.
    if (resource.dbClusterIdentifier !== undefined || resource.sourceDbInstanceIdentifier !== undefined)
      return undefined;
    return { type: BackupResourceType.RDS, arn: resource.attrDbInstanceArn };
  }
  if (resource instanceof CfnDocDbCluster) return { type: BackupResourceType.DOCUMENT_DB, arn: cluster(resource) };
  if (resource instanceof CfnNeptuneCluster) return { type: BackupResourceType.NEPTUNE, arn: cluster(resource) };
  if (resource instanceof CfnRedshiftCluster) {
    return { type: BackupResourceType.REDSHIFT, arn: arn('redshift', `cluster:${resource.ref}`) };
  }
  return undefined;
}

/** Clusters of DocumentDB and Neptune have ARNs of RDS. */
function cluster(resource: CfnResource): string {
  return Stack.of(resource).formatArn({ service: 'rds', resource: `cluster:${resource.ref}` });
}

/** What the interfaces of L2 constructs call the ARN. */
const IMPORTED: readonly (readonly [string, BackupResourceType])[] = [
  ['bucketArn', BackupResourceType.S3],
  ['tableArn', BackupResourceType.DYNAMO_DB],
  ['fileSystemArn', BackupResourceType.EFS],
  ['instanceArn', BackupResourceType.RDS],
];

function importedResource(construct: IConstruct): Known | undefined {
  for (const [property, type] of IMPORTED) {
    const arn = (construct as unknown as Record<string, unknown>)[property];
    if (typeof arn === 'string') return { type, arn };
  }
  return undefined;
}

/** A name for the selection of a resource, unique in its plan. */
export function selectionName({ construct }: ProtectedResource): string {
  return Names.uniqueResourceName(construct, { maxLength: 50, separator: '-' });
}

/** A plain value of a property, as the template will hold it; `undefined` where it is absent or not known here. */
export function known<T>(resource: CfnResource, value: T): T | undefined {
  const resolved = Stack.of(resource).resolve(value);
  return resolved === undefined || Token.isUnresolved(resolved) || isIntrinsic(resolved) ? undefined : (resolved as T);
}

function isIntrinsic(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => /^(Ref|Fn::)/.test(key));
}
