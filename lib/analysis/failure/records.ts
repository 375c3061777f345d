import type { PlaceRecord } from '../place';
import type { Impact } from './impact';
import type { LossKind } from './losses';

/** What becomes of the journeys when something is lost: a row of the matrix of failures by journeys. */
export interface FailureRecord {
  readonly kind: LossKind;
  /** What is lost. */
  readonly on: PlaceRecord;
  /** What it does, to the journeys that notice. */
  readonly impacts: readonly JourneyImpactRecord[];
  /** Components whose zones nobody knows, so that journeys may suffer more. For the loss of a zone. */
  readonly unsure: readonly string[];
  /** Alarms that would tell of it, by construct path or logical id. */
  readonly alarms: readonly string[];
  /** What comes back, how. */
  readonly recovery: FailureRecoveryRecord;
}

export interface JourneyImpactRecord {
  /** Its name. */
  readonly journey: string;
  readonly impact: Impact;
}

/** How what was lost comes back. */
export interface FailureRecoveryRecord {
  /** Components that come back by themselves. */
  readonly automatic: readonly RecoveringRecord[];
  /** Components that need somebody. */
  readonly manual: readonly RecoveringRecord[];
  /** Components of which it is not known. */
  readonly unmodelled: readonly string[];
}

export interface RecoveringRecord {
  readonly name: string;
  /** In seconds; absent where nothing brings it back. */
  readonly rto?: number;
}
