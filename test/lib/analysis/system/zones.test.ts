import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, network, ref, systemOfResources, webService, type Resources } from '../templates';

const zonesOf = (system: System, id: string): string[] => {
  const [node] = system.nodes.filter(({ resource, kind }) => kind === 'RESOURCE' && resource?.id === id);
  return system.zonesOf(node!).map(({ name }) => name);
};

const subnet = (AvailabilityZone?: unknown): Resources[string] => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { ...(AvailabilityZone !== undefined && { AvailabilityZone }) },
});

describe('Zones', () => {
  const system = systemOfResources({ ...network(1), ...webService(2) });

  it('are those that resources name, in order', () => {
    expect(system.zones).toEqual([
      { name: 'eu-west-1a', region: 'eu-west-1' },
      { name: 'eu-west-1b', region: 'eu-west-1' },
    ]);
  });

  it.each([
    ['a subnet', 'PrivateA', ['eu-west-1a']],
    ['what runs in one subnet', 'NatA', ['eu-west-1a']],
    ['what runs in two', 'Service', ['eu-west-1a', 'eu-west-1b']],
    ['what runs in none', 'Role', []],
  ])('of %s', (_, id, zones) => {
    expect(zonesOf(system, id)).toEqual(zones);
  });

  it('hold for certain only what names them', () => {
    const [first] = system.zones;
    expect(system.inside(first!).map(({ name }) => name)).toEqual(['S/PrivateA', 'S/PublicA']);
  });

  it('of a database are those of its subnets, unless it names its own', () => {
    const db = (own: object): Resources[string] => ({
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'postgres', DBSubnetGroupName: ref('Group'), ...own },
    });
    const databases = systemOfResources({
      ...network(1),
      Group: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: [ref('PrivateA'), ref('PrivateB')] } },
      Anywhere: db({}),
      Here: db({ AvailabilityZone: 'eu-west-1b' }),
    });
    expect([zonesOf(databases, 'Anywhere'), zonesOf(databases, 'Here')]).toEqual([
      ['eu-west-1a', 'eu-west-1b'],
      ['eu-west-1b'],
    ]);
  });

  it('of a cluster are those of its instances', () => {
    const member = (AvailabilityZone: string): Resources[string] => ({
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: ref('Cluster'), AvailabilityZone },
    });
    const cluster = systemOfResources({
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
      Writer: member('eu-west-1a'),
      Reader: member('eu-west-1c'),
    });
    expect(zonesOf(cluster, 'Cluster')).toEqual(['eu-west-1a', 'eu-west-1c']);
  });

  it('that are chosen by their index are called so, one for each', () => {
    const chosen = (index: number): object => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
    const open = systemOfResources({ A: subnet(chosen(0)), B: subnet(chosen(1)), Again: subnet(chosen(0)) });
    expect(open.zones).toHaveLength(2);
    expect([zonesOf(open, 'A'), zonesOf(open, 'B')]).toEqual([[open.zones[0]?.name], [open.zones[1]?.name]]);
    expect(zonesOf(open, 'Again')).toEqual(zonesOf(open, 'A'));
  });

  it('are apart in each Region, and one where no stack says', () => {
    const a = (): Resources => ({ Subnet: subnet({ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }) });
    const apart = System.of(
      applicationOf(
        { id: 'One', region: 'eu-west-1', resources: a() },
        { id: 'Two', region: 'eu-central-1', resources: a() },
        { id: 'Three', region: undefined, resources: a() },
      ),
    );
    expect(apart.zones.map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1', undefined]);
    expect(apart.regions).toEqual(['eu-central-1', 'eu-west-1']);
  });

  it.each([
    ['none', undefined],
    ['a number', 7],
    ['a list', ['eu-west-1a']],
    ['no zone', 'somewhere'],
  ])('are none where a subnet names %s', (_, zone) => {
    expect(systemOfResources({ Subnet: subnet(zone) }).zones).toEqual([]);
  });
});
