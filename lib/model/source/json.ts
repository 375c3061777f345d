import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputError } from '../input-error';
import { isObject, type Json, type JsonObject } from '../values';

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
export function readJsonFile(file: string, parse: TemplateParser = parseJson): JsonFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  return { value: parse(bytes, file), digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Parses JSON whose top level is an object. A byte order mark is skipped. */
export function parseJson(bytes: Buffer | string, file: string): JsonObject {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new InputError(file, `is not valid JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
  if (!isObject(value)) throw new InputError(file, 'does not hold a JSON object');
  return value;
}
