import type { Component } from '../../component';
import { isTransit, type Subject } from '../subject';
import { when, type Case, type Cases } from './case';
import { ASG, ECS, INSTANCE, LAMBDA } from './compute';
import {
  API,
  BROKER,
  CACHE,
  DISTRIBUTION,
  EVENT_ENDPOINT,
  KEY,
  LOAD_BALANCER,
  NAT,
  QUEUE,
  SEARCH,
  SERVERLESS_CACHE,
  STATE_MACHINE,
  TOPIC,
} from './connections';
import { DOCUMENTDB, DSQL, DYNAMODB, NEPTUNE, PART_OF_CLUSTER, RDS_CLUSTER, RDS_INSTANCE } from './databases';
import { BUCKET, DIRECTORY_BUCKET, FILE_SYSTEM, FSX, VOLUME } from './storage';

/** The types whose figures depend on more than how they are redundant. */
const BY_TYPE: Readonly<Record<string, Cases>> = {
  'AWS::AmazonMQ::Broker': BROKER,
  'AWS::ApiGateway::RestApi': API,
  'AWS::ApiGatewayV2::Api': API,
  'AWS::AutoScaling::AutoScalingGroup': ASG,
  'AWS::CloudFront::Distribution': DISTRIBUTION,
  'AWS::DSQL::Cluster': DSQL,
  'AWS::DocDB::DBCluster': DOCUMENTDB,
  'AWS::DocDB::DBInstance': PART_OF_CLUSTER,
  'AWS::DocDB::GlobalCluster': PART_OF_CLUSTER,
  'AWS::DynamoDB::GlobalTable': DYNAMODB,
  'AWS::DynamoDB::Table': DYNAMODB,
  'AWS::EC2::Instance': INSTANCE,
  'AWS::EC2::NatGateway': NAT,
  'AWS::EC2::Volume': VOLUME,
  'AWS::ECS::Service': ECS,
  'AWS::ECS::TaskSet': ECS,
  'AWS::EFS::FileSystem': FILE_SYSTEM,
  'AWS::ElastiCache::CacheCluster': CACHE,
  'AWS::ElastiCache::GlobalReplicationGroup': PART_OF_CLUSTER,
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::ElastiCache::ServerlessCache': SERVERLESS_CACHE,
  'AWS::ElasticLoadBalancing::LoadBalancer': LOAD_BALANCER,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': LOAD_BALANCER,
  'AWS::Elasticsearch::Domain': SEARCH,
  'AWS::Events::Endpoint': EVENT_ENDPOINT,
  'AWS::FSx::FileSystem': FSX,
  'AWS::KMS::Key': KEY,
  'AWS::KMS::ReplicaKey': KEY,
  'AWS::Lambda::Function': LAMBDA,
  'AWS::Neptune::DBCluster': NEPTUNE,
  'AWS::Neptune::DBInstance': PART_OF_CLUSTER,
  'AWS::Neptune::GlobalCluster': PART_OF_CLUSTER,
  'AWS::OpenSearchService::Domain': SEARCH,
  'AWS::RDS::DBCluster': RDS_CLUSTER,
  'AWS::RDS::DBInstance': RDS_INSTANCE,
  'AWS::RDS::GlobalCluster': PART_OF_CLUSTER,
  'AWS::S3::Bucket': BUCKET,
  'AWS::S3Express::DirectoryBucket': DIRECTORY_BUCKET,
  'AWS::SNS::Topic': TOPIC,
  'AWS::SQS::Queue': QUEUE,
  'AWS::Serverless::Api': API,
  'AWS::Serverless::Function': LAMBDA,
  'AWS::Serverless::HttpApi': API,
  'AWS::Serverless::SimpleTable': DYNAMODB,
  'AWS::Serverless::StateMachine': STATE_MACHINE,
  'AWS::StepFunctions::StateMachine': STATE_MACHINE,
};

/** What runs code of the team, by its role. */
const RUNS_CODE: readonly Component['role'][] = ['COMPUTE', 'WORKFLOW'];

const isGlobal = ({ component }: Subject): boolean => component.reach === 'GLOBAL';

/** Redundant over zones by the service itself. */
const isRegional = (subject: Subject): boolean => subject.redundancy === 'INHERENT' && subject.isZoneRedundant;

/** What a queue or stream holds is in transit. */
const isStateless = ({ component }: Subject): boolean => !component.isStateful || isTransit(component);

const survivesZones: readonly Case[] = [when('global', isGlobal), when('regional', isRegional)];

/** What holds of any component, by how it is redundant and whether it keeps data. */
const ANY: Cases = {
  software: [
    when('redeploy', (subject) => isStateless(subject) && RUNS_CODE.includes(subject.component.role)),
    when('configuration', isStateless),
  ],
  infrastructure: survivesZones,
  az: survivesZones,
  region: [when('global', isGlobal), when('redeploy-elsewhere', isStateless)],
};

/** The configurations that a component may have, each with its figure. */
export function casesOf({ resource }: Component): Cases {
  return BY_TYPE[resource.type] ?? ANY;
}
