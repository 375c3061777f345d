import type { Assessment, RunOptions } from '../../assessment/document';
import { count } from '../../assessment/gate';
import { placeOf, reasonsOf } from '../words';
import { html, type Markup, type Slot } from './template';

/** Who accepted which risk, why and until when. */
export function acceptedRisks({ acceptances }: Assessment): Markup | undefined {
  if (acceptances.length === 0) return undefined;
  return html`<h3>Accepted risks</h3>
${table(
  ['Rule', 'Holds for', 'Reason', 'Owner', 'Expires', 'Findings'],
  acceptances.map(({ ruleId, scope, reason, owner, expires, findings }) => [
    html`<code>${ruleId}</code>`,
    scope === '' ? 'everything' : html`<code>${scope}</code>`,
    reason,
    owner,
    expires,
    findings.length === 0 ? 'covers none' : findings.length,
  ]),
)}`;
}

/** What the templates leave open, by reason. */
export function undeterminedVerdicts({ undetermined }: Assessment): Markup | undefined {
  if (undetermined.length === 0) return undefined;
  return html`<h3>Undetermined: the template does not decide it</h3>
<div class="card">${reasonsOf(undetermined).map(
    ({ because, verdicts }) => html`<details><summary>${count(verdicts.length, 'verdict')}: ${because}</summary>
<ul class="places">${verdicts.map(
      (each) => html`<li><div class="where"><code>${placeOf(each)}</code></div><div class="facts"><span><code>${each.ruleId}</code></span>${
        each.path !== '' && html`<span>at <code>${each.path}</code></span>`
      }${each.status === 'accepted' && html`<span>accepted</span>`}</div></li>`,
    )}</ul></details>`,
  )}</div>`;
}

/** What was not judged, and why. */
export function leftOut({ skipped, missingContext }: Assessment): Slot {
  return [
    skipped.length > 0 &&
      html`<h3>Left out, so not judged</h3>
${table(
  ['What', 'Template', 'Because'],
  skipped.map((each) => [html`<code>${placeOf(each)}</code>`, html`<code>${each.templatePath}</code>`, each.because]),
)}`,
    missingContext.length > 0 &&
      html`<h3>Context look-ups not made</h3>
<div class="card"><p>CDK wrote stand-ins for their values. What hangs on them is undetermined.</p>
<ul>${missingContext.map((key) => html`<li><code>${key}</code></li>`)}</ul></div>`,
  ];
}

/** The options in force. */
export function judgement({ options, customRules }: Assessment): Markup {
  const { packs = [], parameters, region, account, asOf } = options;
  const common: [string, Slot][] = [
    ['As of', asOf],
    ...(region === undefined ? [] : [['Region', region] as [string, Slot]]),
    ...(account === undefined ? [] : [['Account', account] as [string, Slot]]),
    ...(parameters === undefined ? [] : [['Parameters', pairs(parameters)] as [string, Slot]]),
    ...(customRules.length === 0 ? [] : [['Own rules', customRules.join(', ')] as [string, Slot]]),
  ];
  const runs = packs.length === 0 ? [options] : packs;
  return html`<h3>How it was judged</h3>
<div class="card">${runs.map((run) => facts(run.pack, optionsOf(run)))}${facts(undefined, common)}</div>`;
}

/** The files that were judged. */
export function templates({ templates }: Assessment): Markup | undefined {
  if (templates.length === 0) return undefined;
  return html`<h3>Templates</h3>
<details class="card"><summary>${count(templates.length, 'template')} with SHA-256</summary>
${table(
  ['Stack', 'File', 'SHA-256'],
  templates.map(({ stack, templatePath, digest }) => [
    stack,
    html`<code>${templatePath}</code>`,
    digest === undefined ? 'not known' : html`<code>${digest}</code>`,
  ]),
)}</details>`;
}

function optionsOf({ strictness, failOn, undetermined, tier, rules, except, severities }: RunOptions): [string, Slot][] {
  const closes = { error: 'errors', warning: 'errors and warnings', never: 'failures of the tool alone' }[failOn];
  return [
    ['Strictness', strictness],
    ['Gate closes on', closes],
    ['Undetermined', { ignore: 'counted only', warn: 'as warnings', fail: 'closes the gate' }[undetermined]],
    ['Tier where none is declared', tier ?? 'none'],
    ...(rules === undefined ? [] : [['Only the rules', rules.join(', ')] as [string, Slot]]),
    ...(except === undefined ? [] : [['Not the rules', except.join(', ')] as [string, Slot]]),
    ...(severities === undefined ? [] : [['Severities', pairs(severities)] as [string, Slot]]),
  ];
}

function facts(name: string | undefined, entries: readonly (readonly [string, Slot])[]): Markup {
  return html`${name !== undefined && html`<h4>${name}</h4>`}
<dl class="facts-list">${entries.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

function pairs(values: { readonly [key: string]: string }): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ');
}

function table(head: readonly string[], rows: readonly (readonly Slot[])[]): Markup {
  return html`<div class="card wide"><table>
<thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}
