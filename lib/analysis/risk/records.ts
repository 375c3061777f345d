import type { TierName } from '../../intent/schema/tier';
import type { Confidence } from '../confidence';
import type { Impact } from '../failure/impact';

/** How something fails. */
export const FAILURE_MODES = [
  /** The component is out: its host, its unit, or the service beyond the redundancy it was given. */
  'INFRASTRUCTURE',
  /** A faulty release stops it, or its data is wrong or deleted. Redundancy does not help. */
  'SOFTWARE',
  /** An Availability Zone is lost, with all that lies in it. */
  'AZ',
  /** A Region is lost, with all that lies in it. */
  'REGION',
  /** More is asked of it than it can do. */
  'OVERLOAD',
  /** A third party does not answer. */
  'THIRD_PARTY',
  /** A limit that several share is used up by one of them. */
  'SHARED_LIMIT',
] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

/** What fails. */
export const SUBJECT_KINDS = ['COMPONENT', 'ZONE', 'REGION', 'EXTERNAL', 'LIMIT'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What an occurrence rating rests on. */
export const OCCURRENCE_BASES = [
  /** The service level agreement of AWS for the component as it is configured. A refund term, no measurement. */
  'SLA',
  /** What the provider of a third party promises, as it was declared. */
  'DECLARED',
  /** At which multiple of its usual load the component gives way, by the surge analysis. */
  'SURGE',
  /** A judgement of this library, as nobody publishes a rate. */
  'JUDGED',
  /** The configuration of the run says so. */
  'CONFIGURED',
  /** There is nothing to rest it on: no rating, no risk priority number. */
  'UNMODELLED',
] as const;
export type OccurrenceBasis = (typeof OCCURRENCE_BASES)[number];

/** What a failure does to one journey. */
export interface AffectedJourney {
  readonly name: string;
  readonly impact: Exclude<Impact, 'NONE'>;
}

/** How bad it is, 1 (nobody notices) to 10. */
export interface SeverityRating {
  readonly rating: number;
  /** `Place an order (MISSION_CRITICAL) is STOPPED: 10`. */
  readonly because: string;
}

/** How often it happens, 1 (hardly ever) to 10. */
export interface OccurrenceRating {
  /** Absent where nothing says. */
  readonly rating?: number;
  readonly basis: OccurrenceBasis;
  readonly because: string;
  readonly source?: string;
  readonly confidence: Confidence;
}

/** How surely it is noticed and acted on: 2 (proven by a test) to 10 (nothing tells of it). */
export interface DetectionRating {
  readonly rating: number;
  readonly because: string;
  /** The first of the alarms and rules that tell of it, by name. */
  readonly signals: readonly string[];
}

/** One way in which one thing fails, rated as in a failure mode and effects analysis. */
export interface RiskRecord {
  /** `INFRASTRUCTURE:Shop/Data/Orders/Resource`: the same in each assessment, so that two can be compared. */
  readonly id: string;
  /** Its place in the list, from 1: by severity, then by risk priority number. */
  readonly rank: number;
  readonly mode: FailureMode;
  readonly subject: SubjectKind;
  /** Construct path, else `stack/logicalId`; name of a zone, Region, third party or limit. */
  readonly name: string;
  /** Key of the service, for a component: `rds`. */
  readonly service?: string;
  readonly severity: SeverityRating;
  readonly occurrence: OccurrenceRating;
  readonly detection: DetectionRating;
  /** Severity x occurrence x detection, 1 to 1,000. Absent where the occurrence is not rated. */
  readonly riskPriorityNumber?: number;
  /** What to do first, by a rule of this library: equal numbers hide what is severe. */
  readonly priority: 'HIGH' | 'MEDIUM' | 'LOW';
  /** The journeys that notice, as declared. */
  readonly journeys: readonly AffectedJourney[];
}

/** What may go wrong, worst first. */
export interface RiskRegisterRecord {
  readonly risks: readonly RiskRecord[];
  /** Failures that no journey notices; they are not listed. */
  readonly harmless: number;
  /** Listed risks without an occurrence rating; they stand last among those as severe. */
  readonly unmodelled: number;
  /** The journeys in the order of the application, with their tiers. Without a policy there is none. */
  readonly journeys: readonly { readonly name: string; readonly tier?: TierName }[];
}
