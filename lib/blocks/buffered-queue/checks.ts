import type { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import type { BacklogBounds, Demand } from './backlog';
import type { BufferedQueueProps } from './buffered-queue-props';
import type { Consumer, FifoOptions } from './consumer';
import { LEAST_INSPECTION, LEAST_RECEIVES, LIMITS } from './limits';
import { days, period } from './text';

/** Refuses a load that cannot be computed with. */
export function checkDemand(scope: Construct, { arrivalRate, surgeFactor, surgeSeconds }: Demand): void {
  if (!(arrivalRate > 0) || arrivalRate === Infinity) {
    throw fault(scope, `arrivalRate is ${arrivalRate}; set it to messages a second, above 0`);
  }
  if (!(surgeFactor >= 1) || surgeFactor === Infinity) {
    throw fault(scope, `surgeFactor is ${surgeFactor}; set it to 1 or more, 5 is 500 % of the usual load`);
  }
  if (!(surgeSeconds > 0)) throw fault(scope, 'surgeDuration is not above 0');
}

/** Refuses more messages than a FIFO queue takes, and groups that do not add up. */
export function checkFifo(scope: Construct, fifo: FifoOptions, { arrivalRate, surgeFactor }: Demand): void {
  const { messageGroups, largestGroupShare, highThroughput } = fifo;
  if (!Number.isInteger(messageGroups) || messageGroups < 1) {
    throw fault(scope, `fifo.messageGroups is ${messageGroups}; set it to a whole number of at least 1`);
  }
  if (largestGroupShare !== undefined && !(largestGroupShare >= 1 / messageGroups && largestGroupShare <= 1)) {
    throw fault(
      scope,
      `fifo.largestGroupShare is ${largestGroupShare}; the largest of ${messageGroups} groups has from 1/${messageGroups} to 1 of all messages`,
    );
  }
  const most = 300 * LIMITS.receiveSize;
  const surge = surgeFactor * arrivalRate;
  if (!highThroughput && surge > most) {
    throw fault(
      scope,
      `${surge} messages a second arrive in a surge and a FIFO queue takes ${most}, sent in batches of 10; set fifo.highThroughput`,
    );
  }
  const largest = surge * (largestGroupShare ?? 1 / messageGroups);
  if (highThroughput && largest > most) {
    throw fault(
      scope,
      `the largest message group gets ${largest} messages a second in a surge and takes ${most}, sent in batches of 10; use more groups`,
    );
  }
}

/** Refuses retentions and a receive count that lose messages before anybody has seen them. */
export function checkRetention(
  scope: Construct,
  source: Duration,
  deadLetter: Duration,
  maxReceiveCount: number,
  isFifo: boolean,
): void {
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < LEAST_RECEIVES) {
    throw fault(
      scope,
      `maxReceiveCount is ${maxReceiveCount}; set it to ${LEAST_RECEIVES} or more, as each throttle, crash and deployment of the consumer counts as a receive`,
    );
  }
  const longest = LIMITS.retentionPeriod.toSeconds();
  for (const [property, given] of [
    ['retentionPeriod', source],
    ['deadLetterRetentionPeriod', deadLetter],
  ] as const) {
    if (given.toSeconds() < 60 || given.toSeconds() > longest) {
      throw fault(scope, `${property} is ${period(given.toSeconds())}; SQS keeps messages for 1 minute to 14 days`);
    }
  }
  // SQS counts the age of a message in a standard queue from when it was sent, wherever it is now.
  const left = deadLetter.toSeconds() - (isFifo ? 0 : source.toSeconds());
  if (left < LEAST_INSPECTION.toSeconds()) {
    const spent = isFifo ? '' : `, ${days(source.toSeconds())} of which may be over when a message gets there`;
    throw fault(
      scope,
      `the dead-letter queue keeps messages for ${days(deadLetter.toSeconds())}${spent}; ` +
        `leave ${days(LEAST_INSPECTION.toSeconds())} to look at them: raise deadLetterRetentionPeriod${isFifo ? '' : ' or lower retentionPeriod'}`,
    );
  }
}

/** Refuses a consumer that does not keep up with the usual load. */
export function checkCapacity(scope: Construct, consumer: Consumer, { arrivalRate }: Demand): void {
  if (consumer.capacity > arrivalRate) return;
  throw fault(
    scope,
    `${consumer.name} takes ${round(consumer.capacity)} messages a second and ${arrivalRate} arrive at usual load: ` +
      `a backlog would never be worked off; ${consumer.remedy}`,
  );
}

/** Refuses a visibility timeout that hands out messages which are still worked on. */
export function checkVisibility(scope: Construct, consumer: Consumer, given: Duration | undefined): void {
  const most = LIMITS.visibilityTimeout.toSeconds();
  const wanted = given?.toSeconds() ?? consumer.visibilitySeconds;
  if (given !== undefined && wanted < consumer.leastVisibilitySeconds) {
    throw fault(
      scope,
      `visibilityTimeout is ${period(wanted)}, ${consumer.name} needs ${period(consumer.leastVisibilitySeconds)}: ` +
        `${consumer.visibilityReason}; raise it or leave it out`,
    );
  }
  if (wanted > most) {
    throw fault(
      scope,
      `${consumer.name} needs a visibility timeout of ${period(wanted)} (${consumer.visibilityReason}), ` +
        'SQS has at most 12 hours; do the work in smaller pieces',
    );
  }
}

interface Promise {
  readonly bounds: BacklogBounds;
  readonly consumer: Consumer;
  readonly props: BufferedQueueProps;
  readonly retention: Duration;
  /** Receives and the visibility timeout of each, in seconds. */
  readonly attemptSeconds: number;
}

/**
 * Refuses a design that loses messages to the retention, or that breaks the delay.
 *
 * A standard queue promises no order, so the one bound that is certain is the time until the queue has caught up, and the
 * delay is held to it: a delay that is kept in one order of many is not kept. Only who says that the order of arrival is
 * near enough gets the shorter wait, which then is an assumption and is told as one.
 */
export function checkPromise(scope: Construct, { bounds, consumer, props, retention, attemptSeconds }: Promise): void {
  const { busySeconds, waitInOrderSeconds } = bounds;
  if (busySeconds + attemptSeconds > retention.toSeconds()) {
    throw fault(
      scope,
      `messages are deleted after ${period(retention.toSeconds())}, and one may wait ${period(busySeconds)} until a surge is worked off ` +
        `and be tried for ${period(attemptSeconds)} before it is given up; raise retentionPeriod, or ${consumer.remedy}`,
    );
  }
  const delay = props.maximumDelay.toSeconds();
  const inOrder = props.fifo !== undefined || props.assumesOrderOfArrival === true;
  const wait = inOrder ? waitInOrderSeconds : busySeconds;
  if (wait <= delay) return;
  const order = inOrder
    ? 'in the order of arrival'
    : `in the order of a standard queue, which is none (${period(waitInOrderSeconds)} in the order of arrival)`;
  const orElse =
    waitInOrderSeconds <= delay
      ? ', declare a longer delay, or set assumesOrderOfArrival where few messages may be later'
      : ', or declare a longer delay';
  throw fault(
    scope,
    `maximumDelay is ${period(delay)}, and in a surge a message waits up to ${period(wait)} ${order}; ${consumer.remedy}${orElse}`,
  );
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
