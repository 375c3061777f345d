import { FAILSAFE_SCHEMA, Type, type Schema } from 'js-yaml';

/**
 * A plain scalar that is not a string. It keeps what is written, as a mapping key is always text:
 * `on: push` has the key `on`, and a mapping by account id the key `012345678901`.
 */
export class PlainScalar {
  // Private to the engine, so that js-yaml finds no keys to merge in it.
  readonly #text: string;
  readonly #value: number | boolean | null;

  constructor(text: string, value: number | boolean | null) {
    this.#text = text;
    this.#value = value;
  }

  /** What it stands for. */
  public get value(): number | boolean | null {
    return this.#value;
  }

  /** What is written; js-yaml makes the key of it. */
  public toString(): string {
    return this.#text;
  }

  /** js-yaml refuses to make a key of an instance of anything called `Object`. */
  public get [Symbol.toStringTag](): string {
    return 'PlainScalar';
  }
}

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;

/**
 * A number is only what a number would be written as. All else stays the text it is, since turning it
 * into a number loses something: account ids with leading zeros, versions such as 1.10, times such as
 * 12:30, octal modes, digits beyond 2^53. Whoever wants a number reads it from the text.
 */
function isCanonicalNumber(text: string): boolean {
  return /^-?\d/.test(text) && String(Number(text)) === text;
}

function plain(name: string, is: (text: string) => boolean, read: (text: string) => PlainScalar['value']): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (data: unknown) => is(data === null ? '' : String(data)),
    construct: (data: unknown) => new PlainScalar(String(data ?? ''), read(String(data))),
  });
}

/**
 * The long form of a short form: `!Sub` is `Fn::Sub`. A tag that CloudFormation does not know is
 * written out the same way, and is an unknown function to whoever evaluates it.
 */
function longForm(data: unknown, tag = '!'): unknown {
  const name = tag.slice(1);
  const value = data === null ? '' : data instanceof PlainScalar ? String(data) : data;
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? attributeOf(value) : value };
}

/** `Nested.Outputs.Url` is the attribute `Outputs.Url` of `Nested`: logical ids have no dots. */
function attributeOf(text: string): unknown {
  const dot = text.indexOf('.');
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

/**
 * YAML as CloudFormation reads it: YAML 1.1 with the short forms of intrinsic functions.
 *
 * `yes`, `no`, `on` and `off` are booleans, but `y` and `n` are not (a DynamoDB `AttributeType: N`), and
 * dates are strings (`Version: 2012-10-17`).
 */
export const CLOUDFORMATION_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    plain(
      'null',
      (text) => NULL.test(text),
      () => null,
    ),
    plain(
      'bool',
      (text) => TRUE.test(text) || FALSE.test(text),
      (text) => TRUE.test(text),
    ),
    plain('int', (text) => /^-?\d+$/.test(text) && isCanonicalNumber(text), Number),
    plain('float', isCanonicalNumber, Number),
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data: unknown) => data === '<<' }),
  ],
  explicit: [
    new Type('tag:yaml.org,2002:str', { kind: 'scalar', construct: (data: unknown) => String(data ?? '') }),
    ...(['scalar', 'sequence', 'mapping'] as const).map(
      (kind) => new Type('!', { kind, multi: true, construct: longForm }),
    ),
  ],
});
