import { RuleTester } from 'cdk-resilience/rules';
import { alarmActionsDisabled, alarmWithoutAction, alarmWithoutRunbook } from '../../../policies/rules/alarms';

const PAGER = 'arn:aws:sns:eu-west-1:111122223333:pager';

function alarm(properties: object = {}): object {
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', EvaluationPeriods: 1, ...properties } };
}

function beside(others: object, properties: object = {}): { Resources: object } {
  return { Resources: { Subject: alarm(properties), ...others } };
}

const joined = { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Subject', 'Arn'] }, '")']] };

function composite(AlarmRule: unknown, properties: object = {}): object {
  return { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule, ...properties } };
}

function eventRule(EventPattern: object, properties: object = {}): object {
  return { Type: 'AWS::Events::Rule', Properties: { EventPattern, ...properties } };
}

RuleTester.run(alarmWithoutAction, {
  valid: [
    {
      name: 'an action that a parameter names',
      given: { Parameters: { Topic: { Type: 'String' } }, ...beside({}, { AlarmActions: [{ Ref: 'Topic' }] }) },
    },
    { name: 'a child of a composite alarm', given: beside({ All: composite(joined, { AlarmActions: [PAGER] }) }) },
    {
      name: 'a child that the composite alarm of another stack names',
      given: beside({}, { AlarmName: 'orders-errors' }),
      stacks: {
        Other: {
          template: {
            Resources: { All: composite('ALARM("orders-errors") OR ALARM(quotes)', { AlarmActions: [PAGER] }) },
          },
        },
      },
    },
    {
      name: 'an alarm that stops a deployment',
      given: beside({
        Group: {
          Type: 'AWS::CodeDeploy::DeploymentGroup',
          Properties: { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Subject' } }] } },
        },
      }),
    },
    {
      name: 'an alarm behind a health check of Route 53',
      given: beside({
        Check: {
          Type: 'AWS::Route53::HealthCheck',
          Properties: {
            HealthCheckConfig: {
              Type: 'CLOUDWATCH_METRIC',
              AlarmIdentifier: { Name: { Ref: 'Subject' }, Region: 'eu-west-1' },
            },
          },
        },
      }),
    },
    {
      name: 'alarms that EventBridge hands on',
      given: beside({
        ToPager: eventRule({ source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] }),
      }),
    },
  ],
  invalid: [
    {
      name: 'actions for OK and missing data alone',
      given: { OKActions: [PAGER], InsufficientDataActions: [PAGER] },
      finds: ['Subject.Properties.AlarmActions'],
    },
    {
      name: 'an empty list',
      given: { AlarmActions: [{ Ref: 'AWS::NoValue' }] },
      finds: ['Subject.Properties.AlarmActions'],
    },
    {
      name: 'an alarm that is on a dashboard only',
      given: beside({
        Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: { 'Fn::Sub': '${Subject.Arn}' } } },
      }),
      finds: ['Subject.Properties.AlarmActions'],
    },
    {
      name: 'a composite alarm without action, not its child',
      given: { Resources: { Subject: composite({ 'Fn::Sub': 'ALARM("${Child}")' }), Child: alarm() } },
      finds: ['Subject.Properties.AlarmActions'],
    },
    {
      name: 'events of other kinds, or of another Region, that are handed on',
      region: 'eu-west-1',
      given: beside({
        Changes: eventRule({ source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm Configuration Change'] }),
      }),
      stacks: {
        Other: { region: 'us-east-1', template: { Resources: { All: eventRule({ source: ['aws.cloudwatch'] }) } } },
      },
      finds: ['Subject.Properties.AlarmActions'],
    },
    {
      name: 'an action under an open condition',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        ...beside({}, { AlarmActions: { 'Fn::If': ['IsProd', [PAGER], { Ref: 'AWS::NoValue' }] } }),
      },
      finds: ['Subject.Properties.AlarmActions when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a list that a parameter holds',
      given: {
        Parameters: { Topics: { Type: 'CommaDelimitedList' } },
        ...beside({}, { AlarmActions: { Ref: 'Topics' } }),
      },
      open: ['Subject.Properties.AlarmActions'],
    },
  ],
});

RuleTester.run(alarmActionsDisabled, {
  valid: [
    { name: 'the default', given: { AlarmActions: [PAGER] } },
    { name: 'no action to switch off', given: { ActionsEnabled: false } },
    {
      name: 'a child of a composite alarm',
      given: beside({ All: composite(joined) }, { AlarmActions: [PAGER], ActionsEnabled: false }),
    },
  ],
  invalid: [
    {
      name: 'text for a boolean',
      given: { AlarmActions: [PAGER], ActionsEnabled: 'false' },
      finds: ['Subject.Properties.ActionsEnabled'],
    },
    {
      name: 'a composite alarm',
      given: { Resources: { Subject: composite('ALARM(x)', { AlarmActions: [PAGER], ActionsEnabled: false }) } },
      finds: ['Subject.Properties.ActionsEnabled'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { On: { Type: 'String' } },
        ...beside({}, { AlarmActions: [PAGER], ActionsEnabled: { Ref: 'On' } }),
      },
      open: ['Subject.Properties.ActionsEnabled'],
    },
  ],
});

RuleTester.run(alarmWithoutRunbook, {
  valid: [
    {
      name: 'an alarm that scales',
      given: { AlarmActions: ['arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:x'] },
    },
    { name: 'no action', given: {} },
    {
      name: 'an open description',
      given: {
        Parameters: { Text: { Type: 'String' } },
        ...beside({}, { AlarmActions: [PAGER], AlarmDescription: { Ref: 'Text' } }),
      },
    },
  ],
  invalid: [
    {
      name: 'an empty description',
      given: { AlarmActions: [PAGER], AlarmDescription: ' ' },
      finds: ['Subject.Properties.AlarmDescription'],
    },
    {
      name: 'a topic of the application',
      given: beside({ Topic: { Type: 'AWS::SNS::Topic' } }, { AlarmActions: [{ Ref: 'Topic' }] }),
      finds: ['Subject.Properties.AlarmDescription'],
    },
  ],
});
