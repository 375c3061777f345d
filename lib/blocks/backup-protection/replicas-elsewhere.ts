import { CfnResource, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster, CfnDBInstance, CfnGlobalCluster } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { known } from './protected-resource';

type Constructor<T> = abstract new (...args: never[]) => T;

/**
 * Copies that another resource of the App keeps: what is written in one Region does not show there that it is followed
 * in another. A Region knows the others by names, so only what is written out counts.
 */
export function isFollowedElsewhere(resource: CfnResource): boolean {
  if (resource instanceof CfnDBCluster) return isGlobalSource(resource);
  if (resource instanceof CfnBucket) return isReplicaBucket(resource);
  return resource instanceof CfnDBInstance && hasReplica(resource);
}

/** The first member of an Aurora global database that has another one in another Region. */
function isGlobalSource(cluster: CfnDBCluster): boolean {
  const globals = others(cluster, CfnGlobalCluster).filter(({ sourceDbClusterIdentifier: source }) => {
    return names(source, cluster, known(cluster, cluster.dbClusterIdentifier), 'cluster');
  });
  return globals.some((global) => {
    const identifier = known(global, global.globalClusterIdentifier);
    return others(cluster, CfnDBCluster).some(({ stack, globalClusterIdentifier: joined }) => {
      return (
        isElsewhere(stack, cluster.stack) &&
        (targetOf(joined) === global || (identifier !== undefined && joined === identifier))
      );
    });
  });
}

/** A database with a read replica in another Region. */
function hasReplica(instance: CfnDBInstance): boolean {
  const identifier = known(instance, instance.dbInstanceIdentifier);
  return others(instance, CfnDBInstance).some(({ stack, sourceDbInstanceIdentifier: source }) => {
    return isElsewhere(stack, instance.stack) && names(source, instance, identifier, 'db');
  });
}

/** A bucket that gets, within a time that is bounded, all that is written to one in another Region. */
function isReplicaBucket(bucket: CfnBucket): boolean {
  const name = known(bucket, bucket.bucketName);
  if (name === undefined) return false;
  return others(bucket, CfnBucket).some((source) => {
    return isElsewhere(source.stack, bucket.stack) && timedCopies(source).some((to) => nameIn(to) === name);
  });
}

/** Where a bucket is replicated to with replication time control, without which nothing bounds how late a copy is. */
export function timedCopies(bucket: CfnBucket): unknown[] {
  const replication = known(bucket, bucket.replicationConfiguration) as
    CfnBucket.ReplicationConfigurationProperty | undefined;
  const rules = Array.isArray(replication?.rules) ? replication.rules : [];
  return rules.flatMap((rule) => {
    const { status, destination } = rule as CfnBucket.ReplicationRuleProperty;
    const { bucket: to, replicationTime } = destination as CfnBucket.ReplicationDestinationProperty;
    const isTimed = (replicationTime as CfnBucket.ReplicationTimeProperty | undefined)?.status === 'Enabled';
    return status === 'Enabled' && isTimed ? [to] : [];
  });
}

/** The table that a name, imported into a stack, stands for a replica of. */
export function globalTableOf(imported: IConstruct): CfnGlobalTable | undefined {
  const { tableName } = imported as unknown as { readonly tableName?: string };
  const { region } = Stack.of(imported);
  return all(imported, CfnGlobalTable).find((table) => {
    if (tableName === undefined || known(table, table.tableName) !== tableName) return false;
    const replicas: unknown = table.stack.resolve(table.replicas);
    return Array.isArray(replicas) && replicas.length > 1 && replicas.some((replica) => replica.region === region);
  });
}

/** Whether a property names a resource: by reference, by its identifier, or by its ARN. */
function names(value: string | undefined, resource: CfnResource, identifier: string | undefined, kind: string) {
  if (value === undefined) return false;
  if (targetOf(value) === resource) return true;
  const { region, account } = resource.stack;
  const [, , , valueRegion, valueAccount, valueKind, name] = value.split(':');
  return (
    identifier !== undefined &&
    valueRegion === region &&
    valueAccount === account &&
    valueKind === kind &&
    name === identifier
  );
}

/** The name in the ARN of a bucket, as text or put together for the partition. */
function nameIn(bucket: unknown): string | undefined {
  const parts = (bucket as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] } | undefined)?.['Fn::Join'];
  const arn = parts?.[0] === '' ? parts[1].at(-1) : bucket;
  return typeof arn === 'string' ? arn.split(':').at(-1) : undefined;
}

function targetOf(value: string | undefined): IConstruct | undefined {
  if (value === undefined) return undefined;
  return Tokenization.reverseString(value).tokens.find((token) => Reference.isReference(token))?.target;
}

function isElsewhere(a: Stack, b: Stack): boolean {
  return a.region !== b.region;
}

function others<T extends CfnResource>(resource: CfnResource, kind: Constructor<T>): T[] {
  return all(resource, kind).filter((each: CfnResource) => each !== resource);
}

function all<T extends CfnResource>(scope: IConstruct, kind: Constructor<T>): T[] {
  return scope.node.root.node.findAll().filter((node): node is T => node instanceof kind);
}
