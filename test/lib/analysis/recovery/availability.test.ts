import { recoveryOf } from '../../../../lib/analysis/recovery/recovery';
import type { AvailabilityRecord } from '../../../../lib/analysis/recovery/records';
import { declaring, network, ref, systemOfResources, webService, type Resources } from '../templates';

function availabilityOf(resources: Resources, declared: object, rest: object = {}): AvailabilityRecord {
  const journeys = [{ name: 'Order', owner: 'shop', ...declared }];
  return recoveryOf(systemOfResources(resources, declaring({ journeys, ...rest }))).journeys[0]!.availability;
}

const fn = { Type: 'AWS::Lambda::Function' };
const queue = { Type: 'AWS::SQS::Queue' };
const target = (availability: number): object => ({ policy: { tier: 'CRITICAL', availability } });

describe('the SLA-derived estimate', () => {
  // Worked example: AWS Lambda promises 99.95 % for a Region, Amazon SQS 99.9 %: 0.9995 x 0.999 = 99.85005 %.
  it('multiplies promises, those of a service in a Region once', () => {
    const found = availabilityOf(
      { A: fn, B: fn, C: queue },
      { entryPoints: ['A'], dependsOn: ['B', 'C'], ...target(99.9) },
    );
    expect(found).toMatchObject({ label: 'SLA-derived estimate', verdict: 'MISSED', estimate: 99.85005, target: 99.9 });
    expect(found.terms.map(({ components, percent, serviceLevel }) => [components, percent, serviceLevel])).toEqual([
      [['S/A', 'S/B'], 99.95, 'lambda'],
      [['S/C'], 99.9, 'sqs'],
    ]);
    expect(found.weakest).toEqual([
      { components: ['S/C'], estimate: 99.95, lift: 0.09995 },
      { components: ['S/A', 'S/B'], estimate: 99.9, lift: 0.04995 },
    ]);
  });

  it('meets a target that it reaches', () => {
    expect(availabilityOf({ A: fn }, { entryPoints: ['A'], ...target(99.95) })).toMatchObject({
      verdict: 'MET',
      estimate: 99.95,
    });
    expect(availabilityOf({ A: fn }, { entryPoints: ['A'] }).verdict).toBe('NO_TARGET');
  });

  it('counts third parties with what they promise', () => {
    const rest = { externalDependencies: [{ name: 'Clearing', availability: 99.5 }] };
    const found = availabilityOf({ A: fn }, { entryPoints: ['A'], dependsOn: ['Clearing'] }, rest);
    expect(found.estimate).toBe(99.45025);
    expect(found.weakest[0]).toEqual({ components: ['Clearing'], estimate: 99.95, lift: 0.49975 });
  });

  it('is not modelled where a promise is missing, and names it', () => {
    const rest = { externalDependencies: [{ name: 'Push' }] };
    const declared = { entryPoints: ['A'], dependsOn: ['Push'], ...target(99.9) };
    expect(availabilityOf({ A: fn }, declared, rest)).toMatchObject({
      verdict: 'UNMODELLED',
      estimate: 'UNMODELLED',
      upperBound: 99.95,
      unmodelled: [{ name: 'Push', because: 'nothing is declared of what the provider of Push promises' }],
    });
    // What is missing makes it only worse.
    expect(availabilityOf({ A: fn }, { ...declared, ...target(99.99) }, rest).verdict).toBe('MISSED');
  });

  it('leaves out what the journey only uses', () => {
    const declared = { entryPoints: ['A'], dependsOn: [{ on: 'C', criticality: 'SOFT' }] };
    expect(availabilityOf({ A: fn, C: queue }, declared).estimate).toBe(99.95);
  });

  // Worked example: a gateway in each zone, 99.9 % each: 1 - 0.001 x 0.001 = 99.9999 %. The tasks' and the load
  // balancer's promises are for several zones already: 0.9999 x 0.9999 x 0.999999.
  it('counts one of several gateways as enough, and redundancy that is promised not twice', () => {
    const found = availabilityOf({ ...network(2), ...webService(2) }, { entryPoints: ['Balancer'] });
    expect(found.estimate).toBe(99.979901);
    expect(found.terms.find(({ alternatives }) => alternatives !== undefined)).toMatchObject({
      percent: 99.9999,
      components: ['S/NatA', 'S/NatB'],
      alternatives: [
        { components: ['S/NatA'], percent: 99.9 },
        { components: ['S/NatB'], percent: 99.9 },
      ],
    });
  });

  it('needs a gateway that all zones share', () => {
    const found = availabilityOf({ ...network(1), ...webService(2) }, { entryPoints: ['Balancer'] });
    expect(found.estimate).toBe(99.880021);
    expect(found.terms.map(({ components, percent }) => [components, percent])).toEqual([
      [['S/Balancer'], 99.99],
      [['S/Service'], 99.99],
      [['S/NatA'], 99.9],
    ]);
  });

  it('has no promise for tasks in one zone', () => {
    const found = availabilityOf({ ...network(2), ...webService(1) }, { entryPoints: ['Balancer'] });
    expect(found.unmodelled).toEqual([
      { name: 'S/Service', because: 'AWS promises nothing for ecs as it is configured, as far as the data says' },
    ]);
  });

  it('takes the promise of the cluster for its instances', () => {
    const member = {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: ref('Db') },
    };
    const cluster = {
      Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
      One: member,
      Two: member,
    };
    expect(availabilityOf(cluster, { entryPoints: ['Db'] })).toMatchObject({
      estimate: 99.99,
      terms: [{ components: ['S/Db'], serviceLevel: 'aurora-zones', confidence: 'HIGH' }],
    });
  });
});
