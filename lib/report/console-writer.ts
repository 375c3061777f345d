import { createColors } from 'picocolors';
import type { FindingRecord } from '../assessment/document';
import { visible, wrap } from './text';

const DEFAULT_WIDTH = 100;
/** Neither is a page of one-word lines read, nor one of lines a whole screen wide. */
const [MIN_WIDTH, MAX_WIDTH] = [40, 120];
const INDENT = '  ';
/** The column of severities and labels: the longest severity and two spaces. */
const LABEL = 'warning'.length + 2;
/** Entries of a list that is only there to be complete. */
const MAX_LISTED = 8;

export type Paint = (text: string) => string;
export type Colors = ReturnType<typeof createColors>;

/** How each severity is coloured. */
export function severityPaints({ bold, magenta, red, yellow, cyan }: Colors): Record<FindingRecord['severity'], Paint> {
  return {
    fatal: (text) => bold(magenta(text)),
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    info: (text) => bold(cyan(text)),
  };
}

/** Lines of a log: texts are made visible and wrapped before they are painted. */
export class ConsoleWriter {
  public readonly paint: Colors;

  private readonly width: number;
  private readonly lines: string[] = [];

  constructor(color: boolean, width: number | undefined) {
    this.paint = createColors(color);
    // A terminal that does not know its width says 0.
    this.width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width || DEFAULT_WIDTH));
  }

  /** Writes a line that is painted already; an empty one for nothing. */
  public line(painted = ''): void {
    this.lines.push(painted);
  }

  /** Writes a heading with a rule below it. */
  public heading(text: string): void {
    const shown = visible(text);
    this.lines.push(this.paint.bold(shown), '='.repeat(shown.length), '');
  }

  /** Writes an indented text. */
  public note(text: string): void {
    this.hanging(INDENT, text);
  }

  /** Writes a point of a list. */
  public item(text: string): void {
    this.hanging(`${INDENT}- `, text);
  }

  /** Writes a text behind its label, or below the one before; nothing for an empty text. */
  public labelled(label: string, text = '', ofLabel: Paint = this.paint.dim, ofText: Paint = (line) => line): void {
    if (text === '') return;
    const head = label === '' ? '' : ofLabel(label);
    this.hanging(INDENT + head + ' '.repeat(LABEL - label.length), text, INDENT.length + LABEL, ofText);
  }

  /** Writes a list; nothing for an empty one. */
  public list(heading: string, entries: readonly (readonly [mark: string, text: string])[]): void {
    if (entries.length === 0) return;
    this.hanging('', heading, 0, this.paint.bold);
    const marks = Math.max(...entries.map(([mark]) => mark.length));
    for (const [mark, text] of entries.slice(0, MAX_LISTED)) this.hanging(`${INDENT}${mark.padStart(marks)} `, text);
    if (entries.length > MAX_LISTED) this.note(`and ${entries.length - MAX_LISTED} more`);
    this.line();
  }

  public toString(): string {
    return `${this.lines.join('\n')}\n`;
  }

  /** Writes a text whose further lines stand below its first one, not below what is before that. */
  private hanging(head: string, text: string, indent = head.length, ofText: Paint = (line) => line): void {
    wrap(visible(text), this.width - indent).forEach((line, i) => {
      this.lines.push((i === 0 ? head : ' '.repeat(indent)) + ofText(line));
    });
  }
}
