import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { Reference, Text, Unknown } from '../../model/values';

/** A value as text, with `${...}` for what is open in it; `undefined` where it is absent, no text, or not known at all. */
export function textOf(value: Value): string | undefined {
  const { settled } = value;
  if (settled instanceof Text || settled instanceof Reference) return settled.toString();
  if (settled instanceof Unknown || typeof settled === 'object') return undefined;
  return settled === undefined ? undefined : String(settled);
}

/** A text that is written out; `undefined` for any other value. */
export function literalOf(value: Value): string | undefined {
  const { settled } = value;
  return typeof settled === 'string' || typeof settled === 'number' ? String(settled) : undefined;
}

/** The elements of a list; none where it is absent or deployment decides it. */
export function elementsOf(value: Value): Value[] {
  return value.isList ? value.items() : [];
}

/** A whole value as JSON text, with `${...}` for what is open; `''` where it is absent or not known at all. */
export function jsonTextOf(value: Value): string {
  return value.kind === 'known' ? JSON.stringify(value.json()) : (textOf(value) ?? '');
}

/** Whether a value is surely `false`. */
export function isFalse(value: Value): boolean {
  return String(value.settled) === 'false';
}

/** How records call a resource. */
export function nameOf(resource: Resource): string {
  return resource.constructPath ?? resource.key;
}
