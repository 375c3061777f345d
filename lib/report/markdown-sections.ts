import { partsOf, type Phrase, type Section, type Table } from './content';
import { code, plain, plainInHtml, table } from './markdown-text';

/** Markdown knows no deeper ones. */
const DEEPEST = 6;

/** A part of a report as Markdown; its heading is of this level. */
export function sectionInMarkdown(section: Section, level: number): string {
  const { heading, texts = [], items = [], table: shown, sections = [], isFolded } = section;
  const body = [
    ...texts.map(phrase),
    ...(items.length === 0 ? [] : [items.map((item) => `- ${phrase(item)}`).join('\n')]),
    ...(shown === undefined ? [] : tables(shown)),
    ...sections.map((each) => sectionInMarkdown(each, level + 1)),
  ].join('\n\n');
  if (isFolded) return `<details><summary>${plainInHtml(heading)}</summary>\n\n${body}\n\n</details>`;
  return `${'#'.repeat(Math.min(level, DEEPEST))} ${plain(heading)}\n\n${body}`;
}

/** A text with its names as code; what is bad is bold. */
export function phrase(text: Phrase): string {
  return partsOf(text)
    .map((part) => {
      if (part.isCode) return code(part.text);
      const shown = inner(part.text);
      return part.tone === 'bad' && shown !== '' ? `**${shown}**` : shown;
    })
    .join('');
}

/** `plain` trims; between two names the spaces matter. */
function inner(text: string): string {
  const [, before = '', said = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return said === '' ? before : `${before && ' '}${plain(said)}${after && ' '}`;
}

function tables({ columns, groups }: Table): string[] {
  const head = columns.map((column) => plain(typeof column === 'string' ? column : column[0]));
  return groups.flatMap(({ heading, rows }) => [
    ...(heading === undefined ? [] : [`**${plain(heading)}**`]),
    table(
      head,
      rows.map((row) => row.map(phrase)),
    ),
  ]);
}
