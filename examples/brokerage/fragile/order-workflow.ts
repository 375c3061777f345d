import { SecretValue } from 'aws-cdk-lib';
import { Authorization, Connection, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  IntegrationPattern,
  JsonPath,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { EventBridgePutEvents, HttpInvoke, LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { functionCode, product } from '../product';

interface OrderWorkflowProps {
  readonly ledger: DatabaseCluster;
  readonly tradeEvents: IEventBus;
}

/** Risk check, approval of large orders, clearing, booking. */
export class OrderWorkflow extends Construct {
  public readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: OrderWorkflowProps) {
    super(scope, id);

    const riskCheck = new LambdaInvoke(this, 'RiskCheck', {
      lambdaFunction: new Function(this, 'RiskCheckFunction', {
        runtime: Runtime.NODEJS_22_X,
        handler: 'index.handler',
        code: functionCode('risk-check'),
      }),
      payloadResponseOnly: true,
      resultPath: '$.risk',
    });
    const deskApproval = new SqsSendMessage(this, 'DeskApproval', {
      queue: new Queue(this, 'Approvals'),
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      messageBody: TaskInput.fromObject({ token: JsonPath.taskToken, order: JsonPath.entirePayload }),
      resultPath: JsonPath.DISCARD,
    });
    const clear = new HttpInvoke(this, 'Clear', {
      apiRoot: product.clearing.url,
      apiEndpoint: TaskInput.fromText('trades'),
      method: TaskInput.fromText('POST'),
      connection: new Connection(this, 'ClearingConnection', {
        authorization: Authorization.apiKey('x-api-key', SecretValue.secretsManager(product.clearing.apiKeySecret)),
      }),
      body: TaskInput.fromJsonPathAt('$'),
      resultPath: '$.clearing',
    });
    const publish = new EventBridgePutEvents(this, 'Publish', {
      entries: [
        {
          eventBus: props.tradeEvents,
          source: product.name,
          detailType: 'TradeBooked',
          detail: TaskInput.fromJsonPathAt('$'),
        },
      ],
    });
    const place = clear.next(this.bookTrade(props.ledger)).next(publish);

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(
        riskCheck.next(
          new Choice(this, 'Allowed?')
            .when(Condition.booleanEquals('$.risk.allowed', false), new Fail(this, 'Rejected'))
            .when(Condition.booleanEquals('$.risk.large', true), deskApproval.next(place))
            .otherwise(place),
        ),
      ),
    });
  }

  private bookTrade(ledger: DatabaseCluster): LambdaInvoke {
    const bookTrade = new Function(this, 'BookTradeFunction', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: functionCode('book-trade'),
      environment: {
        LEDGER_ARN: ledger.clusterArn,
        LEDGER_SECRET_ARN: ledger.secret!.secretArn,
        LEDGER_DATABASE: product.ledgerDatabase,
      },
    });
    ledger.grantDataApiAccess(bookTrade);
    return new LambdaInvoke(this, 'BookTrade', {
      lambdaFunction: bookTrade,
      payloadResponseOnly: true,
      retryOnServiceExceptions: false, // saw a trade booked twice
    });
  }
}
