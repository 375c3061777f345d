import type { ClockChange } from './clock-changes';

const DAY = 24 * 60;

/** The periods that divide a day, in hours: every day has the same times. The shortest is what AWS Backup takes. */
export const PERIODS = [24, 12, 8, 6, 4, 3, 2, 1] as const;

/** The times of a day, in local minutes from midnight, at which a schedule comes round. */
export function timesOfDay(periodHours: number, firstHour: number, minute: number): number[] {
  return Array.from({ length: 24 / periodHours }, (_, i) => ((firstHour + i * periodHours) % 24) * 60 + minute).sort(
    (a, b) => a - b,
  );
}

/** The cron expression of a daily schedule. */
export function cronOf(times: readonly number[]): string {
  const minute = (times[0] as number) % 60;
  const hours = times.length === 24 ? '*' : times.map((time) => Math.floor(time / 60)).join(',');
  return `cron(${minute} ${hours} ? * * *)`;
}

/**
 * The longest time between two runs, in minutes of real time. On the night that clocks go forward a run at a time that
 * does not exist is taken to be left out; when they go back, a time that comes twice is taken to run once, at either.
 */
export function worstGap(times: readonly number[], changes: readonly ClockChange[]): number {
  const runs = [-1, 0, 1, 2].flatMap((day) => times.map((time) => time + day * DAY)).sort((a, b) => a - b);
  const changed = changes.map((change) => (change.by > 0 ? longestForward : longestBack)(runs, change));
  return Math.max(longest(runs), ...changed);
}

function longest(runs: readonly number[]): number {
  return Math.max(...pairs(runs).map(([from, to]) => to - from));
}

/** What falls into the hour that is skipped does not run; what spans it is shorter by it. */
function longestForward(runs: readonly number[], { at, by }: ClockChange): number {
  const kept = runs.filter((run) => run < at || run >= at + by);
  return Math.max(...pairs(kept).map(([from, to]) => to - from - (from < at && to >= at + by ? by : 0)));
}

/** The hour that comes twice lengthens what touches it. */
function longestBack(runs: readonly number[], { at, by }: ClockChange): number {
  const end = at - by;
  return Math.max(...pairs(runs).map(([from, to]) => to - from + (from < end && to >= at ? -by : 0)));
}

function pairs(runs: readonly number[]): [number, number][] {
  return runs.slice(1).map((to, i) => [runs[i] as number, to]);
}
