import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';
import { hasEntries } from '../../lib/facts/entries';

const LAUNCH = {
  LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
  VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
};
const MIXED = { LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', Version: '1' } };

export const asgMultipleInstanceTypes = defineRule({
  id: 'AsgMultipleInstanceTypes',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SHARED_FATE',
  disruptions: ['az', 'infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The Auto Scaling group knows one instance type only',
  why: 'When a zone is lost, everybody launches in the others, and one instance type may be sold out there.',
  fix: 'Use a MixedInstancesPolicy with several Overrides or InstanceRequirements (CDK: mixedInstancesPolicy.launchTemplateOverrides).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [
    'securityhub:AutoScaling.6',
    'config:autoscaling-multiple-instance-types',
    'prowler:autoscaling_group_multiple_instance_types',
    'control-tower:CT.AUTOSCALING.PR.6',
  ],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html',
  examples: {
    noncompliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    compliant: {
      MinSize: '2',
      MaxSize: '4',
      MixedInstancesPolicy: {
        LaunchTemplate: { ...MIXED, Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }] },
      },
    },
    at: 'Properties.MixedInstancesPolicy',
  },
  check: (group) => {
    if (!group.has('MixedInstancesPolicy')) return nonCompliant('MixedInstancesPolicy');
    const path = 'MixedInstancesPolicy.LaunchTemplate.Overrides';
    const overrides = group.list(path);
    const isByRequirements = overrides.some((override) => override.at('InstanceRequirements').isPresent);
    return isByRequirements || overrides.length >= 2 ? compliant : nonCompliant(path);
  },
});

export const asgCooldown = defineRule({
  id: 'AsgCooldown',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Scaling does not know how long an instance takes to warm up',
  why: 'Metrics of instances that are still booting count, so the group grows too far or too late. Without a warm-up time, policies fall back to the default cooldown of 300 seconds, whatever the application needs.',
  fix: 'Set DefaultInstanceWarmup to the time until a new instance takes its share of the load (CDK: defaultInstanceWarmup).',
  wellArchitected: ['REL07-BP01'],
  equivalents: ['cdk-nag:AutoScalingGroupCooldownPeriod'],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html',
  remedy: { DefaultInstanceWarmup: 120 },
  examples: {
    noncompliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    compliant: { ...LAUNCH, MinSize: '2', MaxSize: '4', DefaultInstanceWarmup: 120 },
    at: 'Properties.DefaultInstanceWarmup',
  },
  check: (group) =>
    group.has('DefaultInstanceWarmup') || group.has('Cooldown') ? compliant : nonCompliant('DefaultInstanceWarmup'),
});

export const asgScalingNotifications = defineRule({
  id: 'AsgScalingNotifications',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nobody is told when the Auto Scaling group fails to start an instance',
  why: 'Launches that fail for want of capacity, addresses or a valid image are only seen in the history of the group.',
  fix: 'Add NotificationConfigurations with autoscaling:EC2_INSTANCE_LAUNCH_ERROR (CDK: notifications).',
  wellArchitected: ['REL11-BP06'],
  equivalents: ['cdk-nag:AutoScalingGroupScalingNotifications'],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html',
  examples: {
    noncompliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    compliant: {
      ...LAUNCH,
      MinSize: '2',
      MaxSize: '4',
      NotificationConfigurations: [
        { TopicARN: 'operations', NotificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH_ERROR'] },
      ],
    },
    at: 'Properties.NotificationConfigurations',
  },
  check: (group) => {
    if (group.has('NotificationConfiguration')) return compliant;
    return hasEntries(group, 'NotificationConfigurations') ? compliant : nonCompliant('NotificationConfigurations');
  },
});
