import { RuleTester } from 'cdk-resilience/rules';
import { cognitoDefaultEmail } from '../../../policies/rules/cognito-email';

const MAIL = { AutoVerifiedAttributes: ['email', 'phone_number'] };

RuleTester.run(cognitoDefaultEmail, {
  valid: [
    { name: 'a pool that verifies by telephone', given: { AutoVerifiedAttributes: ['phone_number'] } },
    { name: 'a pool that verifies nothing', given: {} },
    {
      name: 'a function that sends',
      given: {
        ...MAIL,
        LambdaConfig: {
          CustomEmailSender: {
            LambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:mail',
            LambdaVersion: 'V1_0',
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'the built-in sender',
      given: { ...MAIL, EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } },
      finds: ['Subject.Properties.EmailConfiguration.EmailSendingAccount'],
    },
    {
      name: 'a reply address alone',
      given: { ...MAIL, EmailConfiguration: { ReplyToEmailAddress: 'help@example.com' } },
      finds: ['Subject.Properties.EmailConfiguration.EmailSendingAccount'],
    },
  ],
});
