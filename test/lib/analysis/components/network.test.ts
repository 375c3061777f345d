import { a, tabled } from './profiles';

const IMPORTED = { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] };
const TWO = ['subnet-1', 'subnet-2'];

tabled('AWS::ElasticLoadBalancingV2::LoadBalancer', [
  [
    'two subnets',
    { Subnets: TWO },
    'elbv2 NETWORK ZONES REPLICAS 2 ?',
    'Subject Properties.Subnets: Subnets names 2 subnets: nodes in each',
  ],
  [
    'one subnet',
    { Type: 'network', SubnetMappings: [{ SubnetId: 'subnet-1' }] },
    'elbv2 NETWORK ZONES SINGLE 1 in-one-zone',
    'Subject Properties.SubnetMappings: SubnetMappings names one subnet: all nodes in its zone',
  ],
  [
    'imported subnets',
    { Subnets: IMPORTED },
    'elbv2 NETWORK ZONES INHERENT ? ?',
    'Subject Properties.Subnets: Subnets is decided at deployment: one node at least in each',
  ],
  [
    'nothing said',
    {},
    'elbv2 NETWORK ZONES UNKNOWN ? ?',
    'Subject Properties.Subnets: Subnets and SubnetMappings are absent',
  ],
]);

const ZONES = 'Subject Properties.AvailabilityZones: AvailabilityZones names its zones';
tabled('AWS::ElasticLoadBalancing::LoadBalancer', [
  [
    'subnets',
    { Subnets: TWO },
    'elb NETWORK ZONES REPLICAS 2 ?',
    'Subject Properties.Subnets: Subnets names 2 subnets: nodes in each',
  ],
  ['all zones', { AvailabilityZones: { 'Fn::GetAZs': '' } }, 'elb NETWORK ZONES REPLICAS ? outlasts-zones', ZONES],
  ['one zone', { AvailabilityZones: ['eu-west-1a'] }, 'elb NETWORK ZONES SINGLE 1 in-one-zone', ZONES],
  [
    'nothing said',
    {},
    'elb NETWORK ZONES UNKNOWN ? ?',
    'Subject Properties.Subnets: Subnets and AvailabilityZones are absent',
  ],
]);

const MODE = 'Subject Properties.AvailabilityMode: AvailabilityMode is';
tabled('AWS::EC2::NatGateway', [
  [
    'the default',
    { SubnetId: 'subnet-1' },
    'natgateway NETWORK ZONES INHERENT ? in-one-zone',
    `${MODE} absent: one gateway in one zone`,
  ],
  [
    'regional',
    { AvailabilityMode: 'regional' },
    'natgateway NETWORK REGION INHERENT ? outlasts-zones',
    `${MODE} regional: it follows the workload into its zones`,
  ],
  [
    'a mode that is imported',
    { AvailabilityMode: { 'Fn::ImportValue': 'mode' } },
    'natgateway NETWORK ZONES UNKNOWN ? ?',
    "Subject Properties.AvailabilityMode: AvailabilityMode is not known: 'mode' is exported outside of the application",
  ],
]);

const endpoint = (VpcEndpointType: string, SubnetIds?: unknown): object => ({ VpcEndpointType, SubnetIds });
const INTERFACES = 'Subject Properties.SubnetIds';
tabled('AWS::EC2::VPCEndpoint', [
  [
    'the default',
    {},
    'vpcendpoint NETWORK REGION INHERENT ? outlasts-zones',
    'Subject Properties.VpcEndpointType: A gateway endpoint is a route, without hosts',
  ],
  [
    'two subnets',
    endpoint('Interface', TWO),
    'vpcendpoint NETWORK ZONES REPLICAS 2 ?',
    `${INTERFACES}: SubnetIds names 2 subnets: 2 network interfaces`,
  ],
  [
    'one subnet',
    endpoint('GatewayLoadBalancer', ['subnet-1']),
    'vpcendpoint NETWORK ZONES SINGLE 1 in-one-zone',
    `${INTERFACES}: SubnetIds names one subnet: one network interface`,
  ],
  [
    'nothing said',
    endpoint('Interface'),
    'vpcendpoint NETWORK ZONES UNKNOWN ? ?',
    `${INTERFACES}: SubnetIds is absent: AWS chooses the subnets`,
  ],
  [
    'imported subnets',
    endpoint('Interface', IMPORTED),
    'vpcendpoint NETWORK ZONES UNKNOWN ? ?',
    `${INTERFACES}: SubnetIds is not known: the text is split at deployment`,
  ],
]);

const REGIONAL = 'is redundant over the zones of its Region';
tabled('AWS::EC2::TransitGateway', [
  ['any', {}, 'transitgateway NETWORK REGION INHERENT ? outlasts-zones', `Subject : A transit gateway ${REGIONAL}`],
]);
tabled('AWS::EC2::VPNGateway', [
  ['any', {}, 'vpn NETWORK REGION INHERENT ? outlasts-zones', `Subject : A virtual private gateway ${REGIONAL}`],
]);
tabled('AWS::EC2::VPNConnection', [
  [
    'any',
    {},
    'vpn NETWORK REGION FAILOVER 2 outlasts-zones',
    'Subject : It has two tunnels, to devices of AWS in different zones',
  ],
]);

const association = a('AWS::EC2::ClientVpnTargetNetworkAssociation', { ClientVpnEndpointId: { Ref: 'Subject' } });
tabled('AWS::EC2::ClientVpnEndpoint', [
  [
    'one subnet',
    {},
    'clientvpn NETWORK ZONES SINGLE 1 in-one-zone',
    'Subject : It is associated with one subnet',
    { First: association },
  ],
  [
    'two',
    {},
    'clientvpn NETWORK ZONES REPLICAS 2 ?',
    'Subject : It is associated with 2 subnets',
    { First: association, Second: association },
  ],
  ['none', {}, 'clientvpn NETWORK ZONES UNKNOWN ? ?', 'Subject : No subnet in the application is associated with it'],
]);

tabled('AWS::DirectConnect::Connection', [
  ['any', {}, 'directconnect NETWORK REGION SINGLE 1 in-one-zone', 'Subject : A connection is one port on one device'],
]);
tabled('AWS::DirectConnect::Lag', [
  [
    'any',
    {},
    'directconnect NETWORK REGION SINGLE 1 in-one-zone',
    'Subject : All connections of a group end on one device',
  ],
]);
tabled('AWS::DirectConnect::DirectConnectGateway', [
  [
    'any',
    {},
    'directconnect NETWORK GLOBAL INHERENT ? outlasts-zones',
    'Subject : A Direct Connect gateway belongs to no Region',
  ],
]);

tabled('AWS::NetworkFirewall::Firewall', [
  [
    'in subnets',
    { SubnetMappings: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }] },
    'networkfirewall NETWORK ZONES REPLICAS 2 ?',
    'Subject Properties.SubnetMappings: SubnetMappings names 2 subnets: 2 endpoints',
  ],
  [
    'at a transit gateway',
    { TransitGatewayId: 'tgw-1', AvailabilityZoneMappings: [{ AvailabilityZone: 'eu-west-1a' }] },
    'networkfirewall NETWORK ZONES SINGLE 1 in-one-zone',
    'Subject Properties.AvailabilityZoneMappings: AvailabilityZoneMappings names one zone: one endpoint',
  ],
]);
tabled('AWS::Route53Resolver::ResolverEndpoint', [
  [
    'two subnets',
    { IpAddresses: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }] },
    'route53-resolver NETWORK ZONES REPLICAS 2 ?',
    'Subject Properties.IpAddresses: IpAddresses names 2 subnets: 2 network interfaces',
  ],
]);

tabled('AWS::VpcLattice::Service', [
  [
    'any',
    {},
    'vpclattice NETWORK REGION INHERENT ? outlasts-zones',
    'Subject : Amazon VPC Lattice runs in several Availability Zones',
  ],
]);
for (const kind of ['HttpNamespace', 'PrivateDnsNamespace', 'PublicDnsNamespace', 'Service']) {
  tabled(`AWS::ServiceDiscovery::${kind}`, [
    [
      'any',
      {},
      'cloudmap NETWORK REGION INHERENT ? outlasts-zones',
      'Subject : AWS Cloud Map runs in several Availability Zones',
    ],
  ]);
}
