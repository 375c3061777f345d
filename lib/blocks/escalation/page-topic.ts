import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../dead-letter-queue';
import type { Responder } from './responder';
import { TopicDeliveryLogs } from './topic-delivery-logs';

/** Properties of a topic of pages. */
export interface PageTopicProps {
  /** Encrypts messages; absent where publishers could not use a key. */
  readonly key?: IKey;
  readonly responders: readonly Responder[];
  /** How it shows in messages. */
  readonly displayName: string;
}

/** A topic with its responders, such as one level of an escalation, and what is known of messages that reached nobody. */
export class PageTopic extends Construct {
  public readonly topic: Topic;
  /** Pages that could not be delivered. */
  public readonly undelivered: Queue;
  public readonly undeliveredAlarm: Alarm;

  constructor(scope: Construct, id: string, props: PageTopicProps) {
    super(scope, id);
    // Encrypted by a key of its own: CloudWatch cannot be let use alias/aws/sns.
    this.topic = new Topic(this, 'Topic', { masterKey: props.key, enforceSSL: true, displayName: props.displayName });
    // The statement that enforces SSL takes the place of the default policy, which lets CloudWatch publish.
    this.topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));

    new TopicDeliveryLogs().applyTo(this.topic);
    this.undelivered = new DeadLetterQueue(this, 'Undelivered');
    for (const responder of props.responders) responder._subscribe(this.topic, this.undelivered);

    this.undeliveredAlarm = this.undelivered
      .metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) })
      .createAlarm(this, 'NotDelivered', {
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: `Messages of ${this.topic.node.path} reached a responder not at all: look into the queue, repair the subscription.`,
      });
  }
}
