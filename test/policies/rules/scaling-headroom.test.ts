import { RuleTester } from 'cdk-resilience/rules';
import { asgAzLossHeadroom, ecsAzLossHeadroom, scalingTargetTooHigh } from '../../../policies/rules/scaling-headroom';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const AT = 'Subject.Properties.TargetTrackingConfiguration.TargetValue';
const ECS_AT = 'Subject.Properties.TargetTrackingScalingPolicyConfiguration.TargetValue';

/** A target-tracking policy of an Auto Scaling group. */
const group = (percent: unknown, properties: object, metric = 'ASGAverageCPUUtilization'): { Resources: object } => ({
  Resources: {
    Subject: {
      Type: 'AWS::AutoScaling::ScalingPolicy',
      Properties: {
        AutoScalingGroupName: { Ref: 'Group' },
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: metric },
          TargetValue: percent,
        },
      },
    },
    Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { TargetGroupARNs: ['web'], ...properties } },
  },
});
const zones = (...letters: string[]): Record<string, unknown> => ({
  AvailabilityZones: letters.map((letter) => `eu-central-1${letter}`),
});

RuleTester.run(asgAzLossHeadroom, {
  valid: [
    { name: 'two thirds in three zones', given: group(66, zones('a', 'b', 'c')) },
    {
      name: 'half in all zones, of which there are two at least',
      given: group(50, { AvailabilityZones: { 'Fn::GetAZs': '' } }),
    },
    { name: 'one zone, which is another fault', given: group(70, zones('a')) },
    { name: 'a target that is too high in itself', given: group(95, zones('a', 'b')) },
    { name: 'a worker', given: group(80, { TargetGroupARNs: [], ...zones('a', 'b') }) },
    { name: 'another metric', given: group(1000, zones('a', 'b'), 'ALBRequestCountPerTarget') },
  ],
  invalid: [
    { name: '60 percent in two zones', given: group('60', zones('a', 'b')), finds: [AT] },
    { name: '80 percent in four zones', given: group(80, zones('a', 'b', 'c', 'd')), finds: [AT] },
  ],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: group(60, { VPCZoneIdentifier: ['subnet-1', 'subnet-2', 'subnet-3'] }),
      open: [AT],
    },
  ],
});

/** A target-tracking policy of an ECS service in two zones. */
const service = (
  percent: number,
  properties: object,
  metric = 'ECSServiceAverageCPUUtilization',
): { Resources: object } => ({
  Resources: {
    Subject: {
      Type: POLICY,
      Properties: {
        ScalingTargetId: { Ref: 'Target' },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: metric },
          TargetValue: percent,
        },
      },
    },
    Target: { Type: TARGET, Properties: { ResourceId: { 'Fn::Sub': 'service/main/${Service.Name}' } } },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        LoadBalancers: [{ TargetGroupArn: 'web' }],
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'A' }, { Ref: 'B' }] } },
        ...properties,
      },
    },
    A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a' } },
    B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1b' } },
  },
});

RuleTester.run(ecsAzLossHeadroom, {
  valid: [
    { name: 'a worker', given: service(70, { LoadBalancers: [] }) },
    { name: 'memory', given: service(70, {}, 'ECSServiceAverageMemoryUtilization') },
    {
      name: 'tasks in the network of their hosts',
      given: service(70, { NetworkConfiguration: { Ref: 'AWS::NoValue' } }),
    },
  ],
  invalid: [{ name: '51 percent in two zones', given: service(51, {}), finds: [ECS_AT] }],
});

RuleTester.run(scalingTargetTooHigh, {
  valid: [
    { name: 'requests', given: service(1000, {}, 'ALBRequestCountPerTarget') },
    { name: 'a share, not a percentage', given: service(0.9, {}, 'LambdaProvisionedConcurrencyUtilization') },
    { name: '89 percent', given: service(89, {}) },
    { name: 'a metric of its own', given: { TargetTrackingScalingPolicyConfiguration: { TargetValue: 100 } } },
  ],
  invalid: [
    { name: 'an Auto Scaling group at 90 percent', given: group(90, {}), finds: [AT] },
    { name: 'memory at 100 percent', given: service(100, {}, 'ECSServiceAverageMemoryUtilization'), finds: [ECS_AT] },
  ],
});
