import { RuleTester } from 'cdk-resilience/rules';
import {
  clientVpnMultiAz,
  directConnectRedundancy,
  networkFirewallMultiAz,
  transitGatewayAttachmentMultiAz,
  vpnSingleCustomerGateway,
} from '../../../policies/rules/connectivity';

const subnets = (...zones: string[]): Record<string, unknown> =>
  Object.fromEntries(
    zones.map((zone, i) => [`S${i}`, { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } }]),
  );

RuleTester.run(transitGatewayAttachmentMultiAz, {
  valid: [],
  invalid: [
    {
      name: 'two subnets in one zone, in the older type',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::EC2::TransitGatewayAttachment',
            Properties: { SubnetIds: [{ Ref: 'S0' }, { Ref: 'S1' }] },
          },
          ...subnets('a', 'a'),
        },
      },
      finds: ['Subject.Properties.SubnetIds'],
    },
  ],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: { SubnetIds: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.SubnetIds'],
    },
  ],
});

RuleTester.run(networkFirewallMultiAz, {
  valid: [{ name: 'neither subnets nor zones', given: { FirewallName: 'egress' } }],
  invalid: [
    {
      name: 'one zone by name',
      given: { AvailabilityZoneMappings: [{ AvailabilityZone: 'eu-central-1a' }] },
      finds: ['Subject.Properties.AvailabilityZoneMappings'],
    },
    {
      name: 'two subnets in one zone',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::NetworkFirewall::Firewall',
            Properties: { SubnetMappings: [{ SubnetId: { Ref: 'S0' } }, { SubnetId: { Ref: 'S1' } }] },
          },
          ...subnets('a', 'a'),
        },
      },
      finds: ['Subject.Properties.SubnetMappings'],
    },
  ],
});

RuleTester.run(clientVpnMultiAz, {
  valid: [{ name: 'associations made elsewhere', given: { ClientCidrBlock: '10.9.0.0/16' } }],
  invalid: [],
});

const vpn = (CustomerGatewayId: unknown, more: object = { VpnGatewayId: 'vgw-1' }): Record<string, unknown> => ({
  Type: 'AWS::EC2::VPNConnection',
  Properties: { Type: 'ipsec.1', CustomerGatewayId, ...more },
});

RuleTester.run(vpnSingleCustomerGateway, {
  valid: [
    {
      name: 'a VPN beside Direct Connect',
      given: { Resources: { Subject: vpn('cgw-1'), Direct: { Type: 'AWS::DirectConnect::TransitVirtualInterface' } } },
    },
    {
      name: 'two customer gateways at a transit gateway',
      given: {
        Resources: {
          Subject: vpn({ Ref: 'First' }, { TransitGatewayId: { Ref: 'Hub' } }),
          Other: vpn({ Ref: 'Second' }, { TransitGatewayId: { Ref: 'Hub' } }),
          First: { Type: 'AWS::EC2::CustomerGateway' },
          Second: { Type: 'AWS::EC2::CustomerGateway' },
          Hub: { Type: 'AWS::EC2::TransitGateway' },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'two connections to one customer gateway, once',
      given: { Resources: { Subject: vpn('cgw-1'), Other: vpn('cgw-1') } },
      finds: ['Subject.Properties.CustomerGatewayId'],
    },
    {
      name: 'a second customer gateway at another gateway',
      given: { Resources: { Subject: vpn('cgw-1'), Other: vpn('cgw-2', { VpnGatewayId: 'vgw-2' }) } },
      finds: ['Subject.Properties.CustomerGatewayId', 'Other.Properties.CustomerGatewayId'],
    },
  ],
});

const connection = (Location: unknown): Record<string, unknown> => ({
  Type: 'AWS::DirectConnect::Connection',
  Properties: { Location },
});

RuleTester.run(directConnectRedundancy, {
  valid: [
    { name: 'a VPN as the second way', given: { Resources: { Subject: connection('EqFA5'), Vpn: vpn('cgw-1') } } },
  ],
  invalid: [
    {
      name: 'two connections at one location, once',
      given: { Resources: { Subject: connection('EqFA5'), Other: connection('EqFA5') } },
      finds: ['Subject.Properties.Location'],
    },
  ],
});
