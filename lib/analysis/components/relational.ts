import type { Resource } from '../../model/resource';
import { membersOf } from '../../facts/database-clusters';
import { isAurora, isClusterMember, isGlobalSecondary, isReplica } from '../../facts/databases';
import { scalableTargetsOf } from '../../facts/scaling';
import { zonesOfNames } from '../../facts/zones';
import {
  amount,
  failover,
  given,
  inherentInSubnets,
  nameOf,
  namersOf,
  outlasts,
  single,
  standbyIf,
  unknown,
} from './findings';
import { global, says, zonal, zonalStore, type Finding, type Table } from './row';

/** Databases with instances of their own: RDS, Aurora, DocumentDB, Neptune. */
export const RELATIONAL: Table = {
  'AWS::RDS::DBInstance': zonalStore('DATABASE', 'rds', instanceFinding),
  'AWS::RDS::DBCluster': zonalStore('DATABASE', 'aurora', clusterFinding),
  'AWS::RDS::GlobalCluster': global('DATABASE', 'aurora', globalFinding),
  // Amazon RDS User Guide, "RDS Proxy": deployed over several zones of its subnets.
  'AWS::RDS::DBProxy': zonal('DATABASE', 'rds-proxy', (proxy) =>
    inherentInSubnets(says(proxy, 'VpcSubnetIds', 'RDS Proxy runs in the zones of its subnets')),
  ),
  'AWS::DocDB::DBCluster': zonalStore('DATABASE', 'documentdb', membersFinding),
  'AWS::DocDB::DBInstance': zonal('DATABASE', 'documentdb', memberFinding),
  'AWS::DocDB::GlobalCluster': global('DATABASE', 'documentdb', globalFinding),
  'AWS::DocDBElastic::Cluster': zonalStore('DATABASE', 'documentdb', (cluster) => {
    const count = cluster.number('ShardInstanceCount');
    if (count === undefined) return unknown(says(cluster, 'ShardInstanceCount', 'ShardInstanceCount is absent'));
    const evidence = says(cluster, 'ShardInstanceCount', `Each shard has ${amount(count, 'instance')}`);
    return count >= 2 ? failover(count, evidence) : single(evidence);
  }),
  'AWS::Neptune::DBCluster': zonalStore('DATABASE', 'neptune', membersFinding),
  'AWS::Neptune::DBInstance': zonal('DATABASE', 'neptune', memberFinding),
  'AWS::Neptune::GlobalCluster': global('DATABASE', 'neptune', globalFinding),
  // One replica in another zone is the default (its page in the CloudFormation template reference).
  'AWS::NeptuneGraph::Graph': zonalStore('DATABASE', 'neptune', (graph) => {
    const replicas = graph.number('ReplicaCount') ?? 1;
    const said = graph.has('ReplicaCount') ? `is ${replicas}` : 'is absent (the default is 1)';
    const evidence = says(graph, 'ReplicaCount', `ReplicaCount ${said}: ${amount(replicas, 'replica')} in other zones`);
    return replicas >= 1 ? failover(replicas + 1, evidence) : single(evidence);
  }),
};

function instanceFinding(db: Resource): Finding {
  if (isClusterMember(db) || isAurora(db)) {
    const service = serviceOfMember(db);
    return { ...memberFinding(db), isStateful: false, ...(service !== undefined && { service }) };
  }
  const found = standbyIf(db, 'MultiAZ');
  if (!isReplica(db)) return found;
  const evidence = [...found.evidence, says(db, '', 'It is a read replica: its source has the data')];
  return { ...found, isStateful: false, evidence };
}

function serviceOfMember(db: Resource): string | undefined {
  const cluster = db.reference('DBClusterIdentifier');
  const isOne = isAurora(db) || (cluster?.type === 'AWS::RDS::DBCluster' && isAurora(cluster));
  return isOne ? 'aurora' : undefined;
}

function memberFinding(instance: Resource): Finding {
  const sentence = 'It is one instance of a cluster, which keeps the data and fails over to another instance';
  return single(says(instance, 'DBClusterIdentifier', sentence));
}

/** An Aurora cluster, or the three instances of a Multi-AZ DB cluster. */
function clusterFinding(cluster: Resource): Finding {
  const engine = cluster.string('Engine');
  if (cluster.has('DBClusterInstanceClass') || (engine !== undefined && !isAurora(cluster))) {
    const path = cluster.has('DBClusterInstanceClass') ? 'DBClusterInstanceClass' : 'Engine';
    const sentence = 'It is a Multi-AZ DB cluster: a writer and two readable standbys in three zones';
    return { ...failover(3, says(cluster, path, sentence)), service: 'rds' };
  }
  if (engine === undefined) return unknown(says(cluster, 'Engine', 'Engine is absent'));
  if (cluster.string('EngineMode') === 'serverless') {
    const sentence = 'Aurora Serverless v1 runs in one zone; it is recreated in another when that fails';
    return single(says(cluster, 'EngineMode', sentence));
  }
  return cluster.string('ClusterScalabilityType') === 'limitless' ? shardsFinding(cluster) : membersFinding(cluster);
}

/** A limitless database: by default its shards have no standby (CloudFormation, AWS::RDS::DBShardGroup). */
function shardsFinding(cluster: Resource): Finding {
  const [shards] = cluster.referencedBy('AWS::RDS::DBShardGroup', 'DBClusterIdentifier');
  if (shards === undefined) return unknown(says(cluster, '', 'No shard group in the application belongs to it'));
  const standbys = shards.number('ComputeRedundancy') ?? 0;
  const evidence = says(shards, 'ComputeRedundancy', `Each shard has ${amount(standbys, 'standby')}`);
  return standbys >= 1 ? failover(standbys + 1, evidence) : single(evidence);
}

/** Storage spans three zones whatever the instances do; the cluster fails over from one instance to another. */
function membersFinding(cluster: Resource): Finding {
  const { certain, possible } = membersOf(cluster, cluster.stack.application);
  const scaled = scaledReaders(cluster);
  // Auto scaling adds readers to a writer.
  const units = certain.length === 0 ? 0 : certain.length + scaled.count;
  const names = certain.map(nameOf).join(', ');
  if (units >= 2) {
    const own = says(cluster, '', `Its ${certain.length === 1 ? 'instance is' : 'instances are'} ${names}`);
    const isZoneRedundant = scaled.count > 0 ? true : areApart(certain);
    return { redundancy: 'FAILOVER', units, ...given({ isZoneRedundant }), evidence: [own, ...scaled.evidence] };
  }
  const [open] = possible;
  if (open !== undefined) {
    return unknown(says(cluster, '', `Whether ${nameOf(open)} belongs to it is decided at deployment`));
  }
  if (units === 1) return single(says(cluster, '', `Its only instance is ${names}`));
  const headless = 'It is a secondary cluster without instance: one has to be created before it can take over';
  const nothing = 'No instance in the application belongs to it';
  return { ...unknown(says(cluster, '', isGlobalSecondary(cluster) ? headless : nothing)), units: 0 };
}

/**
 * Whether the instances of a cluster are in several zones. Low confidence where one names none: AWS then chooses its
 * zone, and documents neither that this is another one nor that it may be the same.
 */
function areApart(members: readonly Resource[]): boolean | undefined {
  if (members.some((member) => !member.has('AvailabilityZone'))) return true;
  return outlasts(zonesOfNames(members.map((member) => member.at('AvailabilityZone'))));
}

/** Readers that Aurora Auto Scaling keeps. */
function scaledReaders(cluster: Resource): { readonly count: number; readonly evidence: Finding['evidence'] } {
  if (cluster.type !== 'AWS::RDS::DBCluster') return { count: 0, evidence: [] };
  const [target] = scalableTargetsOf(cluster, 'rds:cluster:ReadReplicaCount');
  const count = target?.number('MinCapacity') ?? 0;
  if (target === undefined || count === 0) return { count: 0, evidence: [] };
  return { count, evidence: [says(target, 'MinCapacity', `MinCapacity is ${count}: ${amount(count, 'reader')}`)] };
}

/** A global database has no hosts but those of its clusters; another one is promoted by hand. */
function globalFinding(database: Resource): Finding {
  const type = database.type.replace('GlobalCluster', 'DBCluster');
  const source = database.reference('SourceDBClusterIdentifier');
  const joined = namersOf(database, 'GlobalClusterIdentifier', type, 'GlobalClusterIdentifier');
  const clusters = [...new Set([...joined, ...(source === undefined ? [] : [source])])];
  if (clusters.length < 2) {
    return unknown(says(database, '', 'Fewer than two of its clusters are in the application'));
  }
  const names = clusters.map(nameOf).join(', ');
  return failover(clusters.length, says(database, '', `Its clusters are ${names}; another one is promoted by hand`));
}
