import { stripVTControlCharacters } from 'node:util';
import type { Assessment, FindingRecord } from '../../../lib/assessment/document';
import { render, type RenderOptions } from '../../../lib/report';
import {
  accepted,
  assessment,
  document,
  finding,
  hostileAssessment,
  manyFindings,
  PLAIN,
  undetermined,
} from './documents';

const lines = (shown: readonly Assessment[], options: Partial<RenderOptions> = {}): string[] =>
  render('console', document(...shown), { ...PLAIN, ...options }).split('\n');

const one = (...findings: Partial<FindingRecord>[]): Assessment => assessment({ findings: findings.map(finding) });

test('one finding', () => {
  expect(lines([one({ source: 'lib/data.ts:12:3', condition: 'IsProd is false' })])).toEqual([
    'App',
    '===',
    '',
    'Data/Db/Resource  AWS::RDS::DBInstance',
    'lib/data.ts:12:3',
    '',
    '  error    OneZone: It runs in one zone',
    '  at       Properties.MultiAZ',
    '  when     IsProd is false',
    '  why      The zone takes it down.',
    '  fix      Set MultiAZ to true.',
    '  docs     https://docs.aws.amazon.com/one-zone',
    '',
    'GATE CLOSED  App: 1 to mend',
    '  1 error, 0 warnings, 0 accepted, 0 undetermined',
    '  7 resources in 1 stack judged by 80 rules (recommended) as of 2026-11-23',
    '',
    '',
  ]);
});

test('reason, fix and address are told once, details each time', () => {
  const shown = one(
    { detail: 'It is in a.' },
    { detail: 'It is in b.', path: '' },
    { detail: 'It is in c.', constructPath: undefined },
  );
  expect(lines([shown]).slice(3, -5)).toEqual([
    'Data/Db/Resource  AWS::RDS::DBInstance',
    '',
    '  error    OneZone: It runs in one zone',
    '           It is in a.',
    '  at       Properties.MultiAZ',
    '  why      The zone takes it down.',
    '  fix      Set MultiAZ to true.',
    '  docs     https://docs.aws.amazon.com/one-zone',
    '',
    '  error    OneZone: It runs in one zone',
    '           It is in b.',
    '  fix      as above',
    '',
    'Data/Db1A2B3C4D  AWS::RDS::DBInstance',
    '',
    '  error    OneZone: It runs in one zone',
    '           It is in c.',
    '  at       Properties.MultiAZ',
    '  fix      as above, for Data/Db/Resource',
    '',
  ]);
});

test('findings of a construct stand together, also where another is between them', () => {
  const shown = lines([one({}, { constructPath: 'Data/Other' }, { ruleId: 'Late', severity: 'warning' })]);
  expect(shown.filter((line) => /^(Data| {2}(error|warning))/.test(line))).toEqual([
    'Data/Db/Resource  AWS::RDS::DBInstance',
    '  error    OneZone: It runs in one zone',
    '  warning  Late: It runs in one zone',
    'Data/Other  AWS::RDS::DBInstance',
    '  error    OneZone: It runs in one zone',
  ]);
});

test('source lines that differ stand at their findings', () => {
  const sourceLine: RenderOptions['sourceLine'] = ({ path }) => (path === '' ? undefined : `t.yaml:${path.length}:1`);
  const shown = lines([one({}, { path: '' }, { path: 'DeletionPolicy' })], { sourceLine });
  expect(shown.filter((line) => line.includes('t.yaml'))).toEqual(['  line     t.yaml:18:1', '  line     t.yaml:14:1']);
});

test('nothing found', () => {
  expect(lines([assessment({ application: 'template.yaml', source: 'template.yaml' })])).toEqual([
    'template.yaml',
    '=============',
    '',
    'No open findings.',
    '',
    'GATE OPEN  template.yaml',
    '  0 errors, 0 warnings, 0 accepted, 0 undetermined',
    '  7 resources in 1 stack judged by 80 rules (recommended) as of 2026-11-23',
    '',
    '',
  ]);
});

test('nothing assessed', () => expect(lines([])).toEqual(['Nothing was assessed.', '']));

test('what was accepted, left open or left out', () => {
  const unstated = { reason: 'Known.', owner: 'not stated', expires: 'not stated' };
  const shown = assessment({
    findings: [accepted(), accepted({ path: 'x' }), accepted({ ruleId: 'Other', acceptance: unstated })],
    undetermined: [
      undetermined(),
      ...['A', 'B', 'C', 'D', 'D'].map((ruleId) => undetermined({ ruleId, because: 'the key is decided later' })),
      undetermined({ status: 'accepted' }),
    ],
    missingContext: ['vpc:x'],
    skipped: [{ stack: 'Data', templatePath: 'n.json', because: 'the file is missing' }],
    options: { ...assessment().options, tier: 'CRITICAL', overridden: ['tier', 'failOn'] },
  });
  expect(lines([shown]).slice(5)).toEqual([
    '3 findings accepted',
    '  2 OneZone: Not used at night. (accepted by ops@example.com until 2027-03-31)',
    '  1 Other: Known.',
    '',
    '7 verdicts undetermined: left open by the template (1 accepted)',
    '  5 because the key is decided later (A, B, C and 1 more)',
    "  2 because parameter 'Zones' has no default (OneZone)",
    '',
    '1 context look-up not made: CDK wrote stand-ins, and values that hang on them are undetermined',
    '  - vpc:x',
    '',
    '1 thing left out, so not judged',
    '  - Data in n.json: the file is missing',
    '',
    'GATE OPEN  App',
    '  0 errors, 0 warnings, 3 accepted, 7 undetermined, 1 left out',
    '  7 resources in 1 stack judged by 80 rules (recommended, tier CRITICAL) as of 2026-11-23',
    '  flags override what the packs were told: tier, failOn',
    '',
    '',
  ]);
});

test('long lists end with how much more there is', () => {
  const skipped = Array.from({ length: 11 }, (_, i) => ({
    stack: `S${i}`,
    templatePath: 't',
    because: 'it is missing',
  }));
  const shown = lines([assessment({ skipped })]);
  expect(shown.slice(shown.indexOf('  - S7 in t: it is missing'), -5)).toEqual([
    '  - S7 in t: it is missing',
    '  and 3 more',
    '',
  ]);
});

test.each([
  [
    'closed',
    [
      one({}),
      assessment({ application: 'Prod' }),
      one({ severity: 'warning' }, { severity: 'fatal', ruleId: 'InternalError' }),
    ],
    ['GATE CLOSED  2 of 3 applications: App, App', '  1 failure, 1 error, 1 warning, 0 accepted, 0 undetermined', ''],
  ],
  [
    'open',
    [assessment(), assessment({ findings: [finding({ severity: 'info' })] })],
    ['GATE OPEN  all 2 applications', '  0 errors, 0 warnings, 1 info, 0 accepted, 0 undetermined', ''],
  ],
])('several applications, %s', (_, assessments, last) => expect(lines(assessments).slice(-3)).toEqual(last));

test.each([
  ['80 columns', 80, 80],
  ['far too few', 5, 40],
  ['a whole screen', 400, 120],
  ['none known', 0, 100],
])('lines are wrapped between words: %s', (_, width, limit) => {
  const why = `${'Word '.repeat(60)}end.`;
  const shown = lines([one({ why, docs: '' })], { width });
  const longest = Math.max(...shown.slice(3, -5).map((line) => line.length));
  expect(longest).toBeLessThanOrEqual(limit);
  expect(longest).toBeGreaterThan(limit - 'Word '.length);
});

test('an address that is none is left out', () => {
  expect(lines([one({ docs: 'javascript:alert(1)' })]).filter((line) => line.includes('docs'))).toEqual([]);
});

describe('colours', () => {
  const everything = [
    hostileAssessment(),
    one({}, { severity: 'fatal' }, { severity: 'warning' }, { severity: 'info' }),
  ];

  test('none where they are not wanted, whatever the environment says', () => {
    const before = process.env.FORCE_COLOR;
    process.env.FORCE_COLOR = '1';
    try {
      expect(render('console', document(...everything), PLAIN)).not.toContain('\u001b');
    } finally {
      if (before === undefined) delete process.env.FORCE_COLOR;
      else process.env.FORCE_COLOR = before;
    }
  });

  test('they change nothing but colour', () => {
    const painted = render('console', document(...everything), { color: true });
    expect(painted).toContain('\u001b[1m\u001b[31merror\u001b[39m\u001b[22m    \u001b[1mOneZone\u001b[22m: It runs');
    expect(painted).toContain('\u001b[1m\u001b[31mGATE CLOSED\u001b[39m\u001b[22m');
    expect(stripVTControlCharacters(painted)).toBe(render('console', document(...everything), PLAIN));
  });
});

test('what was read cannot steer the terminal', () => {
  const text = render('console', document(hostileAssessment()), PLAIN);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('\\u{202e}RTL\\u{1b}[31m');
});

test('many findings stay readable', () => {
  const shown = lines([assessment({ findings: manyFindings() })]);
  expect(shown.filter((line) => line.startsWith('  why '))).toHaveLength(20);
  expect(shown.filter((line) => /^ {2}(error|warning) /.test(line))).toHaveLength(500);
});
