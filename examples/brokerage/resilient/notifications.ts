import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { BufferedQueue, DeadLetterQueue, TopicDeliveryLogs } from 'cdk-resilience';
import { product } from '../product';
import { BrokerageFunction } from './brokerage-function';
import type { BrokerageRegion } from './brokerage-region';
import { RegionalStack } from './region';

/** Trade confirmations and price alerts wait in one queue, so that a slow third party delays them and loses none. */
export class NotificationsStack extends RegionalStack {
  public readonly messages: BufferedQueue;
  public readonly findAlerts: BrokerageFunction;

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    const usual = { handler: 'index.perRecord', timeout: Duration.seconds(30), concurrency: 50 };
    const customers = this.addCustomerTopic();
    const sendMessages = new BrokerageFunction(this, 'SendMessages', {
      ...usual,
      folder: 'send-messages',
      environment: { CUSTOMER_TOPIC_ARN: customers.topicArn },
    });
    customers.grantPublish(sendMessages);
    this.messages = new BufferedQueue(this, 'Messages', { arrivalRate: 20, maximumDelay: Duration.minutes(10) });
    this.messages.addLambdaConsumer(sendMessages, { batchDuration: Duration.seconds(2) });

    const deadLetterQueue = new DeadLetterQueue(this, 'LostConfirmations');
    new events.Rule(this, 'TradeBooked', {
      eventBus: here.orders.tradeEvents,
      eventPattern: { source: [product.name], detailType: ['TradeBooked'] },
      targets: [new SqsQueue(this.messages.queue, { deadLetterQueue })],
    });

    this.findAlerts = new BrokerageFunction(this, 'FindPriceAlerts', {
      ...usual,
      folder: 'price-alerts',
      environment: { MESSAGES_QUEUE_URL: this.messages.queue.queueUrl },
    });
    this.messages.grantSendMessages(this.findAlerts);
    this.findAlerts.readStream(here.marketData.ticks, { batchSize: 500, maxRecordAge: Duration.minutes(15) });
  }

  private addCustomerTopic(): sns.Topic {
    const customers = new sns.Topic(this, 'CustomerMessages', { enforceSSL: true });
    customers.with(new TopicDeliveryLogs());
    customers.addSubscription(
      new UrlSubscription(product.push.url, {
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
