import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { judgeSpread, zonesOfNames } from '../../lib/facts/zones';

export const elastiCacheAutomaticFailover = defineRule({
  id: 'ElastiCacheAutomaticFailover',
  appliesTo: 'AWS::ElastiCache::ReplicationGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The cache does not fail over to a replica by itself',
  why: 'When the primary node fails, writes fail until it is replaced or somebody promotes a replica. The default is no automatic failover.',
  fix: 'Set AutomaticFailoverEnabled to true and have at least one replica for each shard (NumCacheClusters: 2, or ReplicasPerNodeGroup: 1).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [
    'checkov:CKV2_AWS_50',
    'config:elasticache-repl-grp-auto-failover-enabled',
    'prowler:elasticache_redis_cluster_automatic_failover_enabled',
    'securityhub:ElastiCache.3',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  remedy: { AutomaticFailoverEnabled: true },
  examples: {
    noncompliant: { ReplicationGroupDescription: 'Sessions', NumCacheClusters: 2 },
    compliant: { ReplicationGroupDescription: 'Sessions', NumCacheClusters: 2, AutomaticFailoverEnabled: true },
    at: 'Properties.AutomaticFailoverEnabled',
  },
  check: (group) => mustBeOn(group, 'AutomaticFailoverEnabled'),
});

export const elastiCacheMultiAz = defineRule({
  id: 'ElastiCacheMultiAz',
  appliesTo: 'AWS::ElastiCache::ReplicationGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The cache is not kept in several Availability Zones',
  why: 'Nothing keeps the primary and its replicas apart: losing one zone may take them all. Outside the console, Multi-AZ has to be asked for.',
  fix: 'Set MultiAZEnabled and AutomaticFailoverEnabled to true (CDK: multiAzEnabled: true, automaticFailoverEnabled: true).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:ElastiCacheRedisClusterMultiAZ',
    'checkov:CKV2_AWS_50',
    'prowler:elasticache_redis_cluster_multi_az_enabled',
    'trusted-advisor:amazon-elasticache-multi-az-clusters',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  remedy: { MultiAZEnabled: true },
  examples: {
    noncompliant: { ReplicationGroupDescription: 'Sessions', NumCacheClusters: 2, AutomaticFailoverEnabled: true },
    compliant: { ReplicationGroupDescription: 'Sessions', NumCacheClusters: 2, MultiAZEnabled: true },
    at: 'Properties.MultiAZEnabled',
  },
  // Low confidence for an absent setting with cluster mode: AWS states the default of the console only.
  check: (group) => mustBeOn(group, 'MultiAZEnabled'),
});

export const elastiCacheReplicaCount = defineRule({
  id: 'ElastiCacheReplicaCount',
  appliesTo: 'AWS::ElastiCache::ReplicationGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'A shard of the cache has no replica',
  why: 'Automatic failover needs something to fail over to: when the node of the shard fails, its keys are gone and their slots are unavailable until it is replaced.',
  fix: 'Set ReplicasPerNodeGroup (or ReplicaCount of each node group) to 1, better 2.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html',
  remedy: { ReplicasPerNodeGroup: 2 },
  examples: {
    noncompliant: {
      ReplicationGroupDescription: 'Sessions',
      AutomaticFailoverEnabled: true,
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 0,
    },
    compliant: {
      ReplicationGroupDescription: 'Sessions',
      AutomaticFailoverEnabled: true,
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
    },
    at: 'Properties.ReplicasPerNodeGroup',
  },
  check: (group) => {
    // Where failover is off, or a global datastore decides, that is the fault or the answer.
    if (!group.isTrue('AutomaticFailoverEnabled') || group.has('GlobalReplicationGroupId')) return notApplicable;
    const replicas = group.number('ReplicasPerNodeGroup');
    const shards = group.list('NodeGroupConfiguration');
    const bare = shards.map((shard) => shard.at('ReplicaCount')).filter((count) => (count.number() ?? replicas) === 0);
    if (bare.length > 0) return bare.map((count) => nonCompliant(count.isPresent ? count : 'ReplicasPerNodeGroup'));
    if (replicas === 0) return nonCompliant('ReplicasPerNodeGroup');
    if (replicas !== undefined || shards.length > 0) return compliant;
    const nodes = group.number('NumCacheClusters');
    return nodes !== undefined && nodes < 2 ? nonCompliant('NumCacheClusters') : compliant;
  },
});

export const elastiCacheSingleNodeCluster = defineRule({
  id: 'ElastiCacheSingleNodeCluster',
  appliesTo: 'AWS::ElastiCache::CacheCluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The cache is a single node',
  why: 'When the node fails the cache is empty and unreachable until it is replaced, and all load falls on what is behind it. A cache cluster of Valkey or Redis always is one node.',
  fix: 'Use an AWS::ElastiCache::ReplicationGroup with a replica, or an AWS::ElastiCache::ServerlessCache; for Memcached set NumCacheNodes to 2 or more.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/disaster-recovery-resiliency.html',
  examples: {
    noncompliant: { Engine: 'redis', CacheNodeType: 'cache.m7g.large', NumCacheNodes: 1 },
    compliant: { Engine: 'memcached', CacheNodeType: 'cache.m7g.large', NumCacheNodes: 3 },
    at: '',
  },
  check: (cluster) => {
    // It may be the first node of a replication group.
    if (cluster.referencedBy('AWS::ElastiCache::ReplicationGroup', 'PrimaryClusterId').length > 0) return notApplicable;
    if (cluster.string('Engine')?.toLowerCase() !== 'memcached') return nonCompliant();
    return (cluster.number('NumCacheNodes') ?? 1) < 2 ? nonCompliant('NumCacheNodes') : compliant;
  },
});

export const elastiCacheMemcachedCrossAz = defineRule({
  id: 'ElastiCacheMemcachedCrossAz',
  appliesTo: 'AWS::ElastiCache::CacheCluster',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All nodes of the Memcached cluster are in one Availability Zone',
  why: 'Losing the zone empties the whole cache at once. The default of AZMode is single-az.',
  fix: 'Set AZMode to cross-az.',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:amazon-elasticache-multi-az-clusters'],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html',
  remedy: { AZMode: 'cross-az' },
  examples: {
    noncompliant: { Engine: 'memcached', CacheNodeType: 'cache.m7g.large', NumCacheNodes: 3 },
    compliant: { Engine: 'memcached', CacheNodeType: 'cache.m7g.large', NumCacheNodes: 3, AZMode: 'cross-az' },
    at: 'Properties.AZMode',
  },
  check: (cluster) => {
    if (cluster.string('Engine')?.toLowerCase() !== 'memcached') return notApplicable;
    if ((cluster.number('NumCacheNodes') ?? 1) < 2) return notApplicable;
    const zones = cluster.list('PreferredAvailabilityZones');
    if (zones.length > 0) return judgeSpread('PreferredAvailabilityZones', zonesOfNames(zones), 2);
    return cluster.string('AZMode') === 'cross-az' ? compliant : nonCompliant('AZMode');
  },
});

/** A setting that is off by default; a secondary of a global datastore takes what is absent over from the primary. */
function mustBeOn(group: Resource, property: string): Verdict {
  if (!group.has(property) && group.has('GlobalReplicationGroupId')) {
    return undetermined(property, 'the global datastore may decide it');
  }
  return group.isTrue(property) ? compliant : nonCompliant(property);
}
