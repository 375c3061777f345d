import { RuleTester } from 'cdk-resilience/rules';
import { canaryAlarm, canaryNotRunning } from '../../../policies/rules/canaries';

const RUNS = { StartCanaryAfterCreation: true, Schedule: { Expression: 'rate(5 minutes)' } };

RuleTester.run(canaryNotRunning, {
  valid: [{ name: 'a calendar', given: { ...RUNS, Schedule: { Expression: 'cron(0/5 * * * ? *)' } } }],
  invalid: [
    {
      name: 'switched off',
      given: { ...RUNS, StartCanaryAfterCreation: false },
      finds: ['Subject.Properties.StartCanaryAfterCreation'],
    },
    {
      name: 'a single run',
      given: { ...RUNS, Schedule: { Expression: 'rate(0 minute)' } },
      finds: ['Subject.Properties.Schedule.Expression'],
    },
  ],
});

RuleTester.run(canaryAlarm, {
  valid: [
    {
      name: 'an alarm in another stack, by name',
      given: { Name: 'orders', ...RUNS },
      stacks: {
        Ops: {
          template: {
            Resources: {
              Alarm: {
                Type: 'AWS::CloudWatch::Alarm',
                Properties: { MetricName: 'SuccessPercent', Dimensions: [{ Name: 'CanaryName', Value: 'orders' }] },
              },
            },
          },
        },
      },
    },
  ],
  invalid: [{ name: 'none', given: { Name: 'orders', ...RUNS, FailureRetentionPeriod: 30 }, finds: ['Subject'] }],
});
