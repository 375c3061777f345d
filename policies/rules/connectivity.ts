import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Application } from '../../lib/model/application';
import type { Resource } from '../../lib/model/resource';
import { judgeSpread, zonesOfNames, zonesOfSubnets } from '../../lib/facts/zones';

/** A template with two subnets in two zones, for examples. */
function withSubnets(subject: object, more: object = {}): { Resources: object } {
  return {
    Resources: {
      Subject: subject,
      A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a' } },
      B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1b' } },
      ...more,
    },
  };
}

const ATTACHMENT = { TransitGatewayId: 'tgw-1', VpcId: 'vpc-1' };

export const transitGatewayAttachmentMultiAz = defineRule({
  id: 'TransitGatewayAttachmentMultiAz',
  appliesTo: ['AWS::EC2::TransitGatewayVpcAttachment', 'AWS::EC2::TransitGatewayAttachment'],
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The VPC is attached to the transit gateway in one Availability Zone',
  why: 'Resources in the other zones cannot reach the transit gateway at all, and losing the zone cuts the VPC off.',
  fix: 'Name a subnet of each zone of the VPC in SubnetIds (CDK: subnetIds of CfnTransitGatewayVpcAttachment).',
  wellArchitected: ['REL02-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
  examples: {
    noncompliant: { ...ATTACHMENT, SubnetIds: ['subnet-1'] },
    compliant: withSubnets({
      Type: 'AWS::EC2::TransitGatewayVpcAttachment',
      Properties: { ...ATTACHMENT, SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] },
    }),
    at: 'Properties.SubnetIds',
  },
  check: (attachment) => judgeSpread('SubnetIds', zonesOfSubnets(attachment.list('SubnetIds')), 2),
});

export const networkFirewallMultiAz = defineRule({
  id: 'NetworkFirewallMultiAz',
  appliesTo: 'AWS::NetworkFirewall::Firewall',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The network firewall has endpoints in one Availability Zone',
  why: 'All traffic that is inspected goes through that zone and stops with it.',
  fix: 'Add a subnet of each protected zone to SubnetMappings (CDK: subnetMappings of CfnFirewall).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'securityhub:NetworkFirewall.1',
    'config:netfw-multi-az-enabled',
    'prowler:networkfirewall_multi_az',
    'trusted-advisor:network-firewall-multi-az',
  ],
  docs: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html',
  examples: {
    noncompliant: {
      FirewallName: 'egress',
      FirewallPolicyArn: 'policy',
      VpcId: 'vpc-1',
      SubnetMappings: [{ SubnetId: 'subnet-1' }],
    },
    compliant: {
      FirewallName: 'egress',
      FirewallPolicyArn: 'policy',
      TransitGatewayId: 'tgw-1',
      AvailabilityZoneMappings: [{ AvailabilityZone: 'eu-central-1a' }, { AvailabilityZone: 'eu-central-1b' }],
    },
    at: 'Properties.SubnetMappings',
  },
  check: (firewall) => {
    if (firewall.has('SubnetMappings')) {
      const subnets = firewall.list('SubnetMappings').map((mapping) => mapping.at('SubnetId'));
      return judgeSpread('SubnetMappings', zonesOfSubnets(subnets), 2);
    }
    if (!firewall.has('AvailabilityZoneMappings')) return notApplicable;
    const zones = firewall.list('AvailabilityZoneMappings').map((mapping) => mapping.at('AvailabilityZone'));
    return judgeSpread('AvailabilityZoneMappings', zonesOfNames(zones), 2);
  },
});

export const clientVpnMultiAz = defineRule({
  id: 'ClientVpnMultiAz',
  appliesTo: 'AWS::EC2::ClientVpnEndpoint',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Client VPN endpoint is associated with one Availability Zone',
  why: 'When that zone fails, nobody gets in: often the very people who are to repair things.',
  fix: 'Add an AWS::EC2::ClientVpnTargetNetworkAssociation for a subnet in a second zone (CDK: vpcSubnets).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-target.html',
  examples: {
    noncompliant: withSubnets({ Type: 'AWS::EC2::ClientVpnEndpoint', Properties: {} }, { First: associationOf('A') }),
    compliant: withSubnets(
      { Type: 'AWS::EC2::ClientVpnEndpoint', Properties: {} },
      { First: associationOf('A'), Second: associationOf('B') },
    ),
    at: '',
  },
  check: (endpoint) => {
    const associations = endpoint.referencedBy('AWS::EC2::ClientVpnTargetNetworkAssociation', 'ClientVpnEndpointId');
    if (associations.length === 0) return notApplicable;
    const subnets = associations.map((association) => association.at('SubnetId'));
    return judgeSpread('', zonesOfSubnets(subnets), 2, { related: associations });
  },
});

function associationOf(subnet: string): object {
  return {
    Type: 'AWS::EC2::ClientVpnTargetNetworkAssociation',
    Properties: { ClientVpnEndpointId: { Ref: 'Subject' }, SubnetId: { Ref: subnet } },
  };
}

const VIRTUAL_INTERFACES = [
  'AWS::DirectConnect::PrivateVirtualInterface',
  'AWS::DirectConnect::TransitVirtualInterface',
];

export const vpnSingleCustomerGateway = defineRule({
  id: 'VpnSingleCustomerGateway',
  appliesTo: 'application',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All VPN tunnels end on one customer gateway device',
  why: 'A VPN connection has two tunnels, but both end on the same device on your side: when it fails or is restarted, so does the connection.',
  fix: 'Add a second AWS::EC2::CustomerGateway on another device and a VPN connection to it.',
  wellArchitected: ['REL02-BP02'],
  equivalents: ['trusted-advisor:vpn-tunnel-redundancy'],
  docs: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-redundant-connection.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::EC2::VPNConnection',
          Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', VpnGatewayId: 'vgw-1' },
        },
      },
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::EC2::VPNConnection',
          Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', VpnGatewayId: 'vgw-1' },
        },
        Second: {
          Type: 'AWS::EC2::VPNConnection',
          Properties: { Type: 'ipsec.1', CustomerGatewayId: 'cgw-2', VpnGatewayId: 'vgw-1' },
        },
      },
    },
    at: 'Properties.CustomerGatewayId',
  },
  check: (application) => {
    // Beside Direct Connect, the VPN is the second way.
    if (application.resources(...VIRTUAL_INTERFACES).length > 0) return notApplicable;
    return [...connectionsByGateway(application).values()].map(([first, ...others]) => {
      const device = first?.at('CustomerGatewayId');
      const ends = new Set([first, ...others].map((each) => each?.at('CustomerGatewayId').identity ?? each?.key));
      return ends.size > 1 || device === undefined ? compliant : nonCompliant(device, { related: others });
    });
  },
});

/** The VPN connections of each gateway on the side of AWS; said of one, a fault is said of all. */
function connectionsByGateway(application: Application): Map<string, Resource[]> {
  const byGateway = new Map<string, Resource[]>();
  for (const connection of application.resources('AWS::EC2::VPNConnection')) {
    const gateway = connection.at('VpnGatewayId').identity ?? connection.at('TransitGatewayId').identity ?? '';
    const list = byGateway.get(gateway);
    if (list === undefined) byGateway.set(gateway, [connection]);
    else list.push(connection);
  }
  return byGateway;
}

const CONNECTION = 'AWS::DirectConnect::Connection';

export const directConnectRedundancy = defineRule({
  id: 'DirectConnectRedundancy',
  appliesTo: CONNECTION,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All Direct Connect connections end at one location',
  why: 'A cut fibre or a failure of the location takes the connection to AWS down, and there is no VPN to fall back on.',
  fix: 'Add a connection at a second location, or a VPN connection as a fallback.',
  wellArchitected: ['REL02-BP02'],
  equivalents: [
    'prowler:directconnect_connection_redundancy',
    'trusted-advisor:amazon-direct-connect-location-resiliency',
  ],
  docs: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/resiliency_toolkit.html',
  examples: {
    noncompliant: { ConnectionName: 'first', Bandwidth: '1Gbps', Location: 'EqFA5' },
    compliant: {
      Resources: {
        Subject: { Type: CONNECTION, Properties: { ConnectionName: 'first', Bandwidth: '1Gbps', Location: 'EqFA5' } },
        Second: { Type: CONNECTION, Properties: { ConnectionName: 'second', Bandwidth: '1Gbps', Location: 'IXFR4' } },
      },
    },
    at: 'Properties.Location',
  },
  check: (connection, application) => {
    if (application.resources('AWS::EC2::VPNConnection').length > 0) return compliant;
    const [first, ...others] = application.resources(CONNECTION);
    // Said once, at the first.
    if (first !== connection) return notApplicable;
    return locationsOf(application).size > 1 ? compliant : nonCompliant('Location', { related: others });
  },
});

/** Where Direct Connect connections end; one that is not known may be anywhere. */
function locationsOf(application: Application): Set<string> {
  return new Set(application.resources(CONNECTION).map((each) => each.at('Location').identity ?? each.key));
}
