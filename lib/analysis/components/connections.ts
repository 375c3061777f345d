/**
 * Types that open connections by themselves from the subnets they are in, so that they need the way out of
 * these: what is only called there (a database, a load balancer, an endpoint) does not.
 */
export const OPENS_CONNECTIONS: ReadonlySet<string> = new Set([
  // A connector gives the services of App Runner their way into a VPC and out of it.
  'AWS::AppRunner::VpcConnector',
  // Instances install packages, register and call APIs.
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::EC2Fleet',
  'AWS::EC2::Instance',
  'AWS::EC2::SpotFleet',
  'AWS::ElasticBeanstalk::Environment',
  // Instances and Fargate tasks of Batch pull images and register.
  'AWS::Batch::ComputeEnvironment',
  // Builds fetch sources and dependencies.
  'AWS::CodeBuild::Project',
  // Replication reads one database and writes another.
  'AWS::DMS::ReplicationConfig',
  'AWS::DMS::ReplicationInstance',
  // A NAT gateway passes connections on to the internet gateway of its own subnet.
  'AWS::EC2::NatGateway',
  // Tasks pull images, fetch secrets and call APIs.
  'AWS::ECS::ExpressGatewayService',
  'AWS::ECS::Service',
  'AWS::ECS::TaskSet',
  // Nodes and pods pull images and register with the control plane.
  'AWS::EKS::FargateProfile',
  'AWS::EKS::Nodegroup',
  'AWS::EMR::Cluster',
  // Jobs that use the connection run in its subnet.
  'AWS::Glue::Connection',
  // Connectors copy between a cluster and other systems.
  'AWS::KafkaConnect::Connector',
  // Stream processing reads its sources and writes its sinks.
  'AWS::KinesisAnalyticsV2::Application',
  // Functions in a VPC reach the rest of the world through its subnets only.
  'AWS::Lambda::CapacityProvider',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  // Replication between clusters of Kafka.
  'AWS::MSK::Replicator',
  // Schedulers and workers call whatever their workflows name.
  'AWS::MWAA::Environment',
  // Forwards packets that it has looked at.
  'AWS::NetworkFirewall::Firewall',
  // A pipeline reads its source and writes its sink.
  'AWS::OSIS::Pipeline',
  // Containers of a model fetch what they need and call APIs.
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::Model',
  // A canary calls what it watches.
  'AWS::Synthetics::Canary',
]);
