import { Fn } from 'aws-cdk-lib';
import { isObject } from '../property-reader';
import type { Subject } from '../subject';
import { heartbeat, LASTING, utilization } from './rows';
import type { Dimensions, Registry } from './types';

/** The numbers of the nodes, as ElastiCache names them: `001` of one shard, `0001-001` of several. */
function nodeNumbers(group: Subject): string[] {
  const shards = group.list('NodeGroupConfiguration');
  const count = shards.length > 0 ? shards.length : (group.number('NumNodeGroups') ?? 1);
  const replicas = (shard: number): number | undefined => {
    const own = isObject(shards[shard]) ? shards[shard].ReplicaCount : undefined;
    if (own !== undefined) return Number(own);
    if (group.value('ReplicasPerNodeGroup') !== undefined) return group.number('ReplicasPerNodeGroup');
    if (group.value('NumCacheClusters') !== undefined) return (group.number('NumCacheClusters') ?? NaN) - 1;
    return 0;
  };
  const isSharded =
    count > 1 ||
    /cluster\.on/.test(group.text('CacheParameterGroupName') ?? '') ||
    group.text('ClusterMode') === 'enabled';
  return Array.from({ length: count }, (_, shard) => {
    const named = isObject(shards[shard]) ? shards[shard].NodeGroupId : undefined;
    const prefix = isSharded ? `${typeof named === 'string' ? named : padded(shard + 1, 4)}-` : '';
    const nodes = replicas(shard) ?? NaN;
    if (!Number.isInteger(nodes)) return [];
    return Array.from({ length: nodes + 1 }, (__, node) => `${prefix}${padded(node + 1, 3)}`);
  }).flat();
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

function nodes(group: Subject): Dimensions[] {
  return nodeNumbers(group).map((number) => ({ CacheClusterId: Fn.join('-', [group.attribute(), number]) }));
}

/**
 * Source: "Metrics for Valkey and Redis OSS", "Host-level metrics". There are no metrics of a replication group, only
 * of its nodes, so one alarm reads them all. Low confidence: the names of the nodes, which the guide shows by example.
 * Nodes added outside of the template are not seen.
 */
export const CACHES: Registry = {
  'AWS::ElastiCache::ReplicationGroup': {
    namespace: 'AWS/ElastiCache',
    dimensions: (group) => ({ CacheClusterId: group.attribute() }),
    alarms: [
      heartbeat(
        {
          id: 'NoNodes',
          metric: 'CPUUtilization',
          reason: 'No node of the cache sends metrics: it is gone.',
          dimensions: nodes,
          combine: 'MAX',
        },
        // The newest minute of a filled series is empty at first, hence not all five.
        { datapoints: 4, of: 5 },
      ),
      utilization({
        id: 'EngineCpu',
        metric: 'EngineCPUUtilization',
        reason: 'A node of the cache works near its limit; the engine runs commands on one thread.',
        dimensions: nodes,
        combine: 'MAX',
      }),
      utilization({
        id: 'Memory',
        metric: 'DatabaseMemoryUsagePercentage',
        reason: 'A node of the cache is nearly full: it evicts keys or refuses writes.',
        dimensions: nodes,
        combine: 'MAX',
      }),
      {
        id: 'ReplicationLag',
        metric: 'ReplicationLag',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: 10,
        ...LASTING,
        reason: 'A replica of the cache is ten seconds behind: that much is lost in a failover.',
        dimensions: nodes,
        combine: 'MAX',
        applies: (group) => nodeNumbers(group).some((number) => !number.endsWith('001')),
      },
    ],
  },
  'AWS::ElastiCache::CacheCluster': {
    namespace: 'AWS/ElastiCache',
    dimensions: (cluster) => ({ CacheClusterId: cluster.attribute() }),
    alarms: [
      heartbeat({
        id: 'NoData',
        metric: 'CPUUtilization',
        reason: 'No node of the cache sends metrics: it is gone.',
      }),
      utilization({ id: 'Cpu', metric: 'CPUUtilization', reason: 'The cache works near its limit.' }),
    ],
  },
};
