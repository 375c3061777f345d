import { Mixin, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LoggingProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';

const ACTIONS = ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'PutMetricFilter', 'PutRetentionPolicy'];
const PROTOCOLS = [LoggingProtocol.HTTP, LoggingProtocol.LAMBDA];

/**
 * Lets Amazon SNS write down why a message did not reach an HTTPS endpoint or a function: its answer, and how long it
 * took. Of mail and text messages SNS says nothing of the kind. The topics of `EscalationPolicy` and `ServiceEvents` have
 * it already.
 *
 * Applied with `topic.with(new TopicDeliveryLogs())`, or to all topics below a scope with `Mixins.of(scope).apply(...)`.
 */
export class TopicDeliveryLogs extends Mixin {
  public override supports(construct: IConstruct): boolean {
    return construct instanceof Topic;
  }

  public applyTo(construct: IConstruct): void {
    if (!(construct instanceof Topic)) throw fault(construct, 'TopicDeliveryLogs knows topics only');
    const role = new Role(construct, 'DeliveryLog', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ACTIONS.map((action) => `logs:${action}`), resources: ['*'] }));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'Amazon SNS names the log groups of its delivery logs itself, and documents the role with all resources.',
    });
    for (const protocol of PROTOCOLS) construct.addLoggingConfig({ protocol, failureFeedbackRole: role });
  }
}
