import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { alarmsSentTo } from '../../lib/facts/alarm-topics';
import { permits } from '../../lib/facts/statements';

const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const ROOT = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' };
const PUBLISHER = {
  Effect: 'Allow',
  Principal: { Service: CLOUDWATCH },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
};

export const alarmTopicKmsUnusable = defineRule({
  id: 'AlarmTopicKmsUnusable',
  appliesTo: 'AWS::SNS::Topic',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'error',
  strictness: 'essential',
  title: 'CloudWatch is not allowed to use the key that encrypts the alarm topic',
  why: 'To publish to an encrypted topic, CloudWatch needs kms:Decrypt and kms:GenerateDataKey* on its key. Without them the alarm action fails, which only the history of the alarm shows. The AWS managed key alias/aws/sns cannot be opened to CloudWatch.',
  fix: 'Encrypt with a customer managed key whose KeyPolicy allows cloudwatch.amazonaws.com kms:Decrypt and kms:GenerateDataKey* (CDK: key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"))).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  examples: {
    noncompliant: encryptedTopic([ROOT]),
    compliant: encryptedTopic([ROOT, PUBLISHER]),
    at: 'Properties.KmsMasterKeyId',
  },
  check: (topic) => {
    const id = topic.at('KmsMasterKeyId');
    if (alarmsSentTo(topic).length === 0 || !id.isPresent) return notApplicable;
    if (String(id.json()).endsWith('alias/aws/sns')) {
      return nonCompliant(id, {
        detail: 'The key is alias/aws/sns, whose policy does not let CloudWatch use it and cannot be changed.',
      });
    }
    const key = keyOf(id.reference());
    if (key === undefined) return undetermined(id, 'the key is not in the application');
    return judgeKey(topic, key);
  },
});

function keyOf(named: Resource | undefined): Resource | undefined {
  const key = named?.type === 'AWS::KMS::Alias' ? named.reference('TargetKeyId') : named;
  return key?.type === 'AWS::KMS::Key' || key?.type === 'AWS::KMS::ReplicaKey' ? key : undefined;
}

function judgeKey(topic: Resource, key: Resource): Verdict {
  const policy = key.at('KeyPolicy');
  // A key without a policy gets one that lets the account's own identities use it; CloudWatch is none of them.
  const permission = policy.isPresent ? permits(policy, CLOUDWATCH, ['kms:Decrypt', 'kms:GenerateDataKey']) : 'no';
  if (permission === 'allowed') return compliant;
  if (permission === 'maybe')
    return undetermined('KmsMasterKeyId', 'a statement of the key policy applies under conditions');
  const detail = `The policy of key ${key.id} has no statement that lets ${CLOUDWATCH} take both actions.`;
  return nonCompliant(topic.at('KmsMasterKeyId'), { detail, related: [key] });
}

export const alarmTopicPolicyForbids = defineRule({
  id: 'AlarmTopicPolicyForbids',
  appliesTo: 'AWS::SNS::Topic',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'error',
  strictness: 'essential',
  title: 'CloudWatch is not allowed to publish to the alarm topic',
  why: 'A topic policy replaces the default one, which lets services of the account publish. A policy without a statement for CloudWatch, such as one that only denies plain HTTP, makes the alarm action fail, and nobody is told.',
  fix: 'Allow cloudwatch.amazonaws.com sns:Publish in the topic policy (CDK: topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com")), needed with enforceSSL).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger',
  examples: {
    noncompliant: topicWithPolicy([]),
    compliant: topicWithPolicy([
      { Effect: 'Allow', Principal: { Service: CLOUDWATCH }, Action: 'sns:Publish', Resource: { Ref: 'Subject' } },
    ]),
    at: '',
  },
  check: (topic) => {
    const policies = [
      ...topic.referencedBy('AWS::SNS::TopicPolicy', 'Topics'),
      ...topic.referencedBy('AWS::SNS::TopicInlinePolicy', 'TopicArn'),
    ];
    if (policies.length === 0 || alarmsSentTo(topic).length === 0) return notApplicable;
    const permissions = policies.map((each) =>
      permits(each.at('PolicyDocument'), CLOUDWATCH, ['sns:Publish'], 'maybe'),
    );
    if (permissions.includes('allowed')) return compliant;
    // As the default policy does, written out.
    if (permissions.includes('maybe')) return undetermined(undefined, 'the topic policy allows it under conditions');
    const detail = `No statement of the topic policy lets ${CLOUDWATCH} publish.`;
    return nonCompliant(undefined, { detail, related: policies });
  },
});

function encryptedTopic(statements: readonly object[]): { readonly [section: string]: unknown } {
  const policy = { Version: '2012-10-17', Statement: statements };
  return {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy } },
      Subject: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      Alarm: alarm(),
    },
  };
}

function topicWithPolicy(statements: readonly object[]): { readonly [section: string]: unknown } {
  const denyHttp = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: { Ref: 'Subject' },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const policy = { Version: '2012-10-17', Statement: [denyHttp, ...statements] };
  const Policy = {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [{ Ref: 'Subject' }], PolicyDocument: policy },
  };
  return { Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: {} }, Policy, Alarm: alarm() } };
}

function alarm(): object {
  const metric = { Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Period: 60, EvaluationPeriods: 5 };
  const when = {
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [{ Ref: 'Subject' }],
  };
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { ...metric, ...when } };
}
