import { RuleTester } from 'cdk-resilience/rules';
import { s3ObjectLock } from '../../../policies/rules/s3-lock';

const retention = { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 7 } } };

RuleTester.run(s3ObjectLock, {
  valid: [
    { name: 'the target of access logs', given: { AccessControl: 'LogDeliveryWrite' } },
    { name: 'retention in years', given: { ObjectLockEnabled: 'true', ObjectLockConfiguration: retention } },
  ],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.ObjectLockEnabled'] },
    {
      name: 'a retention without Object Lock',
      given: { ObjectLockEnabled: false, ObjectLockConfiguration: retention },
      finds: ['Subject.Properties.ObjectLockEnabled'],
    },
    {
      name: 'Object Lock without a retention',
      given: { ObjectLockEnabled: true },
      finds: ['Subject.Properties.ObjectLockConfiguration.Rule.DefaultRetention'],
    },
  ],
});
