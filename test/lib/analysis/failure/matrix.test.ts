import { Detection } from '../../../../lib/analysis/detection/detection';
import type { Returns } from '../../../../lib/analysis/failure/aftermath';
import { matrixOf } from '../../../../lib/analysis/failure/matrix';
import { simulate } from '../../../../lib/analysis/failure/simulation';
import type { System } from '../../../../lib/analysis/system/system';
import { att, declaring, network, ref, systemOfResources, type Resources } from '../templates';

const unmodelled: Returns = () => ({ how: 'UNMODELLED' });
const rowsOf = (system: System): ReturnType<typeof matrixOf> => {
  return matrixOf(system, simulate(system), new Detection(system), unmodelled);
};

const errorsOf = (name: string): Resources[string] => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: ref(name) }],
    AlarmActions: [ref('Pager')],
  },
});
const fn = (properties: object = {}): Resources[string] => ({
  Type: 'AWS::Lambda::Function',
  Properties: { ReservedConcurrentExecutions: 5, ...properties },
});

describe('matrixOf', () => {
  it('hears the alarms of what is lost, then those at the entry points of journeys that stop', () => {
    const resources: Resources = {
      Buy: fn({ KmsKeyArn: att('Key', 'Arn') }),
      Sell: fn(),
      Key: { Type: 'AWS::KMS::Key' },
      Pager: {
        Type: 'AWS::SNS::Topic',
        Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'a@b.example' }] },
      },
      BuyErrors: errorsOf('Buy'),
      SellErrors: errorsOf('Sell'),
    };
    const journeys = [
      { name: 'Buy', owner: 'o', entryPoints: ['Buy'] },
      { name: 'Sell', owner: 'o', entryPoints: ['Sell'] },
      { name: 'Both', owner: 'o', entryPoints: ['Sell', 'Buy'] },
    ];
    const rows = rowsOf(systemOfResources(resources, declaring({ journeys })));
    expect(rows.map(({ on, impacts, alarms }) => [on.name, impacts.map(({ journey }) => journey), alarms])).toEqual([
      ['S/Buy', ['Buy', 'Both'], ['S/BuyErrors', 'S/SellErrors']],
      ['S/Key', ['Buy', 'Both'], ['S/BuyErrors', 'S/SellErrors']],
      ['S/Sell', ['Sell', 'Both'], ['S/SellErrors', 'S/BuyErrors']],
      // Those that live in it are silent.
      ['eu-west-1', ['Buy', 'Sell', 'Both'], []],
    ]);
  });

  it('has a row for what nobody knows, though no journey is seen to notice', () => {
    const resources: Resources = {
      ...network(2),
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', MultiAZ: ref('Many'), DBSubnetGroupName: ref('Group') },
      },
      Group: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: [ref('PrivateA'), ref('PrivateB')] } },
    };
    const journeys = [{ name: 'Read', owner: 'o', entryPoints: ['Db'] }];
    const rest = { Parameters: { Many: { Type: 'String' } }, ...declaring({ journeys }) };
    const rows = rowsOf(systemOfResources(resources, rest)).filter(({ kind }) => kind === 'ZONE');
    expect(rows.map(({ on, impacts, unsure }) => [on.name, impacts, unsure])).toEqual([
      ['eu-west-1a', [], ['S/Db']],
      ['eu-west-1b', [], ['S/Db']],
    ]);
  });

  it('has no rows where there are no journeys', () => {
    expect(rowsOf(systemOfResources({ Queue: { Type: 'AWS::SQS::Queue' } }))).toEqual([]);
    expect(rowsOf(systemOfResources({}))).toEqual([]);
  });
});
