import { copies, ignored, inSubnets, permittedBy } from './rows';
import type { EdgeTable } from './types';

/** What changes the workload does not serve it: a pipeline that is down delays the next release. */
const RELEASES: EdgeTable = {
  'AWS::CodeBuild::Project': ignored('*'),
  'AWS::CodePipeline::Pipeline': ignored('*'),
  'AWS::CodePipeline::Webhook': ignored('*'),
  'AWS::CodeDeploy::Application': ignored('*'),
  'AWS::CodeDeploy::DeploymentConfig': ignored('*'),
  'AWS::CodeDeploy::DeploymentGroup': ignored('*'),
  'AWS::ECR::ReplicationConfiguration': ignored('*'),
  'AWS::FIS::ExperimentTemplate': ignored('*'),
  'AWS::ARCZonalShift::ZonalAutoshiftConfiguration': ignored('*'),
  'AWS::SSM::Association': ignored('*'),
  'AWS::SSM::MaintenanceWindowTask': ignored('*'),
  'AWS::SSM::MaintenanceWindowTarget': ignored('*'),
};

/** Values handed to a nested stack are followed into its template. */
const STACKS: EdgeTable = {
  'AWS::CloudFormation::Stack': ignored('*'),
  'AWS::CloudFormation::StackSet': ignored('*'),
  'AWS::CloudFormation::WaitCondition': ignored('*'),
  'AWS::CDK::Metadata': ignored('*'),
};

/** A custom resource runs when it is deployed; of CDK's own, these set up something that lasts. */
const CUSTOM_RESOURCES: EdgeTable = {
  'Custom::S3BucketNotifications': [
    copies('BucketName', 'NotificationConfiguration.LambdaFunctionConfigurations[].LambdaFunctionArn'),
    copies('BucketName', 'NotificationConfiguration.QueueConfigurations[].QueueArn'),
    copies('BucketName', 'NotificationConfiguration.TopicConfigurations[].TopicArn'),
    ...ignored('ServiceToken'),
  ],
  'Custom::AWSCDK-EKS-Cluster': [
    inSubnets('Config.resourcesVpcConfig.subnetIds[]'),
    permittedBy('Config.roleArn'),
    ...ignored('AssumeRoleArn', 'Config.resourcesVpcConfig.securityGroupIds', 'ServiceToken'),
  ],
  'AWS::CloudFormation::CustomResource': ignored('*'),
  'Custom::AWS': ignored('*'),
  'Custom::AWSCDK-EKS-HelmChart': ignored('*'),
  'Custom::AWSCDK-EKS-KubernetesObjectValue': ignored('*'),
  'Custom::AWSCDK-EKS-KubernetesPatch': ignored('*'),
  'Custom::AWSCDK-EKS-KubernetesResource': ignored('*'),
  'Custom::AWSCDKCfnJson': ignored('*'),
  'Custom::AWSCDKCfnJsonStringify': ignored('*'),
  'Custom::AWSCDKOpenIdConnectProvider': ignored('*'),
  'Custom::CDKBucketDeployment': ignored('*'),
  'Custom::CloudwatchLogResourcePolicy': ignored('*'),
  'Custom::CrossAccountZoneDelegation': ignored('*'),
  'Custom::CrossRegionExportReader': ignored('*'),
  'Custom::CrossRegionExportWriter': ignored('*'),
  'Custom::CrossRegionStringParameterReader': ignored('*'),
  'Custom::DeleteExistingRecordSet': ignored('*'),
  'Custom::DescribeCognitoUserPoolClient': ignored('*'),
  'Custom::DynamoDBReplica': ignored('*'),
  'Custom::ECRAutoDeleteImages': ignored('*'),
  'Custom::ElasticsearchAccessPolicy': ignored('*'),
  'Custom::GluePartitionIndex': ignored('*'),
  'Custom::LogRetention': ignored('*'),
  'Custom::OpenSearchAccessPolicy': ignored('*'),
  'Custom::S3AutoDeleteObjects': ignored('*'),
  'Custom::SyntheticsAutoDeleteUnderlyingResources': ignored('*'),
  'Custom::Trigger': ignored('*'),
  'Custom::UserPoolCloudFrontDomainName': ignored('*'),
  'Custom::VpcRestrictDefaultSG': ignored('*'),
};

/** What acts at deployment. */
export const DEPLOYMENT: EdgeTable = { ...RELEASES, ...STACKS, ...CUSTOM_RESOURCES };
