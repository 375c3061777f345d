import { Duration } from 'aws-cdk-lib';
import type { BacklogBounds, Demand } from './backlog';
import type { Consumer } from './consumer';
import { ceilingOf } from './lambda-supply';
import { LIMITS } from './limits';
import { period } from './text';

/** What a queue with its consumer holds at most, in the numbers that people read. */
export class QueuePromise {
  constructor(
    public readonly consumer: Consumer,
    private readonly bounds: BacklogBounds,
    private readonly demand: Demand,
    private readonly isFifo: boolean,
  ) {}

  /** Messages that wait at the same time. */
  public get backlog(): number {
    return wholeUp(this.bounds.backlog);
  }

  /** From the end of a surge until the queue has caught up. */
  public get drainTime(): Duration {
    return seconds(this.bounds.drainSeconds);
  }

  /** How long a message waits where the oldest is taken first. */
  public get waitInOrder(): Duration {
    return seconds(this.bounds.waitInOrderSeconds);
  }

  /** How long a message waits in the order that the queue promises. */
  public get longestWait(): Duration {
    return this.isFifo ? this.waitInOrder : seconds(this.bounds.busySeconds);
  }

  /** Messages a second that the consumer has to spare beside the usual load, as far as SQS moves them. */
  public get redriveRate(): number {
    const spare = Math.floor(this.consumer.capacity - this.demand.arrivalRate);
    return Math.max(1, Math.min(LIMITS.redriveRate, spare));
  }

  /** The numbers, for whoever is called at night. */
  public get description(): string {
    const { arrivalRate, surgeFactor, surgeSeconds } = this.demand;
    return (
      `Made for ${arrivalRate} messages a second and ${surgeFactor} times as many for ${period(surgeSeconds)}; ` +
      `the consumer takes ${Number(this.consumer.capacity.toFixed(2))} a second. Then up to ${this.backlog} wait, ` +
      `${period(this.waitInOrder.toSeconds())} in order, and are worked off ${period(this.drainTime.toSeconds())} after the surge.`
    );
  }
}

function seconds(value: number): Duration {
  return Duration.seconds(wholeUp(value));
}

/** Rounded up, except for what floating-point numbers add to a whole number. */
function wholeUp(value: number): number {
  return Math.max(0, ceilingOf(value));
}
