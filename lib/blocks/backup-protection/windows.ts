const DAY = 24 * 60;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A span of a week, or of each day, in minutes of UTC. */
export interface Window {
  readonly start: number;
  readonly length: number;
  /** Whether it comes each day, or once a week. */
  readonly daily: boolean;
}

/** Reads `hh:mm-hh:mm` or `ddd:hh:mm-ddd:hh:mm`; `undefined` for anything else. */
export function readWindow(text: string | undefined): Window | undefined {
  const found = /^(?:([a-z]{3}):)?(\d\d):(\d\d)-(?:([a-z]{3}):)?(\d\d):(\d\d)$/i.exec(text ?? '');
  if (found === null) return undefined;
  const [, firstDay, h1, m1, lastDay, h2, m2] = found;
  const daily = firstDay === undefined;
  const cycle = daily ? DAY : 7 * DAY;
  const at = (day: string | undefined, hour: string | undefined, minute: string | undefined): number => {
    const base = daily ? 0 : DAYS.indexOf((day ?? '').toLowerCase()) * DAY;
    return base + Number(hour) * 60 + Number(minute);
  };
  const start = at(firstDay, h1, m1);
  return { start, length: (at(lastDay, h2, m2) - start + cycle) % cycle, daily };
}

/** Whether a job that starts at one of the times of a day, or up to `wait` minutes later, meets a window. */
export function meets(times: readonly number[], wait: number, { start, length }: Window, margin: number): boolean {
  const from = (((start - margin) % DAY) + DAY) % DAY;
  const until = from + length + margin;
  return times.some((time) => [time - DAY, time, time + DAY].some((at) => at < until && at + wait > from));
}
