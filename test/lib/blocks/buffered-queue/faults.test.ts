import { App, Duration } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import type {
  BufferedQueueProps,
  ExternalConsumerOptions,
  FifoOptions,
  LambdaConsumerOptions,
  ServiceConsumerOptions,
} from '../../../../lib/blocks/buffered-queue';
import { functionIn, LAMBDA, newStack, queueIn, SERVICE, serviceIn } from './app';

const fifo: FifoOptions = { messageGroups: 100, highThroughput: true };

it.each<[string, Partial<BufferedQueueProps>, RegExp]>([
  ['nothing arrives', { arrivalRate: 0 }, /^Stack\/Orders: arrivalRate is 0; set it to messages a second, above 0$/],
  ['arrivals are no number', { arrivalRate: NaN }, /arrivalRate is NaN/],
  ['arrivals have no end', { arrivalRate: Infinity }, /arrivalRate is Infinity/],
  ['a surge of less', { surgeFactor: 0.5 }, /surgeFactor is 0.5; set it to 1 or more, 5 is 500 % of the usual load/],
  ['a surge without length', { surgeDuration: Duration.seconds(0) }, /surgeDuration is not above 0/],
  ['too few receives', { maxReceiveCount: 4 }, /maxReceiveCount is 4; set it to 5 or more/],
  ['part of a receive', { maxReceiveCount: 5.5 }, /maxReceiveCount is 5.5/],
  [
    'too little time to look',
    { deadLetterRetentionPeriod: Duration.days(10) },
    /keeps messages for 10 days, 4 days of which may be over when a message gets there; leave 7 days to look at them: raise deadLetterRetentionPeriod or lower retentionPeriod/,
  ],
  ['too long in the source', { retentionPeriod: Duration.days(8) }, /14 days, 8 days of which may be over/],
  [
    'too little time in a FIFO queue, which counts anew',
    { fifo, deadLetterRetentionPeriod: Duration.days(6) },
    /keeps messages for 6 days; leave 7 days to look at them: raise deadLetterRetentionPeriod$/,
  ],
  [
    'a longer retention than SQS has',
    { deadLetterRetentionPeriod: Duration.days(15) },
    /deadLetterRetentionPeriod is 15 d/,
  ],
  [
    'a shorter one',
    { retentionPeriod: Duration.seconds(30) },
    /retentionPeriod is 30 s; SQS keeps messages for 1 minute/,
  ],
  ['no groups', { fifo: { ...fifo, messageGroups: 0 } }, /fifo.messageGroups is 0/],
  [
    'a share below the average',
    { fifo: { ...fifo, largestGroupShare: 0.001 } },
    /fifo.largestGroupShare is 0.001; .* 1\/100 to 1/,
  ],
  ['a share above all', { fifo: { ...fifo, largestGroupShare: 1.1 } }, /fifo.largestGroupShare is 1.1/],
  [
    'more than a FIFO queue takes',
    { arrivalRate: 601, fifo: { ...fifo, highThroughput: false } },
    /3005 messages a second arrive in a surge and a FIFO queue takes 3000.*set fifo.highThroughput/,
  ],
  [
    'more than a message group takes',
    { arrivalRate: 700, fifo: { ...fifo, largestGroupShare: 1 } },
    /the largest message group gets 3500 messages a second in a surge and takes 3000/,
  ],
])('refuses a queue: %s', (_, props, message) => {
  expect(() => queueIn(newStack(), props)).toThrow(message);
});

it('lets a FIFO dead-letter queue count anew', () => {
  const props = { fifo, retentionPeriod: Duration.days(10), deadLetterRetentionPeriod: Duration.days(8) };
  expect(() => queueIn(newStack(), props)).not.toThrow();
});

it.each<[string, Partial<LambdaConsumerOptions>, Partial<BufferedQueueProps>, RegExp]>([
  [
    'no capacity to spare',
    { maximumConcurrency: 10 },
    {},
    /^Stack\/Orders: the function Stack\/Place takes 100 messages a second and 100 arrive at usual load: a backlog would never be worked off; raise maximumConcurrency/,
  ],
  ['one at a time', { maximumConcurrency: 1 }, {}, /it has a maximumConcurrency of 1; Lambda takes 2 to 1000/],
  ['too many at a time', { maximumConcurrency: 1001 }, {}, /it has a maximumConcurrency of 1001/],
  ['a part of one', { maximumConcurrency: 20.5 }, {}, /it has a maximumConcurrency of 20.5/],
  [
    'a surge beyond Lambda',
    { batchDuration: Duration.seconds(20) },
    {},
    /the surge asks for a maximumConcurrency of 1250/,
  ],
  [
    'more in flight than SQS allows',
    { batchSize: 5_000, batchingWindow: Duration.seconds(1), maximumConcurrency: 25 },
    {},
    /25 batches of 5000 are more than the 120000 messages that a queue has in flight/,
  ],
  ['an empty batch', { batchSize: 0 }, {}, /batchSize is 0; set it from 1 to 10000/],
  [
    'a large batch without a window',
    { batchSize: 11 },
    {},
    /batchSize is 11; above 10, set batchingWindow to 1 s or more/,
  ],
  [
    'too long a window',
    { batchingWindow: Duration.minutes(6) },
    {},
    /batchingWindow is 360 s; set it to whole seconds up to 5 minutes/,
  ],
  [
    'a window in a FIFO queue',
    { batchingWindow: Duration.seconds(1) },
    { fifo },
    /a FIFO queue has no batching window/,
  ],
  ['a large batch of a FIFO queue', { batchSize: 11 }, { fifo }, /a batch of a FIFO queue has at most 10 messages/],
  [
    'batches that are cut off',
    { batchDuration: Duration.seconds(31) },
    {},
    /a batch takes 31 s and the function is stopped after 30 s/,
  ],
  ['batches of no time', { batchDuration: Duration.seconds(0) }, {}, /batchDuration is not above 0/],
  ['less reserved', { reservedConcurrency: 62 }, {}, /maximumConcurrency is 63 and 62 are reserved for the function/],
  [
    'a short visibility timeout',
    {},
    { visibilityTimeout: Duration.seconds(179) },
    /visibilityTimeout is 3 min, the function Stack\/Place needs 3 min: 6 x the timeout of 30 s \+ the batching window of 0 s/,
  ],
  [
    'a longer one than SQS has',
    { timeout: Duration.hours(3), batchDuration: Duration.seconds(1) },
    {},
    /needs a visibility timeout of 18 h .* SQS has at most 12 hours/,
  ],
  [
    'too slow for the delay in the order of arrival',
    { maximumConcurrency: 45 },
    { maximumDelay: Duration.minutes(1), assumesOrderOfArrival: true },
    /maximumDelay is 60 s, and in a surge a message waits up to 114 s in the order of arrival; raise maximumConcurrency or batchSize.*, or declare a longer delay$/,
  ],
  [
    'too slow for the delay in whatever order',
    { maximumConcurrency: 45 },
    { maximumDelay: Duration.minutes(10) },
    /a message waits up to 13 min in the order of a standard queue, which is none \(114 s in the order of arrival\); .*, declare a longer delay, or set assumesOrderOfArrival where few messages may be later$/,
  ],
  [
    'too slow for the delay in any order at all',
    { maximumConcurrency: 45 },
    { maximumDelay: Duration.minutes(1) },
    /a message waits up to 13 min in the order of a standard queue.*, or declare a longer delay$/,
  ],
  [
    'a backlog that expires',
    { maximumConcurrency: 15 },
    { maximumDelay: Duration.days(1), retentionPeriod: Duration.hours(1) },
    /messages are deleted after 60 min, and one may wait 82 min until a surge is worked off and be tried for 15 min before it is given up; raise retentionPeriod/,
  ],
  [
    'attempts that outlast the retention',
    {},
    { retentionPeriod: Duration.hours(3), visibilityTimeout: Duration.hours(1) },
    /be tried for 5 h before it is given up/,
  ],
  [
    'groups that do not keep up',
    {},
    { fifo: { ...fifo, messageGroups: 5 } },
    /takes 50 messages a second and 100 arrive/,
  ],
])('refuses a function: %s', (_, options, props, message) => {
  const stack = newStack();
  const queue = queueIn(stack, props);
  expect(() => queue.addLambdaConsumer(functionIn(stack), { ...LAMBDA, ...options })).toThrow(message);
});

it('refuses a function whose timeout nobody knows', () => {
  const stack = newStack();
  const fn = Function.fromFunctionName(stack, 'Fn', 'place');
  expect(() => queueIn(stack).addLambdaConsumer(fn, LAMBDA)).toThrow(
    'Stack/Orders: the function Stack/Fn: its timeout is not known; pass timeout',
  );
});

it.each<[string, Partial<ServiceConsumerOptions>, RegExp]>([
  [
    'a task that does nothing',
    { messagesPerSecond: 0 },
    /^Stack\/Orders: the service Stack\/Workers: messagesPerSecond is not a number above 0$/,
  ],
  ['too much received', { receiveSize: 11 }, /receiveSize is 11; set it from 1 to 10/],
  [
    'a floor that only just keeps up',
    { minimumTasks: 5 },
    /5 tasks take 100 messages a second, no more than the 100 that arrive: .* raise minimumTasks/,
  ],
  ['no room', { minimumTasks: 10, maximumTasks: 10 }, /it cannot scale out: maximumTasks is 10, minimumTasks 10/],
  ['no task', { minimumTasks: 0 }, /it has 0 to 32 tasks; set whole numbers of at least 1/],
  ['too many in flight', { maximumTasks: 12_001 }, /12001 tasks with 10 messages each are more than the 120000/],
  [
    'messages that come back',
    { processingTimeout: Duration.millis(400) },
    /a task takes 0.5 s .* more than its processingTimeout of 1 s|raise processingTimeout/,
  ],
])('refuses a service: %s', (label, options, message) => {
  const stack = newStack();
  const service = serviceIn(stack);
  const slow = label === 'messages that come back' ? { messagesPerSecond: 5 } : {};
  expect(() => queueIn(stack).addServiceConsumer(service, { ...SERVICE, ...slow, ...options })).toThrow(message);
});

it('refuses limits that its scaling does not have', () => {
  const stack = newStack();
  const service = serviceIn(stack);
  const taskScaling = service.autoScaleTaskCount({ minCapacity: 6, maxCapacity: 30 });
  expect(() => queueIn(stack).addServiceConsumer(service, { ...SERVICE, taskScaling, maximumTasks: 40 })).toThrow(
    'maximumTasks is 40, its taskScaling says 30; leave maximumTasks out',
  );
});

it.each<[string, Partial<ExternalConsumerOptions>, Partial<BufferedQueueProps>, RegExp]>([
  ['does nothing', { messagesPerSecond: 0 }, {}, /the external consumer: messagesPerSecond is not a number above 0/],
  [
    'only just keeps up',
    { messagesPerSecond: 100 },
    {},
    /the external consumer takes 100 messages a second and 100 arrive/,
  ],
  [
    'is slower than the visibility timeout',
    {},
    { visibilityTimeout: Duration.seconds(9) },
    /visibilityTimeout is 9 s, the external consumer needs 10 s: the processingTimeout of 10 s/,
  ],
  [
    'breaks the delay',
    { messagesPerSecond: 150 },
    { maximumDelay: Duration.minutes(20), assumesOrderOfArrival: true },
    /maximumDelay is 20 min, and in a surge a message waits up to 24 min in the order of arrival; make the consumer faster/,
  ],
])('refuses an external consumer that %s', (_, options, props, message) => {
  const external = { messagesPerSecond: 450, processingTimeout: Duration.seconds(10) };
  expect(() => queueIn(newStack(), props).addExternalConsumer({ ...external, ...options })).toThrow(message);
});

it('refuses a second consumer', () => {
  const stack = newStack();
  const queue = queueIn(stack);
  queue.addLambdaConsumer(functionIn(stack), LAMBDA);
  expect(() => queue.addLambdaConsumer(functionIn(stack, {}, 'Audit'), LAMBDA)).toThrow(
    'Stack/Orders: the function Stack/Place reads the queue already, and the function Stack/Audit would take messages from it; send to a topic and give each consumer a queue',
  );
});

it('refuses a queue that nothing reads, at synthesis', () => {
  const stack = newStack();
  const queue = queueIn(stack, { redriveRunbook: false });
  expect(() => queue.drainTime).toThrow('Stack/Orders: nothing reads the queue yet; add a consumer first');
  expect(() => (stack.node.root as App).synth()).toThrow(/Nothing reads the queue: call addLambdaConsumer/);
});
