import type { Duration } from 'aws-cdk-lib';
import { fault } from '../fault';
import { boundsOfSteps } from './backlog';
import type { Consumer, QueueSide } from './consumer';

/** A consumer that the application does not know. */
export interface ExternalConsumerOptions {
  /** Messages a second that it takes and finishes, all of it together. */
  readonly messagesPerSecond: number;

  /** The longest that it takes from receiving a message until it has deleted it. */
  readonly processingTimeout: Duration;
}

/** A consumer of known and constant capacity: the numbers hold to within the messages it works on. */
export class ExternalConsumer implements Consumer {
  public readonly name = 'the external consumer';
  public readonly capacity: number;
  public readonly remedy = 'make the consumer faster';
  public readonly leastVisibilitySeconds: number;
  public readonly visibilitySeconds: number;
  public readonly visibilityReason: string;
  public readonly windowSeconds = 0;

  constructor(
    private readonly side: QueueSide,
    { messagesPerSecond, processingTimeout }: ExternalConsumerOptions,
  ) {
    if (!(messagesPerSecond > 0) || messagesPerSecond === Infinity) {
      throw fault(side.scope, `${this.name}: messagesPerSecond is not a number above 0`);
    }
    this.capacity = messagesPerSecond;
    this.leastVisibilitySeconds = Math.ceil(processingTimeout.toMilliseconds() / 1000);
    this.visibilitySeconds = 2 * this.leastVisibilitySeconds;
    this.visibilityReason = `the processingTimeout of ${this.leastVisibilitySeconds} s`;
  }

  public bounds(): ReturnType<Consumer['bounds']> {
    return boundsOfSteps(this.side.demand, [{ from: 0, rate: this.capacity }]);
  }
}
