import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../input-error';
import type { JsonObject } from '../values';
import { parseJsonText } from './text-json';

/** A JSON file that was read. */
export interface JsonFile {
  readonly value: JsonObject;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
}

/** How the text of a template becomes JSON. The command line's reader also knows YAML. */
export type TemplateParser = (bytes: Buffer, file: string) => JsonObject;

/**
 * Reads a file whose top level is an object.
 *
 * @param file the file's path
 * @param parse what makes JSON of it; JSON only by default
 * @throws InputError when it cannot be read or is something else
 */
export function readJsonFile(file: string, parse: TemplateParser = parseJsonText): JsonFile {
  const bytes = readBytes(file);
  return { value: parse(bytes, file), digest: createHash('sha256').update(bytes).digest('hex') };
}

function readBytes(file: string): Buffer {
  try {
    if (!statSync(file).isCharacterDevice()) return readFileSync(file);
  } catch (error) {
    throw new InputError(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  // It would be read without end.
  throw new InputError(file, 'is a device, not a file');
}
