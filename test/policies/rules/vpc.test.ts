import { RuleTester } from 'cdk-resilience/rules';
import {
  envAgnosticStack,
  vpcGatewayEndpointMissing,
  vpcSubnetsMultiAz,
  vpcTwoAzOnly,
} from '../../../policies/rules/vpc';

const VPC = 'AWS::EC2::VPC';
const INDEX = (i: number): Record<string, unknown> => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });
const CDK = { Metadata: { 'aws:cdk:path': 'Network/Vpc/Resource' } };
const subnet = (properties: object): Record<string, unknown> => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Subject' }, ...properties },
});

/** A VPC with a subnet in each of some zones. */
const vpc = (zones: unknown[], attributes: object = {}, more: object = {}): { Resources: object } => ({
  Resources: {
    Subject: { Type: VPC, ...attributes },
    ...Object.fromEntries(zones.map((zone, i) => [`S${i}`, subnet({ AvailabilityZone: zone })])),
    ...more,
  },
});

RuleTester.run(vpcSubnetsMultiAz, {
  valid: [
    { name: 'no subnets', given: {} },
    { name: 'zones by index', given: vpc([INDEX(0), INDEX(1)]) },
    {
      name: 'zones by id',
      given: {
        Resources: {
          Subject: { Type: VPC },
          A: subnet({ AvailabilityZoneId: 'euc1-az1' }),
          B: subnet({ AvailabilityZoneId: 'euc1-az2' }),
        },
      },
    },
    {
      name: 'subnets on an Outpost',
      given: { Resources: { Subject: { Type: VPC }, A: subnet({ AvailabilityZone: 'a', OutpostArn: 'outpost' }) } },
    },
    {
      name: 'a second zone in another stack',
      given: {
        Resources: { Subject: { Type: VPC }, A: subnet({ AvailabilityZone: 'eu-central-1a' }) },
        Outputs: { Vpc: { Value: { Ref: 'Subject' }, Export: { Name: 'vpc' } } },
      },
      stacks: {
        More: {
          template: {
            Resources: {
              B: {
                Type: 'AWS::EC2::Subnet',
                Properties: { VpcId: { 'Fn::ImportValue': 'vpc' }, AvailabilityZone: 'eu-central-1b' },
              },
            },
          },
        },
      },
    },
  ],
  invalid: [
    { name: 'one index', given: vpc([INDEX(0), INDEX(0)]), finds: ['Subject'] },
    {
      name: 'one index in two stacks',
      given: {
        Resources: { Subject: { Type: VPC }, A: subnet({ AvailabilityZone: INDEX(0) }) },
        Outputs: { Vpc: { Value: { Ref: 'Subject' }, Export: { Name: 'vpc' } } },
      },
      stacks: {
        More: {
          template: {
            Resources: {
              B: {
                Type: 'AWS::EC2::Subnet',
                Properties: { VpcId: { 'Fn::ImportValue': 'vpc' }, AvailabilityZone: INDEX(0) },
              },
            },
          },
        },
      },
      finds: ['Subject'],
    },
  ],
  undetermined: [
    {
      name: 'zones that AWS picks',
      given: { Resources: { Subject: { Type: VPC }, A: subnet({}), B: subnet({}) } },
      open: ['Subject'],
    },
    {
      name: 'a name and an id',
      given: {
        Resources: {
          Subject: { Type: VPC },
          A: subnet({ AvailabilityZone: 'eu-central-1a' }),
          B: subnet({ AvailabilityZoneId: 'euc1-az2' }),
        },
      },
      open: ['Subject'],
    },
    { name: 'a name and an index', given: vpc(['eu-central-1a', INDEX(0)]), open: ['Subject'] },
  ],
});

RuleTester.run(envAgnosticStack, {
  valid: [
    { name: 'a template that CDK has not made', given: vpc([INDEX(0), INDEX(1)]) },
    { name: 'two zones that are named', given: vpc(['a', 'b'], CDK) },
    { name: 'three zones by index', given: vpc([INDEX(0), INDEX(1), INDEX(2)], CDK) },
    { name: 'one zone, which is another fault', given: vpc([INDEX(0), INDEX(0)], CDK) },
  ],
  invalid: [
    { name: 'two tiers in two zones', given: vpc([INDEX(0), INDEX(1), INDEX(0), INDEX(1)], CDK), finds: ['Subject'] },
  ],
});

RuleTester.run(vpcTwoAzOnly, {
  valid: [
    { name: 'one zone, which is another fault', given: vpc(['a', 'a']) },
    { name: 'a stack without an environment, which is another fault', given: vpc([INDEX(0), INDEX(1)], CDK) },
    { name: 'no subnets', given: {} },
  ],
  invalid: [{ name: 'two zones by index', given: vpc([INDEX(0), INDEX(1)]), finds: ['Subject'] }],
});

const NAT = { Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'S0' } } } };
const endpoint = (ServiceName: unknown): Record<string, unknown> => ({
  Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: { Ref: 'Subject' }, ServiceName } },
});

RuleTester.run(vpcGatewayEndpointMissing, {
  valid: [
    { name: 'no NAT gateway', given: vpc(['a']) },
    {
      name: 'as CDK writes it',
      given: vpc(
        ['a'],
        {},
        {
          ...NAT,
          ...endpoint({ 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] }),
        },
      ),
    },
  ],
  invalid: [
    {
      name: 'an endpoint for something else',
      given: vpc(['a'], {}, { ...NAT, ...endpoint('com.amazonaws.eu-central-1.sqs') }),
      finds: ['Subject'],
    },
    {
      name: 'a regional NAT gateway',
      given: vpc(
        [],
        {},
        {
          Nat: {
            Type: 'AWS::EC2::NatGateway',
            Properties: { AvailabilityMode: 'regional', VpcId: { Ref: 'Subject' } },
          },
        },
      ),
      finds: ['Subject'],
    },
  ],
});
