import { Evaluation, Interrupt, type UnknownRead } from './evaluation';
import { LOOP } from './for-each';
import { DependencyGraph } from './graph/graph';
import { NameIndex } from './names';
import { ReferenceIndex, type Referrer } from './references';
import { Resource } from './resource';
import { Stack, type StackSource } from './stack';
import { crossRegionImport } from './cross-region';
import { Composite, isObject, Text, Unknown, type JsonObject, type Settled } from './values';

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
  /** Counts reads of open conditions: what was settled without one holds in every run. */
  public decisionsRead = 0;

  private evaluation: Evaluation | undefined;
  /** Whether any resource hangs on a condition. */
  private hasConditions = false;
  private readonly byType = new Map<string, Resource[]>();
  private readonly allowed = new Map<string, readonly string[]>();
  private readonly settling = new Set<string>();
  private exports?: Map<string, { readonly stack: Stack; readonly output: string }[]>;
  private names?: NameIndex;
  private references?: ReferenceIndex;
  private dependencies?: DependencyGraph;

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
    this.dropImpossible(stacks);
  }

  /** All resources that can exist. */
  public get allResources(): Resource[] {
    return this.stacks.flatMap((stack) => [...stack.resources.values()]);
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

  /** Who fails when what fails. Built when it is first asked for. */
  public get graph(): DependencyGraph {
    return (this.dependencies ??= this.outside(() => new DependencyGraph(this)));
  }

  /** The resource whose ARN a value is, written out or put together. */
  public namedBy(settled: Settled, from: Stack): Resource | undefined {
    if (typeof settled !== 'string' && !(settled instanceof Text)) return undefined;
    this.names ??= this.outside(() => new NameIndex(this));
    return this.names.find(settled.toString(), from);
  }

  /** The first stack of a name in a Region. */
  public stackNamed(name: string, region: string | undefined): Stack | undefined {
    return this.stacks.find((stack) => stack.stackName === name && (stack.region === region || region === undefined));
  }

  /** The value of an export, seen from a stack: exports are unique in an account and a Region. */
  public exported(name: string, from: Stack): Settled {
    this.exports ??= this.readExports();
    const found = this.exports
      .get(name)
      ?.find(({ stack }) => agrees(stack.region, from.region) && agrees(stack.account, from.account));
    return found?.stack.output(found.output);
  }

  /** An attribute that only passes on a value of another stack: an output of a nested stack, CDK's cross-Region reader. */
  public throughStacks(resource: Resource, attribute: string): Settled {
    if (resource.type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
      const nested = this.stacks.find((stack) => stack.parent === resource);
      return nested?.output(attribute.slice('Outputs.'.length));
    }
    return resource.type === 'Custom::CrossRegionExportReader' ? crossRegionImport(this, resource, attribute) : undefined;
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
    try {
      return run();
    } finally {
      this.enter(before);
    }
  }

  /** A value was needed that is not known. */
  public undetermined(read: UnknownRead): never {
    if (this.evaluation === undefined) throw new Interrupt();
    return this.evaluation.unknown(read);
  }

  /** Keeps what a name comes to, and says so when it comes back to itself. */
  public remember(cache: Map<string, Settled>, key: string, read: () => Settled): Settled {
    if (cache.has(key)) return cache.get(key);
    if (this.settling.has(key)) return new Unknown('it refers to itself in a circle', key);
    const before = this.decisionsRead;
    this.settling.add(key);
    try {
      const settled = read();
      if (this.decisionsRead === before) cache.set(key, settled);
      return settled;
    } finally {
      this.settling.delete(key);
    }
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
    for (const [id, raw] of Object.entries(stack.section('Resources'))) {
      if (id.startsWith(LOOP)) {
        const because = 'what the loop goes over is decided at deployment';
        skipped.push({ stack: stack.id, templatePath: stack.templatePath, logicalId: id, because });
        continue;
      }
      if (!isObject(raw) || typeof raw.Type !== 'string') {
        const because = isObject(raw) ? 'the resource has no Type' : 'the resource is not an object';
        skipped.push({ stack: stack.id, templatePath: stack.templatePath, logicalId: id, because });
        continue;
      }
      stack.resources.set(id, new Resource(id, raw, stack));
    }
    for (const [id, nested] of source.nested ?? []) this.add(nested, stacks, skipped, stack.resources.get(id));
  }

  /** Leaves out what the template decides not to create, and indexes the rest by type. */
  private dropImpossible(stacks: readonly Stack[]): void {
    for (const stack of stacks) {
      for (const resource of stack.resources.values()) {
        this.hasConditions ||= resource.condition !== undefined;
        if (this.exists(resource)) this.index(resource);
      }
    }
  }

  private index(resource: Resource): void {
    const same = this.byType.get(resource.type);
    if (same === undefined) this.byType.set(resource.type, [resource]);
    else same.push(resource);
  }

  private readExports(): Map<string, { readonly stack: Stack; readonly output: string }[]> {
    const exports = new Map<string, { readonly stack: Stack; readonly output: string }[]>();
    for (const stack of this.stacks) {
      for (const [output, raw] of Object.entries(stack.section('Outputs'))) {
        if (!isObject(raw) || !isObject(raw.Export)) continue;
        const name = this.outside(() => stack.settle((raw.Export as JsonObject).Name));
        if (name === undefined || name === null || name instanceof Unknown || name instanceof Composite) continue;
        const key = String(name);
        exports.set(key, [...(exports.get(key) ?? []), { stack, output }]);
      }
    }
    return exports;
  }
}

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
