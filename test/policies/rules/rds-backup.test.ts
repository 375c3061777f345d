import { RuleTester } from 'cdk-resilience/rules';
import {
  rdsAutomatedBackupsDisabled,
  rdsBackupRetentionTooShort,
  rdsCopyTagsToSnapshot,
  rdsDeleteAutomatedBackups,
} from '../../../policies/rules/rds-backup';

const days = { Parameters: { Days: { Type: 'Number' } } };

function db(properties: object, others: object = {}): { Resources: object } {
  return { Resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: properties }, ...others } };
}

RuleTester.run(rdsAutomatedBackupsDisabled, {
  valid: [
    { name: 'nothing said: one day', given: { Engine: 'mysql' } },
    { name: 'a member of a cluster', given: { DBClusterIdentifier: 'orders', BackupRetentionPeriod: 0 } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'orders', BackupRetentionPeriod: 0 } },
  ],
  invalid: [
    { name: '0 as text', given: { BackupRetentionPeriod: '0' }, finds: ['Subject.Properties.BackupRetentionPeriod'] },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: { ...days, ...db({ Engine: 'mysql', BackupRetentionPeriod: { Ref: 'Days' } }) },
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
});

RuleTester.run(rdsBackupRetentionTooShort, {
  valid: [
    { name: 'none at all, which is a finding of its own', given: { Engine: 'mysql', BackupRetentionPeriod: 0 } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'orders' } },
    { name: 'a member of a cluster', given: { Engine: 'aurora-mysql', DBClusterIdentifier: 'orders' } },
    {
      name: 'an AWS Backup plan that keeps it longer',
      given: db(
        { Engine: 'mysql', BackupRetentionPeriod: 1 },
        {
          Selection: {
            Type: 'AWS::Backup::BackupSelection',
            Properties: { BackupSelection: { Resources: [{ 'Fn::GetAtt': ['Subject', 'DBInstanceArn'] }] } },
          },
        },
      ),
    },
    {
      name: 'an AWS Backup plan that selects by tag',
      given: db(
        { Engine: 'mysql', Tags: [{ Key: 'backup', Value: 'daily' }] },
        {
          Selection: {
            Type: 'AWS::Backup::BackupSelection',
            Properties: {
              BackupSelection: {
                ListOfTags: [{ ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'daily' }],
              },
            },
          },
        },
      ),
    },
  ],
  invalid: [
    { name: '6 days', given: { BackupRetentionPeriod: 6 }, finds: ['Subject.Properties.BackupRetentionPeriod'] },
    {
      name: 'a new database with an empty snapshot',
      given: { Engine: 'mysql', DBSnapshotIdentifier: '' },
      finds: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
  undetermined: [
    {
      name: 'a tag given at deployment, which a backup selection may ask for',
      given: {
        Parameters: { Plan: { Type: 'String' } },
        ...db(
          { Engine: 'mysql', Tags: [{ Key: 'backup', Value: { Ref: 'Plan' } }] },
          {
            Selection: {
              Type: 'AWS::Backup::BackupSelection',
              Properties: {
                BackupSelection: {
                  ListOfTags: [{ ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'daily' }],
                },
              },
            },
          },
        ),
      },
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
    {
      name: 'a restored database that says nothing',
      given: { Engine: 'mysql', DBSnapshotIdentifier: 'orders-2026' },
      open: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
});

RuleTester.run(rdsDeleteAutomatedBackups, {
  valid: [
    { name: 'a member of a cluster', given: { DBClusterIdentifier: 'orders' } },
    {
      name: 'Aurora Limitless Database',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBCluster',
            Properties: { Engine: 'aurora-postgresql', ClusterScalabilityType: 'limitless' },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'true',
      given: { Engine: 'mysql', DeleteAutomatedBackups: true },
      finds: ['Subject.Properties.DeleteAutomatedBackups'],
    },
  ],
});

RuleTester.run(rdsCopyTagsToSnapshot, {
  valid: [{ name: 'a member of a cluster', given: { DBClusterIdentifier: 'orders' } }],
  invalid: [
    {
      name: 'a cluster',
      given: { Resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'mysql' } } } },
      finds: ['Subject.Properties.CopyTagsToSnapshot'],
    },
  ],
});
