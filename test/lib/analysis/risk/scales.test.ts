import fc from 'fast-check';
import { DEGRADED, DELAYED, INTERRUPTED, NONE, STOPPED } from '../../../../lib/analysis/failure/impact';
import { occurrenceOf, OCCURRENCE_BANDS, priorityOf, severityOf } from '../../../../lib/analysis/risk/scales';
import { TIERS } from '../../../../lib/intent/schema/tier';

describe('occurrenceOf', () => {
  const cases: [number, number][] = [
    [100, 1],
    [99.999, 1],
    [99.99, 2],
    [99.95, 3],
    [99.9, 4],
    [99.5, 6],
    [99.0, 7],
    [98, 8],
    [95, 9],
    [90, 10],
    [0, 10],
  ];
  it.each(cases)('%d %% of the time is rated %d', (percent, rating) => {
    expect(occurrenceOf(percent)).toBe(rating);
  });

  it('never rates what is more available higher', () => {
    const percent = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(percent, percent, (a, b) => {
        expect(occurrenceOf(Math.max(a, b))).toBeLessThanOrEqual(occurrenceOf(Math.min(a, b)));
      }),
    );
    expect(OCCURRENCE_BANDS.map(({ rating }) => rating)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('severityOf', () => {
  it('follows tier and impact', () => {
    const row = (impact: number): number[] => [...TIERS, undefined].map((tier) => severityOf(tier, impact));
    expect([STOPPED, INTERRUPTED, DELAYED, DEGRADED, NONE].map(row)).toEqual([
      [10, 9, 7, 6, 4, 7],
      [8, 7, 5, 4, 2, 5],
      [7, 6, 4, 3, 2, 4],
      [6, 5, 3, 2, 2, 3],
      [1, 1, 1, 1, 1, 1],
    ]);
  });
});

describe('priorityOf', () => {
  const cases: [number, number | undefined, number, string][] = [
    [10, 1, 10, 'HIGH'],
    [10, 4, 2, 'HIGH'],
    [10, 1, 4, 'MEDIUM'],
    [10, undefined, 10, 'HIGH'],
    [8, 4, 7, 'HIGH'],
    [8, 4, 4, 'MEDIUM'],
    [8, 2, 10, 'MEDIUM'],
    [7, 2, 4, 'LOW'],
    [6, 6, 10, 'MEDIUM'],
    [6, 2, 10, 'LOW'],
    [3, 10, 10, 'LOW'],
  ];
  it.each(cases)('severity %d, occurrence %s, detection %d is %s', (severity, occurrence, detection, priority) => {
    expect(priorityOf(severity, occurrence, detection)).toBe(priority);
  });

  it('never falls when a rating rises', () => {
    const order = ['LOW', 'MEDIUM', 'HIGH'];
    const rating = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(rating, rating, rating, fc.integer({ min: 0, max: 2 }), (s, o, d, which) => {
        const more = [s, o, d].map((each, i) => (i === which ? Math.min(10, each + 1) : each)) as [
          number,
          number,
          number,
        ];
        expect(order.indexOf(priorityOf(...more))).toBeGreaterThanOrEqual(order.indexOf(priorityOf(s, o, d)));
      }),
    );
  });
});
