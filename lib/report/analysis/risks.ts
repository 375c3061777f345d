import type { FailureMode, RiskRecord, RiskRegisterRecord } from '../../analysis/risk/records';
import { bottomUp, topDown } from '../../analysis/risk/views';
import { count } from '../../assessment/gate';
import { name, type Column, type Part, type Phrase, type Section, type Tone } from '../content';

const MODE_NAMES: Readonly<Record<FailureMode, string>> = {
  INFRASTRUCTURE: 'is out',
  SOFTWARE: 'faulty release or data',
  AZ: 'zone is lost',
  REGION: 'Region is lost',
  OVERLOAD: 'is overloaded',
  THIRD_PARTY: 'does not answer',
  SHARED_LIMIT: 'is used up',
};

const PRIORITY_TONES: Readonly<Record<RiskRecord['priority'], Tone>> = { HIGH: 'bad', MEDIUM: 'doubt', LOW: 'soft' };

const RATINGS: readonly Column[] = [
  ['S', 'number'],
  ['O', 'number'],
  ['D', 'number'],
  ['RPN', 'number'],
  ['Priority', 'short'],
];

/** What may go wrong, as a failure mode and effects analysis rates it, seen from the business and from the technology. */
export function riskSection(register: RiskRegisterRecord, most: number): Section {
  const { risks, harmless, unmodelled } = register;
  const heading = 'Risk register';
  if (risks.length === 0) return { heading, texts: ['No failure is known that a journey notices.'] };
  return {
    heading,
    texts: [
      `${count(risks.length, 'risk')}, worst first: severity (S), occurrence (O) and detection (D) from 1 to 10, ` +
        'the risk priority number (RPN) their product. Severe ones come first whatever their number, as equal numbers ' +
        'hide what is severe.' +
        (unmodelled > 0 ? ` Nothing says how often ${unmodelled} of them happen.` : '') +
        (harmless > 0 ? ` No journey notices ${harmless} more.` : ''),
    ],
    sections: [topDownSection(register, most), bottomUpSection(register, 2 * most)],
  };
}

function topDownSection(register: RiskRegisterRecord, most: number): Section {
  const views = topDown(register).filter(({ risks }) => risks.length > 0);
  return {
    heading: 'From the business down: by journey',
    table: {
      columns: [['Rank', 'number'], ['What', 'name'], ['How it fails', 'text'], ['Does', 'short'], ...RATINGS],
      groups: views.map(({ journey, tier, risks }) => ({
        heading: `${journey}${tier === undefined ? '' : ` (${tier})`}${more(risks, most)}`,
        rows: risks.slice(0, most).map((risk): Phrase[] => {
          const impact = risk.journeys.find((each) => each.name === journey)?.impact ?? '';
          return [String(risk.rank), name(risk.name), MODE_NAMES[risk.mode], impact.toLowerCase(), ...ratings(risk)];
        }),
      })),
    },
  };
}

function bottomUpSection(register: RiskRegisterRecord, most: number): Section {
  const shown = { ...register, risks: register.risks.slice(0, most) };
  return {
    heading: `From the technology up: by service${more(register.risks, most)}`,
    isFolded: true,
    table: {
      columns: [['Rank', 'number'], ['What', 'name'], 'How it fails', ...RATINGS, ['Because', 'text']],
      groups: bottomUp(shown).map(({ service, subjects }) => {
        const risks = subjects.flatMap((subject) => subject.risks);
        return {
          heading: service,
          rows: risks.map((risk): Phrase[] => {
            const { rank, mode, severity, occurrence, detection } = risk;
            const because = `S: ${severity.because}; O: ${occurrence.because}; D: ${detection.because}`;
            return [String(rank), name(risk.name), MODE_NAMES[mode], ...ratings(risk), because];
          }),
        };
      }),
    },
  };
}

function ratings({ severity, occurrence, detection, riskPriorityNumber, priority }: RiskRecord): (string | Part)[] {
  return [
    String(severity.rating),
    occurrence.rating === undefined ? 'not known' : String(occurrence.rating),
    String(detection.rating),
    riskPriorityNumber === undefined ? 'none' : String(riskPriorityNumber),
    { text: priority.toLowerCase(), tone: PRIORITY_TONES[priority] },
  ];
}

function more(risks: readonly RiskRecord[], most: number): string {
  return risks.length > most ? `: the worst ${most} of ${risks.length}` : '';
}
