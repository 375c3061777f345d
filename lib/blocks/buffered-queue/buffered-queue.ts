import { Annotations, Duration, Lazy } from 'aws-cdk-lib';
import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { BacklogScaling } from './backlog-scaling';
import type { BacklogBounds, Demand } from './backlog';
import type { BufferedQueueProps } from './buffered-queue-props';
import { checkCapacity, checkDemand, checkFifo, checkPromise, checkRetention, checkVisibility } from './checks';
import type { Consumer } from './consumer';
import { DEFAULTS } from './defaults';
import { ExternalConsumer, type ExternalConsumerOptions } from './external-consumer';
import { reservationProblems } from './function-settings';
import { LambdaConsumer, type LambdaConsumerOptions } from './lambda-consumer';
import { ceilingOf } from './lambda-supply';
import { LIMITS } from './limits';
import { ageAlarm, deadLetterAlarm, trendAlarm } from './queue-alarms';
import { createQueues } from './queue-pair';
import { RedriveRunbook } from './redrive-runbook';
import { hasContainerInsights, ServiceConsumer, type ServiceConsumerOptions } from './service-consumer';
import { period } from './text';

/**
 * A queue that takes a surge and loses nothing: with a dead-letter queue, a consumer whose capacity is checked against
 * the load, alarms, and an automation that brings failed messages back.
 *
 * From what arrives, how a surge looks and how fast the consumer is, it computes how many messages wait at most, how
 * long, and how long the queue takes to catch up. A design that never catches up, that loses messages to the retention
 * or that breaks the declared delay is refused. The numbers count with the ramp of Lambda (300 more concurrent batches a
 * minute), with the time that scaling of tasks takes, and with the message groups of a FIFO queue.
 *
 * One queue has one consumer: with two, each would miss what the other takes. Send to a topic with a queue for each to
 * reach several.
 *
 * Messages that fail are received `maxReceiveCount` times and then kept in the dead-letter queue. In a standard queue
 * they count no more in the age of the oldest message after the third receive, so the alarm on the dead-letter queue is
 * what tells of them. In a FIFO queue a failed message holds up its group until then, and is out of order afterwards: the
 * function has to stop at the first failure of a batch and return it with all that follow.
 */
export class BufferedQueue extends Construct {
  /** The queue that producers send to. */
  public readonly queue: Queue;
  /** What could not be worked on. Only this queue may move messages there. */
  public readonly deadLetterQueue: Queue;
  /** The automation that moves messages back; none where it is switched off. */
  public readonly redriveRunbook?: RedriveRunbook;
  /** Goes off when a message is given up; none without alarmTopic. */
  public readonly deadLetterAlarm?: Alarm;
  /** Goes off when a message waits longer than it may; none without alarmTopic. */
  public readonly ageAlarm?: Alarm;
  private readonly demand: Demand;
  private readonly retention: Duration;
  private readonly maxReceiveCount: number;
  private adopted?: { readonly consumer: Consumer; readonly bounds: BacklogBounds };
  private trend?: Alarm;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BufferedQueueProps,
  ) {
    super(scope, id);
    this.demand = {
      arrivalRate: props.arrivalRate,
      surgeFactor: props.surgeFactor ?? DEFAULTS.surgeFactor,
      surgeSeconds: (props.surgeDuration ?? DEFAULTS.surgeDuration).toSeconds(),
    };
    this.retention = props.retentionPeriod ?? DEFAULTS.retentionPeriod;
    this.maxReceiveCount = props.maxReceiveCount ?? DEFAULTS.maxReceiveCount;
    checkDemand(this, this.demand);
    if (props.fifo !== undefined) checkFifo(this, props.fifo, this.demand);
    const kept = props.deadLetterRetentionPeriod ?? DEFAULTS.deadLetterRetentionPeriod;
    checkRetention(this, this.retention, kept, this.maxReceiveCount, props.fifo !== undefined);

    const queues = createQueues(this, props, {
      retentionPeriod: this.retention,
      deadLetterRetentionPeriod: kept,
      maxReceiveCount: this.maxReceiveCount,
      visibilityTimeout: props.visibilityTimeout ?? Duration.seconds(Lazy.number({ produce: () => this.visibility })),
    });
    this.queue = queues.queue;
    this.deadLetterQueue = queues.deadLetterQueue;

    if (props.redriveRunbook ?? DEFAULTS.redriveRunbook) {
      this.redriveRunbook = new RedriveRunbook(this, 'Redrive', {
        queue: this.queue,
        deadLetterQueue: this.deadLetterQueue,
        messagesPerSecond: Lazy.number({ produce: () => this.redriveRate }),
        description: Lazy.string({
          produce: () =>
            `Moves the messages of the dead-letter queue of ${this.node.path} back to the queue. ` +
            `Start it when what made them fail is repaired. ${this.describe()}`,
        }),
        ...(props.encryptionKey !== undefined && { encryptionKey: props.encryptionKey }),
      });
    }
    if (props.alarmTopic !== undefined) {
      this.deadLetterAlarm = deadLetterAlarm(this, this.deadLetterQueue, {
        topic: props.alarmTopic,
        description:
          `Messages of ${this.node.path} failed ${this.maxReceiveCount} times and wait in the dead-letter queue. ` +
          `Find out why, repair it, then move them back${this.runbookHint()}.`,
      });
      this.ageAlarm = ageAlarm(this, this.queue, {
        topic: props.alarmTopic,
        limit: props.ageThreshold ?? props.maximumDelay,
        description: Lazy.string({
          produce: () =>
            `Messages of ${this.node.path} wait for ${period((props.ageThreshold ?? props.maximumDelay).toSeconds())} or more. ` +
            `Is the consumer running, and is what it calls? ${this.describe()}`,
        }),
      });
    } else {
      Annotations.of(this).addWarningV2(
        'cdk-resilience:queueWithoutAlarms',
        'Nobody is told when messages wait or fail; set alarmTopic, or acknowledge this where something else watches the queue.',
      );
    }
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** Lets a Lambda function read the queue, with partial batch responses: it has to return `batchItemFailures`. */
  public addLambdaConsumer(fn: IFunction, options: LambdaConsumerOptions): EventSourceMapping {
    const consumer = new LambdaConsumer(this.side, fn, options);
    this.adopt(consumer);
    const mapping = consumer.attach(this.queue);
    this.node.addValidation({ validate: () => reservationProblems(fn, consumer.reserved) });
    return mapping;
  }

  /** Lets the tasks of a container service read the queue, and scales the service on the backlog of each task. */
  public addServiceConsumer(service: BaseService, options: ServiceConsumerOptions): BacklogScaling {
    const consumer = new ServiceConsumer(this.side, service, options);
    this.adopt(consumer);
    this.queue.grantConsumeMessages(service.taskDefinition.taskRole);
    // In the stack of the service, which knows the queue already: the other way round, the stacks could refer to each other.
    return new BacklogScaling(service, `Backlog${this.node.addr.slice(-8)}`, {
      service,
      queue: this.queue,
      backlogPerTask: consumer.backlogPerTask,
      minimumTasks: consumer.minimumTasks,
      maximumTasks: consumer.maximumTasks,
      containerInsights: options.containerInsights ?? hasContainerInsights(service),
      scaleInProtection: options.scaleInProtection ?? DEFAULTS.scaleInProtection,
      ...(options.taskScaling !== undefined && { taskScaling: options.taskScaling }),
    });
  }

  /** Says how fast a consumer is that this application does not know, such as one outside of AWS. */
  public addExternalConsumer(options: ExternalConsumerOptions): void {
    this.adopt(new ExternalConsumer(this.side, options));
  }

  /** Messages a second that the consumer takes once it has scaled out. */
  public get capacity(): number {
    return this.promise.consumer.capacity;
  }

  /** Messages that wait at the same time after a surge, at most. */
  public get backlog(): number {
    return wholeUp(this.promise.bounds.backlog);
  }

  /** From the end of a surge until the queue has caught up, at most. */
  public get drainTime(): Duration {
    return seconds(this.promise.bounds.drainSeconds);
  }

  /** How long a message waits at most, where the oldest is taken first. */
  public get waitInOrder(): Duration {
    return seconds(this.promise.bounds.waitInOrderSeconds);
  }

  /**
   * How long a message waits at most: the wait in order in a FIFO queue, from the start of a surge until the queue has
   * caught up in a standard queue, which promises no order.
   */
  public get longestWait(): Duration {
    const { waitInOrderSeconds, busySeconds } = this.promise.bounds;
    return seconds(this.props.fifo === undefined ? busySeconds : waitInOrderSeconds);
  }

  /** Messages a second that a redrive moves: what the consumer has to spare beside the usual load. */
  public get redriveRate(): number {
    return Math.max(1, Math.min(LIMITS.redriveRate, Math.floor(this.capacity - this.demand.arrivalRate)));
  }

  /** Goes off when the backlog grows for longer than a surge lasts; none without alarmTopic, or before a consumer is added. */
  public get trendAlarm(): Alarm | undefined {
    return this.trend;
  }

  /** Allows a producer to send messages. */
  public grantSendMessages(grantee: IGrantable): Grant {
    return this.queue.grantSendMessages(grantee);
  }

  /** The messages that wait. */
  public metricBacklog(options?: MetricOptions): Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', ...options });
  }

  /** The age of the oldest message, in seconds. */
  public metricAge(options?: MetricOptions): Metric {
    return this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', ...options });
  }

  /** The messages that have failed and wait in the dead-letter queue. */
  public metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', ...options });
  }

  private adopt(consumer: Consumer): void {
    const { props, demand } = this;
    if (this.adopted !== undefined) {
      throw fault(
        this,
        `${this.adopted.consumer.name} reads the queue already, and ${consumer.name} would take messages from it; ` +
          'send to a topic and give each consumer a queue',
      );
    }
    checkCapacity(this, consumer, demand);
    checkVisibility(this, consumer, props.visibilityTimeout);
    const bounds = consumer.bounds();
    const visibility = props.visibilityTimeout?.toSeconds() ?? consumer.visibilitySeconds;
    const attemptSeconds = this.maxReceiveCount * visibility;
    checkPromise(this, { bounds, consumer, props, retention: this.retention, attemptSeconds });
    this.adopted = { consumer, bounds };
    this.warn();
    if (props.alarmTopic !== undefined) {
      this.trend = trendAlarm(this, this.queue, {
        topic: props.alarmTopic,
        surgeSeconds: demand.surgeSeconds,
        leastBacklog: Math.ceil(demand.arrivalRate * 60),
        description:
          `The backlog of ${this.node.path} has grown for longer than a surge should last although messages are worked off. ` +
          `More arrive than declared, or the consumer is slower. ${this.describe()}`,
      });
    }
  }

  private warn(): void {
    const { fifo, maximumDelay } = this.props;
    if (this.longestWait.toSeconds() > maximumDelay.toSeconds()) {
      Annotations.of(this).addWarningV2(
        'cdk-resilience:delayNotProven',
        `The delay of ${period(maximumDelay.toSeconds())} is kept as long as messages come in the order of arrival (${period(this.waitInOrder.toSeconds())}), ` +
          `which a standard queue does not promise: a message may wait up to ${period(this.longestWait.toSeconds())}. ` +
          'Raise the capacity or use a FIFO queue where that matters.',
      );
    }
    if (fifo !== undefined && this.backlog > LIMITS.groupLookAhead) {
      Annotations.of(this).addWarningV2(
        'cdk-resilience:backlogBeyondLookAhead',
        `Up to ${this.backlog} messages wait, and a FIFO queue looks for message groups among its oldest ${LIMITS.groupLookAhead}: ` +
          'a group that is stuck then holds up all groups. Raise the capacity.',
      );
    }
  }

  private problems(): string[] {
    if (this.adopted !== undefined) return [];
    return [
      'Nothing reads the queue: call addLambdaConsumer or addServiceConsumer, or addExternalConsumer where the consumer is elsewhere',
    ];
  }

  private get promise(): { readonly consumer: Consumer; readonly bounds: BacklogBounds } {
    if (this.adopted === undefined) throw fault(this, 'nothing reads the queue yet; add a consumer first');
    return this.adopted;
  }

  private get visibility(): number {
    return this.adopted?.consumer.visibilitySeconds ?? 30;
  }

  private get side(): { scope: Construct; demand: Demand; fifo: BufferedQueueProps['fifo'] } {
    return { scope: this, demand: this.demand, fifo: this.props.fifo };
  }

  /** The numbers, for whoever is called at night. */
  private describe(): string {
    if (this.adopted === undefined) return '';
    const { arrivalRate, surgeFactor, surgeSeconds } = this.demand;
    return (
      `Made for ${arrivalRate} messages a second and ${surgeFactor} times as many for ${period(surgeSeconds)}; ` +
      `the consumer takes ${Number(this.capacity.toFixed(2))} a second. Then up to ${this.backlog} wait, ` +
      `${period(this.waitInOrder.toSeconds())} in order, and are worked off ${period(this.drainTime.toSeconds())} after the surge.`
    );
  }

  private runbookHint(): string {
    return this.redriveRunbook === undefined ? '' : ` with the automation ${this.redriveRunbook.documentName}`;
  }
}

function seconds(value: number): Duration {
  return Duration.seconds(wholeUp(value));
}

/** Rounded up, except for what floating-point numbers add to a whole number. */
function wholeUp(value: number): number {
  return Math.max(0, ceilingOf(value));
}
