import { Extent, identityOf, jsonOf } from './contents';
import { settle } from './intrinsics';
import type { Resource } from './resource';
import type { Stack } from './stack';
import {
  Composite,
  isObject,
  mentionsOf,
  Open,
  ownValue,
  Reference,
  Text,
  Unknown,
  type Json,
  type JsonObject,
  type Settled,
} from './values';

/** Words that CloudFormation's YAML 1.1 reads as booleans. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'no', 'off'].map((word) => [word, false] as const),
]);

const ADDED = 'a transform or a loop adds to it at deployment';

/**
 * A place in a resource: a property, an element of a list, or nothing. What it holds is known, absent
 * or unknown. The reads that need a known value end the rule with the verdict `undetermined` when the
 * value is unknown; `kind`, `isPresent`, `reference()` and `mentions` never do.
 */
export class Value {
  private isSettled = false;
  private cache: Settled;

  /**
   * @param resource the resource it is in
   * @param raw what stands there
   * @param stack the stack whose parameters and conditions it is read with
   * @param name its key or index in its parent
   * @param parent the place it is in
   */
  constructor(
    public readonly resource: Resource,
    private readonly raw: Json | Open | undefined,
    private readonly stack: Stack,
    public readonly name: string,
    private readonly parent?: Value,
  ) {}

  /** The path from the resource, as CDK writes it: `Properties.Targets.0.Arn`. */
  public get path(): string {
    return this.parent === undefined ? this.name : `${this.parent.path}.${this.name}`;
  }

  /** What the place comes to. */
  public get settled(): Settled {
    if (this.isSettled) return this.cache;
    const { raw } = this;
    if (raw === undefined || typeof raw === 'boolean' || typeof raw === 'number') return raw;
    const { application } = this.stack;
    const before = application.decisionsRead;
    const settled = settle(raw, this.stack);
    if (application.decisionsRead === before) {
      this.isSettled = true;
      this.cache = settled;
    }
    return settled;
  }

  /** `known` (a list or object may hold unknown parts), `absent` (AWS's default applies) or `unknown`. */
  public get kind(): 'known' | 'absent' | 'unknown' {
    const { settled } = this;
    if (settled === undefined || settled === null) return 'absent';
    return settled instanceof Open ? 'unknown' : 'known';
  }

  /** Whether something is there, known or not. */
  public get isPresent(): boolean {
    return this.kind !== 'absent';
  }

  /** Whether the value is decided at deployment. A reference to a resource counts as such. */
  public get isUnknown(): boolean {
    return this.kind === 'unknown';
  }

  /** Whether a list stands there. */
  public get isList(): boolean {
    return this.settled instanceof Composite && Array.isArray(this.settled.raw);
  }

  /** The place at a path below, names joined by dots (`'RedrivePolicy.maxReceiveCount'`, `'Targets.0'`). */
  public at(path: string): Value {
    return stepsOf(path).reduce<Value>((value, step) => value.key(step), this);
  }

  /** The place at one key, which may hold dots. */
  public key(name: string): Value {
    const { settled } = this;
    if (settled instanceof Composite) return this.child(settled, name);
    // Below a value that deployment decides, nothing is known; below a scalar, nothing is there.
    return new Value(
      this.resource,
      settled instanceof Open ? unknownBelow(settled) : undefined,
      this.stack,
      name,
      this,
    );
  }

  private child(composite: Composite, name: string): Value {
    const { raw, stack } = composite;
    if (Array.isArray(raw)) return new Value(this.resource, raw[Number(name)], stack, name, this);
    let found: Json | Open | undefined = ownValue(raw as JsonObject, name);
    if (found === undefined && composite.hasMore) found = new Unknown(ADDED);
    return new Value(this.resource, found, stack, name, this);
  }

  /** The keys of an object, those of `AWS::NoValue` left out; none where absent. */
  public keys(): string[] {
    return this.fields().map((field) => field.name);
  }

  /** The places of an object's keys, `AWS::NoValue` left out; none where absent. */
  public fields(): Value[] {
    const { settled } = this;
    if (settled === undefined || settled === null) return [];
    if (!(settled instanceof Composite) || !isObject(settled.raw)) {
      return this.undetermined(settled instanceof Open ? becauseOf(settled) : 'an object is expected here');
    }
    if (settled.hasMore) return this.undetermined(ADDED);
    return Object.keys(settled.raw)
      .map((key) => this.child(settled, key))
      .filter((each) => each.isPresent);
  }

  /** The elements of a list, `AWS::NoValue` left out; a single value is a list of one; none where absent. */
  public items(): Value[] {
    const { settled } = this;
    if (settled === undefined || settled === null) return [];
    if (settled instanceof Composite && Array.isArray(settled.raw)) {
      return settled.raw.map((_, i) => this.child(settled, String(i))).filter((each) => each.isPresent);
    }
    if (settled instanceof Reference && settled.attribute !== undefined) return this.undetermined(becauseOf(settled));
    if (settled instanceof Unknown) return this.undetermined(settled.because);
    return [this];
  }

  /** As text; `undefined` where absent. Numbers and booleans are written out. */
  public string(): string | undefined {
    const { settled } = this;
    if (settled === undefined || settled === null) return undefined;
    if (settled instanceof Open) return this.undetermined(becauseOf(settled));
    if (settled instanceof Composite) return this.undetermined('text is expected here');
    return String(settled);
  }

  /** As a number, also when written as text; `undefined` where absent. */
  public number(): number | undefined {
    const text = this.string()?.trim();
    if (text === undefined) return undefined;
    const number = text === '' ? NaN : Number(text);
    return Number.isNaN(number) ? this.undetermined(`'${text}' is not a number`) : number;
  }

  /** As a boolean, also when written as text; `undefined` where absent. */
  public boolean(): boolean | undefined {
    const text = this.string();
    if (text === undefined) return undefined;
    const boolean = BOOLEANS.get(text.trim().toLowerCase());
    return boolean === undefined ? this.undetermined(`'${text}' is not true or false`) : boolean;
  }

  /** Whether it is there and `true`. */
  public get isTrue(): boolean {
    return this.boolean() === true;
  }

  /** Whether it is there and `false`. */
  public get isFalse(): boolean {
    return this.boolean() === false;
  }

  /**
   * As text with `${...}` where a part is a reference or unknown; `undefined` where absent.
   * Ends the rule only when nothing of it is known.
   */
  public text(): string | undefined {
    const { settled } = this;
    if (settled instanceof Text || settled instanceof Reference) return settled.toString();
    return this.string();
  }

  /** The whole value as JSON, with `${...}` for each part that is not known; `undefined` where absent. */
  public json(): Json | undefined {
    const json = jsonOf(this.settled);
    return json instanceof Unknown ? this.undetermined(json.because) : json;
  }

  /**
   * The resource of the application that this names: by `Ref` or `Fn::GetAtt`, within a text (an ARN put
   * together), or by its physical name or ARN written out. `undefined` if there is none, or several.
   */
  public reference(): Resource | undefined {
    const { settled } = this;
    if (settled instanceof Reference) return settled.resource;
    const named = this.stack.application.namedBy(settled, this.stack);
    if (named !== undefined) return named;
    const mentioned = new Set(mentionsOf(settled).map((mention) => mention.resource));
    return mentioned.size === 1 ? [...mentioned][0] : undefined;
  }

  /** All resources of the application mentioned here or below, under the outcomes taken. */
  public get mentions(): Resource[] {
    const found = new Set<Resource>();
    addMentions(found, this.settled, this.stack, new Extent(), 0);
    return [...found];
  }

  /**
   * A text that is the same for two places that surely hold the same value; `undefined` if that
   * cannot be said. Zones chosen by index (`Fn::Select` of `Fn::GetAZs`) have one.
   */
  public get identity(): string | undefined {
    return identityOf(this.settled);
  }

  /** Ends the rule with the verdict `undetermined`. */
  public undetermined(because: string): never {
    return this.stack.application.undetermined({ resource: this.resource, path: this.path, because });
  }
}

function addMentions(found: Set<Resource>, settled: Settled, stack: Stack, extent: Extent, level: number): void {
  if (settled instanceof Composite) {
    for (const [, value] of extent.contentsOf(settled, level))
      addMentions(found, value, settled.stack, extent, level + 1);
    return;
  }
  for (const { resource } of mentionsOf(settled)) found.add(resource);
  const named = stack.application.namedBy(settled, stack);
  if (named !== undefined) found.add(named);
}

function becauseOf(open: Open): string {
  if (open instanceof Unknown) return open.because;
  if (open instanceof Reference) return `${open.resource.id} is named at deployment`;
  return open instanceof Text ? becauseOf(open.parts.find((part) => typeof part !== 'string') as Open) : 'not known';
}

function unknownBelow(open: Open): Unknown {
  return new Unknown(becauseOf(open), undefined, mentionsOf(open as Settled));
}

const STEPS = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = STEPS.get(path);
  if (steps === undefined) STEPS.set(path, (steps = path.split('.')));
  return steps;
}
