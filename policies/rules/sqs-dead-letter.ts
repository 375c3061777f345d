import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import {
  deadLetterQueueOf,
  isDeadLetterQueue,
  isFifo,
  isNamedDeadLetterQueue,
  LONGEST_QUEUE_RETENTION,
  retentionOf,
  sourceQueues,
} from '../../lib/facts/queues';

export const sqsDlqRetention = defineRule({
  id: 'SqsDlqRetention',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The dead-letter queue keeps messages no longer than its source',
  why: 'In a standard queue the age of a message counts from its first enqueuing, so it may be deleted from the dead-letter queue right after it arrives, before anybody looked. The default of both queues is 4 days.',
  fix: 'Set MessageRetentionPeriod of the dead-letter queue to 1209600, 14 days (CDK: retentionPeriod: Duration.days(14)).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html',
  remedy: { MessageRetentionPeriod: LONGEST_QUEUE_RETENTION },
  examples: {
    noncompliant: withSource({}, { MessageRetentionPeriod: 345_600 }),
    compliant: withSource({ MessageRetentionPeriod: LONGEST_QUEUE_RETENTION }, { MessageRetentionPeriod: 345_600 }),
    at: 'Properties.MessageRetentionPeriod',
  },
  check: (queue) => {
    const sources = sourceQueues(queue);
    if (sources.length === 0) return notApplicable;
    const own = retentionOf(queue);
    // No queue can keep messages longer, and moving to a FIFO dead-letter queue starts the age anew.
    if (own >= LONGEST_QUEUE_RETENTION || isFifo(queue)) return compliant;
    const outlived = sources.find((source) => retentionOf(source) >= own);
    if (outlived === undefined) return compliant;
    const detail = `It keeps messages for ${days(queue)}, its source ${outlived.id} for ${days(outlived)}.`;
    return nonCompliant('MessageRetentionPeriod', { detail, related: [outlived] });
  },
});

export const sqsDlqLongestRetention = defineRule({
  id: 'SqsDlqLongestRetention',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The dead-letter queue keeps messages for less than 14 days',
  why: 'What failed is lost if nobody works it off in time, over holidays too. The default is 4 days.',
  fix: 'Set MessageRetentionPeriod to 1209600, 14 days (CDK: retentionPeriod: Duration.days(14)).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html',
  remedy: { MessageRetentionPeriod: LONGEST_QUEUE_RETENTION },
  examples: {
    noncompliant: { RedriveAllowPolicy: { redrivePermission: 'allowAll' } },
    compliant: { RedriveAllowPolicy: { redrivePermission: 'allowAll' }, MessageRetentionPeriod: 1_209_600 },
    at: 'Properties.MessageRetentionPeriod',
  },
  check: (queue) => {
    if (!isDeadLetterQueue(queue)) return notApplicable;
    const own = retentionOf(queue);
    // Being outlived by a source is a finding of SqsDlqRetention.
    const isOutlived = !isFifo(queue) && sourceQueues(queue).some((source) => retentionOf(source) >= own);
    if (own >= LONGEST_QUEUE_RETENTION || isOutlived) return compliant;
    return nonCompliant('MessageRetentionPeriod', { detail: `It keeps messages for ${days(queue)}.` });
  },
});

export const sqsDlqTypeMismatch = defineRule({
  id: 'SqsDlqTypeMismatch',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'The queue and its dead-letter queue are not of the same type',
  why: 'The dead-letter queue of a FIFO queue must be a FIFO queue, that of a standard queue a standard queue. Anything else is refused at deployment.',
  fix: 'Set FifoQueue of both queues to the same value (CDK: fifo).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cfn-lint:E3502'],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: withTarget({ FifoQueue: true }, {}),
    compliant: withTarget({ FifoQueue: true }, { FifoQueue: true }),
    at: 'Properties.RedrivePolicy.deadLetterTargetArn',
  },
  check: (queue) => {
    const target = deadLetterQueueOf(queue);
    if (target === undefined) return notApplicable;
    if (isFifo(queue) === isFifo(target)) return compliant;
    const [own, other] = isFifo(queue) ? ['FIFO', 'standard'] : ['standard', 'FIFO'];
    const detail = `The queue is a ${own} queue, ${target.id} is a ${other} queue.`;
    return nonCompliant('RedrivePolicy.deadLetterTargetArn', { detail, related: [target] });
  },
});

export const sqsDlqCycle = defineRule({
  id: 'SqsDlqCycle',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'Dead-letter queues lead back to the queue',
  why: 'A message that cannot be processed goes round until its retention ends, and is deleted unseen.',
  fix: 'Point RedrivePolicy at a queue that nothing consumes on its own (CDK: deadLetterQueue).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: withTarget({}, { RedrivePolicy: redriveTo('Subject') }),
    compliant: withTarget({}, {}),
    at: 'Properties.RedrivePolicy.deadLetterTargetArn',
  },
  check: (queue) => {
    const passed: Resource[] = [];
    let next = deadLetterQueueOf(queue);
    while (next !== undefined && next !== queue && !passed.includes(next)) {
      passed.push(next);
      next = deadLetterQueueOf(next);
    }
    if (next !== queue) return passed.length === 0 ? notApplicable : compliant;
    const detail = `Its messages go from ${[queue, ...passed, queue].map((each) => each.id).join(' to ')}.`;
    // The circle is one fault: its first queue by name has it.
    if (passed.some((each) => each.key < queue.key)) return compliant;
    return nonCompliant('RedrivePolicy.deadLetterTargetArn', { detail, related: passed });
  },
});

export const sqsDlqShared = defineRule({
  id: 'SqsDlqShared',
  appliesTo: 'AWS::SQS::Queue',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Several queues share one dead-letter queue',
  why: 'Messages of different consumers mix: one flood hides the others, and moving them back takes telling them apart by hand.',
  fix: 'Give each queue a dead-letter queue of its own (CDK: deadLetterQueue).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::SQS::Queue' },
        Orders: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: redriveTo('Subject') } },
        Trades: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: redriveTo('Subject') } },
      },
    },
    compliant: withSource({}, {}),
    at: '',
  },
  check: (queue) => {
    const sources = sourceQueues(queue);
    if (sources.length === 0) return notApplicable;
    const detail = `It serves ${sources.map((each) => each.id).join(', ')}.`;
    return sources.length === 1 ? compliant : nonCompliant(undefined, { detail, related: sources });
  },
});

export const sqsDlqUnused = defineRule({
  id: 'SqsDlqUnused',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The queue is called a dead-letter queue and nothing uses it as one',
  why: 'It was made to keep what fails, but no queue, function, subscription, rule, schedule or pipe of the application names it: what fails is lost.',
  fix: 'Name it in the RedrivePolicy or DeadLetterConfig of its source (CDK: deadLetterQueue). Where the source is outside of the application, set RedriveAllowPolicy.',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  examples: {
    noncompliant: { QueueName: 'orders-dlq' },
    compliant: { QueueName: 'orders-dlq', RedriveAllowPolicy: { redrivePermission: 'allowAll' } },
    at: '',
  },
  check: (queue) => {
    if (queue.has('RedrivePolicy') || !isNamedDeadLetterQueue(queue)) return notApplicable;
    return isDeadLetterQueue(queue) ? compliant : nonCompliant();
  },
});

function days(queue: Resource): string {
  const isDefault = queue.has('MessageRetentionPeriod') ? '' : ' (the default)';
  return `${Number((retentionOf(queue) / 86_400).toFixed(2))} days${isDefault}`;
}

type Properties = { [property: string]: unknown };
type Template = { Resources: { [id: string]: unknown } };

function redriveTo(id: string): Properties {
  return { deadLetterTargetArn: { 'Fn::GetAtt': [id, 'Arn'] }, maxReceiveCount: 5 };
}

/** A dead-letter queue as `Subject`, and its source. */
function withSource(own: Properties, source: Properties): Template {
  return {
    Resources: {
      Subject: { Type: 'AWS::SQS::Queue', Properties: own },
      Orders: { Type: 'AWS::SQS::Queue', Properties: { ...source, RedrivePolicy: redriveTo('Subject') } },
    },
  };
}

/** A source as `Subject`, and its dead-letter queue. */
function withTarget(own: Properties, target: Properties): Template {
  return {
    Resources: {
      Subject: { Type: 'AWS::SQS::Queue', Properties: { ...own, RedrivePolicy: redriveTo('Undelivered') } },
      Undelivered: { Type: 'AWS::SQS::Queue', Properties: target },
    },
  };
}
