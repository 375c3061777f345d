import { Duration, SecretValue, TimeZone } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke as InvokeFunction } from 'aws-cdk-lib/aws-scheduler-targets';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { BufferedQueue, DeadLetterQueue, HealthAlarms } from 'cdk-resilience';
import { product } from '../product';
import { acknowledge } from './acknowledge';
import { BrokerageFunction } from './brokerage-function';
import type { BrokerageRegion } from './brokerage-region';
import { KEPT_LOGS, RegionalStack } from './region';
import { statementsIn } from './statements';

const seconds = (count: number) => sfn.Timeout.duration(Duration.seconds(count));

/** Again with growing pauses, not all at the same moment. */
const again = (first: number, longest: Duration, maxAttempts: number): sfn.RetryProps => ({
  errors: ['States.ALL'],
  interval: Duration.seconds(first),
  backoffRate: 2,
  maxDelay: longest,
  maxAttempts,
  jitterStrategy: sfn.JitterType.FULL,
});

/** Takes orders, places them, and writes the customers' statements when the market has closed. */
export class OrdersStack extends RegionalStack {
  /** Orders that the web entry has accepted. */
  public readonly queue: BufferedQueue;
  /** Risk check, approval of large orders, clearing, booking; an order that cannot go on is parked, never lost. */
  public readonly workflow: sfn.StateMachine;
  /** What happened to orders. */
  public readonly tradeEvents = new events.EventBus(this, 'TradeEvents', {
    deadLetterQueue: new DeadLetterQueue(this, 'LostTradeEvents'),
  });

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    this.tradeEvents.archive('Archive', {
      eventPattern: { source: [product.name] },
      retention: Duration.days(90),
    });
    this.workflow = new sfn.StateMachine(this, 'Workflow', {
      definitionBody: sfn.DefinitionBody.fromChainable(this.steps()),
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: { destination: new LogGroup(this, 'WorkflowLogs', KEPT_LOGS), level: sfn.LogLevel.ALL },
    });
    acknowledge(this.workflow, { 'IAM5[Resource::*]': 'Delivery of logs and AWS X-Ray know no resources.' });

    const placeOrder = new BrokerageFunction(this, 'PlaceOrder', {
      folder: 'place-order',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { STATE_MACHINE_ARN: this.workflow.stateMachineArn },
    });
    this.workflow.grantStartExecution(placeOrder);
    this.queue = new BufferedQueue(this, 'Orders', { arrivalRate: 8, maximumDelay: Duration.minutes(1) });
    this.queue.addLambdaConsumer(placeOrder, { batchDuration: Duration.seconds(1) });
    this.addEndOfDay();
  }

  private steps(): sfn.IChainable {
    const parked = this.park();
    /** Each step is tried again, then the order is parked. */
    const step = <T extends sfn.TaskStateBase>(task: T, maxAttempts = 5): T => {
      task.addRetry(again(2, Duration.minutes(1), maxAttempts));
      task.addCatch(parked, { resultPath: '$.error' });
      return task;
    };
    const publish = new tasks.EventBridgePutEvents(this, 'Publish', {
      entries: [
        {
          eventBus: this.tradeEvents,
          source: product.name,
          detailType: 'TradeBooked',
          detail: sfn.TaskInput.fromJsonPathAt('$'),
        },
      ],
      taskTimeout: seconds(10),
    });
    const place = step(this.clear(), 8).next(step(this.bookTrade())).next(step(publish));
    return step(this.riskCheck()).next(
      new sfn.Choice(this, 'Allowed?')
        .when(sfn.Condition.booleanEquals('$.risk.allowed', false), new sfn.Fail(this, 'Rejected'))
        .when(sfn.Condition.booleanEquals('$.risk.large', true), step(this.deskApproval(), 1).next(place))
        .otherwise(place),
    );
  }

  private riskCheck(): tasks.LambdaInvoke {
    return new tasks.LambdaInvoke(this, 'RiskCheck', {
      lambdaFunction: new BrokerageFunction(this, 'RiskCheckFunction', {
        folder: 'risk-check',
        timeout: Duration.seconds(5),
        concurrency: 100,
      }),
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      resultPath: '$.risk',
      taskTimeout: seconds(10),
    });
  }

  /** The desk has fifteen minutes; its tool reports every five that somebody is still at it. */
  private deskApproval(): tasks.SqsSendMessage {
    const approvals = new BufferedQueue(this, 'Approvals', { arrivalRate: 0.05, maximumDelay: Duration.minutes(10) });
    approvals.addExternalConsumer({ messagesPerSecond: 0.5, processingTimeout: Duration.minutes(15) });
    return new tasks.SqsSendMessage(this, 'DeskApproval', {
      queue: approvals.queue,
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      messageBody: sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken, order: sfn.JsonPath.entirePayload }),
      resultPath: sfn.JsonPath.DISCARD,
      heartbeatTimeout: seconds(5 * 60),
      taskTimeout: seconds(15 * 60),
    });
  }

  /** The clearing house knows an order again by its id, so it may be asked twice. */
  private clear(): tasks.HttpInvoke {
    const apiKey = SecretValue.secretsManager(product.clearing.apiKeySecret);
    return new tasks.HttpInvoke(this, 'Clear', {
      apiRoot: product.clearing.url,
      apiEndpoint: sfn.TaskInput.fromText('trades'),
      method: sfn.TaskInput.fromText('POST'),
      connection: new events.Connection(this, 'ClearingConnection', {
        authorization: events.Authorization.apiKey('x-api-key', apiKey),
      }),
      headers: sfn.TaskInput.fromObject({ 'Idempotency-Key': sfn.JsonPath.stringAt('$.orderId') }),
      body: sfn.TaskInput.fromJsonPathAt('$'),
      resultPath: '$.clearing',
      taskTimeout: seconds(20),
    });
  }

  private bookTrade(): tasks.LambdaInvoke {
    const bookTrade = new BrokerageFunction(this, 'BookTradeFunction', {
      folder: 'book-trade',
      timeout: Duration.seconds(20),
      concurrency: 100,
    });
    this.here.data.openLedger(bookTrade);
    return new tasks.LambdaInvoke(this, 'BookTrade', {
      lambdaFunction: bookTrade,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: seconds(30),
    });
  }

  private park(): sfn.IChainable {
    const park = new tasks.SqsSendMessage(this, 'Park', {
      queue: new DeadLetterQueue(this, 'DeadLetters'),
      messageBody: sfn.TaskInput.fromJsonPathAt('$'),
      taskTimeout: seconds(10),
    });
    park.addRetry(again(5, Duration.minutes(10), 20));
    park.addCatch(new sfn.Fail(this, 'NotParked'));
    return park.next(new sfn.Fail(this, 'Parked'));
  }

  private addEndOfDay(): void {
    const { data, operations } = this.here;
    const statements = statementsIn(this);
    const writeStatements = new BrokerageFunction(this, 'WriteStatements', {
      folder: 'statements',
      timeout: Duration.minutes(15),
      concurrency: 2,
      environment: { STATEMENTS_BUCKET: statements.bucketName },
    });
    data.openLedger(writeStatements);
    statements.grantPut(writeStatements);
    HealthAlarms.of(writeStatements).cover({ actions: [operations.pager] });

    new Schedule(this, 'EndOfDay', {
      description: 'After the market has closed',
      schedule: ScheduleExpression.expression('cron(30 17 ? * MON-FRI *)', TimeZone.AMERICA_NEW_YORK),
      timeWindow: TimeWindow.flexible(Duration.minutes(15)),
      target: new InvokeFunction(writeStatements, {
        deadLetterQueue: writeStatements.failedEvents,
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
      }),
    });
  }
}
