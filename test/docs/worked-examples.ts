import { analyse, analysed, type AnalysisRecord } from '../../lib/analysis/analysis';
import type { SecondsRecord } from '../../lib/analysis/recovery/records';
import { Application } from '../../lib/model/application';
import { parseTemplateText } from '../../lib/model/source/template-text';
import { run, file } from '../bin/run';

/** A template of the page, and a result that is told of it. */
export interface Example {
  readonly line: number;
  readonly template: string;
  /** What is told: the words behind the fence of the result. */
  readonly asked: string;
  readonly result: string;
}

/** The examples of a page: each result belongs to the last template before it. */
export function examplesIn(page: string): Example[] {
  const examples: Example[] = [];
  let template = '';
  for (const { 1: info, 2: body, index } of page.matchAll(/^```(.+)\n([^]*?)^```$/gm)) {
    if (info === 'yaml') template = body as string;
    else if (info!.startsWith('text ')) {
      const line = page.slice(0, index).split('\n').length;
      examples.push({ line, template, asked: info!.slice('text '.length), result: body as string });
    }
  }
  return examples;
}

/** What the analysis says of a template. */
export function resultOf({ template, asked }: Pick<Example, 'template' | 'asked'>): string {
  if (asked.startsWith('simulate')) {
    const [, ...flags] = asked.split(' ');
    const { stdout, stderr } = run('simulate', file(template, 'template.yaml'), '--region', REGION, ...flags);
    // The heading names a file of this machine.
    return stdout.split('\n').slice(3).join('\n').trimEnd().concat('\n') + stderr;
  }
  const application = new Application({
    name: 'example',
    asOf: '2026-11-23',
    stacks: [{ id: 'template', templatePath: 'template.yaml', region: REGION, template: parseTemplateText(template, 'template.yaml') }],
  });
  if (asked === 'dependencies') return dependenciesOf(application);
  const printer = PRINTERS[asked];
  if (printer === undefined) throw new Error(`nothing is known of '${asked}'`);
  return `${printer(analyse(application)).join('\n')}\n`.replaceAll('template/', '');
}

const REGION = 'eu-west-1';

function dependenciesOf(application: Application): string {
  const { system } = analysed(application);
  const [{ reached, node }] = system.journeys as [(typeof system.journeys)[number]];
  const lines = [node, ...reached].flatMap((each) => system.dependenciesOf(each)).map(({ from, to, effect, edge, gate }) => {
    const notes = [...(gate === undefined ? [] : [gate.kind]), ...(edge?.basis === 'inferred' ? ['inferred'] : [])];
    return `${from.name} -> ${to.name}: ${[effect, ...notes].join(', ')}`;
  });
  return `${lines.join('\n')}\n`.replaceAll('template/', '');
}

const seconds = (value: SecondsRecord): string => (typeof value === 'number' ? `${value} s` : value);

const PRINTERS: Readonly<Record<string, (analysis: AnalysisRecord) => string[]>> = {
  'single points': ({ singlePoints }) => singlePoints.map(({ kind, on }) => `${kind}: ${on.name}`),
  'recovery of components': ({ recovery }) =>
    recovery.components.flatMap(({ component, estimates }) =>
      estimates.map(({ disruption, rto, rpo, hands = 'nobody knows', people }) => {
        const after = people > 0 ? ` after ${people} s of people` : '';
        return `${component.name}, ${disruption}: RTO ${seconds(rto.seconds)}${after}, RPO ${seconds(rpo.seconds)}, ${hands}`;
      }),
    ),
  recovery: ({ recovery }) =>
    recovery.journeys.flatMap(({ disruptions }) =>
      Object.entries(disruptions).map(([disruption, { rto, rpo }]) => {
        const [time, data] = [rto, rpo].map(({ estimate, target, verdict, missedBy }) => {
          const asked = target === undefined ? '' : ` of ${target} s`;
          return `${seconds(estimate)}${asked} ${verdict}${missedBy === undefined ? '' : ` by ${missedBy} s`}`;
        });
        return `${disruption}: RTO ${time}; RPO ${data}`;
      }),
    ),
  'way back': ({ recovery }) =>
    recovery.journeys.flatMap(({ disruptions }) =>
      Object.entries(disruptions).flatMap(([disruption, { rto }]) =>
        rto.path.map(({ name, begins, ends }) => `${disruption}: ${name} from ${begins} s to ${ends} s`),
      ),
    ),
  'weakest links': ({ recovery }) =>
    recovery.journeys.flatMap(({ disruptions }) =>
      Object.entries(disruptions).flatMap(([disruption, { rto, rpo }]) => [
        ...rto.weakest.map(({ name, estimate }) => `${disruption} RTO without ${name}: ${seconds(estimate)}`),
        ...rpo.weakest.map(({ name, estimate }) => `${disruption} RPO without ${name}: ${seconds(estimate)}`),
      ]),
    ),
  availability: ({ recovery }) =>
    recovery.journeys.flatMap(({ availability: { terms, estimate, target, verdict } }) => [
      ...terms.map(({ components, percent }) => `${components.join(', ')}: ${percent} %`),
      `estimate: ${estimate}${typeof estimate === 'number' ? ' %' : ''}${target === undefined ? '' : ` of ${target} %: ${verdict}`}`,
    ]),
  surge: ({ surge }) => [
    ...surge.components.flatMap(({ component, levels }) =>
      levels.map(({ percent, verdict, says }) => `${component} at ${percent} %: ${verdict}, ${says}`),
    ),
    ...surge.journeys.flatMap(({ journey, levels }) =>
      levels.map(({ percent, verdict, bottleneck }) => {
        return `${journey} at ${percent} %: ${verdict}${bottleneck === undefined ? '' : ` by ${bottleneck}`}`;
      }),
    ),
  ],
  risks: ({ risks: { risks } }) =>
    risks.map(({ rank, id, severity, occurrence, detection, riskPriorityNumber = 'none', priority }) => {
      const ratings = [severity.rating, occurrence.rating ?? 'none', detection.rating].join(' x ');
      return `${rank}. ${id}: ${ratings} = ${riskPriorityNumber}, ${priority}`;
    }),
  score: ({ score }) =>
    score.journeys.flatMap(({ score: total, points, possible, parts }) => [
      ...parts.map(({ part, points: own = 'does not count', weight, because }) => `${part}: ${own} of ${weight}; ${because}`),
      `score: ${points} of ${possible} = ${total}`,
    ]),
};
