/** The tables of `docs/analysis.md` that hold numbers of the code. */
import { TEST_VALUES, FRESH_FOR } from '../lib/analysis/evidence/freshness';
import { IMPACTS, TRANSFER } from '../lib/analysis/failure/impact';
import { DEFAULTS } from '../lib/analysis/recovery/defaults';
import {
  DETECTION_RATINGS,
  JUDGEMENTS,
  OCCURRENCE_BANDS,
  OVERLOAD_BANDS,
  SEVERITY_LESS,
  severityOf,
} from '../lib/analysis/risk/scales';
import { DISRUPTION_WEIGHTS, PART_WEIGHTS } from '../lib/analysis/score/weights';
import { TIERS } from '../lib/intent/schema/tier';
import { table } from '../lib/report/markdown-text';

const FELT = IMPACTS.map((_, impact) => impact).filter((impact) => SEVERITY_LESS[impact] !== undefined);

/** Tables by name. */
export const ANALYSIS_TABLES: Readonly<Record<string, () => string>> = {
  transfer: () =>
    table(
      ['What becomes of the dependency', 'HARD', 'SOFT', 'BUFFERED'],
      IMPACTS.map((impact, i) => [
        impact,
        ...(['HARD', 'SOFT', 'BUFFERED'] as const).map((effect) => IMPACTS[TRANSFER[effect][i] as number] as string),
      ]),
    ),
  assumptions: () =>
    table(
      ['Assumption', 'Seconds'],
      Object.entries(DEFAULTS).map(([name, seconds]: [string, number]) => [`\`${name}\``, String(seconds)]),
    ),
  severity: () =>
    table(
      ['Tier', ...FELT.toReversed().map((impact) => IMPACTS[impact] as string)],
      [...TIERS, undefined].map((tier) => [
        tier ?? 'none',
        ...FELT.toReversed().map((impact) => String(severityOf(tier, impact))),
      ]),
    ),
  occurrence: () =>
    table(
      ['Promised unavailability, at least', 'Occurrence'],
      OCCURRENCE_BANDS.map(({ atLeast, rating }) => [`${atLeast} %`, String(rating)]),
    ),
  judgement: () =>
    table(
      ['Failure', 'Occurrence', 'Because'],
      [
        ...Object.entries(JUDGEMENTS).map(([name, { rating, because }]) => [name, String(rating), because]),
        ...OVERLOAD_BANDS.map(({ upTo, rating, because }) => [
          `OVERLOAD, gives way at up to ${upTo} %`,
          String(rating),
          because,
        ]),
      ],
    ),
  detection: () =>
    table(
      ['What would tell', 'Detection'],
      [
        ['nothing', String(DETECTION_RATINGS.nothing)],
        ['an alarm that tells somebody', String(DETECTION_RATINGS.alarm)],
        ['such an alarm, and a procedure that is named', String(DETECTION_RATINGS.runbook)],
        ['a test within its time showed that it is noticed', String(DETECTION_RATINGS.tested)],
      ],
    ),
  parts: () =>
    table(
      ['Part', 'Points'],
      Object.entries(PART_WEIGHTS).map(([part, points]) => [part, String(points)]),
    ),
  disruptions: () =>
    table(
      ['Disruption', 'Percent of the part'],
      Object.entries(DISRUPTION_WEIGHTS).map(([disruption, percent]) => [disruption, String(percent)]),
    ),
  tests: () =>
    table(
      ['State', 'Value', 'When'],
      [
        ['PASSED', String(TEST_VALUES.PASSED), `passed in the last ${FRESH_FOR} days`],
        ['EXPIRED', String(TEST_VALUES.EXPIRED), 'passed longer ago, but within a year'],
        ['OUTDATED', String(TEST_VALUES.OUTDATED), 'passed more than a year ago'],
        ['FAILED', String(TEST_VALUES.FAILED), 'failed, and none passed since'],
        ['NONE', String(TEST_VALUES.NONE), 'there is none'],
      ],
    ),
};
