import type { Resource } from '../../../model/resource';
import type { SystemNode } from '../../system/node';
import { readCapacity, unbounded, unknown, type Capacity } from '../capacity';
import { groupCapacity, instanceCapacity, nodeGroupCapacity, serviceCapacity } from './compute';
import {
  cacheCapacity,
  clusterCapacity,
  databaseInstanceCapacity,
  proxyCapacity,
  serverlessCacheCapacity,
  sizedCapacity,
} from './databases';
import {
  bucketCapacity,
  distributionCapacity,
  fileSystemCapacity,
  graphqlCapacity,
  httpApiCapacity,
  httpStageCapacity,
  keyCapacity,
  loadBalancerCapacity,
  natCapacity,
  restApiCapacity,
  restStageCapacity,
  secretCapacity,
  userPoolCapacity,
} from './entries';
import { functionCapacity } from './functions';
import {
  deliveryStreamCapacity,
  eventBusCapacity,
  kafkaCapacity,
  queueCapacity,
  ruleCapacity,
  serverlessKafkaCapacity,
  stateMachineCapacity,
  streamCapacity,
  topicCapacity,
} from './messaging';
import { appRunnerCapacity, beanstalkCapacity, expressServiceCapacity } from './platforms';
import { keyspacesCapacity, tableCapacity } from './tables';

type Reader = (resource: Resource) => Capacity;

const grown =
  (because: string): Reader =>
  () =>
    unbounded(because);

/** What stands beside the requests: names, keys, networks, control planes. */
const aside =
  (because: string): Reader =>
  () =>
    unbounded(because, { isAside: true });

const NETWORK = aside('a part of the network, which grows with the traffic');
const NAMES = aside('answers are kept by resolvers');

/** How to read the capacity of a type. */
const READERS: Readonly<Record<string, Reader>> = {
  'AWS::ECS::Service': serviceCapacity,
  'AWS::ECS::Cluster': aside('its services carry the load'),
  'AWS::EKS::Cluster': aside('its nodes carry the load'),
  'AWS::EKS::Nodegroup': nodeGroupCapacity,
  'AWS::AutoScaling::AutoScalingGroup': groupCapacity,
  'AWS::EC2::Instance': instanceCapacity,
  'AWS::AppRunner::Service': appRunnerCapacity,
  'AWS::ElasticBeanstalk::Environment': beanstalkCapacity,
  'AWS::ECS::ExpressGatewayService': expressServiceCapacity,
  'AWS::EC2::EC2Fleet': sizedCapacity,
  'AWS::EC2::SpotFleet': sizedCapacity,
  'AWS::EKS::FargateProfile': aside('the pods on it decide'),
  'AWS::Lambda::CapacityProvider': aside('its functions carry the load'),
  'AWS::Lambda::Function': functionCapacity,
  'AWS::Serverless::Function': functionCapacity,

  'AWS::DynamoDB::Table': tableCapacity,
  'AWS::DynamoDB::GlobalTable': tableCapacity,
  'AWS::Serverless::SimpleTable': tableCapacity,
  'AWS::Cassandra::Table': keyspacesCapacity,
  'AWS::DSQL::Cluster': grown('Aurora DSQL grows it with the load'),
  'AWS::RDS::DBInstance': databaseInstanceCapacity,
  'AWS::DocDB::DBInstance': databaseInstanceCapacity,
  'AWS::Neptune::DBInstance': databaseInstanceCapacity,
  'AWS::RDS::DBCluster': clusterCapacity,
  'AWS::DocDB::DBCluster': clusterCapacity,
  'AWS::Neptune::DBCluster': clusterCapacity,
  'AWS::RDS::DBProxy': proxyCapacity,
  'AWS::RDS::GlobalCluster': aside('its clusters carry the load'),
  'AWS::ElastiCache::ReplicationGroup': cacheCapacity,
  'AWS::ElastiCache::CacheCluster': cacheCapacity,
  'AWS::ElastiCache::ServerlessCache': serverlessCacheCapacity,
  'AWS::MemoryDB::Cluster': cacheCapacity,
  'AWS::DAX::Cluster': sizedCapacity,
  'AWS::OpenSearchService::Domain': sizedCapacity,
  'AWS::Elasticsearch::Domain': sizedCapacity,
  'AWS::OpenSearchServerless::Collection': grown('OpenSearch Serverless grows it with the load'),
  'AWS::Redshift::Cluster': sizedCapacity,
  'AWS::NeptuneGraph::Graph': sizedCapacity,
  'AWS::DocDBElastic::Cluster': sizedCapacity,
  'AWS::Timestream::InfluxDBInstance': sizedCapacity,
  'AWS::Timestream::InfluxDBCluster': sizedCapacity,
  'AWS::Timestream::Table': grown('Amazon Timestream grows it with the load'),
  'AWS::DocDB::GlobalCluster': aside('its clusters carry the load'),
  'AWS::Neptune::GlobalCluster': aside('its clusters carry the load'),
  'AWS::ElastiCache::GlobalReplicationGroup': aside('its members carry the load'),
  'AWS::MemoryDB::MultiRegionCluster': aside('its clusters carry the load'),
  'AWS::Cassandra::Keyspace': aside('its tables carry the load'),
  'AWS::AmazonMQ::Broker': sizedCapacity,
  'AWS::S3::Bucket': bucketCapacity,
  'AWS::S3Express::DirectoryBucket': grown('Amazon S3 grows it with the load'),
  'AWS::S3Tables::TableBucket': grown('Amazon S3 grows it with the load'),
  'AWS::S3::MultiRegionAccessPoint': grown('its buckets carry the load'),
  'AWS::EFS::FileSystem': fileSystemCapacity,
  'AWS::FSx::FileSystem': sizedCapacity,

  'AWS::SQS::Queue': queueCapacity,
  'AWS::SNS::Topic': topicCapacity,
  'AWS::Events::EventBus': eventBusCapacity,
  'AWS::Events::Rule': ruleCapacity,
  'AWS::StepFunctions::StateMachine': stateMachineCapacity,
  'AWS::Serverless::StateMachine': stateMachineCapacity,
  'AWS::Kinesis::Stream': streamCapacity,
  'AWS::KinesisFirehose::DeliveryStream': deliveryStreamCapacity,
  'AWS::MSK::Cluster': kafkaCapacity,
  'AWS::MSK::ServerlessCluster': serverlessKafkaCapacity,
  'AWS::Events::Endpoint': eventBusCapacity,
  'AWS::Scheduler::Schedule': aside('a schedule starts it, not a request'),
  'AWS::IoT::TopicRule': grown('AWS IoT grows it with the load'),
  'AWS::Pipes::Pipe': grown('it reads at the pace of its source'),

  'AWS::ApiGateway::RestApi': restApiCapacity,
  'AWS::Serverless::Api': restApiCapacity,
  'AWS::ApiGateway::Stage': restStageCapacity,
  'AWS::ApiGatewayV2::Api': httpApiCapacity,
  'AWS::Serverless::HttpApi': httpApiCapacity,
  'AWS::ApiGatewayV2::Stage': httpStageCapacity,
  'AWS::AppSync::GraphQLApi': graphqlCapacity,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancerCapacity,
  'AWS::ElasticLoadBalancing::LoadBalancer': loadBalancerCapacity,
  'AWS::CloudFront::Distribution': distributionCapacity,
  'AWS::GlobalAccelerator::Accelerator': grown('AWS Global Accelerator grows it with the load'),
  'AWS::VpcLattice::Service': grown('Amazon VPC Lattice grows it with the load'),
  'AWS::Lambda::Url': grown('its function carries the load'),
  'AWS::WAFv2::WebACL': grown('AWS WAF grows it with the load'),

  'AWS::EC2::NatGateway': natCapacity,
  'AWS::EC2::InternetGateway': NETWORK,
  'AWS::EC2::EgressOnlyInternetGateway': NETWORK,
  'AWS::EC2::VPCEndpoint': NETWORK,
  'AWS::EC2::TransitGateway': NETWORK,
  'AWS::EC2::VPNConnection': NETWORK,
  'AWS::EC2::VPNGateway': NETWORK,
  'AWS::DirectConnect::Connection': NETWORK,
  'AWS::DirectConnect::DirectConnectGateway': NETWORK,
  'AWS::DirectConnect::Lag': NETWORK,
  'AWS::NetworkFirewall::Firewall': NETWORK,
  'AWS::AppRunner::VpcConnector': NETWORK,
  'AWS::EC2::VPC': NETWORK,
  'AWS::EC2::Subnet': NETWORK,
  'AWS::ServiceDiscovery::HttpNamespace': NAMES,
  'AWS::ServiceDiscovery::PrivateDnsNamespace': NAMES,
  'AWS::ServiceDiscovery::PublicDnsNamespace': NAMES,
  'AWS::ServiceDiscovery::Service': NAMES,
  'AWS::Route53Resolver::ResolverEndpoint': NAMES,
  'AWS::Route53RecoveryControl::Cluster': aside('it is asked when Regions are switched'),
  'AWS::Route53::HostedZone': NAMES,
  'AWS::Route53::RecordSet': NAMES,
  'AWS::CertificateManager::Certificate': aside('a certificate is used again'),
  'AWS::KMS::Key': keyCapacity,
  'AWS::KMS::ReplicaKey': keyCapacity,
  'AWS::SecretsManager::Secret': secretCapacity,
  'AWS::SSM::Parameter': aside('values are kept'),
  'AWS::Cognito::UserPool': userPoolCapacity,
  'AWS::Cognito::IdentityPool': aside('credentials are kept'),
  'AWS::Synthetics::Canary': aside('a schedule starts it, not a request'),
  'AWS::SageMaker::Model': aside('its endpoint carries the load'),
  'AWS::SageMaker::EndpointConfig': aside('its endpoint carries the load'),
  'AWS::ECR::Repository': aside('images are fetched at starts only'),
  'AWS::EC2::Volume': aside('its instance carries the load'),
};

/** What a component can carry. */
export function capacityOf({ kind, name, resource }: SystemNode): Capacity {
  if (resource === undefined) {
    return unknown(kind === 'EXTERNAL' ? `the limits of ${name} are in no template` : 'it is no resource');
  }
  const read = Object.hasOwn(READERS, resource.type) ? READERS[resource.type] : undefined;
  if (read === undefined) return unknown(`what ${resource.type} carries is not read from templates`);
  return readCapacity(resource, read);
}
