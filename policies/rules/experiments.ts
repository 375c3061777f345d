import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

const ALARM = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-errors';
const EXPERIMENT = {
  Description: 'Lose a zone',
  RoleArn: 'arn:aws:iam::111122223333:role/fis',
  Targets: {},
  Actions: {},
};
const STOP = { StopConditions: [{ Source: 'aws:cloudwatch:alarm', Value: ALARM }] };

export const fisStopCondition = defineRule({
  id: 'FisStopCondition',
  appliesTo: 'AWS::FIS::ExperimentTemplate',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nothing stops the experiment when it does harm',
  why: 'Without an alarm as stop condition the fault goes on for its full duration, whatever customers see.',
  fix: 'Add a stop condition with Source aws:cloudwatch:alarm and the alarm on the steady state.',
  wellArchitected: ['REL12-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html',
  examples: {
    noncompliant: { ...EXPERIMENT, StopConditions: [{ Source: 'none' }] },
    compliant: { ...EXPERIMENT, ...STOP },
    at: 'Properties.StopConditions',
  },
  check: (template) => {
    const hasAlarm = template
      .list('StopConditions')
      .some((each) => each.at('Source').string() === 'aws:cloudwatch:alarm');
    return hasAlarm ? compliant : nonCompliant('StopConditions');
  },
});

export const fisLogging = defineRule({
  id: 'FisLogging',
  appliesTo: 'AWS::FIS::ExperimentTemplate',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The experiment leaves no log',
  why: 'What was done to which resource, and when, cannot be laid beside the metrics afterwards. Logs are off by default.',
  fix: 'Set LogConfiguration to a log group or a bucket.',
  wellArchitected: ['REL12-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/fis/latest/userguide/monitoring-logging.html',
  examples: {
    noncompliant: { ...EXPERIMENT, ...STOP },
    compliant: {
      ...EXPERIMENT,
      ...STOP,
      LogConfiguration: { LogSchemaVersion: 2, S3Configuration: { BucketName: 'logs' } },
    },
    at: 'Properties.LogConfiguration',
  },
  check: (template) => (template.has('LogConfiguration') ? compliant : nonCompliant('LogConfiguration')),
});
