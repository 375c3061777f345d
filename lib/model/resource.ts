import type { Referrer } from './references';
import { isHelper } from './helpers';
import type { Stack } from './stack';
import { isObject, ownValue, type JsonObject } from './values';
import { Value } from './value';

/** A resource of a template. Reads name properties by their path below `Properties`, names joined by dots. */
export class Resource {
  /** Counts the resources of the application, from 0: what is kept for many of them is kept in lists. */
  public readonly ordinal: number;
  public readonly type: string;
  /** `Properties`, as they stand in the template. */
  public readonly properties: Value;
  /** The condition it is created under. */
  public readonly condition: string | undefined;
  /** Path of its construct, where there is one. */
  public readonly constructPath: string | undefined;

  private helper?: boolean;

  /**
   * @param id the logical id
   * @param raw the resource as it stands in the template
   * @param stack the stack it is in
   */
  constructor(
    public readonly id: string,
    public readonly raw: JsonObject,
    public readonly stack: Stack,
  ) {
    this.ordinal = stack.application.resourceCount++;
    this.type = String(raw.Type);
    this.condition = typeof raw.Condition === 'string' ? raw.Condition : undefined;
    this.properties = new Value(this, raw.Properties, stack, 'Properties');
    const inTemplate = isObject(raw.Metadata) ? raw.Metadata['aws:cdk:path'] : undefined;
    this.constructPath =
      stack.source.constructPaths?.get(id) ?? (typeof inTemplate === 'string' ? inTemplate : undefined);
  }

  /** Where its construct is created in the user's code: `file:line:column`. */
  public get createdAt(): string | undefined {
    return this.constructPath === undefined ? undefined : this.stack.traceOf(this.constructPath);
  }

  /** Names it in the application. */
  public get key(): string {
    return `${this.stack.id}/${this.id}`;
  }

  /** The Region it is deployed to, where known. */
  public get region(): string | undefined {
    return this.stack.region;
  }

  /** CDK made it to serve another construct; its user has no hold on it. */
  public get isHelper(): boolean {
    return (this.helper ??= isHelper(this));
  }

  /** A property. */
  public at(path: string): Value {
    return this.properties.at(path);
  }

  /** An attribute beside `Properties`: `DeletionPolicy`, `UpdateReplacePolicy`, `UpdatePolicy`, `DependsOn`, `Metadata` ... */
  public attribute(name: string): Value {
    return new Value(this, ownValue(this.raw, name), this.stack, name);
  }

  /** Whether a property is there. `AWS::NoValue` is not. */
  public has(path: string): boolean {
    return this.at(path).isPresent;
  }

  /** Whether a property is there and `true`. */
  public isTrue(path: string): boolean {
    return this.at(path).isTrue;
  }

  /** Whether a property is there and `false`. */
  public isFalse(path: string): boolean {
    return this.at(path).isFalse;
  }

  /** A property as text; `undefined` where absent. */
  public string(path: string): string | undefined {
    return this.at(path).string();
  }

  /** A property as a number; `undefined` where absent. */
  public number(path: string): number | undefined {
    return this.at(path).number();
  }

  /** The elements of a property that is a list; none where absent. */
  public list(path: string): Value[] {
    return this.at(path).items();
  }

  /** The resource of the application that a property names, if it names one. */
  public reference(path: string): Resource | undefined {
    return this.at(path).reference();
  }

  /**
   * Who mentions this resource.
   *
   * @param type only resources of this type
   * @param property only mentions at or below this property path (`*` for any list index or key)
   */
  public referencedBy(type?: string, property?: string): Resource[] {
    const mentions = this.mentions(type, property);
    if (mentions.length < 2) return mentions.map(({ resource }) => resource);
    return [...new Set(mentions.map(({ resource }) => resource))];
  }

  /** Where this resource is mentioned: by whom, at which path, for which attribute. */
  public mentions(type?: string, property?: string): readonly Referrer[] {
    return this.stack.application.mentionsOf(this, type, property);
  }
}
