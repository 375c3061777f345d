import type { Assessment } from '../../assessment/document';
import { count } from '../../assessment/gate';
import { analysisSections } from '../analysis';
import type { RenderOptions } from '../renderer';
import { statementsOf } from '../statements';
import { judgedBy } from '../words';
import { charts } from './charts';
import { judgement } from './judgement';
import { acceptedRisks, leftOut, templates, undeterminedVerdicts } from './lists';
import { statementCard } from './statement';
import { pageSections } from './sections';
import { html, type Markup } from './template';

/** Rows of a table of the analysis. */
const MAX_ROWS = 100;

/** Everything about one application; what filters its findings, where it is the only one, stands before them. */
export function assessmentSection(
  assessment: Assessment,
  number: number,
  options: RenderOptions,
  filter?: Markup,
): Markup {
  const statements = statementsOf(assessment.findings);
  return html`<section class="application" id="application-${number}" aria-labelledby="name-${number}">
    ${gate(assessment, number)} ${assessment.findings.length > 0 && charts(assessment)}
    <h3>Findings</h3>
    ${filter}
    ${statements.length === 0 ? html`<p class="card">No findings.</p>` : statements.map((each) => statementCard(each, options))}
    ${pageSections(analysisSections(assessment, MAX_ROWS))} ${acceptedRisks(assessment)}
    ${undeterminedVerdicts(assessment)} ${leftOut(assessment)} ${judgement(assessment)} ${templates(assessment)}
  </section>`;
}

function gate(assessment: Assessment, number: number): Markup {
  const { application, gate, gateReasons, source, summary } = assessment;
  const { stacks, resources, rules, undetermined, skipped } = summary;
  const reasons = gateReasons.length === 0 ? 'no open finding closes it' : gateReasons.join(', ');
  const unjudged = [
    ...(undetermined > 0 ? [`${count(undetermined, 'verdict')} undetermined`] : []),
    ...(skipped > 0 ? [`${count(skipped, 'thing')} left out`] : []),
  ];
  return html`<div class="card gate ${gate}">
    <h2 id="name-${number}">${application}</h2>
    <p>
      <span class="verdict">Gate ${gate}</span>:
      ${reasons}${unjudged.length > 0 && `. Not judged: ${unjudged.join(', ')}`}.
    </p>
    <p class="soft">
      ${count(resources, 'resource')} in ${count(stacks, 'stack')} judged by ${count(rules, 'rule')}
      (${judgedBy(assessment)})${source !== undefined && source !== application && html`, read from <code>${source}</code>`}.
    </p>
    <dl class="numbers">
      ${summary.fatal > 0 && tile('fatal', 'Failures', summary.fatal)} ${tile('errors', 'Errors', summary.errors)}
      ${tile('warnings', 'Warnings', summary.warnings)} ${summary.infos > 0 && tile('infos', 'Infos', summary.infos)}
      ${tile('accepted', 'Accepted', summary.accepted)} ${tile('undetermined', 'Undetermined', undetermined)}
      ${tile('skipped', 'Left out', skipped)}
    </dl>
  </div>`;
}

function tile(name: string, label: string, value: number): Markup {
  return html`<div class="${value === 0 ? 'none' : name}">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
