import { Detection } from '../../../../lib/analysis/detection/detection';
import {
  alarmsFor,
  disruptionOf,
  newsOf,
  recoveryFrom,
  type Returns,
} from '../../../../lib/analysis/failure/aftermath';
import type { Loss, LossKind } from '../../../../lib/analysis/failure/losses';
import { lossesOf } from '../../../../lib/analysis/failure/losses';
import type { System } from '../../../../lib/analysis/system/system';
import { declaring, network, ref, systemOfResources, type Resources } from '../templates';

const alarm = (Namespace: string, MetricName: string, Dimensions: object[]): Resources[string] => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Namespace, MetricName, Dimensions, AlarmActions: [ref('Pager')] },
});

const resources: Resources = {
  ...network(1),
  Instance: { Type: 'AWS::EC2::Instance', Properties: { SubnetId: ref('PrivateA') } },
  Function: { Type: 'AWS::Lambda::Function' },
  Other: { Type: 'AWS::Lambda::Function' },
  Role: { Type: 'AWS::IAM::Role' },
  Pager: {
    Type: 'AWS::SNS::Topic',
    Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'ops@example.com' }] },
  },
  Errors: alarm('AWS/Lambda', 'Errors', [{ Name: 'FunctionName', Value: ref('Function') }]),
  Status: alarm('AWS/EC2', 'StatusCheckFailed', [{ Name: 'InstanceId', Value: ref('Instance') }]),
  Usage: alarm('AWS/Lambda', 'ConcurrentExecutions', []),
};
const system = systemOfResources(
  resources,
  declaring({
    externalDependencies: [{ name: 'Push' }],
    journeys: [{ name: 'J', owner: 'o', entryPoints: ['Function', 'Instance'], dependsOn: ['Push'] }],
  }),
);
const detection = new Detection(system);
const losses = lossesOf(system);
const lossNamed = (name: string): Loss => losses.find((loss) => loss.name === name)!;
const nodeNamed = (name: string): System['nodes'][number] => system.nodes.find((node) => node.name === name)!;

describe('disruptionOf', () => {
  it.each([
    ['ZONE', 'SINGLE', 'az'],
    ['REGION', 'SINGLE', 'region'],
    ['RESOURCE', 'SINGLE', 'infrastructure'],
    ['RESOURCE', 'INHERENT', 'software'],
    ['RESOURCE', 'UNKNOWN', 'software'],
    ['EXTERNAL', 'REPLICAS', 'software'],
  ] as const)('takes a %s that is lost with what is %s for %s', (kind, redundancy, disruption) => {
    const loss = { kind: kind as LossKind, name: '', seeds: [] };
    expect(disruptionOf(loss, { ...nodeNamed('S/Instance').component!, redundancy })).toBe(disruption);
  });
});

describe('recoveryFrom', () => {
  const returns: Returns = ({ service }, disruption) => {
    if (service === 'ec2') return { how: 'MANUAL', rto: disruption === 'az' ? 60 : 5 };
    return service === 'lambda' ? { how: 'AUTOMATIC' } : { how: 'UNMODELLED' };
  };
  const concerned = system.journeys[0]!.reached;
  const nothing = { automatic: [], manual: [], unmodelled: [] };

  it.each([
    ['S/Instance', { ...nothing, manual: [{ name: 'S/Instance', rto: 5 }] }],
    ['S/Function', { ...nothing, automatic: [{ name: 'S/Function' }] }],
    ['Push', { ...nothing, unmodelled: ['Push'] }],
    ['Lambda concurrency of eu-west-1', { ...nothing, unmodelled: ['Lambda concurrency of eu-west-1'] }],
    ['eu-west-1a', { ...nothing, manual: [{ name: 'S/Instance', rto: 60 }], unmodelled: ['S/NatA'] }],
  ])('of %s', (name, expected) => {
    expect(recoveryFrom(lossNamed(name), concerned, returns)).toEqual(expected);
  });

  it('leaves out what no journey needs', () => {
    expect(recoveryFrom(lossNamed('eu-west-1'), new Set(), returns)).toEqual(nothing);
  });
});

describe('alarmsFor', () => {
  const heard = (name: string, ...suffering: string[]): string[] => {
    return alarmsFor(lossNamed(name), suffering.map(nodeNamed), detection).map((signal) => signal.name);
  };

  it('are those at what suffers, each once', () => {
    expect(heard('S/Function', 'S/Function', 'S/Instance', 'S/Function', 'S/Role')).toEqual(['S/Errors', 'S/Status']);
    expect(heard('S/Function')).toEqual([]);
  });

  it('tell of what is used of a limit', () => {
    const limit = 'Lambda concurrency of eu-west-1';
    expect([newsOf(lossNamed(limit)), newsOf(lossNamed('Push'))]).toEqual(['OVERLOAD', 'FAILURE']);
    expect(heard(limit, limit)).toEqual(['S/Usage']);
  });

  it('are silent in a Region that is lost', () => {
    expect(heard('eu-west-1', 'S/Function', 'S/Instance')).toEqual([]);
    expect(heard('eu-west-1a', 'S/Instance')).toEqual(['S/Status']);
  });
});
