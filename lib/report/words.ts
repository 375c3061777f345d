import type { Assessment, FindingRecord, SkippedRecord, UndeterminedRecord } from '../assessment/document';
import { groupBy } from './group';

type Severity = FindingRecord['severity'];

/** The noun for findings of each severity, worst first. */
export const SEVERITY_NOUNS: Readonly<Record<Severity, string>> = {
  fatal: 'failure',
  error: 'error',
  warning: 'warning',
  info: 'info',
};

/** The severities, worst first. */
export const SEVERITIES = Object.keys(SEVERITY_NOUNS) as Severity[];

/** The failure categories in a reader's words. */
export const CATEGORY_NAMES: Readonly<Record<FindingRecord['category'], string>> = {
  SINGLE_POINT_OF_FAILURE: 'Single point of failure',
  EXCESSIVE_LOAD: 'Excessive load',
  EXCESSIVE_LATENCY: 'Excessive latency',
  MISCONFIGURATION_AND_BUGS: 'Misconfiguration and bugs',
  SHARED_FATE: 'Shared fate',
};

/** What can be lost, in a reader's words. */
export const DISRUPTION_NAMES: Readonly<Record<FindingRecord['disruptions'][number], string>> = {
  software: 'Software',
  infrastructure: 'Infrastructure',
  az: 'Availability Zone',
  region: 'Region',
};

/** What can be lost, from the smallest fault domain to the largest. */
export const DISRUPTIONS = Object.keys(DISRUPTION_NAMES) as FindingRecord['disruptions'][number][];

/** Where a finding, a verdict or an omission is: its construct, or its stack and logical id. */
export function placeOf(at: FindingRecord | UndeterminedRecord | SkippedRecord): string {
  if ('constructPath' in at && at.constructPath !== undefined) return at.constructPath;
  return at.logicalId === undefined ? at.stack : `${at.stack}/${at.logicalId}`;
}

/** How an application was judged, in short: `recommended, tier CRITICAL`. */
export function judgedBy({ options }: Assessment): string {
  return options.tier === undefined ? options.strictness : `${options.strictness}, tier ${options.tier}`;
}

/** Verdicts that are undetermined for one reason. */
export interface Reason {
  readonly because: string;
  readonly verdicts: readonly UndeterminedRecord[];
}

/** Undetermined verdicts by reason, the most frequent first. */
export function reasonsOf(undetermined: readonly UndeterminedRecord[]): Reason[] {
  return [...groupBy(undetermined, ({ because }) => because)]
    .map(([because, verdicts]) => ({ because, verdicts }))
    .sort((a, b) => b.verdicts.length - a.verdicts.length);
}
