import { Stack, Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { CfnScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { BaseService, CfnCluster, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { fault } from '../fault';
import { parallelGroups, type Consumer, type QueueSide } from './consumer';
import { DEFAULTS, HEADROOM, LEAST_TASKS } from './defaults';
import { isKnown } from './function-settings';
import { ceilingOf, FIFO_CALLS_PER_SECOND } from './lambda-supply';
import { LIMITS } from './limits';
import { boundsOfScaling } from './scaled-backlog';

/** How a container service reads the queue. */
export interface ServiceConsumerOptions {
  /** Messages a second that one task takes and finishes when it is busy, measured rather than hoped for. */
  readonly messagesPerSecond: number;

  /** The longest that a task takes from receiving messages until it has deleted the last of them. */
  readonly processingTimeout: Duration;

  /**
   * Tasks that run at all times. They carry the usual load without any scaling.
   *
   * @default - what takes more than the usual load, at least 2; that of `taskScaling` where it is given
   */
  readonly minimumTasks?: number;

  /**
   * Tasks that run at most.
   *
   * @default - what takes the surge as it comes, and a quarter more; that of `taskScaling` where it is given
   */
  readonly maximumTasks?: number;

  /**
   * The scaling of the service, where it has one already.
   *
   * @default - it is made with minimumTasks and maximumTasks
   */
  readonly taskScaling?: ScalableTaskCount;

  /**
   * Messages that a task receives at once, from 1 to 10.
   *
   * @default 10
   */
  readonly receiveSize?: number;

  /**
   * How long the backlog of a task may take it: what scaling aims at.
   *
   * @default Duration.minutes(1)
   */
  readonly targetWait?: Duration;

  /**
   * From a backlog until the tasks that scaling adds take messages: metrics, alarm, placement, start of the container.
   *
   * @default Duration.minutes(6)
   */
  readonly scaleOutTime?: Duration;

  /**
   * Whether Container Insights counts the running tasks of the cluster. Without, the service scales in steps on the
   * messages that wait.
   *
   * @default - as the cluster is set, where the application creates it; else false
   */
  readonly containerInsights?: boolean;

  /**
   * Whether tasks may protect themselves from being stopped while they work on a message. The program has to do so: PUT
   * `{"ProtectionEnabled":true}` to `$ECS_AGENT_URI/task-protection/v1/state` before it receives messages and `false`
   * when it has deleted them.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
   * @default true
   */
  readonly scaleInProtection?: boolean;
}

/** A container service as a consumer: checks the options and derives the numbers. */
export class ServiceConsumer implements Consumer {
  public readonly name: string;
  public readonly capacity: number;
  public readonly remedy = 'raise maximumTasks, or make a task faster';
  public readonly leastVisibilitySeconds: number;
  public readonly visibilitySeconds: number;
  public readonly visibilityReason: string;
  public readonly windowSeconds = 0;
  public readonly minimumTasks: number;
  public readonly maximumTasks: number;
  /** Messages that wait for each task when scaling is satisfied. */
  public readonly backlogPerTask: number;
  private readonly floor: number;
  private readonly receiveSize: number;

  constructor(
    private readonly side: QueueSide,
    service: BaseService,
    private readonly options: ServiceConsumerOptions,
  ) {
    const { arrivalRate, surgeFactor } = side.demand;
    const { messagesPerSecond: rate, processingTimeout } = options;
    this.name = `the service ${service.node.path}`;
    if (!(rate > 0) || rate === Infinity) throw this.fault('messagesPerSecond is not a number above 0');
    this.receiveSize = options.receiveSize ?? DEFAULTS.receiveSize;
    if (!Number.isInteger(this.receiveSize) || this.receiveSize < 1 || this.receiveSize > LIMITS.receiveSize) {
      throw this.fault(`receiveSize is ${this.receiveSize}; set it from 1 to ${LIMITS.receiveSize}`);
    }

    const given = limitsOf(options.taskScaling);
    this.minimumTasks =
      options.minimumTasks ?? given?.minimum ?? Math.max(LEAST_TASKS, Math.floor(arrivalRate / rate) + 1);
    const wanted = ceilingOf((HEADROOM * surgeFactor * arrivalRate) / rate);
    this.maximumTasks = options.maximumTasks ?? given?.maximum ?? Math.max(this.minimumTasks + 1, wanted);
    this.checkTasks();

    this.floor = this.rateOf(this.minimumTasks);
    this.capacity = this.rateOf(this.maximumTasks);
    if (this.floor <= arrivalRate) {
      throw this.fault(
        `${this.minimumTasks} tasks take ${round(this.floor)} messages a second, no more than the ${arrivalRate} that arrive: ` +
          'they never catch up by themselves; raise minimumTasks',
      );
    }
    const targetWait = (options.targetWait ?? DEFAULTS.targetWait).toSeconds();
    this.backlogPerTask = Math.max(1, Math.floor(rate * targetWait));

    this.leastVisibilitySeconds = Math.ceil(processingTimeout.toMilliseconds() / 1000);
    this.visibilitySeconds = 2 * this.leastVisibilitySeconds;
    this.visibilityReason = `the processingTimeout of ${this.leastVisibilitySeconds} s`;
    if (this.leastVisibilitySeconds < this.receiveSize / rate) {
      throw this.fault(
        `a task takes ${round(this.receiveSize / rate)} s for the ${this.receiveSize} messages that it receives at once, ` +
          `more than its processingTimeout of ${this.leastVisibilitySeconds} s; raise processingTimeout or lower receiveSize`,
      );
    }
  }

  public bounds(): ReturnType<Consumer['bounds']> {
    const { options, side } = this;
    const rate = options.messagesPerSecond;
    const withheld = side.fifo === undefined ? 0 : side.fifo.messageGroups * this.receiveSize;
    return boundsOfScaling(side.demand, {
      floor: this.floor,
      ceiling: this.capacity,
      targetSeconds: this.backlogPerTask / rate,
      reactionSeconds: (options.scaleOutTime ?? DEFAULTS.scaleOutTime).toSeconds(),
      receiveSeconds: this.receiveSize / rate,
      withheld,
    });
  }

  private rateOf(tasks: number): number {
    const { fifo } = this.side;
    const { messagesPerSecond: rate } = this.options;
    if (fifo === undefined) return tasks * rate;
    const working = Math.min(tasks, parallelGroups(fifo, tasks)) * rate;
    return fifo.highThroughput ? working : Math.min(working, FIFO_CALLS_PER_SECOND * this.receiveSize);
  }

  private checkTasks(): void {
    const { minimumTasks, maximumTasks, options, receiveSize } = this;
    if (!isKnown(minimumTasks) || !isKnown(maximumTasks)) {
      throw this.fault('the capacity of taskScaling is known at deployment only; pass minimumTasks and maximumTasks');
    }
    if (!Number.isInteger(minimumTasks) || minimumTasks < 1 || !Number.isInteger(maximumTasks)) {
      throw this.fault(`it has ${minimumTasks} to ${maximumTasks} tasks; set whole numbers of at least 1`);
    }
    if (maximumTasks <= minimumTasks) {
      throw this.fault(`it cannot scale out: maximumTasks is ${maximumTasks}, minimumTasks ${minimumTasks}`);
    }
    if (maximumTasks * receiveSize > LIMITS.inFlight) {
      throw this.fault(
        `${maximumTasks} tasks with ${receiveSize} messages each are more than the ${LIMITS.inFlight} messages that a queue has ` +
          'in flight at most; lower maximumTasks or receiveSize',
      );
    }
    const given = limitsOf(options.taskScaling);
    for (const [property, own, scaled] of [
      ['minimumTasks', options.minimumTasks, given?.minimum],
      ['maximumTasks', options.maximumTasks, given?.maximum],
    ] as const) {
      if (own !== undefined && isKnown(scaled) && own !== scaled) {
        throw this.fault(`${property} is ${own}, its taskScaling says ${scaled}; leave ${property} out`);
      }
    }
  }

  private fault(message: string): Error {
    return fault(this.side.scope, `${this.name}: ${message}`);
  }
}

/** Whether Container Insights counts the tasks of the cluster, as far as the application says. */
export function hasContainerInsights(service: BaseService): boolean {
  const cluster = service.cluster.node.defaultChild as CfnCluster | undefined;
  const settings: unknown = Stack.of(service).resolve(cluster?.clusterSettings);
  if (!Array.isArray(settings) || Token.isUnresolved(settings)) return false;
  return settings.some(({ name, value }) => name === 'containerInsights' && ['enabled', 'enhanced'].includes(value));
}

function limitsOf(scaling: ScalableTaskCount | undefined): { minimum: number; maximum: number } | undefined {
  const target = scaling?.node.tryFindChild('Target')?.node.defaultChild as CfnScalableTarget | undefined;
  return target && { minimum: target.minCapacity, maximum: target.maxCapacity };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
