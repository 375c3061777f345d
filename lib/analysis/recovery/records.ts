import type { Disruption } from '../../intent/schema/policy';
import type { EvidenceRecord, PlaceRecord } from '../place';
import type { Confidence } from '../confidence';
import type { Basis, Hands } from './data/figure';
import type { Assumptions } from './defaults';

/** A length of time: seconds, or why there is none. Nothing brings it back; or nothing says how long it takes. */
export type SecondsRecord = number | 'UNRECOVERABLE' | 'UNMODELLED';

/** A length of time and how it is known. */
export interface TimeRecord {
  readonly seconds: SecondsRecord;
  /** Where the number comes from. Absent where there is none. */
  readonly basis?: Basis;
  readonly confidence?: Confidence;
  /** How it was worked out: `period 3600 + start window 3600 + job 7200`. */
  readonly formula?: string;
  /** Why nothing says it. */
  readonly because?: string;
}

/** How a component comes back from one disruption. */
export interface EstimateRecord {
  readonly disruption: Disruption;
  /** From the moment that its recovery begins. */
  readonly rto: TimeRecord;
  /** Age of the newest data that survives. */
  readonly rpo: TimeRecord;
  /** Absent where nothing says it. */
  readonly hands?: Hands;
  /** Until people have noticed, answered and decided, in seconds; 0 where none are needed. Comes before the RTO. */
  readonly people: number;
  /** Id of the figure, its configuration, who does what, and where it was read. Absent where none fits. */
  readonly figure?: string;
  readonly condition?: string;
  readonly how?: string;
  readonly source?: string;
  readonly note?: string;
  /** Why the user's own numbers stand here. */
  readonly declaredBecause?: string;
  readonly evidence: readonly EvidenceRecord[];
}

/** How a component comes back, whatever journey it belongs to. */
export interface ComponentRecoveryRecord {
  readonly component: PlaceRecord;
  readonly service: string;
  /** What is lost with it: `DATA` counts for the RPO of journeys. */
  readonly holds: 'DATA' | 'IN_TRANSIT' | 'NOTHING';
  readonly estimates: readonly EstimateRecord[];
}

/** How an estimate compares to a target. */
export type Verdict =
  | 'MET'
  | 'MISSED'
  /** Nothing in the application brings it back. */
  | 'UNRECOVERABLE'
  /** Something that counts is not known, and what is known decides neither way. */
  | 'UNMODELLED'
  | 'NO_TARGET';

/** One step on the longest way back. */
export interface RecoveryStepRecord {
  /** Name of the component; for the switch to another Region, the entry. */
  readonly name: string;
  /** Seconds from the disruption. */
  readonly begins: number;
  readonly ends: number;
  /** It begins then because people have to decide first, not because of the steps before. */
  readonly waitsForPeople?: true;
}

/** An estimate of a journey against its target. All times are in seconds. */
export interface JudgedTimeRecord {
  readonly verdict: Verdict;
  readonly estimate: SecondsRecord;
  /** Absent without a target. */
  readonly target?: number;
  /** By how much it is missed; at least that much where something is not known. */
  readonly missedBy?: number;
  /** Where something is not known: what the rest takes. */
  readonly atLeast?: number;
  /** Where something is not known, but others stand in for it: what it takes by them. */
  readonly atMost?: number;
  /** The zone or Region whose loss is worst. */
  readonly domain?: string;
  /** Components that nothing brings back, of those that count. */
  readonly unrecoverable: readonly string[];
  /** What counts and is not known, and why. */
  readonly unmodelled: readonly UnmodelledRecord[];
}

export interface UnmodelledRecord {
  readonly name: string;
  readonly because: string;
}

/** How long a journey is down. */
export interface JourneyRtoRecord extends JudgedTimeRecord {
  /** The longest of the recoveries: if all that is hit could come back side by side. */
  readonly maximum: SecondsRecord;
  /** Their sum: if nothing came back side by side. */
  readonly sum: SecondsRecord;
  /** The longest way back, first step first. Empty where nothing takes time, or it is not known. */
  readonly path: readonly RecoveryStepRecord[];
  /** How requests are led to the entries of another Region, where that counts. */
  readonly routing?: RoutingRecord;
  /** Components whose improvement shortens it, by how much, most first. */
  readonly weakest: readonly LiftRecord[];
  /** The counterfactual was cut short: there may be more, and lifts may be greater. */
  readonly isBounded?: true;
}

export interface RoutingRecord extends TimeRecord {
  readonly evidence: readonly EvidenceRecord[];
}

/** What becomes of an estimate if one component were perfect. */
export interface LiftRecord {
  /** Name of the component. */
  readonly name: string;
  /** The estimate then. */
  readonly estimate: SecondsRecord;
  /** By how many seconds less. Absent where one of the two is no number. */
  readonly lift?: number;
}

/** How much data of a journey is lost. */
export interface JourneyRpoRecord extends JudgedTimeRecord {
  /** The component that loses most. */
  readonly by?: string;
  readonly weakest: readonly LiftRecord[];
}

/** Messages on their way: work that waits when what takes them is lost. No part of RTO and RPO. */
export interface BufferRecord {
  readonly name: string;
  /** How long they are kept, in seconds. Absent where that is not known. */
  readonly retention?: number;
}

/** What one promise contributes. */
export interface AvailabilityTermRecord {
  /** What stands behind it: components of a service in a Region, or one component. */
  readonly components: readonly string[];
  /** In percent. For alternatives, of all together. */
  readonly percent: number;
  /** Id of the service level; absent for a third party and for alternatives. */
  readonly serviceLevel?: string;
  readonly condition?: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
  /** One of these is enough: each in percent, taken as independent. */
  readonly alternatives?: readonly { readonly components: readonly string[]; readonly percent: number }[];
}

/** What becomes of the availability if what stands behind one term were perfect. */
export interface AvailabilityLiftRecord {
  readonly components: readonly string[];
  /** In percent. */
  readonly estimate: number;
  /** By how many percentage points more. */
  readonly lift: number;
}

/** What the promises of AWS and of third parties come to. No measurement, and no promise of anybody. */
export interface AvailabilityRecord {
  readonly label: 'SLA-derived estimate';
  readonly verdict: Exclude<Verdict, 'UNRECOVERABLE'>;
  /** In percent of the time. */
  readonly estimate: number | 'UNMODELLED';
  /** In percent: the product of what is promised, where something has no promise. */
  readonly upperBound?: number;
  readonly target?: number;
  readonly terms: readonly AvailabilityTermRecord[];
  readonly unmodelled: readonly UnmodelledRecord[];
  readonly weakest: readonly AvailabilityLiftRecord[];
  /** What the number does not say. */
  readonly notes: readonly string[];
}

/** How a journey comes back, and how available it is. */
export interface RecoveryRecord {
  readonly journey: string;
  readonly isImplied: boolean;
  readonly disruptions: Readonly<
    Record<Disruption, { readonly rto: JourneyRtoRecord; readonly rpo: JourneyRpoRecord }>
  >;
  readonly buffers: readonly BufferRecord[];
  readonly availability: AvailabilityRecord;
}

/** The answer to: how long, how much, how often. */
export interface RecoveryAnalysis {
  readonly assumptions: Assumptions;
  readonly components: readonly ComponentRecoveryRecord[];
  readonly journeys: readonly RecoveryRecord[];
  /** Disruptions whose zones or Regions were too many to look at one by one. */
  readonly bounded: readonly Disruption[];
}
