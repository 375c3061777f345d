import { crossRegionImport, isCrossRegionReader } from './cross-region';
import { Interrupt, type Evaluation, type UnknownRead } from './evaluation';
import { carriesOutage } from './edges/matching';
import { ExportIndex } from './exports';
import { DependencyGraph } from './graph/graph';
import { Intent } from './intent';
import { MAX_DEPTH, TOO_DEEP } from './intrinsics';
import { NameIndex } from './names';
import { ReferenceIndex, type Referrer } from './references';
import { Resource } from './resource';
import { readResources } from './resources';
import { Stack, type StackSource } from './stack';
import { Text, Unknown, type Settled } from './values';

/** Something that was left out of the application, and why. */
export interface Skipped {
  readonly stack: string;
  readonly templatePath: string;
  readonly logicalId?: string;
  readonly because: string;
}

/** What an application is built from. */
export interface ApplicationSource {
  /** How reports call it. */
  readonly name: string;
  readonly stacks: readonly StackSource[];
  /** What could not be read and is not part of it. */
  readonly skipped?: readonly Skipped[];
  /** Keys of context look-ups that have not been made; CDK wrote stand-ins for their values. */
  readonly missingContext?: readonly string[];
  /** The day that dated facts (the end of a runtime's support) are judged for, `YYYY-MM-DD`. Default: today (UTC). */
  readonly asOf?: string;
}

/** Characters that functions may put together in all; no real application comes near. */
const MAX_CHARACTERS = 2 * 1024 * 1024 * 1024;

/** The stacks that are judged together, as CloudFormation will see them. */
export class Application {
  public readonly name: string;
  /** All stacks, each nested one behind its parent. */
  public readonly stacks: readonly Stack[];
  public readonly skipped: readonly Skipped[];
  public readonly missingContext: readonly string[];
  /** The day that dated facts are judged for: `YYYY-MM-DD`. */
  public readonly asOf: string;
  /** Whether values may be CDK's stand-ins for missing context. */
  public readonly hasDummies: boolean;
  /** What stacks export to each other. */
  public readonly exports = new ExportIndex(this);
  /** Resources that were read, those included that turned out not to exist. */
  public resourceCount = 0;
  /** Counts reads of open conditions: what was settled without one holds in every run. */
  public decisionsRead = 0;
  /** How many functions of templates have led to the one that is evaluated. */
  public depth = 0;

  private evaluation: Evaluation | undefined;
  /** Whether any resource hangs on a condition. */
  private hasConditions = false;
  private charactersWritten = 0;
  private readonly byType = new Map<string, Resource[]>();
  private readonly nested = new Map<Resource, Stack>();
  private readonly allowed = new Map<string, readonly string[]>();
  /** What names come to in every run. */
  private readonly settled = new Map<string, unknown>();
  /** What names come to where open conditions are seen as open. */
  private readonly settledOpen = new Map<string, unknown>();
  private settling = new Set<string>();
  private everything?: readonly Resource[];
  private names?: NameIndex;
  private references?: ReferenceIndex;
  private dependencies?: DependencyGraph;
  private carrying?: DependencyGraph;
  private declared?: Intent;

  constructor(source: ApplicationSource) {
    this.name = source.name;
    this.missingContext = source.missingContext ?? [];
    this.asOf = source.asOf ?? new Date().toISOString().slice(0, 10);
    this.hasDummies = this.missingContext.length > 0;
    const skipped: Skipped[] = [...(source.skipped ?? [])];
    const stacks: Stack[] = [];
    for (const each of source.stacks) this.add(each, stacks, skipped);
    this.stacks = stacks;
    this.skipped = skipped;
    this.dropImpossible();
  }

  /** All resources that can exist. */
  public get allResources(): readonly Resource[] {
    return (this.everything ??= this.stacks.flatMap((stack) => [...stack.resources.values()]));
  }

  /** The resources of one or more types that exist under the outcomes taken. */
  public resources(...types: string[]): readonly Resource[] {
    const [first, ...others] = types.map((type) => this.byType.get(type) ?? []);
    const all = others.length === 0 ? (first ?? []) : [first ?? [], ...others].flat();
    return this.hasConditions ? all.filter((resource) => this.exists(resource)) : all;
  }

  /** Whether a resource exists under the outcomes taken. Outside of a rule's run: whether it can exist. */
  public exists(resource: Resource): boolean {
    if (resource.condition !== undefined && this.decide(resource.stack, resource.condition) === false) return false;
    return resource.stack.parent === undefined || this.exists(resource.stack.parent);
  }

  /** Where a resource is mentioned, by resources that exist under the outcomes taken. */
  public mentionsOf(resource: Resource, type?: string, property?: string): readonly Referrer[] {
    this.references ??= this.outside(() => new ReferenceIndex(this));
    const mentions = this.references.of(resource, type, property);
    return this.hasConditions ? mentions.filter((mention) => this.exists(mention.resource)) : mentions;
  }

  /** Who fails when what fails, and who permits or watches what. Built when it is first asked for. */
  public get graph(): DependencyGraph {
    return (this.dependencies ??= this.outside(() => new DependencyGraph(this)));
  }

  /** The part of the graph that carries outages. Built when it is first asked for. */
  public get outages(): DependencyGraph {
    return (this.carrying ??= this.outside(() => new DependencyGraph(this, carriesOutage)));
  }

  /**
   * What the business asks of it. Read when it is first asked for.
   *
   * @throws InputError when a declaration is malformed
   */
  public get intent(): Intent {
    return (this.declared ??= new Intent(this));
  }

  /** The resource whose ARN a value is, written out or put together. */
  public namedBy(settled: Settled, from: Stack): Resource | undefined {
    const beginning = settled instanceof Text ? settled.parts[0] : settled;
    if (typeof beginning !== 'string' || !beginning.startsWith('arn:')) return undefined;
    this.names ??= this.outside(() => new NameIndex(this));
    return this.names.find(String(settled), from);
  }

  /** The one stack of a name in a Region and, where given, an account. */
  public stackNamed(name: string, region: string | undefined, account: string | undefined): Stack | undefined {
    const [one, other] = this.stacks.filter((stack) => {
      return stack.stackName === name && agrees(stack.region, region) && agrees(stack.account, account);
    });
    return other === undefined ? one : undefined;
  }

  /** An attribute that only passes on a value of another stack: an output of a nested stack, CDK's cross-Region reader. */
  public throughStacks(resource: Resource, attribute: string): Settled {
    if (attribute.startsWith('Outputs.')) return this.nested.get(resource)?.output(attribute.slice('Outputs.'.length));
    if (!isCrossRegionReader(resource)) return undefined;
    const key = `${attribute} of ${resource.key}`;
    return this.remember(
      key,
      () => crossRegionImport(this, resource, attribute),
      (because) => new Unknown(because, key),
    );
  }

  /** The outcome of a condition; `undefined` if it is open and no run of a rule takes it either way. */
  public decide(stack: Stack, name: string): boolean | undefined {
    const expression = stack.condition(name);
    if (typeof expression === 'boolean') return expression;
    if (expression === undefined) return undefined;
    this.decisionsRead += 1;
    return this.evaluation?.decide(stack, name, expression);
  }

  /**
   * Begins a run of a rule: reads of open values are recorded on its evaluation.
   *
   * @param evaluation the run's record; none ends the run
   * @returns the record of the run that was under way, to go back to
   */
  public enter(evaluation: Evaluation | undefined): Evaluation | undefined {
    const before = this.evaluation;
    this.evaluation = evaluation;
    return before;
  }

  /** Runs something that sees open conditions as open, whatever rule asked for it. */
  public outside<T>(run: () => T): T {
    const before = this.enter(undefined);
    const { settling } = this;
    this.settling = new Set();
    try {
      return run();
    } finally {
      this.enter(before);
      this.settling = settling;
    }
  }

  /** A value was needed that is not known. */
  public undetermined(read: UnknownRead): never {
    if (this.evaluation === undefined) throw new Interrupt();
    return this.evaluation.unknown(read);
  }

  /**
   * Keeps what a name comes to: for all runs, or for this one if it hangs on outcomes taken.
   *
   * @param key the name
   * @param read finds what it comes to
   * @param stop gives what it comes to where reading does not end
   */
  public remember<T>(key: string, read: () => T, stop: (because: string) => T): T {
    if (this.settled.has(key)) return this.settled.get(key) as T;
    const own = this.evaluation === undefined ? this.settledOpen : this.evaluation.settled;
    if (own.has(key)) {
      this.decisionsRead += 1;
      return own.get(key) as T;
    }
    if (this.settling.has(key)) return stop('it refers to itself in a circle');
    if (this.depth >= MAX_DEPTH) return stop(TOO_DEEP);
    const before = this.decisionsRead;
    this.settling.add(key);
    this.depth += 1;
    try {
      const value = read();
      (this.decisionsRead === before ? this.settled : own).set(key, value);
      return value;
    } finally {
      this.depth -= 1;
      this.settling.delete(key);
    }
  }

  /** Whether so many characters more may be put together. Functions can make much of little. */
  public affords(characters: number): boolean {
    this.charactersWritten += characters;
    return this.charactersWritten <= MAX_CHARACTERS;
  }

  /** The values that an open parameter may take. */
  public allow(symbol: string, values: readonly string[]): void {
    this.allowed.set(symbol, values);
  }

  /** The values that an open parameter may take, if they are listed. */
  public allowedValues(symbol: string): readonly string[] | undefined {
    return this.allowed.get(symbol);
  }

  private add(source: StackSource, stacks: Stack[], skipped: Skipped[], parent?: Resource): void {
    const stack = new Stack(source, this, parent);
    stacks.push(stack);
    if (parent !== undefined) this.nested.set(parent, stack);
    const read = readResources(stack);
    skipped.push(...read.skipped);
    for (const resource of read.resources) stack.resources.set(resource.id, resource);
    for (const [id, nested] of source.nested ?? []) this.add(nested, stacks, skipped, stack.resources.get(id));
  }

  /** Leaves out what the template decides not to create, and indexes the rest by type. */
  private dropImpossible(): void {
    for (const { resources } of this.stacks) {
      for (const resource of resources.values()) {
        this.hasConditions ||= resource.condition !== undefined;
        if (this.exists(resource)) this.index(resource);
      }
    }
    for (const stack of this.hasConditions ? this.stacks : []) stack.leaveOut((resource) => !this.exists(resource));
  }

  private index(resource: Resource): void {
    const same = this.byType.get(resource.type);
    if (same === undefined) this.byType.set(resource.type, [resource]);
    else same.push(resource);
  }
}

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
