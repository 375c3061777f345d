import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { dayOf, daysBetween, isDay } from '../../../../lib/intent/schema/day';

const ROOT = join(__dirname, '../../../..');

test.each([
  ['2026-11-23', true],
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['2026-02-29', false],
  ['1900-02-29', false],
  ['2026-02-30', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['26-01-01', false],
  ['2026-1-1', false],
  ['2026-11-23T00:00:00Z', false],
  [' 2026-11-23', false],
  ['2026/11/23', false],
  ['', false],
  [undefined, false],
  [20261123, false],
])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));

/** Days since a fixed one by the calendar's own rules, without a clock. */
function ordinal(year: number, month: number, day: number): number {
  const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let days = day + lengths.slice(0, month - 1).reduce((sum, each) => sum + each, 0);
  for (let y = 1990; y < year; y += 1) days += isLeap(y) ? 366 : 365;
  return days;
}

const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2120-12-31'), noInvalidDate: true });
const ordinalOf = (instant: Date): number =>
  ordinal(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());

test('days between two are what the calendar says', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(daysBetween(dayOf(a), dayOf(b))).toBe(ordinalOf(b) - ordinalOf(a));
      expect(isDay(dayOf(a))).toBe(true);
    }),
  );
});

// In a process of its own, as the clock of this one does not follow its environment.
test('wherever the clock stands', () => {
  const zones = [
    'UTC',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
  ];
  const script = `
    const { dayOf, daysBetween, isDay } = require(${JSON.stringify(join(ROOT, 'lib/intent/schema/day.ts'))});
    const said = ${JSON.stringify(zones)}.map((zone) => {
      process.env.TZ = zone;
      return [
        new Date('2026-07-01T00:00:00Z').getTimezoneOffset(),
        dayOf(new Date('2026-12-31T23:59:59.999Z')),
        dayOf(new Date('2027-01-01T00:00:00.000Z')),
        // Over the days on which clocks change.
        daysBetween('2026-03-07', '2026-03-09'),
        daysBetween('2026-03-28', '2026-03-30'),
        daysBetween('2026-10-24', '2026-10-26'),
        ['2026-03-08', '2026-03-29', '2026-10-04'].every(isDay),
      ];
    });
    console.log(JSON.stringify(said));`;
  const node = execFileSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', script], { cwd: ROOT });
  const said = JSON.parse(node.toString()) as [offset: number, ...unknown[]][];
  expect(said.map(([offset]) => offset)).toEqual([0, -840, 660, 240, -120, -630]);
  for (const [, ...rest] of said) expect(rest).toEqual(['2026-12-31', '2027-01-01', 2, 2, 2, true]);
});
