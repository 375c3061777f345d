import { RuleTester } from 'cdk-resilience/rules';
import { databaseBurstableClass, maintenanceWindowUnset } from '../../../policies/rules/database-upkeep';

const one = (type: string, properties: object): { Resources: object } => ({
  Resources: { Subject: { Type: type, Properties: properties } },
});

RuleTester.run(maintenanceWindowUnset, {
  valid: [
    { name: 'a member of a cluster', given: { DBClusterIdentifier: 'orders' } },
    { name: 'MemoryDB', given: one('AWS::MemoryDB::Cluster', { MaintenanceWindow: 'sun:03:00-sun:04:00' }) },
  ],
  invalid: [
    {
      name: 'MemoryDB without a window',
      given: one('AWS::MemoryDB::Cluster', { NodeType: 'db.r7g.large' }),
      finds: ['Subject.Properties.MaintenanceWindow'],
    },
  ],
});

RuleTester.run(databaseBurstableClass, {
  valid: [
    { name: 'serverless', given: { DBInstanceClass: 'db.serverless' } },
    {
      name: 'a domain',
      given: one('AWS::OpenSearchService::Domain', { ClusterConfig: { InstanceType: 'm7g.large.search' } }),
    },
  ],
  invalid: [
    {
      name: 'a domain of burstable nodes',
      given: one('AWS::OpenSearchService::Domain', { ClusterConfig: { InstanceType: 't3.small.search' } }),
      finds: ['Subject.Properties.ClusterConfig.InstanceType'],
    },
    {
      name: 'a cache',
      given: one('AWS::ElastiCache::ReplicationGroup', { CacheNodeType: 'cache.t4g.micro' }),
      finds: ['Subject.Properties.CacheNodeType'],
    },
    {
      name: 'DAX',
      given: one('AWS::DAX::Cluster', { NodeType: 'dax.t3.small' }),
      finds: ['Subject.Properties.NodeType'],
    },
  ],
});
