import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { ALARM_TYPES, alarmEventsAreRouted, isUsedByName } from '../../lib/facts/alarms';

/** Resource types that mention an alarm without acting on it. */
const ONLOOKERS =
  /^AWS::(CloudWatch::(Dashboard|AlarmMuteRule)|IAM::|SSM::Parameter|CloudFormation::Stack|ResourceGroups::)|^Custom::CrossRegion/;

/** Whether a composite alarm, a deployment, a health check or something else acts on the state of an alarm. */
function isActedOn(alarm: Resource): boolean {
  return alarm.referencedBy().some(({ type }) => !ONLOOKERS.test(type)) || isUsedByName(alarm);
}

const QUEUE_TOO_LONG = {
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateAgeOfOldestMessage',
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 5,
  Threshold: 300,
  ComparisonOperator: 'GreaterThanThreshold',
};
const PAGER = 'arn:aws:sns:eu-west-1:111122223333:pager';

export const alarmWithoutAction = defineRule({
  id: 'AlarmWithoutAction',
  appliesTo: ALARM_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'essential',
  title: 'The alarm tells nobody when it goes off',
  why: 'Without an alarm action the state changes in the console and nowhere else, so an incident is found by customers. Actions for OK or INSUFFICIENT_DATA alone do not tell of it.',
  fix: 'Add the ARN of an SNS topic to AlarmActions (CDK: alarm.addAlarmAction(new SnsAction(topic))), or make it part of a composite alarm that has one.',
  wellArchitected: ['REL06-BP03'],
  equivalents: [
    'cdk-nag:CloudWatchAlarmAction',
    'config:cloudwatch-alarm-action-check',
    'guard:CLOUDWATCH_ALARM_ACTION_CHECK',
    'prowler:cloudwatch_alarm_actions_alarm_state_configured',
    'securityhub:CloudWatch.15',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html',
  examples: {
    noncompliant: QUEUE_TOO_LONG,
    compliant: { ...QUEUE_TOO_LONG, AlarmActions: [PAGER] },
    at: 'Properties.AlarmActions',
  },
  check: (alarm) => {
    if (isActedOn(alarm) || alarmEventsAreRouted(alarm)) return notApplicable;
    return alarm.list('AlarmActions').length > 0 ? compliant : nonCompliant('AlarmActions');
  },
});

export const alarmActionsDisabled = defineRule({
  id: 'AlarmActionsDisabled',
  appliesTo: ALARM_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'essential',
  title: 'The actions of the alarm are switched off',
  why: 'While ActionsEnabled is false the alarm changes its state and takes none of its actions. The default is true.',
  fix: 'Set ActionsEnabled to true or remove it (CDK: actionsEnabled: true). For planned work, use an alarm mute rule that ends.',
  wellArchitected: ['REL06-BP03'],
  equivalents: [
    'checkov:CKV_AWS_319',
    'config:cloudwatch-alarm-action-enabled-check',
    'prowler:cloudwatch_alarm_actions_enabled',
    'securityhub:CloudWatch.17',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html',
  remedy: { ActionsEnabled: true },
  examples: {
    noncompliant: { ...QUEUE_TOO_LONG, AlarmActions: [PAGER], ActionsEnabled: false },
    compliant: { ...QUEUE_TOO_LONG, AlarmActions: [PAGER], ActionsEnabled: true },
    at: 'Properties.ActionsEnabled',
  },
  check: (alarm) => {
    // Without actions, `AlarmWithoutAction` speaks; what acts on the state does not need actions.
    if (!alarm.isFalse('ActionsEnabled') || isActedOn(alarm) || alarmEventsAreRouted(alarm)) return compliant;
    return alarm.list('AlarmActions').length > 0 ? nonCompliant('ActionsEnabled') : notApplicable;
  },
});

export const alarmWithoutRunbook = defineRule({
  id: 'AlarmWithoutRunbook',
  appliesTo: ALARM_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The alarm does not say what to do',
  why: 'The description is sent with the notification. Without one the responder starts from a metric name, and the time to repair grows. There is none by default.',
  fix: 'Set AlarmDescription to what is wrong and where the runbook is (CDK: alarmDescription).',
  wellArchitected: ['REL12-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_testing_resiliency_playbook_resiliency.html',
  examples: {
    noncompliant: { ...QUEUE_TOO_LONG, AlarmActions: [PAGER] },
    compliant: {
      ...QUEUE_TOO_LONG,
      AlarmActions: [PAGER],
      AlarmDescription: 'Orders wait. Runbook: https://runbooks.example.com/orders',
    },
    at: 'Properties.AlarmDescription',
  },
  check: (alarm) => {
    const tellsPeople = alarm
      .list('AlarmActions')
      .some((action) => action.reference()?.type === 'AWS::SNS::Topic' || String(action.json()).includes(':sns:'));
    if (!tellsPeople) return notApplicable;
    const description = alarm.at('AlarmDescription');
    return description.isUnknown || description.string()?.trim() ? compliant : nonCompliant('AlarmDescription');
  },
});
