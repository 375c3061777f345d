import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { product } from '../../product';
import { acknowledge } from './acknowledge';
import { DeadLetterQueue } from './dead-letter-queue';

/** The on-call tool's address for Amazon SNS. */
export const ON_CALL = `https://on-call.example.net/integrations/${product.name}`;

/** What AWS services report to people. Not encrypted with a key of ours, which not all of them may use. */
export class ServiceEvents extends sns.Topic {
  constructor(scope: Construct, id: string) {
    super(scope, id, { enforceSSL: true });
    // A topic's own policy takes the place of the default one, which lets the account's resources publish.
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'AWS:SourceOwner': Stack.of(this).account } },
      }),
    );
    this.grantPublish(new iam.ServicePrincipal('events.rds.amazonaws.com'));
    this.addLoggingConfig({ protocol: sns.LoggingProtocol.HTTP, failureFeedbackRole: deliveryLogs(this) });

    const deadLetterQueue = new DeadLetterQueue(this, 'Undelivered');
    this.addSubscription(
      new subscriptions.UrlSubscription(ON_CALL, {
        deadLetterQueue,
        deliveryPolicy: { healthyRetryPolicy: { minDelayTarget: Duration.seconds(5), numRetries: 20 } },
      }),
    );
    this.addSubscription(
      new subscriptions.EmailSubscription(`platform-lead@${product.domainName}`, { deadLetterQueue }),
    );
  }
}

/** Lets Amazon SNS log what it could not deliver, in log groups that it names itself. */
export function deliveryLogs(topic: Construct): iam.Role {
  const role = new iam.Role(topic, 'DeliveryLogs', { assumedBy: new iam.ServicePrincipal('sns.amazonaws.com') });
  const actions = ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'PutMetricFilter', 'PutRetentionPolicy'];
  role.addToPolicy(new iam.PolicyStatement({ actions: actions.map((action) => `logs:${action}`), resources: ['*'] }));
  acknowledge(role, { 'IAM5[Resource::*]': 'Amazon SNS names the log groups, in each account and Region.' });
  return role;
}
