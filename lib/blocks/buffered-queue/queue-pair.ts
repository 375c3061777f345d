import { Aws, Duration, Fn, Names, Stack } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from '../dead-letter-queue';
import type { BufferedQueueProps } from './buffered-queue-props';
import { DEFAULTS } from './defaults';

interface Settings {
  readonly retentionPeriod: Duration;
  readonly deadLetterRetentionPeriod: Duration;
  readonly maxReceiveCount: number;
  readonly visibilityTimeout: Duration;
}

/** A queue and the dead-letter queue that takes messages from it alone. */
export interface QueuePair {
  readonly queue: Queue;
  readonly deadLetterQueue: DeadLetterQueue;
}

/** The longest wait of a call that finds no message, which spares empty calls. */
const LONG_POLLING = Duration.seconds(20);

export function createQueues(scope: Construct, props: BufferedQueueProps, settings: Settings): QueuePair {
  const shared = sharedProps(props);
  const queueName = props.queueName ?? uniqueName(scope, props.fifo !== undefined);
  const queueArn = Stack.of(scope).formatArn({ service: 'sqs', resource: queueName });
  const deadLetterQueue = new DeadLetterQueue(scope, 'DeadLetterQueue', {
    ...shared,
    retentionPeriod: settings.deadLetterRetentionPeriod,
    // By its name: the queues would refer to each other otherwise.
    redriveAllowPolicy: { sourceQueues: [Queue.fromQueueArn(scope, 'Source', queueArn)] },
  });
  const queue = new Queue(scope, 'Queue', {
    ...shared,
    queueName,
    retentionPeriod: settings.retentionPeriod,
    visibilityTimeout: settings.visibilityTimeout,
    receiveMessageWaitTime: LONG_POLLING,
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: settings.maxReceiveCount },
  });
  return { queue, deadLetterQueue };
}

function sharedProps({ encryptionKey, dataKeyReuse, fifo, removalPolicy }: BufferedQueueProps): QueueProps {
  const encryption =
    encryptionKey === undefined
      ? { encryption: QueueEncryption.SQS_MANAGED }
      : {
          encryption: QueueEncryption.KMS,
          encryptionMasterKey: encryptionKey,
          dataKeyReuse: dataKeyReuse ?? DEFAULTS.dataKeyReuse,
        };
  const inGroup = fifo?.highThroughput === true;
  return {
    ...encryption,
    enforceSSL: true,
    removalPolicy: removalPolicy ?? DEFAULTS.removalPolicy,
    ...(fifo !== undefined && {
      fifo: true,
      contentBasedDeduplication: fifo.contentBasedDeduplication ?? DEFAULTS.contentBasedDeduplication,
      deduplicationScope: inGroup ? DeduplicationScope.MESSAGE_GROUP : DeduplicationScope.QUEUE,
      fifoThroughputLimit: inGroup ? FifoThroughputLimit.PER_MESSAGE_GROUP_ID : FifoThroughputLimit.PER_QUEUE,
    }),
  };
}

/** The stack's id has a new part with each new stack, which a queue that an earlier one has left behind lacks. */
function uniqueName(scope: Construct, isFifo: boolean): string {
  const path = Names.uniqueResourceName(scope, { maxLength: 60, separator: '-' });
  const stackId = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
  return `${path}-${stackId}${isFifo ? '.fifo' : ''}`;
}
