import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { routesOut, subnetsThrough } from '../../lib/facts/routes';
import { comparableMarks, judgeSpread, markOf, zoneOf, zonesOfResources, zonesOfSubnets } from '../../lib/facts/zones';

/** A NAT gateway in the first of some zones, and private subnets in zones that go out through it, for examples. */
function exampleOf(zones: readonly string[], more: object = {}): { Resources: object } {
  const subnets = zones.flatMap((zone, i) => [
    [`Private${i}`, { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone, CidrBlock: `10.0.${i}.0/24` } }],
    [
      `Association${i}`,
      {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { SubnetId: { Ref: `Private${i}` }, RouteTableId: { Ref: 'Table' } },
      },
    ],
  ]);
  return {
    Resources: {
      Public: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a', CidrBlock: '10.0.9.0/24' } },
      Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: 'vpc-1' } },
      Subject: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Public' } } },
      Out: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: { Ref: 'Table' },
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: { Ref: 'Subject' },
        },
      },
      ...Object.fromEntries(subnets),
      ...more,
    },
  };
}

function isRegional(nat: Resource): boolean {
  return nat.string('AvailabilityMode') === 'regional';
}

export const natGatewaySingleAz = defineRule({
  id: 'NatGatewaySingleAz',
  appliesTo: 'AWS::EC2::NatGateway',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'Private subnets of several zones go out through one NAT gateway',
  why: 'A NAT gateway lives in one zone (the default): when that zone fails, the private subnets of all zones lose their way to the internet and to AWS services.',
  fix: 'Give each zone its own NAT gateway and route table, or use one with AvailabilityMode regional (CDK: leave natGateways out, or set it to the number of zones).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:nat-gateway-az-independence'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  examples: {
    noncompliant: exampleOf(['eu-central-1a', 'eu-central-1b']),
    compliant: exampleOf(['eu-central-1a']),
    at: 'Properties.SubnetId',
  },
  check: (nat) => {
    const subnets = subnetsThrough(nat, 'NatGatewayId');
    if (subnets.length < 2) return notApplicable;
    const spread = zonesOfResources(subnets);
    if (spread.atMost < 2 || isRegional(nat)) return compliant;
    if (spread.atLeast < 2) return undetermined('SubnetId', 'the zones of the subnets are not known before deployment');
    const zones = spread.atLeast === spread.atMost ? `${spread.atLeast}` : `at least ${spread.atLeast}`;
    return nonCompliant('SubnetId', {
      detail: `${subnets.length} subnets in ${zones} zones route through it.`,
      related: subnets,
    });
  },
});

export const natGatewayCrossAzRoute = defineRule({
  id: 'NatGatewayCrossAzRoute',
  appliesTo: 'AWS::EC2::NatGateway',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Private subnets go out through a NAT gateway in another zone',
  why: 'The loss of either zone cuts the subnets off.',
  fix: 'Point the route at a NAT gateway in the zone of the subnets.',
  wellArchitected: ['REL10-BP03'],
  equivalents: ['trusted-advisor:nat-gateway-az-independence'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  examples: {
    noncompliant: exampleOf(['eu-central-1b']),
    compliant: exampleOf(['eu-central-1a']),
    at: 'Properties.SubnetId',
  },
  check: (nat) => {
    const subnets = subnetsThrough(nat, 'NatGatewayId');
    const home = nat.reference('SubnetId');
    if (subnets.length === 0 || home?.type !== 'AWS::EC2::Subnet' || isRegional(nat)) return notApplicable;
    const zones = comparableMarks(subnets.map(zoneOf));
    const own = markOf(zoneOf(home));
    // Several zones behind one gateway are the fault of another rule.
    if (zones?.marks.size !== 1 || zones.kind !== own?.kind) return notApplicable;
    if (zones.marks.has(own.mark)) return compliant;
    return nonCompliant('SubnetId', { related: subnets });
  },
});

export const natInstance = defineRule({
  id: 'NatInstance',
  appliesTo: ['AWS::EC2::Instance', 'AWS::EC2::NetworkInterface'],
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Subnets go out through a single instance',
  why: 'When the instance, its host or its zone fails, the subnets behind it lose their way to the internet and to AWS services until somebody repairs it. It also limits how much goes through.',
  fix: 'Route to a NAT gateway in each zone instead (CDK: natGatewayProvider: NatProvider.gateway()).',
  wellArchitected: ['REL10-BP02'],
  equivalents: ['checkov:CKV2_AWS_35'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::EC2::Instance', Properties: { SourceDestCheck: false, SubnetId: 'subnet-1' } },
        Out: {
          Type: 'AWS::EC2::Route',
          Properties: { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0', InstanceId: { Ref: 'Subject' } },
        },
      },
    },
    compliant: { SubnetId: 'subnet-1' },
    at: '',
  },
  check: (resource) => {
    const routes = routesOut(resource);
    return routes.length === 0 ? notApplicable : nonCompliant(undefined, { related: routes });
  },
});

export const vpcEndpointMultiAz = defineRule({
  id: 'VpcEndpointMultiAz',
  appliesTo: 'AWS::EC2::VPCEndpoint',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The interface endpoint is in one Availability Zone',
  why: 'When that zone fails, the AWS service behind the endpoint is out of reach for the workload in all zones.',
  fix: 'Name a subnet of each zone that uses the endpoint in SubnetIds (CDK: subnets, by default all private ones).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'prowler:vpc_endpoint_multi_az_enabled',
    'trusted-advisor:vpc-interface-endpoint-network-interface-multi-az',
  ],
  docs: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  examples: {
    noncompliant: {
      VpcId: 'vpc-1',
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.eu-central-1.sqs',
      SubnetIds: ['subnet-1'],
    },
    compliant: { VpcId: 'vpc-1', ServiceName: 'com.amazonaws.eu-central-1.s3' },
    at: 'Properties.SubnetIds',
  },
  check: (endpoint) => {
    if (endpoint.string('VpcEndpointType') !== 'Interface' || !endpoint.has('SubnetIds')) return notApplicable;
    return judgeSpread('SubnetIds', zonesOfSubnets(endpoint.list('SubnetIds')), 2);
  },
});
