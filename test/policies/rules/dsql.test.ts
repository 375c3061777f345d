import { RuleTester } from 'cdk-resilience/rules';
import { dsqlDeletionProtection } from '../../../policies/rules/dsql';

RuleTester.run(dsqlDeletionProtection, {
  valid: [{ name: 'nothing said', given: { Tags: [{ Key: 'team', Value: 'orders' }] } }],
  invalid: [
    {
      name: 'false as text',
      given: { DeletionProtectionEnabled: 'false' },
      finds: ['Subject.Properties.DeletionProtectionEnabled'],
    },
  ],
});
