import { promisedIn } from '../../../../lib/analysis/risk/promised';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf } from '../../model/templates';

describe('promisedIn', () => {
  const Metadata = {
    'cdk-resilience': {
      journeys: [{ name: 'Buy', owner: 'shop', entryPoints: ['Table'], dependsOn: ['Payments', 'Mail'] }],
      externalDependencies: [{ name: 'Payments', availability: 99.5 }, { name: 'Mail' }],
    },
  };
  const Resources = {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Cluster: { Type: 'AWS::Neptune::DBCluster' },
    Member: { Type: 'AWS::Neptune::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Cluster' } } },
    Orphan: { Type: 'AWS::Neptune::DBInstance', Properties: { DBClusterIdentifier: 'elsewhere' } },
    Lake: { Type: 'AWS::Timestream::Table' },
  };
  const system = System.of(applicationOf({ Metadata, Resources }, { region: 'eu-west-1' }));
  const promised = promisedIn(system);
  const of = (name: string): ReturnType<typeof promised> => promised(system.nodes.find((node) => node.name === name)!);

  it('knows what AWS promises of a component as it is configured', () => {
    expect(of('Stack/Table')).toMatchObject({ percent: 99.99, basis: 'SLA' });
    expect(of('Stack/Table')?.source).toMatch(/dynamodb/i);
  });

  it('takes the promise of its cluster for a member', () => {
    const cluster = of('Stack/Cluster');
    expect(cluster?.basis).toBe('SLA');
    expect(of('Stack/Member')).toEqual({ ...cluster, source: `${cluster?.source}, for its cluster` });
    expect(of('Stack/Orphan')).toBeUndefined();
  });

  it('takes what is declared of a third party, and makes nothing up', () => {
    expect(of('Payments')).toEqual({ percent: 99.5, source: 'declared', confidence: 'LOW', basis: 'DECLARED' });
    expect([of('Mail'), of('Stack/Lake'), of('Buy')]).toEqual([undefined, undefined, undefined]);
  });
});
