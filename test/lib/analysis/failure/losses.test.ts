import { lossesOf, lossOf, type Loss } from '../../../../lib/analysis/failure/losses';
import { IMPACTS } from '../../../../lib/analysis/failure/impact';
import { System } from '../../../../lib/analysis/system/system';
import {
  applicationOf,
  declaring,
  network,
  ref,
  systemOfResources,
  webService,
  type Resources,
  type StackPlan,
} from '../templates';

/** A loss in words: what goes with it, `?` where maybe. */
const told = ({ seeds }: Loss): string[] =>
  seeds.map(({ node, impact, isPossible }) => `${IMPACTS[impact]}${isPossible ? '?' : ''} ${node.name}`);
const names = (losses: readonly Loss[]): string[] => losses.map(({ kind, name }) => `${kind} ${name}`);
const ofKind = (system: System, kind: Loss['kind']): Loss[] => lossesOf(system).filter((loss) => loss.kind === kind);
const components = (loss: Loss): string[] =>
  told({ ...loss, seeds: loss.seeds.filter(({ node }) => node.component !== undefined) });

const group: Resources = {
  Group: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: [ref('PrivateA'), ref('PrivateB')] } },
};
const database = (properties: object): Resources => ({
  ...group,
  Db: {
    Type: 'AWS::RDS::DBInstance',
    Properties: { Engine: 'postgres', DBSubnetGroupName: ref('Group'), ...properties },
  },
});
const journey = (...entryPoints: string[]): object => declaring({ journeys: [{ name: 'J', owner: 'o', entryPoints }] });

/** The zones of a system in whose network one resource runs, which a journey needs. */
function zonesAround(resources: Resources, id: string, rest: object = {}): Loss[] {
  return ofKind(systemOfResources({ ...network(2), ...resources }, { ...rest, ...journey(id) }), 'ZONE');
}

describe('lossesOf', () => {
  it('loses what journeys reach: components, third parties, limits, zones, the Region', () => {
    const system = systemOfResources(
      {
        Function: { Type: 'AWS::Lambda::Function', Properties: { Role: ref('Role') } },
        Other: { Type: 'AWS::Lambda::Function' },
        Role: { Type: 'AWS::IAM::Role' },
        Elsewhere: { Type: 'AWS::SQS::Queue' },
      },
      declaring({
        externalDependencies: [{ name: 'Push' }, { name: 'Unused' }],
        journeys: [{ name: 'J', owner: 'o', entryPoints: ['Function'], dependsOn: ['Push'] }],
      }),
    );
    expect(names(lossesOf(system))).toEqual([
      'RESOURCE S/Function',
      'EXTERNAL Push',
      'LIMIT Lambda concurrency of eu-west-1',
      'REGION eu-west-1',
    ]);
  });

  it('loses nothing but the Region where there are no journeys', () => {
    expect(lossesOf(systemOfResources({}))).toEqual([]);
    expect(names(lossesOf(systemOfResources({ Queue: { Type: 'AWS::SQS::Queue' } })))).toEqual(['REGION eu-west-1']);
  });

  it('knows no loss of what only leads on', () => {
    const { nodes } = systemOfResources({ Role: { Type: 'AWS::IAM::Role' }, Queue: { Type: 'AWS::SQS::Queue' } });
    expect(nodes.map((node) => lossOf(node)?.name)).toEqual([undefined, 'S/Queue']);
  });
});

describe('the loss of a zone', () => {
  it.each([
    ['one that names it', { AvailabilityZone: 'eu-west-1a' }, ['STOPPED S/Db'], []],
    ['one without standby, which may lie in either', {}, ['STOPPED? S/Db'], ['STOPPED? S/Db']],
    ['one with a standby', { MultiAZ: true }, ['INTERRUPTED? S/Db'], ['INTERRUPTED? S/Db']],
  ])('hits of databases %s', (_, properties, inA, inB) => {
    expect(zonesAround(database(properties), 'Db').map(components)).toEqual([inA, inB]);
  });

  it('is not felt by what runs in other zones', () => {
    const instance = { Type: 'AWS::EC2::Instance', Properties: { SubnetId: ref('PrivateB') } };
    expect(zonesAround({ Instance: instance }, 'Instance').map(components)).toEqual([
      [],
      ['STOPPED S/Instance', 'STOPPED S/NatB'],
    ]);
  });

  it('leaves to its subnets what runs several units', () => {
    const system = systemOfResources({ ...network(2), ...webService(2) });
    expect(ofKind(system, 'ZONE').map(({ unsure, ...loss }) => [components(loss), unsure])).toEqual([
      [['STOPPED S/NatA'], []],
      [['STOPPED S/NatB'], []],
    ]);
  });

  it('says of what nobody knows whether it is hit', () => {
    const zones = zonesAround(database({ MultiAZ: ref('Many') }), 'Db', { Parameters: { Many: { Type: 'String' } } });
    expect(zones.map((loss) => [components(loss), loss.unsure?.map(({ name }) => name)])).toEqual([
      [[], ['S/Db']],
      [[], ['S/Db']],
    ]);
  });

  it('does not stop a cluster for one of its instances', () => {
    const member = (zone: object): Resources[string] => ({
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: ref('Cluster'), ...zone },
    });
    const cluster = (...zones: object[]): Resources => ({
      ...group,
      Cluster: {
        Type: 'AWS::RDS::DBCluster',
        Properties: { Engine: 'aurora-mysql', DBSubnetGroupName: ref('Group') },
      },
      ...Object.fromEntries(zones.map((zone, i) => [`Member${i}`, member(zone)])),
    });
    // Where AWS spreads them, the cluster tells, and the instances do not stop by themselves.
    expect(zonesAround(cluster({}, {}), 'Cluster').map(components)).toEqual([
      ['INTERRUPTED? S/Cluster'],
      ['INTERRUPTED? S/Cluster'],
    ]);
    const [a, b] = [{ AvailabilityZone: 'eu-west-1a' }, { AvailabilityZone: 'eu-west-1b' }];
    expect(zonesAround(cluster(a, b), 'Cluster').map(components)).toEqual([
      ['STOPPED S/Member0', 'INTERRUPTED? S/Cluster'],
      ['STOPPED S/Member1', 'INTERRUPTED? S/Cluster'],
    ]);
    expect(zonesAround(cluster({}), 'Cluster').map((loss) => components(loss).sort())).toEqual([
      ['STOPPED? S/Cluster', 'STOPPED? S/Member0'],
      ['STOPPED? S/Cluster', 'STOPPED? S/Member0'],
    ]);
  });

  it('stands for any where the template names none', () => {
    const nat = { Nat: { Type: 'AWS::EC2::NatGateway' } };
    const losses = ofKind(systemOfResources(nat, journey('Nat')), 'ZONE');
    expect(losses.map((loss) => [loss.name, loss.zone, told(loss)])).toEqual([
      [
        'any Availability Zone of eu-west-1',
        { name: 'any Availability Zone', region: 'eu-west-1' },
        ['STOPPED? S/Nat'],
      ],
    ]);
    const nowhere = System.of(applicationOf({ region: undefined, resources: nat, rest: journey('Nat') }));
    expect(names(ofKind(nowhere, 'ZONE'))).toEqual(['ZONE any Availability Zone']);
  });

  it('is none where nothing lies in zones', () => {
    expect(ofKind(systemOfResources({ Queue: { Type: 'AWS::SQS::Queue' } }, journey('Queue')), 'ZONE')).toEqual([]);
  });

  it('hits nothing of another Region', () => {
    const resources: Resources = {
      Subnet: {
        Type: 'AWS::EC2::Subnet',
        Properties: { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
      },
      Instance: { Type: 'AWS::EC2::Instance', Properties: { SubnetId: ref('Subnet') } },
      Url: { Type: 'AWS::EC2::Instance', Properties: {} },
    };
    const system = System.of(
      applicationOf(
        { id: 'One', region: 'eu-west-1', resources, rest: journey('Instance', 'Url') },
        { id: 'Two', region: 'eu-central-1', resources },
      ),
    );
    const losses = ofKind(system, 'ZONE');
    expect(losses.map(({ name }) => name)).toEqual(['zones of eu-central-1[0]', 'zones of eu-west-1[0]']);
    expect(losses.map(components)).toEqual([[], ['STOPPED One/Instance', 'STOPPED? One/Url']]);
  });
});

/** The system of stacks in each of which a journey begins at every resource. */
function everywhere(...stacks: readonly StackPlan[]): System {
  const reached = stacks.map((stack) => ({ ...stack, rest: journey(...Object.keys(stack.resources)) }));
  return System.of(applicationOf(...reached));
}

describe('the loss of a Region', () => {
  it('spares what is in no Region, and takes all else that is in it', () => {
    const resources: Resources = {
      Cdn: { Type: 'AWS::CloudFront::Distribution' },
      Policy: { Type: 'AWS::CloudFront::CachePolicy' },
      Records: { Type: 'AWS::Route53::RecordSet' },
      Role: { Type: 'AWS::IAM::Role' },
      Global: { Type: 'AWS::RDS::GlobalCluster' },
      Queue: { Type: 'AWS::SQS::Queue' },
      Subnet: { Type: 'AWS::EC2::Subnet' },
    };
    const losses = ofKind(everywhere({ resources }), 'REGION');
    expect(losses.map((loss) => [loss.name, told(loss)])).toEqual([
      ['eu-west-1', ['STOPPED S/Queue', 'STOPPED S/Subnet']],
    ]);
  });

  it('takes what journeys reach, and nothing else', () => {
    const resources: Resources = { Queue: { Type: 'AWS::SQS::Queue' }, Idle: { Type: 'AWS::SQS::Queue' } };
    const losses = ofKind(systemOfResources(resources, journey('Queue')), 'REGION');
    expect(losses.map(told)).toEqual([['STOPPED S/Queue']]);
  });

  it('is one for each, and what is in no known Region goes with any', () => {
    const queue: Resources = { Queue: { Type: 'AWS::SQS::Queue' } };
    const system = everywhere(
      { id: 'One', region: 'eu-west-1', resources: queue },
      { id: 'Two', region: 'eu-central-1', resources: queue },
      { id: 'Open', region: undefined, resources: queue },
    );
    expect(ofKind(system, 'REGION').map((loss) => [loss.name, told(loss)])).toEqual([
      ['eu-central-1', ['STOPPED Two/Queue', 'STOPPED Open/Queue']],
      ['eu-west-1', ['STOPPED One/Queue', 'STOPPED Open/Queue']],
    ]);
  });

  it('has no name where no stack says, and is none where nothing is in it', () => {
    const open = everywhere({ region: undefined, resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
    expect(names(ofKind(open, 'REGION'))).toEqual(['REGION the Region']);
    expect(ofKind(everywhere({ resources: { Cdn: { Type: 'AWS::CloudFront::Distribution' } } }), 'REGION')).toEqual([]);
  });
});
