/** A pair of windows over which an error budget is burnt too fast. */
export interface BurnRate {
  readonly name: string;
  /** How many times as fast as the budget allows. */
  readonly factor: number;
  /** Minutes: how long the burning must have lasted. */
  readonly long: number;
  /** Minutes: whether it still goes on. */
  readonly short: number;
  /** The share of failed requests, 0 to 1, at or above which both windows must be. */
  readonly threshold: number;
  /** Whether it wakes somebody; else it can wait until the morning. */
  readonly isPage: boolean;
  /** The share of the budget that is gone when the alarm goes off during a steady fire, 0 to 1. */
  readonly budgetSpent: number;
}

/** Days over which an availability target is judged. */
export const BUDGET_DAYS = 30;

/**
 * Windows and factors after Google's "The Site Reliability Workbook", chapter 5 "Alerting on SLOs": 2 % of a month's
 * budget in one hour, 5 % in six hours, 10 % in a day. The day replaces the book's three days, as CloudWatch looks at
 * alarms of more than a day only once an hour.
 */
const WINDOWS: readonly Pick<BurnRate, 'name' | 'factor' | 'long' | 'short' | 'isPage'>[] = [
  { name: 'fast', factor: 14.4, long: 60, short: 5, isPage: true },
  { name: 'medium', factor: 6, long: 360, short: 30, isPage: true },
  { name: 'slow', factor: 3, long: 1440, short: 120, isPage: false },
];

/**
 * The burn rates to watch for an availability target. Left out are those that cannot be reached: for a target of 90 %,
 * burning fourteen times too fast would need more failures than there are requests.
 *
 * @param availability the target, in percent
 */
export function burnRates(availability: number): BurnRate[] {
  const budget = 1 - availability / 100;
  return WINDOWS.map((window) => ({
    ...window,
    // To nine digits: 1 - 0.999 is no round number in binary.
    threshold: Number((window.factor * budget).toPrecision(9)),
    budgetSpent: (window.factor * window.long) / (BUDGET_DAYS * 24 * 60),
  })).filter(({ threshold }) => threshold <= 1);
}

/** Minutes of a complete outage that an availability target allows in its days. */
export function budgetMinutes(availability: number): number {
  return Number(((1 - availability / 100) * BUDGET_DAYS * 24 * 60).toPrecision(6));
}
