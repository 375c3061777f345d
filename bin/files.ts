import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { InputError } from '../lib/model/input-error';

/** A file to write. */
export interface File {
  readonly file: string;
  readonly text: string;
}

/**
 * Writes files: each is there whole or not at all, as it takes its place only when all have been written.
 *
 * @throws InputError naming the first that cannot be written
 */
export function writeFiles(files: readonly File[]): void {
  const written: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const { file, text } of files) {
      const target = targetOf(file);
      if (target === undefined) {
        writeFileSync(file, text);
        continue;
      }
      const temporary = `${target}.${process.pid}.tmp`;
      written.push({ temporary, target });
      writeFileSync(temporary, text);
    }
    for (const { temporary, target } of written) renameSync(temporary, target);
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    const { path = 'report', code } = error as NodeJS.ErrnoException;
    const file = path.replace(/\.\d+\.tmp$/, '');
    throw new InputError(file, `cannot be written (${code ?? String(error)})`);
  }
}

/** The file behind a path. `undefined` for what is there and no file (a folder, /dev/stdout): nothing may take its place. */
function targetOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return file;
  return stat.isFile() ? realpathSync(file) : undefined;
}
