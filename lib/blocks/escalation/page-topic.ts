import { Duration, Validations } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData, type Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LoggingProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letter-queue';
import type { Responder } from './responder';

/** Properties of a topic of pages. */
export interface PageTopicProps {
  readonly key: IKey;
  readonly responders: readonly Responder[];
  /** How it shows in messages. */
  readonly displayName: string;
}

/** One level of an escalation: who is told, and what is known of messages that reached nobody. */
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

    this.logFailures();
    this.undelivered = deadLetterQueue(this, 'Undelivered');
    for (const responder of props.responders) responder._subscribe(this.topic, this.undelivered);

    this.undeliveredAlarm = this.undelivered
      .metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) })
      .createAlarm(this, 'NotDelivered', {
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: `Pages of ${this.topic.node.path} reached a responder not at all: look into the queue, repair the subscription.`,
      });
  }
  /** Why a page did not reach the on-call tool; SNS cannot log that for mail. */
  private logFailures(): void {
    const role = new Role(this, 'DeliveryLog', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    const actions = ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'PutMetricFilter', 'PutRetentionPolicy'];
    role.addToPolicy(new PolicyStatement({ actions: actions.map((action) => `logs:${action}`), resources: ['*'] }));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'Amazon SNS names the log groups of its delivery logs itself, and documents the role with all resources.',
    });
    for (const protocol of [LoggingProtocol.HTTP, LoggingProtocol.LAMBDA]) {
      this.topic.addLoggingConfig({ protocol, failureFeedbackRole: role });
    }
  }
}
