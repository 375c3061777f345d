/** The dimensions that tell resources apart, by type, and the property that gives the name where it is written out. */
interface NamedBy {
  readonly dimension: string;
  readonly property: string;
}

/**
 * Source: "CloudWatch metrics" in the guide of each service. A dimension that holds a reference needs no row: this is
 * for names that are written out in both places.
 */
export const DIMENSION_NAMES: Readonly<Record<string, NamedBy>> = {
  'AWS::ApiGateway::RestApi': { dimension: 'ApiName', property: 'Name' },
  'AWS::AutoScaling::AutoScalingGroup': { dimension: 'AutoScalingGroupName', property: 'AutoScalingGroupName' },
  'AWS::Backup::BackupVault': { dimension: 'BackupVaultName', property: 'BackupVaultName' },
  'AWS::DocDB::DBCluster': { dimension: 'DBClusterIdentifier', property: 'DBClusterIdentifier' },
  'AWS::DocDB::DBInstance': { dimension: 'DBInstanceIdentifier', property: 'DBInstanceIdentifier' },
  'AWS::DynamoDB::GlobalTable': { dimension: 'TableName', property: 'TableName' },
  'AWS::DynamoDB::Table': { dimension: 'TableName', property: 'TableName' },
  'AWS::ECS::Cluster': { dimension: 'ClusterName', property: 'ClusterName' },
  'AWS::ECS::Service': { dimension: 'ServiceName', property: 'ServiceName' },
  'AWS::ElastiCache::CacheCluster': { dimension: 'CacheClusterId', property: 'ClusterName' },
  'AWS::ElastiCache::ReplicationGroup': { dimension: 'ReplicationGroupId', property: 'ReplicationGroupId' },
  'AWS::Events::EventBus': { dimension: 'EventBusName', property: 'Name' },
  'AWS::Events::Rule': { dimension: 'RuleName', property: 'Name' },
  'AWS::Kinesis::Stream': { dimension: 'StreamName', property: 'Name' },
  'AWS::KinesisFirehose::DeliveryStream': { dimension: 'DeliveryStreamName', property: 'DeliveryStreamName' },
  'AWS::Lambda::Function': { dimension: 'FunctionName', property: 'FunctionName' },
  'AWS::MSK::Cluster': { dimension: 'Cluster Name', property: 'ClusterName' },
  'AWS::Neptune::DBCluster': { dimension: 'DBClusterIdentifier', property: 'DBClusterIdentifier' },
  'AWS::OpenSearchService::Domain': { dimension: 'DomainName', property: 'DomainName' },
  'AWS::RDS::DBCluster': { dimension: 'DBClusterIdentifier', property: 'DBClusterIdentifier' },
  'AWS::RDS::DBInstance': { dimension: 'DBInstanceIdentifier', property: 'DBInstanceIdentifier' },
  'AWS::RDS::DBProxy': { dimension: 'ProxyName', property: 'DBProxyName' },
  'AWS::S3::Bucket': { dimension: 'BucketName', property: 'BucketName' },
  'AWS::SNS::Topic': { dimension: 'TopicName', property: 'TopicName' },
  'AWS::SQS::Queue': { dimension: 'QueueName', property: 'QueueName' },
  'AWS::Serverless::Function': { dimension: 'FunctionName', property: 'FunctionName' },
  'AWS::Synthetics::Canary': { dimension: 'CanaryName', property: 'Name' },
};

/** The types whose metrics an alarm reads for all resources at once, by namespace. */
export const FLEETS: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway': ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::Serverless::Api'],
  'AWS/ApplicationELB': ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  'AWS/DynamoDB': ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  'AWS/EC2': ['AWS::EC2::Instance'],
  'AWS/ECS': ['AWS::ECS::Service'],
  'AWS/Kinesis': ['AWS::Kinesis::Stream'],
  'AWS/Lambda': ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  'AWS/RDS': ['AWS::RDS::DBInstance'],
  'AWS/SQS': ['AWS::SQS::Queue'],
  'AWS/States': ['AWS::StepFunctions::StateMachine'],
};

/** Namespaces with metrics that have no dimension: of the whole account in a Region. */
export const WITHOUT_DIMENSION: readonly string[] = ['AWS/Lambda'];

/** Where the metrics of services live that are in no Region. An alarm elsewhere has no data. */
export function metricRegionOf(type: string, own: string | undefined): string | undefined {
  if (/^AWS::(CloudFront|Route53)::/.test(type)) return 'us-east-1';
  return type.startsWith('AWS::GlobalAccelerator::') ? 'us-west-2' : own;
}
