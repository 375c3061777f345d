import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AssessmentDocument } from '../lib/assessment/document';
import { InputError } from '../lib/model/input-error';
import { FORMATS, render, type FormatName } from '../lib/report';

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
  return outputs;
}

/** Makes all reports, then writes them: none is written when one cannot be made, and a file is there whole or not at all. */
export function writeOutputs(outputs: readonly Output[], document: AssessmentDocument): void {
  const rendered = outputs.map(({ format, file }) => {
    const color = file === undefined && hasColor();
    const width = file === undefined ? process.stdout.columns : undefined;
    return { file, text: render(format, document, { color, ...(width !== undefined && { width }) }) };
  });
  const files = rendered.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text, temporary: `${file}.tmp` }]));
  try {
    for (const { temporary, text } of files) writeFileSync(temporary, text);
    for (const { file, temporary } of files) renameSync(temporary, file);
  } catch (error) {
    for (const { temporary } of files) rmSync(temporary, { force: true });
    const { path = 'report', code } = error as NodeJS.ErrnoException;
    throw new InputError(path.replace(/\.tmp$/, ''), `cannot be written (${code ?? String(error)})`);
  }
  const toScreen = rendered.find(({ file }) => file === undefined);
  if (toScreen !== undefined) process.stdout.write(toScreen.text);
}

/** NO_COLOR (no-color.org) and FORCE_COLOR win over what the terminal is. */
function hasColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}
