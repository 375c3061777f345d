import { RuleTester } from 'cdk-resilience/rules';
import { acmEmailValidation, certificateExpiryAlarm } from '../../../policies/rules/certificates';

RuleTester.run(acmEmailValidation, {
  valid: [
    {
      name: 'a private authority',
      given: {
        DomainName: 'a.example.com',
        CertificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/x',
      },
    },
  ],
  invalid: [
    {
      name: 'mail',
      given: { DomainName: 'a.example.com', ValidationMethod: 'EMAIL' },
      finds: ['Subject.Properties.ValidationMethod'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Method: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::CertificateManager::Certificate',
            Properties: { ValidationMethod: { Ref: 'Method' } },
          },
        },
      },
      open: ['Subject.Properties.ValidationMethod'],
    },
  ],
});

RuleTester.run(certificateExpiryAlarm, {
  valid: [
    {
      name: 'an alarm on the certificate that expires first',
      given: {
        Resources: {
          Subject: { Type: 'AWS::CertificateManager::Certificate' },
          Alarm: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              Metrics: [
                {
                  Id: 'q',
                  Expression: 'SELECT MIN(DaysToExpiry) FROM SCHEMA("AWS/CertificateManager", CertificateArn)',
                },
              ],
            },
          },
        },
      },
    },
  ],
  invalid: [{ name: 'none', given: { DomainName: 'b.example.com' }, finds: ['Subject'] }],
});
