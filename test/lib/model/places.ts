import type { Json, JsonObject } from '../../../lib/model/values';

/** The places below a value, to put something else there. */
function placesOf(raw: Json): (readonly string[])[] {
  return walk(raw, []).slice(1);
}

function walk(raw: Json, at: readonly string[]): (readonly string[])[] {
  if (typeof raw !== 'object' || raw === null) return [at];
  return [at, ...Object.entries(raw).flatMap(([key, value]) => walk(value, [...at, key]))];
}

/** A value with something else at one place. */
function replaced(raw: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(raw)) return raw.map((each, i) => (String(i) === key ? replaced(each, rest, value) : each));
  const entries = Object.entries(raw as JsonObject);
  return Object.fromEntries(entries.map(([name, each]) => [name, name === key ? replaced(each, rest, value) : each]));
}

/** A value with something else at one of its places, by number. */
export function replacedAt(raw: JsonObject, number: number, value: Json): JsonObject {
  const places = placesOf(raw);
  return replaced(raw, places[number % places.length] ?? [], value) as JsonObject;
}
