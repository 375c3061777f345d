/**
 * What schedules and jobs do, seen minute by minute of real time. It shares nothing with the block: it asks a calendar
 * what the clock on the wall shows, and whether the cron expression means that.
 */

const QUARTER = 15 * 60_000;
const START = Date.UTC(2027, 0, 1);
const END = Date.UTC(2028, 0, 8);
const walls = new Map<string, Wall[]>();

/** What the clock on the wall shows at an instant. */
interface Wall {
  readonly at: number;
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
}

function wallsOf(zone: string): Wall[] {
  const known = walls.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const all: Wall[] = [];
  for (let at = START; at < END; at += QUARTER) {
    const [date = '', time = ''] = format.format(at).split(' ');
    const [hour, minute] = time.split(':').map(Number);
    all.push({ at, date, hour: hour as number, minute: minute as number });
  }
  walls.set(zone, all);
  return all;
}

/** When a daily schedule comes round in a year, in minutes; a time that comes twice counts as asked. */
export function occurrences(cron: string, zone: string, twice: 'first' | 'second' | 'both'): number[] {
  const [, minute, hours] = /^cron\((\d+) (\S+) \? \* \* \*\)$/.exec(cron) ?? [];
  if (minute === undefined || hours === undefined) throw new Error(`not read: ${cron}`);
  const wanted = hours === '*' ? undefined : hours.split(',').map(Number);
  const runs = wallsOf(zone).filter((wall) => {
    return wall.minute === Number(minute) && (wanted?.includes(wall.hour) ?? true);
  });
  const shown = new Map<string, number[]>();
  for (const { at, date, hour } of runs) shown.set(`${date} ${hour}`, [...(shown.get(`${date} ${hour}`) ?? []), at]);
  return [...shown.values()]
    .flatMap((times) => (twice === 'both' ? times : [twice === 'first' ? times[0] : times.at(-1)]))
    .map((at) => (at as number) / 60_000)
    .sort((a, b) => a - b);
}

/** What the jobs of a schedule take one after the other, in minutes; each list starts anew at its end. */
export interface Delays {
  readonly start: readonly number[];
  readonly job: readonly number[];
  readonly copy: readonly number[];
}

/** The most data, in minutes, that a failure at the worst moment of the year would lose. */
export function worstLoss(runs: readonly number[], delays: Delays): { inRegion: number; otherRegion: number } {
  const points = runs.map((run, i) => {
    const pick = (list: readonly number[]): number => list[i % list.length] as number;
    const shows = run + pick(delays.start);
    const usable = shows + pick(delays.job);
    return { shows, usable, copied: usable + pick(delays.copy) };
  });
  return {
    inRegion: worst(points.map(({ shows, usable }) => ({ shows, usable }))),
    otherRegion: worst(points.map(({ shows, copied }) => ({ shows, usable: copied }))),
  };
}

/** The worst moment is just before a recovery point can be used. */
function worst(points: readonly { readonly shows: number; readonly usable: number }[]): number {
  const inOrder = [...points].sort((a, b) => a.usable - b.usable);
  let newest = inOrder[0]?.shows ?? NaN;
  let most = 0;
  for (const { shows, usable } of inOrder.slice(1)) {
    most = Math.max(most, usable - newest);
    newest = Math.max(newest, shows);
  }
  return most;
}
