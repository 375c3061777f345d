import fc from 'fast-check';
import { backlogOf, type Backlog, type BacklogInput } from '../../../../lib/analysis/surge/backlog';

describe('backlogOf', () => {
  it.each<[string, BacklogInput, Backlog]>([
    [
      'a consumer that is a little too small',
      { arrival: 100, factor: 5, duration: 600, capacity: 450 },
      { backlog: 30_000, drain: 600 / 7, wait: 200 / 3 },
    ],
    [
      'a consumer that is far too small',
      { arrival: 100, factor: 5, duration: 600, capacity: 150 },
      { backlog: 210_000, drain: 4200, wait: 1400 },
    ],
    [
      'a consumer that takes what arrives',
      { arrival: 100, factor: 5, duration: 600, capacity: 500 },
      { backlog: 0, drain: 0, wait: 0 },
    ],
    [
      'a consumer that takes no more than usual',
      { arrival: 1, factor: 5, duration: 3600, capacity: 1 },
      { backlog: 14_400, drain: Infinity, wait: 14_400 },
    ],
    [
      'a consumer that stands still',
      { arrival: 1, factor: 2, duration: 60, capacity: 0 },
      { backlog: Infinity, drain: Infinity, wait: Infinity },
    ],
    [
      'a consumer that has to grow first and is large enough then',
      { arrival: 100, factor: 5, duration: 600, capacity: 600, ramp: { capacity: 100, seconds: 180 } },
      // 400 a second wait for 180 s, worked off at 100 a second within the surge: 30,000 are left at its end.
      { backlog: 72_000, drain: 60, wait: 144 },
    ],
    [
      'a surge that ends before capacity has grown',
      { arrival: 100, factor: 5, duration: 60, capacity: 300, ramp: { capacity: 100, seconds: 180 } },
      { backlog: 24_000, drain: 240, wait: 160 },
    ],
    ['no surge', { arrival: 10, factor: 1, duration: 600, capacity: 20 }, { backlog: 0, drain: 0, wait: 0 }],
    ['nothing at all', { arrival: 0, factor: 5, duration: 600, capacity: 0 }, { backlog: 0, drain: 0, wait: 0 }],
  ])('%s', (_name, input, expected) => {
    const { backlog, drain, wait } = backlogOf(input);
    expect([backlog, drain, wait].map((value) => Number(value.toFixed(9)))).toEqual(
      [expected.backlog, expected.drain, expected.wait].map((value) => Number(value.toFixed(9))),
    );
  });

  it('is what a simulation second by second shows', () => {
    const numbers = fc.record({
      arrival: fc.integer({ min: 1, max: 20 }),
      factor: fc.integer({ min: 1, max: 6 }),
      duration: fc.integer({ min: 1, max: 60 }),
      capacity: fc.integer({ min: 1, max: 120 }),
      rampCapacity: fc.integer({ min: 1, max: 120 }),
      rampSeconds: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(numbers, ({ rampCapacity, rampSeconds, ...rest }) => {
        const capacity = Math.max(rest.capacity, rest.arrival);
        const input = {
          ...rest,
          capacity,
          ramp: { capacity: Math.min(rampCapacity, capacity), seconds: rampSeconds },
        };
        const expected = simulate(input);
        const found = backlogOf(input);
        expect(found.backlog).toBeCloseTo(expected.backlog, 6);
        // Within a second of the simulation's clock.
        if (expected.drain === undefined) expect(found.drain).toBe(Infinity);
        else expect(Math.abs(found.drain - expected.drain)).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.abs(found.wait - expected.wait)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 500 },
    );
  });
});

/** Fluid in steps of a second: what arrives in one is worked off at the rate of the same second. */
function simulate(input: Required<BacklogInput>): { backlog: number; drain: number | undefined; wait: number } {
  const { arrival, factor, duration, capacity, ramp } = input;
  const arrived = [0];
  const taken = [0];
  let backlog = 0;
  let drainedAt: number | undefined;
  let waiting = 0;
  const end = 20_000;
  for (let second = 0; second < end; second += 1) {
    const comes = second < duration ? arrival * factor : arrival;
    const takes = Math.min(waiting + comes, second < ramp.seconds ? ramp.capacity : capacity);
    waiting += comes - takes;
    backlog = Math.max(backlog, waiting);
    arrived.push((arrived[second] as number) + comes);
    taken.push((taken[second] as number) + takes);
    if (second >= duration - 1 && waiting < 1e-9 && second + 1 >= Math.min(ramp.seconds, end)) {
      drainedAt ??= second + 1;
      break;
    }
  }
  // The last second in which something waited, as a surge may be worked off and wait again before capacity has grown.
  let last = duration;
  for (let at = duration; at < arrived.length; at += 1) {
    if ((arrived[at] as number) - (taken[at] as number) > 1e-9) last = at + 1;
  }
  let wait = 0;
  let out = 0;
  for (let at = 0; at < arrived.length; at += 1) {
    while (out < taken.length - 1 && (taken[out] as number) < (arrived[at] as number) - 1e-9) out += 1;
    wait = Math.max(wait, out - at);
  }
  return { backlog, drain: drainedAt === undefined ? undefined : last - duration, wait };
}
