import { RuleTester } from 'cdk-resilience/rules';
import {
  logGroupDeletionProtection,
  statefulRetentionPolicy,
  statefulUpdateReplacePolicy,
} from '../../../policies/rules/stateful';

/** A template with one resource, its attributes and its properties. */
const one = (type: string, attributes: object = {}, properties: object = {}) => ({
  Resources: { Subject: { Type: type, Properties: properties, ...attributes } },
});

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const destroyed = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };

RuleTester.run(statefulRetentionPolicy, {
  valid: [
    { name: 'a table that is kept', given: one('AWS::DynamoDB::Table', kept) },
    {
      name: 'a table kept except when its creation fails',
      given: one('AWS::DynamoDB::Table', { DeletionPolicy: 'RetainExceptOnCreate' }),
    },
    {
      name: 'the default of a DB instance, a snapshot',
      given: one('AWS::RDS::DBInstance', {}, { Engine: 'postgres' }),
    },
    {
      name: 'the default of an RDS cluster, a snapshot',
      given: one('AWS::RDS::DBCluster', {}, { Engine: 'aurora-mysql' }),
    },
    { name: 'a member of a cluster', given: one('AWS::RDS::DBInstance', destroyed, { DBClusterIdentifier: 'ledger' }) },
    {
      name: 'a read replica',
      given: one('AWS::RDS::DBInstance', destroyed, { SourceDBInstanceIdentifier: 'accounts' }),
    },
    {
      name: 'a DB instance with deletion protection',
      given: one('AWS::RDS::DBInstance', destroyed, { DeletionProtection: true }),
    },
    {
      name: 'a table with deletion protection',
      given: one('AWS::DynamoDB::Table', destroyed, { DeletionProtectionEnabled: 'true' }),
    },
    {
      name: 'a global table with a protected replica',
      given: one('AWS::DynamoDB::GlobalTable', destroyed, {
        Replicas: [{ Region: 'us-east-1', DeletionProtectionEnabled: true }, { Region: 'us-west-2' }],
      }),
    },
    {
      name: 'a user pool with deletion protection',
      given: one('AWS::Cognito::UserPool', destroyed, { DeletionProtection: 'ACTIVE' }),
    },
    { name: 'a volume of which a snapshot is taken', given: one('AWS::EC2::Volume', { DeletionPolicy: 'Snapshot' }) },
    {
      name: 'a scratch file system',
      given: one(
        'AWS::FSx::FileSystem',
        {},
        { FileSystemType: 'LUSTRE', LustreConfiguration: { DeploymentType: 'SCRATCH_2' } },
      ),
    },
    {
      name: 'a Windows file system, of which FSx takes a last backup',
      given: one('AWS::FSx::FileSystem', {}, { FileSystemType: 'WINDOWS' }),
    },
  ],
  invalid: [
    { name: 'a table without a policy', given: one('AWS::DynamoDB::Table'), finds: ['Subject.DeletionPolicy'] },
    {
      name: 'a DB instance to be deleted',
      given: one('AWS::RDS::DBInstance', destroyed),
      finds: ['Subject.DeletionPolicy'],
    },
    {
      name: 'a DocumentDB cluster without a policy',
      given: one('AWS::DocDB::DBCluster'),
      finds: ['Subject.DeletionPolicy'],
    },
    {
      name: 'a Redshift cluster without a policy',
      given: one('AWS::Redshift::Cluster'),
      finds: ['Subject.DeletionPolicy'],
    },
    {
      name: 'a user pool to be deleted',
      given: one('AWS::Cognito::UserPool', destroyed),
      finds: ['Subject.DeletionPolicy'],
    },
    { name: 'a key to be deleted', given: one('AWS::KMS::Key', destroyed), finds: ['Subject.DeletionPolicy'] },
    {
      name: 'a SAM table without a policy',
      given: one('AWS::Serverless::SimpleTable'),
      finds: ['Subject.DeletionPolicy'],
    },
    {
      name: 'a snapshot of a type that has none',
      given: one('AWS::DynamoDB::Table', { DeletionPolicy: 'Snapshot' }),
      finds: ['Subject.DeletionPolicy'],
    },
    {
      name: 'deletion protection in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::DynamoDB::Table',
            Properties: { DeletionProtectionEnabled: { 'Fn::If': ['IsProd', true, { Ref: 'AWS::NoValue' }] } },
          },
        },
      },
      finds: ['Subject.DeletionPolicy when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'deletion protection that a parameter decides',
      given: {
        Parameters: { Protect: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBCluster',
            DeletionPolicy: 'Delete',
            Properties: { DeletionProtection: { Ref: 'Protect' } },
          },
        },
      },
      open: ['Subject.Properties.DeletionProtection'],
    },
    {
      name: 'a policy that a parameter decides',
      given: {
        Transform: 'AWS::LanguageExtensions',
        Parameters: { Policy: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: { Ref: 'Policy' } } },
      },
      open: ['Subject.DeletionPolicy'],
    },
  ],
});

RuleTester.run(statefulUpdateReplacePolicy, {
  valid: [
    { name: 'both policies', given: one('AWS::DynamoDB::Table', kept) },
    { name: 'a snapshot of a DB instance', given: one('AWS::RDS::DBInstance', { UpdateReplacePolicy: 'Snapshot' }) },
    { name: 'data that are deleted with the stack anyway', given: one('AWS::DynamoDB::Table', destroyed) },
    { name: 'no policies, which the other rule reports', given: one('AWS::EFS::FileSystem') },
    { name: 'a protected cluster', given: one('AWS::RDS::DBCluster', {}, { DeletionProtection: true }) },
    { name: 'a member of a cluster', given: one('AWS::RDS::DBInstance', {}, { DBClusterIdentifier: 'ledger' }) },
  ],
  invalid: [
    {
      name: 'a DB instance with the defaults',
      given: one('AWS::RDS::DBInstance', {}, { Engine: 'mysql' }),
      finds: ['Subject.UpdateReplacePolicy'],
    },
    {
      name: 'a table that is kept on deletion only',
      given: one('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain' }),
      finds: ['Subject.UpdateReplacePolicy'],
    },
    {
      name: 'Delete on replacement',
      given: one('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete' }),
      finds: ['Subject.UpdateReplacePolicy'],
    },
    {
      name: 'a snapshot of a type that has none',
      given: one('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Snapshot' }),
      finds: ['Subject.UpdateReplacePolicy'],
    },
  ],
});

RuleTester.run(logGroupDeletionProtection, {
  valid: [{ name: 'protection as text', given: { DeletionProtectionEnabled: 'true' } }],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.DeletionProtectionEnabled'] },
    {
      name: 'false',
      given: { DeletionProtectionEnabled: false },
      finds: ['Subject.Properties.DeletionProtectionEnabled'],
    },
  ],
});
