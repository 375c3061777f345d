import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

/** Long enough to look back at an incident that was noticed late, or at the same day of the month before. */
const INVESTIGATION_DAYS = 30;

export const logGroupRetention = defineRule({
  id: 'LogGroupRetention',
  appliesTo: 'AWS::Logs::LogGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Logs are deleted before an incident can be studied',
  why: 'Slow failures are noticed, and recurring ones compared, weeks later. The default is to keep logs for ever.',
  fix: `Set RetentionInDays to at least ${INVESTIGATION_DAYS} (CDK: retention: RetentionDays.ONE_MONTH or longer).`,
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'checkov:CKV_AWS_338',
    'config:cw-loggroup-retention-period-check',
    'prowler:cloudwatch_log_group_retention_policy_specific_days_enabled',
    'securityhub:CloudWatch.16',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  remedy: { RetentionInDays: INVESTIGATION_DAYS },
  examples: {
    noncompliant: { RetentionInDays: 7 },
    compliant: { RetentionInDays: 90 },
    at: 'Properties.RetentionInDays',
  },
  check: (group) => {
    const days = group.number('RetentionInDays') ?? Infinity;
    if (days >= INVESTIGATION_DAYS) return compliant;
    return nonCompliant('RetentionInDays', { detail: `Log events are deleted after ${days} days.` });
  },
});

export const logGroupDeletionProtection = defineRule({
  id: 'LogGroupDeletionProtection',
  appliesTo: 'AWS::Logs::LogGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The log group can be deleted by one call',
  why: 'What led to an outage is lost with the logs. The default is no deletion protection.',
  fix: 'Set DeletionProtectionEnabled to true (CDK: deletionProtectionEnabled: true).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  remedy: { DeletionProtectionEnabled: true },
  examples: {
    noncompliant: { RetentionInDays: 90 },
    compliant: { RetentionInDays: 90, DeletionProtectionEnabled: true },
    at: 'Properties.DeletionProtectionEnabled',
  },
  check: (group) =>
    group.isTrue('DeletionProtectionEnabled') ? compliant : nonCompliant('DeletionProtectionEnabled'),
});
