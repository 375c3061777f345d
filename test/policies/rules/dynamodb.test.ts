import { RuleTester } from 'cdk-resilience/rules';
import { dynamoDbDeletionProtection, dynamoDbPitr, dynamoDbPitrWindowTooShort } from '../../../policies/rules/dynamodb';

function global(...replicas: readonly object[]): { [section: string]: object } {
  return {
    Parameters: { Given: { Type: 'String' } },
    Resources: { Subject: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: replicas } } },
  };
}

const on = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, DeletionProtectionEnabled: true };
const given = { Ref: 'Given' };

RuleTester.run(dynamoDbPitr, {
  valid: [
    { name: 'text for a boolean', given: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: 'true' } } },
    { name: 'a global table', given: global({ Region: 'eu-west-1', ...on }, { Region: 'eu-central-1', ...on }) },
    { name: 'SAM', given: { Resources: { Subject: { Type: 'AWS::Serverless::SimpleTable', Properties: on } } } },
  ],
  invalid: [
    {
      name: 'false',
      given: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
      finds: ['Subject.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'],
    },
    {
      name: 'one replica of a global table',
      given: global({ Region: 'eu-west-1', ...on }, { Region: 'eu-central-1' }),
      finds: ['Subject.Properties.Replicas.1.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'],
    },
    {
      name: 'SAM, nothing said',
      given: { Resources: { Subject: { Type: 'AWS::Serverless::SimpleTable' } } },
      finds: ['Subject.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'],
    },
    {
      name: 'a replica for production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              Replicas: [
                { Region: 'eu-west-1', ...on },
                { 'Fn::If': ['IsProd', { Region: 'eu-central-1' }, { Ref: 'AWS::NoValue' }] },
              ],
            },
          },
        },
      },
      finds: [
        'Subject.Properties.Replicas.1.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled when IsProd is true',
      ],
    },
  ],
  undetermined: [
    {
      name: 'a specification given at deployment',
      given: global({ Region: 'eu-west-1', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: given } }),
      open: ['Subject.Properties.Replicas.0.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'],
    },
  ],
});

RuleTester.run(dynamoDbPitrWindowTooShort, {
  valid: [{ name: 'no recovery at all, which is a finding of its own', given: { TableName: 'orders' } }],
  invalid: [
    {
      name: 'a replica',
      given: global({ Region: 'eu-west-1' }, { PointInTimeRecoverySpecification: { RecoveryPeriodInDays: 6 } }),
      finds: ['Subject.Properties.Replicas.1.PointInTimeRecoverySpecification.RecoveryPeriodInDays'],
    },
  ],
  undetermined: [
    {
      name: 'a window given at deployment',
      given: global({ PointInTimeRecoverySpecification: { RecoveryPeriodInDays: given } }),
      open: ['Subject.Properties.Replicas.0.PointInTimeRecoverySpecification.RecoveryPeriodInDays'],
    },
  ],
});

RuleTester.run(dynamoDbDeletionProtection, {
  valid: [{ name: 'all replicas', given: global({ Region: 'eu-west-1', ...on }, { Region: 'eu-central-1', ...on }) }],
  invalid: [
    {
      name: 'false as text',
      given: { DeletionProtectionEnabled: 'false' },
      finds: ['Subject.Properties.DeletionProtectionEnabled'],
    },
    {
      name: 'both replicas',
      given: global({ Region: 'eu-west-1' }, { Region: 'eu-central-1', DeletionProtectionEnabled: false }),
      finds: [
        'Subject.Properties.Replicas.0.DeletionProtectionEnabled',
        'Subject.Properties.Replicas.1.DeletionProtectionEnabled',
      ],
    },
  ],
});
