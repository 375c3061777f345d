import fc from 'fast-check';
import { surgeOf } from '../../../../lib/analysis/surge';
import { System } from '../../../../lib/analysis/system/system';
import { Application } from '../../../../lib/model/application';
import type { Json, JsonObject } from '../../../../lib/model/values';
import { replacedAt } from '../../model/places';
import { att, declaring, ref } from '../templates';

const tracking = (TargetValue: number, PredefinedMetricType: string): object => ({
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue,
    ScaleOutCooldown: 60,
    PredefinedMetricSpecification: { PredefinedMetricType },
  },
});

const RESOURCES = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: ref('Api'), MethodSettings: [{ ThrottlingRateLimit: 100 }] },
  },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: { RestApiId: ref('Api'), Integration: { Uri: att('Function', 'Arn') } },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Timeout: 10, ReservedConcurrentExecutions: 100, FileSystemConfigs: [{ Arn: att('Files', 'Arn') }] },
  },
  Files: {
    Type: 'AWS::EFS::FileSystem',
    Properties: { ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 8 },
  },
  Service: { Type: 'AWS::ECS::Service', Properties: { ServiceName: 'web', Cluster: 'c', DesiredCount: 2 } },
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ResourceId: { 'Fn::Join': ['/', ['service', 'c', att('Service', 'Name')]] },
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 8,
    },
  },
  Policy: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: { ScalingTargetId: ref('Target'), ...tracking(50, 'ECSServiceAverageCPUUtilization') },
  },
  Group: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize: '2', MaxSize: '4', DefaultInstanceWarmup: 60 },
  },
  GroupPolicy: {
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: {
      AutoScalingGroupName: ref('Group'),
      TargetTrackingConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
      },
    },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      GlobalSecondaryIndexes: [{ IndexName: 'i' }],
    },
  },
  OnDemand: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 },
      WarmThroughput: { ReadUnitsPerSecond: 1, WriteUnitsPerSecond: 1 },
    },
  },
  Global: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: { MinCapacity: 1, MaxCapacity: 4 } },
      Replicas: [{ Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 4 } }],
    },
  },
  Cluster: {
    Type: 'AWS::RDS::DBCluster',
    Properties: { Engine: 'aurora-postgresql', ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 } },
  },
  Member: {
    Type: 'AWS::RDS::DBInstance',
    Properties: { DBClusterIdentifier: ref('Cluster'), DBInstanceClass: 'db.serverless' },
  },
  Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' } },
  Cache: {
    Type: 'AWS::ElastiCache::ServerlessCache',
    Properties: { CacheUsageLimits: { ECPUPerSecond: { Minimum: 1000, Maximum: 5000 } } },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, MessageRetentionPeriod: 600 } },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Queue', 'Arn'),
      FunctionName: ref('Function'),
      BatchSize: 5,
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  },
  Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 2, RetentionPeriodHours: 48 } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { source: ['a'] }, Targets: [{ Id: 'a', Arn: att('Queue', 'Arn') }] },
  },
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { MinimumLoadBalancerCapacity: { CapacityUnits: 10 } },
  },
  Site: {
    Type: 'AWS::ElasticBeanstalk::Environment',
    Properties: { OptionSettings: [{ Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: '1' }] },
  },
  Kafka: { Type: 'AWS::MSK::Cluster', Properties: { NumberOfBrokerNodes: 3 } },
} as unknown as Record<string, { readonly Type: string; readonly Properties: Json }>;

const PROPERTIES: JsonObject = Object.fromEntries(
  Object.entries(RESOURCES).map(([id, { Properties }]) => [id, Properties]),
);

const JOURNEYS = declaring({
  journeys: [
    { name: 'All', owner: 'o', entryPoints: Object.keys(RESOURCES), baseline: 10 },
    { name: 'Also', owner: 'o', entryPoints: ['Api', 'Queue'] },
  ],
});

/** Everything that a surge says of resources. */
function analyse(resources: JsonObject): unknown {
  const template = {
    ...JOURNEYS,
    Parameters: { Open: { Type: 'Number' } },
    Conditions: { Is: { 'Fn::Equals': [{ Ref: 'Open' }, 1] } },
  };
  const application = new Application({
    name: 't',
    stacks: [
      {
        id: 'S',
        templatePath: 't',
        region: 'eu-west-1',
        template: { ...template, Resources: resources } as JsonObject,
      },
    ],
  });
  return surgeOf(System.of(application));
}

it('any value in any place gives a record that is plain data', () => {
  const odd: readonly Json[] = [
    null,
    0,
    -5,
    1e308,
    '',
    'text',
    true,
    [],
    [[]],
    {},
    { Ref: 'Open' },
    { Ref: 'Queue' },
    { 'Fn::If': ['Is', 1, 2] },
    { 'Fn::GetAtt': ['Table', 'Arn'] },
    { Ref: 'AWS::NoValue' },
  ];
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.constantFrom(...odd), fc.constantFrom(...odd), (one, other, a, b) => {
      const properties = replacedAt(replacedAt(PROPERTIES, one, a), other, b);
      const resources = Object.fromEntries(
        Object.entries(RESOURCES).map(([id, { Type }]) => [id, { Type, Properties: properties[id] ?? {} }]),
      );
      // What is not finite would be written as null.
      expect(/[^"]*":(null|\[null)/.exec(JSON.stringify(analyse(resources)))?.[0]).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
