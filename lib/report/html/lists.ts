import type { Assessment, UndeterminedRecord } from '../../assessment/document';
import { count } from '../../assessment/gate';
import { placeOf, reasonsOf } from '../words';
import { table } from './table';
import { html, type Markup, type Slot } from './template';

/** Who accepted which risk, why and until when. */
export function acceptedRisks({ acceptances }: Assessment): Markup | undefined {
  if (acceptances.length === 0) return undefined;
  return html`<h3>Accepted risks</h3>
    ${table(
      ['Rule', 'Holds for', ['Reason', 'text'], 'Owner', ['Expires', 'short'], ['Findings', 'number']],
      acceptances.map(({ ruleId, scope, path, reason, owner, expires, state, findings }) => [
        html`<code>${ruleId}</code>`,
        html`${scope === '' ? 'everything' : html`<code>${scope}</code>`}${path !== undefined && html` below <code>${path}</code>`}`,
        reason,
        owner,
        state === 'expired' ? `${expires} (expired)` : expires,
        findings.length,
      ]),
    )}`;
}

/** What the templates leave open, by reason. */
export function undeterminedVerdicts({ undetermined }: Assessment): Markup | undefined {
  if (undetermined.length === 0) return undefined;
  return html`<h3>Undetermined: left open by the template</h3>
    <div class="card">
      ${reasonsOf(undetermined).map(
        ({ because, verdicts }) =>
          html`<details>
            <summary>${count(verdicts.length, 'verdict')}: ${because}</summary>
            <ul class="places">
              ${verdicts.map(verdict)}
            </ul>
          </details>`,
      )}
    </div>`;
}

function verdict(record: UndeterminedRecord): Markup {
  return html`<li>
    <div class="where"><code>${placeOf(record)}</code></div>
    <div class="facts">
      <code>${record.ruleId}</code>
      ${record.path !== '' && html`<span>at <code>${record.path}</code></span>`}
      ${record.status === 'accepted' && html`<span>accepted</span>`}
    </div>
  </li>`;
}

/** What was not judged, and why. */
export function leftOut({ skipped, missingContext }: Assessment): Slot {
  return [
    skipped.length > 0 &&
      html`<h3>Left out, so not judged</h3>
        ${table(
          ['What', 'Template', ['Because', 'text']],
          skipped.map((each) => [
            html`<code>${placeOf(each)}</code>`,
            html`<code>${each.templatePath}</code>`,
            each.because,
          ]),
        )}`,
    missingContext.length > 0 &&
      html`<h3>Context look-ups not made</h3>
        <div class="card">
          <p>CDK wrote stand-ins for their values. What hangs on them is undetermined.</p>
          <ul>
            ${missingContext.map((key) => html`<li><code>${key}</code></li>`)}
          </ul>
        </div>`,
  ];
}

/** The files that were judged. */
export function templates({ templates }: Assessment): Markup | undefined {
  if (templates.length === 0) return undefined;
  return html`<h3>Templates</h3>
    <details>
      <summary>${count(templates.length, 'template')} with SHA-256</summary>
      ${table(
        ['Stack', 'File', ['SHA-256', 'long']],
        templates.map(({ stack, templatePath, digest }) => [
          stack,
          html`<code>${templatePath}</code>`,
          digest === undefined ? 'not known' : html`<code>${digest}</code>`,
        ]),
      )}
    </details>`;
}
