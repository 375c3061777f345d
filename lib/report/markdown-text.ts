import { isWebAddress, visible } from './text';

/** Behind these, what follows would become a mention or a reference to an issue. */
const LINKED = /([@#])(?=\w)/g;

/** A text that Markdown shows as it is: in a paragraph, a table's cell or between HTML tags. */
export function plain(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]|~!$#+=-]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(LINKED, '$1<!-- -->');
}

/** A name as code, also in a table's cell; nothing for an empty one. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown === '') return '';
  // Neither a backtick nor a pipe can be escaped in a code span of a table everywhere: such a text is spelled out.
  if (!/[`|\\]/.test(shown) && shown.trim() === shown) return `\`${shown}\``;
  return `<code>${shown.replace(/[^A-Za-z0-9 ]/gu, (each) => `&#${each.codePointAt(0)};`)}</code>`;
}

/** A link; nothing where the address is none. */
export function link(text: string, address: string): string {
  return isWebAddress(address) ? `[${plain(text)}](<${address}>)` : '';
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
