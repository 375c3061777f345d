import type { Column } from '../content';
import { html, type Markup, type Slot } from './template';

/** A table that scrolls on its own where the page is too narrow for it. */
export function table(columns: readonly Column[], rows: readonly (readonly Slot[])[]): Markup {
  const headings = columns.map((column) => (typeof column === 'string' ? ([column, ''] as const) : column));
  return html`<div class="card wide">
    <table>
      <thead>
        <tr>
          ${headings.map(([heading, kind]) => html`<th scope="col" class="${kind}">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td class="${headings[i]?.[1]}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
