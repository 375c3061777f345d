import { spoken } from '../../../../lib/intent/schema/coherence';

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [90, '90 s'],
  [3600, '1 h'],
  [5400, '90 min'],
  [86_400, '1 d'],
  [90_000, '25 h'],
  [0.5, '0.5 s'],
])('%d seconds are %s', (seconds, text) => expect(spoken(seconds)).toBe(text));
