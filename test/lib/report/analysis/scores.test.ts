import type { ScorePartRecord, ScoreRecord } from '../../../../lib/analysis/score/records';
import { scoreInWords, scoreSection } from '../../../../lib/report/analysis/scores';
import { textOf } from '../../../../lib/report/content';

const part = (fields: Partial<ScorePartRecord>): ScorePartRecord => ({
  part: 'ALARMS',
  weight: 20,
  points: 15.56,
  because: '7 of 9 components have an alarm',
  missing: { count: 0, first: [] },
  ...fields,
});

const score = (...parts: ScorePartRecord[]): ScoreRecord => ({ score: 78, points: 15.56, possible: 20, parts });

test.each<[ScoreRecord, string]>([
  [score(part({})), '78 of 100: alarms 16 of 20'],
  [
    { points: 0, possible: 0, parts: [{ part: 'TESTS', weight: 20, because: '', missing: { count: 0, first: [] } }] },
    'none: tests not counted',
  ],
])('in one line: %#', (record, line) => expect(scoreInWords(record)).toBe(line));

test('the section says what each part lacks: the first of them, and how many more', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { heading, table } = scoreSection('Score', score(part({}), part({ missing: { count: 61, first: names } })));
  expect(heading).toBe('Score: 78 of 100');
  expect(table!.groups[0]!.rows.map((row) => row.map(textOf))).toEqual([
    ['Alarms', '15.56', '20', '7 of 9 components have an alarm', ''],
    ['Alarms', '15.56', '20', '7 of 9 components have an alarm', 'a, b, c, d, e and 56 more'],
  ]);
});
