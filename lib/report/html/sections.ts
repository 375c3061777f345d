import { partsOf, textOf, type Phrase, type Section, type Table } from '../content';
import { html, type Markup } from './template';

/** Sections that stand on a page by themselves; what is in them is theirs. */
export function pageSections(sections: readonly Section[]): Markup[] {
  return sections.map((section) => {
    const { heading, isFolded } = section;
    const inside = content(section);
    if (!isFolded)
      return html`<h3>${heading}</h3>
        ${inside}`;
    return html`<h3>${heading}</h3>
      <details>
        <summary>Show</summary>
        ${inside}
      </details>`;
  });
}

function content({ texts = [], items = [], table, sections = [] }: Section, depth = 0): (Markup | false)[] {
  const isSaid = texts.length + items.length > 0;
  return [
    isSaid &&
      html`<div class="card">
        ${texts.map((text) => html`<p>${phrase(text)}</p>`)}
        ${
          items.length > 0 &&
          html`<ul>
            ${items.map((item) => html`<li>${phrase(item)}</li>`)}
          </ul>`
        }
      </div>`,
    table !== undefined && groupedTable(table),
    ...sections.map((each) => inner(each, depth)),
  ];
}

function inner(section: Section, depth: number): Markup {
  const { heading, isFolded } = section;
  const inside = content(section, depth + 1);
  if (isFolded) {
    return html`<details class="part">
      <summary>${heading}</summary>
      ${inside}
    </details>`;
  }
  return html`<section class="part">
    ${depth === 0 ? html`<h4>${heading}</h4>` : html`<h5>${heading}</h5>`} ${inside}
  </section>`;
}

/** A text with its names as code, and its tones as classes: the words say the same. */
export function phrase(text: Phrase): (Markup | string)[] {
  return partsOf(text).map(({ text: said, isCode, tone }) => {
    if (isCode) return html`<code>${said}</code>`;
    return tone === undefined ? said : html`<span class="tone ${tone}">${said}</span>`;
  });
}

function groupedTable({ columns, groups }: Table): Markup {
  const headings = columns.map((column) => (typeof column === 'string' ? ([column, ''] as const) : column));
  return html`<div class="card wide">
    <table>
      <thead>
        <tr>
          ${headings.map(([heading, kind]) => html`<th scope="col" class="${kind}">${heading}</th>`)}
        </tr>
      </thead>
      ${groups.map(
        ({ heading, rows }) =>
          html`<tbody>
            ${
              heading !== undefined &&
              html`<tr class="group">
                <th scope="rowgroup" colspan="${columns.length}">${heading}</th>
              </tr>`
            }
            ${rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell, i) => html`<td class="${[headings[i]?.[1], onlyTone(cell)].filter(Boolean).join(' ')}">${phrase(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>`,
      )}
    </table>
  </div>`;
}

/** The tone of a cell that is one word: the cell is shaded. */
function onlyTone(cell: Phrase): string | undefined {
  const parts = partsOf(cell);
  const [only] = parts;
  return parts.length === 1 && only?.tone !== undefined && textOf(cell).length < 40 ? `shade-${only.tone}` : undefined;
}
