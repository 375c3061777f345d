import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { DeadLetterQueue } from '../../../../lib/blocks/dead-letter-queue';
import { judge } from '../escalation/judge';

function templateOf(props?: (stack: Stack) => QueueProps): Template {
  const stack = new Stack(new App(), 'Stack');
  new DeadLetterQueue(stack, 'Lost', props?.(stack));
  return Template.fromStack(stack);
}

it('keeps messages for two weeks, encrypted, retained, by TLS only', () => {
  const template = templateOf();
  template.hasResource('AWS::SQS::Queue', {
    Properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    },
  });
});

it.each<[string, QueueProps, object]>([
  ['retentionPeriod', { retentionPeriod: Duration.days(10) }, { Properties: { MessageRetentionPeriod: 864_000 } }],
  ['removalPolicy', { removalPolicy: RemovalPolicy.DESTROY }, { DeletionPolicy: 'Delete' }],
  ['encryption', { encryption: QueueEncryption.UNENCRYPTED }, { Properties: { SqsManagedSseEnabled: false } }],
  ['fifo', { fifo: true }, { Properties: { FifoQueue: true } }],
  ['queueName', { queueName: 'lost' }, { Properties: { QueueName: 'lost' } }],
])('takes %s', (_, props, expected) => {
  templateOf(() => props).hasResource('AWS::SQS::Queue', expected);
});

it('does without the policy where it is not wanted', () => {
  templateOf(() => ({ enforceSSL: false })).resourceCountIs('AWS::SQS::QueuePolicy', 0);
});

it('takes a key of yours', () => {
  const template = templateOf((stack) => ({ encryptionMasterKey: new Key(stack, 'Key') }));
  template.hasResourceProperties('AWS::SQS::Queue', {
    KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] },
    SqsManagedSseEnabled: Match.absent(),
  });
});

it('keeps its defaults where a property is undefined', () => {
  const undecided = { retentionPeriod: undefined, removalPolicy: undefined } as unknown as QueueProps;
  templateOf(() => undecided).hasResource('AWS::SQS::Queue', {
    Properties: { MessageRetentionPeriod: 1_209_600 },
    DeletionPolicy: 'Retain',
  });
});

it('has no dead-letter queue itself', () => {
  const given = (stack: Stack): QueueProps => ({
    deadLetterQueue: { queue: new Queue(stack, 'Next'), maxReceiveCount: 5 },
  });
  expect(() => templateOf(given)).toThrow(
    'Stack/Lost: a dead-letter queue is where failed messages end; leave deadLetterQueue out',
  );
});

it('leaves cdk-nag nothing to find', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new DeadLetterQueue(stack, 'Lost');
  new Queue(stack, 'Plain');
  expect(judge(app).nag.sort()).toEqual([
    'AwsSolutions-SQS3 Stack/Plain/Resource',
    'AwsSolutions-SQS4 Stack/Plain/Resource',
  ]);
});
