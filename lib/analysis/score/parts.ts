import { PART_WEIGHTS } from './weights';
import type { Coverage, DueTest } from './coverage';
import type { MissingRecord, ScorePart, ScorePartRecord, ScoreRecord } from './records';

/** Names that are given of what is missing. */
const SHOWN = 20;

/** A part as it is reckoned: the share of what can be had, or why it does not count. */
export interface Part {
  readonly part: ScorePart;
  /** 0 to 1; absent where the part has no subject. */
  readonly share?: number;
  readonly because: string;
  readonly missing: MissingRecord;
  readonly disruptions?: ScorePartRecord['disruptions'];
}

/** The parts that count components. */
export function coverageParts(covered: readonly Coverage[]): Part[] {
  const withAlarm = covered.filter(({ hasAlarm }) => hasAlarm).length;
  const withProcedure = covered.filter(({ hasProcedure }) => hasProcedure).length;
  const [total, none] = [covered.length, 'no component that a template can watch'];
  return [
    {
      part: 'ALARMS',
      ...shareOf(withAlarm, total),
      because: total === 0 ? none : `${withAlarm} of ${counted(total)} an alarm that tells somebody`,
      missing: missing(covered.filter(({ hasAlarm }) => !hasAlarm).map(({ name }) => name)),
    },
    {
      part: 'PROCEDURES',
      ...shareOf(withProcedure, total),
      because:
        total === 0 ? none : `${withProcedure} of ${counted(total)} a procedure that an alarm or a document names`,
      missing: missing(covered.filter(({ hasProcedure }) => !hasProcedure).map(({ name }) => name)),
    },
  ];
}

/** The part that counts tests. */
export function testsPart(due: readonly DueTest[]): Part {
  const done = due.reduce((sum, { value }) => sum + value, 0);
  const open = due.filter(({ value }) => value < 1).map(({ name }) => name);
  const because =
    due.length === 0
      ? 'no recovery to test: AWS does it, and no data is kept'
      : `${due.length - open.length} of ${due.length} recoveries are shown by a fresh test that passed`;
  return { part: 'TESTS', ...shareOf(done, due.length), because, missing: missing(open) };
}

/** A score of its parts. Those without subject are left out, and the others make the whole. */
export function scoreOf(parts: readonly Part[]): ScoreRecord {
  let [points, possible] = [0, 0];
  for (const { part, share } of parts) {
    if (share === undefined) continue;
    points += share * PART_WEIGHTS[part];
    possible += PART_WEIGHTS[part];
  }
  return {
    ...(possible > 0 && { score: Math.round((100 * points) / possible) }),
    points: rounded(points),
    possible,
    parts: parts.map(({ part, share, because, missing: lacking, disruptions }) => ({
      part,
      weight: PART_WEIGHTS[part],
      ...(share !== undefined && { points: rounded(share * PART_WEIGHTS[part]) }),
      because,
      missing: lacking,
      ...(disruptions !== undefined && { disruptions }),
    })),
  };
}

export function missing(names: readonly string[]): MissingRecord {
  return { count: names.length, first: names.slice(0, SHOWN) };
}

/** To two digits, as Resilience Hub writes its weights. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

function shareOf(done: number, total: number): { readonly share?: number } {
  return total === 0 ? {} : { share: done / total };
}

function counted(total: number): string {
  return total === 1 ? '1 component has' : `${total} components have`;
}
