import { RuleTester } from 'cdk-resilience/rules';
import { databaseSubnetsMultiAz } from '../../../policies/rules/database-subnets';

const subnet = (zone: unknown): object => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: 'vpc-1', AvailabilityZone: zone },
});
const nth = (index: number): object => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });

function group(type: string, property: string, subnets: unknown): { [section: string]: object } {
  return {
    Parameters: { Ids: { Type: 'List<AWS::EC2::Subnet::Id>' } },
    Resources: {
      A: subnet(nth(0)),
      B: subnet(nth(1)),
      AlsoA: subnet(nth(0)),
      Subject: { Type: type, Properties: { [property]: subnets } },
    },
  };
}

RuleTester.run(databaseSubnetsMultiAz, {
  valid: [
    { name: 'a proxy in two zones', given: group('AWS::RDS::DBProxy', 'VpcSubnetIds', [{ Ref: 'A' }, { Ref: 'B' }]) },
    {
      name: 'a serverless cache that leaves the choice to AWS',
      given: group('AWS::ElastiCache::ServerlessCache', 'Engine', 'valkey'),
    },
  ],
  invalid: [
    {
      name: 'a cache in one zone',
      given: group('AWS::ElastiCache::SubnetGroup', 'SubnetIds', [{ Ref: 'A' }, { Ref: 'AlsoA' }]),
      finds: ['Subject.Properties.SubnetIds'],
    },
    {
      name: 'a proxy endpoint in one zone',
      given: group('AWS::RDS::DBProxyEndpoint', 'VpcSubnetIds', [{ Ref: 'B' }]),
      finds: ['Subject.Properties.VpcSubnetIds'],
    },
    {
      name: 'a single imported subnet',
      given: group('AWS::Redshift::ClusterSubnetGroup', 'SubnetIds', ['subnet-1']),
      finds: ['Subject.Properties.SubnetIds'],
    },
  ],
  undetermined: [
    {
      name: 'imported subnets',
      given: group('AWS::DAX::SubnetGroup', 'SubnetIds', ['subnet-1', 'subnet-2']),
      open: ['Subject.Properties.SubnetIds'],
    },
    {
      name: 'a list given at deployment',
      given: group('AWS::MemoryDB::SubnetGroup', 'SubnetIds', { Ref: 'Ids' }),
      open: ['Subject.Properties.SubnetIds'],
    },
  ],
});
