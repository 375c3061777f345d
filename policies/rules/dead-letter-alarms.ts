import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { alarmsOn } from '../../lib/facts/alarms';
import { readersOf } from '../../lib/facts/event-sources';
import { isDeadLetterQueue, sourceQueues } from '../../lib/facts/queues';

const WAITING = [
  'ApproximateNumberOfMessagesVisible',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateAgeOfOldestMessage',
];

/** Counts what is sent by a call, so not what SQS itself moves out of a source queue. */
const SENT = 'NumberOfMessagesSent';

export const sqsDlqAlarm = defineRule({
  id: 'SqsDlqAlarm',
  appliesTo: 'AWS::SQS::Queue',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nobody watches the dead-letter queue',
  why: 'What could not be processed waits there, unseen, until the retention ends and it is lost. No alarm exists by default.',
  fix: 'Add an alarm on ApproximateNumberOfMessagesVisible of the queue, at 1 or more (CDK: queue.metricApproximateNumberOfMessagesVisible().createAlarm).',
  wellArchitected: ['REL06-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html',
  examples: { noncompliant: watched(undefined), compliant: watched('ApproximateNumberOfMessagesVisible'), at: '' },
  check: (queue) => {
    if (!isDeadLetterQueue(queue)) return notApplicable;
    if (alarmsOn(queue, WAITING, 'QueueName').length > 0 || isConsumed(queue)) return compliant;
    const onSent = alarmsOn(queue, [SENT], 'QueueName');
    const sources = sourceQueues(queue);
    if (onSent.length > 0 && sources.length === 0) return compliant;
    const detail =
      onSent.length > 0
        ? `The alarm is on ${SENT}, which does not count messages that SQS moves here from another queue.`
        : undefined;
    return nonCompliant(undefined, { ...(detail !== undefined && { detail }), related: [...onSent, ...sources] });
  },
});

/** Whether something takes the messages out by itself, or another maker's monitor looks at the queue. */
function isConsumed(queue: Resource): boolean {
  if (readersOf(queue).length > 0 || queue.referencedBy('AWS::Pipes::Pipe', 'Source').length > 0) return true;
  return queue.referencedBy().some(({ type }) => !/^(AWS|Custom)::/.test(type));
}

function watched(metric: string | undefined): { readonly [section: string]: unknown } {
  const redrive = { deadLetterTargetArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, maxReceiveCount: 3 };
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/SQS',
      MetricName: metric,
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Subject', 'QueueName'] } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  };
  return {
    Resources: {
      Subject: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600 } },
      Orders: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: redrive } },
      ...(metric !== undefined && { Alarm }),
    },
  };
}
