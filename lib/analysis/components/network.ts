import type { Resource } from '../../model/resource';
import { loadBalancerSubnets } from '../../facts/load-balancers';
import { zonesListed } from '../../facts/zones';
import { amount, inherent, inherentInSubnets, interfacesIn, given, outlasts, single, unknown } from './findings';
import { global, regional, says, zonal, type Finding, type Table } from './row';

/** Load balancers and the ways between networks. Listeners, target groups, routes, subnets and attachments only lead on. */
export const NETWORK: Table = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': zonal('NETWORK', 'elbv2', balancerFinding),
  'AWS::ElasticLoadBalancing::LoadBalancer': zonal('NETWORK', 'elb', classicFinding),
  'AWS::EC2::NatGateway': zonal('NETWORK', 'natgateway', natFinding),
  'AWS::EC2::VPCEndpoint': zonal('NETWORK', 'vpcendpoint', endpointFinding),
  'AWS::EC2::TransitGateway': regional(
    'NETWORK',
    'transitgateway',
    'A transit gateway is redundant over the zones of its Region',
  ),
  // AWS Site-to-Site VPN User Guide: two tunnels, each to a device of AWS in another zone.
  'AWS::EC2::VPNConnection': regional('NETWORK', 'vpn', (connection) => {
    const evidence = says(connection, '', 'It has two tunnels, to devices of AWS in different zones');
    return { redundancy: 'FAILOVER', units: 2, isZoneRedundant: true, evidence: [evidence] };
  }),
  'AWS::EC2::VPNGateway': regional(
    'NETWORK',
    'vpn',
    'A virtual private gateway is redundant over the zones of its Region',
  ),
  'AWS::EC2::ClientVpnEndpoint': zonal('NETWORK', 'clientvpn', (endpoint) => {
    const path = 'ClientVpnEndpointId';
    const subnets = endpoint.referencedBy('AWS::EC2::ClientVpnTargetNetworkAssociation', path);
    if (subnets.length === 0) return unknown(says(endpoint, '', 'No subnet in the application is associated with it'));
    const evidence = says(endpoint, '', `It is associated with ${amount(subnets.length, 'subnet')}`);
    return subnets.length === 1
      ? single(evidence)
      : { redundancy: 'REPLICAS', units: subnets.length, evidence: [evidence] };
  }),
  // AWS Direct Connect User Guide, "Resilience": a connection ends on one device; those of a group end on the same.
  'AWS::DirectConnect::Connection': regional('NETWORK', 'directconnect', (connection) =>
    single(says(connection, '', 'A connection is one port on one device')),
  ),
  'AWS::DirectConnect::Lag': regional('NETWORK', 'directconnect', (group) =>
    single(says(group, '', 'All connections of a group end on one device')),
  ),
  'AWS::DirectConnect::DirectConnectGateway': global(
    'NETWORK',
    'directconnect',
    'A Direct Connect gateway belongs to no Region',
  ),
  'AWS::NetworkFirewall::Firewall': zonal('NETWORK', 'networkfirewall', (firewall) => {
    return firewall.has('TransitGatewayId')
      ? interfacesIn(firewall, 'AvailabilityZoneMappings', 'endpoint', 'zone')
      : interfacesIn(firewall, 'SubnetMappings', 'endpoint');
  }),
  'AWS::Route53Resolver::ResolverEndpoint': zonal('NETWORK', 'route53-resolver', (endpoint) =>
    interfacesIn(endpoint, 'IpAddresses', 'network interface'),
  ),
  'AWS::VpcLattice::Service': regional(
    'NETWORK',
    'vpclattice',
    'Amazon VPC Lattice runs in several Availability Zones',
  ),
  'AWS::ServiceDiscovery::HttpNamespace': regional(
    'NETWORK',
    'cloudmap',
    'AWS Cloud Map runs in several Availability Zones',
  ),
  'AWS::ServiceDiscovery::PrivateDnsNamespace': regional(
    'NETWORK',
    'cloudmap',
    'AWS Cloud Map runs in several Availability Zones',
  ),
  'AWS::ServiceDiscovery::PublicDnsNamespace': regional(
    'NETWORK',
    'cloudmap',
    'AWS Cloud Map runs in several Availability Zones',
  ),
  'AWS::ServiceDiscovery::Service': regional('NETWORK', 'cloudmap', 'AWS Cloud Map runs in several Availability Zones'),
};

/** Elastic Load Balancing keeps nodes in the zone of each subnet. */
function balancerFinding(loadBalancer: Resource): Finding {
  const list = loadBalancer.has('Subnets') ? 'Subnets' : 'SubnetMappings';
  const places = [loadBalancer.at('Subnets'), loadBalancer.at('SubnetMappings')];
  if (places.some((each) => each.isUnknown)) {
    return inherentInSubnets(says(loadBalancer, list, `${list} is decided at deployment: one node at least in each`));
  }
  const subnets = loadBalancerSubnets(loadBalancer).length;
  if (subnets === 0) return unknown(says(loadBalancer, 'Subnets', 'Subnets and SubnetMappings are absent'));
  const evidence = says(
    loadBalancer,
    list,
    `${list} names ${amount(subnets, 'subnet')}: ${subnets === 1 ? 'all nodes in its zone' : 'nodes in each'}`,
  );
  return subnets === 1 ? single(evidence) : { redundancy: 'REPLICAS', units: subnets, evidence: [evidence] };
}

function classicFinding(loadBalancer: Resource): Finding {
  if (loadBalancer.has('Subnets')) return balancerFinding(loadBalancer);
  const zones = loadBalancer.at('AvailabilityZones');
  if (!zones.isPresent) return unknown(says(loadBalancer, 'Subnets', 'Subnets and AvailabilityZones are absent'));
  const isZoneRedundant = outlasts(zonesListed(zones));
  const evidence = says(loadBalancer, 'AvailabilityZones', 'AvailabilityZones names its zones');
  if (isZoneRedundant === false) return single(evidence);
  return { redundancy: 'REPLICAS', ...given({ isZoneRedundant }), evidence: [evidence] };
}

/** Amazon VPC User Guide, "NAT gateways": zonal unless it is made regional. */
function natFinding(nat: Resource): Finding {
  const mode = nat.string('AvailabilityMode');
  if (mode === 'regional') {
    const evidence = says(
      nat,
      'AvailabilityMode',
      'AvailabilityMode is regional: it follows the workload into its zones',
    );
    return { ...inherent(evidence), reach: 'REGION' };
  }
  // Amazon VPC User Guide, "NAT gateways": implemented with redundancy in its zone.
  const evidence = says(nat, 'AvailabilityMode', `AvailabilityMode is ${mode ?? 'absent'}: one gateway in one zone`);
  return { redundancy: 'INHERENT', isZoneRedundant: false, evidence: [evidence] };
}

/** A gateway endpoint is a route; the others have a network interface in each subnet. */
function endpointFinding(endpoint: Resource): Finding {
  const type = endpoint.string('VpcEndpointType') ?? 'Gateway';
  if (type === 'Gateway') {
    return {
      ...inherent(says(endpoint, 'VpcEndpointType', 'A gateway endpoint is a route, without hosts')),
      reach: 'REGION',
    };
  }
  return interfacesIn(endpoint, 'SubnetIds', 'network interface');
}
