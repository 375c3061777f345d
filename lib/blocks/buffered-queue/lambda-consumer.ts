import { Annotations, Duration, Names } from 'aws-cdk-lib';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { fault } from '../fault';
import { boundsOfSteps } from './backlog';
import { parallelGroups, type Consumer, type QueueSide } from './consumer';
import { DEFAULTS, HEADROOM } from './defaults';
import { reservedConcurrencyOf, timeoutOf } from './function-settings';
import { concurrencyFor, FIFO_CALLS_PER_SECOND, lambdaRate, lambdaSteps, type LambdaSupply } from './lambda-supply';
import { LIMITS, TIMEOUTS_PER_VISIBILITY } from './limits';

/** How a Lambda function reads the queue. */
export interface LambdaConsumerOptions {
  /** How long the function takes for a full batch when it is busy, measured rather than hoped for. */
  readonly batchDuration: Duration;

  /**
   * Batches that the function works on at the same time, from 2 to 1000. It is set on the event source mapping, so that
   * Lambda does not take messages it cannot start, and should be reserved for the function.
   *
   * @default - what takes the surge as it comes, and a quarter more
   */
  readonly maximumConcurrency?: number;

  /**
   * Messages in one batch, from 1 to 10000; at most 10 without a batching window, and for a FIFO queue.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * How long to wait for a batch to fill, up to 5 minutes. Not for a FIFO queue.
   *
   * @default Duration.seconds(0)
   */
  readonly batchingWindow?: Duration;

  /**
   * The timeout of the function.
   *
   * @default - that of the function, where the application creates it
   */
  readonly timeout?: Duration;

  /**
   * The concurrency that is reserved for a function which is imported.
   *
   * @default - that of the function, where the application creates it
   */
  readonly reservedConcurrency?: number;
}

/** A function as a consumer: checks the options and derives the numbers. */
export class LambdaConsumer implements Consumer {
  public readonly name: string;
  public readonly capacity: number;
  public readonly remedy = 'raise maximumConcurrency or batchSize, or make the function faster';
  public readonly leastVisibilitySeconds: number;
  public readonly visibilitySeconds: number;
  public readonly visibilityReason: string;
  public readonly windowSeconds: number;
  private readonly supply: LambdaSupply;
  private readonly batchSize: number;

  constructor(
    private readonly side: QueueSide,
    private readonly fn: IFunction,
    private readonly options: LambdaConsumerOptions,
  ) {
    const { fifo, demand } = side;
    this.name = `the function ${fn.node.path}`;
    this.batchSize = options.batchSize ?? DEFAULTS.batchSize;
    this.windowSeconds = (options.batchingWindow ?? DEFAULTS.batchingWindow).toSeconds();
    this.checkBatch();

    const timeout = options.timeout?.toSeconds() ?? timeoutOf(fn);
    if (timeout === undefined) throw this.fault('its timeout is not known; pass timeout');
    const batchSeconds = options.batchDuration.toMilliseconds() / 1000;
    if (!(batchSeconds > 0)) throw this.fault('batchDuration is not above 0');
    if (batchSeconds > timeout) {
      throw this.fault(
        `a batch takes ${batchSeconds} s and the function is stopped after ${timeout} s; raise its timeout or lower batchSize`,
      );
    }
    this.leastVisibilitySeconds = TIMEOUTS_PER_VISIBILITY * timeout + this.windowSeconds;
    this.visibilitySeconds = this.leastVisibilitySeconds;
    this.visibilityReason = `${TIMEOUTS_PER_VISIBILITY} x the timeout of ${timeout} s + the batching window of ${this.windowSeconds} s`;

    const batch = {
      batchSize: this.batchSize,
      batchSeconds,
      ...(fifo?.highThroughput === false && { queueRate: FIFO_CALLS_PER_SECOND * this.batchSize }),
    };
    const surge = demand.surgeFactor * demand.arrivalRate;
    const concurrency =
      options.maximumConcurrency ?? Math.max(LIMITS.leastConcurrency, concurrencyFor(HEADROOM * surge, batch));
    this.checkConcurrency(concurrency);
    this.supply = {
      ...batch,
      concurrency,
      ...(fifo !== undefined && { parallelGroups: parallelGroups(fifo, concurrency) }),
    };
    this.capacity = lambdaRate(this.supply);
  }

  public bounds(): ReturnType<Consumer['bounds']> {
    const { demand, fifo } = this.side;
    const withheld = fifo === undefined ? 0 : fifo.messageGroups * this.batchSize;
    const bounds = boundsOfSteps(demand, lambdaSteps(demand, this.supply), withheld);
    return {
      ...bounds,
      waitInOrderSeconds: bounds.waitInOrderSeconds + this.windowSeconds,
      busySeconds: bounds.busySeconds + this.windowSeconds,
    };
  }

  /** The concurrency that the event source mapping is limited to. */
  public get maximumConcurrency(): number {
    return this.supply.concurrency;
  }

  /** Makes the event source mapping. */
  public attach(queue: IQueue): EventSourceMapping {
    const { fn, windowSeconds } = this;
    const mapping = fn.addEventSourceMapping(`BufferedQueue:${Names.nodeUniqueId(queue.node)}`, {
      eventSourceArn: queue.queueArn,
      batchSize: this.batchSize,
      ...(windowSeconds > 0 && { maxBatchingWindow: Duration.seconds(windowSeconds) }),
      maxConcurrency: this.maximumConcurrency,
      reportBatchItemFailures: true,
    });
    if (fn.role !== undefined) queue.grantConsumeMessages(fn);
    else {
      Annotations.of(this.side.scope).addWarningV2(
        'cdk-resilience:consumerWithoutRole',
        `${this.name} was imported without a role, so it may not read the queue yet; grant it what queue.grantConsumeMessages would.`,
      );
    }
    if (this.reserved === undefined) {
      Annotations.of(this.side.scope).addInfoV2(
        'cdk-resilience:consumerConcurrencyNotReserved',
        `${this.name} has no concurrency of its own: the promised delay holds while other functions of the account leave it ` +
          `${this.maximumConcurrency}. Set reservedConcurrentExecutions to keep them.`,
      );
    }
    return mapping;
  }

  /** The concurrency that is reserved for the function. */
  public get reserved(): number | undefined {
    return this.options.reservedConcurrency ?? reservedConcurrencyOf(this.fn);
  }

  private checkBatch(): void {
    const { batchSize, windowSeconds } = this;
    if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > LIMITS.batchSize) {
      throw this.fault(`batchSize is ${batchSize}; set it from 1 to ${LIMITS.batchSize}`);
    }
    if (!Number.isInteger(windowSeconds) || windowSeconds > LIMITS.batchingWindow.toSeconds()) {
      throw this.fault(`batchingWindow is ${windowSeconds} s; set it to whole seconds up to 5 minutes`);
    }
    if (this.side.fifo !== undefined) {
      if (windowSeconds > 0) throw this.fault('a FIFO queue has no batching window; leave batchingWindow out');
      if (batchSize > LIMITS.receiveSize) {
        throw this.fault(
          `batchSize is ${batchSize}; a batch of a FIFO queue has at most ${LIMITS.receiveSize} messages`,
        );
      }
    } else if (batchSize > LIMITS.receiveSize && windowSeconds < 1) {
      throw this.fault(`batchSize is ${batchSize}; above ${LIMITS.receiveSize}, set batchingWindow to 1 s or more`);
    }
  }

  private checkConcurrency(concurrency: number): void {
    const { leastConcurrency, mostConcurrency, inFlight } = LIMITS;
    if (!Number.isInteger(concurrency) || concurrency < leastConcurrency || concurrency > mostConcurrency) {
      const asked = this.options.maximumConcurrency === undefined ? 'the surge asks for a' : 'it has a';
      throw this.fault(
        `${asked} maximumConcurrency of ${concurrency}; Lambda takes ${leastConcurrency} to ${mostConcurrency}. ` +
          'Raise batchSize, make the function faster, or set a lower maximumConcurrency and accept the delay',
      );
    }
    if (concurrency * this.batchSize > inFlight) {
      throw this.fault(
        `${concurrency} batches of ${this.batchSize} are more than the ${inFlight} messages that a queue has in flight at most; ` +
          'lower batchSize or maximumConcurrency',
      );
    }
    const reserved = this.reserved;
    if (reserved !== undefined && reserved < concurrency) {
      throw this.fault(
        `maximumConcurrency is ${concurrency} and ${reserved} are reserved for the function; ` +
          'raise reservedConcurrentExecutions or lower maximumConcurrency',
      );
    }
  }

  private fault(message: string): Error {
    return fault(this.side.scope, `${this.name}: ${message}`);
  }
}
