import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LoggingProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { product } from '../../product';
import { DeadLetterQueue } from './dead-letter-queue';

/** The on-call tool's address for Amazon SNS. */
export const ON_CALL = `https://on-call.example.net/integrations/${product.name}`;

/** What AWS services report to people. Not encrypted with a key of ours, which not all of them may use. */
export class ServiceEvents extends Topic {
  constructor(scope: Construct, id: string) {
    super(scope, id, { enforceSSL: true });
    // A topic's own policy takes the place of the default one, which lets the account's resources publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'AWS:SourceOwner': Stack.of(this).account } },
      }),
    );
    this.grantPublish(new ServicePrincipal('events.rds.amazonaws.com'));
    this.addLoggingConfig({ protocol: LoggingProtocol.HTTP, failureFeedbackRole: deliveryLogs(this) });

    const deadLetterQueue = new DeadLetterQueue(this, 'Undelivered');
    this.addSubscription(
      new UrlSubscription(ON_CALL, {
        deadLetterQueue,
        deliveryPolicy: { healthyRetryPolicy: { minDelayTarget: Duration.seconds(5), numRetries: 20 } },
      }),
    );
    this.addSubscription(new EmailSubscription(`platform-lead@${product.domainName}`, { deadLetterQueue }));
  }
}

/** Lets Amazon SNS log what it could not deliver, in log groups that it names itself. */
export function deliveryLogs(topic: Construct): Role {
  const role = new Role(topic, 'DeliveryLogs', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
  const actions = ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'PutMetricFilter', 'PutRetentionPolicy'];
  role.addToPolicy(new PolicyStatement({ actions: actions.map((action) => `logs:${action}`), resources: ['*'] }));
  return role;
}
