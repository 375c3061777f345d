import type { Resource } from './resource';
import type { Stack } from './stack';

/** A CloudFormation template or a part of one, as plain JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** A value that is no plain JSON, as deployment has a part in it. */
export abstract class Open {
  public abstract toString(): string;
}

/** `Ref` or `Fn::GetAtt` of a resource of the application. */
export class Reference extends Open {
  /**
   * @param resource the resource referred to
   * @param attribute the attribute, absent for `Ref`
   */
  constructor(
    public readonly resource: Resource,
    public readonly attribute?: string,
  ) {
    super();
  }

  /** Stands for the value where text is needed. */
  public override toString(): string {
    return `\${${this.resource.id}${this.attribute === undefined ? '' : `.${this.attribute}`}}`;
  }
}

/** A value that is decided at deployment. */
export class Unknown extends Open {
  /**
   * @param because why it is not known, for the user
   * @param symbol names the value: two unknowns with one symbol are the same value
   * @param mentions what it is made from, as far as that is known
   * @param label what it is called within a text; no colon, as that separates the parts of an ARN
   */
  constructor(
    public readonly because: string,
    public readonly symbol?: string,
    public readonly mentions: readonly Reference[] = [],
    private readonly label = 'unknown',
  ) {
    super();
  }

  /** Stands for the value where text is needed. */
  public override toString(): string {
    return `\${${this.label}}`;
  }
}

/** What an open part of a text counts for. */
export const OPEN_SIZE = 32;

/** Text of which some parts are known and some are references or unknown. */
export class Text extends Open {
  /** The length of the known parts, and as much as a reference takes for each of the others. */
  public readonly size: number;

  constructor(public readonly parts: readonly (string | Reference | Unknown)[]) {
    super();
    this.size = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : OPEN_SIZE), 0);
  }

  /** The text with `${...}` where a part is not known. */
  public override toString(): string {
    return this.parts.join('');
  }
}

/**
 * A list or an object, in the stack whose parameters and conditions its contents are read with.
 * A list that was put together may hold open values where a template holds JSON.
 */
export class Composite {
  private more?: boolean;

  constructor(
    public readonly raw: readonly (Json | Open)[] | JsonObject,
    public readonly stack: Stack,
  ) {}

  /** Whether deployment adds keys: a transform or a loop stands among them. */
  public get hasMore(): boolean {
    return (this.more ??= !Array.isArray(this.raw) && Object.keys(this.raw).some((key) => ADDING.test(key)));
  }
}

/** What `Fn::Transform` and a loop that cannot be expanded stand under. */
const ADDING = /^Fn::(Transform$|ForEach::)/;

/** What a piece of a template comes to. `undefined` is `AWS::NoValue`, or nothing there. */
export type Settled = string | number | boolean | null | undefined | Reference | Unknown | Text | Composite;

/** The value of a key that an object has itself. */
export function ownValue<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a JSON value is an object that is not a list. */
export function isObject(raw: unknown): raw is JsonObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !(raw instanceof Open);
}

/** The name of the intrinsic function an object is a call of, if it is one. */
export function intrinsicName(raw: JsonObject): string | undefined {
  let name: string | undefined;
  for (const key in raw) {
    if (name !== undefined) return undefined;
    name = key;
  }
  return name !== undefined && (name === 'Ref' || name.startsWith('Fn::')) ? name : undefined;
}

/** References that a value made from others keeps; one that is made from more is no value of a real template. */
const MAX_MENTIONS = 1000;

/** The references that several settled values are or are made of, each once. */
export function mentionsIn(values: readonly Settled[]): readonly Reference[] {
  const all = values.flatMap(mentionsOf);
  if (all.length < 2) return all;
  const distinct = new Map(all.map((each) => [`${each.resource.key} ${each.attribute ?? ''}`, each]));
  return [...distinct.values()].slice(0, MAX_MENTIONS);
}

/** The references a settled value is or is made of. */
export function mentionsOf(settled: Settled): readonly Reference[] {
  if (settled instanceof Reference) return [settled];
  if (settled instanceof Unknown) return settled.mentions;
  if (settled instanceof Text)
    return settled.parts.flatMap((part) => (typeof part === 'string' ? [] : mentionsOf(part)));
  return [];
}

/** Joins pieces into text: a plain string where all are known. */
export function toText(pieces: readonly (string | Reference | Unknown | Text)[]): string | Text {
  const parts: (string | Reference | Unknown)[] = [];
  const add = (part: string | Reference | Unknown): void => {
    const last = parts.length - 1;
    if (typeof part === 'string' && typeof parts[last] === 'string') parts[last] += part;
    else if (part !== '') parts.push(part);
  };
  for (const piece of pieces) {
    if (piece instanceof Text) piece.parts.forEach(add);
    else add(piece);
  }
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : new Text(parts);
}
