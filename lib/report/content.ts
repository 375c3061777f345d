/** How a text is meant: colour never says it alone. */
export type Tone = 'good' | 'doubt' | 'bad' | 'soft';

/** A text of a report: as it is, as a name of code, or with a tone. */
export interface Part {
  readonly text: string;
  readonly isCode?: true;
  readonly tone?: Tone;
}

/** What stands in a paragraph or a cell of a table. */
export type Phrase = string | Part | readonly (string | Part)[];

/** A column's heading; sentences and names are given room, long words are broken, short values are not, numbers are aligned. */
export type Column = string | readonly [heading: string, kind: 'text' | 'long' | 'short' | 'number' | 'name'];

/** Rows under a common heading. */
export interface Rows {
  readonly heading?: string;
  readonly rows: readonly (readonly Phrase[])[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly groups: readonly Rows[];
}

/** A part of a report: what it says is the same in every format. */
export interface Section {
  readonly heading: string;
  readonly texts?: readonly Phrase[];
  /** Points of a list. */
  readonly items?: readonly Phrase[];
  readonly table?: Table;
  /** Stands closed until it is asked for. */
  readonly isFolded?: true;
  readonly sections?: readonly Section[];
}

/** A name as code. */
export function name(text: string): Part {
  return { text, isCode: true };
}

/** Names, one after the other; the first few, and how many more there are. */
export function names(all: readonly string[], most = 5): (string | Part)[] {
  const parts = all.slice(0, most).flatMap((each, i) => (i === 0 ? [name(each)] : [', ', name(each)]));
  return all.length > most ? [...parts, ` and ${all.length - most} more`] : parts;
}

/** A phrase without what formats make of it. */
export function textOf(phrase: Phrase): string {
  return partsOf(phrase)
    .map(({ text }) => text)
    .join('');
}

export function partsOf(phrase: Phrase): readonly Part[] {
  const list: readonly (string | Part)[] = Array.isArray(phrase) ? phrase : [phrase];
  return list.map((each) => (typeof each === 'string' ? { text: each } : each));
}
