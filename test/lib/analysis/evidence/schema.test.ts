import { readEvidence } from '../../../../lib/analysis/evidence/schema';
import { InputError } from '../../../../lib/model/input-error';

const DAY = '2026-11-23';
const RESTORE = { kind: 'RESTORE_TEST', on: 'Shop/Orders', date: '2026-11-02', result: 'PASSED' };

const read = (...tests: object[]): unknown => readEvidence(JSON.stringify({ tests }), 'evidence.json', DAY);

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('It was read.');
}

describe('readEvidence', () => {
  it('reads what was tested, and what that shows', () => {
    const link = 'https://wiki.example.com/tests/7';
    expect(
      read(
        { ...RESTORE, link },
        { ...RESTORE, kind: 'FAILOVER_TEST', on: ' Shop/Data ' },
        { ...RESTORE, kind: 'FAILOVER_TEST', disruption: 'region', result: 'FAILED' },
        { ...RESTORE, kind: 'GAME_DAY', on: 'journey:Place an order', disruption: 'az' },
        { ...RESTORE, kind: 'LOAD_TEST' },
        { ...RESTORE, kind: 'ALARM_TEST', date: DAY },
      ),
    ).toEqual([
      { ...RESTORE, proves: ['software'], link },
      { ...RESTORE, kind: 'FAILOVER_TEST', on: 'Shop/Data', proves: ['infrastructure', 'az'] },
      { ...RESTORE, kind: 'FAILOVER_TEST', proves: ['region'], result: 'FAILED' },
      { ...RESTORE, kind: 'GAME_DAY', on: 'journey:Place an order', proves: ['az'] },
      { ...RESTORE, kind: 'LOAD_TEST', proves: ['overload'] },
      { ...RESTORE, kind: 'ALARM_TEST', proves: ['alarm'], date: DAY },
    ]);
    expect(read()).toEqual([]);
  });

  const kinds = 'RESTORE_TEST, FAILOVER_TEST, GAME_DAY, FIS_EXPERIMENT, LOAD_TEST, ALARM_TEST';
  const bad: [string, unknown, string][] = [
    ['is no list of tests', { tests: 7 }, 'evidence.json: tests must be a list'],
    ['holds nothing', {}, 'evidence.json: tests is missing; write {"tests": [...]}'],
    ['has another key', { tests: [], test: [] }, 'evidence.json: the file.test is not known; known are tests'],
    ['holds no object', { tests: ['x'] }, 'evidence.json: tests[0] must be an object'],
    [
      'misspells a key',
      { tests: [{ ...RESTORE, when: DAY }] },
      'evidence.json: tests[0].when is not known; known are kind, on, disruption, date, result, link',
    ],
    [
      'has another kind',
      { tests: [RESTORE, { ...RESTORE, kind: 'DRILL' }] },
      `evidence.json: tests[1].kind must be one of ${kinds}`,
    ],
    [
      'has no result',
      { tests: [{ ...RESTORE, result: undefined }] },
      'evidence.json: tests[0].result must be one of PASSED, FAILED',
    ],
    [
      'has another result',
      { tests: [{ ...RESTORE, result: 'passed' }] },
      'evidence.json: tests[0].result must be one of PASSED, FAILED',
    ],
    [
      'has a day the calendar lacks',
      { tests: [{ ...RESTORE, date: '2026-02-30' }] },
      "evidence.json: tests[0].date must be a day of the calendar, YYYY-MM-DD; it is '2026-02-30'",
    ],
    [
      'has a day to come',
      { tests: [{ ...RESTORE, date: '2026-11-24' }] },
      'evidence.json: tests[0].date is 2026-11-24, after 2026-11-23, the day of the assessment; evidence is of what has been done',
    ],
    ['is on nothing', { tests: [{ ...RESTORE, on: ' ' }] }, 'evidence.json: tests[0].on must be a text'],
    [
      'is on no journey',
      { tests: [{ ...RESTORE, on: 'journey: ' }] },
      'evidence.json: tests[0].on must name a journey behind journey:',
    ],
    [
      'does not say of what',
      { tests: [{ ...RESTORE, kind: 'GAME_DAY' }] },
      'evidence.json: tests[0].disruption must say what a GAME_DAY was of: software, infrastructure, az, region',
    ],
    [
      'is of another disruption',
      { tests: [{ ...RESTORE, disruption: 'AZ' }] },
      'evidence.json: tests[0].disruption must be one of software, infrastructure, az, region',
    ],
    [
      'is of none',
      { tests: [{ ...RESTORE, kind: 'LOAD_TEST', disruption: 'az' }] },
      'evidence.json: tests[0].disruption is not known of a LOAD_TEST; leave it out',
    ],
    ['has an empty link', { tests: [{ ...RESTORE, link: '' }] }, 'evidence.json: tests[0].link must be a text'],
  ];
  it.each(bad)('refuses a file that %s', (_, data, message) => {
    expect(messageOf(() => readEvidence(JSON.stringify(data), 'evidence.json', DAY))).toBe(message);
  });

  it('refuses what is no JSON', () => {
    expect(messageOf(() => readEvidence('{', 'evidence.json', DAY))).toMatch(/^evidence\.json/);
    expect(messageOf(() => readEvidence('[]', 'evidence.json', DAY))).toBe(
      'evidence.json: holds a list at its top level, not a mapping',
    );
  });
});
