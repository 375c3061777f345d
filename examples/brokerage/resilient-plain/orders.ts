import { Duration, TimeZone } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke as InvokeFunction } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { product } from '../product';
import type { DataStack } from './data';
import { OrderWorkflow } from './order-workflow';
import { watchedFunction } from './parts/functions';
import { DeadLetterQueue, WorkQueue } from './parts/queues';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface OrdersStackProps extends RegionalStackProps {
  readonly data: DataStack;
  readonly statements: IBucket;
  readonly pager: ITopic;
}

export class OrdersStack extends RegionalStack {
  /** Orders that the web entry has accepted. */
  public readonly queue: Queue;
  public readonly workflow: OrderWorkflow;
  /** What happened to orders. */
  public readonly tradeEvents: EventBus;

  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);
    const { data, pager } = props;

    this.tradeEvents = new EventBus(this, 'TradeEvents', {
      deadLetterQueue: new DeadLetterQueue(this, 'LostTradeEvents', pager),
    });
    this.tradeEvents.archive('Archive', {
      eventPattern: { source: [product.name] },
      retention: Duration.days(90),
    });
    this.workflow = new OrderWorkflow(this, 'Workflow', { data, tradeEvents: this.tradeEvents, pager });
    const { stateMachine } = this.workflow;

    const timeout = Duration.seconds(30);
    const orders = new WorkQueue(this, 'Orders', { pager, consumerTimeout: timeout, maxAge: Duration.minutes(1) });
    this.queue = orders.queue;
    const placeOrder = watchedFunction(this, 'PlaceOrder', {
      pager,
      folder: 'place-order',
      handler: 'index.perRecord',
      timeout,
      concurrency: 100,
      environment: { STATE_MACHINE_ARN: stateMachine.stateMachineArn },
    });
    stateMachine.grantStartExecution(placeOrder);
    placeOrder.addEventSource(
      new SqsEventSource(orders.queue, { batchSize: 10, maxConcurrency: 100, reportBatchItemFailures: true }),
    );

    this.addEndOfDay(props);
  }

  private addEndOfDay({ data, statements, pager }: OrdersStackProps): void {
    const unwritten = new DeadLetterQueue(this, 'UnwrittenStatements', pager);
    const writeStatements = watchedFunction(this, 'WriteStatements', {
      pager,
      folder: 'statements',
      timeout: Duration.minutes(15),
      concurrency: 2,
      environment: {
        LEDGER_ARN: data.ledger.clusterArn,
        LEDGER_SECRET_ARN: data.ledgerSecret.secretArn,
        LEDGER_DATABASE: product.ledgerDatabase,
        STATEMENTS_BUCKET: statements.bucketName,
      },
    });
    writeStatements.configureAsyncInvoke({
      onFailure: new SqsDestination(unwritten),
      maxEventAge: Duration.hours(2),
      retryAttempts: 2,
    });
    data.ledger.grantDataApiAccess(writeStatements);
    statements.grantPut(writeStatements);

    new Schedule(this, 'EndOfDay', {
      description: 'After the market has closed',
      schedule: ScheduleExpression.expression('cron(30 17 ? * MON-FRI *)', TimeZone.AMERICA_NEW_YORK),
      timeWindow: TimeWindow.flexible(Duration.minutes(15)),
      target: new InvokeFunction(writeStatements, {
        deadLetterQueue: unwritten,
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
      }),
    });
  }
}
