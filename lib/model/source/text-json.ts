import { InputError } from '../input-error';
import { isObject, type Json, type JsonObject } from '../values';
import { decodeText } from './text-decode';
import { findJsonProblem } from './text-json-problem';
import { MAX_DEPTH } from './text-limits';
import { TextProblem } from './text-problem';

/**
 * Reads a file that must hold one JSON object. It needs no library, so it may be used at synth.
 *
 * @param input what is in the file
 * @param file the file as the user named it
 */
export function parseJsonText(input: string | Uint8Array, file: string): JsonObject {
  const text = decodeText(input, file);
  try {
    return objectOf(parseJsonValue(text), file);
  } catch (problem) {
    throw problem instanceof TextProblem ? problem.inFile(file, text) : problem;
  }
}

/**
 * `JSON.parse` that says where the text is no JSON, and refuses what is nested too deeply to walk.
 *
 * @param text the text, without a byte order mark
 */
export function parseJsonValue(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw findJsonProblem(text) ?? new TextProblem('JSON', 'the text is no JSON', 0);
  }
  if (isDeeperThan(MAX_DEPTH, value)) throw findJsonProblem(text)!;
  return value;
}

/**
 * The value if it is an object, as every template and every file of a cloud assembly is.
 *
 * @param value what a file holds
 * @param file the file as the user named it
 */
export function objectOf(value: Json, file: string): JsonObject {
  if (isObject(value)) return value;
  const kind = value === null ? 'nothing' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  throw new InputError(file, `holds ${kind} at its top level, not a mapping`);
}

function isDeeperThan(levels: number, value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // Plain loops: this goes through every value of every template.
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && isDeeperThan(levels - 1, item)) return true;
    return false;
  }
  for (const key in value) {
    const item = value[key] as Json;
    if (typeof item === 'object' && isDeeperThan(levels - 1, item)) return true;
  }
  return false;
}
