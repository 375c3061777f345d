import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';

const GROUP = {
  ApplicationName: 'orders',
  ServiceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
  DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
};
const ROLLBACK = { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] };
const ALARMS = { Enabled: true, Alarms: [{ Name: 'orders-errors' }] };

export const codeDeployAutoRollback = defineRule({
  id: 'CodeDeployAutoRollback',
  appliesTo: 'AWS::CodeDeploy::DeploymentGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A failed deployment is not rolled back',
  why: 'Bad deployments are a frequent cause of incidents. Automatic rollback is off by default, so the failed version stays until somebody deploys the old one.',
  fix: 'Set AutoRollbackConfiguration to Enabled true with Events DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM (CDK: autoRollback).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'config:codedeploy-auto-rollback-monitor-enabled',
    'config:codedeploy-deployment-group-auto-rollback-enabled',
  ],
  docs: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html',
  remedy: { AutoRollbackConfiguration: ROLLBACK },
  examples: {
    noncompliant: GROUP,
    compliant: { ...GROUP, AutoRollbackConfiguration: ROLLBACK },
    at: 'Properties.AutoRollbackConfiguration',
  },
  check: (group) => {
    const rollback = group.at('AutoRollbackConfiguration');
    if (!rollback.at('Enabled').isTrue) return nonCompliant(rollback.isPresent ? rollback.at('Enabled') : rollback);
    const events = texts(rollback.at('Events'));
    const wanted = [
      'DEPLOYMENT_FAILURE',
      ...(stopsOnAlarm(group.at('AlarmConfiguration')) ? ['DEPLOYMENT_STOP_ON_ALARM'] : []),
    ];
    const missing = wanted.filter((event) => !events.includes(event));
    if (missing.length === 0) return compliant;
    return nonCompliant('AutoRollbackConfiguration.Events', { detail: `Events lacks ${missing.join(' and ')}.` });
  },
});

export const codeDeployAlarms = defineRule({
  id: 'CodeDeployAlarms',
  appliesTo: 'AWS::CodeDeploy::DeploymentGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'No alarm stops a bad deployment',
  why: 'CodeDeploy sees that a version starts, not that it answers customers with errors. Without alarms traffic is shifted to it whatever the metrics say; none are set by default.',
  fix: 'Set AlarmConfiguration to Enabled true with the alarms on errors and latency (CDK: alarms).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['config:codedeploy-auto-rollback-monitor-enabled'],
  docs: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html',
  examples: {
    noncompliant: { ...GROUP, AutoRollbackConfiguration: ROLLBACK },
    compliant: { ...GROUP, AutoRollbackConfiguration: ROLLBACK, AlarmConfiguration: ALARMS },
    at: 'Properties.AlarmConfiguration',
  },
  check: (group) => {
    const alarms = group.at('AlarmConfiguration');
    if (stopsOnAlarm(alarms)) {
      const ignores = alarms.at('IgnorePollAlarmFailure');
      if (!ignores.isTrue) return compliant;
      return nonCompliant(ignores, { detail: 'The deployment goes on when CloudWatch cannot be asked.' });
    }
    return nonCompliant(alarms.at('Alarms').isPresent ? alarms.at('Enabled') : alarms);
  },
});

export const codeDeployAllAtOnce = defineRule({
  id: 'CodeDeployAllAtOnce',
  appliesTo: 'AWS::CodeDeploy::DeploymentGroup',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All traffic moves to the new version at once',
  why: 'A fault in the new version reaches every customer before any alarm can stop it.',
  fix: 'Choose a canary or linear DeploymentConfigName, for EC2 HalfAtATime or less (CDK: deploymentConfig).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['config:codedeploy-lambda-allatonce-traffic-shift-disabled'],
  docs: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html',
  examples: {
    noncompliant: { ...GROUP, DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' },
    compliant: GROUP,
    at: 'Properties.DeploymentConfigName',
  },
  check: (group) => {
    const name = group.at('DeploymentConfigName');
    if (!name.isPresent || name.reference() !== undefined) return notApplicable;
    return /^CodeDeployDefault\.(Lambda|ECS)?AllAtOnce$/.test(name.string() ?? '') ? nonCompliant(name) : compliant;
  },
});

export const codeDeployMinimumHealthyHosts = defineRule({
  id: 'CodeDeployMinimumHealthyHosts',
  appliesTo: 'AWS::CodeDeploy::DeploymentConfig',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'A deployment takes more than a third of the hosts out of service',
  why: 'The hosts that are left carry the whole load while the others are replaced, and a bad version takes most of the fleet before it is noticed.',
  fix: 'Set MinimumHealthyHosts to FLEET_PERCENT 66 or more (CDK: MinimumHealthyHosts.percentage(66)).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['config:codedeploy-ec2-minimum-healthy-hosts-configured'],
  docs: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html',
  examples: {
    noncompliant: { ComputePlatform: 'Server', MinimumHealthyHosts: { Type: 'FLEET_PERCENT', Value: 25 } },
    compliant: { ComputePlatform: 'Server', MinimumHealthyHosts: { Type: 'FLEET_PERCENT', Value: 75 } },
    at: 'Properties.MinimumHealthyHosts.Value',
  },
  check: (config) => {
    if (config.string('MinimumHealthyHosts.Type') !== 'FLEET_PERCENT') return notApplicable;
    const percent = config.number('MinimumHealthyHosts.Value') ?? 0;
    if (percent >= 66) return compliant;
    return nonCompliant('MinimumHealthyHosts.Value', { detail: `${percent} % of the fleet stays in service.` });
  },
});

export const codeDeployOutdatedInstances = defineRule({
  id: 'CodeDeployOutdatedInstances',
  appliesTo: 'AWS::CodeDeploy::DeploymentGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Instances launched during a deployment keep the old version',
  why: 'With IGNORE, instances that scale out while a deployment runs are left behind, and two versions serve customers until the next one. The default is UPDATE.',
  fix: 'Set OutdatedInstancesStrategy to UPDATE or remove it.',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['config:codedeploy-deployment-group-outdated-instances-update'],
  docs: 'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html',
  remedy: { OutdatedInstancesStrategy: 'UPDATE' },
  examples: {
    noncompliant: { ...GROUP, OutdatedInstancesStrategy: 'IGNORE' },
    compliant: { ...GROUP, OutdatedInstancesStrategy: 'UPDATE' },
    at: 'Properties.OutdatedInstancesStrategy',
  },
  check: (group) => {
    return group.string('OutdatedInstancesStrategy') === 'IGNORE'
      ? nonCompliant('OutdatedInstancesStrategy')
      : compliant;
  },
});

/** An alarm by an open name counts: somebody chose it. */
function stopsOnAlarm(configuration: Value): boolean {
  return configuration.at('Enabled').isTrue && configuration.at('Alarms').items().length > 0;
}

function texts(list: Value): (string | undefined)[] {
  return list.items().map((each) => each.string());
}
