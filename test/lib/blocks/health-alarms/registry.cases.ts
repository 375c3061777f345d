import type { Resources } from './render';

export interface Case {
  readonly name: string;
  /** The resource in question is `Subject`. */
  readonly resources: Resources;
  readonly region?: string;
  readonly alarms: readonly string[];
}

const QUEUE = 'AWS::SQS::Queue';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const forward = (id: string) => [{ Type: 'forward', TargetGroupArn: { Ref: id } }];

export const CASES: readonly Case[] = [
  { name: 'a DB instance', resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', AllocatedStorage: '50' } } }, alarms: [] },
  { name: 'a read replica', resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: 'orders' } } }, alarms: [] },
  { name: 'an instance of Aurora', resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'c' } } }, alarms: [] },
  { name: 'an Aurora cluster', resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } } }, alarms: [] },
  { name: 'a serverless one that pauses, of a global database', resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', GlobalClusterIdentifier: 'g', ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 } } } }, alarms: [] },
  { name: 'a Multi-AZ DB cluster', resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'postgres', AllocatedStorage: 100 } } }, alarms: [] },
  { name: 'a table with an index', resources: { Subject: { Type: 'AWS::DynamoDB::Table', Properties: { GlobalSecondaryIndexes: [{ IndexName: 'byDay' }] } } }, alarms: [] },
  { name: 'a global table', resources: { Subject: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] } } }, alarms: [] },
  { name: 'a cache of one shard', resources: { Subject: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { NumNodeGroups: 1, ReplicasPerNodeGroup: 1 } } }, alarms: [] },
  { name: 'a cache of several shards with eleven nodes', resources: { Subject: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { NodeGroupConfiguration: [{ NodeGroupId: '0001', ReplicaCount: 5 }, { NodeGroupId: '0002', ReplicaCount: 4 }] } } }, alarms: [] },
  { name: 'a cache of one node', resources: { Subject: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { NumCacheClusters: 1 } } }, alarms: [] },
  { name: 'a cache of an open number of nodes', resources: { Count: { Type: 'AWS::SSM::Parameter' }, Subject: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { NumCacheClusters: { 'Fn::GetAtt': ['Count', 'Value'] } } } }, alarms: [] },
  { name: 'a cache cluster', resources: { Subject: { Type: 'AWS::ElastiCache::CacheCluster' } }, alarms: [] },
  { name: 'a search domain', resources: { Subject: { Type: 'AWS::OpenSearchService::Domain', Properties: { ClusterConfig: { DedicatedMasterEnabled: true }, EBSOptions: { EBSEnabled: true, VolumeSize: 100 } } } }, alarms: [] },
  { name: 'a search domain of old', resources: { Subject: { Type: 'AWS::Elasticsearch::Domain' } }, alarms: [] },
  { name: 'a stream', resources: { Subject: { Type: 'AWS::Kinesis::Stream', Properties: { RetentionPeriodHours: 24 } } }, alarms: [] },
  { name: 'a Kafka cluster', resources: { Subject: { Type: 'AWS::MSK::Cluster', Properties: { ClusterName: 'trades', NumberOfBrokerNodes: 3 } } }, alarms: [] },
  { name: 'a file system', resources: { Subject: { Type: 'AWS::EFS::FileSystem' } }, alarms: [] },
  { name: 'a file system without bursts', resources: { Subject: { Type: 'AWS::EFS::FileSystem', Properties: { ThroughputMode: 'elastic', PerformanceMode: 'maxIO' } } }, alarms: [] },
  { name: 'a function', resources: { Subject: { Type: 'AWS::Lambda::Function' } }, alarms: [] },
  { name: 'a function that reads a stream', resources: { Subject: { Type: 'AWS::Lambda::Function' }, Stream: { Type: 'AWS::Kinesis::Stream' }, Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Subject' }, EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] } } } }, alarms: [] },
  { name: 'a function that reads a queue', resources: { Subject: { Type: 'AWS::Lambda::Function' }, Queue: { Type: QUEUE }, Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Subject' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } } } }, alarms: [] },
  { name: 'a queue', resources: { Subject: { Type: QUEUE } }, alarms: [] },
  { name: 'a queue that keeps messages for ten minutes', resources: { Subject: { Type: QUEUE, Properties: { MessageRetentionPeriod: 600, DelaySeconds: 30 } } }, alarms: [] },
  { name: 'a dead-letter queue of a queue', resources: { Subject: { Type: QUEUE }, Source: { Type: QUEUE, Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, maxReceiveCount: 5 } } } }, alarms: [] },
  { name: 'a dead-letter queue of a rule', resources: { Subject: { Type: QUEUE }, Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q', DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Subject', 'Arn'] } } }] } } }, alarms: [] },
  { name: 'a dead-letter queue by its own word', resources: { Subject: { Type: QUEUE, Properties: { RedriveAllowPolicy: { redrivePermission: 'allowAll' } } } }, alarms: [] },
  { name: 'a target of failures', resources: { Subject: { Type: QUEUE }, Config: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: 'f', Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Subject', 'Arn'] } } } } } }, alarms: [] },
  { name: 'a topic', resources: { Subject: { Type: 'AWS::SNS::Topic' } }, alarms: [] },
  { name: 'a topic with a dead-letter queue', resources: { Subject: { Type: 'AWS::SNS::Topic' }, Subscription: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Subject' }, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:q', RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dlq' } } } }, alarms: [] },
  { name: 'an event rule', resources: { Subject: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }] } } }, alarms: [] },
  { name: 'an event rule of a bus of its own, with a dead-letter queue', resources: { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'trades' } }, Subject: { Type: 'AWS::Events::Rule', Properties: { EventBusName: { Ref: 'Bus' }, Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q', DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:dlq' } }] } } }, alarms: [] },
  { name: 'an event rule that is off', resources: { Subject: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED', Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }] } } }, alarms: [] },
  { name: 'a state machine', resources: { Subject: { Type: 'AWS::StepFunctions::StateMachine' } }, alarms: [] },
  { name: 'a service of the default cluster', resources: { Subject: { Type: 'AWS::ECS::Service' } }, alarms: [] },
  { name: 'a service of a cluster', resources: { Cluster: { Type: 'AWS::ECS::Cluster' }, Subject: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, DesiredCount: 3 } } }, alarms: [] },
  { name: 'a service of a cluster by ARN, that may be scaled to nothing', resources: { Subject: { Type: 'AWS::ECS::Service', Properties: { Cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/web' } }, Target: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { MinCapacity: 0, MaxCapacity: 9, ResourceId: { 'Fn::Join': ['', ['service/web/', { 'Fn::GetAtt': ['Subject', 'Name'] }]] }, ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: 'ecs' } } }, alarms: [] },
  { name: 'an Auto Scaling group that collects metrics', resources: { Subject: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4', MetricsCollection: [{ Granularity: '1Minute' }] } } }, alarms: [] },
  { name: 'an Auto Scaling group of one instance', resources: { Subject: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '1', MaxSize: '1', MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupInServiceInstances'] }] } } }, alarms: [] },
  { name: 'an Auto Scaling group that collects no metrics', resources: { Subject: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4', MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }] } } }, alarms: [] },
  { name: 'an instance', resources: { Subject: { Type: 'AWS::EC2::Instance' } }, alarms: [] },
  { name: 'an Application Load Balancer', resources: { Subject: { Type: BALANCER } }, alarms: [] },
  { name: 'a Network Load Balancer', resources: { Subject: { Type: BALANCER, Properties: { Type: 'network' } } }, alarms: [] },
  { name: 'a target group', resources: { Web: { Type: BALANCER }, Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } }, Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } } }, alarms: [] },
  { name: 'a target group behind a rule of a listener of elsewhere', resources: { Subject: { Type: GROUP, Properties: { Protocol: 'HTTPS' } }, Rule: { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: { ListenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2', Actions: forward('Subject') } } }, alarms: [] },
  { name: 'a target group of a Network Load Balancer', resources: { Net: { Type: BALANCER, Properties: { Type: 'network' } }, Subject: { Type: GROUP, Properties: { Protocol: 'TCP' } }, Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Net' }, DefaultActions: forward('Subject') } } }, alarms: [] },
  { name: 'a target group that deployments swap', resources: { Web: { Type: BALANCER }, Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } }, Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } }, Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN' }, LoadBalancers: [{ TargetGroupArn: { Ref: 'Subject' } }] } } }, alarms: [] },
  { name: 'a target group of a function', resources: { Web: { Type: BALANCER }, Subject: { Type: GROUP, Properties: { TargetType: 'lambda' } }, Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } } }, alarms: [] },
  { name: 'a target group without a load balancer', resources: { Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } } }, alarms: [] },
  { name: 'a REST API', resources: { Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } } }, alarms: [] },
  { name: 'a REST API from a definition', resources: { Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { info: { title: 'quotes' } } } } }, alarms: [] },
  { name: 'a REST API whose name is not known', resources: { Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Bucket: 'b', Key: 'k' } } } }, alarms: [] },
  { name: 'an HTTP API', resources: { Subject: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } }, alarms: [] },
  { name: 'a WebSocket API', resources: { Subject: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } } }, alarms: [] },
  { name: 'a NAT gateway', resources: { Subject: { Type: 'AWS::EC2::NatGateway' } }, alarms: [] },
  { name: 'a distribution', region: 'us-east-1', resources: { Subject: { Type: 'AWS::CloudFront::Distribution' } }, alarms: [] },
  { name: 'a health check', region: 'us-east-1', resources: { Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'HTTPS' } } } }, alarms: [] },
  { name: 'a health check on an alarm', region: 'us-east-1', resources: { Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC' } } } }, alarms: [] },
  { name: 'a health check that another adds up', region: 'us-east-1', resources: { Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'HTTPS' } } }, All: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: [{ Ref: 'Subject' }] } } } }, alarms: [] },
  { name: 'a backup vault', resources: { Subject: { Type: 'AWS::Backup::BackupVault' } }, alarms: [] },
  { name: 'an air-gapped vault', resources: { Subject: { Type: 'AWS::Backup::LogicallyAirGappedBackupVault' } }, alarms: [] },
  { name: 'a resource of another kind', resources: { Subject: { Type: 'AWS::S3::Bucket' } }, alarms: [] },
];
