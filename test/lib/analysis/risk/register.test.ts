import fc from 'fast-check';
import { Detection } from '../../../../lib/analysis/detection/detection';
import { readEvidence } from '../../../../lib/analysis/evidence/schema';
import { Tests } from '../../../../lib/analysis/evidence/tests';
import { DEGRADED, INTERRUPTED, NONE, STOPPED } from '../../../../lib/analysis/failure/impact';
import { simulate } from '../../../../lib/analysis/failure/simulation';
import type { LossOutcome, RiskInputs } from '../../../../lib/analysis/risk/inputs';
import type { RiskRecord } from '../../../../lib/analysis/risk/records';
import { riskRegister } from '../../../../lib/analysis/risk/register';
import { bottomUp, topDown } from '../../../../lib/analysis/risk/views';
import type { SystemNode } from '../../../../lib/analysis/system/node';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf } from '../../model/templates';

const asOf = '2026-11-23';
const ref = (id: string): object => ({ Ref: id });

const PAGER = {
  Pager: { Type: 'AWS::SNS::Topic' },
  OnCall: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Pager'), Protocol: 'https', Endpoint: 'https://on-call.example.net' },
  },
};

const SHOP = {
  ...PAGER,
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
  Function: { Type: 'AWS::Lambda::Function' },
  Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } },
};

function alarm(namespace: string, metric: string, dimension: string, value: object, others: object = {}): object {
  const Properties = {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: [{ Name: dimension, Value: value }],
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [ref('Pager')],
    ...others,
  };
  return { Type: 'AWS::CloudWatch::Alarm', Properties };
}

const API_ALARM = alarm('AWS/ApiGateway', '5xx', 'ApiId', ref('Api'));
const FUNCTION_ALARM = alarm('AWS/Lambda', 'Errors', 'FunctionName', ref('Function'));
const RUNBOOK = { AlarmDescription: 'Runbook: https://runbooks.example.com/f' };

const JOURNEYS = [
  {
    name: 'Buy',
    owner: 'shop',
    entryPoints: ['Api'],
    policy: { tier: 'MISSION_CRITICAL' },
    dependsOn: ['Function', 'Database'],
  },
  { name: 'Look', owner: 'shop', entryPoints: ['Api'], policy: { tier: 'IMPORTANT' } },
  { name: 'Ask', owner: 'shop', entryPoints: ['Api'] },
];

interface Options {
  readonly resources?: object;
  readonly evidence?: object[];
  readonly promised?: RiskInputs['promised'];
  readonly journeys?: object[];
}

function inputsOf({
  resources = {},
  evidence = [],
  promised = () => undefined,
  journeys = JOURNEYS,
}: Options = {}): RiskInputs {
  const Metadata = {
    'cdk-resilience': { journeys, externalDependencies: [{ name: 'Payments', availability: 99.9 }] },
  };
  const system = System.of(applicationOf({ Metadata, Resources: { ...SHOP, ...resources } }, { region: 'eu-west-1' }));
  const read = readEvidence(JSON.stringify({ tests: evidence }), 'evidence.json', asOf);
  return {
    system,
    outcomes: [],
    promised,
    detection: new Detection(system),
    tests: new Tests(system, read, { asOf }),
  };
}

function nodeIn({ system }: RiskInputs, name: string): SystemNode {
  return system.nodes.find((node) => node.name === name) as SystemNode;
}

function lossOf(inputs: RiskInputs, id: string, impacts: number[]): LossOutcome {
  const node = nodeIn(inputs, `Stack/${id}`);
  return { loss: { kind: 'RESOURCE', name: node.name, node }, impacts };
}

function rate(options: Options, id: string, impacts: number[]): RiskRecord[] {
  const inputs = inputsOf(options);
  return [...riskRegister({ ...inputs, outcomes: [lossOf(inputs, id, impacts)] }).risks];
}

const inShort = ({ id, severity, occurrence, detection, riskPriorityNumber, priority }: RiskRecord): unknown[] => [
  id,
  severity.rating,
  occurrence.rating,
  detection.rating,
  riskPriorityNumber,
  priority,
];

describe('riskRegister', () => {
  it('rates a component with reasons for each rating', () => {
    const promised = (): { percent: number; source: string } => ({ percent: 99.5, source: 'aws.amazon.com/rds/sla' });
    const [infrastructure, software] = rate({ promised }, 'Database', [STOPPED, NONE, NONE]);
    expect(infrastructure).toEqual({
      id: 'INFRASTRUCTURE:Stack/Database',
      rank: 1,
      mode: 'INFRASTRUCTURE',
      subject: 'COMPONENT',
      name: 'Stack/Database',
      service: 'rds',
      severity: { rating: 10, because: 'Buy (MISSION_CRITICAL) is STOPPED: 10' },
      occurrence: {
        rating: 6,
        basis: 'SLA',
        because: '99.5 % of the time, a refund term',
        source: 'aws.amazon.com/rds/sla',
        confidence: 'MEDIUM',
      },
      detection: { rating: 10, because: 'no alarm tells of it', signals: [] },
      riskPriorityNumber: 600,
      priority: 'HIGH',
      journeys: [{ name: 'Buy', impact: 'STOPPED' }],
    });
    expect(software).toMatchObject({
      id: 'SOFTWARE:Stack/Database',
      rank: 2,
      occurrence: { rating: 4, basis: 'JUDGED', confidence: 'LOW' },
      riskPriorityNumber: 400,
    });
  });

  it('leaves the occurrence open where nothing is promised', () => {
    const [software, infrastructure] = rate({}, 'Database', [STOPPED, NONE, NONE]);
    expect(software?.id).toBe('SOFTWARE:Stack/Database');
    expect(infrastructure?.occurrence).toEqual({
      basis: 'UNMODELLED',
      because: 'no service level agreement is known for it as it is configured',
      confidence: 'LOW',
    });
    expect(infrastructure).not.toHaveProperty('riskPriorityNumber');
  });

  it('adds one where most journeys stop', () => {
    const severityOf = (...impacts: number[]): unknown => rate({}, 'Function', impacts)[0]?.severity;
    expect(severityOf(NONE, STOPPED, STOPPED)).toEqual({
      rating: 8,
      because: 'Look (IMPORTANT) is STOPPED: 7; 2 of 3 journeys stop with it: 1 more',
    });
    expect(severityOf(NONE, NONE, STOPPED)).toEqual({
      rating: 7,
      because: 'Ask (no policy, so rated as IMPORTANT) is STOPPED: 7',
    });
    expect(severityOf(INTERRUPTED, DEGRADED, NONE)).toEqual({
      rating: 8,
      because: 'Buy (MISSION_CRITICAL) is INTERRUPTED: 8',
    });
    expect(severityOf(STOPPED, STOPPED, STOPPED)).toMatchObject({ rating: 10 });
  });

  describe('rates detection', () => {
    const passed = (kind: string, others: object = {}): object => ({
      kind,
      on: 'Stack/Function',
      date: '2026-11-20',
      result: 'PASSED',
      ...others,
    });
    const cases: [string, Options, number, string][] = [
      ['10 without alarm', {}, 10, 'no alarm tells of it'],
      [
        '10 with one that tells nobody',
        { resources: { Alarm: alarm('AWS/Lambda', 'Errors', 'FunctionName', ref('Function'), { AlarmActions: [] }) } },
        10,
        'no alarm tells of it; Stack/Alarm: it has no alarm action',
      ],
      ['7 with an alarm', { resources: { Alarm: FUNCTION_ALARM } }, 7, 'Stack/Alarm; no runbook is named'],
      ['7 with a symptom where it stops a journey', { resources: { Alarm: API_ALARM } }, 7, 'its symptom: Stack/Alarm'],
      [
        '4 with a runbook',
        { resources: { Alarm: alarm('AWS/Lambda', 'Errors', 'FunctionName', ref('Function'), RUNBOOK) } },
        4,
        'Stack/Alarm; runbook: https://runbooks.example.com/f',
      ],
      [
        '2 with a fresh test',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('ALARM_TEST')] },
        2,
        'shown by ALARM_TEST on Stack/Function, 2026-11-20',
      ],
      [
        '2 with a failover that was noticed',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('FAILOVER_TEST')] },
        2,
        'shown by FAILOVER_TEST on Stack/Function, 2026-11-20',
      ],
      [
        '7 with a test that expired',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('ALARM_TEST', { date: '2026-10-01' })] },
        7,
        'Stack/Alarm; no runbook is named',
      ],
      [
        '7 with one that failed',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('ALARM_TEST', { result: 'FAILED' })] },
        7,
        'Stack/Alarm; no runbook is named',
      ],
      [
        '7 with one of something else',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('GAME_DAY', { disruption: 'region' })] },
        7,
        'Stack/Alarm; no runbook is named',
      ],
      [
        '7 with a load that made no alarm go off',
        { resources: { Alarm: FUNCTION_ALARM }, evidence: [passed('LOAD_TEST')] },
        7,
        'Stack/Alarm; no runbook is named',
      ],
      ['10 with a test and no alarm', { evidence: [passed('ALARM_TEST')] }, 10, 'no alarm tells of it'],
    ];
    it.each(cases)('%s', (_, options, rating, because) => {
      const found = rate(options, 'Function', [STOPPED, NONE, NONE]).find(({ mode }) => mode === 'INFRASTRUCTURE');
      expect([found?.detection.rating, found?.detection.because]).toEqual([rating, because]);
    });

    it('a symptom shows no degradation', () => {
      const [first] = rate({ resources: { Alarm: API_ALARM } }, 'Function', [DEGRADED, NONE, NONE]);
      expect(first?.detection.rating).toBe(10);
    });

    it('wrong data shows in no metric but one that the team chose', () => {
      const errors = alarm('AWS/RDS', 'FailedSQLServerAgentJobsCount', 'DBInstanceIdentifier', ref('Database'));
      const own = alarm('Shop', 'OrdersThatDoNotAddUp', 'Database', ref('Database'));
      const software = (resources: object): number | undefined =>
        rate({ resources }, 'Database', [STOPPED, NONE, NONE]).find(({ mode }) => mode === 'SOFTWARE')?.detection
          .rating;
      expect([software({ Errors: errors, Api5xx: API_ALARM }), software({ Own: own })]).toEqual([10, 7]);
    });
  });

  it('rates zones, Regions, third parties, limits and overload', () => {
    const inputs = inputsOf({ resources: { Other: { Type: 'AWS::Lambda::Function' }, Alarm: API_ALARM } });
    const impacts = [STOPPED, NONE, NONE];
    const payments = nodeIn(inputs, 'Payments');
    const limit = inputs.system.nodes.find(({ kind }) => kind === 'LIMIT') as SystemNode;
    const { risks } = riskRegister({
      ...inputs,
      promised: (node) => (node === payments ? { percent: 99.9, source: 'declared' } : undefined),
      outcomes: [
        { loss: { kind: 'ZONE', name: 'eu-west-1a', zone: { name: 'eu-west-1a', region: 'eu-west-1' } }, impacts },
        { loss: { kind: 'REGION', name: 'eu-west-1' }, impacts },
        { loss: { kind: 'EXTERNAL', name: 'Payments', node: payments }, impacts },
        { loss: { kind: 'LIMIT', name: limit.name, node: limit }, impacts },
      ],
      overloads: [
        { node: nodeIn(inputs, 'Stack/Function'), atLoad: 500, impacts: [NONE, STOPPED, NONE], because: 'later' },
        { node: nodeIn(inputs, 'Stack/Function'), atLoad: 300, impacts, because: '100 executions' },
      ],
    });
    expect(risks.map(inShort)).toEqual([
      ['OVERLOAD:Stack/Function', 10, 6, 7, 420, 'HIGH'],
      ['SHARED_LIMIT:Lambda concurrency of eu-west-1', 10, 4, 7, 280, 'HIGH'],
      ['THIRD_PARTY:Payments', 10, 4, 7, 280, 'HIGH'],
      ['AZ:eu-west-1a', 10, 3, 7, 210, 'HIGH'],
      // The only alarm is lost with the Region.
      ['REGION:eu-west-1', 10, 2, 10, 200, 'HIGH'],
    ]);
    expect(risks.map(({ occurrence }) => occurrence.basis)).toEqual([
      'SURGE',
      'JUDGED',
      'DECLARED',
      'JUDGED',
      'JUDGED',
    ]);
    expect(risks[0]?.occurrence.because).toBe('100 executions: a surge to three times the usual load is enough');
    expect(risks[0]?.journeys).toEqual([
      { name: 'Buy', impact: 'STOPPED' },
      { name: 'Look', impact: 'STOPPED' },
    ]);
  });

  it('says of a queue that it may be lost, not that its data may be spoilt', () => {
    const options = { resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
    expect(rate(options, 'Queue', [STOPPED, NONE, NONE]).map(({ id }) => id)).toEqual(['INFRASTRUCTURE:Stack/Queue']);
  });

  it('takes the occurrence ratings of the user', () => {
    const inputs = inputsOf();
    const outcomes = [lossOf(inputs, 'Function', [STOPPED, NONE, NONE])];
    const { risks } = riskRegister({ ...inputs, outcomes, occurrences: { SOFTWARE: 2 } });
    expect(risks[0]?.occurrence).toEqual({
      rating: 2,
      basis: 'CONFIGURED',
      because: 'the configuration rates SOFTWARE so',
      confidence: 'HIGH',
    });
  });

  it('ranks what is severe before what has a larger number, and leaves out what nobody notices', () => {
    const promised = ({ name }: SystemNode): { percent: number; source: string } => ({
      percent: name === 'Stack/Database' ? 99.999 : 95,
      source: 'sla',
    });
    const inputs = inputsOf({ promised });
    const { risks, harmless, unmodelled } = riskRegister({
      ...inputs,
      outcomes: [
        lossOf(inputs, 'Api', [NONE, STOPPED, NONE]),
        lossOf(inputs, 'Database', [STOPPED, NONE, NONE]),
        lossOf(inputs, 'Function', [NONE, NONE, NONE]),
      ],
    });
    expect(
      risks.map(({ rank, id, severity, riskPriorityNumber }) => [rank, id, severity.rating, riskPriorityNumber]),
    ).toEqual([
      [1, 'SOFTWARE:Stack/Database', 10, 400],
      [2, 'INFRASTRUCTURE:Stack/Database', 10, 100],
      [3, 'INFRASTRUCTURE:Stack/Api', 7, 630],
    ]);
    expect([harmless, unmodelled]).toEqual([2, 0]);
  });

  it('shows the list from the business down and from the technology up', () => {
    const inputs = inputsOf();
    const record = riskRegister({
      ...inputs,
      outcomes: [
        lossOf(inputs, 'Api', [NONE, STOPPED, NONE]),
        lossOf(inputs, 'Database', [STOPPED, STOPPED, NONE]),
        { loss: { kind: 'REGION', name: 'eu-west-1' }, impacts: [STOPPED, STOPPED, STOPPED] },
      ],
    });
    const ids = (risks: readonly RiskRecord[]): string[] => risks.map(({ id }) => id);
    expect(topDown(record).map(({ journey, tier, risks }) => [journey, tier, ids(risks)])).toEqual([
      ['Buy', 'MISSION_CRITICAL', ['SOFTWARE:Stack/Database', 'REGION:eu-west-1', 'INFRASTRUCTURE:Stack/Database']],
      [
        'Look',
        'IMPORTANT',
        ['SOFTWARE:Stack/Database', 'REGION:eu-west-1', 'INFRASTRUCTURE:Stack/Database', 'INFRASTRUCTURE:Stack/Api'],
      ],
      ['Ask', undefined, ['REGION:eu-west-1']],
    ]);
    expect(
      bottomUp(record).map(({ service, subjects }) => [service, subjects.map(({ name, risks }) => [name, ids(risks)])]),
    ).toEqual([
      ['rds', [['Stack/Database', ['SOFTWARE:Stack/Database', 'INFRASTRUCTURE:Stack/Database']]]],
      ['shared fate', [['eu-west-1', ['REGION:eu-west-1']]]],
      ['apigateway', [['Stack/Api', ['INFRASTRUCTURE:Stack/Api']]]],
    ]);
  });

  it('takes the outcomes of the failure simulation as they are', () => {
    const inputs = inputsOf();
    const { risks } = riskRegister({ ...inputs, outcomes: simulate(inputs.system).outcomes });
    expect(risks.map(({ id }) => id)).toContain('INFRASTRUCTURE:Stack/Database');
    expect(new Set(risks.map(({ id }) => id)).size).toBe(risks.length);
    expect(risks.map(({ rank }) => rank)).toEqual(risks.map((_, i) => i + 1));
  });

  it('keeps every rating within 1 and 10, in order, whatever is lost', () => {
    const inputs = inputsOf();
    const ids = ['Api', 'Function', 'Database'];
    const impacts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });
    const percent = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(fc.tuple(impacts, impacts, impacts), percent, (all, promise) => {
        const outcomes = all.map((each, i) => lossOf(inputs, ids[i] as string, each));
        const promised = promise === undefined ? () => undefined : () => ({ percent: promise, source: 'sla' });
        const { risks } = riskRegister({ ...inputs, outcomes, promised });
        for (const { severity, occurrence, detection, riskPriorityNumber } of risks) {
          for (const rating of [severity.rating, occurrence.rating ?? 1, detection.rating]) {
            expect(rating).toBeGreaterThanOrEqual(1);
            expect(rating).toBeLessThanOrEqual(10);
          }
          const number =
            occurrence.rating === undefined ? undefined : severity.rating * occurrence.rating * detection.rating;
          expect(riskPriorityNumber).toBe(number);
        }
        const severities = risks.map(({ severity }) => severity.rating);
        expect(severities).toEqual([...severities].sort((a, b) => b - a));
      }),
      { numRuns: 50 },
    );
  });
});
