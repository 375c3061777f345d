import { groupsOf, outsiders } from '../../../../lib/analysis/system/gates';
import { isFaultDomain, type Edge } from '../../../../lib/model/graph/graph';
import { applicationOf, ref, type Resources } from '../templates';

const subnets = (...ids: string[]): Resources =>
  Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::EC2::Subnet', Properties: {} }]));

/** The edges of one resource of a stack. */
function edgesOf(id: string, resources: Resources): readonly Edge[] {
  const application = applicationOf({ resources });
  const [resource] = application.allResources.filter((each) => each.id === id);
  return application.graph.dependenciesOf(resource!);
}

const balancer = (properties: object): Resources => ({
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: properties },
  ...subnets('A', 'B'),
});

/** Groups in words, then what counts for itself. */
function told(edges: readonly Edge[]): unknown[] {
  const { groups, single } = groupsOf(edges);
  const name = ({ to }: Edge): string => (isFaultDomain(to) ? to.name : to.id);
  return [...groups.map(({ kind, edges: own }) => [kind, ...own.map(name)]), single.map(name)];
}

describe('groupsOf', () => {
  it('takes the subnets of a list as alternatives', () => {
    const edges = edgesOf('Balancer', balancer({ Subnets: [ref('A'), ref('B')] }));
    expect(told(edges)).toEqual([['ALTERNATIVES', 'A', 'B'], []]);
  });

  it('takes what serves a share of the requests each as ways', () => {
    const resources: Resources = {
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      ...Object.fromEntries(
        ['One', 'Two'].map((id) => [
          id,
          { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), Target: ref('Integration') } },
        ]),
      ),
      Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: ref('Api') } },
    };
    const kinds = groupsOf(edgesOf('Api', resources)).groups.map(({ kind, edges }) => [kind, edges.length]);
    expect(kinds).toEqual([['WAYS', 2]]);
  });

  it('leaves what is used without being needed for itself, and nothing for nothing', () => {
    const hard = { criticality: 'HARD', redundancyGroup: 'g' } as Edge;
    const soft = { criticality: 'SOFT', redundancyGroup: 'g', partial: true } as Edge;
    expect(groupsOf([soft, hard])).toEqual({ groups: [{ kind: 'ALTERNATIVES', edges: [hard] }], single: [soft] });
    expect(groupsOf([])).toEqual({ groups: [], single: [] });
  });

  it('keeps groups of different names apart, and ways together', () => {
    const one = { criticality: 'HARD', redundancyGroup: 'one' } as Edge;
    const two = { criticality: 'HARD', redundancyGroup: 'two' } as Edge;
    const ways = [1, 2].map(() => ({ criticality: 'HARD', partial: true }) as Edge);
    expect(groupsOf([one, ...ways, two]).groups).toEqual([
      { kind: 'ALTERNATIVES', edges: [one] },
      { kind: 'WAYS', edges: ways },
      { kind: 'ALTERNATIVES', edges: [two] },
    ]);
  });
});

describe('outsiders', () => {
  it.each([
    ['none where all are resources', [ref('A'), ref('B')], 0],
    ['those written out', [ref('A'), 'subnet-1', 'subnet-2'], 2],
    ['none beside one that is named twice', [ref('A'), ref('A')], 0],
  ])('are %s', (_, Subnets, expected) => {
    expect(outsiders(edgesOf('Balancer', balancer({ Subnets })))).toBe(expected);
  });

  it('are looked for in the list that was read, below elements of lists too', () => {
    const mappings = [{ SubnetId: ref('A') }, { SubnetId: 'subnet-1' }];
    expect(outsiders(edgesOf('Balancer', balancer({ SubnetMappings: mappings })))).toBe(1);
  });

  it('are none of what another resource says, or what is in no list', () => {
    const resources: Resources = {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
      Writer: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: ref('Cluster') },
      },
    };
    expect(outsiders(edgesOf('Cluster', resources))).toBe(0);
    expect(outsiders([])).toBe(0);
  });
});
