import { Detection } from '../../../../lib/analysis/detection/detection';
import type { Returns } from '../../../../lib/analysis/failure/aftermath';
import { matrixOf } from '../../../../lib/analysis/failure/matrix';
import { lossesNamed } from '../../../../lib/analysis/failure/named-losses';
import { scenarioOf, type ScenarioRecord } from '../../../../lib/analysis/failure/scenario';
import { simulate } from '../../../../lib/analysis/failure/simulation';
import type { System } from '../../../../lib/analysis/system/system';
import { declaring, network, ref, systemOfResources, webService, type Resources } from '../templates';

const database: Resources = {
  Db: {
    Type: 'AWS::RDS::DBInstance',
    Properties: { Engine: 'postgres', MultiAZ: true, DBSubnetGroupName: ref('Group') },
  },
  Group: { Type: 'AWS::RDS::DBSubnetGroup', Properties: { SubnetIds: [ref('PrivateA'), ref('PrivateB')] } },
};

const pager: Resources = {
  Pager: {
    Type: 'AWS::SNS::Topic',
    Properties: { Subscription: [{ Protocol: 'https', Endpoint: 'https://pager.example' }] },
  },
  Silence: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HTTPCode_ELB_5XX_Count',
      Dimensions: [{ Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['Balancer', 'LoadBalancerFullName'] } }],
      AlarmActions: [ref('Pager')],
    },
  },
};

const journeys = [{ name: 'Buy', owner: 'shop', entryPoints: ['Balancer'], dependsOn: ['Clearing'] }];
const rest = declaring({ journeys, externalDependencies: [{ name: 'Clearing', criticality: 'SOFT' }] });
const system = systemOfResources({ ...network(1), ...webService(1, { DB: ref('Db') }), ...database, ...pager }, rest);

/** As a stand-in for the estimates: a failover is automatic, a gateway needs hands, of the rest nothing is known. */
const returns: Returns = ({ redundancy, service }) => {
  if (redundancy === 'FAILOVER') return { how: 'AUTOMATIC', rto: 120 };
  return service === 'natgateway' ? { how: 'MANUAL', rto: 900 } : { how: 'UNMODELLED' };
};

function tell(asked: string): ScenarioRecord {
  const [loss] = lossesNamed(system, asked);
  return scenarioOf(system, loss!, new Detection(system), returns);
}

describe('scenarioOf', () => {
  it('tells of a lost zone: what goes, who stops, who is told, how it ends', () => {
    const { takes, journeys: hit, suffering, alarms, recovery, ...told } = tell('az:a');
    expect(told).toEqual({ kind: 'ZONE', on: { name: 'eu-west-1a' }, unsure: [] });
    expect(takes).toEqual([
      { name: 'S/Service', certainty: 'POSSIBLE' },
      { name: 'S/NatA', certainty: 'CERTAIN' },
    ]);
    expect(hit.map(({ journey, impact, way }) => [journey, impact, way.at(-1)])).toEqual([
      ['Buy', 'STOPPED', 'S/Service'],
    ]);
    expect(suffering).toEqual([
      { name: 'S/Balancer', impact: 'STOPPED' },
      { name: 'S/Db', impact: 'INTERRUPTED' },
    ]);
    expect(alarms.map(({ name }) => name)).toEqual(['S/Silence']);
    expect(recovery).toEqual({
      automatic: [{ name: 'S/Db', rto: 120 }],
      manual: [{ name: 'S/NatA', rto: 900 }],
      unmodelled: ['S/Service'],
    });
  });

  it('tells of a third party that the journey can do without', () => {
    const { on, journeys: hit, alarms, recovery } = tell('Clearing');
    expect({ on, hit, alarms, recovery }).toEqual({
      on: { name: 'Clearing' },
      hit: [{ journey: 'Buy', impact: 'DEGRADED', way: ['Buy', 'Clearing'] }],
      alarms: [],
      recovery: { automatic: [], manual: [], unmodelled: ['Clearing'] },
    });
  });

  it('hears no alarm of a Region that is lost with it', () => {
    const { alarms, journeys: hit } = tell('region');
    expect([alarms, hit.map(({ impact }) => impact)]).toEqual([[], ['STOPPED']]);
  });
});

describe('scenarioOf, at its edges', () => {
  const scenario = (of: System, asked: string): ScenarioRecord => {
    return scenarioOf(of, lossesNamed(of, asked)[0]!, new Detection(of), returns);
  };

  it('tells of what no journey needs that nobody notices', () => {
    const queue: Resources = { Idle: { Type: 'AWS::SQS::Queue' }, Queue: { Type: 'AWS::SQS::Queue' } };
    const own = systemOfResources(
      queue,
      declaring({ journeys: [{ name: 'Buy', owner: 'o', entryPoints: ['Queue'] }] }),
    );
    expect(scenario(own, 'Idle')).toEqual({
      kind: 'RESOURCE',
      on: { name: 'S/Idle', resourceType: 'AWS::SQS::Queue', stack: 'S', logicalId: 'Idle' },
      takes: [],
      journeys: [{ journey: 'Buy', impact: 'NONE', way: [] }],
      suffering: [],
      unsure: [],
      alarms: [],
      recovery: { automatic: [], manual: [], unmodelled: [] },
    });
  });

  it('tells of a loss where there are no journeys', () => {
    const own = systemOfResources({ Queue: { Type: 'AWS::SQS::Queue' } });
    const { takes, journeys: hit, suffering } = scenario(own, 'Queue');
    expect([takes, hit, suffering]).toEqual([[], [], []]);
  });

  it('leaves out for one journey alone what that one does without', () => {
    const fn = { Type: 'AWS::Lambda::Function', Properties: { KmsKeyArn: ref('Key') } };
    const own = systemOfResources(
      { Function: fn, Key: { Type: 'AWS::KMS::Key' } },
      declaring({
        journeys: [
          { name: 'With', owner: 'o', entryPoints: ['Function'] },
          { name: 'Without', owner: 'o', entryPoints: ['Function'], exclude: ['Key'] },
        ],
      }),
    );
    const { journeys: hit, suffering } = scenario(own, 'Key');
    expect(hit).toEqual([
      { journey: 'With', impact: 'STOPPED', way: ['With', 'S/Function', 'S/Key'] },
      { journey: 'Without', impact: 'NONE', way: [] },
    ]);
    expect(suffering).toEqual([{ name: 'S/Function', impact: 'STOPPED' }]);
  });

  it('names what nobody knows', () => {
    const db = { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', MultiAZ: ref('Many') } };
    const own = systemOfResources(
      { Db: db },
      {
        Parameters: { Many: { Type: 'String' } },
        ...declaring({ journeys: [{ name: 'Read', owner: 'o', entryPoints: ['Db'] }] }),
      },
    );
    const { on, takes, journeys: hit, unsure } = scenario(own, 'az:a');
    expect([on.name, takes, hit, unsure]).toEqual([
      'any Availability Zone of eu-west-1',
      [],
      [{ journey: 'Read', impact: 'NONE', way: [] }],
      ['S/Db'],
    ]);
  });
});

describe('matrixOf', () => {
  const matrix = matrixOf(system, simulate(system), new Detection(system), returns);

  it('has a row for each loss that a journey notices', () => {
    expect(matrix.map(({ kind, on, impacts }) => [kind, on.name, ...impacts.map(({ impact }) => impact)])).toEqual([
      ['RESOURCE', 'S/Balancer', 'STOPPED'],
      ['EXTERNAL', 'Clearing', 'DEGRADED'],
      ['RESOURCE', 'S/Service', 'STOPPED'],
      ['RESOURCE', 'S/Db', 'STOPPED'],
      ['RESOURCE', 'S/NatA', 'STOPPED'],
      ['ZONE', 'eu-west-1a', 'STOPPED'],
      ['ZONE', 'eu-west-1b', 'STOPPED'],
      ['REGION', 'eu-west-1', 'STOPPED'],
    ]);
  });

  it('says who is told and what brings it back', () => {
    const row = matrix.find(({ on }) => on.name === 'S/NatA');
    expect(row).toEqual({
      kind: 'RESOURCE',
      on: { name: 'S/NatA', resourceType: 'AWS::EC2::NatGateway', stack: 'S', logicalId: 'NatA' },
      impacts: [{ journey: 'Buy', impact: 'STOPPED' }],
      unsure: [],
      alarms: ['S/Silence'],
      recovery: { automatic: [], manual: [{ name: 'S/NatA', rto: 900 }], unmodelled: [] },
    });
  });
});
