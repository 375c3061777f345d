import * as fc from 'fast-check';
import {
  capacityOf,
  deploymentPeak,
  instanceCapacityOf,
  requestTarget,
  usableAddresses,
  type CapacityInput,
} from '../../../../lib/blocks/resilient-service/capacity';

const input = fc.record({
  baselineTasks: fc.integer({ min: 1, max: 60 }),
  zones: fc.integer({ min: 2, max: 6 }),
  surgeFactor: fc.oneof(fc.constantFrom(1, 3, 5), fc.double({ min: 1, max: 8, noNaN: true })),
  safeUtilizationPercent: fc.integer({ min: 10, max: 100 }),
});

/** Places tasks one by one in a zone with the fewest, any of them where several have: what Amazon ECS aims at. */
function place(tasks: number, zones: number, choices: readonly number[]): number[] {
  const placed = Array.from({ length: zones }, () => 0);
  for (let task = 0; task < tasks; task++) {
    const least = Math.min(...placed);
    const candidates = placed.flatMap((count, zone) => (count === least ? [zone] : []));
    const zone = candidates[(choices[task % choices.length] ?? 0) % candidates.length] as number;
    placed[zone] = (placed[zone] as number) + 1;
  }
  return placed;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
/** The tasks that are left after each possible loss of a zone. */
const survivors = (placed: readonly number[]): number[] => placed.map((lost) => sum(placed) - lost);
const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 20 });

/** Adds tasks, as target tracking does, until the utilization is at its target or the ceiling is reached. */
function settle(load: number, target: number, floor: number, ceiling: number): number {
  let tasks = floor;
  while (tasks < ceiling && load / tasks > target) tasks++;
  return tasks;
}

describe('the loss of any zone', () => {
  it('leaves the baseline, whatever the number of tasks and wherever the odd ones run', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 1, noNaN: true }), choices, (given, share, odd) => {
        const { ceiling, floor } = capacityOf(given);
        const tasks = floor + Math.round(share * (ceiling - floor));
        for (const left of survivors(place(tasks, given.zones, odd))) {
          expect(left).toBeGreaterThanOrEqual(given.baselineTasks);
        }
      }),
    );
  });

  it('leaves every task within safe utilization at any load up to the surge', () => {
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(input, share, fc.nat({ max: 12 }), choices, (given, part, more, odd) => {
        const { ceiling, floor, scalingTargetPercent } = capacityOf(given);
        // In percent of one task: the baseline keeps its tasks at the safe utilization.
        const surge = given.surgeFactor * given.baselineTasks * given.safeUtilizationPercent;
        // Any load, and the highest that some number of tasks a little above the floor is kept for.
        for (const load of [part * surge, Math.min(surge, (floor + more) * scalingTargetPercent)]) {
          const tasks = settle(load, scalingTargetPercent, floor, ceiling);
          for (const left of survivors(place(tasks, given.zones, odd))) {
            expect(load / left).toBeLessThanOrEqual(given.safeUtilizationPercent + 1e-6);
          }
        }
      }),
    );
  });

  it('turns no alarm of a zone on while all zones are well', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 1, noNaN: true }), choices, (given, share, odd) => {
        const { ceiling, floor, minimumPerZone } = capacityOf(given);
        const tasks = floor + Math.round(share * (ceiling - floor));
        expect(Math.min(...place(tasks, given.zones, odd))).toBeGreaterThanOrEqual(minimumPerZone);
      }),
    );
  });

  it('cannot break the promise unless the alarm of some zone is on before, however bad the spread', () => {
    const spread = fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(spread, fc.integer({ min: 1, max: 60 }), (placed, baselineTasks) => {
        const { minimumPerZone } = capacityOf({
          baselineTasks,
          zones: placed.length,
          surgeFactor: 5,
          safeUtilizationPercent: 80,
        });
        const isPromiseBroken = survivors(placed).some((left) => left < baselineTasks);
        const isAlarmOn = placed.some((tasks) => tasks < minimumPerZone);
        expect(isAlarmOn || !isPromiseBroken).toBe(true);
      }),
    );
  });
});

it('never scales later than the even spread allows', () => {
  fc.assert(
    fc.property(input, (given) => {
      const most = (given.safeUtilizationPercent * (given.zones - 1)) / given.zones;
      expect(capacityOf(given).scalingTargetPercent).toBeLessThanOrEqual(most);
    }),
  );
});

it.each<[Partial<CapacityInput>, object]>([
  [{}, { minimumPerZone: 3, floor: 9, ceiling: 45, scalingTargetPercent: 48 }],
  [{ zones: 2 }, { minimumPerZone: 6, floor: 12, ceiling: 60, scalingTargetPercent: 36 }],
  [
    { zones: 2, baselineTasks: 60 },
    { minimumPerZone: 60, floor: 120, ceiling: 600, scalingTargetPercent: 39 },
  ],
  [{ baselineTasks: 600 }, { minimumPerZone: 300, floor: 900, ceiling: 4500, scalingTargetPercent: 53 }],
  [{ baselineTasks: 1 }, { minimumPerZone: 1, floor: 3, ceiling: 9, scalingTargetPercent: 40 }],
  [{ baselineTasks: 5 }, { minimumPerZone: 3, floor: 9, ceiling: 39, scalingTargetPercent: 48 }],
  // Nothing between floor and ceiling: the spread is even.
  [{ surgeFactor: 1 }, { minimumPerZone: 3, floor: 9, ceiling: 9, scalingTargetPercent: 53 }],
  // 1.1 * 20 is 22.000000000000004 in binary fractions.
  [
    { baselineTasks: 20, surgeFactor: 1.1 },
    { minimumPerZone: 10, floor: 30, ceiling: 33, scalingTargetPercent: 51 },
  ],
])('the numbers of %j', (given, expected) => {
  const numbers = capacityOf({ baselineTasks: 6, zones: 3, surgeFactor: 5, safeUtilizationPercent: 80, ...given });
  expect(numbers).toEqual(expected);
});

it('counts what a deployment adds', () => {
  expect(deploymentPeak(45, 200)).toBe(90);
  expect(deploymentPeak(45, 150)).toBe(67);
});

it.each([
  [1000, 48, 480],
  [333, 53, 176],
  [1, 40, 1],
])('%d requests for each task at %d %% is a target of %d', (requests, percent, expected) => {
  expect(requestTarget(requests, percent)).toBe(expected);
});

it('sizes the instances for the floor and for a deployment at the ceiling, in each zone', () => {
  fc.assert(
    fc.property(
      input,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 50, max: 99 }),
      (given, tasksPerInstance, percent) => {
        const { zones } = given;
        const capacity = capacityOf(given);
        const { minimum, maximum } = instanceCapacityOf(capacity, zones, tasksPerInstance, percent, 200);
        expect((minimum / zones) * tasksPerInstance).toBeGreaterThanOrEqual(capacity.minimumPerZone);
        const room = (maximum * tasksPerInstance * percent) / 100;
        expect(room).toBeGreaterThanOrEqual(2 * capacity.ceiling - 1e-6);
        expect(maximum % zones).toBe(0);
        expect(maximum).toBeGreaterThanOrEqual(minimum);
      },
    ),
  );
});

it.each([
  ['10.0.0.0/24', 251],
  ['10.0.0.0/28', 11],
  ['10.0.0.0/30', 0],
  ['10.0.0.0/33', undefined],
  ['2001:db8::/64', undefined],
  ['', undefined],
])('%s has %p addresses for tasks', (cidr, expected) => {
  expect(usableAddresses(cidr)).toBe(expected);
});
