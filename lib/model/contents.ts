import { Composite, Open, Reference, Text, Unknown, type Json, type Settled } from './values';

/** Values, characters and levels up to which a list or an object is read as a whole. Functions can make them endless. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
const MAX_LEVELS = 400;

/** Keeps the reading of whole values within bounds. */
export class Extent {
  private values = 0;
  private characters = 0;
  private isExceeded = false;

  /** Whether something was left out. */
  public get isTooLarge(): boolean {
    return this.isExceeded;
  }

  /** The fields or elements to read next, each evaluated, without `AWS::NoValue`; none beyond the bounds. */
  public contentsOf({ raw, stack }: Composite, level: number): [key: string, value: Settled][] {
    const contents: [string, Settled][] = [];
    for (const [key, each] of Object.entries(raw)) {
      const value = stack.settle(each as Json | Open);
      if (value === undefined) continue;
      this.values += 1;
      this.characters += key.length + (typeof value === 'string' ? value.length : 0);
      this.isExceeded ||= this.values > MAX_VALUES || this.characters > MAX_CHARACTERS || level > MAX_LEVELS;
      if (this.isExceeded) return [];
      contents.push([key, value]);
    }
    return contents;
  }
}

/** A value as JSON, with `${...}` for each part that is not known. Unknown if it is too large. */
export function jsonOf(settled: Settled): Json | Unknown | undefined {
  const extent = new Extent();
  const json = readJson(settled, extent, 0);
  return extent.isTooLarge ? tooLarge() : json;
}

function readJson(settled: Settled, extent: Extent, level: number): Json | undefined {
  if (settled instanceof Open) return settled.toString();
  if (!(settled instanceof Composite)) return settled;
  const contents = extent
    .contentsOf(settled, level)
    .map(([key, value]) => [key, readJson(value, extent, level + 1)] as const);
  if (Array.isArray(settled.raw)) return contents.map(([, value]) => value ?? null);
  return Object.fromEntries(contents) as { [key: string]: Json };
}

/** What the text of a value in JSON is put together from. Unknown if it is too large. */
export function jsonPiecesOf(settled: Settled): Settled[] | Unknown {
  const extent = new Extent();
  const pieces: Settled[] = [];
  writeJson(settled, pieces, extent, 0);
  return extent.isTooLarge ? tooLarge() : pieces;
}

function writeJson(settled: Settled, pieces: Settled[], extent: Extent, level: number): void {
  if (settled instanceof Open) {
    pieces.push('"', settled, '"');
    return;
  }
  if (!(settled instanceof Composite)) {
    pieces.push(JSON.stringify(settled ?? null));
    return;
  }
  const isList = Array.isArray(settled.raw);
  pieces.push(isList ? '[' : '{');
  extent.contentsOf(settled, level).forEach(([key, value], i) => {
    if (i > 0) pieces.push(',');
    if (!isList) pieces.push(`${JSON.stringify(key)}:`);
    writeJson(value, pieces, extent, level + 1);
  });
  pieces.push(isList ? ']' : '}');
}

/** A text that is the same for two values that are surely the same; `undefined` where that cannot be said. */
export function identityOf(settled: Settled): string | undefined {
  const extent = new Extent();
  const identity = identify(settled, extent, 0);
  return extent.isTooLarge ? undefined : identity;
}

function identify(settled: Settled, extent: Extent, level: number): string | undefined {
  if (settled === undefined || settled === null) return undefined;
  if (settled instanceof Reference) return `${settled.resource.key}.${settled.attribute ?? ''}`;
  if (settled instanceof Unknown) return settled.symbol;
  if (settled instanceof Text) return all(settled.parts.map((part) => identify(part, extent, level)))?.join(' + ');
  // CloudFormation takes `1` and `"1"` for the same.
  if (!(settled instanceof Composite)) return JSON.stringify(String(settled));
  const isList = Array.isArray(settled.raw);
  const contents = extent.contentsOf(settled, level).map(([key, value]) => {
    const identity = value === null ? 'null' : identify(value, extent, level + 1);
    return isList || identity === undefined ? identity : `${JSON.stringify(key)}:${identity}`;
  });
  const known = all(contents);
  return known && (isList ? `[${known.join()}]` : `{${known.sort().join()}}`);
}

function all(identities: (string | undefined)[]): string[] | undefined {
  return identities.every((each) => each !== undefined) ? identities : undefined;
}

function tooLarge(): Unknown {
  return new Unknown('the value is too large to be read as a whole');
}
