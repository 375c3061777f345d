import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MathExpression, Metric, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { BufferedQueue } from '../../../../lib/blocks/buffered-queue';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { annotations, ENVIRONMENT, newStack, queueIn, SERVICE, serviceIn } from './app';

const external = { messagesPerSecond: 450, processingTimeout: Duration.seconds(10) };
const NOBODY = 'cdk-resilience:queueWithoutAlarms';

/** What the warning says that nobody is told of. */
function silence(add: (stack: Stack, queue: BufferedQueue) => void, props: object = {}): string | undefined {
  const stack = newStack();
  const queue = queueIn(stack, { redriveRunbook: false, ...props });
  add(stack, queue);
  if (!annotations(stack, 'findWarning').includes(NOBODY)) return undefined;
  const [{ entry } = { entry: { data: '' } }] = Annotations.fromStack(stack).findWarning(
    '/Stack/Orders',
    Match.stringLikeRegexp(NOBODY),
  );
  return /when messages ([a-z ]+):/.exec(String(entry.data))?.[1];
}

const consumed = (_: Stack, queue: BufferedQueue): void => queue.addExternalConsumer(external);
const alarmOn = (metric: Metric, scope: Construct, id: string): Alarm =>
  metric.createAlarm(scope, id, { threshold: 1, evaluationPeriods: 1 });

it.each<[string, (stack: Stack, queue: BufferedQueue) => void, string | undefined]>([
  ['without any alarm', consumed, 'wait or fail'],
  [
    'with an alarm that scales its consumer',
    (stack, queue) => void queue.addServiceConsumer(serviceIn(stack), SERVICE),
    'wait or fail',
  ],
  [
    'with HealthAlarms of the App',
    (stack, queue) => {
      consumed(stack, queue);
      HealthAlarms.of(stack.node.root).cover();
    },
    undefined,
  ],
  [
    'with HealthAlarms of itself',
    (stack, queue) => {
      consumed(stack, queue);
      HealthAlarms.of(queue).cover({ actions: [new SnsAction(new Topic(stack, 'Pager'))] });
    },
    undefined,
  ],
  [
    'with HealthAlarms that are told not to watch its age',
    (stack, queue) => {
      consumed(stack, queue);
      HealthAlarms.of(stack).cover().tune({ alarm: 'OldestMessage', enabled: false });
    },
    'wait',
  ],
  [
    'with HealthAlarms of something else',
    (stack, queue) => {
      consumed(stack, queue);
      HealthAlarms.of(new Topic(stack, 'Other')).cover();
    },
    'wait or fail',
  ],
  [
    'with alarms of your own, one of them in another stack',
    (stack, queue) => {
      consumed(stack, queue);
      alarmOn(queue.metricAge(), stack, 'Age');
      alarmOn(queue.metricDeadLetters(), new Stack(stack.node.root, 'Other', ENVIRONMENT), 'Failed');
    },
    undefined,
  ],
  [
    'with an alarm on the failed messages alone',
    (stack, queue) => {
      consumed(stack, queue);
      alarmOn(queue.metricDeadLetters(), stack, 'Failed');
    },
    'wait',
  ],
  [
    'with an alarm by an expression, on what waits alone',
    (stack, queue) => {
      consumed(stack, queue);
      const expression = new MathExpression({ expression: 'a / 60', usingMetrics: { a: queue.metricAge() } });
      expression.createAlarm(stack, 'Age', { threshold: 1, evaluationPeriods: 1 });
    },
    'fail',
  ],
  [
    'with an alarm on what does not tell of it',
    (stack, queue) => {
      consumed(stack, queue);
      alarmOn(queue.queue.metricNumberOfMessagesSent(), stack, 'Sent');
      alarmOn(queue.deadLetterQueue.metricNumberOfMessagesSent(), stack, 'Dead');
    },
    'wait or fail',
  ],
])('is told of: %s', (_, add, expected) => {
  expect(silence(add)).toBe(expected);
});

it('is known by its name too', () => {
  const name = { namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage' };
  const byName = (QueueName: string): string | undefined =>
    silence(
      (stack, queue) => {
        consumed(stack, queue);
        alarmOn(new Metric({ ...name, dimensionsMap: { QueueName } }), stack, 'Age');
      },
      { queueName: 'orders' },
    );
  expect([byName('orders'), byName('others')]).toEqual(['fail', 'wait or fail']);
});

it('can be acknowledged', () => {
  const acknowledged = silence((stack, queue) => {
    consumed(stack, queue);
    Validations.of(stack).acknowledge({ id: `Annotation::${NOBODY}`, reason: 'Another tool watches it.' });
  });
  expect(acknowledged).toBeUndefined();
});
