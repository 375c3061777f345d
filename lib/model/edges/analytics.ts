import { ignored, inSubnets, needs, observes, permittedBy, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

const GLUE: EdgeTable = {
  'AWS::Glue::Job': [
    // Read at the start of each run.
    needs('Command.ScriptLocation'),
    needs('Connections.Connections[]'),
    observes('LogUri'),
    permittedBy('Role'),
    ...ignored('SecurityConfiguration'),
  ],
  'AWS::Glue::Crawler': [
    needs('DatabaseName'),
    needs('Targets'),
    permittedBy('Role'),
    ...ignored(
      'CrawlerSecurityConfiguration',
      'Targets.CatalogTargets[].DlqEventQueueArn',
      'Targets.S3Targets[].DlqEventQueueArn',
    ),
  ],
  'AWS::Glue::Trigger': [
    needs('Actions[].JobName'),
    needs('Actions[].CrawlerName'),
    needs('Predicate.Conditions[].JobName', '@'),
    needs('Predicate.Conditions[].CrawlerName', '@'),
    needs('WorkflowName', '@'),
  ],
  'AWS::Glue::Connection': [
    runsIn('ConnectionInput.PhysicalConnectionRequirements.SubnetId'),
    needs('ConnectionInput.ConnectionProperties'),
    needs('ConnectionInput.AuthenticationConfiguration.SecretArn'),
    ...ignored('CatalogId', 'ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList'),
  ],
  'AWS::Glue::Table': [runsIn('DatabaseName'), needs('TableInput.StorageDescriptor.Location'), ...ignored('CatalogId')],
  'AWS::Glue::Database': [uses('DatabaseInput.LocationUri'), ...ignored('CatalogId')],
};

const SAGEMAKER: EdgeTable = {
  'AWS::SageMaker::Endpoint': [
    runsIn('EndpointConfigName'),
    observes('DeploymentConfig.AutoRollbackConfiguration.Alarms[].AlarmName'),
  ],
  'AWS::SageMaker::EndpointConfig': [
    needs('ProductionVariants[].ModelName'),
    uses('KmsKeyId'),
    observes('DataCaptureConfig'),
    needs('AsyncInferenceConfig.OutputConfig.S3OutputPath'),
    observes('AsyncInferenceConfig.OutputConfig.NotificationConfig'),
    inSubnets('VpcConfig.Subnets[]'),
    permittedBy('ExecutionRoleArn'),
    ...ignored('VpcConfig.SecurityGroupIds'),
  ],
  // Image and artefacts are fetched when an instance starts.
  'AWS::SageMaker::Model': [
    inSubnets('VpcConfig.Subnets[]'),
    uses('PrimaryContainer'),
    uses('Containers[]'),
    permittedBy('ExecutionRoleArn'),
    ...ignored('VpcConfig.SecurityGroupIds'),
  ],
};

const OTHERS: EdgeTable = {
  'AWS::Athena::WorkGroup': [
    needs('WorkGroupConfiguration.ResultConfiguration.OutputLocation'),
    needs('WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey'),
    permittedBy('WorkGroupConfiguration.ExecutionRole'),
  ],
  'AWS::EMR::Cluster': [
    runsIn('Instances.Ec2SubnetId'),
    inSubnets('Instances.Ec2SubnetIds[]'),
    observes('LogUri'),
    permittedBy('JobFlowRole'),
    permittedBy('ServiceRole'),
    permittedBy('AutoScalingRole'),
    ...ignored(
      'Instances.AdditionalMasterSecurityGroups',
      'Instances.AdditionalSlaveSecurityGroups',
      'Instances.Ec2KeyName',
      'Instances.EmrManagedMasterSecurityGroup',
      'Instances.EmrManagedSlaveSecurityGroup',
      'Instances.ServiceAccessSecurityGroup',
      'SecurityConfiguration',
    ),
  ],
  'AWS::MWAA::Environment': [
    inSubnets('NetworkConfiguration.SubnetIds[]'),
    // Workflows are synchronized from it all the time.
    needs('SourceBucketArn'),
    needs('KmsKey'),
    observes('LoggingConfiguration'),
    permittedBy('ExecutionRoleArn'),
    ...ignored('NetworkConfiguration.SecurityGroupIds'),
  ],
};

/** Data processing and machine learning. */
export const ANALYTICS: EdgeTable = { ...GLUE, ...SAGEMAKER, ...OTHERS };
