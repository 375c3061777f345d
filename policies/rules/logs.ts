import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

/** Long enough to look into an incident that is noticed, or reviewed, weeks later. */
const SHORTEST_RETENTION = 30;

export const logGroupRetention = defineRule({
  id: 'LogGroupRetention',
  appliesTo: 'AWS::Logs::LogGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The retention of the logs is not chosen, or too short to investigate an incident',
  why: 'By default logs are kept for ever, which nobody chose. Below a month, what led to an incident is gone when it is looked into.',
  fix: 'Set RetentionInDays to 30 or more (CDK: retention).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:CloudWatchLogGroupRetentionPeriod',
    'cfn-lint:I3013',
    'cfn_nag:LogsLogGroupRetentionRule',
    'checkov:CKV_AWS_66',
    'config:cw-loggroup-retention-period-check',
    'guard:CW_LOGGROUP_RETENTION_PERIOD_CHECK',
    'securityhub:CloudWatch.16',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  remedy: { RetentionInDays: 90 },
  examples: {
    noncompliant: { LogGroupName: 'orders' },
    compliant: { LogGroupName: 'orders', RetentionInDays: 90 },
    at: 'Properties.RetentionInDays',
  },
  check: (group) => {
    const days = group.number('RetentionInDays');
    if (days === undefined)
      return nonCompliant('RetentionInDays', { detail: 'RetentionInDays is not set: logs are kept for ever.' });
    return days >= SHORTEST_RETENTION
      ? compliant
      : nonCompliant('RetentionInDays', { detail: `Logs are kept for ${days} days.` });
  },
});
