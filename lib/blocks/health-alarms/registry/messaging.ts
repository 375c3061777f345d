import { DEFAULTS } from '../defaults';
import type { Subject } from '../subject';
import { anyOf, STEADY } from './rows';
import type { Dimensions, Registry } from './types';

/** Seconds that a queue keeps messages when nothing is said: 4 days. */
const DEFAULT_RETENTION = 345_600;

/** Where another resource names the queue that takes what could not be delivered or processed. */
const DEAD_LETTERS =
  /(^|\.)(deadLetterTargetArn|DeadLetterConfig|DeadLetterQueue|OnFailure|DlqEventQueueArn)(\.|\[|$)|^RedrivePolicy$/;

const isDeadLetterQueue = (queue: Subject): boolean => {
  const allowed = queue.value('RedriveAllowPolicy');
  if (allowed !== undefined && !JSON.stringify(allowed).includes('denyAll')) return true;
  return queue.mentions().some(({ by, path }) => by.resource !== queue.resource && DEAD_LETTERS.test(path));
};

const hasTargets = (rule: Subject): boolean => rule.text('State') !== 'DISABLED' && rule.list('Targets').length > 0;
const ownBus = (rule: Subject): string | undefined => {
  const bus = rule.copy('EventBusName');
  return bus === 'default' ? undefined : bus;
};

/**
 * Sources: "Available CloudWatch metrics for Amazon SQS", "Monitoring Amazon SNS topics using CloudWatch",
 * "Monitoring Amazon EventBridge": rules of a bus of one's own are found by bus and rule.
 */
export const MESSAGING: Registry = {
  'AWS::SQS::Queue': {
    namespace: 'AWS/SQS',
    dimensions: (queue) => ({ QueueName: queue.attribute('QueueName') }),
    alarms: [
      {
        id: 'OldestMessage',
        metric: 'ApproximateAgeOfOldestMessage',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: {
          text: `${DEFAULTS.waiting} s, at most a quarter of the retention, after the delay`,
          of: (queue) => {
            const retention = queue.number('MessageRetentionPeriod') ?? DEFAULT_RETENTION;
            const delay = queue.number('DelaySeconds') ?? 0;
            return delay + Math.min(DEFAULTS.waiting, retention * DEFAULTS.waitingPart);
          },
        },
        ...STEADY,
        reason: 'Messages wait: the consumers are slow or gone.',
        applies: (queue) => !isDeadLetterQueue(queue),
      },
      {
        ...anyOf({
          id: 'DeadLetters',
          metric: 'ApproximateNumberOfMessagesVisible',
          reason: 'Messages could not be processed. They are lost when the retention of the dead-letter queue ends.',
          applies: isDeadLetterQueue,
        }),
        statistic: 'Maximum',
        // It stays until somebody has emptied the queue, so that it cannot flap.
        period: DEFAULTS.period,
        of: 1,
      },
    ],
  },
  'AWS::SNS::Topic': {
    namespace: 'AWS/SNS',
    dimensions: (topic) => ({ TopicName: topic.attribute('TopicName') }),
    alarms: [
      anyOf({
        id: 'FailedDeliveries',
        metric: 'NumberOfNotificationsFailed',
        reason: 'A subscriber could not be reached after all retries.',
      }),
      anyOf({
        id: 'LostMessages',
        metric: 'NumberOfNotificationsFailedToRedriveToDlq',
        reason: 'Messages that could not be delivered did not reach the dead-letter queue either, and are lost.',
        applies: (topic) => {
          return topic.mentions('AWS::SNS::Subscription').some(({ by }) => by.value('RedrivePolicy') !== undefined);
        },
      }),
    ],
  },
  'AWS::Events::Rule': {
    namespace: 'AWS/Events',
    dimensions: (rule): Dimensions => {
      const bus = ownBus(rule);
      // `Ref` of a rule of another bus is `bus|rule`.
      return bus === undefined
        ? { RuleName: rule.attribute() }
        : { EventBusName: bus, RuleName: rule.attribute('RuleName') };
    },
    alarms: [
      anyOf({
        id: 'FailedInvocations',
        metric: 'FailedInvocations',
        reason: 'A target of the rule could not be called after all retries.',
        applies: hasTargets,
      }),
      anyOf({
        id: 'LostEvents',
        metric: 'InvocationsFailedToBeSentToDlq',
        reason: 'Events that could not be delivered did not reach the dead-letter queue either, and are lost.',
        applies: (rule) => hasTargets(rule) && JSON.stringify(rule.list('Targets')).includes('DeadLetterConfig'),
      }),
    ],
  },
};
