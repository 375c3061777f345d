import type { Construct } from 'constructs';
import type { BacklogBounds, Demand } from './backlog';

/** What a consumer needs to know of the queue it reads. */
export interface QueueSide {
  /** Whom an error names. */
  readonly scope: Construct;
  readonly demand: Demand;
  readonly fifo: FifoOptions | undefined;
}

/** What the queue needs to know of the consumer that reads it. */
export interface Consumer {
  /** Who it is, for an error or an operator. */
  readonly name: string;
  /** Messages a second that it takes once it has scaled out. */
  readonly capacity: number;
  /** What to raise where that is too little. */
  readonly remedy: string;
  /** The least and the default visibility timeout, and why. */
  readonly leastVisibilitySeconds: number;
  readonly visibilitySeconds: number;
  readonly visibilityReason: string;
  /** How long a message may wait for others before its batch starts. */
  readonly windowSeconds: number;
  /** Called once the capacity is known to be above the arrival rate. */
  readonly bounds: () => BacklogBounds;
}

/** What is different in a queue that keeps the order of its messages. */
export interface FifoOptions {
  /**
   * Message groups that have messages at the same time at full load. One group is worked on by one consumer at a time.
   */
  readonly messageGroups: number;

  /**
   * The part of all messages that the busiest message group gets, above 0 and at most 1.
   *
   * @default - all groups get the same: 1 / messageGroups
   */
  readonly largestGroupShare?: number;

  /**
   * Whether to lift the limit of 300 calls a second for the whole queue to a limit for each message group.
   *
   * Messages are then deduplicated within their group only. To be said explicitly, as both have a price.
   */
  readonly highThroughput: boolean;

  /**
   * Whether messages with the same content, sent within five minutes, are one message.
   *
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;
}

/**
 * Message groups that are worked on at the same time at full load, before the busiest one holds up the rest: no two
 * workers share a group, and between two batches the busiest group waits until one of the workers is free.
 */
export function parallelGroups({ messageGroups, largestGroupShare }: FifoOptions, workers: number): number {
  const share = largestGroupShare ?? 1 / messageGroups;
  if (share <= 1 / messageGroups) return messageGroups;
  return Math.min(messageGroups, workers / (workers + 1) / share);
}
