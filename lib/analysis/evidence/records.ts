import type { Proof, TestKind, TestResult } from './schema';

/** What a test counts for on the day of an assessment. */
export const TEST_STATES = [
  /** It passed, lately enough. */
  'PASSED',
  /** It passed, longer ago. */
  'EXPIRED',
  /** It passed more than a year ago. */
  'OUTDATED',
  /** It failed, and no later one passed. */
  'FAILED',
  /** There is none. */
  'NONE',
] as const;
export type TestState = (typeof TEST_STATES)[number];

/** A test that was run. */
export interface TestRecord {
  readonly kind: TestKind;
  readonly on: string;
  readonly proves: readonly Proof[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly result: TestResult;
  readonly link?: string;
  readonly state: TestState;
  /** Days from the test to the assessment. */
  readonly age: number;
}

/** What a template defines to be run. Defined is not run: it proves nothing by itself. */
export interface DefinedTestRecord {
  /** Construct path, else `stack/logicalId`. */
  readonly name: string;
  readonly kind: 'RESTORE_TEST' | 'FIS_EXPERIMENT' | 'CANARY' | 'ZONAL_SHIFT_PRACTICE' | 'REGION_SWITCH_PLAN';
  /** `restores EBS by plan weekly, cron(0 7 ? * SUN *)`. */
  readonly says: string;
  /** The resources it names. */
  readonly covers: readonly string[];
}

/** What is known of tests. */
export interface EvidenceRecord {
  /** Days that a passed test counts in full. */
  readonly freshFor: number;
  readonly tests: readonly TestRecord[];
  /** Tests on what is in no template, by what they say they were on. */
  readonly unmatched: readonly string[];
  readonly defined: readonly DefinedTestRecord[];
}
