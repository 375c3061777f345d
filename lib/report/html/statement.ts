import { NOT_STATED, type FindingRecord } from '../../assessment/document';
import { count } from '../../assessment/gate';
import { sourceOf, type RenderOptions } from '../renderer';
import type { Statement, Told } from '../statements';
import { isWebAddress } from '../text';
import { CATEGORY_NAMES, DISRUPTION_NAMES, placeOf } from '../words';
import { html, type Markup } from './template';

/** More places than this are folded. */
const MAX_UNFOLDED = 12;

/** What one rule found: told once, then every place. */
export function statementCard({ ruleId, title, why, fix, docs, findings }: Statement, options: RenderOptions): Markup {
  const [{ finding: first }] = findings as readonly [Told, ...Told[]];
  const tags = [CATEGORY_NAMES[first.category], first.disruptions.map((each) => DISRUPTION_NAMES[each]).join(', ')];
  const accepted = findings.filter(({ finding }) => finding.status === 'accepted').length;
  const places = count(findings.length, 'place') + (accepted === 0 ? '' : `, ${accepted} accepted`);
  const list = html`<ul class="places">
    ${findings.map((told) => place(told, first, options))}
  </ul>`;
  return html`<article class="card statement">
    <header>
      <span class="severity ${first.severity}">${first.severity}</span>
      <h4>${title}</h4>
      <span class="count">${places}</span>
    </header>
    <p class="tags"><code>${ruleId}</code> · ${tags.join(' · ')}</p>
    ${why !== '' && html`<p>${why}</p>`}
    <p>
      <strong>Fix:</strong> ${fix} ${isWebAddress(docs) && html`<a href="${docs}" rel="noreferrer">Documentation</a>`}
    </p>
    ${
      findings.length > MAX_UNFOLDED
        ? html`<details>
            <summary>All ${findings.length} places</summary>
            ${list}
          </details>`
        : list
    }
  </article>`;
}

function place({ finding, detail }: Told, first: FindingRecord, options: RenderOptions): Markup {
  const { ruleId, severity, status, stack, resourceType, path, condition, related = [] } = finding;
  const source = sourceOf(finding, options);
  const others = related.map((each) => each.constructPath ?? `${each.stack}/${each.logicalId}`);
  return html`<li data-severity="${severity}" data-status="${status}" data-rule="${ruleId}" data-stack="${stack}">
    <div class="where">
      ${severity !== first.severity && html`<span class="severity ${severity}">${severity}</span>`}
      <code>${placeOf(finding)}</code>
    </div>
    ${detail !== '' && html`<div>${detail}</div>`}
    <div class="facts">
      ${path !== '' && html`<span>at <code>${path}</code></span>`}
      ${condition !== undefined && html`<span>when <code>${condition}</code></span>`}
      ${source !== undefined && html`<span>line <code>${source}</code></span>`}
      ${resourceType !== undefined && html`<span>${resourceType}</span>`}
      ${others.length > 0 && html`<span>with <code>${others.join(', ')}</code></span>`}
    </div>
    ${status === 'accepted' && html`<div class="accepted">Accepted${terms(finding)}</div>`}
  </li>`;
}

function terms({ acceptance }: FindingRecord): string {
  if (acceptance === undefined) return '';
  const { reason, owner, expires } = acceptance;
  return `${owner === NOT_STATED ? '' : ` by ${owner}`}${expires === NOT_STATED ? '' : ` until ${expires}`}: ${reason}`;
}
