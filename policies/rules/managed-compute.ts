import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { beanstalkOption } from '../../lib/facts/entries';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

const ENVIRONMENT = 'AWS::ElasticBeanstalk::Environment';

function withOption(Namespace: string, OptionName: string, Value: string): { [key: string]: unknown } {
  return { ApplicationName: 'web', OptionSettings: [{ Namespace, OptionName, Value }] };
}

export const batchComputeMultiAz = defineRule({
  id: 'BatchComputeMultiAz',
  appliesTo: 'AWS::Batch::ComputeEnvironment',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Batch compute environment uses one Availability Zone',
  why: 'When the zone fails or has no capacity, all jobs wait.',
  fix: 'Name subnets of several zones in ComputeResources.Subnets (CDK: vpcSubnets).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html',
  examples: {
    noncompliant: { Type: 'MANAGED', ComputeResources: { Type: 'FARGATE', MaxvCpus: 16, Subnets: ['subnet-1'] } },
    compliant: { Type: 'UNMANAGED' },
    at: 'Properties.ComputeResources.Subnets',
  },
  check: (environment) => {
    const subnets = environment.at('ComputeResources.Subnets');
    return subnets.isPresent ? judgeSpread(subnets, zonesOfSubnets(subnets.items()), 2) : notApplicable;
  },
});

export const beanstalkRedundancy = defineRule({
  id: 'BeanstalkRedundancy',
  appliesTo: ENVIRONMENT,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The Elastic Beanstalk environment runs a single instance',
  why: 'When the instance or its zone fails, nothing answers until a new one has started.',
  fix: 'Set EnvironmentType to LoadBalanced and MinSize of aws:autoscaling:asg to 2 or more in OptionSettings.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-types.html',
  examples: {
    noncompliant: withOption('aws:elasticbeanstalk:environment', 'EnvironmentType', 'SingleInstance'),
    compliant: withOption('aws:autoscaling:asg', 'MinSize', '2'),
    at: 'Properties.OptionSettings.0.Value',
  },
  check: (environment) => {
    const type = beanstalkOption(environment, 'aws:elasticbeanstalk:environment', 'EnvironmentType');
    if (type?.string() === 'SingleInstance') return nonCompliant(type);
    const least = beanstalkOption(environment, 'aws:autoscaling:asg', 'MinSize');
    // Not said here, it may be said in the application's own configuration files.
    if (least === undefined) return notApplicable;
    const size = least.number();
    return size !== undefined && size < 2 ? nonCompliant(least) : compliant;
  },
});

export const beanstalkDeploymentPolicy = defineRule({
  id: 'BeanstalkDeploymentPolicy',
  appliesTo: ENVIRONMENT,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A deployment takes all instances of the environment out of service at once',
  why: 'Each deployment is a short outage, and a bad version is a long one.',
  fix: 'Set DeploymentPolicy of aws:elasticbeanstalk:command to Immutable, TrafficSplitting or RollingWithAdditionalBatch in OptionSettings.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html',
  examples: {
    noncompliant: withOption('aws:elasticbeanstalk:command', 'DeploymentPolicy', 'AllAtOnce'),
    compliant: withOption('aws:elasticbeanstalk:command', 'DeploymentPolicy', 'Immutable'),
    at: 'Properties.OptionSettings.0.Value',
  },
  check: (environment) => {
    const policy = beanstalkOption(environment, 'aws:elasticbeanstalk:command', 'DeploymentPolicy');
    // Not said here, it may be said in the application's own configuration files.
    if (policy === undefined) return notApplicable;
    return policy.string() === 'AllAtOnce' ? nonCompliant(policy) : compliant;
  },
});

export const beanstalkEnhancedHealth = defineRule({
  id: 'BeanstalkEnhancedHealth',
  appliesTo: ENVIRONMENT,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Enhanced health reporting is not turned on for the environment',
  why: 'Basic reporting, the default, sees neither errors nor slow answers of the application.',
  fix: 'Set SystemType of aws:elasticbeanstalk:healthreporting:system to enhanced in OptionSettings.',
  wellArchitected: ['REL06-BP01'],
  equivalents: [
    'cdk-nag:ElasticBeanstalkEnhancedHealthReportingEnabled',
    'checkov:CKV_AWS_312',
    'securityhub:ElasticBeanstalk.1',
    'config:beanstalk-enhanced-health-reporting-enabled',
    'guard:BEANSTALK_ENHANCED_HEALTH_REPORTING_ENABLED',
    'prowler:elasticbeanstalk_environment_enhanced_health_reporting',
    'control-tower:CT.ELASTICBEANSTALK.PR.1',
  ],
  docs: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced.html',
  examples: {
    noncompliant: { ApplicationName: 'web' },
    compliant: withOption('aws:elasticbeanstalk:healthreporting:system', 'SystemType', 'enhanced'),
    at: 'Properties.OptionSettings',
  },
  check: (environment) => {
    const type = beanstalkOption(environment, 'aws:elasticbeanstalk:healthreporting:system', 'SystemType');
    return type?.string() === 'enhanced' ? compliant : nonCompliant(type ?? 'OptionSettings');
  },
});

export const beanstalkManagedUpdates = defineRule({
  id: 'BeanstalkManagedUpdates',
  appliesTo: ENVIRONMENT,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Managed platform updates are not turned on for the environment',
  why: 'The platform falls behind until its branch is retired and must be replaced in haste. In a template they are off by default.',
  fix: 'Set ManagedActionsEnabled of aws:elasticbeanstalk:managedactions to true, with PreferredStartTime and UpdateLevel, in OptionSettings.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:ElasticBeanstalkManagedUpdatesEnabled',
    'checkov:CKV_AWS_340',
    'securityhub:ElasticBeanstalk.2',
    'config:elastic-beanstalk-managed-updates-enabled',
    'guard:ELASTIC_BEANSTALK_MANAGED_UPDATES_ENABLED',
    'prowler:elasticbeanstalk_environment_managed_updates_enabled',
    'control-tower:CT.ELASTICBEANSTALK.PR.2',
  ],
  docs: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html',
  examples: {
    noncompliant: { ApplicationName: 'web' },
    compliant: withOption('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled', 'true'),
    at: 'Properties.OptionSettings',
  },
  check: (environment) => {
    const enabled = beanstalkOption(environment, 'aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled');
    return enabled?.isTrue === true ? compliant : nonCompliant(enabled ?? 'OptionSettings');
  },
});
