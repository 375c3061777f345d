import type { ConsoleWriter, Paint } from './console-writer';
import { partsOf, textOf, type Phrase, type Section, type Table, type Tone } from './content';
import { visible } from './text';

/** Writes a part of a report to a terminal. */
export function writeSection(out: ConsoleWriter, section: Section, depth = 0): void {
  const { heading, texts = [], items = [], table, sections = [] } = section;
  out.line(out.paint.bold(visible(heading)));
  if (depth === 0) out.line('-'.repeat(visible(heading).length));
  for (const text of texts) out.note(textOf(text));
  for (const item of items) out.item(textOf(item));
  if (table !== undefined) writeTable(out, table);
  if (texts.length + items.length > 0 || table !== undefined) out.line();
  for (const each of sections) writeSection(out, each, depth + 1);
}

function writeTable(out: ConsoleWriter, { columns, groups }: Table): void {
  const heads = columns.map((column) => (typeof column === 'string' ? column : column[0]));
  const cells = groups.flatMap(({ rows }) => rows).map((row) => row.map((cell) => visible(textOf(cell))));
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const padded = (text: string, i: number): string => (i === heads.length - 1 ? text : text.padEnd(widths[i] ?? 0));
  out.line(`  ${out.paint.dim(heads.map(padded).join('  '))}`);
  for (const { heading, rows } of groups) {
    if (heading !== undefined) out.line(`  ${visible(heading)}`);
    for (const row of rows) {
      const line = row.map((cell, i) => paintOf(out, cell)(padded(visible(textOf(cell)), i)));
      out.line(`  ${line.join('  ').trimEnd()}`);
    }
  }
}

function paintOf({ paint }: ConsoleWriter, cell: Phrase): Paint {
  const paints: Readonly<Record<Tone, Paint>> = {
    good: paint.green,
    doubt: paint.yellow,
    bad: paint.red,
    soft: paint.dim,
  };
  const [only, other] = partsOf(cell);
  return only?.tone === undefined || other !== undefined ? (text) => text : paints[only.tone];
}
