import type { JudgedTimeRecord } from '../../../../lib/analysis/recovery/records';
import { estimateInWords, liftInWords, percentInWords, verdictPart } from '../../../../lib/report/analysis/times';

const judged = (fields: Partial<JudgedTimeRecord>): JudgedTimeRecord => ({
  verdict: 'MET',
  estimate: 60,
  unrecoverable: [],
  unmodelled: [],
  ...fields,
});

test.each<[Partial<JudgedTimeRecord>, string, string]>([
  [{}, '1 min', 'good met'],
  [{ verdict: 'MISSED', missedBy: 90 }, '1 min', 'bad missed by 1 min 30 s'],
  [
    { verdict: 'MISSED', estimate: 'UNMODELLED', atLeast: 120, missedBy: 60 },
    'not known, at least 2 min',
    'bad missed by at least 1 min',
  ],
  [{ verdict: 'UNRECOVERABLE', estimate: 'UNRECOVERABLE' }, 'never', 'bad nothing brings it back'],
  [{ verdict: 'UNMODELLED', estimate: 'UNMODELLED', atLeast: 0 }, 'not known', 'doubt not known'],
  [
    { verdict: 'UNMODELLED', estimate: 'UNMODELLED', atLeast: 60, atMost: 3600 },
    'not known, at least 1 min, at most 1 h',
    'doubt not known',
  ],
  [{ verdict: 'NO_TARGET' }, '1 min', 'soft no target'],
])('%j', (fields, estimate, verdict) => {
  const record = judged(fields);
  const { tone, text } = verdictPart(record);
  expect([estimateInWords(record), `${tone} ${text}`]).toEqual([estimate, verdict]);
});

test('a lift', () => {
  expect(liftInWords({ name: 'Db', estimate: 0 }, 'UNRECOVERABLE')).toBe('0 s instead of never');
});

test.each([
  [99.95, '99.95 %'],
  [99.301124, '99.3011 %'],
  [100, '100 %'],
])('%d percent', (percent, words) => expect(percentInWords(percent)).toBe(words));
