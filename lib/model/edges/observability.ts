import { alertsThrough, copies, ignored, inSubnets, needs, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** Whom an alarm tells. Good news is not waited for. */
const ALARM_ACTIONS: EdgeRows = [alertsThrough('AlarmActions[]'), ...ignored('OKActions', 'InsufficientDataActions')];

const METRICS: EdgeTable = {
  'AWS::CloudWatch::Alarm': [
    observes('Dimensions[].Value'),
    observes('Metrics[].MetricStat.Metric.Dimensions[].Value'),
    ...ALARM_ACTIONS,
  ],
  'AWS::CloudWatch::CompositeAlarm': [alertsThrough('AlarmRule'), observes('ActionsSuppressor'), ...ALARM_ACTIONS],
  'AWS::CloudWatch::LogAlarm': [
    observes('ScheduledQueryConfiguration.LogGroupIdentifiers[]'),
    permittedBy('ScheduledQueryConfiguration.ScheduledQueryRoleARN'),
    permittedBy('ActionLogLineRoleArn'),
    ...ALARM_ACTIONS,
  ],
  'AWS::CloudWatch::AlarmMuteRule': ignored('*'),
  'AWS::CloudWatch::AnomalyDetector': [
    observes('Dimensions[].Value'),
    observes('SingleMetricAnomalyDetector'),
    observes('MetricMathAnomalyDetector'),
  ],
  'AWS::CloudWatch::Dashboard': [observes('DashboardBody')],
  'AWS::CloudWatch::InsightRule': [observes('RuleBody')],
  'AWS::CloudWatch::MetricStream': [observes('FirehoseArn'), permittedBy('RoleArn')],
  'AWS::ApplicationSignals::ServiceLevelObjective': [observes('Sli'), observes('RequestBasedSli')],
  'AWS::Synthetics::Group': [observes('ResourceArns[]')],
  'AWS::Synthetics::Canary': [
    observes('RunConfig'),
    observes('ArtifactS3Location'),
    inSubnets('VPCConfig.SubnetIds[]'),
    runsIn('VPCConfig.VpcId'),
    observes('KmsKeyArn'),
    observes('ArtifactConfig'),
    permittedBy('ExecutionRoleArn'),
    ...ignored('Code', 'VPCConfig.SecurityGroupIds'),
  ],
};

/** Logs. What is done with them may be a data flow of its own; the group goes on collecting. */
const LOGS: EdgeTable = {
  'AWS::Logs::LogGroup': [
    // A group named after its function does not need it.
    ...ignored('LogGroupName'),
    needs('KmsKeyId'),
    permits('ResourcePolicyDocument'),
    ...ignored('DataProtectionPolicy'),
  ],
  'AWS::Logs::LogStream': [runsIn('LogGroupName')],
  'AWS::Logs::MetricFilter': [observes('LogGroupName')],
  // Tried again for up to 24 hours if the destination is throttled or down, skipped if it is gone.
  'AWS::Logs::SubscriptionFilter': [copies('LogGroupName', 'DestinationArn'), permittedBy('RoleArn')],
  'AWS::Logs::Destination': [needs('TargetArn'), permittedBy('RoleArn'), permits('DestinationPolicy')],
  'AWS::Logs::ResourcePolicy': [permits('PolicyDocument')],
  'AWS::Logs::QueryDefinition': [observes('LogGroupNames[]')],
  'AWS::Logs::LogAnomalyDetector': [observes('LogGroupArnList[]'), uses('KmsKeyId')],
  'AWS::Logs::DeliverySource': [observes('ResourceArn')],
  'AWS::Logs::DeliveryDestination': [observes('DestinationResourceArn'), permits('DeliveryDestinationPolicy')],
  'AWS::Logs::Delivery': [observes('DeliverySourceName'), observes('DeliveryDestinationArn')],
};

const AUDIT: EdgeTable = {
  'AWS::CloudTrail::Trail': [
    observes('S3BucketName'),
    observes('CloudWatchLogsLogGroupArn'),
    observes('SnsTopicName'),
    observes('KMSKeyId'),
    observes('EventSelectors[]'),
    observes('AdvancedEventSelectors[]'),
    permittedBy('CloudWatchLogsRoleArn'),
  ],
  'AWS::Config::ConfigurationRecorder': [permittedBy('RoleARN')],
  'AWS::Config::DeliveryChannel': [observes('S3BucketName'), observes('S3KmsKeyArn'), observes('SnsTopicARN')],
  'AWS::Config::ConfigRule': [observes('Scope'), observes('Source'), observes('InputParameters')],
};

/** How people are told. */
const ON_CALL: EdgeTable = {
  'AWS::Chatbot::SlackChannelConfiguration': [observes('SnsTopicArns[]', '@'), permittedBy('IamRoleArn')],
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration': [observes('SnsTopicArns[]', '@'), permittedBy('IamRoleArn')],
  'AWS::SSMIncidents::ResponsePlan': [
    alertsThrough('Engagements[]'),
    observes('ChatChannel'),
    observes('IncidentTemplate.NotificationTargets[].SnsTopicArn'),
    uses('Actions[].SsmAutomation.DocumentName'),
    permittedBy('Actions[].SsmAutomation.RoleArn'),
  ],
  'AWS::SSMContacts::Contact': [alertsThrough('Plan[].Targets[]')],
  'AWS::SSMContacts::ContactChannel': [alertsThrough('ContactId', '@')],
  'AWS::SSMContacts::Plan': [alertsThrough('ContactId', '@'), alertsThrough('Stages[].Targets[]')],
  'AWS::SSMContacts::Rotation': [alertsThrough('ContactIds[]')],
};

/** What watches the workload and tells people. None of it carries an outage. */
export const OBSERVABILITY: EdgeTable = { ...METRICS, ...LOGS, ...AUDIT, ...ON_CALL };
