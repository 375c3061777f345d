import { RuleTester } from 'cdk-resilience/rules';
import {
  asgElbHealthCheck,
  asgHealthCheckGracePeriod,
  asgHealthCheckWithoutLoadBalancer,
  asgLaunchTemplate,
  asgMinSize,
  asgMultiAz,
  asgSingleInstance,
} from '../../../policies/rules/auto-scaling-groups';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TargetGroupARNs = ['web'];

/** A group whose size Amazon ECS manages. */
const ofCapacityProvider = (properties: object): { Resources: object } => ({
  Resources: {
    Subject: { Type: GROUP, Properties: properties },
    Provider: {
      Type: 'AWS::ECS::CapacityProvider',
      Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Subject' } } },
    },
  },
});

RuleTester.run(asgMinSize, {
  valid: [
    { name: 'no load balancer', given: { MinSize: '1', MaxSize: '4' } },
    { name: 'a number', given: { MinSize: 3, MaxSize: 4, TargetGroupARNs } },
    { name: 'a group that is switched off', given: { MinSize: '0', MaxSize: '0', TargetGroupARNs } },
    { name: 'a capacity provider', given: ofCapacityProvider({ MinSize: '0', MaxSize: '9', TargetGroupARNs }) },
    { name: 'an empty list of targets', given: { MinSize: '1', MaxSize: '4', TargetGroupARNs: [] } },
  ],
  invalid: [
    { name: 'none', given: { MinSize: '0', MaxSize: '4', TargetGroupARNs }, finds: ['Subject.Properties.MinSize'] },
    {
      name: 'one behind a Classic Load Balancer',
      given: { MinSize: 1, MaxSize: 4, LoadBalancerNames: ['old'] },
      finds: ['Subject.Properties.MinSize'],
    },
    {
      name: 'one behind VPC Lattice',
      given: { MinSize: '1', MaxSize: '4', TrafficSources: [{ Identifier: 'web', Type: 'vpc-lattice' }] },
      finds: ['Subject.Properties.MinSize'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Least: { Type: 'Number' } },
        Resources: {
          Subject: { Type: GROUP, Properties: { MinSize: { Ref: 'Least' }, MaxSize: '4', TargetGroupARNs } },
        },
      },
      open: ['Subject.Properties.MinSize'],
    },
  ],
});

RuleTester.run(asgSingleInstance, {
  valid: [
    { name: 'a load balancer', given: { MinSize: '1', MaxSize: '4', TargetGroupARNs } },
    { name: 'a group that starts when there is work', given: { MinSize: '0', MaxSize: '4' } },
    { name: 'a capacity provider', given: ofCapacityProvider({ MinSize: '1', MaxSize: '9' }) },
  ],
  invalid: [{ name: 'one of one', given: { MinSize: '1', MaxSize: '1' }, finds: ['Subject.Properties.MinSize'] }],
});

const subnet = (zone: unknown): Record<string, unknown> => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { AvailabilityZone: zone },
});
const inSubnets = (...ids: string[]): Record<string, unknown> => ({
  VPCZoneIdentifier: ids.map((id) => ({ Ref: id })),
});
const INDEX = (i: number): Record<string, unknown> => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });

RuleTester.run(asgMultiAz, {
  valid: [
    { name: 'all zones', given: { AvailabilityZones: { 'Fn::GetAZs': '' } } },
    { name: 'all zones of a Region that is named', given: { AvailabilityZones: { 'Fn::GetAZs': 'eu-central-1' } } },
    { name: 'two zones by index', given: { AvailabilityZones: [INDEX(0), INDEX(1)] } },
    { name: 'neither subnets nor zones', given: { MinSize: '1' } },
    {
      name: 'subnets in two zones',
      given: {
        Resources: {
          Subject: { Type: GROUP, Properties: inSubnets('A', 'B') },
          A: subnet(INDEX(0)),
          B: subnet(INDEX(1)),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'two subnets in one zone',
      given: {
        Resources: { Subject: { Type: GROUP, Properties: inSubnets('A', 'B') }, A: subnet('a'), B: subnet('a') },
      },
      finds: ['Subject.Properties.VPCZoneIdentifier'],
    },
    {
      name: 'one subnet from elsewhere',
      given: { VPCZoneIdentifier: ['subnet-1'] },
      finds: ['Subject.Properties.VPCZoneIdentifier'],
    },
    {
      name: 'the first zone',
      given: { AvailabilityZones: [INDEX(0)] },
      finds: ['Subject.Properties.AvailabilityZones'],
    },
  ],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: { VPCZoneIdentifier: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.VPCZoneIdentifier'],
    },
  ],
});

RuleTester.run(asgElbHealthCheck, {
  valid: [
    { name: 'no load balancer', given: { MinSize: '2' } },
    { name: 'ELB alone', given: { TargetGroupARNs, HealthCheckType: 'ELB' } },
    { name: 'a list with blanks', given: { TargetGroupARNs, HealthCheckType: 'EBS, ELB' } },
    { name: 'VPC Lattice', given: { TrafficSources: [{ Identifier: 'web' }], HealthCheckType: 'VPC_LATTICE' } },
  ],
  invalid: [
    { name: 'EC2', given: { TargetGroupARNs, HealthCheckType: 'EC2' }, finds: ['Subject.Properties.HealthCheckType'] },
    {
      name: 'EC2 and EBS',
      given: { TargetGroupARNs, HealthCheckType: 'EC2,EBS' },
      finds: ['Subject.Properties.HealthCheckType'],
    },
  ],
});

RuleTester.run(asgHealthCheckWithoutLoadBalancer, {
  valid: [
    { name: 'the default', given: { MinSize: '2' } },
    {
      name: 'a group that CodeDeploy attaches',
      given: {
        Resources: {
          Subject: { Type: GROUP, Properties: { HealthCheckType: 'ELB' } },
          Deploy: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { AutoScalingGroups: [{ Ref: 'Subject' }] } },
        },
      },
    },
  ],
  invalid: [{ name: 'a list', given: { HealthCheckType: 'EC2,ELB' }, finds: ['Subject.Properties.HealthCheckType'] }],
});

const hook = (transition: string): Record<string, unknown> => ({
  HealthCheckType: 'ELB',
  LifecycleHookSpecificationList: [{ LifecycleHookName: 'ready', LifecycleTransition: transition }],
});

RuleTester.run(asgHealthCheckGracePeriod, {
  valid: [
    { name: 'checks of the hardware', given: { HealthCheckType: 'EC2' } },
    { name: 'a hook that waits', given: hook('autoscaling:EC2_INSTANCE_LAUNCHING') },
    { name: 'text for a number', given: { HealthCheckType: 'ELB', HealthCheckGracePeriod: '300' } },
  ],
  invalid: [
    {
      name: 'a hook at the end',
      given: hook('autoscaling:EC2_INSTANCE_TERMINATING'),
      finds: ['Subject.Properties.HealthCheckGracePeriod'],
    },
    {
      name: 'zero',
      given: { HealthCheckType: 'EC2,ELB', HealthCheckGracePeriod: 0 },
      finds: ['Subject.Properties.HealthCheckGracePeriod'],
    },
  ],
});

RuleTester.run(asgLaunchTemplate, {
  valid: [{ name: 'a mixed instances policy', given: { MixedInstancesPolicy: { LaunchTemplate: {} } } }],
  invalid: [
    {
      name: 'a launch configuration of the template',
      given: {
        Resources: {
          Subject: { Type: GROUP, Properties: { LaunchConfigurationName: { Ref: 'Configuration' } } },
          Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration' },
        },
      },
      finds: ['Subject.Properties.LaunchConfigurationName'],
    },
  ],
});
