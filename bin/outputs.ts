import { resolve } from 'node:path';
import type { AssessmentDocument } from '../lib/assessment/document';
import { InputError } from '../lib/model/input-error';
import { FORMATS, render, type FormatName } from '../lib/report';
import { writeFiles } from './files';

/** A report to make. Without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/** Reads `--format` flags. */
export function outputsOf(flags: readonly string[]): Output[] {
  const outputs = (flags.length === 0 ? ['console'] : flags).map((flag): Output => {
    const [format, ...rest] = flag.split('=');
    const file = rest.join('=');
    if (!FORMATS.includes(format as FormatName) || (rest.length > 0 && file === '')) {
      throw new InputError('--format', `'${flag}' is not NAME or NAME=FILE`, `Names are ${FORMATS.join(', ')}`);
    }
    return { format: format as FormatName, ...(rest.length > 0 && { file }) };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new InputError('--format', 'two reports would go to standard output', 'Give one of them a file: NAME=FILE');
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twin = files.find((file, i) => files.findIndex((other) => resolve(other) === resolve(file)) !== i);
  if (twin !== undefined) throw new InputError('--format', `two reports would go to ${twin}`);
  return outputs;
}

/** Makes all reports, then writes them: none is written when one cannot be made. */
export function writeOutputs(outputs: readonly Output[], document: AssessmentDocument): void {
  const rendered = outputs.map(({ format, file }) => {
    const color = file === undefined && hasColor();
    const width = file === undefined ? process.stdout.columns : undefined;
    return { file, text: render(format, document, { color, ...(width !== undefined && { width }) }) };
  });
  writeFiles(rendered.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }])));
  const toScreen = rendered.find(({ file }) => file === undefined);
  if (toScreen !== undefined) process.stdout.write(toScreen.text);
}

/** NO_COLOR (no-color.org) and FORCE_COLOR win over what the terminal is. */
export function hasColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}
