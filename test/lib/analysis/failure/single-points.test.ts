import { simulate } from '../../../../lib/analysis/failure/simulation';
import { singlePointsOf } from '../../../../lib/analysis/failure/single-points';
import type { System } from '../../../../lib/analysis/system/system';
import { declaring, network, ref, systemOfResources, webService, type Resources } from '../templates';

const table: Resources = { Table: { Type: 'AWS::DynamoDB::Table' } };
const database = (properties: object): Resources => ({
  Db: {
    Type: 'AWS::RDS::DBInstance',
    Properties: { Engine: 'postgres', DBSubnetGroupName: ref('Group'), ...properties },
  },
  Group: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: [ref('PrivateA'), ref('PrivateB')] } },
});

const pointsOf = (system: System): ReturnType<typeof singlePointsOf> => singlePointsOf(system, simulate(system));

/** Each single point in words: `SINGLE_UNIT S/Db`. */
function told(resources: Resources, rest?: object): string[] {
  return pointsOf(systemOfResources(resources, rest)).map(({ kind, on }) => `${kind} ${on.name}`);
}

describe('singlePointsOf', () => {
  it('finds one task, one gateway and one database, and the zones they may lie in', () => {
    const resources = { ...network(1), ...webService(1, { DB: ref('Db') }), ...database({}) };
    expect(told(resources)).toEqual([
      'SINGLE_UNIT S/Service',
      'SINGLE_UNIT S/Db',
      'SINGLE_ZONE S/NatA',
      'ZONE eu-west-1a',
      'ZONE eu-west-1b',
      'REGION eu-west-1',
      'SERVICE S/Balancer',
    ]);
  });

  it('finds none in a zone where each zone has its own and a standby waits', () => {
    const resources = { ...network(2), ...webService(2, { DB: ref('Db') }), ...database({ MultiAZ: true }) };
    expect(told(resources)).toEqual(['REGION eu-west-1', 'SERVICE S/Balancer', 'SERVICE S/Service', 'SERVICE S/Db']);
  });

  it('takes two tasks for one where they share the way out', () => {
    expect(told({ ...network(1), ...webService(2) })).toEqual([
      'SINGLE_ZONE S/NatA',
      'ZONE eu-west-1a',
      'REGION eu-west-1',
      'SERVICE S/Balancer',
      'SERVICE S/Service',
    ]);
  });

  it('follows the way out of a subnet to what leads out of it', () => {
    const points = pointsOf(
      systemOfResources({ ...network(1), ...webService(2, { DB: ref('Db') }), ...database({ MultiAZ: true }) }),
    );
    const [nat] = points;
    expect(nat?.way).toEqual([
      'by S/Balancer',
      'S/Balancer',
      'S/Listener',
      'S/Targets',
      'S/Service',
      'the way out of S/PrivateA',
      'S/RoutesA',
      'S/NatA',
    ]);
  });

  it('says what a zone takes along, and what of it only maybe', () => {
    const points = pointsOf(systemOfResources({ ...network(1), ...webService(1) }));
    expect(points.filter(({ kind }) => kind === 'ZONE').map(({ on, takes }) => [on.name, takes])).toEqual([
      [
        'eu-west-1a',
        [
          { name: 'S/Service', certainty: 'POSSIBLE' },
          { name: 'S/NatA', certainty: 'CERTAIN' },
        ],
      ],
      ['eu-west-1b', [{ name: 'S/Service', certainty: 'POSSIBLE' }]],
    ]);
  });

  it('carries what it was read from', () => {
    const points = pointsOf(systemOfResources({ ...network(2), ...webService(1) }));
    expect(points[0]).toEqual({
      kind: 'SINGLE_UNIT',
      on: { name: 'S/Service', resourceType: 'AWS::ECS::Service', stack: 'S', logicalId: 'Service' },
      journeys: ['by S/Balancer'],
      way: ['by S/Balancer', 'S/Balancer', 'S/Listener', 'S/Targets', 'S/Service'],
      isInferred: false,
      takes: [],
      evidence: [{ on: 'S/Service', path: 'Properties.DesiredCount', says: 'DesiredCount is 1: one task' }],
    });
  });

  it('marks a way that is inferred', () => {
    const points = pointsOf(systemOfResources({ ...network(2), ...webService(2, { TABLE: ref('Table') }), ...table }));
    expect(points.map(({ on, isInferred }) => [on.name, isInferred])).toContainEqual(['S/Table', true]);
  });

  it('tells of a cluster and its only instance once', () => {
    const cluster: Resources = {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
      Writer: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: ref('Cluster') },
      },
    };
    const points = told({ ...network(2), ...webService(2, { DB: ref('Cluster') }), ...cluster });
    expect(points.filter((point) => point.startsWith('SINGLE_UNIT'))).toEqual(['SINGLE_UNIT S/Cluster']);
  });

  it.each([
    ['that name no zone', {}, {}, []],
    ['in two zones', { AvailabilityZone: 'eu-west-1a' }, { AvailabilityZone: 'eu-west-1b' }, []],
    [
      'in one zone',
      { AvailabilityZone: 'eu-west-1a' },
      { AvailabilityZone: 'eu-west-1a' },
      ['SINGLE_ZONE S/Cluster', 'ZONE eu-west-1a'],
    ],
  ])('takes a cluster of two instances %s for what it is', (_, writer, reader, found) => {
    const member = (zone: object): Resources[string] => ({
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: ref('Cluster'), ...zone },
    });
    const cluster: Resources = {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
      Writer: member(writer),
      Reader: member(reader),
    };
    const points = told({ ...network(2), ...webService(2, { DB: ref('Cluster') }), ...cluster });
    expect(points.filter((point) => !/^(SERVICE|REGION) /.test(point))).toEqual(found);
  });

  it('finds third parties, keys and limits that journeys share', () => {
    const resources: Resources = {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: ref('Function') } },
      Function: { Type: 'AWS::Lambda::Function', Properties: { KmsKeyArn: ref('Key') } },
      Other: { Type: 'AWS::Lambda::Function' },
      Key: { Type: 'AWS::KMS::Key' },
    };
    const rest = declaring({
      externalDependencies: [{ name: 'Clearing' }, { name: 'Push', criticality: 'SOFT' }],
      journeys: [{ name: 'Trade', owner: 'desk', entryPoints: ['Api'], dependsOn: ['Clearing', 'Push'] }],
    });
    expect(told(resources, rest)).toEqual([
      'THIRD_PARTY Clearing',
      'SHARED_FATE S/Key',
      'SHARED_FATE Lambda concurrency of eu-west-1',
      'REGION eu-west-1',
      'SERVICE S/Api',
      'SERVICE S/Function',
    ]);
  });
});
