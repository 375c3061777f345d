import type { Application } from './application';
import { opaqueCondition, readCondition, type Expression } from './conditions';
import { expandLoops } from './for-each';
import { settle } from './intrinsics';
import type { Resource } from './resource';
import { splitParts } from './text-functions';
import { userFrame } from './traces';
import {
  Composite,
  isObject,
  Open,
  ownValue,
  Reference,
  Text,
  Unknown,
  type Json,
  type JsonObject,
  type Settled,
} from './values';

/** What is read from one template file, before it is made part of an application. */
export interface StackSource {
  /** Names the stack in the application: the artifact id in a cloud assembly, else the file's base name. */
  readonly id: string;
  /** The name it is deployed under, where known. */
  readonly stackName?: string;
  /** Path of the stack's construct, where there is one. */
  readonly constructPath?: string;
  /** The template file, relative to the folder of the application (or as it was given). */
  readonly templatePath: string;
  readonly template: JsonObject;
  /** SHA-256 of the template file, in hexadecimal. */
  readonly digest?: string;
  readonly region?: string;
  readonly account?: string;
  readonly terminationProtection?: boolean;
  /** Ids of the stacks that are deployed first. */
  readonly dependencies?: readonly string[];
  /** What the assembly says about constructs, by construct path without a leading slash; nested stacks share it. */
  readonly metadata?: ReadonlyMap<string, ConstructMetadata>;
  /** Construct paths of this template's resources, by logical id. */
  readonly constructPaths?: ReadonlyMap<string, string>;
  /** Nested stacks, by the logical id of their `AWS::CloudFormation::Stack`. */
  readonly nested?: ReadonlyMap<string, StackSource>;
  /** Values given for parameters. */
  readonly parameters?: { readonly [name: string]: string };
}

/** What the cloud assembly says about one construct. */
export interface ConstructMetadata {
  /** The call stack of its creation, innermost frame first, as CDK records it. */
  readonly trace?: readonly string[];
  /** CDK made it to serve another construct (the function behind a custom resource). */
  readonly isHelper?: boolean;
  /** Rules acknowledged here, with the reason. */
  readonly acknowledged?: { readonly [ruleId: string]: string };
  /** Entries of this library, by the part of their type behind `cdk-resilience:`. */
  readonly intent?: { readonly [kind: string]: readonly Json[] };
}

/** One stack: a template and what it is deployed with. */
export class Stack {
  /** The resources that can exist, by logical id. Filled by the application. */
  public readonly resources = new Map<string, Resource>();
  public readonly id: string;
  public readonly stackName: string | undefined;
  public readonly constructPath: string | undefined;
  public readonly templatePath: string;
  public readonly template: JsonObject;
  public readonly region: string | undefined;
  public readonly account: string | undefined;
  public readonly terminationProtection: boolean | undefined;

  /** The resources whose condition is false for certain. */
  private readonly leftOut = new Set<string>();
  /** By construct path; `''` where there is none. */
  private readonly frames = new Map<string, string>();
  private readonly sections = new Map<string, JsonObject>();
  private readonly hasLoops: boolean;

  /**
   * @param source what was read
   * @param application the application it is part of
   * @param parent the resource that nests it, for a nested stack
   */
  constructor(
    public readonly source: StackSource,
    public readonly application: Application,
    public readonly parent?: Resource,
  ) {
    this.id = source.id;
    this.stackName = source.stackName;
    this.constructPath = source.constructPath;
    this.templatePath = source.templatePath;
    this.template = source.template;
    this.region = source.region;
    this.account = source.account;
    this.terminationProtection = source.terminationProtection;
    this.hasLoops = [this.template.Transform].flat().includes('AWS::LanguageExtensions');
  }

  /** The stack that is deployed with this one in it; itself if it is not nested. */
  public get root(): Stack {
    return this.parent === undefined ? this : this.parent.stack.root;
  }

  /** Where it is deployed: the same for two stacks only if that is certain. */
  public get environment(): string {
    const { region, account } = this;
    return region === undefined || account === undefined ? `environment of ${this.root.id}` : `${account}/${region}`;
  }

  /** Drops resources that are not created. */
  public leaveOut(isLeftOut: (resource: Resource) => boolean): void {
    for (const resource of [...this.resources.values()].filter(isLeftOut)) {
      this.resources.delete(resource.id);
      this.leftOut.add(resource.id);
    }
  }

  /** Whether a resource is in the template, but not created. */
  public isLeftOut(id: string): boolean {
    return this.leftOut.has(id);
  }

  /** A section of the template, its loops expanded; empty where it is missing or not an object. */
  public section(name: string): JsonObject {
    let section = this.sections.get(name);
    if (section === undefined) {
      const raw = this.template[name];
      section = isObject(raw) ? raw : {};
      this.sections.set(name, section);
      if (this.hasLoops) this.sections.set(name, (section = expandLoops(section, this)));
    }
    return section;
  }

  /** Where a construct is created in the user's code: `file:line:column`. */
  public traceOf(constructPath: string): string | undefined {
    let frame = this.frames.get(constructPath);
    if (frame === undefined) {
      const trace = this.source.metadata?.get(constructPath)?.trace;
      this.frames.set(constructPath, (frame = (trace && userFrame(trace)) ?? ''));
    }
    return frame === '' ? undefined : frame;
  }

  /** What a piece of this template comes to. */
  public settle(raw: Json | Open | undefined): Settled {
    return settle(raw, this);
  }

  /** A condition of the template. `undefined` if it has none of this name. */
  public condition(name: string): Expression | undefined {
    const key = `condition ${name} of ${this.id}`;
    return this.application.remember(
      key,
      () => readCondition(this, name),
      () => opaqueCondition(this, name),
    );
  }

  /** The value of a parameter: as given, else by the parent stack, else the default. */
  public parameter(name: string): Settled {
    const symbol = `parameter ${name} of ${this.id}`;
    return this.application.remember(
      symbol,
      () => this.readParameter(name, symbol),
      (because) => new Unknown(because, symbol),
    );
  }

  /** The value of an output. `undefined` if it has none of this name. */
  public output(name: string): Settled {
    const output = ownValue(this.section('Outputs'), name);
    if (!isObject(output)) return undefined;
    const symbol = `output ${name} of ${this.id}`;
    return this.application.remember(
      symbol,
      () => this.settle(output.Value),
      (because) => new Unknown(because, symbol),
    );
  }

  private readParameter(name: string, symbol: string): Settled {
    const declared = ownValue(this.section('Parameters'), name);
    if (!isObject(declared)) return new Unknown(`'${name}' is not in the template`, symbol);
    const type = typeof declared.Type === 'string' ? declared.Type : 'String';
    if (Array.isArray(declared.AllowedValues)) {
      this.application.allow(symbol, declared.AllowedValues.map(String));
    }
    if (type.startsWith('AWS::SSM::Parameter::Value<')) {
      return new Unknown(`parameter '${name}' is read from Parameter Store at deployment`, symbol);
    }
    const value = this.passed(name) ?? declared.Default;
    if (value === undefined) return new Unknown(`parameter '${name}' has no default`, symbol);
    const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
    if (value instanceof Open) return isList ? this.openList(value) : named(value, symbol);
    if (value instanceof Composite) return value;
    if (typeof value === 'object' && value !== null) return new Unknown(`the default of '${name}' is no text`, symbol);
    return isList ? this.listOf(String(value)) : this.settle(value);
  }

  /** What `--parameters` or the parent stack gives. */
  private passed(name: string): Settled {
    const given = this.source.parameters;
    if (given !== undefined && Object.hasOwn(given, name)) return given[name];
    if (this.parent === undefined) return undefined;
    return this.parent.at('Parameters').key(name).settled;
  }

  private listOf(text: string): Composite {
    return new Composite(text === '' ? [] : text.split(',').map((each) => each.trim()), this);
  }

  /** A list comes to a nested stack joined with commas. */
  private openList(value: Open): Settled {
    if (value instanceof Text) return new Composite(splitParts(value, ','), this);
    if (value instanceof Reference && value.attribute === undefined) return new Composite([value], this);
    return value as Settled;
  }
}

/** An open value, by a name of its own where it has none. */
function named(value: Open, symbol: string): Settled {
  if (!(value instanceof Unknown) || value.symbol !== undefined) return value as Settled;
  return new Unknown(value.because, symbol, value.mentions);
}
