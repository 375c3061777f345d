import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:orders';
const RedrivePolicy = { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead' };
const WEBHOOK = { TopicArn: TOPIC, Protocol: 'https', Endpoint: 'https://example.com/orders' };
const TO_QUEUE = { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:orders' };

export const snsHttpSubscriptionDlq = defineRule({
  id: 'SnsHttpSubscriptionDlq',
  appliesTo: 'AWS::SNS::Subscription',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Messages that the HTTP endpoint does not take are lost',
  why: 'By default SNS retries an endpoint that is down three times, 20 s apart, then drops the message; a delivery policy can stretch that to an hour at most. Client errors other than 429 are not retried at all. The default is no dead-letter queue.',
  fix: 'Set RedrivePolicy.deadLetterTargetArn (CDK: new UrlSubscription(url, { deadLetterQueue })).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:SNSRedrivePolicy'],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
  examples: { noncompliant: WEBHOOK, compliant: { ...WEBHOOK, RedrivePolicy }, at: 'Properties.RedrivePolicy' },
  check: (subscription) => {
    if (subscription.has('RedrivePolicy')) return compliant;
    const protocol = subscription.string('Protocol');
    return protocol === 'http' || protocol === 'https' ? nonCompliant('RedrivePolicy') : notApplicable;
  },
});

export const snsSubscriptionDlq = defineRule({
  id: 'SnsSubscriptionDlq',
  appliesTo: 'AWS::SNS::Subscription',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Messages that the subscription cannot deliver are lost',
  why: 'SNS retries for weeks when the service is down, but drops a message at once when it may not deliver it: a deleted queue, a missing permission, a key it cannot use. The default is no dead-letter queue.',
  fix: 'Set RedrivePolicy.deadLetterTargetArn (CDK: new SqsSubscription(queue, { deadLetterQueue })).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:SNSRedrivePolicy'],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
  examples: { noncompliant: TO_QUEUE, compliant: { ...TO_QUEUE, RedrivePolicy }, at: 'Properties.RedrivePolicy' },
  check: (subscription) => {
    if (subscription.has('RedrivePolicy')) return compliant;
    const isAws = ['sqs', 'lambda', 'firehose'].includes(subscription.string('Protocol') ?? '');
    return isAws ? nonCompliant('RedrivePolicy') : notApplicable;
  },
});

export const snsHttpDeliveryPolicy = defineRule({
  id: 'SnsHttpDeliveryPolicy',
  appliesTo: 'AWS::SNS::Subscription',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Retries and rate of the HTTP endpoint are the defaults',
  why: 'Without a delivery policy a message is tried three more times, 20 s apart, and requests per second are not limited: an endpoint misses messages in an outage of minutes, and is overrun by a surge.',
  fix: 'Set DeliveryPolicy with healthyRetryPolicy and throttlePolicy (CDK: deliveryPolicy).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  examples: {
    noncompliant: WEBHOOK,
    compliant: { ...WEBHOOK, DeliveryPolicy: { healthyRetryPolicy: { numRetries: 20 } } },
    at: 'Properties.DeliveryPolicy',
  },
  check: (subscription) => {
    if (subscription.has('DeliveryPolicy')) return compliant;
    const protocol = subscription.string('Protocol');
    return protocol === 'http' || protocol === 'https' ? nonCompliant('DeliveryPolicy') : notApplicable;
  },
});

export const snsDeliveryStatusLogging = defineRule({
  id: 'SnsDeliveryStatusLogging',
  appliesTo: 'AWS::SNS::Topic',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failed deliveries of the topic are not logged',
  why: 'Why a message did not arrive can then not be found out. The default is no logging.',
  fix: 'Set DeliveryStatusLogging for the protocols in use (CDK: loggingConfigs).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'config:sns-topic-message-delivery-notification-enabled',
    'securityhub:SNS.2',
    'steampipe:sns_topic_notification_delivery_status_enabled',
  ],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html',
  examples: {
    noncompliant: { TopicName: 'orders' },
    compliant: {
      DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: 'arn:aws:iam::111122223333:role/sns' }],
    },
    at: 'Properties.DeliveryStatusLogging',
  },
  check: (topic) => {
    const logging = topic.at('DeliveryStatusLogging');
    if (logging.isUnknown) return compliant;
    return logging.items().length > 0 ? compliant : nonCompliant('DeliveryStatusLogging');
  },
});
