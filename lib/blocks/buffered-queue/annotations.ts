import { Annotations } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { BufferedQueueProps } from './buffered-queue-props';
import { LIMITS } from './limits';
import type { QueuePromise } from './promise';
import { period } from './text';
import { unwatched } from './watched';

/** Tells what is assumed and not proven, and a backlog that SQS handles badly. */
export function tellOfPromise(scope: Construct, promise: QueuePromise, props: BufferedQueueProps): void {
  const { backlog, longestWait, waitInOrder } = promise;
  const delay = props.maximumDelay.toSeconds();
  if (longestWait.toSeconds() > delay) {
    Annotations.of(scope).addInfoV2(
      'cdk-resilience:delayNotProven',
      `The delay of ${period(delay)} is kept as long as messages come in the order of arrival (${period(waitInOrder.toSeconds())}), ` +
        `as assumesOrderOfArrival says; one that is overtaken may wait up to ${period(longestWait.toSeconds())}.`,
    );
  }
  if (props.fifo !== undefined && backlog > LIMITS.groupLookAhead) {
    Annotations.of(scope).addWarningV2(
      'cdk-resilience:backlogBeyondLookAhead',
      `Up to ${backlog} messages wait, and a FIFO queue looks for message groups among its oldest ${LIMITS.groupLookAhead}: ` +
        'a group that is stuck then holds up all groups. Raise the capacity.',
    );
  }
}

/** Warns where nobody is told of messages that wait or fail. To be asked when all aspects are done. */
export function warnOfSilence(scope: Construct, queue: Queue, deadLetterQueue: Queue): void {
  const silent = unwatched([queue, deadLetterQueue]);
  if (silent.length === 0) return;
  const events = [
    ...(silent.includes(queue) ? ['wait'] : []),
    ...(silent.includes(deadLetterQueue) ? ['fail'] : []),
  ].join(' or ');
  Annotations.of(scope).addWarningV2(
    'cdk-resilience:queueWithoutAlarms',
    `Nobody is told when messages ${events}: cover the queue with HealthAlarms, set alarmActions, or acknowledge this where ` +
      'something outside of the application watches it.',
  );
}
