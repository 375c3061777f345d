import { RuleTester } from 'cdk-resilience/rules';
import { cognitoDeletionProtection } from '../../../policies/rules/cognito';

RuleTester.run(cognitoDeletionProtection, {
  valid: [],
  invalid: [
    { name: 'inactive', given: { DeletionProtection: 'INACTIVE' }, finds: ['Subject.Properties.DeletionProtection'] },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Protection: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::Cognito::UserPool', Properties: { DeletionProtection: { Ref: 'Protection' } } },
        },
      },
      open: ['Subject.Properties.DeletionProtection'],
    },
  ],
});
