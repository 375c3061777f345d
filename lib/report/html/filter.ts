import type { Assessment } from '../../assessment/document';
import { SEVERITIES } from '../words';
import { html, type Markup } from './template';

/** Chooses findings by severity, status, rule and stack. Hidden until the script has made it work. */
export function filterForm(assessments: readonly Assessment[]): Markup | undefined {
  const findings = assessments.flatMap((each) => each.findings);
  if (findings.length === 0) return undefined;
  const severities = SEVERITIES.filter((severity) => findings.some((each) => each.severity === severity));
  const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
  return html`<form class="filter" id="filter" hidden aria-label="Filter findings">
    <fieldset>
      <legend>Show</legend>
      ${severities.map(
        (each) => html`<label><input type="checkbox" name="severity" value="${each}" checked />${each}</label>`,
      )}
    </fieldset>
    ${choice('status', 'open and accepted', ['open', 'accepted'])}
    ${choice('rule', 'all rules', distinct(findings.map(({ ruleId }) => ruleId)))}
    ${choice('stack', 'all stacks', distinct(findings.map(({ stack }) => stack)))}
    <button type="reset">Show all</button>
    <output aria-live="polite"></output>
  </form>`;
}

function choice(name: string, all: string, values: readonly string[]): Markup {
  return html`<select name="${name}" aria-label="${name}">
    <option value="">${all}</option>
    ${values.map((value) => html`<option value="${value}">${value === '' ? '(none)' : value}</option>`)}
  </select>`;
}
