import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { FifoOptions } from './consumer';

/** What only you know of the queue, and the opinions that you do not share. */
export interface BufferedQueueProps {
  /** Messages a second that arrive at usual load. */
  readonly arrivalRate: number;

  /** The longest that a message may wait before it is worked on. */
  readonly maximumDelay: Duration;

  /**
   * How many times as many messages arrive in a surge.
   *
   * @default 5
   */
  readonly surgeFactor?: number;

  /**
   * How long a surge lasts at most.
   *
   * @default Duration.minutes(10)
   */
  readonly surgeDuration?: Duration;

  /**
   * Whether to hold a standard queue to the delay as if it handed out its messages in the order of arrival.
   *
   * It mostly does so and SQS never promises it, so by default a design is refused unless the delay holds in whatever
   * order: `longestWait` counts. Set it where a message that is overtaken may wait longer; then `waitInOrder` counts.
   *
   * @default false
   */
  readonly assumesOrderOfArrival?: boolean;

  /**
   * Makes a queue that keeps the order of the messages of each group.
   *
   * @default - a standard queue
   */
  readonly fifo?: FifoOptions;

  /**
   * The name of the queue; that of a FIFO queue ends in `.fifo`.
   *
   * @default - made from the path of the construct and the id of the stack, so that it never meets a retained queue
   */
  readonly queueName?: string;

  /**
   * Your own key for the queue and its dead-letter queue. Services that send to the queue have to be allowed to use it.
   *
   * @default - a key that SQS manages (SSE-SQS), which no policy and no deletion can take away
   */
  readonly encryptionKey?: IKey;

  /**
   * How long SQS uses a data key before it asks for another. With a key of your own, the queue outlives an outage of the
   * key for as long.
   *
   * @default Duration.minutes(5)
   */
  readonly dataKeyReuse?: Duration;

  /**
   * How long a message waits in the queue before it is deleted.
   *
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;

  /**
   * How long a message stays in the dead-letter queue. In a standard queue its time in the source counts as well.
   *
   * @default Duration.days(14)
   */
  readonly deadLetterRetentionPeriod?: Duration;

  /**
   * Receives after which a message is given up, at least 5.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a received message is hidden from others.
   *
   * @default - what the consumer needs: 6 times the timeout of a function and its batching window, or twice the
   * processingTimeout of a service
   */
  readonly visibilityTimeout?: Duration;

  /**
   * What happens to the queues, and the messages in them, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What alarms of the queue do when they go off and when it is over: an `SnsAction`, an `EscalationPolicy`.
   *
   * @default - no alarms are made here; a warning tells where nothing else in the application watches the queues, such as
   * `HealthAlarms`
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * The age of the oldest message at which an alarm goes off.
   *
   * @default - maximumDelay
   */
  readonly ageThreshold?: Duration;

  /**
   * Whether to make an automation that moves messages from the dead-letter queue back.
   *
   * @default true
   */
  readonly redriveRunbook?: boolean;
}
