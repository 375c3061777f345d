import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { functionCode, product } from '../product';

interface NotificationsStackProps extends StackProps {
  readonly tradeEvents: IEventBus;
  readonly ticks: IStream;
}

export class NotificationsStack extends Stack {
  constructor(scope: Construct, id: string, props: NotificationsStackProps) {
    super(scope, id, props);

    const customers = new Topic(this, 'CustomerMessages');
    customers.addSubscription(new UrlSubscription(product.push.url));
    const messages = new Queue(this, 'Messages', { visibilityTimeout: Duration.minutes(1) });

    const confirmTrade = new Function(this, 'ConfirmTrade', {
      runtime: Runtime.NODEJS_20_X,
      handler: 'index.confirmation',
      code: functionCode('send-messages'),
      environment: { CUSTOMER_TOPIC_ARN: customers.topicArn },
    });
    const sendMessages = new Function(this, 'SendMessages', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.wholeBatch',
      code: functionCode('send-messages'),
      timeout: Duration.minutes(1),
      environment: { CUSTOMER_TOPIC_ARN: customers.topicArn },
    });
    const findAlerts = new Function(this, 'FindPriceAlerts', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.wholeBatch',
      code: functionCode('price-alerts'),
      environment: { MESSAGES_QUEUE_URL: messages.queueUrl },
    });
    customers.grantPublish(confirmTrade);
    customers.grantPublish(sendMessages);
    messages.grantSendMessages(findAlerts);

    new Rule(this, 'TradeBooked', {
      eventBus: props.tradeEvents,
      eventPattern: { source: [product.name], detailType: ['TradeBooked'] },
      targets: [new LambdaFunction(confirmTrade)],
    });
    sendMessages.addEventSource(new SqsEventSource(messages));
    findAlerts.addEventSource(new KinesisEventSource(props.ticks, { startingPosition: StartingPosition.LATEST }));
  }
}
