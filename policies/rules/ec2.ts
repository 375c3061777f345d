import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { isRouter } from '../../lib/facts/routes';

const INSTANCE = { ImageId: 'ami-1', InstanceType: 'm7g.large', SubnetId: 'subnet-1' };

/** A way into a network for people, which can be replaced at leisure; told by its name, as nothing else tells it. */
function isBastion(instance: Resource): boolean {
  const name = instance
    .list('Tags')
    .find((tag) => tag.at('Key').json() === 'Name')
    ?.at('Value')
    .json();
  return /bastion|jump/i.test(`${instance.constructPath ?? instance.id} ${String(name)}`);
}

/** Whether another instance stands beside it behind a load balancer, or the load balancer's rule speaks of it. */
function isTarget(instance: Resource): boolean {
  if (instance.referencedBy('AWS::ElasticLoadBalancingV2::TargetGroup', 'Targets').length > 0) return true;
  const classic = instance.referencedBy('AWS::ElasticLoadBalancing::LoadBalancer', 'Instances');
  return classic.some((loadBalancer) => loadBalancer.list('Instances').length > 1);
}

export const ec2StandaloneInstance = defineRule({
  id: 'Ec2StandaloneInstance',
  appliesTo: 'AWS::EC2::Instance',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The EC2 instance stands alone',
  why: 'When the instance or its zone fails, what runs on it is gone until somebody builds it anew: nothing replaces it.',
  fix: 'Run it in an Auto Scaling group over several zones, of size 1 if it must (CDK: AutoScalingGroup).',
  wellArchitected: ['REL10-BP02'],
  equivalents: ['trusted-advisor:single-az-application-check'],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html',
  examples: {
    noncompliant: INSTANCE,
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::EC2::Instance', Properties: INSTANCE },
        Other: { Type: 'AWS::EC2::Instance', Properties: INSTANCE },
        Web: {
          Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
          Properties: { Targets: [{ Id: { Ref: 'Subject' } }, { Id: { Ref: 'Other' } }] },
        },
      },
    },
    at: '',
  },
  check: (instance) => {
    // A router is judged as one.
    if (isRouter(instance) || isBastion(instance)) return notApplicable;
    return isTarget(instance) ? compliant : nonCompliant();
  },
});

export const ec2AutoRecoveryDisabled = defineRule({
  id: 'Ec2AutoRecoveryDisabled',
  appliesTo: 'AWS::EC2::LaunchTemplate',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Instances are not moved off failed hardware',
  why: 'Automatic recovery is on by default and starts an instance again on other hardware when its host fails; here it is switched off.',
  fix: 'Remove LaunchTemplateData.MaintenanceOptions.AutoRecovery or set it to default.',
  wellArchitected: ['REL11-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-recover.html',
  remedy: { LaunchTemplateData: { MaintenanceOptions: { AutoRecovery: 'default' } } },
  examples: {
    noncompliant: {
      LaunchTemplateData: { InstanceType: 'm7g.large', MaintenanceOptions: { AutoRecovery: 'disabled' } },
    },
    compliant: { LaunchTemplateData: { InstanceType: 'm7g.large' } },
    at: 'Properties.LaunchTemplateData.MaintenanceOptions.AutoRecovery',
  },
  check: (template) => {
    const path = 'LaunchTemplateData.MaintenanceOptions.AutoRecovery';
    if (template.string(path) !== 'disabled') return compliant;
    // An Auto Scaling group replaces its instances anyway.
    const isOfGroup = template.referencedBy('AWS::AutoScaling::AutoScalingGroup').length > 0;
    return isOfGroup ? notApplicable : nonCompliant(path);
  },
});

export const ec2TerminationProtection = defineRule({
  id: 'Ec2TerminationProtection',
  appliesTo: 'AWS::EC2::Instance',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The EC2 instance can be terminated by mistake',
  why: 'One wrong click or call ends the instance for good. Termination protection is off by default.',
  fix: 'Set DisableApiTermination to true (CDK: disableApiTermination: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: ['cdk-nag:EC2InstanceTerminationProtection'],
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html',
  remedy: { DisableApiTermination: true },
  examples: {
    noncompliant: INSTANCE,
    compliant: { ...INSTANCE, DisableApiTermination: true },
    at: 'Properties.DisableApiTermination',
  },
  check: (instance) => (instance.isTrue('DisableApiTermination') ? compliant : nonCompliant('DisableApiTermination')),
});

/** Where each kind of resource says whether metrics come every minute, and what holds if it says nothing. */
const MONITORING: Readonly<Record<string, { readonly path: string; readonly byDefault: boolean }>> = {
  'AWS::EC2::Instance': { path: 'Monitoring', byDefault: false },
  'AWS::EC2::LaunchTemplate': { path: 'LaunchTemplateData.Monitoring.Enabled', byDefault: false },
  'AWS::AutoScaling::LaunchConfiguration': { path: 'InstanceMonitoring', byDefault: true },
};

export const ec2DetailedMonitoring = defineRule({
  id: 'Ec2DetailedMonitoring',
  appliesTo: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'],
  category: 'EXCESSIVE_LOAD',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Metrics of the instance come every five minutes only',
  why: 'Scaling and alarms see load and failures late. Basic monitoring is the default of instances and launch templates.',
  fix: 'Turn detailed monitoring on: Monitoring, LaunchTemplateData.Monitoring.Enabled or InstanceMonitoring true (CDK: detailedMonitoring: true).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [
    'cdk-nag:EC2InstanceDetailedMonitoringEnabled',
    'checkov:CKV_AWS_126',
    'config:ec2-instance-detailed-monitoring-enabled',
    'guard:EC2_INSTANCE_DETAILED_MONITORING_ENABLED',
    'prowler:ec2_instance_detailed_monitoring_enabled',
    'control-tower:CT.EC2.PR.10',
    'trusted-advisor:amazon-ec2-detailed-monitoring-not-enabled',
  ],
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html',
  examples: {
    noncompliant: INSTANCE,
    compliant: { ...INSTANCE, Monitoring: true },
    at: 'Properties.Monitoring',
  },
  check: (resource) => {
    const { path, byDefault } = MONITORING[resource.type] as (typeof MONITORING)[string];
    const isOn = resource.at(path).boolean() ?? (hasTemplate(resource) || byDefault);
    return isOn ? compliant : nonCompliant(path);
  },
});

/** Whether an instance takes what it does not say from a launch template, where it is judged. */
function hasTemplate(resource: Resource): boolean {
  return resource.type === 'AWS::EC2::Instance' && resource.has('LaunchTemplate');
}

/** Types that existed before EBS optimization came with the type. Source: Amazon EC2 User Guide, "Amazon EBS-optimized instance types". */
const OPTIONAL =
  /^(c1\.xlarge|c3\.(xlarge|2xlarge|4xlarge)|g2\.2xlarge|i2\.(xlarge|2xlarge|4xlarge)|m1\.(large|xlarge)|m2\.(2xlarge|4xlarge)|m3\.(xlarge|2xlarge)|r3\.(xlarge|2xlarge|4xlarge))$/;

export const ec2EbsOptimized = defineRule({
  id: 'Ec2EbsOptimized',
  appliesTo: 'AWS::EC2::Instance',
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Volumes share the network of the instance with everything else',
  why: 'Under load, traffic slows the disks down. On older instance types EBS optimization is off by default; on current ones it is always on.',
  fix: 'Set EbsOptimized to true, or take a current instance type (CDK: ebsOptimized: true).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [
    'cdk-nag:EC2EBSOptimizedInstance',
    'checkov:CKV_AWS_135',
    'config:ebs-optimized-instance',
    'guard:EBS_OPTIMIZED_INSTANCE',
  ],
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html',
  remedy: { EbsOptimized: true },
  examples: {
    noncompliant: { ...INSTANCE, InstanceType: 'm3.xlarge' },
    compliant: { ...INSTANCE, InstanceType: 'm3.xlarge', EbsOptimized: true },
    at: 'Properties.EbsOptimized',
  },
  check: (instance) => {
    const type = instance.string('InstanceType');
    if (type === undefined || !OPTIONAL.test(type)) return notApplicable;
    return instance.isTrue('EbsOptimized') ? compliant : nonCompliant('EbsOptimized');
  },
});
