import fc from 'fast-check';
import { cronOf, timesOfDay } from '../../../../lib/blocks/backup-protection/backup-schedule';
import { BackupResourceType } from '../../../../lib/blocks/backup-protection/backup-resource-type';
import { CAPABILITIES } from '../../../../lib/blocks/backup-protection/capabilities';
import { clockChanges, offsetsOf } from '../../../../lib/blocks/backup-protection/clock-changes';
import { copyLoss, gapOf, snapshotLoss } from '../../../../lib/blocks/backup-protection/data-loss';
import { decide } from '../../../../lib/blocks/backup-protection/decision';
import { occurrences, worstLoss, type Delays } from './oracle';

const ZONES = [
  'Etc/UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Asia/Kolkata',
];

test.each([
  ['Etc/UTC', []],
  ['Asia/Kolkata', []],
  [
    'Europe/Berlin',
    [
      { at: 120, by: 60 },
      { at: 120, by: -60 },
    ],
  ],
  [
    'Australia/Lord_Howe',
    [
      { at: 90, by: -30 },
      { at: 120, by: 30 },
    ],
  ],
  [
    'Antarctica/Troll',
    [
      { at: 60, by: 120 },
      { at: 60, by: -120 },
    ],
  ],
])('the clocks of %s', (zone, changes) => {
  expect(clockChanges(zone)).toEqual(expect.arrayContaining(changes));
  expect(clockChanges(zone)).toHaveLength(changes.length);
});

test('the offsets of a time zone', () => {
  expect(offsetsOf('Europe/Berlin')).toEqual([60, 120]);
  expect(offsetsOf('America/St_Johns')).toEqual([-210, -150]);
});

test.each([
  [24, 1, 'Etc/UTC', 24 * 60],
  [24, 5, 'Europe/Berlin', 25 * 60],
  // At 2:00 there is no backup in the night that has no such time.
  [24, 2, 'Europe/Berlin', 47 * 60],
  [1, 0, 'Etc/UTC', 60],
  [1, 0, 'Europe/Berlin', 120],
  [12, 2, 'Europe/Berlin', 23 * 60],
  [8, 1, 'America/New_York', 9 * 60],
])('every %i h from %i:00 on in %s leaves at most %i minutes', (period, hour, zone, gap) => {
  expect(gapOf(period, { hour, minute: 0, changes: clockChanges(zone) })).toBe(gap);
});

test.each([
  [24, 1, 0, 'cron(0 1 ? * * *)'],
  [12, 13, 30, 'cron(30 1,13 ? * * *)'],
  [8, 20, 0, 'cron(0 4,12,20 ? * * *)'],
  [1, 5, 15, 'cron(15 * ? * * *)'],
])('every %i h from %i:%i on as %s', (period, hour, minute, cron) => {
  expect(cronOf(timesOfDay(period, hour, minute))).toBe(cron);
});

test('the bound is reached: it promises no less than is needed', () => {
  const steps = { startWindow: 60, job: 120, copy: 240 };
  const clock = { hour: 1, minute: 0, changes: [] };
  const runs = occurrences('cron(0 1 ? * * *)', 'Etc/UTC', 'both');
  const delays: Delays = { start: [0, 60], job: [120], copy: [240] };
  expect(worstLoss(runs, delays)).toEqual({
    inRegion: snapshotLoss(gapOf(24, clock), steps),
    otherRegion: copyLoss(gapOf(24, clock), steps),
  });
});

test('for random policies, jobs and clocks, the loss stays within the promise, and the promise within the policy', () => {
  const HOUR = 60;
  let met = 0;
  fc.assert(
    fc.property(
      fc.record({
        type: fc.constantFrom(...Object.values(BackupResourceType)),
        zone: fc.constantFrom(...ZONES),
        hour: fc.integer({ min: 0, max: 23 }),
        software: fc.integer({ min: 1, max: 72 * HOUR }),
        region: fc.option(fc.integer({ min: 1, max: 96 * HOUR }), { nil: undefined }),
        startWindow: fc.integer({ min: 60, max: 300 }),
        job: fc.integer({ min: 5, max: 600 }),
        copy: fc.integer({ min: 5, max: 600 }),
        continuous: fc.boolean(),
        twice: fc.constantFrom('first' as const, 'second' as const, 'both' as const),
      }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (given, stream) => {
        const steps = { startWindow: given.startWindow, job: given.job, copy: given.copy };
        const clock = { hour: given.hour, minute: 0, changes: clockChanges(given.zone) };
        const objectives = {
          software: given.software * 60,
          ...(given.region !== undefined && { region: given.region * 60 }),
        };
        const row = CAPABILITIES.get(given.type);
        if (row === undefined) throw new Error(given.type);
        const facts = { pitr: 'off', replicated: 'no' } as const;
        const decision = decide(row, facts, objectives, {
          continuous: given.continuous,
          steps,
          clock,
          copies: true,
          otherRegion: true,
        });
        if (Array.isArray(decision))
          return expect(decision.every((reason) => reason.includes('policy allows'))).toBe(true);
        met++;
        const cron = cronOf(timesOfDay(decision.period, given.hour, 0));
        const some = (most: number) => Array.from({ length: 7 }, () => delay(stream.next().value as number, most));
        const delays = { start: some(steps.startWindow), job: some(steps.job), copy: some(steps.copy) };
        const lost = worstLoss(occurrences(cron, given.zone, given.twice), delays);
        if (decision.inRegion.by.startsWith('snapshots')) {
          expect(lost.inRegion * 60).toBeLessThanOrEqual(decision.inRegion.loss);
        } else {
          expect([5 * 60, 15 * 60]).toContain(decision.inRegion.loss);
        }
        expect(decision.inRegion.loss).toBeLessThanOrEqual(objectives.software);
        if (objectives.region !== undefined && decision.otherRegion !== undefined) {
          expect(lost.otherRegion * 60).toBeLessThanOrEqual(decision.otherRegion.loss);
          expect(decision.otherRegion.loss).toBeLessThanOrEqual(objectives.region);
        }
        return undefined;
      },
    ),
    { numRuns: 300 },
  );
  // Else all were refused, and nothing was shown.
  expect(met).toBeGreaterThan(100);
});

/** A third at once, a third at the last moment, the rest between. */
function delay(random: number, most: number): number {
  if (random < 1 / 3) return 0;
  return random < 2 / 3 ? most : Math.round((random - 2 / 3) * 3 * most);
}

test('where the clocks change, a run at a time that does not exist is missed: UTC would keep the promise', () => {
  const delays: Delays = { start: [0], job: [0], copy: [0] };
  expect(worstLoss(occurrences('cron(0 2 ? * * *)', 'Europe/Berlin', 'both'), delays).inRegion).toBe(47 * 60);
  expect(worstLoss(occurrences('cron(0 2 ? * * *)', 'Etc/UTC', 'both'), delays).inRegion).toBe(24 * 60);
});
