import { durationInWords } from '../../../lib/report/duration';

test.each([
  [0, '0 s'],
  [0.4, 'less than 1 s'],
  [1, '1 s'],
  [59, '59 s'],
  [60, '1 min'],
  [61, '1 min 1 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h'],
  [5400, '1 h 30 min'],
  [3629, '1 h'],
  [3631, '1 h 1 min'],
  [86_399, '1 d'],
  [90_000, '1 d 1 h'],
  [345_600, '4 d'],
  [2_592_001, '30 d'],
])('%d seconds are %s', (seconds, words) => expect(durationInWords(seconds)).toBe(words));
