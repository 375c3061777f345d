import type {
  ComponentSurge,
  JourneyLevel,
  JourneySurge,
  LevelRecord,
  QuotaRecord,
  SurgeRecord,
  SurgeVerdict,
} from '../../analysis/surge/records';
import { count } from '../../assessment/gate';
import { name, names, type Column, type Part, type Phrase, type Section, type Tone } from '../content';
import { durationInWords } from '../duration';
import { sentence } from '../text';

const VERDICTS: Readonly<Record<SurgeVerdict, readonly [word: string, tone: Tone]>> = {
  HOLDS: ['holds', 'good'],
  EXHAUSTED: ['gives way', 'bad'],
  UNKNOWN: ['not known', 'doubt'],
};

/** What a surge does to the journeys, to what they use, and to the quotas. */
export function surgeSection({ journeys, components, quotas, assumptions }: SurgeRecord, most: number): Section {
  const weak = components.filter(({ levels }) => levels.some(({ verdict }) => verdict !== 'HOLDS'));
  const buffers = components.filter(({ buffer }) => buffer !== undefined);
  const needed = quotas.filter(({ levels }) => levels.some(({ verdict }) => verdict !== 'WITHIN'));
  const percents = components[0]?.levels.map(({ percent }) => percent) ?? [];
  const levelColumns = percents.map((percent): Column => [`${percent} %`, 'short']);
  const shown = (count: number): string => (count > most ? ` (${most} of ${count} shown)` : '');
  return {
    heading: 'Surge',
    texts: assumptions,
    table: {
      columns: [
        'Journey',
        ['Load', 'number'],
        ['Verdict', 'short'],
        ['What gives way first', 'name'],
        ['In words', 'text'],
      ],
      groups: journeys.map(({ journey, levels }) => ({ rows: levels.map((level) => journeyRow(journey, level)) })),
    },
    sections: [
      {
        heading: `Components that give way, or of which it is not known${shown(weak.length)}`,
        isFolded: true,
        table: {
          columns: [['Component', 'name'], ...levelColumns, ['In words', 'text']],
          groups: [{ rows: weak.slice(0, most).map(componentRow) }],
        },
      },
      {
        heading: `What queues and streams absorb${shown(buffers.length)}`,
        isFolded: true,
        table: {
          columns: [
            ['Queue or stream', 'name'],
            ['Keeps work', 'short'],
            ['In words', 'text'],
          ],
          groups: [{ rows: buffers.slice(0, most).map(bufferRow) }],
        },
      },
      {
        heading: `Quotas to look at before a surge${shown(needed.length)}`,
        isFolded: true,
        table: {
          columns: ['Service', ['Quota', 'text'], ['At first', 'number'], ...levelColumns, ['Source', 'text']],
          groups: [{ rows: needed.slice(0, most).map(quotaRow) }],
        },
      },
    ].filter(({ table }) => table.groups[0]!.rows.length > 0) as Section[],
  };
}

/** What a journey does at the highest level, in short: for a line of a terminal. */
export function surgeInWords({ levels, firstToSaturate: first }: JourneySurge): string {
  const highest = levels.at(-1);
  if (highest === undefined) return '';
  const { percent, verdict, bottleneck = 'something', unknown } = highest;
  const from = first === undefined ? '' : `from ${Math.round(first.percent)} % on`;
  if (verdict === 'EXHAUSTED') {
    const others = unknown.length === 0 ? '' : `; not known of ${unknown.length} more`;
    if (first === undefined || first.component === bottleneck) {
      return `at ${percent} % ${bottleneck} gives way${from === '' ? '' : `, ${from}`}${others}`;
    }
    return `at ${percent} % ${bottleneck} gives way, ${first.component} ${from}${others}`;
  }
  if (verdict === 'HOLDS') return `holds at ${percent} %`;
  return `at ${percent} % nothing is known to give way; not known of ${count(unknown.length, 'component')}`;
}

function journeyRow(journey: string, { percent, verdict, bottleneck, says }: JourneyLevel): Phrase[] {
  return [journey, `${percent} %`, verdictPart(verdict), bottleneck === undefined ? '' : name(bottleneck), says];
}

function componentRow({ component, levels, capacity }: ComponentSurge): Phrase[] {
  const worst = levels.find(({ verdict }) => verdict === 'EXHAUSTED') ?? (levels.at(-1) as LevelRecord);
  const { because = '' } = capacity;
  const isTold = worst.says.toLowerCase().includes(because.toLowerCase());
  return [
    name(component),
    ...levels.map(({ verdict }) => verdictPart(verdict)),
    isTold ? worst.says : `${worst.says} ${sentence(because)}`,
  ];
}

function bufferRow({ component, buffer }: ComponentSurge): Phrase[] {
  const { retention, levels = [] } = buffer ?? {};
  return [
    name(component),
    retention === undefined ? 'not known' : durationInWords(retention),
    levels.map(({ percent, says }) => `${percent} %: ${sentence(says)}`).join(' '),
  ];
}

function quotaRow({
  service,
  name: title,
  default: value,
  unit,
  levels,
  source,
  region,
  components,
}: QuotaRecord): Phrase[] {
  const where = region === undefined ? '' : ` in ${region}`;
  return [
    service,
    [`${title}${where}, for `, ...names(components, 2)],
    `${value} ${unit}`,
    ...levels.map(({ verdict }): Part => {
      if (verdict === 'WITHIN') return { text: 'enough', tone: 'good' };
      return verdict === 'EXCEEDED' ? { text: 'raise it', tone: 'bad' } : { text: 'not known', tone: 'doubt' };
    }),
    source,
  ];
}

function verdictPart(verdict: SurgeVerdict): Part {
  const [text, tone] = VERDICTS[verdict];
  return { text, tone };
}
