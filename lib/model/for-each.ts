import type { Stack } from './stack';
import { Composite, isObject, type Json, type JsonObject } from './values';

/** How the key of a loop begins: `Fn::ForEach::UniqueName`. */
export const LOOP = 'Fn::ForEach::';

/** Copies that the loops of one section may make; CloudFormation allows 500 resources in a template. */
const MAX_COPIES = 10_000;

/**
 * Expands the `Fn::ForEach` loops of a section (Resources, Conditions, Outputs) and within it. A loop over
 * something that deployment decides stays as it is. The input is not changed.
 */
export function expandLoops(section: JsonObject, stack: Stack): JsonObject {
  const budget = { copies: MAX_COPIES };
  return expandObject(section, stack, {}, budget);
}

interface Names {
  readonly [identifier: string]: string;
}

function expand(raw: Json, stack: Stack, names: Names, budget: { copies: number }): Json {
  if (typeof raw === 'string') return replaceNames(raw, names);
  if (Array.isArray(raw)) return raw.map((each) => expand(each, stack, names, budget));
  if (!isObject(raw)) return raw;
  const ref = raw.Ref;
  if (typeof ref === 'string' && Object.hasOwn(names, ref)) return names[ref] as string;
  return expandObject(raw, stack, names, budget);
}

function expandObject(raw: JsonObject, stack: Stack, names: Names, budget: { copies: number }): JsonObject {
  const out: JsonObject = {};
  for (const [key, value] of Object.entries(raw)) {
    const copies = key.startsWith(LOOP) ? unroll(value, stack, names, budget) : undefined;
    if (copies === undefined) out[replaceNames(key, names)] = expand(value, stack, names, budget);
    else for (const copy of copies) Object.assign(out, copy);
  }
  return out;
}

/** The bodies of a loop, one for each element. `undefined` if it cannot be expanded. */
function unroll(loop: Json, stack: Stack, names: Names, budget: { copies: number }): JsonObject[] | undefined {
  if (!Array.isArray(loop) || loop.length !== 3 || typeof loop[0] !== 'string' || !isObject(loop[2])) return undefined;
  const [identifier, collection, body] = loop as [string, Json, JsonObject];
  const items = itemsOf(expand(collection, stack, names, budget), stack);
  if (items === undefined || (budget.copies -= items.length) < 0) return undefined;
  return items.map((item) => expandObject(body, stack, { ...names, [identifier]: item }, budget));
}

function itemsOf(collection: Json, stack: Stack): string[] | undefined {
  const settled = stack.settle(collection);
  if (!(settled instanceof Composite) || !Array.isArray(settled.raw)) return undefined;
  const items = settled.raw.map((each) => stack.settle(each as Json));
  return items.every((item) => typeof item === 'string' || typeof item === 'number') ? items.map(String) : undefined;
}

/** `${Name}`, and `&{Name}` that drops what a logical id may not hold. */
function replaceNames(text: string, names: Names): string {
  if (!text.includes('{')) return text;
  return text.replace(/([$&])\{([^}!.]+)\}/g, (all, sign: string, name: string) => {
    const value = Object.hasOwn(names, name) ? (names[name] as string) : undefined;
    if (value === undefined) return all;
    return sign === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}
