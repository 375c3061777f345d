import { RuleTester } from 'cdk-resilience/rules';
import { clbConnectionDraining, clbCrossZone, clbMultiAz } from '../../../policies/rules/classic-load-balancing';

RuleTester.run(clbMultiAz, {
  valid: [
    { name: 'all zones', given: { AvailabilityZones: { 'Fn::GetAZs': { Ref: 'AWS::Region' } } } },
    { name: 'neither subnets nor zones', given: { CrossZone: true } },
  ],
  invalid: [{ name: 'one subnet', given: { Subnets: ['subnet-1'] }, finds: ['Subject.Properties.Subnets'] }],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: { Subnets: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.Subnets'],
    },
  ],
});

RuleTester.run(clbCrossZone, {
  valid: [{ name: 'text for a boolean', given: { CrossZone: 'true' } }],
  invalid: [{ name: 'false', given: { CrossZone: false }, finds: ['Subject.Properties.CrossZone'] }],
});

RuleTester.run(clbConnectionDraining, {
  valid: [],
  invalid: [
    {
      name: 'false',
      given: { ConnectionDrainingPolicy: { Enabled: false } },
      finds: ['Subject.Properties.ConnectionDrainingPolicy.Enabled'],
    },
  ],
});
