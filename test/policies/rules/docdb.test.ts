import { RuleTester } from 'cdk-resilience/rules';
import {
  docDbBackupRetention,
  docDbDeletionProtection,
  docDbElasticShardReplicas,
  docDbMultiInstance,
} from '../../../policies/rules/docdb';

const cluster = (properties: object = {}): object => ({ Type: 'AWS::DocDB::DBCluster', Properties: properties });
const instance = { Type: 'AWS::DocDB::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Subject' } } };
const elastic = (properties: object): { Resources: object } => ({
  Resources: { Subject: { Type: 'AWS::DocDBElastic::Cluster', Properties: properties } },
});

RuleTester.run(docDbMultiInstance, {
  valid: [
    {
      name: 'a secondary of a global cluster',
      given: { Resources: { Subject: cluster({ GlobalClusterIdentifier: 'orders' }), Only: instance } },
    },
  ],
  invalid: [
    {
      name: 'the primary of a global cluster',
      given: {
        Resources: { Subject: cluster({ GlobalClusterIdentifier: 'orders', MasterUsername: 'admin' }), Only: instance },
      },
      finds: ['Subject'],
    },
  ],
  undetermined: [{ name: 'no instance', given: { Resources: { Subject: cluster() } }, open: ['Subject'] }],
});

RuleTester.run(docDbElasticShardReplicas, {
  valid: [{ name: 'nothing said', given: { ShardCount: 2 } }],
  invalid: [
    { name: '1 as text', given: { ShardInstanceCount: '1' }, finds: ['Subject.Properties.ShardInstanceCount'] },
  ],
});

RuleTester.run(docDbBackupRetention, {
  valid: [{ name: 'an elastic cluster', given: elastic({ BackupRetentionPeriod: 7 }) }],
  invalid: [
    {
      name: 'an elastic cluster that keeps a day',
      given: elastic({ BackupRetentionPeriod: 1 }),
      finds: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
  undetermined: [
    {
      name: 'an elastic cluster that says nothing',
      given: elastic({ ShardCount: 2 }),
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
    {
      name: 'a restored cluster that says nothing',
      given: { SnapshotIdentifier: 'orders' },
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
});

RuleTester.run(docDbDeletionProtection, {
  valid: [],
  invalid: [
    {
      name: 'a global cluster',
      given: { Resources: { Subject: { Type: 'AWS::DocDB::GlobalCluster', Properties: { Engine: 'docdb' } } } },
      finds: ['Subject.Properties.DeletionProtection'],
    },
  ],
});
