import { RuleTester } from 'cdk-resilience/rules';
import {
  rdsAutoMinorVersionUpgrade,
  rdsCaCertificateOutdated,
  rdsDeletionProtection,
  rdsMultiAz,
  rdsReplicaPromotionReady,
  rdsStorageAutoscaling,
} from '../../../policies/rules/rds';

const SOURCE = 'arn:aws:rds:eu-west-1:111122223333:db:orders';

/** A DB instance that reads a property from a parameter or under a condition that is open. */
function open(properties: object): { [section: string]: object } {
  return {
    Parameters: { Given: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Given' }, 'prod'] } },
    Resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'mysql', ...properties } } },
  };
}

RuleTester.run(rdsMultiAz, {
  valid: [
    { name: 'text for a boolean', given: { Engine: 'postgres', MultiAZ: 'true' } },
    { name: 'a member of an Aurora cluster', given: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
    { name: 'a member of a Multi-AZ DB cluster', given: { Engine: 'postgres', DBClusterIdentifier: 'orders' } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'orders' } },
    {
      name: 'a read replica that is no restore',
      given: { SourceDBInstanceIdentifier: 'a', UseLatestRestorableTime: false },
    },
    { name: 'a read replica of a Multi-AZ DB cluster', given: { SourceDBClusterIdentifier: 'orders' } },
    { name: 'a parameter given as true', given: open({ MultiAZ: { Ref: 'Given' } }), parameters: { Given: 'true' } },
  ],
  invalid: [
    {
      name: 'false under an open condition',
      given: open({ MultiAZ: { 'Fn::If': ['IsProd', true, false] } }),
      finds: ['Subject.Properties.MultiAZ when IsProd is false'],
    },
    {
      name: 'AWS::NoValue',
      given: { Engine: 'mysql', MultiAZ: { Ref: 'AWS::NoValue' } },
      finds: ['Subject.Properties.MultiAZ'],
    },
    {
      name: 'a restore to a point in time, which is no replica',
      given: { Engine: 'mysql', SourceDBInstanceIdentifier: 'orders', UseLatestRestorableTime: true },
      finds: ['Subject.Properties.MultiAZ'],
    },
    {
      name: 'an empty source, which CloudFormation takes for none',
      given: { Engine: 'mysql', SourceDBInstanceIdentifier: '' },
      finds: ['Subject.Properties.MultiAZ'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ MultiAZ: { Ref: 'Given' } }),
      open: ['Subject.Properties.MultiAZ'],
    },
  ],
});

RuleTester.run(rdsDeletionProtection, {
  valid: [
    { name: 'a member of a cluster', given: { Engine: 'aurora-mysql', DBClusterIdentifier: 'orders' } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'orders' } },
    {
      name: 'a read replica that is protected',
      given: { SourceDBInstanceIdentifier: 'orders', DeletionProtection: true },
    },
  ],
  invalid: [
    {
      name: 'false',
      given: { Engine: 'mysql', DeletionProtection: false },
      finds: ['Subject.Properties.DeletionProtection'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ DeletionProtection: { Ref: 'Given' } }),
      open: ['Subject.Properties.DeletionProtection'],
    },
  ],
});

RuleTester.run(rdsStorageAutoscaling, {
  valid: [
    { name: 'Aurora', given: { Engine: 'aurora-mysql', DBClusterIdentifier: 'orders' } },
    { name: 'RDS Custom', given: { Engine: 'custom-oracle-ee', AllocatedStorage: '100' } },
    { name: 'a replica', given: { SourceDBInstanceIdentifier: 'orders' } },
    {
      name: 'a restored database',
      given: { DBSnapshotIdentifier: 'orders', Engine: 'mysql', MaxAllocatedStorage: 200 },
    },
    { name: 'numbers as text', given: { Engine: 'mysql', AllocatedStorage: '100', MaxAllocatedStorage: '126' } },
  ],
  invalid: [
    {
      name: 'a ceiling that is hardly above what is allocated',
      given: { Engine: 'mysql', AllocatedStorage: '100', MaxAllocatedStorage: 110 },
      finds: ['Subject.Properties.MaxAllocatedStorage'],
    },
  ],
  undetermined: [
    {
      name: 'a size given at deployment',
      given: open({ AllocatedStorage: { Ref: 'Given' }, MaxAllocatedStorage: 110 }),
      open: ['Subject.Properties.AllocatedStorage'],
    },
  ],
});

RuleTester.run(rdsAutoMinorVersionUpgrade, {
  valid: [
    { name: 'true', given: { Engine: 'mysql', AutoMinorVersionUpgrade: true } },
    { name: 'RDS Custom, which cannot', given: { Engine: 'custom-sqlserver-ee', AutoMinorVersionUpgrade: false } },
  ],
  invalid: [
    {
      name: 'a cluster',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBCluster',
            Properties: { Engine: 'aurora-mysql', AutoMinorVersionUpgrade: 'false' },
          },
        },
      },
      finds: ['Subject.Properties.AutoMinorVersionUpgrade'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ AutoMinorVersionUpgrade: { Ref: 'Given' } }),
      open: ['Subject.Properties.AutoMinorVersionUpgrade'],
    },
  ],
});

RuleTester.run(rdsCaCertificateOutdated, {
  valid: [{ name: 'none named', given: { Engine: 'mysql' } }],
  invalid: [
    {
      name: 'a DocumentDB instance',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::DocDB::DBInstance',
            Properties: { DBClusterIdentifier: 'orders', CACertificateIdentifier: 'rds-ca-2015' },
          },
        },
      },
      finds: ['Subject.Properties.CACertificateIdentifier'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ CACertificateIdentifier: { Ref: 'Given' } }),
      open: ['Subject.Properties.CACertificateIdentifier'],
    },
  ],
});

RuleTester.run(rdsReplicaPromotionReady, {
  valid: [
    { name: 'no replica', given: { Engine: 'mysql' }, region: 'eu-central-1' },
    {
      name: 'a replica in the Region of its source',
      given: { SourceDBInstanceIdentifier: SOURCE },
      region: 'eu-west-1',
    },
    { name: 'a replica that names its source by identifier', given: { SourceDBInstanceIdentifier: 'orders' } },
    { name: 'an ARN in a stack of any Region', given: { SourceDBInstanceIdentifier: SOURCE } },
    {
      name: 'a restore from another Region',
      given: { SourceDBInstanceIdentifier: SOURCE, UseLatestRestorableTime: true },
      region: 'eu-central-1',
    },
  ],
  invalid: [
    {
      name: 'neither standby nor backups',
      given: { SourceDBInstanceIdentifier: SOURCE },
      region: 'eu-central-1',
      finds: ['Subject.Properties.BackupRetentionPeriod', 'Subject.Properties.MultiAZ'],
    },
    {
      name: 'a source in another stack, by its ARN',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { SourceDBInstanceIdentifier: SOURCE, MultiAZ: true, BackupRetentionPeriod: 0 },
          },
        },
      },
      region: 'eu-central-1',
      stacks: {
        Primary: {
          region: 'eu-west-1',
          template: {
            Resources: { Db: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceIdentifier: 'orders' } } },
          },
        },
      },
      finds: ['Subject.Properties.BackupRetentionPeriod'],
    },
  ],
  undetermined: [
    {
      name: 'a standby by parameter',
      given: open({ SourceDBInstanceIdentifier: SOURCE, MultiAZ: { Ref: 'Given' } }),
      region: 'eu-central-1',
      open: ['Subject.Properties.MultiAZ'],
    },
  ],
});
