import { a, tabled } from './profiles';

const at = (property: string): string => `Subject Properties.${property}`;
const failover = { AutomaticFailoverEnabled: true };

tabled('AWS::ElastiCache::ReplicationGroup', [
  [
    'replicas in different zones',
    { ...failover, MultiAZEnabled: true, NumNodeGroups: 2, ReplicasPerNodeGroup: 2 },
    'elasticache CACHE ZONES FAILOVER 3 outlasts-zones',
    `${at('MultiAZEnabled')}: MultiAZEnabled is true: the nodes are in different zones`,
  ],
  [
    'replicas anywhere',
    { ...failover, NumCacheClusters: 2 },
    'elasticache CACHE ZONES FAILOVER 2 in-one-zone',
    `${at('MultiAZEnabled')}: MultiAZEnabled is absent: nothing keeps the nodes in different zones`,
  ],
  [
    'replicas that do not take over',
    { NumCacheClusters: 3 },
    'elasticache CACHE ZONES SINGLE 3 in-one-zone',
    `${at('AutomaticFailoverEnabled')}: AutomaticFailoverEnabled is absent: no replica takes over`,
  ],
  [
    'no replica',
    { ...failover, MultiAZEnabled: true, NumNodeGroups: 2, ReplicasPerNodeGroup: 0 },
    'elasticache CACHE ZONES SINGLE 1 in-one-zone',
    `${at('ReplicasPerNodeGroup')}: The shard with the fewest nodes has one node`,
  ],
  [
    'a shard without replica',
    { ...failover, MultiAZEnabled: true, ReplicasPerNodeGroup: 1, NodeGroupConfiguration: [{}, { ReplicaCount: 0 }] },
    'elasticache CACHE ZONES SINGLE 1 in-one-zone',
    `${at('NodeGroupConfiguration')}: The shard with the fewest nodes has one node`,
  ],
  [
    'nothing said',
    {},
    'elasticache CACHE ZONES SINGLE 1 in-one-zone',
    `${at('NumCacheClusters')}: The shard with the fewest nodes has one node`,
  ],
  [
    'shards of unknown size',
    { ...failover, NumNodeGroups: 3 },
    'elasticache CACHE ZONES UNKNOWN ? ?',
    'Subject : How many replicas a shard has is not said',
  ],
  [
    'shards that do not say their size',
    { ...failover, NodeGroupConfiguration: [{}] },
    'elasticache CACHE ZONES UNKNOWN ? ?',
    'Subject : How many replicas a shard has is not said',
  ],
  [
    'a group made of another cluster',
    { PrimaryClusterId: 'sessions' },
    'elasticache CACHE ZONES UNKNOWN ? ?',
    'Subject : How many replicas a shard has is not said',
  ],
  [
    'a member of a global datastore',
    { GlobalReplicationGroupId: 'sessions', AutomaticFailoverEnabled: true },
    'elasticache CACHE ZONES UNKNOWN ? ?',
    `${at('MultiAZEnabled')}: MultiAZEnabled is absent: the global datastore decides it`,
  ],
]);

const memcached = (properties: object): object => ({ Engine: 'memcached', ...properties });

tabled('AWS::ElastiCache::CacheCluster', [
  [
    'Redis',
    { Engine: 'redis', NumCacheNodes: 1 },
    'elasticache CACHE ZONES SINGLE 1 in-one-zone',
    `${at('Engine')}: Engine is redis: one node`,
  ],
  [
    'one node',
    memcached({ NumCacheNodes: 1 }),
    'elasticache CACHE ZONES SINGLE 1 in-one-zone',
    `${at('NumCacheNodes')}: NumCacheNodes is 1: one node`,
  ],
  [
    'no number',
    memcached({}),
    'elasticache CACHE ZONES UNKNOWN ? ?',
    `${at('NumCacheNodes')}: NumCacheNodes is absent`,
  ],
  [
    'nodes in one zone',
    memcached({ NumCacheNodes: 2 }),
    'elasticache CACHE ZONES REPLICAS 2 in-one-zone',
    `${at('AZMode')}: AZMode is single-az (the default)`,
  ],
  [
    'nodes in several',
    memcached({ NumCacheNodes: 2, AZMode: 'cross-az' }),
    'elasticache CACHE ZONES REPLICAS 2 outlasts-zones',
    `${at('AZMode')}: AZMode is cross-az`,
  ],
  [
    'zones by name',
    memcached({ NumCacheNodes: 2, PreferredAvailabilityZones: ['eu-west-1a', 'eu-west-1b'] }),
    'elasticache CACHE ZONES REPLICAS 2 outlasts-zones',
    `${at('PreferredAvailabilityZones')}: PreferredAvailabilityZones names the zones`,
  ],
]);

const SERVERLESS = 'ElastiCache Serverless keeps each key in several zones';
tabled('AWS::ElastiCache::ServerlessCache', [
  ['anywhere', {}, 'elasticache CACHE REGION INHERENT ? outlasts-zones', `Subject : ${SERVERLESS}`],
  [
    'in subnets',
    { SubnetIds: ['subnet-1', 'subnet-2'] },
    'elasticache CACHE ZONES INHERENT ? ?',
    `${at('SubnetIds')}: ${SERVERLESS}`,
  ],
]);

const members = (...ids: string[]): object => ({ Members: ids.map((ReplicationGroupId) => ({ ReplicationGroupId })) });
tabled('AWS::ElastiCache::GlobalReplicationGroup', [
  [
    'two groups',
    members('a', 'b'),
    'elasticache CACHE GLOBAL FAILOVER 2 outlasts-zones',
    `${at('Members')}: Members names 2 replication groups; another one is promoted by hand`,
  ],
  [
    'one group',
    members('a'),
    'elasticache CACHE GLOBAL UNKNOWN ? ?',
    `${at('Members')}: Members names fewer than two replication groups`,
  ],
]);

tabled('AWS::MemoryDB::Cluster', [
  [
    'the default',
    {},
    'memorydb DATABASE ZONES FAILOVER 2 ? stateful',
    `${at('NumReplicasPerShard')}: NumReplicasPerShard is absent (the default is 1)`,
  ],
  [
    'no replica',
    { NumReplicasPerShard: 0 },
    'memorydb DATABASE ZONES SINGLE 1 in-one-zone stateful',
    `${at('NumReplicasPerShard')}: NumReplicasPerShard is 0`,
  ],
]);

const joins = a('AWS::MemoryDB::Cluster', { MultiRegionClusterName: { Ref: 'Subject' } });
tabled('AWS::MemoryDB::MultiRegionCluster', [
  [
    'two clusters',
    {},
    'memorydb DATABASE GLOBAL REPLICAS 2 outlasts-zones',
    'Subject : Its clusters are Stack/First, Stack/Second: each takes writes',
    { First: joins, Second: joins },
  ],
  [
    'one cluster',
    {},
    'memorydb DATABASE GLOBAL UNKNOWN ? ?',
    'Subject : Fewer than two of its clusters are in the application',
    { First: joins },
  ],
]);

tabled('AWS::DAX::Cluster', [
  [
    'one node',
    { ReplicationFactor: 1 },
    'dax CACHE ZONES SINGLE 1 in-one-zone',
    `${at('ReplicationFactor')}: ReplicationFactor is 1: one node`,
  ],
  [
    'three',
    { ReplicationFactor: 3 },
    'dax CACHE ZONES FAILOVER 3 ?',
    `${at('ReplicationFactor')}: ReplicationFactor is 3: 3 nodes`,
  ],
  ['nothing said', {}, 'dax CACHE ZONES UNKNOWN ? ?', `${at('ReplicationFactor')}: ReplicationFactor is absent`],
  [
    'one zone',
    { ReplicationFactor: 2, AvailabilityZones: ['eu-west-1a', 'eu-west-1a'] },
    'dax CACHE ZONES FAILOVER 2 in-one-zone',
    `${at('ReplicationFactor')}: ReplicationFactor is 2: 2 nodes`,
  ],
]);
