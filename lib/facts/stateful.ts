import type { Resource } from '../model/resource';
import { isClusterMember, isReplica } from './databases';

/** What is particular about the deletion of a type that holds data. */
interface StatefulType {
  /** CloudFormation can take a snapshot before it deletes. */
  readonly snapshots?: boolean;
  /** The deletion policy where none is given. */
  readonly defaultPolicy?: 'Snapshot';
  /** Whether this resource has data of its own. */
  readonly holdsData?: (resource: Resource) => boolean;
  /** Whether a setting of the resource keeps CloudFormation from losing the data. */
  readonly isProtected?: (resource: Resource) => boolean;
}

const flag =
  (property: string) =>
  (resource: Resource): boolean =>
    resource.isTrue(property);

const present =
  (property: string) =>
  (resource: Resource): boolean =>
    resource.has(property);

/**
 * The types whose deletion loses data. Left out: what CloudFormation cannot delete unless it is empty (buckets,
 * repositories, backup vaults) or leaves a backup of (FSx except Lustre), and what holds data in transit (queues, caches).
 * Source: CloudFormation, "DeletionPolicy attribute" and the pages of the types.
 */
const TYPES: Readonly<Record<string, StatefulType>> = {
  'AWS::Cassandra::Table': {},
  'AWS::Cognito::UserPool': {
    isProtected: (pool) => pool.string('DeletionProtection')?.toUpperCase() === 'ACTIVE',
  },
  // Its page, like that of a Neptune Analytics graph, states no default: only what is switched off counts.
  'AWS::DSQL::Cluster': { isProtected: (cluster) => !cluster.isFalse('DeletionProtectionEnabled') },
  'AWS::DirectoryService::MicrosoftAD': {},
  'AWS::DocDB::DBCluster': { snapshots: true, isProtected: flag('DeletionProtection') },
  'AWS::DocDBElastic::Cluster': {},
  'AWS::DynamoDB::GlobalTable': {
    isProtected: (table) => table.list('Replicas').some((replica) => replica.at('DeletionProtectionEnabled').isTrue),
  },
  'AWS::DynamoDB::Table': { isProtected: flag('DeletionProtectionEnabled') },
  'AWS::EC2::Volume': { snapshots: true },
  'AWS::EFS::FileSystem': {},
  'AWS::Elasticsearch::Domain': {},
  'AWS::FSx::FileSystem': {
    holdsData: (files) => files.string('LustreConfiguration.DeploymentType')?.startsWith('PERSISTENT') ?? false,
  },
  'AWS::KMS::Key': {},
  'AWS::MSK::Cluster': {},
  'AWS::MemoryDB::Cluster': { isProtected: present('FinalSnapshotName') },
  'AWS::Neptune::DBCluster': { snapshots: true, isProtected: flag('DeletionProtection') },
  'AWS::NeptuneGraph::Graph': { isProtected: (graph) => !graph.isFalse('DeletionProtection') },
  'AWS::OpenSearchService::Domain': {},
  'AWS::RDS::DBCluster': { snapshots: true, defaultPolicy: 'Snapshot', isProtected: flag('DeletionProtection') },
  'AWS::RDS::DBInstance': {
    snapshots: true,
    defaultPolicy: 'Snapshot',
    holdsData: (db) => !isClusterMember(db) && !isReplica(db),
    isProtected: flag('DeletionProtection'),
  },
  'AWS::Redshift::Cluster': { snapshots: true },
  'AWS::RedshiftServerless::Namespace': { isProtected: present('FinalSnapshotName') },
  'AWS::Serverless::SimpleTable': {},
};

/** The types that hold data which CloudFormation would delete. */
export const STATEFUL_TYPES: readonly string[] = Object.keys(TYPES);

/** Whether deleting a resource could lose data: it has data of its own and nothing stops the deletion. */
export function canLoseData(resource: Resource): boolean {
  const type = TYPES[resource.type];
  if (type === undefined || type.holdsData?.(resource) === false) return false;
  return type.isProtected?.(resource) !== true;
}

/** What CloudFormation does with a resource that leaves its stack. */
export function deletionPolicy(resource: Resource): string {
  return resource.attribute('DeletionPolicy').string() ?? TYPES[resource.type]?.defaultPolicy ?? 'Delete';
}

/** What CloudFormation does with a resource that it replaces. The default is `Delete` for all types. */
export function replacePolicy(resource: Resource): string {
  return resource.attribute('UpdateReplacePolicy').string() ?? 'Delete';
}

/** Whether the data outlive a policy. `Snapshot` falls back to `Delete` where the type has no snapshots. */
export function keepsData(resource: Resource, policy: string): boolean {
  if (policy === 'Snapshot') return TYPES[resource.type]?.snapshots === true;
  return policy !== 'Delete';
}

/** Whether a snapshot is a choice for a resource. */
export function canSnapshot(resource: Resource): boolean {
  return TYPES[resource.type]?.snapshots === true;
}
