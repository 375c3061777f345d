import type { System } from '../../../../lib/analysis/system/system';
import { att, declaring, network, ref, systemOfResources, webService, type Resources } from '../templates';

/** What a node depends on, in words. */
function needsOf(system: System, name: string): string[] {
  const [node] = system.nodes.filter((each) => each.name === name);
  return system.dependenciesOf(node!).map(({ to, effect, gate }) => {
    return `${effect} ${to.name}${gate === undefined ? '' : ` (one of ${gate.size} ${gate.kind})`}`;
  });
}

/** The system of a journey that begins everywhere. */
function reaching(resources: Resources): System {
  return systemOfResources(
    resources,
    declaring({ journeys: [{ name: 'J', owner: 'o', entryPoints: Object.keys(resources) }] }),
  );
}

describe('SystemBuilder', () => {
  it('makes a node of each resource, by path where it has one', () => {
    const system = systemOfResources({
      Plain: { Type: 'AWS::SQS::Queue' },
      Made: { Type: 'AWS::SQS::Queue', Metadata: { 'aws:cdk:path': 'S/Made/Resource' } },
    });
    expect(system.nodes.map(({ index, kind, name }) => [index, kind, name])).toEqual([
      [0, 'RESOURCE', 'S/Plain'],
      [1, 'RESOURCE', 'S/Made/Resource'],
    ]);
  });

  it('numbers dependencies, and knows them from both ends', () => {
    const system = systemOfResources({ ...network(1), ...webService(2) });
    expect(system.dependencies.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
      Array.from({ length: system.dependencyCount }, (_, i) => i),
    );
    for (const dependency of system.dependencies) {
      expect(system.dependentsOf(dependency.to)).toContain(dependency);
      expect(system.dependenciesOf(dependency.from)).toContain(dependency);
    }
  });

  it('leads what sends through the way out of its subnet, and what is sent to not', () => {
    const system = systemOfResources({ ...network(1), ...webService(2) });
    expect(needsOf(system, 'S/Service')).toEqual(
      expect.arrayContaining([
        'HARD the way out of S/PrivateA (one of 2 ALTERNATIVES)',
        'HARD the way out of S/PrivateB (one of 2 ALTERNATIVES)',
      ]),
    );
    expect(needsOf(system, 'the way out of S/PrivateA')).toEqual(['HARD S/PrivateA', 'HARD S/RoutesA']);
    expect(needsOf(system, 'S/Balancer')).toEqual(
      expect.arrayContaining(['HARD S/PublicA (one of 2 ALTERNATIVES)', 'HARD S/PublicB (one of 2 ALTERNATIVES)']),
    );
  });

  it('makes no gate of one, and counts members that are elsewhere', () => {
    const balancer = (...subnets: unknown[]): Resources => ({
      ...network(1),
      Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: subnets } },
    });
    expect(needsOf(reaching(balancer(ref('PublicA'))), 'S/Balancer')).toEqual(['HARD S/PublicA']);
    expect(needsOf(reaching(balancer(ref('PublicA'), 'subnet-1')), 'S/Balancer')).toEqual([
      'HARD S/PublicA (one of 2 ALTERNATIVES)',
    ]);
    expect(needsOf(reaching(balancer(ref('PublicA'), ref('PublicA'))), 'S/Balancer')).toContain('HARD S/PublicA');
  });

  it('counts a member once in its gate, however often it is named', () => {
    const system = reaching({
      ...network(1),
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Subnets: [ref('PublicA'), ref('PublicB'), ref('PublicA')] },
      },
    });
    expect(needsOf(system, 'S/Balancer')).toEqual([
      'HARD S/PublicA (one of 2 ALTERNATIVES)',
      'HARD S/PublicB (one of 2 ALTERNATIVES)',
    ]);
  });

  it('takes what a queue keeps for as delayed, and what has failed already for what it can do without', () => {
    const system = reaching({
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 3 } },
      },
      Dead: { Type: 'AWS::SQS::Queue' },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: att('Role', 'Arn'), Environment: { Variables: { DEAD: ref('Dead'), NEXT: ref('Next') } } },
      },
      Next: { Type: 'AWS::SQS::Queue' },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [{ PolicyDocument: { Statement: [{ Resource: [att('Dead', 'Arn'), att('Next', 'Arn')] }] } }],
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: att('Queue', 'Arn'), FunctionName: ref('Worker') },
      },
    });
    expect(needsOf(system, 'S/Queue')).toEqual(['BUFFERED S/Worker']);
    expect(needsOf(system, 'S/Worker')).toEqual(expect.arrayContaining(['SOFT S/Dead', 'HARD S/Next']));
  });

  it('looks up what journeys reach, and nothing else', () => {
    const fn = (id: string): Resources[string] => ({
      Type: 'AWS::Lambda::Function',
      Properties: { KmsKeyArn: ref(id), ReservedConcurrentExecutions: 1 },
    });
    const key = { Type: 'AWS::KMS::Key' };
    const system = systemOfResources(
      { Reached: fn('Key'), Key: key, Other: fn('Hidden'), Hidden: key },
      declaring({ journeys: [{ name: 'J', owner: 'o', entryPoints: ['Reached'] }] }),
    );
    expect([needsOf(system, 'S/Reached'), needsOf(system, 'S/Other')]).toEqual([['HARD S/Key'], []]);
  });

  it('has nothing where there is nothing', () => {
    const system = systemOfResources({});
    expect([system.nodes, system.dependencies, system.gates, system.journeys, system.zones]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });
});
