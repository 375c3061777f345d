import { RuleTester } from 'cdk-resilience/rules';
import {
  elastiCacheAutomaticFailover,
  elastiCacheMemcachedCrossAz,
  elastiCacheMultiAz,
  elastiCacheReplicaCount,
  elastiCacheSingleNodeCluster,
} from '../../../policies/rules/elasticache';

RuleTester.run(elastiCacheAutomaticFailover, {
  valid: [{ name: 'text for a boolean', given: { AutomaticFailoverEnabled: 'true' } }],
  invalid: [
    {
      name: 'a secondary of a global datastore that switches it off',
      given: { GlobalReplicationGroupId: 'global', AutomaticFailoverEnabled: false },
      finds: ['Subject.Properties.AutomaticFailoverEnabled'],
    },
  ],
  undetermined: [
    {
      name: 'a secondary of a global datastore that says nothing',
      given: { GlobalReplicationGroupId: 'global' },
      open: ['Subject.Properties.AutomaticFailoverEnabled'],
    },
  ],
});

RuleTester.run(elastiCacheMultiAz, {
  valid: [{ name: 'text for a boolean', given: { MultiAZEnabled: 'true' } }],
  invalid: [
    {
      name: 'off under an open condition',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::ElastiCache::ReplicationGroup',
            Properties: { MultiAZEnabled: { 'Fn::If': ['IsProd', true, { Ref: 'AWS::NoValue' }] } },
          },
        },
      },
      finds: ['Subject.Properties.MultiAZEnabled when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a secondary of a global datastore that says nothing',
      given: { GlobalReplicationGroupId: 'global' },
      open: ['Subject.Properties.MultiAZEnabled'],
    },
  ],
});

const failover = { AutomaticFailoverEnabled: true };

RuleTester.run(elastiCacheReplicaCount, {
  valid: [
    { name: 'no failover, which is a finding of its own', given: { NumCacheClusters: 1 } },
    { name: 'two nodes', given: { ...failover, NumCacheClusters: '2' } },
    { name: 'a group around a cluster that is there', given: { ...failover, PrimaryClusterId: 'sessions' } },
    {
      name: 'node groups that take the common number',
      given: { ...failover, ReplicasPerNodeGroup: 1, NodeGroupConfiguration: [{ NodeGroupId: '1' }] },
    },
    {
      name: 'a secondary of a global datastore',
      given: { ...failover, GlobalReplicationGroupId: 'g', ReplicasPerNodeGroup: 0 },
    },
  ],
  invalid: [
    {
      name: 'one of two node groups',
      given: { ...failover, NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] },
      finds: ['Subject.Properties.NodeGroupConfiguration.1.ReplicaCount'],
    },
    {
      name: 'node groups that take the common number of none',
      given: {
        ...failover,
        ReplicasPerNodeGroup: 0,
        NodeGroupConfiguration: [{ NodeGroupId: '1' }, { NodeGroupId: '2' }],
      },
      finds: ['Subject.Properties.ReplicasPerNodeGroup'],
    },
    { name: 'one node', given: { ...failover, NumCacheClusters: 1 }, finds: ['Subject.Properties.NumCacheClusters'] },
  ],
  undetermined: [
    {
      name: 'a number given at deployment',
      given: {
        Parameters: { Replicas: { Type: 'Number' } },
        Resources: {
          Subject: {
            Type: 'AWS::ElastiCache::ReplicationGroup',
            Properties: { ...failover, ReplicasPerNodeGroup: { Ref: 'Replicas' } },
          },
        },
      },
      open: ['Subject.Properties.ReplicasPerNodeGroup'],
    },
  ],
});

RuleTester.run(elastiCacheSingleNodeCluster, {
  valid: [
    {
      name: 'the first node of a replication group',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: 'redis', NumCacheNodes: 1 } },
          Group: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { PrimaryClusterId: { Ref: 'Subject' } } },
        },
      },
    },
  ],
  invalid: [
    { name: 'Valkey', given: { Engine: 'Valkey', NumCacheNodes: 1 }, finds: ['Subject'] },
    {
      name: 'Memcached',
      given: { Engine: 'memcached', NumCacheNodes: '1' },
      finds: ['Subject.Properties.NumCacheNodes'],
    },
  ],
  undetermined: [
    {
      name: 'an engine given at deployment',
      given: {
        Parameters: { Engine: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: { Ref: 'Engine' } } } },
      },
      open: ['Subject.Properties.Engine'],
    },
  ],
});

RuleTester.run(elastiCacheMemcachedCrossAz, {
  valid: [
    { name: 'Redis', given: { Engine: 'redis', NumCacheNodes: 1 } },
    { name: 'one node, which is a finding of its own', given: { Engine: 'memcached', NumCacheNodes: 1 } },
    {
      name: 'zones by name',
      given: { Engine: 'memcached', NumCacheNodes: 2, PreferredAvailabilityZones: ['eu-west-1a', 'eu-west-1b'] },
    },
  ],
  invalid: [
    {
      name: 'one zone twice',
      given: { Engine: 'memcached', NumCacheNodes: 2, PreferredAvailabilityZones: ['eu-west-1a', 'eu-west-1a'] },
      finds: ['Subject.Properties.PreferredAvailabilityZones'],
    },
  ],
});
