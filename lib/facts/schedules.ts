import type { Answer } from './answers';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** A five-day week still is a daily schedule. */
const WORKING_DAYS = 5;

/** Whether an AWS schedule expression (`cron(...)`, `rate(...)`) comes round at least on each working day. */
export function isDaily(expression: string): Answer {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/i.exec(expression.trim());
  if (rate !== null) {
    const days = Number(rate[1]) / { minute: 1440, hour: 24, day: 1 }[(rate[2] as string).toLowerCase() as 'day'];
    return days <= 1 ? 'yes' : 'no';
  }
  const fields = /^cron\((.*)\)$/i.exec(expression.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return 'unknown';
  const [, , dayOfMonth, month, dayOfWeek] = fields as [string, string, string, string, string];
  if (!isEach(month, '1-12', 'JAN-DEC') || !isEach(dayOfMonth, '1-31')) return 'no';
  return daysOfWeek(dayOfWeek) >= WORKING_DAYS ? 'yes' : 'no';
}

function isEach(field: string, ...ranges: string[]): boolean {
  return ['*', '?', '*/1', '1/1', ...ranges].includes(field.toUpperCase());
}

/** How many days of a week a field stands for; none where it chooses among the weeks (`6#3`, `L`). */
function daysOfWeek(field: string): number {
  if (isEach(field, '1-7', 'SUN-SAT')) return DAYS.length;
  const chosen = new Set<number>();
  for (const part of field.toUpperCase().split(',')) {
    const [first, last] = part.split('-').map(dayNumber);
    if (first === undefined || first < 1) continue;
    const end = last ?? first;
    for (let day = first; day !== end; day = (day % DAYS.length) + 1) chosen.add(day);
    if (end >= 1) chosen.add(end);
  }
  return chosen.size;
}

/** 1 for Sunday, as AWS counts; 0 for what is no day. */
function dayNumber(text: string): number {
  if (/^[1-7]$/.test(text)) return Number(text);
  return DAYS.indexOf(text) + 1;
}
