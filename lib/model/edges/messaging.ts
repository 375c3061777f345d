import { fansOutTo, ignored, inSubnets, needs, observes, permits, permittedBy, routesTo, uses } from './rows';
import type { EdgeTable } from './types';

/**
 * Queues and topics. A message flows from the producer to the queue or topic and on to who handles it; a dead-letter
 * queue takes what has failed already, so nothing depends on one.
 */
export const MESSAGING: EdgeTable = {
  // Sending and receiving fail once the cached data key expires, after five minutes by default.
  'AWS::SQS::Queue': [needs('KmsMasterKeyId'), ...ignored('RedrivePolicy', 'RedriveAllowPolicy')],
  'AWS::SQS::QueuePolicy': [permits('Queues[]'), permits('PolicyDocument')],
  'AWS::SQS::QueueInlinePolicy': [permits('Queue'), permits('PolicyDocument')],

  'AWS::SNS::Topic': [
    needs('KmsMasterKeyId'),
    fansOutTo('Subscription[].Endpoint'),
    permittedBy('DeliveryStatusLogging[].SuccessFeedbackRoleArn'),
    permittedBy('DeliveryStatusLogging[].FailureFeedbackRoleArn'),
  ],
  // SNS tries 100,015 times over 23 days for queues, functions and Firehose; the other subscribers are not affected.
  'AWS::SNS::Subscription': [
    fansOutTo('TopicArn', 'Endpoint'),
    permittedBy('SubscriptionRoleArn'),
    ...ignored('RedrivePolicy', 'FilterPolicy'),
  ],
  'AWS::SNS::TopicPolicy': [permits('Topics[]'), permits('PolicyDocument')],
  'AWS::SNS::TopicInlinePolicy': [permits('TopicArn'), permits('PolicyDocument')],

  'AWS::AmazonMQ::Broker': [
    inSubnets('SubnetIds[]'),
    needs('EncryptionOptions.KmsKeyId'),
    uses('DataReplicationPrimaryBrokerArn'),
    ...ignored('Configuration', 'LdapServerMetadata', 'SecurityGroups', 'Users'),
  ],
  'AWS::AmazonMQ::ConfigurationAssociation': ignored('*'),

  // A rule that cannot deliver calls its error action, where there is one.
  'AWS::IoT::TopicRule': [
    routesTo('TopicRulePayload.Actions[]'),
    permittedBy('TopicRulePayload.Actions[].DynamoDB.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].DynamoDBv2.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].Firehose.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].Kinesis.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].S3.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].Sns.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].Sqs.RoleArn'),
    permittedBy('TopicRulePayload.Actions[].StepFunctions.RoleArn'),
    observes('TopicRulePayload.Actions[].CloudwatchLogs.LogGroupName'),
    ...ignored('TopicRulePayload.ErrorAction'),
  ],
};
