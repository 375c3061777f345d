import { RuleTester } from 'cdk-resilience/rules';
import {
  asgBalancedOnly,
  asgNoRoomToScale,
  asgRollingUpdateSignals,
  asgScalingPolicyMissing,
  asgSpotOnly,
} from '../../../policies/rules/auto-scaling-capacity';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TargetGroupARNs = ['web'];
const distribution = (InstancesDistribution: object): Record<string, unknown> => ({
  TargetGroupARNs,
  MixedInstancesPolicy: { LaunchTemplate: {}, InstancesDistribution },
});
const launchedBy = (group: object, type: string, properties: object): { Resources: object } => ({
  Resources: {
    Subject: { Type: GROUP, Properties: { TargetGroupARNs, ...group } },
    Launch: { Type: type, Properties: properties },
  },
});
const TEMPLATE = { LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' } };
const SPOT = { LaunchTemplateData: { InstanceMarketOptions: { MarketType: 'spot' } } };

RuleTester.run(asgSpotOnly, {
  valid: [
    { name: 'the defaults of a mixed group', given: distribution({}) },
    { name: 'a part on demand', given: distribution({ OnDemandPercentageAboveBaseCapacity: 20 }) },
    {
      name: 'a worker',
      given: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 } } },
    },
    {
      name: 'a launch template for instances on demand',
      given: launchedBy(TEMPLATE, 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: {} }),
    },
  ],
  invalid: [
    {
      name: 'a launch template for Spot',
      given: launchedBy(TEMPLATE, 'AWS::EC2::LaunchTemplate', SPOT),
      finds: ['Subject.Properties.LaunchTemplate'],
    },
    {
      name: 'a launch configuration for Spot',
      given: launchedBy({ LaunchConfigurationName: { Ref: 'Launch' } }, 'AWS::AutoScaling::LaunchConfiguration', {
        SpotPrice: '0.05',
      }),
      finds: ['Subject.Properties.LaunchConfigurationName'],
    },
  ],
});

RuleTester.run(asgNoRoomToScale, {
  valid: [
    { name: 'a fixed number of workers', given: { MinSize: '3', MaxSize: '3' } },
    { name: 'a group that is switched off', given: { MinSize: '0', MaxSize: '0', TargetGroupARNs } },
    { name: 'one of one, which is another fault', given: { MinSize: '1', MaxSize: '1', TargetGroupARNs } },
  ],
  invalid: [
    {
      name: 'text and number',
      given: { MinSize: 3, MaxSize: '3', TargetGroupARNs },
      finds: ['Subject.Properties.MaxSize'],
    },
  ],
});

const scaledBy = (type: string): { Resources: object } => ({
  Resources: {
    Subject: { Type: GROUP, Properties: { MinSize: '2', MaxSize: '8', TargetGroupARNs } },
    Scaling: { Type: type, Properties: { AutoScalingGroupName: { Ref: 'Subject' } } },
  },
});

RuleTester.run(asgScalingPolicyMissing, {
  valid: [
    { name: 'a schedule', given: scaledBy('AWS::AutoScaling::ScheduledAction') },
    { name: 'no load balancer', given: { MinSize: '2', MaxSize: '8' } },
    { name: 'no room, which is another fault', given: { MinSize: '2', MaxSize: '2', TargetGroupARNs } },
  ],
  invalid: [
    { name: 'a hook instead of a policy', given: scaledBy('AWS::AutoScaling::LifecycleHook'), finds: ['Subject'] },
  ],
});

const updated = (UpdatePolicy: object): { Resources: object } => ({
  Resources: { Subject: { Type: GROUP, UpdatePolicy, Properties: { MinSize: '2', MaxSize: '4' } } },
});

RuleTester.run(asgRollingUpdateSignals, {
  valid: [
    { name: 'no rolling update', given: { MinSize: '2' } },
    {
      name: 'as CDK writes it by default',
      given: updated({ AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } }),
    },
  ],
  invalid: [
    {
      name: 'false',
      given: updated({ AutoScalingRollingUpdate: { WaitOnResourceSignals: false } }),
      finds: ['Subject.UpdatePolicy.AutoScalingRollingUpdate.WaitOnResourceSignals'],
    },
  ],
});

RuleTester.run(asgBalancedOnly, {
  valid: [
    {
      name: 'best effort',
      given: { AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' } },
    },
  ],
  invalid: [],
});
