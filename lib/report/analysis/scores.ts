import type { ScorePart, ScorePartRecord, ScoreRecord } from '../../analysis/score/records';
import { names, type Phrase, type Section } from '../content';

/** Names that are told of what is lacking. */
const MAX_NAMED = 5;

const PART_NAMES: Readonly<Record<ScorePart, string>> = {
  POLICY_COMPLIANCE: 'Policy',
  ALARMS: 'Alarms',
  PROCEDURES: 'Procedures',
  TESTS: 'Tests',
};

/** A score with its parts, in one line: `47 of 100: policy 10 of 40, alarms 5 of 20`. */
export function scoreInWords({ score, parts }: ScoreRecord): string {
  const said = parts.map(({ part, points, weight }) => {
    const what = PART_NAMES[part].toLowerCase();
    return points === undefined ? `${what} not counted` : `${what} ${Math.round(points)} of ${weight}`;
  });
  return `${score === undefined ? 'none' : `${score} of 100`}: ${said.join(', ')}`;
}

/** A score with its parts, and what each is made of. */
export function scoreSection(heading: string, score: ScoreRecord, texts: readonly Phrase[] = []): Section {
  return {
    heading: `${heading}: ${score.score === undefined ? 'none' : `${score.score} of 100`}`,
    texts,
    table: {
      columns: ['Part', ['Points', 'number'], ['Of', 'number'], ['Because', 'text'], ['Lacking', 'text']],
      groups: [{ rows: score.parts.map(rowOf) }],
    },
  };
}

function rowOf({ part, points, weight, because, missing }: ScorePartRecord): Phrase[] {
  const { count, first } = missing;
  const shown = first.slice(0, MAX_NAMED);
  const more = count - shown.length;
  return [
    PART_NAMES[part],
    points === undefined ? 'not counted' : String(points),
    String(weight),
    because,
    [...names(shown), ...(more > 0 ? [` and ${more} more`] : [])],
  ];
}
