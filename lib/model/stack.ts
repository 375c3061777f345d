import { readCondition, type Expression } from './conditions';
import { expandLoops } from './for-each';
import { settle, splitParts } from './intrinsics';
import type { Application } from './application';
import type { Resource } from './resource';
import { userFrame } from './traces';
import { Composite, isObject, Text, Unknown, type Json, type JsonObject, type Settled } from './values';

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

  private readonly conditions = new Map<string, Expression | undefined>();
  private readonly settled = new Map<string, Settled>();
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
  public settle(raw: Json | undefined): Settled {
    return settle(raw, this);
  }

  /** A condition of the template. `undefined` if it has none of this name. */
  public condition(name: string): Expression | undefined {
    if (!this.conditions.has(name)) this.conditions.set(name, readCondition(this, name));
    return this.conditions.get(name);
  }

  /** The value of a parameter: as given, else by the parent stack, else the default. */
  public parameter(name: string): Settled {
    return this.application.remember(this.settled, `parameter ${name} of ${this.id}`, () => this.readParameter(name));
  }

  /** The value of an output. `undefined` if it has none of this name. */
  public output(name: string): Settled {
    const output = this.section('Outputs')[name];
    if (!isObject(output)) return undefined;
    return this.application.remember(this.settled, `output ${name} of ${this.id}`, () => this.settle(output.Value));
  }

  private readParameter(name: string): Settled {
    const declared = this.section('Parameters')[name];
    if (!isObject(declared)) return new Unknown(`'${name}' is not in the template`, `${this.id}/${name}`);
    const symbol = `parameter ${name} of ${this.id}`;
    const type = typeof declared.Type === 'string' ? declared.Type : 'String';
    if (Array.isArray(declared.AllowedValues)) {
      this.application.allow(symbol, declared.AllowedValues.map(String));
    }
    const passed = this.passed(name);
    if (type.startsWith('AWS::SSM::Parameter::Value<')) {
      return new Unknown(`parameter '${name}' is read from Parameter Store at deployment`, symbol);
    }
    const value = passed === undefined ? declared.Default : passed;
    if (value === undefined) return new Unknown(`parameter '${name}' has no default`, symbol);
    const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
    if (isList && value instanceof Text) return new Composite(splitParts(value, ','), this);
    if (typeof value === 'object' && value !== null) return value as Settled;
    return isList ? this.listOf(String(value)) : settle(value, this);
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
}
