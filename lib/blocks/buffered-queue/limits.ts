import { Duration } from 'aws-cdk-lib';

/**
 * What Amazon SQS and AWS Lambda allow.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const LIMITS = {
  /** Messages received and not yet deleted. Low confidence for a single queue: AWS says "approximately". */
  inFlight: 120_000,
  /** A FIFO queue looks for message groups among this many of its oldest messages. */
  groupLookAhead: 120_000,
  /** Messages that one call receives; the batch of a function that reads a FIFO queue. */
  receiveSize: 10,
  batchSize: 10_000,
  batchingWindow: Duration.minutes(5),
  leastConcurrency: 2,
  mostConcurrency: 1_000,
  visibilityTimeout: Duration.hours(12),
  retentionPeriod: Duration.days(14),
  /** Messages that a redrive moves in a second. */
  redriveRate: 500,
} as const;

/** Receives below which throttling or a deployment moves good messages to the dead-letter queue. */
export const LEAST_RECEIVES = 5;

/** Time that people have to look at a message in the dead-letter queue, whenever it got there. */
export const LEAST_INSPECTION = Duration.days(7);

/** AWS's advice for functions: so many times the timeout, as a batch that is throttled is tried again. */
export const TIMEOUTS_PER_VISIBILITY = 6;
