import { RuleTester } from 'cdk-resilience/rules';
import {
  auroraBackupRetentionTooShort,
  auroraBacktrack,
  auroraDeletionProtection,
} from '../../../policies/rules/aurora-backup';

RuleTester.run(auroraBackupRetentionTooShort, {
  valid: [
    { name: 'exactly a week', given: { Engine: 'mysql', BackupRetentionPeriod: '7' } },
    {
      name: 'an AWS Backup plan in another stack',
      given: {
        Resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { DBClusterIdentifier: 'ledger' } } },
      },
      region: 'eu-west-1',
      stacks: {
        Backup: {
          region: 'eu-west-1',
          template: {
            Resources: {
              Selection: {
                Type: 'AWS::Backup::BackupSelection',
                Properties: { BackupSelection: { Resources: ['arn:aws:rds:eu-west-1:111122223333:cluster:ledger'] } },
              },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a Multi-AZ DB cluster that keeps 3 days',
      given: { Engine: 'postgres', BackupRetentionPeriod: 3 },
      finds: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
  undetermined: [
    {
      name: 'a cluster from a snapshot that says nothing',
      given: { Engine: 'aurora-mysql', SnapshotIdentifier: 'ledger' },
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
});

RuleTester.run(auroraDeletionProtection, {
  valid: [{ name: 'a replica cluster', given: { ReplicationSourceIdentifier: 'arn:aws:rds:eu-west-1:1:cluster:a' } }],
  invalid: [
    {
      name: 'a global cluster',
      given: { Resources: { Subject: { Type: 'AWS::RDS::GlobalCluster', Properties: { Engine: 'aurora-mysql' } } } },
      finds: ['Subject.Properties.DeletionProtection'],
    },
    {
      name: 'a cluster that is restored to a point in time, which is no replica',
      given: { SourceDBClusterIdentifier: 'ledger', DeletionProtection: 'no' },
      finds: ['Subject.Properties.DeletionProtection'],
    },
  ],
});

RuleTester.run(auroraBacktrack, {
  valid: [
    { name: 'PostgreSQL', given: { Engine: 'aurora-postgresql' } },
    { name: 'a Multi-AZ DB cluster', given: { Engine: 'mysql' } },
    { name: 'a member of a global database', given: { Engine: 'aurora-mysql', GlobalClusterIdentifier: 'ledger' } },
    {
      name: 'the source of a global database',
      given: {
        Resources: {
          Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
          Global: { Type: 'AWS::RDS::GlobalCluster', Properties: { SourceDBClusterIdentifier: { Ref: 'Subject' } } },
        },
      },
    },
  ],
  invalid: [
    {
      name: '0',
      given: { Engine: 'aurora-mysql', BacktrackWindow: 0 },
      finds: ['Subject.Properties.BacktrackWindow'],
    },
  ],
});
