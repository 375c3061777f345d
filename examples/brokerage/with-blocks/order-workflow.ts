import {
  Duration,
  SecretValue,
  aws_events as events,
  aws_stepfunctions as sfn,
  aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BufferedQueue } from '../../../lib/blocks/buffered-queue';
import { product } from '../product';
import { DeadLetterQueue } from './parts/dead-letter-queue';
import { BrokerageFunction, keptLogs } from './parts/functions';
import type { Needs } from './region';

type WorkflowNeeds = Needs<'data' | 'operations'> & { readonly tradeEvents: events.IEventBus };

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

/** Risk check, approval of large orders, clearing, booking; an order that cannot go on is parked, never lost. */
export class OrderWorkflow extends Construct {
  public readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowNeeds) {
    super(scope, id);
    const parked = this.park();
    /** Each step is tried again, then the order is parked. */
    const step = <T extends sfn.TaskStateBase>(task: T, maxAttempts = 5): T => {
      task.addRetry(again(2, Duration.minutes(1), maxAttempts));
      task.addCatch(parked, { resultPath: '$.error' });
      return task;
    };

    const riskCheck = step(this.riskCheck());
    const place = step(this.clear(), 8)
      .next(step(this.bookTrade(props)))
      .next(step(this.publish(props)));
    const approve = step(this.deskApproval(props), 1).next(place);
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      definitionBody: sfn.DefinitionBody.fromChainable(
        riskCheck.next(
          new sfn.Choice(this, 'Allowed?')
            .when(sfn.Condition.booleanEquals('$.risk.allowed', false), new sfn.Fail(this, 'Rejected'))
            .when(sfn.Condition.booleanEquals('$.risk.large', true), approve)
            .otherwise(place),
        ),
      ),
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: { destination: keptLogs(this, 'Logs'), level: sfn.LogLevel.ERROR },
    });
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
  private deskApproval({ operations }: WorkflowNeeds): tasks.SqsSendMessage {
    const approvals = new BufferedQueue(this, 'Approvals', {
      arrivalRate: 0.05,
      maximumDelay: Duration.minutes(10),
      alarmTopic: operations.pager.firstLevelTopic,
    });
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
    return new tasks.HttpInvoke(this, 'Clear', {
      apiRoot: product.clearing.url,
      apiEndpoint: sfn.TaskInput.fromText('trades'),
      method: sfn.TaskInput.fromText('POST'),
      connection: new events.Connection(this, 'ClearingConnection', {
        authorization: events.Authorization.apiKey(
          'x-api-key',
          SecretValue.secretsManager(product.clearing.apiKeySecret),
        ),
      }),
      headers: sfn.TaskInput.fromObject({ 'Idempotency-Key': sfn.JsonPath.stringAt('$.orderId') }),
      body: sfn.TaskInput.fromJsonPathAt('$'),
      resultPath: '$.clearing',
      taskTimeout: seconds(20),
    });
  }

  private bookTrade({ data }: WorkflowNeeds): tasks.LambdaInvoke {
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
    return new tasks.LambdaInvoke(this, 'BookTrade', {
      lambdaFunction: bookTrade,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: seconds(30),
    });
  }

  private publish({ tradeEvents: eventBus }: WorkflowNeeds): tasks.EventBridgePutEvents {
    return new tasks.EventBridgePutEvents(this, 'Publish', {
      entries: [
        { eventBus, source: product.name, detailType: 'TradeBooked', detail: sfn.TaskInput.fromJsonPathAt('$') },
      ],
      taskTimeout: seconds(10),
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
}
