import { Duration, Lazy } from 'aws-cdk-lib';
import type { Alarm, IAlarmAction, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DeadLetterQueue } from '../dead-letter-queue';
import { fault } from '../fault';
import { tellOfPromise, warnOfSilence } from './annotations';
import type { Demand } from './backlog';
import { BacklogScaling } from './backlog-scaling';
import type { BufferedQueueProps } from './buffered-queue-props';
import { checkCapacity, checkDemand, checkFifo, checkPromise, checkRetention, checkVisibility } from './checks';
import type { Consumer, QueueSide } from './consumer';
import { DEFAULTS } from './defaults';
import { ExternalConsumer, type ExternalConsumerOptions } from './external-consumer';
import { reservationProblems } from './function-settings';
import { LambdaConsumer, type LambdaConsumerOptions } from './lambda-consumer';
import { QueuePromise } from './promise';
import { ageAlarm, deadLetterAlarm, trendAlarm } from './queue-alarms';
import { createQueues } from './queue-pair';
import { RedriveRunbook } from './redrive-runbook';
import { hasContainerInsights, ServiceConsumer, type ServiceConsumerOptions } from './service-consumer';
import { period } from './text';

/** What SQS takes where nothing is said, until the consumer says what it needs. */
const VISIBILITY_OF_SQS = 30;

/**
 * A queue that takes a surge and loses nothing: with a dead-letter queue, a consumer whose capacity is checked against
 * the load, alarms, and an automation that brings failed messages back.
 *
 * From what arrives, how a surge looks and how fast the consumer is, it computes how many messages wait at most, how
 * long, and how long the queue takes to catch up. A design that never catches up, that loses messages to the retention
 * or that breaks the declared delay is refused. The numbers count with the ramp of Lambda (300 more concurrent batches a
 * minute), with the time that scaling of tasks takes, and with the message groups of a FIFO queue. A standard queue
 * promises no order, so its delay has to hold in any.
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
  public readonly deadLetterQueue: DeadLetterQueue;
  /** The automation that moves messages back; none where it is switched off. */
  public readonly redriveRunbook?: RedriveRunbook;
  /** Goes off when a message is given up; none without alarmActions. */
  public readonly deadLetterAlarm?: Alarm;
  /** Goes off when a message waits longer than it may; none without alarmActions. */
  public readonly ageAlarm?: Alarm;
  private readonly demand: Demand;
  private readonly retention: Duration;
  private readonly maxReceiveCount: number;
  private readonly actions: readonly IAlarmAction[];
  private promised?: QueuePromise;
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
    this.actions = props.alarmActions ?? [];
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
    if (props.redriveRunbook ?? DEFAULTS.redriveRunbook) this.redriveRunbook = this.createRunbook();
    if (this.actions.length > 0) {
      this.deadLetterAlarm = this.createDeadLetterAlarm();
      this.ageAlarm = this.createAgeAlarm();
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
    return this.promise.backlog;
  }

  /** From the end of a surge until the queue has caught up, at most. */
  public get drainTime(): Duration {
    return this.promise.drainTime;
  }

  /** How long a message waits at most, where the oldest is taken first. */
  public get waitInOrder(): Duration {
    return this.promise.waitInOrder;
  }

  /**
   * How long a message waits at most: the wait in order in a FIFO queue, from the start of a surge until the queue has
   * caught up in a standard queue, which promises no order.
   */
  public get longestWait(): Duration {
    return this.promise.longestWait;
  }

  /** Messages a second that a redrive moves: what the consumer has to spare beside the usual load. */
  public get redriveRate(): number {
    return this.promise.redriveRate;
  }

  /** Goes off when the backlog grows for longer than a surge lasts; none without alarmActions, or before a consumer is added. */
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
    if (this.promised !== undefined) {
      throw fault(
        this,
        `${this.promised.consumer.name} reads the queue already, and ${consumer.name} would take messages from it; ` +
          'send to a topic and give each consumer a queue',
      );
    }
    checkCapacity(this, consumer, demand);
    checkVisibility(this, consumer, props.visibilityTimeout);
    const bounds = consumer.bounds();
    const visibility = props.visibilityTimeout?.toSeconds() ?? consumer.visibilitySeconds;
    const attemptSeconds = this.maxReceiveCount * visibility;
    checkPromise(this, { bounds, consumer, props, retention: this.retention, attemptSeconds });
    this.promised = new QueuePromise(consumer, bounds, demand, props.fifo !== undefined);
    tellOfPromise(this, this.promised, props);
    if (this.actions.length > 0) this.trend = this.createTrendAlarm();
  }

  private createRunbook(): RedriveRunbook {
    const { encryptionKey } = this.props;
    return new RedriveRunbook(this, 'Redrive', {
      queue: this.queue,
      deadLetterQueue: this.deadLetterQueue,
      messagesPerSecond: Lazy.number({ produce: () => this.redriveRate }),
      description: this.withNumbers(
        `Moves the messages of the dead-letter queue of ${this.node.path} back to the queue. ` +
          'Start it when what made them fail is repaired.',
      ),
      ...(encryptionKey !== undefined && { encryptionKey }),
    });
  }

  private createDeadLetterAlarm(): Alarm {
    const hint = this.redriveRunbook === undefined ? '' : ` with the automation ${this.redriveRunbook.documentName}`;
    return deadLetterAlarm(this, this.deadLetterQueue, {
      actions: this.actions,
      description:
        `Messages of ${this.node.path} failed ${this.maxReceiveCount} times and wait in the dead-letter queue. ` +
        `Find out why, repair it, then move them back${hint}.`,
    });
  }

  private createAgeAlarm(): Alarm {
    const limit = this.props.ageThreshold ?? this.props.maximumDelay;
    return ageAlarm(this, this.queue, {
      actions: this.actions,
      limit,
      description: this.withNumbers(
        `Messages of ${this.node.path} wait for ${period(limit.toSeconds())} or more. ` +
          'Is the consumer running, and is what it calls?',
      ),
    });
  }

  private createTrendAlarm(): Alarm {
    return trendAlarm(this, this.queue, {
      actions: this.actions,
      surgeSeconds: this.demand.surgeSeconds,
      leastBacklog: Math.ceil(this.demand.arrivalRate * 60),
      description: this.withNumbers(
        `The backlog of ${this.node.path} has grown for longer than a surge should last although messages are worked off. ` +
          'More arrive than declared, or the consumer is slower.',
      ),
    });
  }

  /** A text with the numbers, which are known when a consumer is added. */
  private withNumbers(text: string): string {
    return Lazy.string({ produce: () => `${text} ${this.promised?.description ?? ''}`.trim() });
  }

  private problems(): string[] {
    warnOfSilence(this, this.queue, this.deadLetterQueue);
    if (this.promised !== undefined) return [];
    return [
      'Nothing reads the queue: call addLambdaConsumer or addServiceConsumer, or addExternalConsumer where the consumer is elsewhere',
    ];
  }

  private get promise(): QueuePromise {
    if (this.promised === undefined) throw fault(this, 'nothing reads the queue yet; add a consumer first');
    return this.promised;
  }

  private get visibility(): number {
    return this.promised?.consumer.visibilitySeconds ?? VISIBILITY_OF_SQS;
  }

  private get side(): QueueSide {
    return { scope: this, demand: this.demand, fifo: this.props.fifo };
  }
}
