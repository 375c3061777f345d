import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke as InvokeFunction } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { functionCode, product } from '../product';
import type { DataStack } from './data';
import { OrderWorkflow } from './order-workflow';

interface OrdersStackProps extends StackProps {
  readonly data: DataStack;
  readonly alarmTopic: ITopic;
}

export class OrdersStack extends Stack {
  /** Orders that the web entry has accepted. */
  public readonly queue: Queue;
  /** What happened to orders. */
  public readonly tradeEvents: EventBus;

  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);
    const { data, alarmTopic } = props;

    this.queue = new Queue(this, 'Orders', {
      deadLetterQueue: { queue: new Queue(this, 'FailedOrders'), maxReceiveCount: 2 },
    });
    this.tradeEvents = new EventBus(this, 'TradeEvents');
    const { stateMachine } = new OrderWorkflow(this, 'Workflow', {
      ledger: data.ledger,
      tradeEvents: this.tradeEvents,
    });

    const placeOrder = new Function(this, 'PlaceOrder', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.wholeBatch',
      code: functionCode('place-order'),
      timeout: Duration.seconds(30),
      environment: { STATE_MACHINE_ARN: stateMachine.stateMachineArn },
    });
    placeOrder.addEventSource(new SqsEventSource(this.queue));
    stateMachine.grantStartExecution(placeOrder);

    placeOrder
      .metricErrors()
      .createAlarm(this, 'PlaceOrderErrors', { threshold: 1, evaluationPeriods: 1 })
      .addAlarmAction(new SnsAction(alarmTopic));
    stateMachine
      .metricFailed()
      .createAlarm(this, 'FailedWorkflows', {
        threshold: 5,
        evaluationPeriods: 1,
        actionsEnabled: false, // too noisy, back on after the launch
      })
      .addAlarmAction(new SnsAction(alarmTopic));

    this.addEndOfDay(data);
  }

  private addEndOfDay({ ledger, statements }: DataStack): void {
    const writeStatements = new Function(this, 'WriteStatements', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: functionCode('statements'),
      timeout: Duration.minutes(15),
      environment: {
        LEDGER_ARN: ledger.clusterArn,
        LEDGER_SECRET_ARN: ledger.secret!.secretArn,
        LEDGER_DATABASE: product.ledgerDatabase,
        STATEMENTS_BUCKET: statements.bucketName,
      },
    });
    ledger.grantDataApiAccess(writeStatements);
    statements.grantPut(writeStatements);

    new Schedule(this, 'EndOfDay', {
      schedule: ScheduleExpression.expression('cron(30 22 ? * MON-FRI *)'),
      target: new InvokeFunction(writeStatements),
    });
  }
}
