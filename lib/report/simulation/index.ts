import { count } from '../../assessment/gate';
import { failureMatrix } from '../analysis/failures';
import { writeSection } from '../console-sections';
import { ConsoleWriter } from '../console-writer';
import type { Section } from '../content';
import { sectionInMarkdown } from '../markdown-sections';
import type { RenderOptions } from '../renderer';
import type { SimulatedApplication, SimulationDocument } from './document';
import { scenarioSection } from './scenario';

/** What a simulation can be rendered as. */
export const SIMULATION_FORMATS = ['console', 'json', 'markdown'] as const;
export type SimulationFormat = (typeof SIMULATION_FORMATS)[number];

/** Renders what comes of losing things. The text ends with a line feed. */
export function renderSimulation(
  format: SimulationFormat,
  document: SimulationDocument,
  { color, width }: RenderOptions,
): string {
  if (format === 'json') return `${JSON.stringify(document, undefined, 2)}\n`;
  if (format === 'markdown') {
    return `${document.applications.map((each) => sectionInMarkdown(sectionOf(each, false), 2)).join('\n\n')}\n`;
  }
  const out = new ConsoleWriter(color, width);
  for (const application of document.applications) {
    const { heading, ...section } = sectionOf(application, true);
    out.heading(heading);
    for (const text of section.texts ?? []) out.note(String(text));
    if ((section.texts ?? []).length > 0) out.line();
    for (const each of section.sections ?? []) writeSection(out, each);
  }
  return out.toString();
}

function sectionOf(simulated: SimulatedApplication, isNarrow: boolean): Section {
  const { application, source, journeys, failures, cases = [], bounded } = simulated;
  const none = 'No journey is declared and nothing can be called from outside, so nothing can stop.';
  return {
    heading: source === application ? application : `${application} (${source})`,
    texts: [...(journeys.length === 0 ? [none] : []), ...bounded],
    sections: [
      ...(failures === undefined || journeys.length === 0 ? [] : [matrixSection(failures, journeys, isNarrow)]),
      ...cases.map(scenarioSection),
    ],
  };
}

/** On a narrow page journeys are numbered, as their names would not fit above their columns. */
function matrixSection(
  failures: NonNullable<SimulatedApplication['failures']>,
  journeys: SimulatedApplication['journeys'],
  isNarrow: boolean,
): Section {
  const nameOf = ({ name, isImplied }: (typeof journeys)[number]): string => (isImplied ? `${name} (implied)` : name);
  const heading = `${count(failures.length, 'failure')} that ${count(journeys.length, 'journey')} would notice`;
  if (!isNarrow) return { heading, table: failureMatrix(failures, journeys) };
  return {
    heading,
    texts: journeys.map((each, i) => `${i + 1}  ${nameOf(each)}`),
    table: failureMatrix(failures, journeys, { headings: journeys.map((_, i) => String(i + 1)) }),
  };
}
