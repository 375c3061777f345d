import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isBehindLoadBalancer, isCapacityProvider, zonesOfGroup } from '../../lib/facts/instances';
import { judgeSpread } from '../../lib/facts/zones';

const LAUNCH = {
  LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
  VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
};
const BEHIND = { TargetGroupARNs: ['web'] };

export const asgMinSize = defineRule({
  id: 'AsgMinSize',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The Auto Scaling group behind a load balancer may shrink to one instance or none',
  why: 'When the last instance or its zone fails, nothing answers until a new one has started.',
  fix: 'Set MinSize to 2 or more, one for each zone is better (CDK: minCapacity; the default is 1).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html',
  remedy: { MinSize: '2' },
  examples: {
    noncompliant: { ...LAUNCH, ...BEHIND, MinSize: '1', MaxSize: '4' },
    compliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '4' },
    at: 'Properties.MinSize',
  },
  check: (group) => {
    if (!isBehindLoadBalancer(group) || isCapacityProvider(group)) return notApplicable;
    // Switched off on purpose: a standby, or the other half of a blue/green pair.
    if (group.at('MaxSize').json() === '0' || group.at('MaxSize').json() === 0) return notApplicable;
    const size = group.number('MinSize');
    if (size === undefined || size >= 2) return compliant;
    return nonCompliant('MinSize', {
      detail: `The group keeps ${size === 1 ? '1 instance' : 'no instance'} at least.`,
    });
  },
});

export const asgSingleInstance = defineRule({
  id: 'AsgSingleInstance',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Auto Scaling group may shrink to a single instance',
  why: 'The group replaces an instance that fails, but nothing does its work until the new one has started.',
  fix: 'Set MinSize to 2 or more, or to 0 for a group that starts when there is work (CDK: minCapacity; the default is 1).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html',
  remedy: { MinSize: '2' },
  examples: {
    noncompliant: { ...LAUNCH, MinSize: '1', MaxSize: '4' },
    compliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    at: 'Properties.MinSize',
  },
  check: (group) => {
    if (isBehindLoadBalancer(group) || isCapacityProvider(group)) return notApplicable;
    return group.number('MinSize') === 1 ? nonCompliant('MinSize') : compliant;
  },
});

export const asgMultiAz = defineRule({
  id: 'AsgMultiAz',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The Auto Scaling group runs in one Availability Zone',
  why: 'Losing the zone stops every instance, and the group may start new ones nowhere else.',
  fix: 'Name subnets of at least two, better three, zones in VPCZoneIdentifier (CDK: vpcSubnets without availabilityZones, in a VPC with maxAzs: 3).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'securityhub:AutoScaling.2',
    'config:autoscaling-multiple-az',
    'prowler:autoscaling_group_multiple_az',
    'control-tower:CT.AUTOSCALING.PR.1',
    'trusted-advisor:amazon-ec2-auto-scaling-group-multiple-az',
  ],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html',
  examples: {
    noncompliant: { MinSize: '2', MaxSize: '4', AvailabilityZones: ['eu-central-1a'] },
    compliant: { MinSize: '2', MaxSize: '4', AvailabilityZones: ['eu-central-1a', 'eu-central-1b'] },
    at: 'Properties.AvailabilityZones',
  },
  check: (group) => {
    const zones = zonesOfGroup(group);
    return zones === undefined ? notApplicable : judgeSpread(zones.at, zones.spread, 2);
  },
});

/** The health checks of a group beyond those of Amazon EC2, which are always on: `ELB`, `EBS`, `VPC_LATTICE`. */
function healthChecks(type: string | undefined): string[] {
  return (type ?? 'EC2').split(',').map((each) => each.trim().toUpperCase());
}

export const asgElbHealthCheck = defineRule({
  id: 'AsgElbHealthCheck',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure', 'software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Instances that fail the load balancer health check are not replaced',
  why: 'The load balancer stops using an instance whose application hangs, but the group keeps it: capacity melts away unnoticed. By default the group checks only the EC2 status of the instance.',
  fix: 'Set HealthCheckType to ELB and HealthCheckGracePeriod (CDK: healthChecks: HealthChecks.withAdditionalChecks({ additionalTypes: [AdditionalHealthCheckType.ELB], gracePeriod })).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [
    'cdk-nag:AutoScalingGroupELBHealthCheckRequired',
    'checkov:CKV2_AWS_15',
    'securityhub:AutoScaling.1',
    'config:autoscaling-group-elb-healthcheck-required',
    'guard:AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED',
    'prowler:autoscaling_group_elb_health_check_enabled',
    'control-tower:CT.AUTOSCALING.PR.4',
    'trusted-advisor:auto-scaling-group-health-check',
  ],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
  remedy: { HealthCheckType: 'ELB', HealthCheckGracePeriod: 120 },
  examples: {
    noncompliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '4' },
    compliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '4', HealthCheckType: 'EC2,ELB' },
    at: 'Properties.HealthCheckType',
  },
  check: (group) => {
    if (!isBehindLoadBalancer(group)) return notApplicable;
    const checks = healthChecks(group.string('HealthCheckType'));
    return checks.includes('ELB') || checks.includes('VPC_LATTICE') ? compliant : nonCompliant('HealthCheckType');
  },
});

export const asgHealthCheckWithoutLoadBalancer = defineRule({
  id: 'AsgHealthCheckWithoutLoadBalancer',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The group waits for health checks of a load balancer it is not attached to',
  why: 'The check never reports anything, so a hung application is not noticed although the template looks as if it were.',
  fix: 'Attach the group with TargetGroupARNs, or leave ELB out of HealthCheckType (CDK: group.attachToApplicationTargetGroup(...)).',
  wellArchitected: ['REL11-BP01'],
  equivalents: ['trusted-advisor:auto-scaling-group-health-check'],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
  examples: {
    noncompliant: { ...LAUNCH, MinSize: '2', MaxSize: '4', HealthCheckType: 'ELB', HealthCheckGracePeriod: 120 },
    compliant: {
      ...LAUNCH,
      ...BEHIND,
      MinSize: '2',
      MaxSize: '4',
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 120,
    },
    at: 'Properties.HealthCheckType',
  },
  check: (group) => {
    if (isBehindLoadBalancer(group)) return notApplicable;
    // CodeDeploy attaches the groups of a deployment group to its load balancer.
    if (group.referencedBy('AWS::CodeDeploy::DeploymentGroup', 'AutoScalingGroups').length > 0) return notApplicable;
    const checks = healthChecks(group.string('HealthCheckType'));
    return checks.includes('ELB') || checks.includes('VPC_LATTICE') ? nonCompliant('HealthCheckType') : compliant;
  },
});

export const asgHealthCheckGracePeriod = defineRule({
  id: 'AsgHealthCheckGracePeriod',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Load balancer health checks count from the first second of an instance',
  why: 'An instance that is still booting counts as unhealthy and is replaced, again and again. In CloudFormation the default is 0 seconds.',
  fix: 'Set HealthCheckGracePeriod to the time an instance needs to boot and start the application (CDK: gracePeriod of healthChecks).',
  wellArchitected: ['REL11-BP03'],
  equivalents: ['cdk-nag:AutoScalingGroupHealthCheck'],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html',
  remedy: { HealthCheckGracePeriod: 120 },
  examples: {
    noncompliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '4', HealthCheckType: 'ELB' },
    compliant: {
      ...LAUNCH,
      ...BEHIND,
      MinSize: '2',
      MaxSize: '4',
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 120,
    },
    at: 'Properties.HealthCheckGracePeriod',
  },
  check: (group) => {
    if (!healthChecks(group.string('HealthCheckType')).includes('ELB')) return notApplicable;
    // A launch hook keeps an instance out of service, and unchecked, until it is ready.
    const hooks = group.list('LifecycleHookSpecificationList');
    const own = group.referencedBy('AWS::AutoScaling::LifecycleHook', 'AutoScalingGroupName');
    const isLaunch = (transition: unknown): boolean => transition === 'autoscaling:EC2_INSTANCE_LAUNCHING';
    if (hooks.some((hook) => isLaunch(hook.at('LifecycleTransition').json()))) return notApplicable;
    if (own.some((hook) => isLaunch(hook.at('LifecycleTransition').json()))) return notApplicable;
    const seconds = group.number('HealthCheckGracePeriod') ?? 0;
    return seconds > 0 ? compliant : nonCompliant('HealthCheckGracePeriod');
  },
});

export const asgLaunchTemplate = defineRule({
  id: 'AsgLaunchTemplate',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Auto Scaling group uses a launch configuration',
  why: 'Launch configurations get no new instance types and features, have no versions to go back to, and new accounts cannot create them.',
  fix: 'Set LaunchTemplate or MixedInstancesPolicy (CDK: launchTemplate, or the feature flag @aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig).',
  wellArchitected: ['REL08-BP04'],
  equivalents: [
    'checkov:CKV_AWS_315',
    'securityhub:AutoScaling.9',
    'config:autoscaling-launch-template',
    'prowler:autoscaling_group_using_ec2_launch_template',
    'control-tower:CT.AUTOSCALING.PR.8',
  ],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html',
  examples: {
    noncompliant: {
      MinSize: '2',
      MaxSize: '4',
      AvailabilityZones: { 'Fn::GetAZs': '' },
      LaunchConfigurationName: 'web',
    },
    compliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    at: 'Properties.LaunchConfigurationName',
  },
  check: (group) => (group.has('LaunchConfigurationName') ? nonCompliant('LaunchConfigurationName') : compliant),
});
