import type { Stack } from './stack';
import { Composite, isObject, type Json, type JsonObject } from './values';

/** How the key of a loop begins: `Fn::ForEach::UniqueName`. */
export const LOOP = 'Fn::ForEach::';

/** Values and characters that the loops of one section may add. CloudFormation takes processed templates of 1 MB. */
const MAX_ADDED = 2 * 1024 * 1024;

/**
 * Expands the `Fn::ForEach` loops of a section (Resources, Conditions, Outputs) and within it. A loop over
 * something that deployment decides stays as it is. The input is not changed.
 */
export function expandLoops(section: JsonObject, stack: Stack): JsonObject {
  return new Expansion(stack).expandObject(section, {});
}

/** What the identifiers of the loops around a place stand for. */
interface Names {
  readonly [identifier: string]: string;
}

class Expansion {
  private left = MAX_ADDED;

  constructor(private readonly stack: Stack) {}

  public expandObject(raw: JsonObject, names: Names): JsonObject {
    const out: [string, Json][] = [];
    for (const [key, value] of Object.entries(raw)) {
      const copies = key.startsWith(LOOP) ? this.unroll(value, names) : undefined;
      if (copies === undefined) out.push([this.replaceNames(key, names), this.expand(value, names)]);
      else for (const copy of copies) for (const entry of Object.entries(copy)) out.push(entry);
    }
    return Object.fromEntries(out);
  }

  private expand(raw: Json, names: Names): Json {
    if (typeof raw === 'string') return this.replaceNames(raw, names);
    if (Array.isArray(raw)) return raw.map((each) => this.expand(each, names));
    if (!isObject(raw)) return raw;
    const ref = raw.Ref;
    if (typeof ref === 'string' && Object.hasOwn(names, ref)) return names[ref] as string;
    return this.expandObject(raw, names);
  }

  /** The bodies of a loop, one for each element. `undefined` if it cannot be expanded. */
  private unroll(loop: Json, names: Names): JsonObject[] | undefined {
    if (!Array.isArray(loop) || loop.length !== 3 || typeof loop[0] !== 'string' || !isObject(loop[2]))
      return undefined;
    const [identifier, collection, body] = loop as [string, Json, JsonObject];
    const items = this.itemsOf(this.expand(collection, names));
    if (items === undefined || this.left < 0 || !this.affords(items.length * sizeOf(body))) return undefined;
    return items.map((item) => this.expandObject(body, { ...names, [identifier]: item }));
  }

  private itemsOf(collection: Json): string[] | undefined {
    const settled = this.stack.settle(collection);
    if (!(settled instanceof Composite) || !Array.isArray(settled.raw)) return undefined;
    const items = settled.raw.map((each) => settled.stack.settle(each)).filter((each) => each !== undefined);
    return items.every((item) => typeof item === 'string' || typeof item === 'number') ? items.map(String) : undefined;
  }

  /** `${Name}`, and `&{Name}` that drops what a logical id may not hold. */
  private replaceNames(text: string, names: Names): string {
    if (!text.includes('{')) return text;
    return text.replace(/([$&])\{([^{}!.]+)\}/g, (all, sign: string, name: string) => {
      const value = Object.hasOwn(names, name) ? (names[name] as string) : undefined;
      if (value === undefined || !this.affords(value.length)) return all;
      return sign === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
    });
  }

  private affords(more: number): boolean {
    this.left -= more;
    return this.left >= 0;
  }
}

/** Values in a piece of a template, and the characters of its texts. */
function sizeOf(raw: Json): number {
  if (typeof raw === 'string') return 1 + raw.length;
  if (typeof raw !== 'object' || raw === null) return 1;
  if (Array.isArray(raw)) return raw.reduce<number>((sum, each) => sum + sizeOf(each), 1);
  return Object.entries(raw).reduce((sum, [key, value]) => sum + key.length + sizeOf(value), 1);
}
