import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { readersOf } from '../../lib/facts/event-sources';
import { timeoutOf } from '../../lib/facts/functions';
import { isDeadLetterQueue, isNamedDeadLetterQueue } from '../../lib/facts/queues';

const DEFAULT_VISIBILITY_TIMEOUT = 30;

export const sqsDeadLetterQueue = defineRule({
  id: 'SqsDeadLetterQueue',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'The queue has no dead-letter queue',
  why: 'A message that cannot be processed comes back again and again, holds up the others and is deleted unseen when the retention ends. The default is no dead-letter queue.',
  fix: 'Set RedrivePolicy with deadLetterTargetArn and maxReceiveCount (CDK: deadLetterQueue: { queue, maxReceiveCount: 5 }).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [
    'cdk-nag:SQSQueueDLQ',
    'cdk-nag:SQSRedrivePolicy',
    'config:sqs-queue-dlq-check',
    'control-tower:CT.SQS.PR.1',
    'steampipe:sqs_queue_dead_letter_queue_configured',
  ],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: { VisibilityTimeout: 60 },
    compliant: {
      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead', maxReceiveCount: 5 },
    },
    at: 'Properties.RedrivePolicy',
  },
  check: (queue) => {
    if (queue.has('RedrivePolicy')) return compliant;
    return isDeadLetterQueue(queue) || isNamedDeadLetterQueue(queue) ? notApplicable : nonCompliant('RedrivePolicy');
  },
});

export const lambdaSqsVisibilityTimeout = defineRule({
  id: 'LambdaSqsVisibilityTimeout',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The visibility timeout of the queue is too short for the function that reads it',
  why: 'A message that becomes visible while Lambda still works on it, or retries it after a throttle, is processed twice and reaches the dead-letter queue too soon. AWS recommends six times the timeout of the function, plus the batching window; below one timeout the mapping is refused.',
  fix: 'Set VisibilityTimeout to at least 6 x the Timeout of the function + MaximumBatchingWindowInSeconds (CDK: visibilityTimeout).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:LambdaEventSourceSQSVisibilityTimeout', 'cfn-lint:E3505'],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 } },
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 30 } },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, FunctionName: { Ref: 'Handler' } },
        },
      },
    },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } },
        Handler: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 30 } },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, FunctionName: { Ref: 'Handler' } },
        },
      },
    },
    at: 'Properties.VisibilityTimeout',
  },
  check: (queue) => {
    const verdicts = readersOf(queue).map(({ settings, function: handler }) => {
      if (handler === undefined) return notApplicable;
      const window = settings.at('MaximumBatchingWindowInSeconds').number() ?? 0;
      const timeout = timeoutOf(handler);
      const wanted = 6 * timeout + window;
      const given = queue.number('VisibilityTimeout');
      if ((given ?? DEFAULT_VISIBILITY_TIMEOUT) >= wanted) return compliant;
      const detail =
        `The visibility timeout is ${given === undefined ? `${DEFAULT_VISIBILITY_TIMEOUT} s (the default)` : `${given} s`}, ` +
        `${handler.id} may run ${timeout} s${window > 0 ? ` on batches gathered for ${window} s` : ''}: ${wanted} s are recommended.`;
      return nonCompliant('VisibilityTimeout', { detail, related: [handler] });
    });
    return verdicts.length === 0 ? notApplicable : verdicts;
  },
});

export const sqsVisibilityTimeoutZero = defineRule({
  id: 'SqsVisibilityTimeoutZero',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Messages of the queue stay visible while they are processed',
  why: 'With a visibility timeout of 0 every consumer receives the same message at once: it is processed several times and reaches the dead-letter queue although nothing failed. The default is 30 s.',
  fix: 'Set VisibilityTimeout to more than the time that processing takes (CDK: visibilityTimeout).',
  wellArchitected: ['REL04-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  examples: {
    noncompliant: { VisibilityTimeout: 0 },
    compliant: { VisibilityTimeout: 120 },
    at: 'Properties.VisibilityTimeout',
  },
  check: (queue) => {
    // A queue that Lambda reads is judged by the timeout of the function.
    if (queue.number('VisibilityTimeout') !== 0 || readersOf(queue).some((each) => each.function !== undefined)) {
      return compliant;
    }
    return nonCompliant('VisibilityTimeout');
  },
});

export const sqsMaxReceiveCount = defineRule({
  id: 'SqsMaxReceiveCount',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The queue gives up on a message after one or two receives',
  why: 'A crash of the consumer, a deployment or a throttle counts as a receive: a short outage then moves good messages to the dead-letter queue. The default is 10.',
  fix: 'Set RedrivePolicy.maxReceiveCount to 3 or more, to 5 or more where Lambda reads the queue (CDK: deadLetterQueue.maxReceiveCount).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: {
      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead', maxReceiveCount: 1 },
    },
    compliant: {
      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead', maxReceiveCount: 5 },
    },
    at: 'Properties.RedrivePolicy.maxReceiveCount',
  },
  check: (queue) => {
    const count = queue.number('RedrivePolicy.maxReceiveCount');
    if (count === undefined) return notApplicable;
    const detail = `A message moves to the dead-letter queue after ${count} receive${count === 1 ? '' : 's'}.`;
    return count >= 3 ? compliant : nonCompliant('RedrivePolicy.maxReceiveCount', { detail });
  },
});

export const sqsLambdaMaxReceiveCount = defineRule({
  id: 'SqsLambdaMaxReceiveCount',
  appliesTo: 'AWS::SQS::Queue',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The queue gives up on a message before Lambda had five attempts',
  why: 'Throttled attempts count as receives, so a surge moves good messages to the dead-letter queue. AWS recommends at least 5 for queues that Lambda reads.',
  fix: 'Set RedrivePolicy.maxReceiveCount to 5 or more (CDK: deadLetterQueue.maxReceiveCount).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  examples: {
    noncompliant: lambdaQueue(3),
    compliant: lambdaQueue(5),
    at: 'Properties.RedrivePolicy.maxReceiveCount',
  },
  check: (queue) => {
    if (readersOf(queue).length === 0) return notApplicable;
    const count = queue.number('RedrivePolicy.maxReceiveCount');
    // Fewer than three is a finding of SqsMaxReceiveCount.
    if (count === undefined || count < 3) return notApplicable;
    const detail = `A message moves to the dead-letter queue after ${count} receives.`;
    return count >= 5 ? compliant : nonCompliant('RedrivePolicy.maxReceiveCount', { detail });
  },
});

export const sqsRetentionTooShort = defineRule({
  id: 'SqsRetentionTooShort',
  appliesTo: 'AWS::SQS::Queue',
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The queue deletes messages after less than a day',
  why: 'When consumers are down, or work off a surge, for longer than the retention, messages are deleted without a trace. The default is 4 days.',
  fix: 'Set MessageRetentionPeriod to at least the longest outage of the consumers that must cost no message (CDK: retentionPeriod).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html',
  examples: {
    noncompliant: { MessageRetentionPeriod: 3600 },
    compliant: { MessageRetentionPeriod: 345600 },
    at: 'Properties.MessageRetentionPeriod',
  },
  check: (queue) => {
    const retention = queue.number('MessageRetentionPeriod');
    if (retention === undefined || retention >= 86_400) return compliant;
    // A dead-letter queue is judged against its sources.
    if (isDeadLetterQueue(queue)) return notApplicable;
    return nonCompliant('MessageRetentionPeriod', { detail: `Messages are kept for ${describeSeconds(retention)}.` });
  },
});

function describeSeconds(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds} s`;
}

function lambdaQueue(maxReceiveCount: number): { Resources: { [id: string]: unknown } } {
  const deadLetterTargetArn = 'arn:aws:sqs:eu-west-1:111122223333:orders-dead';
  return {
    Resources: {
      Subject: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount } } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, FunctionName: 'orders' },
      },
    },
  };
}
