import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { DEFAULTS as DEAD_LETTER_QUEUE } from '../dead-letter-queue/dead-letter-queue';

/** The opinions of the block, by the property that overrides each. */
export const DEFAULTS = {
  surgeFactor: 5,
  surgeDuration: Duration.minutes(10),
  retentionPeriod: Duration.days(4),
  deadLetterRetentionPeriod: DEAD_LETTER_QUEUE.retentionPeriod,
  dataKeyReuse: Duration.minutes(5),
  maxReceiveCount: 5,
  removalPolicy: RemovalPolicy.RETAIN,
  redriveRunbook: true,
  assumesOrderOfArrival: false,
  batchSize: 10,
  batchingWindow: Duration.seconds(0),
  receiveSize: 10,
  targetWait: Duration.minutes(1),
  scaleOutTime: Duration.minutes(6),
  scaleInProtection: true,
  contentBasedDeduplication: false,
} as const;

/** Capacity above what a surge needs where the block chooses it: without any, a backlog would last as long as the surge. */
export const HEADROOM = 1.25;

/** Tasks that run at all times where the block chooses: one may be lost. */
export const LEAST_TASKS = 2;
