import { defineRule } from '../../lib/engine/rule';
import { notApplicable } from '../../lib/engine/verdict';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

/** Where each type names the subnets that a database, a cache or a proxy may use. */
const SUBNETS: Readonly<Record<string, string>> = {
  'AWS::RDS::DBSubnetGroup': 'SubnetIds',
  'AWS::RDS::DBProxy': 'VpcSubnetIds',
  'AWS::RDS::DBProxyEndpoint': 'VpcSubnetIds',
  'AWS::DocDB::DBSubnetGroup': 'SubnetIds',
  'AWS::Neptune::DBSubnetGroup': 'SubnetIds',
  'AWS::ElastiCache::SubnetGroup': 'SubnetIds',
  'AWS::ElastiCache::ServerlessCache': 'SubnetIds',
  'AWS::MemoryDB::SubnetGroup': 'SubnetIds',
  'AWS::DAX::SubnetGroup': 'SubnetIds',
  'AWS::Redshift::ClusterSubnetGroup': 'SubnetIds',
  'AWS::RedshiftServerless::Workgroup': 'SubnetIds',
};

export const databaseSubnetsMultiAz = defineRule({
  id: 'DatabaseSubnetsMultiAz',
  appliesTo: Object.keys(SUBNETS),
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The subnets of the database are in one Availability Zone',
  why: 'Whatever is placed in these subnets shares the fate of one zone: there is no room for a standby, a replica or a replacement elsewhere.',
  fix: 'Name subnets of at least two Availability Zones, better three (CDK: vpcSubnets, subnetIds of vpc.selectSubnets()).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['config:redshift-cluster-subnet-group-multi-az', 'securityhub:Redshift.16'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  examples: {
    noncompliant: aGroupIn('eu-west-1a', 'eu-west-1a'),
    compliant: aGroupIn('eu-west-1a', 'eu-west-1b'),
    at: 'Properties.SubnetIds',
  },
  check: (group) => {
    const path = SUBNETS[group.type] as string;
    const subnets = group.list(path);
    return subnets.length === 0 ? notApplicable : judgeSpread(path, zonesOfSubnets(subnets), 2);
  },
});

function aGroupIn(...zones: readonly string[]): { readonly Resources: object } {
  const subnets = zones.map((zone, i) => [
    `Subnet${i}`,
    {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: 'vpc-1', CidrBlock: `10.0.${i}.0/24`, AvailabilityZone: zone },
    },
  ]);
  const ids = zones.map((_, i) => ({ Ref: `Subnet${i}` }));
  const group = {
    Type: 'AWS::RDS::DBSubnetGroup',
    Properties: { DBSubnetGroupDescription: 'Orders', SubnetIds: ids },
  };
  return { Resources: { Subject: group, ...Object.fromEntries(subnets) } };
}
