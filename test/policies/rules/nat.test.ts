import { RuleTester } from 'cdk-resilience/rules';
import {
  natGatewayCrossAzRoute,
  natGatewaySingleAz,
  natInstance,
  vpcEndpointMultiAz,
} from '../../../policies/rules/nat';

const NAT = 'AWS::EC2::NatGateway';
const INDEX = (i: number): Record<string, unknown> => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });
const subnet = (zone?: unknown): Record<string, unknown> => ({
  Type: 'AWS::EC2::Subnet',
  Properties: zone === undefined ? {} : { AvailabilityZone: zone },
});

/** A private subnet with a route table of its own, as CDK writes them. */
const privateSubnet = (name: string, zone: unknown, target: object): Record<string, unknown> => ({
  [name]: subnet(zone),
  [`${name}Table`]: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: 'vpc-1' } },
  [`${name}Association`]: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { RouteTableId: { Ref: `${name}Table` }, SubnetId: { Ref: name } },
  },
  [`${name}Route`]: {
    Type: 'AWS::EC2::Route',
    Properties: { RouteTableId: { Ref: `${name}Table` }, DestinationCidrBlock: '0.0.0.0/0', ...target },
  },
});
const through = (id: string): Record<string, unknown> => ({ NatGatewayId: { Ref: id } });
const gateway = (publicSubnet: string, more: object = {}): Record<string, unknown> => ({
  Type: NAT,
  Properties: { SubnetId: { Ref: publicSubnet }, AllocationId: 'eipalloc-1', ...more },
});
const HIGHLY_AVAILABLE = {
  Parameters: { Env: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
};

RuleTester.run(natGatewaySingleAz, {
  valid: [
    { name: 'a gateway nobody uses', given: { SubnetId: 'subnet-1' } },
    {
      name: 'a gateway in each zone',
      given: {
        Resources: {
          Public: subnet(INDEX(0)),
          PublicB: subnet(INDEX(1)),
          Subject: gateway('Public'),
          Other: gateway('PublicB'),
          ...privateSubnet('A', INDEX(0), through('Subject')),
          ...privateSubnet('B', INDEX(1), through('Other')),
        },
      },
    },
    {
      name: 'a regional gateway',
      given: {
        Resources: {
          Subject: { Type: NAT, Properties: { VpcId: 'vpc-1', AvailabilityMode: 'regional' } },
          ...privateSubnet('A', INDEX(0), through('Subject')),
          ...privateSubnet('B', INDEX(1), through('Subject')),
        },
      },
    },
    {
      name: 'two subnets of one zone',
      given: {
        Resources: {
          Public: subnet('a'),
          Subject: gateway('Public'),
          ...privateSubnet('A', 'a', through('Subject')),
          ...privateSubnet('B', 'a', through('Subject')),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'one gateway for two zones, as CDK writes it',
      given: {
        Resources: {
          Public: subnet(INDEX(0)),
          Subject: gateway('Public'),
          ...privateSubnet('A', INDEX(0), through('Subject')),
          ...privateSubnet('B', INDEX(1), through('Subject')),
        },
      },
      finds: ['Subject.Properties.SubnetId'],
    },
    {
      name: 'two gateways for three zones',
      given: {
        Resources: {
          Public: subnet('a'),
          PublicB: subnet('b'),
          Subject: gateway('Public', { AvailabilityMode: 'zonal' }),
          Other: gateway('PublicB'),
          ...privateSubnet('A', 'a', through('Subject')),
          ...privateSubnet('B', 'b', through('Other')),
          ...privateSubnet('C', 'c', through('Subject')),
        },
      },
      finds: ['Subject.Properties.SubnetId'],
    },
    {
      name: 'private subnets in another stack',
      given: {
        Resources: { Public: subnet('a'), Subject: gateway('Public') },
        Outputs: { Nat: { Value: { Ref: 'Subject' }, Export: { Name: 'nat' } } },
      },
      stacks: {
        Private: {
          template: {
            Resources: {
              ...privateSubnet('A', 'a', { NatGatewayId: { 'Fn::ImportValue': 'nat' } }),
              ...privateSubnet('B', 'b', { NatGatewayId: { 'Fn::ImportValue': 'nat' } }),
            },
          },
        },
      },
      finds: ['Subject.Properties.SubnetId'],
    },
    {
      name: 'a second gateway in production only',
      given: {
        ...HIGHLY_AVAILABLE,
        Resources: {
          Public: subnet('a'),
          PublicB: subnet('b'),
          Subject: gateway('Public'),
          Other: { ...gateway('PublicB'), Condition: 'IsProd' },
          ...privateSubnet('A', 'a', through('Subject')),
          ...privateSubnet('B', 'b', { NatGatewayId: { 'Fn::If': ['IsProd', { Ref: 'Other' }, { Ref: 'Subject' }] } }),
        },
      },
      finds: ['Subject.Properties.SubnetId when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'zones that AWS picks',
      given: {
        Resources: {
          Public: subnet(),
          Subject: gateway('Public'),
          ...privateSubnet('A', { Ref: 'AWS::NoValue' }, through('Subject')),
          ...privateSubnet('B', { Ref: 'AWS::NoValue' }, through('Subject')),
        },
      },
      open: ['Subject.Properties.SubnetId'],
    },
  ],
});

RuleTester.run(natGatewayCrossAzRoute, {
  valid: [
    {
      name: 'several zones, which is another fault',
      given: {
        Resources: {
          Public: subnet('a'),
          Subject: gateway('Public'),
          ...privateSubnet('B', 'b', through('Subject')),
          ...privateSubnet('C', 'c', through('Subject')),
        },
      },
    },
    {
      name: 'a name and an index, which may be the same zone',
      given: {
        Resources: {
          Public: subnet(INDEX(0)),
          Subject: gateway('Public'),
          ...privateSubnet('B', 'b', through('Subject')),
        },
      },
    },
    {
      name: 'a regional gateway',
      given: {
        Resources: {
          Public: subnet('a'),
          Subject: gateway('Public', { AvailabilityMode: 'regional' }),
          ...privateSubnet('B', 'b', through('Subject')),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'gateways that are mixed up',
      given: {
        Resources: {
          Public: subnet(INDEX(0)),
          PublicB: subnet(INDEX(1)),
          Subject: gateway('Public'),
          Other: gateway('PublicB'),
          ...privateSubnet('A', INDEX(0), through('Other')),
          ...privateSubnet('B', INDEX(1), through('Subject')),
        },
      },
      finds: ['Subject.Properties.SubnetId', 'Other.Properties.SubnetId'],
    },
  ],
});

RuleTester.run(natInstance, {
  valid: [
    {
      name: 'a route to one network',
      given: {
        Resources: {
          Subject: { Type: 'AWS::EC2::Instance' },
          ...privateSubnet('A', 'a', { DestinationCidrBlock: '192.168.0.0/16', InstanceId: { Ref: 'Subject' } }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'an instance behind two subnets, once',
      given: {
        Resources: {
          Subject: { Type: 'AWS::EC2::Instance' },
          ...privateSubnet('A', 'a', { InstanceId: { Ref: 'Subject' } }),
          ...privateSubnet('B', 'b', { InstanceId: { Ref: 'Subject' } }),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'a network interface',
      given: {
        Resources: {
          Subject: { Type: 'AWS::EC2::NetworkInterface' },
          ...privateSubnet('A', 'a', { NetworkInterfaceId: { Ref: 'Subject' } }),
        },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(vpcEndpointMultiAz, {
  valid: [
    {
      name: 'an endpoint for a firewall, which has one subnet always',
      given: { VpcEndpointType: 'GatewayLoadBalancer', SubnetIds: ['subnet-1'] },
    },
    {
      name: 'two zones',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::EC2::VPCEndpoint',
            Properties: { VpcEndpointType: 'Interface', SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] },
          },
          A: subnet('a'),
          B: subnet('b'),
        },
      },
    },
  ],
  invalid: [],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: { VpcEndpointType: 'Interface', SubnetIds: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.SubnetIds'],
    },
  ],
});
