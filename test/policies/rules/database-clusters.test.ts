import { RuleTester } from 'cdk-resilience/rules';
import { databaseClusterSameAz } from '../../../policies/rules/database-clusters';

/** A cluster of a service with an instance in each of the zones; none where a zone is not given. */
function cluster(service: string, ...zones: readonly unknown[]): { [section: string]: object } {
  const instances = zones.map((zone, i) => {
    const properties = {
      DBClusterIdentifier: { Ref: 'Subject' },
      ...(zone !== undefined && { AvailabilityZone: zone }),
    };
    return [`Instance${i}`, { Type: `AWS::${service}::DBInstance`, Properties: properties }];
  });
  return {
    Parameters: { Zone: { Type: 'String' } },
    Resources: { Subject: { Type: `AWS::${service}::DBCluster` }, ...Object.fromEntries(instances) },
  };
}

const nth = (index: number): object => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });

RuleTester.run(databaseClusterSameAz, {
  valid: [
    { name: 'a single instance, which is a finding of its own', given: cluster('RDS', 'eu-west-1a') },
    { name: 'an instance that AWS places', given: cluster('DocDB', 'eu-west-1a', undefined) },
    { name: 'zones by index', given: cluster('Neptune', nth(0), nth(1)) },
  ],
  invalid: [
    { name: 'one zone by index', given: cluster('DocDB', nth(0), nth(0)), finds: ['Subject'] },
    { name: 'one zone by parameter', given: cluster('Neptune', { Ref: 'Zone' }, { Ref: 'Zone' }), finds: ['Subject'] },
  ],
  undetermined: [
    {
      name: 'a zone by name and one by parameter',
      given: cluster('RDS', 'eu-west-1a', { Ref: 'Zone' }),
      open: ['Subject'],
    },
  ],
});
