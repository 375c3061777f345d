import { IMPACTS } from '../../analysis/failure/impact';
import type { RecoveringRecord } from '../../analysis/failure/records';
import type { ScenarioRecord } from '../../analysis/failure/scenario';
import { IMPACT_SENTENCES } from '../analysis/words';
import { name, names, type Phrase, type Section } from '../content';
import { durationInWords } from '../duration';

/** Names that are told of a list. */
const MAX_NAMED = 12;

/** One case, told from the loss to the recovery. */
export function scenarioSection(scenario: ScenarioRecord): Section {
  const sections = [lost(scenario), journeys(scenario), told(scenario), ...back(scenario), open(scenario)];
  return {
    heading: `Without ${whatIsLost(scenario)}`,
    sections: sections.filter(({ items = [], texts = [] }) => items.length + texts.length > 0),
  };
}

function whatIsLost({ kind, on }: ScenarioRecord): string {
  if (kind === 'EXTERNAL') return `the third party ${on.name}`;
  if (kind === 'LIMIT') return `what is left of ${on.name}`;
  if (kind === 'ZONE' && !on.name.startsWith('any ')) return `the Availability Zone ${on.name}`;
  return kind === 'REGION' && on.name !== 'the Region' ? `the Region ${on.name}` : on.name;
}

function lost({ takes, kind }: ScenarioRecord): Section {
  const certain = takes.filter(({ certainty }) => certainty === 'CERTAIN').map((each) => each.name);
  const possible = takes.filter(({ certainty }) => certainty === 'POSSIBLE').map((each) => each.name);
  const isPlace = kind === 'ZONE' || kind === 'REGION';
  return {
    heading: 'What is lost',
    items: [
      ...listed('for certain: ', isPlace ? certain : []),
      ...listed('where AWS has placed it there: ', possible),
      ...(isPlace && takes.length === 0 ? ['nothing that a journey needs'] : []),
    ],
  };
}

function journeys({ journeys: all, suffering, takes }: ScenarioRecord): Section {
  const possible = new Set(takes.filter(({ certainty }) => certainty === 'POSSIBLE').map((each) => each.name));
  const felt = all
    .filter(({ impact }) => impact !== 'NONE')
    .sort((a, b) => IMPACTS.indexOf(b.impact) - IMPACTS.indexOf(a.impact));
  const unfelt = all.filter(({ impact }) => impact === 'NONE').map(({ journey }) => journey);
  return {
    heading: 'What customers notice',
    items: [
      ...felt.map(({ journey, impact, way }): Phrase => {
        const tone = impact === 'STOPPED' ? 'bad' : 'doubt';
        const by = way.slice(1).flatMap((each, i) => [i === 0 ? ': by ' : ' > ', name(each)]);
        const isPossible = possible.has(way.at(-1) ?? '');
        return [
          { text: journey, tone },
          ` ${IMPACT_SENTENCES[impact]}`,
          ...by,
          ...(isPossible ? [' (where AWS has placed it there)'] : []),
        ];
      }),
      ...(unfelt.length === 0 ? [] : [[`${unfelt.join(', ')}: no notice of it`]]),
      ...IMPACTS.toReversed().flatMap((impact) => {
        const alike = suffering.filter((each) => each.impact === impact && impact !== 'NONE');
        return listed(
          `not lost, but ${impact.toLowerCase()}: `,
          alike.map((each) => each.name),
        );
      }),
    ],
  };
}

function told({ alarms, journeys: all }: ScenarioRecord): Section {
  const isFelt = all.some(({ impact }) => impact !== 'NONE');
  const nobody: Phrase = [
    { text: 'Nobody', tone: isFelt ? 'bad' : 'soft' },
    ': no alarm of the application tells of it',
  ];
  return {
    heading: 'Who is told',
    items:
      alarms.length === 0
        ? [nobody]
        : alarms.slice(0, MAX_NAMED).map(({ name: alarm, tells, runbook, through = [] }): Phrase => {
            const by = through.length === 0 ? [] : [', through ', ...names(through)];
            return [
              tells,
              ' by ',
              name(alarm),
              ...by,
              `; ${runbook === undefined ? 'no runbook is named' : `runbook: ${runbook}`}`,
            ];
          }),
  };
}

function back({ recovery: { automatic, manual } }: ScenarioRecord): Section[] {
  return [
    { heading: 'What comes back by itself', items: recovering(automatic) },
    { heading: 'What needs hands', items: recovering(manual) },
  ];
}

function recovering(some: readonly RecoveringRecord[]): Phrase[] {
  const longest = [...some].sort((a, b) => (b.rto ?? Infinity) - (a.rto ?? Infinity));
  const items = longest.slice(0, MAX_NAMED).map((each): Phrase => {
    if (each.rto === undefined) return [name(each.name), { text: ': nothing here brings it back', tone: 'bad' }];
    return [name(each.name), each.rto === 0 ? ': at once' : `: in about ${durationInWords(each.rto)}`];
  });
  return some.length > MAX_NAMED ? [...items, `and ${some.length - MAX_NAMED} more, sooner`] : items;
}

function open({ recovery, unsure }: ScenarioRecord): Section {
  return {
    heading: 'What is not known',
    items: [
      ...listed('how these come back: ', recovery.unmodelled),
      ...listed('whether these go with it, as nothing says in which zones they lie: ', unsure),
    ],
  };
}

function listed(heading: string, all: readonly string[]): Phrase[] {
  return all.length === 0 ? [] : [[heading, ...names(all, MAX_NAMED)]];
}
