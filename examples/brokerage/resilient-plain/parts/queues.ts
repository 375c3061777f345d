import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { pageOn } from './alarms';

/** Keeps what could not be processed for two weeks, and pages when there is something in it. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, pager: ITopic) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pageOn(this, 'NotEmpty', pager, {
      metric: this.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      atLeast: 1,
      summary: 'Messages could not be processed and wait in a dead-letter queue.',
      runbook: 'dead-letters',
    });
  }
}

interface WorkQueueProps {
  readonly pager: ITopic;
  /** The longest a consumer takes for a batch. */
  readonly consumerTimeout: Duration;
  /** Pages when a message has waited this long. */
  readonly maxAge: Duration;
}

/** A queue that outlives an outage of its consumer: four days of work, a dead-letter queue, a watched backlog. */
export class WorkQueue extends Construct {
  public readonly queue: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);

    this.queue = new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: new DeadLetterQueue(this, 'DeadLetters', props.pager), maxReceiveCount: 5 },
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pageOn(this, 'Backlog', props.pager, {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      atLeast: props.maxAge.toSeconds(),
      summary: 'Messages wait longer than they may.',
      runbook: 'backlog',
    });
  }
}
