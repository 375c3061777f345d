import { RuleTester } from 'cdk-resilience/rules';
import { fisLogging, fisStopCondition } from '../../../policies/rules/experiments';

RuleTester.run(fisStopCondition, {
  valid: [
    {
      name: 'an alarm of the application',
      given: {
        StopConditions: [
          { Source: 'none' },
          { Source: 'aws:cloudwatch:alarm', Value: { 'Fn::GetAtt': ['Alarm', 'Arn'] } },
        ],
      },
    },
  ],
  invalid: [{ name: 'an empty list', given: { StopConditions: [] }, finds: ['Subject.Properties.StopConditions'] }],
});

RuleTester.run(fisLogging, {
  valid: [
    {
      name: 'a log group',
      given: {
        LogConfiguration: { LogSchemaVersion: 2, CloudWatchLogsConfiguration: { LogGroupArn: { Ref: 'Logs' } } },
      },
    },
  ],
  invalid: [
    {
      name: 'none',
      given: { LogConfiguration: { Ref: 'AWS::NoValue' } },
      finds: ['Subject.Properties.LogConfiguration'],
    },
  ],
});
