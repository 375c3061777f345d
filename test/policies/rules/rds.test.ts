import { RuleTester } from 'cdk-resilience/rules';
import { rdsMultiAz } from '../../../policies/rules/rds';

RuleTester.run(rdsMultiAz, {
  valid: [
    { name: 'text for a boolean', given: { Engine: 'postgres', MultiAZ: 'true' } },
    { name: 'a member of an Aurora cluster', given: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'orders' } },
    {
      name: 'a parameter given as true',
      given: {
        Parameters: { Ha: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'mysql', MultiAZ: { Ref: 'Ha' } } } },
      },
      parameters: { Ha: 'true' },
    },
  ],
  invalid: [
    {
      name: 'false under an open condition',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { Engine: 'mysql', MultiAZ: { 'Fn::If': ['IsProd', true, false] } },
          },
        },
      },
      finds: ['Subject.Properties.MultiAZ when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Ha: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'mysql', MultiAZ: { Ref: 'Ha' } } } },
      },
      open: ['Subject.Properties.MultiAZ'],
    },
  ],
});
