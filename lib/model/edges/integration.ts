import {
  copies,
  fansOutTo,
  handsOver,
  ignored,
  inSubnets,
  needs,
  needsOneOf,
  observes,
  permits,
  permittedBy,
  routesTo,
  runsIn,
  uses,
} from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** A task started on ECS by a rule, schedule or pipe. */
function ecsTask(path: string, vpc: 'AwsVpcConfiguration' | 'AwsvpcConfiguration'): EdgeRows {
  return [
    handsOver(`${path}.TaskDefinitionArn`),
    inSubnets(`${path}.NetworkConfiguration.${vpc}.Subnets[]`),
    ...ignored(`${path}.NetworkConfiguration.${vpc}.SecurityGroups`),
  ];
}

/** EventBridge and the scheduler try a target again for 24 hours, up to 185 times, unless a retry policy says less. */
const EVENTS: EdgeTable = {
  'AWS::Events::Rule': [
    routesTo('EventBusName', '@'),
    // Who is named in the pattern sends the events, and does not wait for what becomes of them.
    uses('EventPattern', '@'),
    fansOutTo('Targets[].Arn'),
    fansOutTo('Targets[].BatchParameters.JobDefinition'),
    fansOutTo('Targets[].RedshiftDataParameters.SecretManagerArn'),
    fansOutTo('Targets[].RunCommandParameters.RunCommandTargets[].Values[]'),
    ...ecsTask('Targets[].EcsParameters', 'AwsVpcConfiguration'),
    permittedBy('RoleArn'),
    permittedBy('Targets[].RoleArn'),
    ...ignored('Targets[].DeadLetterConfig', 'Targets[].Id'),
  ],
  'AWS::Events::EventBus': [
    needs('KmsKeyIdentifier'),
    permits('Policy'),
    ...ignored('DeadLetterConfig', 'EventSourceName'),
  ],
  'AWS::Events::EventBusPolicy': [permits('EventBusName'), permits('Statement'), permits('Condition')],
  // Keeps events for replay.
  'AWS::Events::Archive': [copies('SourceArn', '@'), needs('KmsKeyIdentifier')],
  'AWS::Events::ApiDestination': [needs('ConnectionArn'), needs('InvocationEndpoint')],
  'AWS::Events::Connection': [
    needs('KmsKeyIdentifier'),
    needs('InvocationConnectivityParameters.ResourceParameters.ResourceConfigurationArn'),
    needs('AuthParameters.ConnectivityParameters.ResourceParameters.ResourceConfigurationArn'),
    needs('AuthParameters.OAuthParameters.AuthorizationEndpoint'),
    // Copied into a secret of the connection's own.
    ...ignored(
      'AuthParameters.ApiKeyAuthParameters',
      'AuthParameters.BasicAuthParameters',
      'AuthParameters.OAuthParameters.ClientParameters',
    ),
  ],
  'AWS::Events::Endpoint': [
    needsOneOf('Regions', 'EventBuses[].EventBusArn'),
    // Decides which Region receives.
    uses('RoutingConfig.FailoverConfig.Primary.HealthCheck'),
    permittedBy('RoleArn'),
  ],
  'AWS::Scheduler::Schedule': [
    handsOver('Target.Arn'),
    ...ecsTask('Target.EcsParameters', 'AwsvpcConfiguration'),
    needs('KmsKeyArn'),
    permittedBy('Target.RoleArn'),
    ...ignored('GroupName', 'Target.DeadLetterConfig'),
  ],
};

/** The source keeps what the pipe has not delivered. */
const PIPES: EdgeTable = {
  'AWS::Pipes::Pipe': [
    handsOver('Source', '@'),
    needs('Enrichment'),
    needs('Target'),
    needs('EnrichmentParameters'),
    needs('SourceParameters'),
    needs('TargetParameters.BatchJobParameters.JobDefinition'),
    needs('TargetParameters.RedshiftDataParameters.SecretManagerArn'),
    ...ecsTask('TargetParameters.EcsTaskParameters', 'AwsvpcConfiguration'),
    needs('KmsKeyIdentifier'),
    observes('LogConfiguration'),
    permittedBy('RoleArn'),
    ...ignored(
      'SourceParameters.DynamoDBStreamParameters.DeadLetterConfig',
      'SourceParameters.KinesisStreamParameters.DeadLetterConfig',
      'SourceParameters.SelfManagedKafkaParameters.Vpc.SecurityGroup',
    ),
  ],
};

/** A state whose service does not answer fails the execution, unless the definition catches it. */
const STEP_FUNCTIONS: EdgeTable = {
  'AWS::StepFunctions::StateMachine': [
    needs('Definition'),
    needs('DefinitionString'),
    needs('DefinitionSubstitutions.*'),
    needs('EncryptionConfiguration.KmsKeyId'),
    observes('LoggingConfiguration'),
    permittedBy('RoleArn'),
    ...ignored('DefinitionS3Location'),
  ],
  'AWS::StepFunctions::StateMachineVersion': [runsIn('StateMachineArn'), ...ignored('StateMachineRevisionId')],
  'AWS::StepFunctions::StateMachineAlias': [
    runsIn('RoutingConfiguration[].StateMachineVersionArn'),
    runsIn('DeploymentPreference.StateMachineVersionArn'),
    observes('DeploymentPreference.Alarms'),
  ],
  'AWS::StepFunctions::Activity': [needs('EncryptionConfiguration.KmsKeyId')],
};

/** What routes events and orchestrates steps. */
export const INTEGRATION: EdgeTable = { ...EVENTS, ...PIPES, ...STEP_FUNCTIONS };
