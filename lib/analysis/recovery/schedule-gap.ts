/** Days that a schedule is followed over: eight years, in which each date of a calendar comes round twice. */
const DAYS = 8 * 365 + 2;
const DAY = 24 * 60;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** The schedule is followed from here; any leap cycle will do. */
const START = Date.UTC(2025, 0, 1);
const MILLISECONDS = 24 * 3600 * 1000;

const known = new Map<string, number | undefined>();

/**
 * The longest time between two runs of an AWS schedule expression (`cron(...)`, `rate(...)`), in seconds; `undefined`
 * where it cannot be told: malformed, for certain years, or by the last or nearest day (`L`, `W`, `#`).
 */
export function longestGap(expression: string): number | undefined {
  if (!known.has(expression)) known.set(expression, read(expression.trim()));
  return known.get(expression);
}

function read(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/i.exec(expression);
  if (rate !== null) {
    const unit = (rate[2] as string).toLowerCase() as 'minute' | 'hour' | 'day';
    const gap = Number(rate[1]) * { minute: 60, hour: 3600, day: 86_400 }[unit];
    return gap > 0 ? gap : undefined;
  }
  const fields = /^cron\((.*)\)$/i.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields as [string, string, string, string, string, string];
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const dates = valuesOf(dayOfMonth, 1, 31);
  const months = valuesOf(month, 1, 12, MONTHS);
  const weekdays = valuesOf(dayOfWeek, 1, 7, WEEKDAYS);
  if (!minutes || !hours || !dates || !months || !weekdays || !/^(\*|\?)$/.test(year)) return undefined;
  const times = [...hours].flatMap((h) => [...minutes].map((m) => h * 60 + m)).sort((a, b) => a - b);
  return gapOf(times, (day) => {
    const date = new Date(START + day * MILLISECONDS);
    return dates.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1) && weekdays.has(date.getUTCDay() + 1);
  });
}

/** The longest gap between the times of the days that are meant, in seconds. */
function gapOf(times: readonly number[], isMeant: (day: number) => boolean): number | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let within = 0;
  for (let i = 1; i < times.length; i += 1) {
    within = Math.max(within, (times[i] as number) - (times[i - 1] as number));
  }
  let between = 0;
  let before: number | undefined;
  for (let day = 0; day < DAYS; day += 1) {
    if (!isMeant(day)) continue;
    if (before !== undefined) between = Math.max(between, day - before);
    before = day;
  }
  // It has to come round to be a schedule.
  if (between === 0) return undefined;
  return Math.max(within, between * DAY + first - last) * 60;
}

/** The values that a field of a cron expression stands for. */
function valuesOf(field: string, least: number, most: number, names: readonly string[] = []): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.toUpperCase().split(',')) {
    const match = /^([A-Z0-9]+|\*|\?)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, from, to, step] = match as unknown as [string, string, string | undefined, string | undefined];
    const isAll = from === '*' || from === '?';
    const start = isAll ? least : numberOf(from, names);
    const end = to !== undefined ? numberOf(to, names) : isAll || step !== undefined ? most : start;
    const by = Number(step ?? 1);
    if (!(start >= least && end <= most && by >= 1) || (isAll && to !== undefined)) return undefined;
    // `FRI-MON` goes over the end of the week.
    const length = end >= start ? end - start : end + most - least + 1 - start;
    for (let i = 0; i <= length; i += by) values.add(((start + i - least) % (most - least + 1)) + least);
  }
  return values;
}

function numberOf(text: string, names: readonly string[]): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index < 0 ? NaN : index + 1;
}
