import { handsOver, ignored, inSubnets, needs, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

/** AWS Lambda. What a function names in its environment is judged by the graph, together with what it is granted. */
export const LAMBDA: EdgeTable = {
  'AWS::Lambda::Function': [
    permittedBy('Role'),
    inSubnets('VpcConfig.SubnetIds[]'),
    // The invocation fails if the file system cannot be mounted.
    needs('FileSystemConfigs[].Arn'),
    // Invocations fail with KMSDisabledException: the environment cannot be decrypted.
    needs('KmsKeyArn'),
    needs('DurableConfig.KMSKeyArn'),
    runsIn('CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn'),
    observes('LoggingConfig.LogGroup'),
    // Lambda keeps its own copy of an image and needs the repository only for a function long idle.
    uses('Code.ImageUri'),
    // Code and layers are copied at deployment. What failed already goes to the dead-letter queue, nothing waits for it.
    ...ignored(
      'Code.S3Bucket',
      'Code.SourceKMSKeyArn',
      'Layers',
      'CodeSigningConfigArn',
      'RuntimeManagementConfig',
      'DeadLetterConfig',
      'VpcConfig.SecurityGroupIds',
    ),
  ],
  'AWS::Lambda::Version': [runsIn('FunctionName'), ...ignored('CodeSha256', 'RuntimePolicy')],
  'AWS::Lambda::Alias': [
    runsIn('FunctionName'),
    runsIn('FunctionVersion'),
    // A share of the traffic during a deployment.
    uses('RoutingConfig.AdditionalVersionWeights[].FunctionVersion'),
  ],
  'AWS::Lambda::Url': [needs('TargetFunctionArn'), ...ignored('Qualifier')],
  'AWS::Lambda::CapacityProvider': [
    inSubnets('VpcConfig.SubnetIds[]'),
    permittedBy('PermissionsConfig.CapacityProviderOperatorRoleArn'),
    // Encrypts the volumes of its instances: those attached go on, new ones cannot start.
    uses('KmsKeyArn'),
    observes('TelemetryConfig'),
    ...ignored('VpcConfig.SecurityGroupIds'),
  ],
  // The source keeps what was not processed: a queue or stream up to its retention.
  'AWS::Lambda::EventSourceMapping': [
    handsOver('EventSourceArn', 'FunctionName'),
    // Credentials and subnets to read from a broker: without them, reading stops.
    handsOver('EventSourceArn', 'SourceAccessConfigurations[].URI'),
    handsOver('EventSourceArn', 'AmazonManagedKafkaEventSourceConfig.SchemaRegistryConfig'),
    // Encrypts the filter criteria.
    uses('EventSourceArn', 'KmsKeyArn'),
    ...ignored('DestinationConfig', 'Queues', 'Topics'),
  ],
  'AWS::Lambda::EventInvokeConfig': [
    // The next step of the flow; an event that cannot be delivered there is dropped.
    needs('FunctionName', 'DestinationConfig.OnSuccess.Destination'),
    ...ignored('DestinationConfig.OnFailure', 'Qualifier'),
  ],
  'AWS::Lambda::Permission': [
    permittedBy('SourceArn', '@'),
    permits('FunctionName'),
    permits('Principal'),
    ...ignored('SourceAccount', 'EventSourceToken', 'PrincipalOrgID'),
  ],
  'AWS::Lambda::CodeSigningConfig': ignored('*'),
  'AWS::Lambda::LayerVersion': ignored('Content'),
  'AWS::Lambda::LayerVersionPermission': ignored('*'),
};
