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
  uses,
} from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** What starts a function or a state machine, and so depends on it. */
const EVENTS: EdgeRows = [
  routesTo('Events.*.Properties.RestApiId', '@'),
  routesTo('Events.*.Properties.ApiId', '@'),
  routesTo('Events.*.Properties.EventBusName', '@'),
  uses('Events.*.Properties.Pattern', '@'),
];

/** The Serverless Application Model, as written: before CloudFormation expands it. */
export const SAM: EdgeTable = {
  'AWS::Serverless::Function': [
    ...EVENTS,
    handsOver('Events.*.Properties.Queue', '@'),
    handsOver('Events.*.Properties.Stream', '@'),
    fansOutTo('Events.*.Properties.Topic', '@'),
    handsOver('Events.*.Properties.Broker', '@'),
    copies('Events.*.Properties.Bucket', '@'),
    copies('Events.*.Properties.LogGroupName', '@'),
    // A trigger of a user pool.
    needs('Events.*.Properties.UserPool', '@'),
    inSubnets('VpcConfig.SubnetIds[]'),
    needs('FileSystemConfigs[].Arn'),
    needs('KmsKeyArn'),
    needs('EventInvokeConfig.DestinationConfig.OnSuccess.Destination'),
    uses('ImageUri'),
    observes('LoggingConfig.LogGroup'),
    observes('DeploymentPreference.Alarms'),
    permittedBy('Role'),
    permittedBy('PermissionsBoundary'),
    permits('Policies'),
    ...ignored(
      'AssumeRolePolicyDocument',
      'CodeSigningConfigArn',
      'CodeUri',
      'DeadLetterQueue',
      'DeploymentPreference.Hooks',
      'DeploymentPreference.Role',
      'EventInvokeConfig.DestinationConfig.OnFailure',
      'Events.*.Properties.Auth',
      'Events.*.Properties.DeadLetterConfig',
      'Events.*.Properties.DestinationConfig',
      'Layers',
      'VpcConfig.SecurityGroupIds',
    ),
  ],
  'AWS::Serverless::Api': [
    routesTo('DefinitionBody'),
    needs('Auth'),
    needs('Domain.CertificateArn'),
    observes('AccessLogSetting.DestinationArn'),
    needsOneOf('endpoints', 'EndpointConfiguration.VPCEndpointIds[]'),
    ...ignored('CanarySetting', 'DefinitionUri', 'Domain', 'GatewayResponses', 'Models'),
  ],
  'AWS::Serverless::HttpApi': [
    routesTo('DefinitionBody'),
    needs('Auth'),
    needs('Domain.CertificateArn'),
    observes('AccessLogSettings.DestinationArn'),
    ...ignored('DefinitionUri', 'Domain'),
  ],
  'AWS::Serverless::SimpleTable': [needs('SSESpecification.KMSMasterKeyId')],
  'AWS::Serverless::StateMachine': [
    ...EVENTS,
    needs('Definition'),
    needs('DefinitionSubstitutions.*'),
    observes('Logging'),
    permittedBy('Role'),
    permits('Policies'),
    ...ignored('DefinitionUri', 'Events.*.Properties.Auth', 'Events.*.Properties.DeadLetterConfig'),
  ],
  'AWS::Serverless::LayerVersion': ignored('*'),
  'AWS::Serverless::Application': ignored('*'),
};
