import type { AnalysedJourneyRecord } from '../../analysis/analysis';
import type { AvailabilityRecord, LiftRecord, RecoveryRecord, SecondsRecord } from '../../analysis/recovery/records';
import type { JourneyScoreRecord } from '../../analysis/score/records';
import { count } from '../../assessment/gate';
import { name, names, type Phrase, type Section, type Table } from '../content';
import { durationInWords } from '../duration';
import { sentence } from '../text';
import { DISRUPTION_NAMES, DISRUPTIONS } from '../words';
import type { Lifting } from './lifting';
import { scoreSection } from './scores';
import { estimateInWords, liftInWords, percentInWords, secondsInWords, verdictPart } from './times';

/** Lifts that are told of each disruption. */
const MAX_LIFTS = 3;

/** What belongs to one journey. */
export interface JourneyShown {
  readonly journey: AnalysedJourneyRecord;
  readonly recovery?: RecoveryRecord;
  readonly score?: JourneyScoreRecord;
}

/** A journey: what is asked of it, what is to be expected, and what would lift it. */
export function journeySection({ journey, recovery, score }: JourneyShown, lifting: Lifting): Section {
  const { isImplied, owner, entryPoints, components, unresolved } = journey;
  const tier = score?.tier;
  const facts = [
    ...(isImplied ? ['Implied: nobody declared it'] : []),
    ...(tier === undefined ? [] : [`tier ${tier}`]),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    count(components.length, 'component'),
  ];
  return {
    heading: journey.name,
    texts: [
      [sentence(facts.join(', ')).replace(/\.$/, '; it begins at '), ...names(entryPoints), '.'],
      ...(unresolved.length === 0
        ? []
        : [['In no template, so nothing behind it was looked at: ', ...names(unresolved), '.']]),
    ],
    ...(recovery !== undefined && { table: recoveryTable(recovery) }),
    sections: [
      ...(recovery === undefined ? [] : recoverySections(recovery, lifting)),
      ...(score === undefined ? [] : [scoreSection('Resilience score', score)]),
    ],
  };
}

function recoverySections(recovery: RecoveryRecord, lifting: Lifting): Section[] {
  return [
    weakestLinks(recovery, lifting),
    longestWay(recovery),
    unknowns(recovery),
    availability(recovery.availability),
  ].filter(
    ({ items, table, texts = [] }) => (items?.length ?? 0) + (table?.groups[0]?.rows.length ?? 0) + texts.length > 0,
  );
}

/** Policy against estimate, by disruption. */
function recoveryTable({ disruptions }: RecoveryRecord): Table {
  return {
    columns: [
      'Disruption',
      ['RTO', 'short'],
      ['Asked', 'short'],
      'Verdict',
      ['RPO', 'short'],
      ['Asked', 'short'],
      'Verdict',
      ['Worst', 'name'],
    ],
    groups: [
      {
        rows: DISRUPTIONS.map((disruption): Phrase[] => {
          const { rto, rpo } = disruptions[disruption];
          const asked = (target: number | undefined): string => (target === undefined ? '' : durationInWords(target));
          const domain = rto.estimate === 0 ? undefined : rto.domain;
          const worst = [...new Set([domain ?? [], rpo.by ?? []].flat())];
          return [
            DISRUPTION_NAMES[disruption],
            estimateInWords(rto),
            asked(rto.target),
            verdictPart(rto),
            estimateInWords(rpo),
            asked(rpo.target),
            verdictPart(rpo),
            names(worst),
          ];
        }),
      },
    ],
  };
}

/** What would shorten the recovery most, and which findings say how. */
function weakestLinks({ disruptions, availability: { weakest, estimate } }: RecoveryRecord, lifting: Lifting): Section {
  const items = DISRUPTIONS.flatMap((disruption): Phrase[] => {
    const { rto, rpo } = disruptions[disruption];
    const told = (
      what: string,
      { weakest: lifts, estimate: before }: { weakest: readonly LiftRecord[]; estimate: SecondsRecord },
    ): Phrase[] =>
      known(lifts).map((lift) => {
        const rules = lifting.rulesFor(lift.name, disruption);
        const by = rules.length === 0 ? [] : [' Findings that say how: ', ...names(rules), '.'];
        return [
          `${DISRUPTION_NAMES[disruption]} ${what}: were `,
          name(lift.name),
          ` perfect, ${liftInWords(lift, before)}.`,
          ...by,
        ];
      });
    return [...told('RTO', rto), ...told('RPO', rpo)];
  });
  const more = weakest.slice(0, MAX_LIFTS).map((lift): Phrase => {
    const before = estimate === 'UNMODELLED' ? '' : ` instead of ${percentInWords(estimate)}`;
    return ['Availability: were ', ...names(lift.components), ` perfect, ${percentInWords(lift.estimate)}${before}.`];
  });
  return { heading: 'Weakest links', items: [...items, ...more] };
}

/** The recoveries that wait for one another, of the disruptions where that takes time. */
function longestWay({ disruptions }: RecoveryRecord): Section {
  return {
    heading: 'How the recovery goes',
    isFolded: true,
    table: {
      columns: [['Begins', 'short'], ['Ends', 'short'], ['What', 'text'], 'Waits for'],
      groups: DISRUPTIONS.flatMap((disruption) => {
        const { path, maximum, sum } = disruptions[disruption].rto;
        if (path.length === 0) return [];
        const bounds = `side by side ${secondsInWords(maximum)}, one after the other ${secondsInWords(sum)}`;
        const rows = path.map((step): Phrase[] => [
          durationInWords(step.begins),
          durationInWords(step.ends),
          name(step.name),
          step.waitsForPeople === true ? 'people who decide' : '',
        ]);
        return [{ heading: `${DISRUPTION_NAMES[disruption]}: all ${bounds}`, rows }];
      }),
    },
  };
}

function unknowns({ disruptions }: RecoveryRecord): Section {
  const because = new Map<string, string>();
  for (const disruption of DISRUPTIONS) {
    const { rto, rpo } = disruptions[disruption];
    for (const each of [...rto.unmodelled, ...rpo.unmodelled]) because.set(each.name, each.because);
  }
  return {
    heading: 'Not known of its recovery',
    isFolded: true,
    items: [...because].map(([component, why]): Phrase => [name(component), `: ${why}`]),
  };
}

function availability({
  estimate,
  upperBound,
  target,
  verdict,
  terms,
  unmodelled,
  notes,
}: AvailabilityRecord): Section {
  const said =
    estimate === 'UNMODELLED'
      ? `not known${upperBound === undefined ? '' : `, at most ${percentInWords(upperBound)}`}`
      : percentInWords(estimate);
  const asked = target === undefined ? '' : `; asked are ${percentInWords(target)}: ${verdict.toLowerCase()}`;
  const open = unmodelled.map(({ name: each, because }): Phrase => [
    'No promise is known of ',
    name(each),
    `: ${because}.`,
  ]);
  return {
    heading: `Availability, by what is promised: ${said}${asked}`,
    isFolded: true,
    texts: [...notes, ...open],
    table: {
      columns: [
        ['What', 'name'],
        ['Percent', 'number'],
        ['Condition', 'text'],
        ['Source', 'text'],
      ],
      groups: [
        {
          rows: terms.map(({ components, percent, condition, source, confidence, alternatives }): Phrase[] => [
            alternatives === undefined
              ? names(components)
              : alternatives.flatMap((each, i) => [i === 0 ? '' : ' or ', ...names(each.components)]),
            String(percent),
            condition ?? '',
            `${source} (${confidence.toLowerCase()} confidence)`,
          ]),
        },
      ],
    },
  };
}

/** Lifts to something that is not known say nothing. */
function known(lifts: readonly LiftRecord[]): readonly LiftRecord[] {
  return lifts.filter(({ estimate }) => estimate !== 'UNMODELLED').slice(0, MAX_LIFTS);
}
