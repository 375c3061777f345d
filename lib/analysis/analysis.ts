import type { Application } from '../model/application';
import { Detection } from './detection/detection';
import type { Returns } from './failure/aftermath';
import { matrixOf } from './failure/matrix';
import type { FailureRecord } from './failure/records';
import { MAX_STEPS, simulate } from './failure/simulation';
import { singlePointsOf, type SinglePointRecord } from './failure/single-points';
import { surgeOf, type SurgeRecord } from './surge';
import { System } from './system/system';

/** What was found out about an application as a whole, beyond what rules say of its resources. */
export interface AnalysisRecord {
  readonly graph: GraphRecord;
  /** The journeys that were analysed: those declared, else one for each public entry point. */
  readonly journeys: readonly AnalysedJourneyRecord[];
  /** What stops a journey when it alone is lost, the worst kinds first. */
  readonly singlePoints: readonly SinglePointRecord[];
  /** The matrix of failures by journeys: each loss that a journey notices. */
  readonly failures: readonly FailureRecord[];
  readonly surge: SurgeRecord;
  /** What was left out so that the analysis ends, a sentence each. Empty as a rule. */
  readonly bounded: readonly string[];
}

/** What the analysis rests on. */
export interface GraphRecord {
  readonly resources: number;
  /** Dependencies that carry an outage. */
  readonly dependencies: number;
  /** The share of what is known of them that is inferred, 0 to 1: compute names a store and is let in. */
  readonly inferredShare: number;
}

/** A journey as it was analysed. */
export interface AnalysedJourneyRecord {
  readonly name: string;
  /** Nobody declared it: it stands for what customers reach by one public entry point. */
  readonly isImplied: boolean;
  /** Where it was declared: a construct path, else the stack. */
  readonly scope?: string;
  readonly owner?: string;
  /** Names of resources. */
  readonly entryPoints: readonly string[];
  /** Names of the components and third parties behind it, nearest first. */
  readonly components: readonly string[];
  /** Declared places that are in no template of the application: nothing behind them was analysed. */
  readonly unresolved: readonly string[];
}
