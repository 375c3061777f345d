import { Duration } from 'aws-cdk-lib';
import { Rule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { product } from '../product';
import { pageOn } from './parts/alarms';
import { watchedFunction } from './parts/functions';
import { DeadLetterQueue, WorkQueue } from './parts/queues';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface NotificationsStackProps extends RegionalStackProps {
  readonly pager: ITopic;
  readonly tradeEvents: IEventBus;
  readonly ticks: IStream;
}

/** Trade confirmations and price alerts wait in one queue, so that a slow third party delays them and loses none. */
export class NotificationsStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: NotificationsStackProps) {
    super(scope, id, props);
    const { pager } = props;

    const timeout = Duration.seconds(30);
    const messages = new WorkQueue(this, 'Messages', { pager, consumerTimeout: timeout, maxAge: Duration.minutes(10) });
    const customers = this.addCustomerTopic(pager);
    const sendMessages = watchedFunction(this, 'SendMessages', {
      pager,
      folder: 'send-messages',
      handler: 'index.perRecord',
      timeout,
      concurrency: 50,
      environment: { CUSTOMER_TOPIC_ARN: customers.topicArn },
    });
    customers.grantPublish(sendMessages);
    sendMessages.addEventSource(
      new SqsEventSource(messages.queue, { batchSize: 10, maxConcurrency: 50, reportBatchItemFailures: true }),
    );

    this.addConfirmations(props.tradeEvents, messages.queue, pager);
    this.addPriceAlerts(props.ticks, messages.queue, pager);
  }

  private addCustomerTopic(pager: ITopic): Topic {
    const customers = new Topic(this, 'CustomerMessages', { enforceSSL: true });
    customers.addSubscription(
      new UrlSubscription(product.push.url, {
        deadLetterQueue: new DeadLetterQueue(this, 'UndeliveredMessages', pager),
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
    pageOn(customers, 'FailedDeliveries', pager, {
      metric: customers.metricNumberOfNotificationsFailed(),
      atLeast: 10,
      summary: 'The push provider does not accept messages.',
      runbook: 'notifications',
    });
    return customers;
  }

  private addConfirmations(tradeEvents: IEventBus, messages: IQueue, pager: ITopic): void {
    const rule = new Rule(this, 'TradeBooked', {
      eventBus: tradeEvents,
      eventPattern: { source: [product.name], detailType: ['TradeBooked'] },
      targets: [new SqsQueue(messages, { deadLetterQueue: new DeadLetterQueue(this, 'LostConfirmations', pager) })],
    });
    pageOn(this, 'FailedConfirmations', pager, {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { EventBusName: tradeEvents.eventBusName, RuleName: rule.ruleName },
        statistic: 'Sum',
      }),
      atLeast: 1,
      summary: 'Trade confirmations do not reach their queue.',
      runbook: 'notifications',
    });
  }

  private addPriceAlerts(ticks: IStream, messages: IQueue, pager: ITopic): void {
    const findAlerts = watchedFunction(this, 'FindPriceAlerts', {
      pager,
      folder: 'price-alerts',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 50,
      environment: { MESSAGES_QUEUE_URL: messages.queueUrl },
    });
    messages.grantSendMessages(findAlerts);
    findAlerts.addEventSource(
      new KinesisEventSource(ticks, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 500,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.minutes(15),
        onFailure: new SqsDlq(new DeadLetterQueue(this, 'LostAlerts', pager)),
      }),
    );
    pageOn(findAlerts, 'IteratorAge', pager, {
      metric: findAlerts.metric('IteratorAge', { statistic: 'Maximum' }),
      atLeast: 5 * 60_000,
      summary: 'Price alerts are more than five minutes late.',
      runbook: 'notifications',
    });
  }
}
