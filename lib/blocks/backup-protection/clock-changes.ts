/** A change of the clocks of a time zone. */
export interface ClockChange {
  /** The first local minute of the day that is skipped or comes twice. */
  readonly at: number;
  /** By how many minutes the clocks go forward (more than 0) or back (less than 0). */
  readonly by: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The rules of a time zone are known for some years ahead; laws change them, so a margin of years is no proof. */
const FROM = Date.UTC(2026, 0, 1);
const UNTIL = Date.UTC(2038, 0, 1);
const known = new Map<string, readonly ClockChange[]>();

/** The clock changes of a time zone that are foreseen, each kind once. None in UTC. */
export function clockChanges(timeZone: string): readonly ClockChange[] {
  const before = known.get(timeZone);
  if (before !== undefined) return before;
  const found = new Map<string, ClockChange>();
  const offset = offsets(timeZone);
  for (let at = FROM; at < UNTIL; at += DAY) {
    const [was, is] = [offset(at), offset(at + DAY)];
    if (was === is) continue;
    const instant = changeWithin(offset, at, at + DAY);
    const by = is - was;
    // Clocks that go forward skip what they would have shown; clocks that go back show again what they had.
    const change = { at: minuteOfDay(instant + (by > 0 ? was : is) * MINUTE), by };
    found.set(`${change.at}/${by}`, change);
  }
  const changes = [...found.values()];
  known.set(timeZone, changes);
  return changes;
}

/** How far a time zone is from UTC, in minutes, in summer and in winter. */
export function offsetsOf(timeZone: string): number[] {
  const offset = offsets(timeZone);
  const months = Array.from({ length: 24 }, (_, month) => offset(Date.UTC(2026, month, 15)));
  return [...new Set(months)];
}

function changeWithin(offset: (at: number) => number, from: number, until: number): number {
  let [low, high] = [from / MINUTE, until / MINUTE];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * MINUTE) === offset(from)) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

function offsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
    return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

function minuteOfDay(at: number): number {
  return Math.floor((at % DAY) / MINUTE);
}
