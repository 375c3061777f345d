import * as fc from 'fast-check';
import { budgetMinutes, burnRates } from '../../../../lib/blocks/journey-alarms/burn-rate';

test('99.9 % has the thresholds of the Site Reliability Workbook', () => {
  expect(
    burnRates(99.9).map(({ name, long, short, threshold, isPage }) => [name, long, short, threshold, isPage]),
  ).toEqual([
    ['fast', 60, 5, 0.0144, true],
    ['medium', 360, 30, 0.006, true],
    ['slow', 1440, 120, 0.003, false],
  ]);
  expect(burnRates(99.9).map(({ budgetSpent }) => Number(budgetSpent.toFixed(4)))).toEqual([0.02, 0.05, 0.1]);
});

test.each([
  [99.99, 4.32],
  [99.9, 43.2],
  [99, 432],
])('%d %% allows %d minutes in 30 days', (availability, minutes) => expect(budgetMinutes(availability)).toBe(minutes));

test('a rate that no share of failures reaches is left out', () => {
  expect(burnRates(90).map(({ name }) => name)).toEqual(['medium', 'slow']);
  expect(burnRates(50).map(({ name }) => name)).toEqual([]);
});

test('a steady fire is seen when the promised part of the budget is gone, a spark is not, and it ends when the fire does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 900, max: 9999 }).map((n) => n / 100),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 3000 }),
      (availability, share, lasts) => {
        for (const { long, short, threshold, budgetSpent } of burnRates(availability)) {
          // Minute by minute, with the same number of requests in each.
          const failures = (minute: number): number => (minute >= 0 && minute < lasts ? share : 0);
          let [overLong, overShort, spent] = [0, 0, 0];
          let first: number | undefined;
          let spentThen = 0;
          for (let minute = 0; minute < lasts + short + 5; minute += 1) {
            overLong += failures(minute) - failures(minute - long);
            overShort += failures(minute) - failures(minute - short);
            spent += failures(minute);
            // Sums of many parts differ in the last digits.
            const isAlarm = overLong / long >= threshold - 1e-9 && overShort / short >= threshold - 1e-9;
            if (isAlarm && first === undefined) [first, spentThen] = [minute, spent];
            if (minute >= lasts + short) expect(isAlarm).toBe(false);
          }
          const part = spentThen / ((1 - availability / 100) * 30 * 24 * 60);
          const oneMinute = share / ((1 - availability / 100) * 30 * 24 * 60);
          if (first === undefined) expect(share < threshold || share * lasts < threshold * long + share).toBe(true);
          else expect(Math.abs(part - budgetSpent)).toBeLessThanOrEqual(oneMinute * 1.001 + 1e-9);
        }
      },
    ),
    { numRuns: 200 },
  );
});
