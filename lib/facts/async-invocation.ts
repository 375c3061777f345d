import type { Resource } from '../model/resource';
import { samEventsOf } from './event-sources';
import { callersOf, settingOf } from './functions';

/** Where a resource names a function that it hands events to without waiting: type and property. */
const EVENT_SENDERS: readonly (readonly [type: string, property: string])[] = [
  ['AWS::SNS::Subscription', 'Endpoint'],
  ['AWS::SNS::Topic', 'Subscription'],
  ['AWS::S3::Bucket', 'NotificationConfiguration.LambdaConfigurations'],
  ['Custom::S3BucketNotifications', 'NotificationConfiguration.LambdaFunctionConfigurations'],
  ['AWS::Events::Rule', 'Targets.*.Arn'],
  ['AWS::IoT::TopicRule', 'TopicRulePayload.Actions.*.Lambda'],
  ['AWS::Logs::SubscriptionFilter', 'DestinationArn'],
  ['AWS::SES::ReceiptRule', 'Rule.Actions.*.LambdaAction'],
  ['AWS::CodeCommit::Repository', 'Triggers'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig'],
];

/** Where a resource names a function that it calls and waits for, or feeds with batches it retries itself. */
const WAITING_CALLERS: readonly (readonly [type: string, property: string])[] = [
  ['AWS::Lambda::EventSourceMapping', 'FunctionName'],
  ['AWS::Lambda::Url', 'TargetFunctionArn'],
  // Who is told its name most likely calls it: a function, or the provider of a custom resource.
  ['AWS::Lambda::Function', 'Environment'],
  ['AWS::ApiGateway::Method', 'Integration'],
  ['AWS::ApiGateway::Authorizer', 'AuthorizerUri'],
  ['AWS::ApiGateway::RestApi', 'Body'],
  ['AWS::ApiGatewayV2::Integration', 'IntegrationUri'],
  ['AWS::ApiGatewayV2::Authorizer', 'AuthorizerUri'],
  ['AWS::ApiGatewayV2::Api', 'Body'],
  ['AWS::AppSync::DataSource', 'LambdaConfig'],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', 'Targets'],
  ['AWS::CloudFront::Distribution', 'DistributionConfig'],
  ['AWS::Cognito::UserPool', 'LambdaConfig'],
  ['AWS::StepFunctions::StateMachine', 'DefinitionString'],
  ['AWS::StepFunctions::StateMachine', 'Definition'],
  ['AWS::StepFunctions::StateMachine', 'DefinitionSubstitutions'],
  ['AWS::Serverless::StateMachine', 'DefinitionSubstitutions'],
  ['AWS::Serverless::StateMachine', 'Definition'],
  ['AWS::Pipes::Pipe', 'Enrichment'],
  ['AWS::Pipes::Pipe', 'Target'],
  ['AWS::KinesisFirehose::DeliveryStream', 'ExtendedS3DestinationConfiguration'],
  ['AWS::Bedrock::Agent', 'ActionGroups'],
  ['AWS::SecretsManager::RotationSchedule', 'RotationLambdaARN'],
  ['AWS::CloudFormation::CustomResource', 'ServiceToken'],
];

const SAM_SENDERS: readonly string[] = ['S3', 'SNS', 'EventBridgeRule', 'CloudWatchEvent', 'CloudWatchLogs', 'IoTRule'];
const SAM_SCHEDULES: readonly string[] = ['Schedule', 'ScheduleV2'];
const SAM_CALLERS: readonly string[] = [
  'Api',
  'HttpApi',
  'SQS',
  'Kinesis',
  'DynamoDB',
  'MSK',
  'MQ',
  'SelfManagedKafka',
  'DocumentDB',
  'Cognito',
  'AlexaSkill',
];

/** The resources that hand a function single events which nobody sends again. A schedule comes round again by itself. */
export function eventSendersOf(fn: Resource): Resource[] {
  const senders = EVENT_SENDERS.flatMap(([type, property]) => callersOf(fn, type, property)).filter((sender) => {
    return sender.type !== 'AWS::Events::Rule' || sender.has('EventPattern');
  });
  return [...new Set([...senders, ...oneOffSchedules(fn), ...(hasSamEvent(fn, SAM_SENDERS) ? [fn] : [])])];
}

/** Whether a function is run by a schedule, which does not wait for it. */
export function isScheduled(fn: Resource): boolean {
  return (
    callersOf(fn, 'AWS::Events::Rule', 'Targets.*.Arn').length > 0 ||
    callersOf(fn, 'AWS::Scheduler::Schedule', 'Target.Arn').length > 0 ||
    hasSamEvent(fn, SAM_SCHEDULES)
  );
}

/** Whether something of the application calls a function and sees that it failed. */
export function hasWaitingCaller(fn: Resource): boolean {
  return (
    hasSamEvent(fn, SAM_CALLERS) ||
    settingOf(fn, 'FunctionUrlConfig').isPresent ||
    WAITING_CALLERS.some(([type, property]) => callersOf(fn, type, property).length > 0) ||
    fn.mentions().some(({ resource }) => resource.type.startsWith('Custom::'))
  );
}

/** Whether events that a function could not process are kept: by a dead-letter queue or by a destination. */
export function keepsFailedEvents(fn: Resource): boolean {
  return (
    settingOf(fn, 'DeadLetterConfig.TargetArn').isPresent ||
    settingOf(fn, 'DeadLetterQueue.TargetArn').isPresent ||
    settingOf(fn, 'EventInvokeConfig.DestinationConfig.OnFailure').isPresent ||
    callersOf(fn, 'AWS::Lambda::EventInvokeConfig', 'FunctionName').some((config) =>
      config.has('DestinationConfig.OnFailure'),
    )
  );
}

/** Schedules that run once: `at(...)`. */
function oneOffSchedules(fn: Resource): Resource[] {
  return callersOf(fn, 'AWS::Scheduler::Schedule', 'Target.Arn').filter((schedule) => {
    return String(schedule.at('ScheduleExpression').json() ?? '').startsWith('at(');
  });
}

function hasSamEvent(fn: Resource, types: readonly string[]): boolean {
  return fn.type === 'AWS::Serverless::Function' && samEventsOf(fn).some(({ type }) => types.includes(type));
}
