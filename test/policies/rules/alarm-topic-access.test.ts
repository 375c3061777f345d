import { RuleTester } from 'cdk-resilience/rules';
import { alarmTopicKmsUnusable, alarmTopicPolicyForbids } from '../../../policies/rules/alarm-topic-access';

const ALARM = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { MetricName: 'Errors', AlarmActions: [{ Ref: 'Subject' }] },
};
const CLOUDWATCH = { Service: 'cloudwatch.amazonaws.com' };
const USE = ['kms:Decrypt', 'kms:GenerateDataKey*'];

function allow(Principal: unknown, Action: unknown, more: object = {}): object {
  return { Effect: 'Allow', Principal, Action, Resource: '*', ...more };
}

const ROOT = allow({ AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } }, 'kms:*');

function topic(KmsMasterKeyId: unknown, others: object = {}): { Resources: object } {
  return { Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId } }, ALARM, ...others } };
}

function withKey(statements: object[], id: unknown = { Ref: 'Key' }, others: object = {}): { Resources: object } {
  const Key = { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: statements } } };
  return topic(id, { Key, ...others });
}

RuleTester.run(alarmTopicKmsUnusable, {
  valid: [
    { name: 'no key', given: topic({ Ref: 'AWS::NoValue' }) },
    { name: 'a topic of no alarm', given: { KmsMasterKeyId: 'alias/aws/sns' } },
    {
      name: 'two statements that allow it together',
      given: withKey([
        allow(CLOUDWATCH, 'kms:Decrypt'),
        allow({ Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] }, 'kms:GenerateDataKey'),
      ]),
    },
    {
      name: 'a key that a role may use, too',
      given: withKey(
        [ROOT, allow(CLOUDWATCH, USE), allow({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, USE)],
        { Ref: 'Key' },
        {
          Role: { Type: 'AWS::IAM::Role', Properties: {} },
        },
      ),
    },
    {
      name: 'a statement for the account of the alarm',
      given: withKey([
        ROOT,
        allow(CLOUDWATCH, 'kms:*', { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
      ]),
    },
    {
      name: 'a key in another stack',
      given: topic({ 'Fn::ImportValue': 'key' }),
      stacks: {
        Keys: {
          template: {
            Resources: {
              Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [allow(CLOUDWATCH, USE)] } } },
            },
            Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'key' } } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a key that a role may use, and CloudWatch may not',
      given: withKey(
        [ROOT, allow({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, USE)],
        { Ref: 'Key' },
        {
          Role: { Type: 'AWS::IAM::Role', Properties: {} },
        },
      ),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
    { name: 'the key of SNS', given: topic('alias/aws/sns'), finds: ['Subject.Properties.KmsMasterKeyId'] },
    {
      name: 'the key of SNS by its ARN',
      given: topic({ 'Fn::Join': ['', ['arn:aws:kms:eu-west-1:', { Ref: 'AWS::AccountId' }, ':alias/aws/sns']] }),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
    {
      name: 'a key with its default policy',
      given: topic({ Ref: 'Key' }, { Key: { Type: 'AWS::KMS::Key', Properties: {} } }),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
    {
      name: 'decryption alone',
      given: withKey([ROOT, allow(CLOUDWATCH, 'kms:Decrypt')]),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
    {
      name: 'another service',
      given: withKey([ROOT, allow({ Service: 'events.amazonaws.com' }, USE)]),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
    {
      name: 'an alias of such a key',
      given: withKey(
        [ROOT],
        { Ref: 'Alias' },
        { Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/pager', TargetKeyId: { Ref: 'Key' } } } },
      ),
      finds: ['Subject.Properties.KmsMasterKeyId'],
    },
  ],
  undetermined: [
    {
      name: 'a key from outside',
      given: topic('arn:aws:kms:eu-west-1:111122223333:key/1234'),
      open: ['Subject.Properties.KmsMasterKeyId'],
    },
    {
      name: 'a statement for everybody under a condition',
      given: withKey([
        allow({ AWS: '*' }, USE, { Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
      ]),
      open: ['Subject.Properties.KmsMasterKeyId'],
    },
  ],
});

function withPolicy(...Statement: object[]): { Resources: object } {
  const Properties = { Topics: [{ Ref: 'Subject' }], PolicyDocument: { Statement } };
  return {
    Resources: { Subject: { Type: 'AWS::SNS::Topic' }, ALARM, Policy: { Type: 'AWS::SNS::TopicPolicy', Properties } },
  };
}

RuleTester.run(alarmTopicPolicyForbids, {
  valid: [
    { name: 'the default policy', given: { Resources: { Subject: { Type: 'AWS::SNS::Topic' }, ALARM } } },
    {
      name: 'a service principal put together',
      given: withPolicy(allow({ Service: { 'Fn::Sub': 'cloudwatch.${AWS::URLSuffix}' } }, 'SNS:*')),
    },
    {
      name: 'a topic of no alarm',
      given: {
        Resources: {
          Subject: { Type: 'AWS::SNS::Topic' },
          Policy: {
            Type: 'AWS::SNS::TopicPolicy',
            Properties: { Topics: [{ Ref: 'Subject' }], PolicyDocument: { Statement: [] } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'another service',
      given: withPolicy(allow({ Service: 'events.amazonaws.com' }, 'sns:Publish')),
      finds: ['Subject'],
    },
    { name: 'subscription alone', given: withPolicy(allow(CLOUDWATCH, 'sns:Subscribe')), finds: ['Subject'] },
  ],
  undetermined: [
    {
      name: 'the default policy written out',
      given: withPolicy(
        allow({ AWS: '*' }, ['sns:Publish'], { Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } }),
      ),
      open: ['Subject'],
    },
    {
      name: 'a policy for the account',
      given: withPolicy(allow({ AWS: 'arn:aws:iam::111122223333:root' }, 'sns:*')),
      open: ['Subject'],
    },
  ],
});
