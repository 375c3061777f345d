/** A day of the calendar, `YYYY-MM-DD`. Days begin and end at midnight UTC, wherever the clock stands. */
export type Day = string;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

const MILLISECONDS = 24 * 60 * 60 * 1000;

/** Whether a text is a day that the calendar has: not 2026-02-30. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !FORM.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

/** The day of an instant, in UTC. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** How many days lie between two: 0 for the same, 1 for the next, negative for one before. */
export function daysBetween(first: Day, second: Day): number {
  return (Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / MILLISECONDS;
}
