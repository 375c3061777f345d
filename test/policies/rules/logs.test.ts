import { RuleTester } from 'cdk-resilience/rules';
import { logGroupRetention } from '../../../policies/rules/logs';

RuleTester.run(logGroupRetention, {
  valid: [{ name: 'a month as text', given: { RetentionInDays: '30' } }],
  invalid: [{ name: 'a week', given: { RetentionInDays: 7 }, finds: ['Subject.Properties.RetentionInDays'] }],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Days: { Type: 'Number' } },
        Resources: { Subject: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: { Ref: 'Days' } } } },
      },
      open: ['Subject.Properties.RetentionInDays'],
    },
  ],
});
