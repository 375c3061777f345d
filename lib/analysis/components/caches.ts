import type { Resource } from '../../model/resource';
import { zonesOfNames } from '../../facts/zones';
import { amount, counted, failover, given, managedIn, nameOf, outlasts, single, unknown } from './findings';
import { global, regional, says, zonal, zonalStore, type Finding, type Table } from './row';

/** Caches and databases in memory. Subnet groups, users and parameter groups only lead on to these. */
export const CACHES: Table = {
  'AWS::ElastiCache::ReplicationGroup': zonal('CACHE', 'elasticache', groupFinding),
  'AWS::ElastiCache::CacheCluster': zonal('CACHE', 'elasticache', cacheClusterFinding),
  'AWS::ElastiCache::ServerlessCache': regional('CACHE', 'elasticache', (cache) =>
    managedIn(cache, 'SubnetIds', 'ElastiCache Serverless keeps each key in several zones'),
  ),
  'AWS::ElastiCache::GlobalReplicationGroup': global('CACHE', 'elasticache', (group) => {
    const members = group.list('Members').length;
    if (members < 2) return unknown(says(group, 'Members', 'Members names fewer than two replication groups'));
    const sentence = `Members names ${members} replication groups; another one is promoted by hand`;
    return failover(members, says(group, 'Members', sentence));
  }),
  'AWS::MemoryDB::Cluster': zonalStore('DATABASE', 'memorydb', memoryDbFinding),
  'AWS::MemoryDB::MultiRegionCluster': global('DATABASE', 'memorydb', (cluster) => {
    const clusters = cluster.referencedBy('AWS::MemoryDB::Cluster', 'MultiRegionClusterName');
    const members = clusters.map(nameOf);
    if (members.length < 2) return unknown(says(cluster, '', 'Fewer than two of its clusters are in the application'));
    const evidence = [says(cluster, '', `Its clusters are ${members.join(', ')}: each takes writes`)];
    return { redundancy: 'REPLICAS', units: members.length, isZoneRedundant: true, evidence };
  }),
  'AWS::DAX::Cluster': zonal('CACHE', 'dax', daxFinding),
};

/** Without automatic failover nothing takes over; without Multi-AZ nothing keeps the nodes apart. */
function groupFinding(group: Resource): Finding {
  const inherited = ['AutomaticFailoverEnabled', 'MultiAZEnabled'].find((each) => !group.has(each));
  if (inherited !== undefined && group.has('GlobalReplicationGroupId')) {
    return unknown(says(group, inherited, `${inherited} is absent: the global datastore decides it`));
  }
  const takesOver = group.isTrue('AutomaticFailoverEnabled');
  const nodes = nodesOfShard(group, takesOver);
  if (nodes === undefined) return unknown(says(group, '', 'How many replicas a shard has is not said'));
  const counted = says(group, nodes.path, `The shard with the fewest nodes has ${amount(nodes.count, 'node')}`);
  if (nodes.count < 2) return single(counted);
  const failoverSaid = stateOf(group, 'AutomaticFailoverEnabled');
  if (!takesOver) {
    const evidence = [counted, says(group, 'AutomaticFailoverEnabled', `${failoverSaid}: no replica takes over`)];
    return { ...single(...evidence), units: nodes.count };
  }
  const taking = says(group, 'AutomaticFailoverEnabled', `${failoverSaid}: a replica takes over`);
  const isApart = group.isTrue('MultiAZEnabled');
  const apart = isApart ? 'the nodes are in different zones' : 'nothing keeps the nodes in different zones';
  const zones = says(group, 'MultiAZEnabled', `${stateOf(group, 'MultiAZEnabled')}: ${apart}`);
  return { ...failover(nodes.count, counted, taking, zones), isZoneRedundant: isApart };
}

function stateOf(group: Resource, property: string): string {
  return `${property} is ${group.has(property) ? String(group.isTrue(property)) : 'absent'}`;
}

/** The nodes of the smallest shard. One node where nothing is said and failover is off (CloudFormation, NumCacheClusters). */
function nodesOfShard(
  group: Resource,
  takesOver: boolean,
): { readonly count: number; readonly path: string } | undefined {
  const all = group.number('ReplicasPerNodeGroup');
  const shards = group.list('NodeGroupConfiguration').map((shard) => shard.at('ReplicaCount').number() ?? all);
  if (shards.length > 0) {
    if (shards.some((each) => each === undefined)) return undefined;
    return { count: 1 + Math.min(...(shards as number[])), path: 'NodeGroupConfiguration' };
  }
  if (all !== undefined) return { count: 1 + all, path: 'ReplicasPerNodeGroup' };
  if ((group.number('NumNodeGroups') ?? 1) > 1) return undefined;
  const nodes = group.number('NumCacheClusters');
  if (nodes !== undefined) return { count: nodes, path: 'NumCacheClusters' };
  return takesOver || group.has('PrimaryClusterId') ? undefined : { count: 1, path: 'NumCacheClusters' };
}

/** A cluster of Valkey or Redis always is one node; those of Memcached are in one zone unless `AZMode` says otherwise. */
function cacheClusterFinding(cluster: Resource): Finding {
  const engine = cluster.string('Engine')?.toLowerCase();
  if (engine !== 'memcached') return single(says(cluster, 'Engine', `Engine is ${engine ?? 'absent'}: one node`));
  const at = cluster.at('NumCacheNodes');
  const nodes = at.number();
  if (nodes === undefined) return unknown(says(cluster, 'NumCacheNodes', 'NumCacheNodes is absent'));
  const found = counted(at, nodes, 'node');
  if (found.redundancy !== 'REPLICAS') return found;
  const zones = cluster.list('PreferredAvailabilityZones');
  const isApart = cluster.string('AZMode') === 'cross-az';
  const isZoneRedundant = zones.length > 0 ? outlasts(zonesOfNames(zones)) : isApart;
  const sentence =
    zones.length > 0
      ? 'PreferredAvailabilityZones names the zones'
      : `AZMode is ${isApart ? 'cross-az' : 'single-az (the default)'}`;
  const evidence = [
    ...found.evidence,
    says(cluster, zones.length > 0 ? 'PreferredAvailabilityZones' : 'AZMode', sentence),
  ];
  return {
    redundancy: 'REPLICAS',
    units: found.units as number,
    ...given({ isZoneRedundant }),
    evidence,
  };
}

/** One replica for each shard is the default; its log keeps the data in several zones. */
function memoryDbFinding(cluster: Resource): Finding {
  const replicas = cluster.number('NumReplicasPerShard') ?? 1;
  const said = cluster.has('NumReplicasPerShard') ? `is ${replicas}` : 'is absent (the default is 1)';
  const evidence = says(cluster, 'NumReplicasPerShard', `NumReplicasPerShard ${said}`);
  if (replicas < 1) return single(evidence);
  return { redundancy: 'FAILOVER', units: replicas + 1, evidence: [evidence] };
}

function daxFinding(cluster: Resource): Finding {
  const nodes = cluster.number('ReplicationFactor');
  if (nodes === undefined) return unknown(says(cluster, 'ReplicationFactor', 'ReplicationFactor is absent'));
  const evidence = says(cluster, 'ReplicationFactor', `ReplicationFactor is ${nodes}: ${amount(nodes, 'node')}`);
  if (nodes < 2) return single(evidence);
  const zones = cluster.list('AvailabilityZones');
  const isZoneRedundant = zones.length === 0 ? undefined : outlasts(zonesOfNames(zones));
  return {
    redundancy: 'FAILOVER',
    units: nodes,
    ...given({ isZoneRedundant }),
    evidence: [evidence],
  };
}
