import fc from 'fast-check';
import { Detection } from '../../../../lib/analysis/detection/detection';
import { readEvidence, type TestEvidence } from '../../../../lib/analysis/evidence/schema';
import { Tests } from '../../../../lib/analysis/evidence/tests';
import type { Verdicts } from '../../../../lib/analysis/score/compliance';
import type { RecoveryVerdict, ResilienceScoreRecord } from '../../../../lib/analysis/score/records';
import { resilienceScore } from '../../../../lib/analysis/score/score';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf } from '../../model/templates';

const asOf = '2026-11-23';
const ref = (id: string): object => ({ Ref: id });

const alarm = (namespace: string, metric: string, dimension: string, id: string, others: object = {}): object => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: [{ Name: dimension, Value: ref(id) }],
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:pager'],
    ...others,
  },
});

/** An API, a function and a database on one host: three components; restoring and two failovers want a test. */
const SHOP = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
  Function: { Type: 'AWS::Lambda::Function' },
  Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', AvailabilityZone: 'eu-west-1a' } },
};

const target = { rto: 3600, rpo: 300 };
const THREE = { tier: 'CRITICAL', software: target, infrastructure: target, az: target };
const FOUR = { ...THREE, region: target };

const buy = (policy?: object): object => ({
  name: 'Buy',
  owner: 'shop',
  entryPoints: ['Api'],
  dependsOn: ['Function', 'Database'],
  ...(policy !== undefined && { policy }),
});

interface Options {
  readonly journeys?: object[];
  readonly resources?: object;
  readonly evidence?: readonly object[];
  readonly verdicts?: Verdicts;
}

function scoreOf({
  journeys = [buy(THREE)],
  resources = {},
  evidence = [],
  verdicts = {},
}: Options): ResilienceScoreRecord {
  const Metadata = { 'cdk-resilience': { journeys } };
  const system = System.of(applicationOf({ Metadata, Resources: { ...SHOP, ...resources } }, { region: 'eu-west-1' }));
  const read = readEvidence(JSON.stringify({ tests: evidence }), 'evidence.json', asOf);
  const tests = new Tests(system, read, { asOf });
  return resilienceScore({ system, detection: new Detection(system), tests, verdicts: () => verdicts });
}

const points = ({ parts }: Pick<ResilienceScoreRecord, 'parts'>): unknown[] => parts.map((part) => part.points);

const MET: Verdicts = { software: 'MET', infrastructure: 'MET', az: 'MET', region: 'MET' };

const ALARMS = {
  ApiAlarm: alarm('AWS/ApiGateway', '5xx', 'ApiId', 'Api'),
  FunctionAlarm: alarm('AWS/Lambda', 'Errors', 'FunctionName', 'Function', { AlarmDescription: 'See the runbook.' }),
  DatabaseAlarm: alarm('AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'Database', {
    TreatMissingData: 'breaching',
  }),
};

const test = (kind: string, others: object = {}): object => ({
  kind,
  on: 'Stack/Database',
  date: asOf,
  result: 'PASSED',
  ...others,
});
const ALL_TESTS = [test('RESTORE_TEST'), test('FAILOVER_TEST')];

describe('resilienceScore', () => {
  it('is made of parts that say what is missing', () => {
    const verdicts: Verdicts = { software: 'MISSED', infrastructure: 'MET', az: 'UNMODELLED' };
    const { ApiAlarm, FunctionAlarm } = ALARMS;
    const { journeys, method } = scoreOf({
      resources: { ApiAlarm, FunctionAlarm },
      evidence: [test('RESTORE_TEST', { date: '2026-09-01' })],
      verdicts,
    });
    expect(method).toMatch(/^Computed by cdk-resilience .* It is not that score/);
    expect(journeys).toEqual([
      {
        journey: 'Buy',
        tier: 'CRITICAL',
        score: 37,
        points: 36.67,
        possible: 100,
        parts: [
          {
            part: 'POLICY_COMPLIANCE',
            weight: 40,
            points: 13.33,
            because: '1 of 3 targets are met: software MISSED, infrastructure MET, az UNMODELLED',
            missing: { count: 2, first: ['software', 'az'] },
            disruptions: [
              { disruption: 'software', verdict: 'MISSED', weight: 44.44, points: 0 },
              { disruption: 'infrastructure', verdict: 'MET', weight: 33.33, points: 13.33 },
              { disruption: 'az', verdict: 'UNMODELLED', weight: 22.22, points: 0 },
            ],
          },
          {
            part: 'ALARMS',
            weight: 20,
            points: 13.33,
            because: '2 of 3 components have an alarm that tells somebody',
            missing: { count: 1, first: ['Stack/Database'] },
          },
          {
            part: 'PROCEDURES',
            weight: 20,
            points: 6.67,
            because: '1 of 3 components have a procedure that an alarm or a document names',
            missing: { count: 2, first: ['Stack/Api', 'Stack/Database'] },
          },
          {
            part: 'TESTS',
            weight: 20,
            points: 3.33,
            because: '0 of 3 recoveries are shown by a fresh test that passed',
            missing: {
              count: 3,
              first: ['software on Stack/Database', 'infrastructure on Stack/Database', 'az on Stack/Database'],
            },
          },
        ],
      },
    ]);
  });

  describe('counts compliance', () => {
    const cases: [string, object | undefined, Verdicts, unknown, unknown][] = [
      ['in full where all is met', FOUR, MET, 40, [40, 30, 20, 10]],
      ['by 40, 30, 20 and 10', FOUR, { software: 'MET', region: 'MET' }, 20, [40, 30, 20, 10]],
      [
        'without Region by 44.44, 33.33 and 22.22',
        THREE,
        { software: 'MET', infrastructure: 'MET' },
        31.11,
        [44.44, 33.33, 22.22],
      ],
      ['what is not modelled as not met', THREE, {}, 0, [44.44, 33.33, 22.22]],
      ['what is met without a target not at all', { ...THREE, az: undefined }, { az: 'MET' }, 0, [57.14, 42.86]],
      ['not for a policy without targets', { tier: 'CRITICAL', availability: 99.9 }, MET, undefined, undefined],
      ['not without a policy', undefined, MET, undefined, undefined],
    ];
    it.each(cases)('%s', (_, policy, verdicts, expected, weights) => {
      const [part] = scoreOf({ journeys: [buy(policy)], verdicts }).journeys[0]?.parts ?? [];
      expect(part?.points).toBe(expected);
      expect(part?.disruptions?.map(({ weight }) => weight)).toEqual(weights);
    });
  });

  it('says where there is no compliance part, and reckons with the others', () => {
    const { journeys, ...application } = scoreOf({ journeys: [buy()], resources: ALARMS });
    expect(journeys[0]).toMatchObject({ score: 44, points: 26.67, possible: 60 });
    expect(journeys[0]?.parts[0]).toEqual({
      part: 'POLICY_COMPLIANCE',
      weight: 40,
      because: 'no policy is declared, so nothing is asked of it',
      missing: { count: 0, first: [] },
    });
    expect(application).toMatchObject({ score: 44, possible: 60 });
  });

  it('reaches 100 with everything met, watched, written up and tested', () => {
    const runbook = { AlarmDescription: 'Runbook: https://runbooks.example.com' };
    const resources = Object.fromEntries(
      Object.entries(ALARMS).map(([id, each]) => {
        const { Type, Properties } = each as { Type: string; Properties: object };
        return [id, { Type, Properties: { ...Properties, ...runbook } }];
      }),
    );
    const evidence = [...ALL_TESTS, test('FAILOVER_TEST', { on: 'journey:Buy', disruption: 'region' })];
    const { score, journeys } = scoreOf({ journeys: [buy(FOUR)], resources, evidence, verdicts: MET });
    expect([score, journeys[0]?.score, points(journeys[0]!)]).toEqual([100, 100, [40, 20, 20, 20]]);
  });

  it('counts an alarm on limits where AWS keeps the service running, not on one host', () => {
    const resources = {
      Throttled: alarm('AWS/Lambda', 'Throttles', 'FunctionName', 'Function'),
      Busy: alarm('AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'Database'),
    };
    expect(scoreOf({ resources }).journeys[0]?.parts[1]?.missing.first).toEqual(['Stack/Api', 'Stack/Database']);
  });

  it('does not take what is defined for what is run', () => {
    const Selection = {
      Type: 'AWS::Backup::RestoreTestingSelection',
      Properties: { ProtectedResourceType: 'RDS', RestoreTestingPlanName: 'weekly', ProtectedResourceArns: ['*'] },
    };
    expect(points(scoreOf({ resources: { Selection } }).journeys[0]!)[3]).toBe(0);
  });

  it('leaves the tests out where AWS does the recovery and no data is kept', () => {
    const journey = { name: 'Look', owner: 'shop', entryPoints: ['Api'] };
    const [first] = scoreOf({ journeys: [journey] }).journeys;
    expect(first).toMatchObject({ score: 0, possible: 40 });
    expect(first?.parts[3]).toEqual({
      part: 'TESTS',
      weight: 20,
      because: 'no recovery to test: AWS does it, and no data is kept',
      missing: { count: 0, first: [] },
    });
  });

  it('has no score where nothing counts', () => {
    const journeys = [{ name: 'Pay', owner: 'shop', entryPoints: ['Key'] }];
    const {
      score,
      possible,
      journeys: [pay],
    } = scoreOf({ journeys, resources: { Key: { Type: 'AWS::KMS::Key' } } });
    expect([score, possible, pay?.possible]).toEqual([undefined, 0, 0]);
    expect(pay).not.toHaveProperty('score');
  });

  it.each([
    ['a gateway endpoint, which has no metrics', {}, false],
    ['an interface endpoint', { VpcEndpointType: 'Interface', SubnetIds: ['subnet-1', 'subnet-2'] }, true],
  ])('asks for alarms as far as there are metrics: %s', (_, Properties, isAsked) => {
    const journeys = [{ name: 'Pay', owner: 'shop', entryPoints: ['Endpoint'] }];
    const { parts } = scoreOf({ journeys, resources: { Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties } } });
    const [alarms] = parts.filter(({ part }) => part === 'ALARMS');
    expect(alarms?.points !== undefined).toBe(isAsked);
  });

  it('counts what journeys share once for the application', () => {
    const look = { name: 'Look', owner: 'shop', entryPoints: ['Api'], policy: FOUR };
    const { journeys, ...application } = scoreOf({
      journeys: [buy(THREE), look],
      resources: { ApiAlarm: ALARMS.ApiAlarm },
      verdicts: { region: 'MET' },
    });
    expect(journeys.map(points)).toEqual([
      [0, 6.67, 0, 0],
      [4, 20, 0, 0],
    ]);
    // One alarm of three components; the recoveries of the database, and the Region of one journey.
    expect(points(application)).toEqual([2, 6.67, 0, 0]);
    expect(application.parts.map(({ because }) => because)).toEqual([
      'the mean of 2 journeys with targets; 0 meet all',
      '1 of 3 components have an alarm that tells somebody',
      '0 of 3 components have a procedure that an alarm or a document names',
      '0 of 4 recoveries are shown by a fresh test that passed',
    ]);
  });

  it('stays within 0 and 100, and never falls with a verdict that is met or a test that passed', () => {
    const verdict = fc.constantFrom<RecoveryVerdict>('MET', 'MISSED', 'UNRECOVERABLE', 'UNMODELLED');
    const verdicts = fc.record({ software: verdict, infrastructure: verdict, az: verdict, region: verdict });
    const day = fc
      .integer({ min: 0, max: 500 })
      .map((age) => new Date(Date.UTC(2026, 10, 23 - age)).toISOString().slice(0, 10));
    const proof = fc.constantFrom('software' as const, 'infrastructure' as const, 'az' as const, 'region' as const);
    const run: fc.Arbitrary<TestEvidence> = fc
      .record({
        date: day,
        proof,
        result: fc.constantFrom('PASSED' as const, 'FAILED' as const),
        on: fc.constantFrom('Stack', 'journey:Buy'),
      })
      .map(({ proof: proven, ...known }) => ({ ...known, kind: 'GAME_DAY' as const, proves: [proven] }));
    const Metadata = { 'cdk-resilience': { journeys: [buy(FOUR)] } };
    const system = System.of(applicationOf({ Metadata, Resources: { ...SHOP, ...ALARMS } }, { region: 'eu-west-1' }));
    const detection = new Detection(system);
    const score = (evidence: readonly TestEvidence[], own: Verdicts): number => {
      const tests = new Tests(system, evidence, { asOf });
      return resilienceScore({ system, detection, tests, verdicts: () => own }).points;
    };
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), verdicts, run, proof, (evidence, own, more, better) => {
        const before = score(evidence, own);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(100);
        expect(score([...evidence, { ...more, result: 'PASSED' }], own)).toBeGreaterThanOrEqual(before);
        expect(score(evidence, { ...own, [better]: 'MET' })).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
