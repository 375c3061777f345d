import type { Disruption } from '../../intent/schema/policy';
import type { TierName } from '../../intent/schema/tier';

/** What a score is made of. */
export const SCORE_PARTS = ['POLICY_COMPLIANCE', 'ALARMS', 'PROCEDURES', 'TESTS'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** How a journey's estimated recovery compares with its target. */
export const RECOVERY_VERDICTS = ['MET', 'MISSED', 'UNRECOVERABLE', 'UNMODELLED', 'NO_TARGET'] as const;
export type RecoveryVerdict = (typeof RECOVERY_VERDICTS)[number];

/** What is lacking, by name. */
export interface MissingRecord {
  readonly count: number;
  /** The first of them: a component, `software on COMPONENT` for a test, a disruption for a target. */
  readonly first: readonly string[];
}

/** One disruption of the compliance with a policy. */
export interface DisruptionScoreRecord {
  readonly disruption: Disruption;
  readonly verdict: RecoveryVerdict;
  /** In percent of the part; those without target are left out, and their weight goes to the others. */
  readonly weight: number;
  /** Points of the part, of `weight` percent of its weight. */
  readonly points: number;
}

/** One part of a score. */
export interface ScorePartRecord {
  readonly part: ScorePart;
  /** Points it can bring. */
  readonly weight: number;
  /** Points it brings, 0 to `weight`. Absent where it does not count. */
  readonly points?: number;
  /** What it is made of, or why it does not count: `3 of 4 components have an alarm that tells somebody`. */
  readonly because: string;
  readonly missing: MissingRecord;
  /** For the compliance with a policy. */
  readonly disruptions?: readonly DisruptionScoreRecord[];
}

/** A score with what it is made of. It is never shown without its parts. */
export interface ScoreRecord {
  /** 0 to 100: points in percent of those that can be had. Absent where no part counts. */
  readonly score?: number;
  readonly points: number;
  /** The weights of the parts that count: 100 where all do. */
  readonly possible: number;
  readonly parts: readonly ScorePartRecord[];
}

/** The score of a journey. */
export interface JourneyScoreRecord extends ScoreRecord {
  readonly journey: string;
  readonly tier?: TierName;
}

/** The score of an application and its journeys. */
export interface ResilienceScoreRecord extends ScoreRecord {
  /** Whose score it is, in a sentence to stand beside it. */
  readonly method: string;
  readonly journeys: readonly JourneyScoreRecord[];
}
