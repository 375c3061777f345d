import { RuleTester } from 'cdk-resilience/rules';
import { cognitoDeletionProtection } from '../../../policies/rules/cognito';

const AT = 'Subject.Properties.DeletionProtection';

RuleTester.run(cognitoDeletionProtection, {
  valid: [
    {
      name: 'a parameter with a default',
      given: {
        Parameters: { Protection: { Type: 'String', Default: 'ACTIVE' } },
        Resources: {
          Subject: { Type: 'AWS::Cognito::UserPool', Properties: { DeletionProtection: { Ref: 'Protection' } } },
        },
      },
    },
  ],
  invalid: [
    { name: 'the default written out', given: { DeletionProtection: 'INACTIVE' }, finds: [AT] },
    { name: 'the empty text', given: { DeletionProtection: '' }, finds: [AT] },
    { name: 'no properties', given: { Resources: { Subject: { Type: 'AWS::Cognito::UserPool' } } }, finds: [AT] },
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
      open: [AT],
    },
  ],
});
