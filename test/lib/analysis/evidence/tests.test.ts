import fc from 'fast-check';
import { TEST_VALUES } from '../../../../lib/analysis/evidence/freshness';
import { readEvidence, type TestEvidence } from '../../../../lib/analysis/evidence/schema';
import { Tests } from '../../../../lib/analysis/evidence/tests';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, resourceIn } from '../../model/templates';

const asOf = '2026-11-23';

const TEMPLATE = {
  Metadata: {
    'cdk-resilience': {
      journeys: [{ name: 'Buy', owner: 'shop', entryPoints: ['Api'] }],
    },
  },
  Resources: {
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Name: 'shop' },
      Metadata: { 'aws:cdk:path': 'Shop/Web/Api/Resource' },
    },
    Orders: { Type: 'AWS::DynamoDB::Table', Metadata: { 'aws:cdk:path': 'Shop/Data/Orders/Resource' } },
  },
};

function system(): System {
  return System.of(applicationOf(TEMPLATE, { region: 'eu-west-1' }));
}

function testsOf(evidence: object[], freshFor?: number): [Tests, System] {
  const own = system();
  const read = readEvidence(JSON.stringify({ tests: evidence }), 'evidence.json', asOf);
  return [new Tests(own, read, { asOf, ...(freshFor !== undefined && { freshFor }) }), own];
}

function stateOf(evidence: object[], id: string, ...proofs: Parameters<Tests['of']>[1][]): string {
  const [tests, own] = testsOf(evidence);
  return tests.of(own.nodeOf(resourceIn(own.application, `Stack/${id}`)), ...proofs).state;
}

const restore = (date: string, result = 'PASSED', on = 'Shop/Data'): object => ({
  kind: 'RESTORE_TEST',
  on,
  date,
  result,
});

describe('Tests', () => {
  const cases: [string, object[], string][] = [
    ['none', [], 'NONE'],
    ['passed today', [restore(asOf)], 'PASSED'],
    ['passed 30 days ago', [restore('2026-10-24')], 'PASSED'],
    ['passed 31 days ago', [restore('2026-10-23')], 'EXPIRED'],
    ['passed a year ago', [restore('2025-11-23')], 'EXPIRED'],
    ['passed longer ago', [restore('2025-11-22')], 'OUTDATED'],
    ['failed', [restore('2026-11-01', 'FAILED')], 'FAILED'],
    ['failed, then passed', [restore('2026-11-01', 'FAILED'), restore('2026-11-02')], 'PASSED'],
    ['passed, then failed', [restore('2026-11-02'), restore('2026-11-03', 'FAILED')], 'FAILED'],
    ['both on one day', [restore('2026-11-02', 'FAILED'), restore('2026-11-02')], 'FAILED'],
    ['on the resource itself', [restore(asOf, 'PASSED', 'Shop/Data/Orders/Resource')], 'PASSED'],
    ['on a pattern', [restore(asOf, 'PASSED', '*/Data/Ord*')], 'PASSED'],
    ['on another', [restore(asOf, 'PASSED', 'Shop/Dat')], 'NONE'],
    ['of something else', [{ kind: 'LOAD_TEST', on: 'Shop', date: asOf, result: 'PASSED' }], 'NONE'],
  ];
  it.each(cases)('%s', (_, evidence, state) => {
    expect(stateOf(evidence, 'Orders', 'software')).toBe(state);
  });

  it('a test on a journey is one on all it is made of', () => {
    const day = { kind: 'GAME_DAY', on: 'journey:Buy', disruption: 'az', date: asOf, result: 'PASSED' };
    expect([stateOf([day], 'Api', 'az'), stateOf([day], 'Orders', 'az')]).toEqual(['PASSED', 'NONE']);
    const [tests, own] = testsOf([day]);
    expect(own.journeys.map((journey) => tests.ofJourney(journey, 'az').state)).toEqual(['PASSED']);
  });

  it('records all, with what is in no template', () => {
    const [tests] = testsOf(
      [restore('2026-09-01'), restore(asOf, 'PASSED', 'Shop/Dta'), restore(asOf, 'PASSED', 'journey:Sell')],
      90,
    );
    expect(tests.record()).toEqual({
      freshFor: 90,
      tests: [
        {
          kind: 'RESTORE_TEST',
          on: 'Shop/Data',
          proves: ['software'],
          date: '2026-09-01',
          result: 'PASSED',
          state: 'PASSED',
          age: 83,
        },
        {
          kind: 'RESTORE_TEST',
          on: 'Shop/Dta',
          proves: ['software'],
          date: asOf,
          result: 'PASSED',
          state: 'PASSED',
          age: 0,
        },
        {
          kind: 'RESTORE_TEST',
          on: 'journey:Sell',
          proves: ['software'],
          date: asOf,
          result: 'PASSED',
          state: 'PASSED',
          age: 0,
        },
      ],
      unmatched: ['Shop/Dta', 'journey:Sell'],
      defined: [],
    });
  });

  it('says what is defined to be run, which proves nothing', () => {
    const Resources = {
      Selection: {
        Type: 'AWS::Backup::RestoreTestingSelection',
        Properties: {
          ProtectedResourceType: 'DynamoDB',
          RestoreTestingPlanName: 'weekly',
          ProtectedResourceArns: [{ 'Fn::GetAtt': ['Orders', 'Arn'] }],
        },
      },
      Orders: { Type: 'AWS::DynamoDB::Table' },
      LoseZone: { Type: 'AWS::FIS::ExperimentTemplate', Properties: { Description: 'Lose a zone' } },
      Canary: { Type: 'AWS::Synthetics::Canary', Properties: { Schedule: { Expression: 'rate(1 minute)' } } },
      Shift: { Type: 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration', Properties: { PracticeRunConfiguration: {} } },
      NoPractice: { Type: 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration' },
    };
    const own = System.of(applicationOf({ Resources }));
    const tests = new Tests(own, [], { asOf });
    expect(tests.record().defined).toEqual([
      {
        name: 'Stack/Selection',
        kind: 'RESTORE_TEST',
        says: 'restores DynamoDB by plan weekly',
        covers: ['Stack/Orders'],
      },
      { name: 'Stack/LoseZone', kind: 'FIS_EXPERIMENT', says: 'Lose a zone', covers: [] },
      { name: 'Stack/Canary', kind: 'CANARY', says: 'calls by schedule rate(1 minute)', covers: [] },
      {
        name: 'Stack/Shift',
        kind: 'ZONAL_SHIFT_PRACTICE',
        says: 'AWS shifts away from one zone for half an hour a week',
        covers: [],
      },
    ]);
    expect(tests.of(own.nodeOf(resourceIn(own.application, 'Stack/Orders')), 'software').state).toBe('NONE');
  });

  it('a test more that passed never counts for less', () => {
    const own = system();
    const node = own.nodeOf(resourceIn(own.application, 'Stack/Orders'));
    const day = fc
      .integer({ min: 0, max: 500 })
      .map((age) => new Date(Date.UTC(2026, 10, 23 - age)).toISOString().slice(0, 10));
    const test = fc
      .record({ date: day, result: fc.constantFrom('PASSED' as const, 'FAILED' as const) })
      .map((known) => ({
        ...known,
        kind: 'RESTORE_TEST' as const,
        on: 'Shop',
        proves: ['software' as const],
      }));
    const valueOf = (evidence: TestEvidence[]): number => {
      return TEST_VALUES[new Tests(own, evidence, { asOf }).of(node, 'software').state];
    };
    fc.assert(
      fc.property(fc.array(test, { maxLength: 6 }), day, (evidence, date) => {
        const more: TestEvidence = { kind: 'RESTORE_TEST', on: 'Shop', proves: ['software'], date, result: 'PASSED' };
        expect(valueOf([...evidence, more])).toBeGreaterThanOrEqual(valueOf(evidence));
      }),
    );
  });
});
