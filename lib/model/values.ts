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
   */
  constructor(
    public readonly because: string,
    public readonly symbol?: string,
    public readonly mentions: readonly Reference[] = [],
  ) {
    super();
  }

  /** Stands for the value where text is needed. */
  public override toString(): string {
    return '${unknown}';
  }
}

/** Text of which some parts are known and some are references or unknown. */
export class Text extends Open {
  constructor(public readonly parts: readonly (string | Reference | Unknown)[]) {
    super();
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
  constructor(
    public readonly raw: readonly (Json | Open)[] | JsonObject,
    public readonly stack: Stack,
  ) {}
}

/** What a piece of a template comes to. `undefined` is `AWS::NoValue`, or nothing there. */
export type Settled = string | number | boolean | null | undefined | Reference | Unknown | Text | Composite;

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

/** The references a settled value is or is made of. */
export function mentionsOf(settled: Settled): readonly Reference[] {
  if (settled instanceof Reference) return [settled];
  if (settled instanceof Unknown) return settled.mentions;
  if (settled instanceof Text) return settled.parts.flatMap((part) => (typeof part === 'string' ? [] : mentionsOf(part)));
  return [];
}

/** Joins pieces into text: a plain string where all are known. */
export function toText(pieces: readonly (string | Reference | Unknown | Text)[]): string | Text {
  const parts: (string | Reference | Unknown)[] = [];
  for (const piece of pieces.flatMap((each) => (each instanceof Text ? each.parts : [each]))) {
    const last = parts.length - 1;
    if (typeof piece === 'string' && typeof parts[last] === 'string') parts[last] += piece;
    else if (piece !== '') parts.push(piece);
  }
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : new Text(parts);
}
