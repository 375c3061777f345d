import { RuleTester } from 'cdk-resilience/rules';
import { keyspacesCapacity, keyspacesPitr } from '../../../policies/rules/keyspaces';

RuleTester.run(keyspacesPitr, {
  valid: [{ name: 'text for a boolean', given: { PointInTimeRecoveryEnabled: 'true' } }],
  invalid: [
    {
      name: 'false',
      given: { PointInTimeRecoveryEnabled: false },
      finds: ['Subject.Properties.PointInTimeRecoveryEnabled'],
    },
  ],
});

const provisioned = { BillingMode: { Mode: 'PROVISIONED' } };
const both = { ReadCapacityAutoScaling: { MaximumUnits: 100 }, WriteCapacityAutoScaling: { MaximumUnits: 100 } };

RuleTester.run(keyspacesCapacity, {
  valid: [
    { name: 'on demand', given: { BillingMode: { Mode: 'ON_DEMAND' } } },
    { name: 'reads and writes that are scaled', given: { ...provisioned, AutoScalingSpecifications: both } },
  ],
  invalid: [
    {
      name: 'reads only',
      given: { ...provisioned, AutoScalingSpecifications: { ReadCapacityAutoScaling: { MaximumUnits: 100 } } },
      finds: ['Subject.Properties.AutoScalingSpecifications'],
    },
    {
      name: 'scaling that is switched off',
      given: {
        ...provisioned,
        AutoScalingSpecifications: { ...both, WriteCapacityAutoScaling: { AutoScalingDisabled: true } },
      },
      finds: ['Subject.Properties.AutoScalingSpecifications'],
    },
  ],
});
