import { Duration, SecretValue } from 'aws-cdk-lib';
import { Authorization, Connection, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  IntegrationPattern,
  JitterType,
  JsonPath,
  LogLevel,
  StateMachine,
  TaskInput,
  Timeout,
  type IChainable,
  type TaskStateBase,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, HttpInvoke, LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { product } from '../product';
import type { DataStack } from './data';
import { pageOn } from './parts/alarms';
import { keptLogs, watchedFunction } from './parts/functions';
import { DeadLetterQueue, WorkQueue } from './parts/queues';

interface OrderWorkflowProps {
  readonly data: DataStack;
  readonly tradeEvents: IEventBus;
  readonly pager: ITopic;
}

const seconds = (count: number) => Timeout.duration(Duration.seconds(count));

/** Risk check, approval of large orders, clearing, booking; an order that cannot go on is parked, never lost. */
export class OrderWorkflow extends Construct {
  public readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: OrderWorkflowProps) {
    super(scope, id);
    const parked = this.park(props.pager);
    /** Each step is tried again with growing pauses, then the order is parked. */
    const step = <T extends TaskStateBase>(task: T, maxAttempts = 5): T => {
      task.addRetry({
        errors: ['States.ALL'],
        interval: Duration.seconds(2),
        backoffRate: 2,
        maxDelay: Duration.minutes(1),
        maxAttempts,
        jitterStrategy: JitterType.FULL,
      });
      task.addCatch(parked, { resultPath: '$.error' });
      return task;
    };

    const riskCheck = step(this.riskCheck(props.pager));
    const place = step(this.clear(), 8)
      .next(step(this.bookTrade(props)))
      .next(step(this.publish(props.tradeEvents)));

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(
        riskCheck.next(
          new Choice(this, 'Allowed?')
            .when(Condition.booleanEquals('$.risk.allowed', false), new Fail(this, 'Rejected'))
            .when(Condition.booleanEquals('$.risk.large', true), this.deskApproval(props.pager, step).next(place))
            .otherwise(place),
        ),
      ),
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: { destination: keptLogs(this, 'Logs'), level: LogLevel.ERROR },
    });
    this.watch(props.pager);
  }

  private riskCheck(pager: ITopic): LambdaInvoke {
    return new LambdaInvoke(this, 'RiskCheck', {
      lambdaFunction: watchedFunction(this, 'RiskCheckFunction', {
        pager,
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
  private deskApproval(pager: ITopic, step: <T extends TaskStateBase>(task: T, maxAttempts?: number) => T) {
    const approvals = new WorkQueue(this, 'Approvals', {
      pager,
      consumerTimeout: Duration.minutes(5),
      maxAge: Duration.minutes(10),
    });
    return step(
      new SqsSendMessage(this, 'DeskApproval', {
        queue: approvals.queue,
        integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        messageBody: TaskInput.fromObject({ token: JsonPath.taskToken, order: JsonPath.entirePayload }),
        resultPath: JsonPath.DISCARD,
        heartbeatTimeout: seconds(5 * 60),
        taskTimeout: seconds(15 * 60),
      }),
      1,
    );
  }

  /** The clearing house knows an order again by its id, so it may be asked twice. */
  private clear(): HttpInvoke {
    return new HttpInvoke(this, 'Clear', {
      apiRoot: product.clearing.url,
      apiEndpoint: TaskInput.fromText('trades'),
      method: TaskInput.fromText('POST'),
      connection: new Connection(this, 'ClearingConnection', {
        authorization: Authorization.apiKey('x-api-key', SecretValue.secretsManager(product.clearing.apiKeySecret)),
      }),
      headers: TaskInput.fromObject({ 'Idempotency-Key': JsonPath.stringAt('$.orderId') }),
      body: TaskInput.fromJsonPathAt('$'),
      resultPath: '$.clearing',
      taskTimeout: seconds(20),
    });
  }

  private bookTrade({ data, pager }: OrderWorkflowProps): LambdaInvoke {
    const bookTrade = watchedFunction(this, 'BookTradeFunction', {
      pager,
      folder: 'book-trade',
      timeout: Duration.seconds(20),
      concurrency: 100,
      environment: {
        LEDGER_ARN: data.ledger.clusterArn,
        LEDGER_SECRET_ARN: data.ledgerSecret.secretArn,
        LEDGER_DATABASE: product.ledgerDatabase,
      },
    });
    data.ledger.grantDataApiAccess(bookTrade);
    return new LambdaInvoke(this, 'BookTrade', {
      lambdaFunction: bookTrade,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: seconds(30),
    });
  }

  private publish(eventBus: IEventBus): EventBridgePutEvents {
    return new EventBridgePutEvents(this, 'Publish', {
      entries: [{ eventBus, source: product.name, detailType: 'TradeBooked', detail: TaskInput.fromJsonPathAt('$') }],
      taskTimeout: seconds(10),
    });
  }

  private park(pager: ITopic): IChainable {
    const lost = new Fail(this, 'NotParked');
    const park = new SqsSendMessage(this, 'Park', {
      queue: new DeadLetterQueue(this, 'DeadLetters', pager),
      messageBody: TaskInput.fromJsonPathAt('$'),
      taskTimeout: seconds(10),
    });
    park.addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(5),
      backoffRate: 2,
      maxDelay: Duration.minutes(10),
      maxAttempts: 20,
      jitterStrategy: JitterType.FULL,
    });
    park.addCatch(lost);
    return park.next(new Fail(this, 'Parked'));
  }

  private watch(pager: ITopic): void {
    const watched = {
      Failed: this.stateMachine.metricFailed(),
      TimedOut: this.stateMachine.metricTimedOut(),
      Throttled: this.stateMachine.metricThrottled(),
    };
    for (const [id, metric] of Object.entries(watched)) {
      pageOn(this, id, pager, { metric, atLeast: 5, summary: 'Orders do not go through.', runbook: 'orders' });
    }
  }
}
