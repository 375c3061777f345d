import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { BufferedQueue } from 'cdk-resilience';
import { product } from '../product';
import { DeadLetterQueue } from './parts/dead-letter-queue';
import { BrokerageFunction } from './parts/functions';
import { deliveryLogs } from './parts/service-events';
import { readStream } from './parts/stream-reader';
import { RegionalStack, type Needs } from './region';

/** Trade confirmations and price alerts wait in one queue, so that a slow third party delays them and loses none. */
export class NotificationsStack extends RegionalStack {
  public readonly messages: BufferedQueue;
  public readonly findAlerts: BrokerageFunction;

  constructor(scope: Construct, id: string, props: Needs<'orders' | 'marketData'>) {
    super(scope, id, props);
    const timeout = Duration.seconds(30);

    const customers = this.addCustomerTopic();
    const sendMessages = new BrokerageFunction(this, 'SendMessages', {
      folder: 'send-messages',
      handler: 'index.perRecord',
      timeout,
      concurrency: 50,
      environment: { CUSTOMER_TOPIC_ARN: customers.topicArn },
    });
    customers.grantPublish(sendMessages);
    this.messages = new BufferedQueue(this, 'Messages', {
      arrivalRate: 20,
      maximumDelay: Duration.minutes(10),
    });
    this.messages.addLambdaConsumer(sendMessages, { batchDuration: Duration.seconds(2) });

    new events.Rule(this, 'TradeBooked', {
      eventBus: props.orders.tradeEvents,
      eventPattern: { source: [product.name], detailType: ['TradeBooked'] },
      targets: [
        new targets.SqsQueue(this.messages.queue, { deadLetterQueue: new DeadLetterQueue(this, 'LostConfirmations') }),
      ],
    });

    this.findAlerts = new BrokerageFunction(this, 'FindPriceAlerts', {
      folder: 'price-alerts',
      handler: 'index.perRecord',
      timeout,
      concurrency: 50,
      environment: { MESSAGES_QUEUE_URL: this.messages.queue.queueUrl },
    });
    this.messages.grantSendMessages(this.findAlerts);
    readStream(this.findAlerts, props.marketData.ticks, Duration.minutes(15));
  }

  private addCustomerTopic(): sns.Topic {
    const customers = new sns.Topic(this, 'CustomerMessages', { enforceSSL: true });
    customers.addLoggingConfig({ protocol: sns.LoggingProtocol.HTTP, failureFeedbackRole: deliveryLogs(customers) });
    customers.addSubscription(
      new subscriptions.UrlSubscription(product.push.url, {
        deadLetterQueue: new DeadLetterQueue(this, 'UndeliveredMessages'),
        deliveryPolicy: {
          healthyRetryPolicy: {
            minDelayTarget: Duration.seconds(5),
            maxDelayTarget: Duration.minutes(5),
            numRetries: 50,
          },
          throttlePolicy: { maxReceivesPerSecond: 100 },
        },
      }),
    );
    return customers;
  }
}
