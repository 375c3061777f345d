import { RuleTester } from 'cdk-resilience/rules';
import { elastiCacheAutoMinorVersion, elastiCacheBackups } from '../../../policies/rules/elasticache-upkeep';

RuleTester.run(elastiCacheBackups, {
  valid: [
    {
      name: 'Memcached',
      given: {
        Resources: { Subject: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: 'memcached' } } },
      },
    },
  ],
  invalid: [
    {
      name: 'a serverless cache',
      given: {
        Resources: { Subject: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { Engine: 'valkey' } } },
      },
      finds: ['Subject.Properties.SnapshotRetentionLimit'],
    },
    {
      name: '0 as text',
      given: { Engine: 'redis', SnapshotRetentionLimit: '0' },
      finds: ['Subject.Properties.SnapshotRetentionLimit'],
    },
  ],
});

RuleTester.run(elastiCacheAutoMinorVersion, {
  valid: [{ name: 'nothing said', given: { Engine: 'redis' } }],
  invalid: [
    {
      name: 'a MemoryDB cluster',
      given: {
        Resources: { Subject: { Type: 'AWS::MemoryDB::Cluster', Properties: { AutoMinorVersionUpgrade: 'false' } } },
      },
      finds: ['Subject.Properties.AutoMinorVersionUpgrade'],
    },
  ],
});
