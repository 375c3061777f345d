import { ignored, inSubnets, needs, needsOneOf, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeMeaning, EdgeTable } from './types';

/** The way out of a subnet: lost to what sends, not to what is sent to. */
const wayOut = (from: string, to: string): EdgeMeaning => ({ ...needs(from, to), outbound: true });

const VPC: EdgeTable = {
  'AWS::EC2::Subnet': [
    runsIn('VpcId'),
    // Cut out of the address range of the VPC at deployment.
    ...ignored('AvailabilityZone', 'CidrBlock', 'Ipv6CidrBlock', 'Ipv4IpamPoolId', 'Ipv6IpamPoolId'),
  ],
  'AWS::EC2::VPC': ignored('*'),
  'AWS::EC2::VPCCidrBlock': ignored('*'),
  'AWS::EC2::SubnetCidrBlock': ignored('*'),
  'AWS::EC2::VPCGatewayAttachment': ignored('*'),
  'AWS::EC2::EgressOnlyInternetGateway': [runsIn('VpcId')],
  'AWS::EC2::VPCDHCPOptionsAssociation': [uses('VpcId', 'DhcpOptionsId')],
  'AWS::EC2::DHCPOptions': [uses('DomainNameServers')],

  // Filters and address lists: nothing that can be lost, only be wrong.
  'AWS::EC2::SecurityGroup': ignored('*'),
  'AWS::EC2::SecurityGroupIngress': ignored('*'),
  'AWS::EC2::SecurityGroupEgress': ignored('*'),
  'AWS::EC2::SecurityGroupVpcAssociation': ignored('*'),
  'AWS::EC2::NetworkAcl': ignored('*'),
  'AWS::EC2::NetworkAclEntry': ignored('*'),
  'AWS::EC2::SubnetNetworkAclAssociation': ignored('*'),
  'AWS::EC2::FlowLog': [
    observes('ResourceId'),
    observes('LogDestination'),
    observes('LogGroupName'),
    permittedBy('DeliverCrossAccountRole'),
    permittedBy('DeliverLogsPermissionArn'),
  ],
};

const ROUTING: EdgeTable = {
  'AWS::EC2::RouteTable': [runsIn('VpcId')],
  'AWS::EC2::SubnetRouteTableAssociation': [wayOut('SubnetId', 'RouteTableId')],
  'AWS::EC2::GatewayRouteTableAssociation': [needs('GatewayId', 'RouteTableId')],
  'AWS::EC2::Route': [
    needs('RouteTableId', 'NatGatewayId'),
    needs('RouteTableId', 'GatewayId'),
    needs('RouteTableId', 'CarrierGatewayId'),
    // NAT instances, appliances, firewall endpoints: what stands in the way of all traffic.
    needs('RouteTableId', 'InstanceId'),
    needs('RouteTableId', 'NetworkInterfaceId'),
    needs('RouteTableId', 'VpcEndpointId'),
    // To other networks: only traffic for these stops, and the template does not say who sends it.
    uses('RouteTableId', 'VpcPeeringConnectionId'),
    uses('RouteTableId', 'TransitGatewayId'),
    uses('RouteTableId', 'CoreNetworkArn'),
    uses('RouteTableId', 'LocalGatewayId'),
    // IPv6 only: a dual-stack network still has IPv4.
    uses('RouteTableId', 'EgressOnlyInternetGatewayId'),
    ...ignored('DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'),
  ],
  'AWS::EC2::NatGateway': [
    runsIn('SubnetId'),
    runsIn('VpcId'),
    needs('AllocationId'),
    uses('SecondaryAllocationIds'),
    // A regional gateway: an address in each zone.
    uses('AvailabilityZoneAddresses[].AllocationIds[]'),
  ],
  'AWS::EC2::VPNGatewayRoutePropagation': [uses('RouteTableIds[]', 'VpnGatewayId')],
  'AWS::NetworkFirewall::Firewall': [
    runsIn('VpcId'),
    inSubnets('SubnetMappings[].SubnetId'),
    needs('FirewallPolicyArn'),
    needs('TransitGatewayId'),
  ],
  'AWS::NetworkFirewall::FirewallPolicy': [
    needs('FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn'),
    needs('FirewallPolicy.StatelessRuleGroupReferences[].ResourceArn'),
    needs('FirewallPolicy.TLSInspectionConfigurationArn'),
  ],
  'AWS::NetworkFirewall::RuleGroup': ignored('*'),
  'AWS::NetworkFirewall::LoggingConfiguration': [observes('FirewallArn'), observes('LoggingConfiguration')],
};

/** Private ways to other services. Who in the VPC goes through an endpoint is in no template, so nothing needs one. */
const ENDPOINTS: EdgeTable = {
  'AWS::EC2::VPCEndpoint': [
    runsIn('VpcId'),
    inSubnets('SubnetIds[]'),
    needs('ServiceName'),
    needs('ServiceNetworkArn'),
    needs('ResourceConfigurationArn'),
    // A gateway endpoint carries the traffic to S3 and DynamoDB only.
    uses('RouteTableIds[]', '@'),
    permits('PolicyDocument'),
    ...ignored('SecurityGroupIds'),
  ],
  'AWS::EC2::VPCEndpointService': [
    needsOneOf('load balancers', 'NetworkLoadBalancerArns[]'),
    needsOneOf('load balancers', 'GatewayLoadBalancerArns[]'),
  ],
  'AWS::EC2::VPCEndpointServicePermissions': [permits('ServiceId')],
  'AWS::EC2::VPCEndpointConnectionNotification': [
    observes('ConnectionNotificationArn'),
    ...ignored('ServiceId', 'VPCEndpointId'),
  ],
  'AWS::Route53Resolver::ResolverEndpoint': [inSubnets('IpAddresses[].SubnetId'), ...ignored('SecurityGroupIds')],
  // Forwards the names of one domain.
  'AWS::Route53Resolver::ResolverRule': [needs('ResolverEndpointId')],
  'AWS::Route53Resolver::ResolverRuleAssociation': [uses('VPCId', 'ResolverRuleId')],
};

/** Ways to other networks: peering, transit gateways, VPN. */
const INTERCONNECTS: EdgeTable = {
  'AWS::EC2::VPCPeeringConnection': [runsIn('VpcId'), runsIn('PeerVpcId'), permittedBy('PeerRoleArn')],
  'AWS::EC2::TransitGatewayAttachment': [runsIn('TransitGatewayId'), runsIn('VpcId'), inSubnets('SubnetIds[]')],
  'AWS::EC2::TransitGatewayVpcAttachment': [
    runsIn('TransitGatewayId'),
    runsIn('VpcId'),
    inSubnets('SubnetIds[]'),
    ...ignored('AddSubnetIds', 'RemoveSubnetIds'),
  ],
  'AWS::EC2::TransitGatewayPeeringAttachment': [runsIn('TransitGatewayId'), needs('PeerTransitGatewayId')],
  'AWS::EC2::TransitGatewayRouteTable': [runsIn('TransitGatewayId')],
  'AWS::EC2::TransitGatewayRouteTableAssociation': [needs('TransitGatewayAttachmentId', 'TransitGatewayRouteTableId')],
  'AWS::EC2::TransitGatewayRouteTablePropagation': [uses('TransitGatewayRouteTableId', 'TransitGatewayAttachmentId')],
  'AWS::EC2::TransitGatewayRoute': [uses('TransitGatewayRouteTableId', 'TransitGatewayAttachmentId')],
  'AWS::EC2::VPNConnection': [
    // Several connections of one gateway are the usual redundancy.
    needsOneOf('connections', 'VpnGatewayId', '@'),
    uses('TransitGatewayId', '@'),
    runsIn('VpnGatewayId'),
    runsIn('TransitGatewayId'),
    needs('CustomerGatewayId'),
    observes('VpnTunnelOptionsSpecifications[].LogOptions'),
    ...ignored('VpnTunnelOptionsSpecifications[].PreSharedKey'),
  ],
  'AWS::EC2::VPNConnectionRoute': ignored('*'),
  'AWS::EC2::CustomerGateway': [needs('IpAddress'), needs('CertificateArn')],
  'AWS::EC2::ClientVpnEndpoint': [
    runsIn('VpcId'),
    needs('ServerCertificateArn'),
    needs('AuthenticationOptions[].ActiveDirectory.DirectoryId'),
    needs('AuthenticationOptions[].MutualAuthentication.ClientRootCertificateChainArn'),
    needs('ClientConnectOptions.LambdaFunctionArn'),
    observes('ConnectionLogOptions'),
    permittedBy('AuthenticationOptions[].FederatedAuthentication'),
    ...ignored('SecurityGroupIds'),
  ],
  'AWS::EC2::ClientVpnTargetNetworkAssociation': [inSubnets('ClientVpnEndpointId', 'SubnetId')],
  'AWS::EC2::ClientVpnAuthorizationRule': [permittedBy('ClientVpnEndpointId', '@')],
  'AWS::EC2::ClientVpnRoute': ignored('*'),
};

/** Networks. A VPC, a subnet and an internet gateway fail with their zone or Region, not by themselves. */
export const NETWORK: EdgeTable = { ...VPC, ...ROUTING, ...ENDPOINTS, ...INTERCONNECTS };
