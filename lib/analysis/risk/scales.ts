import type { TierName } from '../../intent/schema/tier';
import { DEGRADED, DELAYED, INTERRUPTED, NONE, STOPPED } from '../failure/impact';

/** How bad it is when a journey of a tier stops. The order is that of the tiers; the numbers are this library's. */
const SEVERITY_OF_STOP: Readonly<Record<TierName, number>> = {
  MISSION_CRITICAL: 10,
  CRITICAL: 9,
  IMPORTANT: 7,
  CORE_SERVICES: 6,
  NON_CRITICAL: 4,
};

/** Nobody said how much depends on it: as for the tier in the middle. */
const SEVERITY_WITHOUT_TIER = 7;

/** How much less bad than a stop it is, by impact. */
export const SEVERITY_LESS: Readonly<Record<number, number>> = {
  [STOPPED]: 0,
  [INTERRUPTED]: 2,
  [DELAYED]: 3,
  [DEGRADED]: 4,
};

/** What nobody notices; and the least of what somebody does. */
const LEAST_SEVERE = { unnoticed: 1, noticed: 2 } as const;

/** Shared fate: one more where it stops more than this share of several journeys. */
export const SHARED_FATE_SHARE = 0.5;

/** The severity of one impact on one journey. */
export function severityOf(tier: TierName | undefined, impact: number): number {
  if (impact === NONE) return LEAST_SEVERE.unnoticed;
  const ofStop = tier === undefined ? SEVERITY_WITHOUT_TIER : SEVERITY_OF_STOP[tier];
  return Math.max(LEAST_SEVERE.noticed, ofStop - (SEVERITY_LESS[impact] ?? 0));
}

/**
 * From unavailability, in percent of the time, to occurrence. Source: AIAG's occurrence ratings (failures per thousand
 * items: 100, 50, 20, 10, 5, 2, 1, 0.5, 0.1, 0.01) as in K. Yang and B. El-Haik, "Design for Six Sigma: A Roadmap for
 * Product Development", table 11.2. That they are read as a share of time is this library's doing.
 */
export const OCCURRENCE_BANDS: readonly { readonly atLeast: number; readonly rating: number }[] = [
  { atLeast: 10, rating: 10 },
  { atLeast: 5, rating: 9 },
  { atLeast: 2, rating: 8 },
  { atLeast: 1, rating: 7 },
  { atLeast: 0.5, rating: 6 },
  { atLeast: 0.2, rating: 5 },
  { atLeast: 0.1, rating: 4 },
  { atLeast: 0.05, rating: 3 },
  { atLeast: 0.01, rating: 2 },
  { atLeast: 0, rating: 1 },
];

/** The occurrence of what is available so many percent of the time. */
export function occurrenceOf(percent: number): number {
  // 100 - 99.95 is a little less than 0.05 in binary.
  const unavailable = Math.round((100 - percent) * 1e6) / 1e6;
  return OCCURRENCE_BANDS.find(({ atLeast }) => unavailable >= atLeast)?.rating ?? 1;
}

/** Occurrence by judgement, where nobody publishes a rate. */
export interface Judgement {
  readonly rating: number;
  readonly because: string;
  readonly source?: string;
}

/** By failure mode; wrong data is judged apart from a faulty release. */
export const JUDGEMENTS = {
  RELEASE: {
    rating: 6,
    because: 'most outages come from changes',
    source:
      'Google, Site Reliability Engineering, chapter 1: about 70 % of outages are due to changes in a live system',
  },
  DATA: { rating: 4, because: 'data is spoilt or deleted less often than a release fails' },
  AZ: { rating: 3, because: 'AWS publishes no rate for the loss of a zone; it is rarer than the loss of a host' },
  REGION: { rating: 2, because: 'AWS publishes no rate for the loss of a Region; it is rarer than the loss of a zone' },
  SHARED_LIMIT: {
    rating: 4,
    because: 'one function that runs wild is enough; how often that happens nobody publishes',
  },
} as const satisfies Readonly<Record<string, Judgement>>;

/** By the load at which a component gives way, in percent of the usual one. */
export const OVERLOAD_BANDS: readonly { readonly upTo: number; readonly rating: number; readonly because: string }[] = [
  { upTo: 100, rating: 9, because: 'a usual day is enough' },
  { upTo: 300, rating: 6, because: 'a surge to three times the usual load is enough' },
  { upTo: 500, rating: 4, because: 'a surge to five times the usual load is enough' },
];

/** Detection, as it is commonly rated for systems that run: low confidence, the numbers are convention. */
export const DETECTION_RATINGS = { nothing: 10, alarm: 7, runbook: 4, tested: 2 } as const;

/** What is severe comes first; then what is frequent and what nobody would notice. The rule is this library's. */
export function priorityOf(
  severity: number,
  occurrence: number | undefined,
  detection: number,
): 'HIGH' | 'MEDIUM' | 'LOW' {
  const isFrequent = (occurrence ?? 0) >= 4;
  const isHidden = detection >= DETECTION_RATINGS.alarm;
  if (severity >= 9) return isFrequent || isHidden ? 'HIGH' : 'MEDIUM';
  if (severity >= 7) return isFrequent && isHidden ? 'HIGH' : isFrequent || isHidden ? 'MEDIUM' : 'LOW';
  return severity >= 4 && isFrequent && isHidden ? 'MEDIUM' : 'LOW';
}
