import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { comparableMarks, judgeSpread, zoneOf, zonesOfResources } from '../../lib/facts/zones';

const SUBNET = 'AWS::EC2::Subnet';

/** The subnets of a VPC in its Region's zones; those on an Outpost lie elsewhere. */
function subnetsOf(vpc: Resource): Resource[] {
  return vpc.referencedBy(SUBNET, 'VpcId').filter((subnet) => !subnet.has('OutpostArn'));
}

/** A VPC with one subnet in each of some zones, for examples. */
function exampleOf(zones: readonly unknown[], metadata: object = {}): { Resources: object } {
  const subnets = zones.map((zone, i) => {
    const Properties = { VpcId: { Ref: 'Subject' }, CidrBlock: `10.0.${i}.0/24`, AvailabilityZone: zone };
    return [`Subnet${i}`, { Type: SUBNET, Properties }];
  });
  const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' }, ...metadata };
  return { Resources: { Subject: vpc, ...Object.fromEntries(subnets) } };
}

export const vpcSubnetsMultiAz = defineRule({
  id: 'VpcSubnetsMultiAz',
  appliesTo: 'AWS::EC2::VPC',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'All subnets of the VPC are in one Availability Zone',
  why: 'Everything that runs in the VPC is lost with the zone, however many copies of it there are.',
  fix: 'Add subnets in at least two, better three, zones (CDK: maxAzs: 3).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['prowler:vpc_subnet_different_az'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
  examples: {
    noncompliant: exampleOf(['eu-central-1a', 'eu-central-1a']),
    compliant: exampleOf(['eu-central-1a', 'eu-central-1b']),
    at: '',
  },
  check: (vpc) => {
    const subnets = subnetsOf(vpc);
    if (subnets.length === 0) return notApplicable;
    return judgeSpread('', zonesOfResources(subnets), 2, { related: subnets });
  },
});

export const envAgnosticStack = defineRule({
  id: 'EnvAgnosticStack',
  appliesTo: 'AWS::EC2::VPC',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The VPC has only two zones, because its stack names no environment',
  why: 'Without an account and a Region, CDK cannot look up the zones and uses two, whatever maxAzs asks for. With two, the loss of one takes half of the capacity.',
  fix: 'Give the stack an environment (CDK: env: { account, region }), so that maxAzs: 3 takes effect.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/cdk/v2/guide/environments.html',
  examples: {
    noncompliant: exampleOf(
      [0, 1].map((i) => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] })),
      { Metadata: { 'aws:cdk:path': 'Network/Vpc/Resource' } },
    ),
    compliant: exampleOf(['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], {
      Metadata: { 'aws:cdk:path': 'Network/Vpc/Resource' },
    }),
    at: '',
  },
  check: (vpc) => (isAgnostic(vpc) ? nonCompliant() : compliant),
});

/** Zones by index are how CDK writes a stack that may be deployed to any Region. */
function isAgnostic(vpc: Resource): boolean {
  if (vpc.constructPath === undefined) return false;
  const zones = comparableMarks(subnetsOf(vpc).map(zoneOf));
  return zones?.kind === 'index' && zones.marks.size === 2;
}

export const vpcTwoAzOnly = defineRule({
  id: 'VpcTwoAzOnly',
  appliesTo: 'AWS::EC2::VPC',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The VPC spans two Availability Zones only',
  why: 'To survive the loss of one of two zones, everything must be there twice; with three zones, half as much spare capacity is enough, and quorums survive.',
  fix: 'Add subnets in a third zone (CDK: maxAzs: 3).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
  examples: {
    noncompliant: exampleOf(['eu-central-1a', 'eu-central-1b']),
    compliant: exampleOf(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']),
    at: '',
  },
  check: (vpc) => {
    const subnets = subnetsOf(vpc);
    const spread = zonesOfResources(subnets);
    if (subnets.length === 0 || spread.atMost < 2 || isAgnostic(vpc)) return notApplicable;
    return judgeSpread('', spread, 3, { related: subnets });
  },
});

export const vpcGatewayEndpointMissing = defineRule({
  id: 'VpcGatewayEndpointMissing',
  appliesTo: 'AWS::EC2::VPC',
  category: 'SHARED_FATE',
  disruptions: ['az', 'infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Traffic to Amazon S3 goes through the NAT gateways',
  why: 'Image layers, packages and data come through NAT, which is one more part to fail and runs out of ports under load. A gateway endpoint costs nothing.',
  fix: 'Add an AWS::EC2::VPCEndpoint of type Gateway for S3 to the route tables (CDK: gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } }).',
  wellArchitected: ['REL02-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  examples: {
    noncompliant: exampleWithNat({}),
    compliant: exampleWithNat({
      Endpoint: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: { VpcId: { Ref: 'Subject' }, ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' } },
      },
    }),
    at: '',
  },
  check: (vpc) => {
    const isNat = (resource: Resource, property: string): boolean =>
      resource.referencedBy('AWS::EC2::NatGateway', property).length > 0;
    const hasNat = isNat(vpc, 'VpcId') || subnetsOf(vpc).some((subnet) => isNat(subnet, 'SubnetId'));
    if (!hasNat) return notApplicable;
    const endpoints = vpc.referencedBy('AWS::EC2::VPCEndpoint', 'VpcId');
    return endpoints.some((endpoint) => endpoint.at('ServiceName').text()?.endsWith('.s3'))
      ? compliant
      : nonCompliant();
  },
});

function exampleWithNat(more: object): { Resources: object } {
  const nat = { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Subnet0' } } };
  const { Resources } = exampleOf(['eu-central-1a', 'eu-central-1b']);
  return { Resources: { ...Resources, Nat: nat, ...more } };
}
