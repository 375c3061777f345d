import type {
  ComponentRecoveryRecord,
  EstimateRecord,
  RecoveryAnalysis,
  TimeRecord,
} from '../../analysis/recovery/records';
import { name, type Phrase, type Rows, type Section } from '../content';
import { durationInWords } from '../duration';
import { sentence } from '../text';
import { DISRUPTION_NAMES, DISRUPTIONS } from '../words';
import { secondsInWords } from './times';

/** How each component comes back from each disruption, and how that is known. */
export function recoverySection({ components, assumptions }: RecoveryAnalysis, most: number): Section {
  const { detectionWithAlarm, detectionWithoutAlarm, acknowledgement, decision } = assumptions;
  const groups = DISRUPTIONS.map((disruption): Rows => {
    const rows = components.flatMap((component) => {
      const estimate = component.estimates.find((each) => each.disruption === disruption);
      return estimate === undefined ? [] : [{ component, estimate }];
    });
    rows.sort((a, b) => badnessOf(b.estimate) - badnessOf(a.estimate));
    const shown = rows.length > most ? ` (the slowest ${most} of ${rows.length})` : '';
    return {
      heading: `${DISRUPTION_NAMES[disruption]}${shown}`,
      rows: rows.slice(0, most).map((row) => rowOf(row.component, row.estimate)),
    };
  });
  return {
    heading: 'Recovery of each component',
    texts: [
      'Time by hand begins when people have noticed, answered and decided: assumed are ' +
        `${durationInWords(detectionWithAlarm)} to notice with an alarm and ${durationInWords(detectionWithoutAlarm)} ` +
        `without, ${durationInWords(acknowledgement)} to answer, ${durationInWords(decision)} to decide.`,
    ],
    isFolded: true,
    table: {
      columns: [
        ['Component', 'name'],
        ['RTO', 'short'],
        ['RPO', 'short'],
        ['Who', 'short'],
        ['How known', 'text'],
      ],
      groups: groups.filter(({ rows }) => rows.length > 0),
    },
  };
}

/** What nothing brings back, then what is not known, then the slowest. */
function badnessOf({ rto, people }: EstimateRecord): number {
  if (rto.seconds === 'UNRECOVERABLE') return Number.MAX_SAFE_INTEGER;
  return rto.seconds === 'UNMODELLED' ? Number.MAX_SAFE_INTEGER - 1 : rto.seconds + people;
}

function rowOf({ component, holds }: ComponentRecoveryRecord, estimate: EstimateRecord): Phrase[] {
  const { rto, rpo, hands, people } = estimate;
  const who = hands === undefined ? '' : hands === 'AUTOMATIC' ? 'by itself' : 'by hand';
  const after = people > 0 ? `, after ${durationInWords(people)}` : '';
  return [
    name(component.name),
    `${secondsInWords(rto.seconds)}${after}`,
    holds === 'NOTHING' ? 'nothing to lose' : secondsInWords(rpo.seconds),
    who,
    knownBy(estimate),
  ];
}

function knownBy({ rto, rpo, how, condition, source, note, declaredBecause }: EstimateRecord): string {
  const unknown = rto.because ?? rpo.because;
  const sentences = [
    ...(declaredBecause === undefined ? [] : [`declared: ${declaredBecause}`]),
    ...(condition === undefined ? [] : [condition]),
    ...(how === undefined ? [] : [how]),
    ...(rto.seconds === rpo.seconds ? [] : basisOf('RTO', rto)),
    ...basisOf(rto.seconds === rpo.seconds ? 'both' : 'RPO', rpo),
    ...(unknown === undefined ? [] : [`not known because ${unknown}`]),
    ...(source === undefined ? [] : [source]),
    ...(note === undefined ? [] : [note]),
  ];
  return sentences.map(sentence).join(' ');
}

function basisOf(what: string, { basis, confidence, formula }: TimeRecord): string[] {
  if (basis === undefined) return [];
  const sure = confidence === undefined ? '' : `, ${confidence.toLowerCase()} confidence`;
  return [`${what} ${basis.toLowerCase()}${sure}${formula === undefined ? '' : ` (${formula})`}`];
}
