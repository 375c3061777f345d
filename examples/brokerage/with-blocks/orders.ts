import {
  Duration,
  TimeZone,
  aws_events as events,
  aws_lambda_destinations as destinations,
  aws_scheduler as scheduler,
  aws_scheduler_targets as targets,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BufferedQueue } from '../../../lib/blocks/buffered-queue';
import { product } from '../product';
import { OrderWorkflow } from './order-workflow';
import { DeadLetterQueue } from './parts/dead-letter-queue';
import { BrokerageFunction } from './parts/functions';
import { RegionalStack, type Needs } from './region';

type OrdersNeed = Needs<'data' | 'statements' | 'operations'>;

export class OrdersStack extends RegionalStack {
  /** Orders that the web entry has accepted. */
  public readonly queue: BufferedQueue;
  public readonly workflow: OrderWorkflow;
  /** What happened to orders. */
  public readonly tradeEvents: events.EventBus;

  constructor(scope: Construct, id: string, props: OrdersNeed) {
    super(scope, id, props);
    const alarmTopic = props.operations.pager.firstLevelTopic;

    this.tradeEvents = new events.EventBus(this, 'TradeEvents', {
      deadLetterQueue: new DeadLetterQueue(this, 'LostTradeEvents'),
    });
    this.tradeEvents.archive('Archive', {
      eventPattern: { source: [product.name] },
      retention: Duration.days(90),
    });
    this.workflow = new OrderWorkflow(this, 'Workflow', { ...props, tradeEvents: this.tradeEvents });

    const { stateMachine } = this.workflow;
    const placeOrder = new BrokerageFunction(this, 'PlaceOrder', {
      folder: 'place-order',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { STATE_MACHINE_ARN: stateMachine.stateMachineArn },
    });
    stateMachine.grantStartExecution(placeOrder);
    this.queue = new BufferedQueue(this, 'Orders', { arrivalRate: 10, maximumDelay: Duration.minutes(1), alarmTopic });
    this.queue.addLambdaConsumer(placeOrder, { batchDuration: Duration.seconds(1) });

    this.addEndOfDay(props);
  }

  private addEndOfDay({ data, statements }: OrdersNeed): void {
    const unwritten = new DeadLetterQueue(this, 'UnwrittenStatements');
    const writeStatements = new BrokerageFunction(this, 'WriteStatements', {
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
      onFailure: new destinations.SqsDestination(unwritten),
      maxEventAge: Duration.hours(2),
      retryAttempts: 2,
    });
    data.ledger.grantDataApiAccess(writeStatements);
    statements.grantPut(writeStatements);

    new scheduler.Schedule(this, 'EndOfDay', {
      description: 'After the market has closed',
      schedule: scheduler.ScheduleExpression.expression('cron(30 17 ? * MON-FRI *)', TimeZone.AMERICA_NEW_YORK),
      timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(15)),
      target: new targets.InvokeFunction(writeStatements, {
        deadLetterQueue: unwritten,
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
      }),
    });
  }
}
