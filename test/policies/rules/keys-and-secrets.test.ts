import { RuleTester } from 'cdk-resilience/rules';
import { kmsKeyDisabled, kmsKeyPendingWindow, secretReplicaRegions } from '../../../policies/rules/keys-and-secrets';

const key = (properties: object) => ({ Type: 'AWS::KMS::Key', Properties: properties });

RuleTester.run(kmsKeyDisabled, {
  valid: [
    { name: 'a key nobody uses', given: { Enabled: false } },
    {
      name: 'a disabled key that only has an alias and a policy',
      given: {
        Resources: {
          Subject: key({ Enabled: false }),
          Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/old', TargetKeyId: { Ref: 'Subject' } } },
          Policy: {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: {
              PolicyDocument: {
                Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: { 'Fn::GetAtt': ['Subject', 'Arn'] } }],
              },
            },
          },
        },
      },
    },
    {
      name: 'a used key with the default',
      given: {
        Resources: {
          Subject: key({}),
          Orders: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Subject' } } },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a disabled key used in another stack',
      given: {
        Resources: { Subject: key({ Enabled: 'false' }) },
        Outputs: { Key: { Value: { 'Fn::GetAtt': ['Subject', 'Arn'] }, Export: { Name: 'key' } } },
      },
      stacks: {
        App: {
          template: {
            Resources: {
              Orders: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::ImportValue': 'key' } } },
            },
          },
        },
      },
      finds: ['Subject.Properties.Enabled'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter that decides',
      given: {
        Parameters: { On: { Type: 'String' } },
        Resources: {
          Subject: key({ Enabled: { Ref: 'On' } }),
          Orders: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Subject' } } },
        },
      },
      open: ['Subject.Properties.Enabled'],
    },
  ],
});

RuleTester.run(kmsKeyPendingWindow, {
  valid: [
    { name: 'the longest period', given: { PendingWindowInDays: 30 } },
    { name: 'the longest period as text', given: { PendingWindowInDays: '30' } },
  ],
  invalid: [
    { name: 'two weeks', given: { PendingWindowInDays: 14 }, finds: ['Subject.Properties.PendingWindowInDays'] },
    {
      name: 'a replica key',
      given: { Resources: { Subject: { Type: 'AWS::KMS::ReplicaKey', Properties: { PendingWindowInDays: 7 } } } },
      finds: ['Subject.Properties.PendingWindowInDays'],
    },
  ],
});

RuleTester.run(secretReplicaRegions, {
  valid: [{ name: 'two replicas', given: { ReplicaRegions: [{ Region: 'us-west-2' }, { Region: 'eu-west-1' }] } }],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.ReplicaRegions'] },
    { name: 'an empty list', given: { ReplicaRegions: [] }, finds: ['Subject.Properties.ReplicaRegions'] },
  ],
});
