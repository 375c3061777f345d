import type { AcceptanceRecord, Assessment, FindingRecord } from '../assessment/document';
import { count } from '../assessment/gate';
import { analysisSections } from './analysis';
import { groupBy } from './group';
import { sectionInMarkdown } from './markdown-sections';
import { code, link, plain, plainInHtml, table } from './markdown-text';
import { sourceOf, type Renderer, type RenderOptions } from './renderer';
import { statementsOf, type Statement, type Told } from './statements';
import { judgedBy, placeOf, reasonsOf, SEVERITIES, SEVERITY_NOUNS } from './words';

/** A severity with so few rules is shown unfolded. */
const FEW_RULES = 3;

/** Rows of a table of the analysis: a comment has little room. */
const MAX_ROWS = 8;

/** For the comments of a pull request and the summary of a job: the numbers first, the rest folded by rule. */
export const renderMarkdown: Renderer = ({ assessments, tool }, options) => {
  const closed = assessments.filter(({ gate }) => gate === 'closed').length;
  const gate = closed === 0 ? '✅ Resilience gate open' : '❌ Resilience gate closed';
  const parts = [
    `## ${assessments.length === 0 ? 'Nothing was assessed' : gate}`,
    ...(assessments.length === 0 ? [] : [overview(assessments)]),
    ...assessments.flatMap((assessment) => sections(assessment, options)),
    `<sub>${plain(tool.name)} ${plain(tool.version)}</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
};

function overview(assessments: readonly Assessment[]): string {
  const columns: [head: string, key: keyof Assessment['summary'], isAlwaysShown: boolean][] = [
    ['Failures', 'fatal', false],
    ['Errors', 'errors', true],
    ['Warnings', 'warnings', true],
    ['Infos', 'infos', false],
    ['Accepted', 'accepted', true],
    ['Undetermined', 'undetermined', true],
    ['Left out', 'skipped', false],
  ];
  const shown = columns.filter(([, key, always]) => always || assessments.some(({ summary }) => summary[key] > 0));
  return table(
    ['Application', 'Gate', ...shown.map(([head]) => head)],
    assessments.map(({ application, gate, summary }) => [
      code(application),
      gate === 'open' ? 'open' : '**closed**',
      ...shown.map(([, key]) => String(summary[key])),
    ]),
  );
}

function sections(assessment: Assessment, options: RenderOptions): string[] {
  const { application, gateReasons, findings, summary } = assessment;
  const { resources, stacks, rules } = summary;
  const { asOf, overridden = [] } = assessment.options;
  const judged = `${count(resources, 'resource')} in ${count(stacks, 'stack')} judged by ${count(rules, 'rule')}`;
  return [
    `### ${code(application)}`,
    ...(gateReasons.length === 0 ? [] : [`**Gate closed:** ${plain(gateReasons.join(', '))}.`]),
    `${judged} (${plain(judgedBy(assessment))}) as of ${plain(asOf)}.`,
    ...(overridden.length === 0 ? [] : [`Flags override what the packs were told: ${plain(overridden.join(', '))}.`]),
    ...SEVERITIES.flatMap((severity) => {
      const open = findings.filter((each) => each.status === 'open' && each.severity === severity);
      return open.length === 0 ? [] : severitySection(severity, open, options);
    }),
    ...analysisSections(assessment, MAX_ROWS).map((section) => sectionInMarkdown({ ...section, isFolded: true }, 4)),
    ...accepted(assessment),
    ...undetermined(assessment),
    ...leftOut(assessment),
  ];
}

function severitySection(
  severity: FindingRecord['severity'],
  findings: readonly FindingRecord[],
  options: RenderOptions,
): string[] {
  const statements = statementsOf(findings);
  const unfolded = severity !== 'info' && statements.length <= FEW_RULES;
  const heading = `#### ${count(findings.length, SEVERITY_NOUNS[severity])}`;
  return [heading, ...statements.map((each) => statementSection(each, unfolded, options))];
}

function statementSection(statement: Statement, unfolded: boolean, options: RenderOptions): string {
  const { ruleId, title, why, fix, docs, findings } = statement;
  const times = findings.length === 1 ? '' : ` (${findings.length})`;
  const body = [
    ...(why === '' ? [] : [plain(why)]),
    `**Fix:** ${plain(fix)} ${link('Documentation', docs)}`.trimEnd(),
    places(findings, options),
  ];
  return folded(`<b>${plainInHtml(ruleId)}</b>: ${plainInHtml(title)}${times}`, body.join('\n\n'), unfolded);
}

function places(findings: readonly Told[], options: RenderOptions): string {
  const columns: [head: string, cell: (told: Told) => string][] = [
    ['Where', ({ finding }) => code(placeOf(finding))],
    ['Property', ({ finding }) => code(finding.path)],
    ['When', ({ finding }) => plain(finding.condition ?? '')],
    ['Source', ({ finding }) => code(sourceOf(finding, options) ?? '')],
    ['Detail', ({ detail }) => plain(detail)],
  ];
  const filled = columns.filter(([, cell]) => findings.some((told) => cell(told) !== ''));
  return table(
    filled.map(([head]) => head),
    findings.map((told) => filled.map(([, cell]) => cell(told))),
  );
}

function accepted({ summary, acceptances }: Assessment): string[] {
  const used = acceptances.filter(({ findings }) => findings.length > 0);
  if (used.length === 0) return [];
  const key = ({ ruleId, reason, owner, expires }: AcceptanceRecord): string =>
    JSON.stringify([ruleId, reason, owner, expires]);
  const rows = [...groupBy(used, key).values()].map((same) => {
    const { ruleId, reason, owner, expires } = same[0] as AcceptanceRecord;
    const times = same.reduce((sum, { findings }) => sum + findings.length, 0);
    return [code(ruleId), plain(reason), plain(owner), plain(expires), String(times)];
  });
  const head = ['Rule', 'Reason', 'Owner', 'Expires', 'Findings'];
  return [folded(`${count(summary.accepted, 'finding')} accepted`, table(head, rows))];
}

function undetermined({ undetermined, missingContext }: Assessment): string[] {
  const rows = reasonsOf(undetermined).map(({ because, verdicts }) => {
    const ids = new Set(verdicts.map(({ ruleId }) => ruleId));
    return [String(verdicts.length), plain(because), [...ids].map(code).join(', ')];
  });
  const heading = `${count(undetermined.length, 'verdict')} undetermined: left open by the template`;
  return [
    ...(rows.length === 0 ? [] : [folded(heading, table(['Verdicts', 'Because', 'Rules'], rows))]),
    ...(missingContext.length === 0
      ? []
      : [
          '#### Context look-ups not made',
          'CDK wrote stand-ins for their values. What hangs on them is undetermined.',
          missingContext.map((key) => `- ${code(key)}`).join('\n'),
        ]),
  ];
}

function leftOut({ skipped }: Assessment): string[] {
  const items = skipped.map((each) => `- ${code(placeOf(each))} in ${code(each.templatePath)}: ${plain(each.because)}`);
  return items.length === 0 ? [] : ['#### Left out, so not judged', items.join('\n')];
}

function folded(summary: string, body: string, unfolded = false): string {
  return `<details${unfolded ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
