import type { Assessment, FindingRecord } from '../../assessment/document';
import { CATEGORY_NAMES, DISRUPTION_NAMES, SEVERITIES } from '../words';
import { html, type Markup } from './template';

/** Stacks shown: those with the most findings. */
const MAX_STACKS = 8;

type Row = readonly [name: string, findings: readonly FindingRecord[]];

/** How the open findings are spread over failure categories, disruptions and stacks. */
export function charts({ findings }: Assessment): Markup | undefined {
  const open = findings.filter(({ status }) => status === 'open');
  if (open.length === 0) return undefined;
  const those = (holds: (finding: FindingRecord) => boolean): FindingRecord[] => open.filter(holds);
  const categories = entries(CATEGORY_NAMES).map(([key, name]): Row => [name, those((each) => each.category === key)]);
  const disruptions = entries(DISRUPTION_NAMES).map(([key, name]): Row => [
    name,
    those((each) => each.disruptions.includes(key)),
  ]);
  const stacks = [...new Set(open.map(({ stack }) => stack))]
    .map((stack): Row => [stack, those((each) => each.stack === stack)])
    .sort((a, b) => b[1].length - a[1].length);
  const shown = stacks.slice(0, MAX_STACKS);
  const note =
    stacks.length > shown.length ? `The ${shown.length} of ${stacks.length} stacks with the most.` : undefined;
  const severities = SEVERITIES.filter((severity) => open.some((each) => each.severity === severity));
  return html`<h3>Overview of open findings</h3>
    <div class="charts">
      ${chart('By failure category', categories)}
      ${chart('By disruption', disruptions, 'A finding counts for each disruption it is about.')}
      ${chart('By stack', shown, note)}
    </div>
    <p class="key" aria-hidden="true">${severities.map((each) => html`<span class="${each}">${each}</span>`)}</p>`;
}

function chart(caption: string, rows: readonly Row[], note?: string): Markup {
  const most = Math.max(1, ...rows.map(([, findings]) => findings.length));
  return html`<div class="card">
    <table>
      <caption>
        ${caption}
      </caption>
      <tbody>
        ${rows.map(
          ([name, findings]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="bar">${bar(findings, most)}</td>
              <td class="number">${findings.length}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${note !== undefined && html`<p class="soft"><small>${note}</small></p>`}
  </div>`;
}

/** Drawn with attributes: the page allows no inline style. */
function bar(findings: readonly FindingRecord[], most: number): Markup {
  let x = 0;
  const parts = SEVERITIES.flatMap((severity) => {
    const width = (findings.filter((each) => each.severity === severity).length * 100) / most;
    if (width === 0) return [];
    x += width;
    return [html`<rect class="${severity}" x="${(x - width).toFixed(2)}" width="${width.toFixed(2)}" height="8" />`];
  });
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function entries<K extends string>(names: Readonly<Record<K, string>>): [K, string][] {
  return Object.entries(names) as [K, string][];
}
