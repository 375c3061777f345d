import { isWebAddress, visible } from './text';

/** What Markdown gives a meaning wherever it stands. */
const ACTIVE = /[\\`*_[\]|~$]/g;

/** What would make a paragraph something else: a heading, a list, a rule. */
const OPENING = /^[#+=-]|(?<=^\d+)[.)](?=\s|$)/;

/** Not seen, but what it stands in is not made a link, a mention or a reference. */
const BREAK = '<!-- -->';

/** A web address in a text. */
const ADDRESS = /(https?:\/\/[\w.~:/?#@!&()*+,=%-]*[\w/=])/;

/** A text that Markdown shows as it is, in a paragraph or a table's cell. Its web addresses are links. */
export function plain(text: string): string {
  return visible(text)
    .trim()
    .split(ADDRESS)
    .map((part, i) => (i % 2 === 1 ? `<${part}>` : plainPart(part)))
    .join('')
    .replace(OPENING, '\\$&');
}

/** A text that stays what it is inside HTML tags, where Markdown may be read or not. */
export function plainInHtml(text: string): string {
  return inHtml(visible(text)).replace(ACTIVE, entity);
}

/** A name as code, also in a table's cell; nothing for an empty one. */
export function code(text: string): string {
  const shown = visible(text).trim();
  // Neither a backtick nor a pipe can be escaped in a code span of a table everywhere: such a text is spelled out.
  if (/[`|\\]/.test(shown)) {
    return `<code>${shown.replace(/[^A-Za-z0-9 ]/gu, entity)}</code>`;
  }
  return shown === '' ? '' : `\`${shown}\``;
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

function plainPart(text: string): string {
  return inHtml(text.replace(ACTIVE, '\\$&')).replace(/(?<=:)(?=\/\/)|(?<=www)(?=\.)/gi, BREAK);
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** Also keeps texts from mentioning people and issues. */
function inHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[@#](?=\w)/g, `$&${BREAK}`);
}
