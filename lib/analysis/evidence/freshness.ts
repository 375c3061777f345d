import { daysBetween, type Day } from '../../intent/schema/day';
import type { TestState } from './records';
import type { TestEvidence } from './schema';

/**
 * Days that a passed test counts in full. Source: AWS Resilience Hub, "Calculating resiliency scores": tests count that
 * ran successfully in the last 30 days. A run with `freshFor` may say otherwise: restore tests are often quarterly.
 */
export const FRESH_FOR = 30;

/** Days after which a passed test counts for nothing: a year of changes has gone by. */
const OUTDATED_AFTER = 365;

/**
 * What a test counts for, 0 to 1. An expired one: Resilience Hub gives nothing for it, Gremlin's reliability score three
 * quarters ("Reliability Score", after a week); offline nobody sees what ran since, so the half. A failed one: Gremlin
 * gives a half for having tested; here it is what the test was to show that counts, and it showed the contrary.
 */
export const TEST_VALUES: Readonly<Record<TestState, number>> = {
  PASSED: 1,
  EXPIRED: 0.5,
  OUTDATED: 0,
  FAILED: 0,
  NONE: 0,
};

/** What a test counts for on a day. */
export function stateOf({ result, date }: TestEvidence, asOf: Day, freshFor: number): TestState {
  if (result === 'FAILED') return 'FAILED';
  const age = daysBetween(date, asOf);
  if (age <= freshFor) return 'PASSED';
  return age <= Math.max(OUTDATED_AFTER, freshFor) ? 'EXPIRED' : 'OUTDATED';
}

/** The test that counts of several: the latest; of one day, a failed one. */
export function latestOf(tests: readonly TestEvidence[]): TestEvidence | undefined {
  return tests.reduce<TestEvidence | undefined>((latest, test) => {
    if (latest === undefined || test.date > latest.date) return test;
    return test.date === latest.date && test.result === 'FAILED' ? test : latest;
  }, undefined);
}
