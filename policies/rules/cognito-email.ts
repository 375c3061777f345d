import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

export const cognitoDefaultEmail = defineRule({
  id: 'CognitoDefaultEmail',
  appliesTo: 'AWS::Cognito::UserPool',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The user pool stops sending email after a few messages a day',
  why: 'The built-in sender (COGNITO_DEFAULT, the default) has a small daily limit. In a surge new users get no code, and nobody can reset a password.',
  fix: 'Set EmailConfiguration.EmailSendingAccount to DEVELOPER with the SourceArn of an identity in Amazon SES (CDK: email: UserPoolEmail.withSES).',
  wellArchitected: ['REL01-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html',
  examples: {
    noncompliant: { AutoVerifiedAttributes: ['email'] },
    compliant: {
      AutoVerifiedAttributes: ['email'],
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        SourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
      },
    },
    at: 'Properties.EmailConfiguration.EmailSendingAccount',
  },
  check: (pool) => {
    // Who is known by telephone, or by another directory, is sent no mail; a function may send it, too.
    const sendsMail = pool.list('AutoVerifiedAttributes').some((each) => each.string() === 'email');
    if (!sendsMail || pool.has('LambdaConfig.CustomEmailSender')) return notApplicable;
    return pool.string('EmailConfiguration.EmailSendingAccount') === 'DEVELOPER'
      ? compliant
      : nonCompliant('EmailConfiguration.EmailSendingAccount');
  },
});
