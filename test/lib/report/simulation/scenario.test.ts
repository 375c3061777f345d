import type { ScenarioRecord } from '../../../../lib/analysis/failure/scenario';
import { textOf } from '../../../../lib/report/content';
import { scenarioSection } from '../../../../lib/report/simulation/scenario';

function shown(fields: Partial<ScenarioRecord>): string[] {
  const { heading, sections = [] } = scenarioSection({
    kind: 'RESOURCE',
    on: { name: 'Db' },
    takes: [],
    journeys: [],
    suffering: [],
    unsure: [],
    alarms: [],
    recovery: { automatic: [], manual: [], unmodelled: [] },
    ...fields,
  });
  return [heading, ...sections.flatMap((each) => [`${each.heading}:`, ...(each.items ?? []).map(textOf)])];
}

test.each<[ScenarioRecord['kind'], string, string]>([
  ['RESOURCE', 'Shop/Db', 'Without Shop/Db'],
  ['ZONE', 'us-east-1a', 'Without the Availability Zone us-east-1a'],
  ['ZONE', 'any Availability Zone of us-east-1', 'Without any Availability Zone of us-east-1'],
  ['REGION', 'us-east-1', 'Without the Region us-east-1'],
  ['REGION', 'the Region', 'Without the Region'],
  ['EXTERNAL', 'Clearing', 'Without the third party Clearing'],
  ['LIMIT', 'Lambda concurrency of us-east-1', 'Without what is left of Lambda concurrency of us-east-1'],
])('%s %s', (kind, name, heading) => expect(shown({ kind, on: { name } })[0]).toBe(heading));

test('a zone, told from the loss to the recovery', () => {
  expect(
    shown({
      kind: 'ZONE',
      on: { name: 'us-east-1a' },
      takes: [
        { name: 'Nat', certainty: 'CERTAIN' },
        { name: 'Db', certainty: 'POSSIBLE' },
      ],
      journeys: [
        { journey: 'Look', impact: 'DEGRADED', way: ['Look', 'Nat'] },
        { journey: 'Buy', impact: 'STOPPED', way: ['Buy', 'Service', 'Db'] },
        { journey: 'Log in', impact: 'NONE', way: [] },
      ],
      suffering: [
        { name: 'Balancer', impact: 'DEGRADED' },
        { name: 'Service', impact: 'STOPPED' },
        { name: 'Task', impact: 'STOPPED' },
      ],
      unsure: ['Cache'],
      alarms: [
        {
          name: 'Slow',
          kind: 'ALARM',
          tellsOf: ['FAILURE'],
          because: '',
          tells: 'topic Pager (1 subscriber)',
          through: ['All'],
        },
        {
          name: 'Lost',
          kind: 'ALARM',
          tellsOf: ['ZONE'],
          because: '',
          tells: 'topic Pager (1 subscriber)',
          runbook: 'https://runbooks',
        },
      ],
      recovery: {
        automatic: [
          { name: 'Nat', rto: 0 },
          { name: 'Service', rto: 180 },
        ],
        manual: [{ name: 'Db', rto: 6300 }, { name: 'Disk' }],
        unmodelled: ['Cache'],
      },
    }),
  ).toEqual([
    'Without the Availability Zone us-east-1a',
    'What is lost:',
    'for certain: Nat',
    'where AWS has placed it there: Db',
    'What customers notice:',
    'Buy stops until what was lost is back: by Service > Db (where AWS has placed it there)',
    'Look goes on with less: by Nat',
    'Log in: no notice of it',
    'not lost, but stopped: Service, Task',
    'not lost, but degraded: Balancer',
    'Who is told:',
    'topic Pager (1 subscriber) by Slow, through All; no runbook is named',
    'topic Pager (1 subscriber) by Lost; runbook: https://runbooks',
    'What comes back by itself:',
    'Service: in about 3 min',
    'Nat: at once',
    'What needs hands:',
    'Disk: nothing here brings it back',
    'Db: in about 1 h 45 min',
    'What is not known:',
    'how these come back: Cache',
    'whether these go with it, as nothing says in which zones they lie: Cache',
  ]);
});

test('nobody is told, nothing is lost that counts', () => {
  expect(
    shown({ kind: 'REGION', on: { name: 'us-west-2' }, journeys: [{ journey: 'Buy', impact: 'NONE', way: [] }] }),
  ).toEqual([
    'Without the Region us-west-2',
    'What is lost:',
    'nothing that a journey needs',
    'What customers notice:',
    'Buy: no notice of it',
    'Who is told:',
    'Nobody: no alarm of the application tells of it',
  ]);
});

test('of many that come back, the slowest are told', () => {
  const automatic = Array.from({ length: 14 }, (_, i) => ({ name: `C${i}`, rto: i }));
  const lines = shown({ recovery: { automatic, manual: [], unmodelled: [] } });
  expect(lines.slice(-13)).toEqual([
    ...Array.from({ length: 12 }, (_, i) => `C${13 - i}: in about ${13 - i} s`),
    'and 2 more, sooner',
  ]);
});
