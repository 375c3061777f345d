import { Duration, SecretValue } from 'aws-cdk-lib';
import { Authorization, Connection, type IEventBus } from 'aws-cdk-lib/aws-events';
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
  type RetryProps,
  type TaskStateBase,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, HttpInvoke, LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { BufferedQueue } from '../../../lib/blocks/buffered-queue';
import { product } from '../product';
import { DeadLetterQueue } from './parts/dead-letter-queue';
import { BrokerageFunction, keptLogs } from './parts/functions';
import type { Needs } from './region';

type WorkflowNeeds = Needs<'data' | 'operations'> & { readonly tradeEvents: IEventBus };

const seconds = (count: number) => Timeout.duration(Duration.seconds(count));

/** Again with growing pauses, not all at the same moment. */
const again = (first: number, longest: Duration, maxAttempts: number): RetryProps => ({
  errors: ['States.ALL'],
  interval: Duration.seconds(first),
  backoffRate: 2,
  maxDelay: longest,
  maxAttempts,
  jitterStrategy: JitterType.FULL,
});

/** Risk check, approval of large orders, clearing, booking; an order that cannot go on is parked, never lost. */
export class OrderWorkflow extends Construct {
  public readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowNeeds) {
    super(scope, id);
    const parked = this.park();
    /** Each step is tried again, then the order is parked. */
    const step = <T extends TaskStateBase>(task: T, maxAttempts = 5): T => {
      task.addRetry(again(2, Duration.minutes(1), maxAttempts));
      task.addCatch(parked, { resultPath: '$.error' });
      return task;
    };

    const riskCheck = step(this.riskCheck());
    const place = step(this.clear(), 8)
      .next(step(this.bookTrade(props)))
      .next(step(this.publish(props)));
    const approve = step(this.deskApproval(props), 1).next(place);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(
        riskCheck.next(
          new Choice(this, 'Allowed?')
            .when(Condition.booleanEquals('$.risk.allowed', false), new Fail(this, 'Rejected'))
            .when(Condition.booleanEquals('$.risk.large', true), approve)
            .otherwise(place),
        ),
      ),
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: { destination: keptLogs(this, 'Logs'), level: LogLevel.ERROR },
    });
  }

  private riskCheck(): LambdaInvoke {
    return new LambdaInvoke(this, 'RiskCheck', {
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
  private deskApproval({ operations }: WorkflowNeeds): SqsSendMessage {
    const approvals = new BufferedQueue(this, 'Approvals', {
      arrivalRate: 0.05,
      maximumDelay: Duration.minutes(10),
      alarmTopic: operations.pager.firstLevelTopic,
    });
    approvals.addExternalConsumer({ messagesPerSecond: 0.5, processingTimeout: Duration.minutes(15) });
    return new SqsSendMessage(this, 'DeskApproval', {
      queue: approvals.queue,
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      messageBody: TaskInput.fromObject({ token: JsonPath.taskToken, order: JsonPath.entirePayload }),
      resultPath: JsonPath.DISCARD,
      heartbeatTimeout: seconds(5 * 60),
      taskTimeout: seconds(15 * 60),
    });
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

  private bookTrade({ data }: WorkflowNeeds): LambdaInvoke {
    const bookTrade = new BrokerageFunction(this, 'BookTradeFunction', {
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

  private publish({ tradeEvents: eventBus }: WorkflowNeeds): EventBridgePutEvents {
    return new EventBridgePutEvents(this, 'Publish', {
      entries: [{ eventBus, source: product.name, detailType: 'TradeBooked', detail: TaskInput.fromJsonPathAt('$') }],
      taskTimeout: seconds(10),
    });
  }

  private park(): IChainable {
    const park = new SqsSendMessage(this, 'Park', {
      queue: new DeadLetterQueue(this, 'DeadLetters'),
      messageBody: TaskInput.fromJsonPathAt('$'),
      taskTimeout: seconds(10),
    });
    park.addRetry(again(5, Duration.minutes(10), 20));
    park.addCatch(new Fail(this, 'NotParked'));
    return park.next(new Fail(this, 'Parked'));
  }
}
