import { Stack, Token, type CfnResource } from 'aws-cdk-lib';
import type { Census } from './census';
import { isObject, readProperties, referenceOf, type Json, type JsonObject } from './property-reader';

/** A place in the properties of a resource that names another one: names joined by dots, `[]` for elements of a list. */
export interface Mention {
  readonly by: Subject;
  readonly path: string;
  /** The same with the numbers of the elements. */
  readonly at: string;
}

/** A resource as the registry sees it: its properties, what they name, and who names it. */
export class Subject {
  public readonly properties: JsonObject;

  constructor(
    public readonly resource: CfnResource,
    private readonly census: Census,
  ) {
    this.properties = readProperties(resource);
  }

  public get type(): string {
    return this.resource.cfnResourceType;
  }

  public get stack(): Stack {
    return Stack.of(this.resource);
  }

  /** The value of a property, by names and element numbers joined by dots. */
  public value(path: string): Json {
    return path.split('.').reduce<Json>((at, name) => {
      return Array.isArray(at) ? at[Number(name)] : isObject(at) ? at[name] : undefined;
    }, this.properties);
  }

  /** A property that is written out as text. */
  public text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }

  /** A property that is written out as a number, or as the text of one. */
  public number(path: string): number | undefined {
    const text = this.text(path);
    return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  public list(path: string): Json[] {
    const value = this.value(path);
    return Array.isArray(value) ? value : [];
  }

  public isTrue(path: string): boolean {
    return String(this.value(path)) === 'true';
  }

  /** Whether a value is the name that the user gave the resource. */
  public isCalled(name: Json): boolean {
    if (typeof name !== 'string') return false;
    return Object.entries(this.properties).some(([key, value]) => value === name && /(Name|Identifier|Id)$/.test(key));
  }

  /** `Ref` of the resource, or one of its attributes. */
  public attribute(name?: string): string {
    return name === undefined ? this.resource.ref : Token.asString(this.resource.getAtt(name));
  }

  /** The value of a property for use in another resource. */
  public copy(path: string): string | undefined {
    const value = this.value(path);
    return value === undefined || value === null ? undefined : Token.asString(this.asTokens(value));
  }

  /** The resource that a property names. */
  public named(path: string): Subject | undefined {
    return this.target(this.value(path));
  }

  /** The resource that a value of this one names. */
  public target(value: Json): Subject | undefined {
    return this.census.target(value, this.stack);
  }

  /** Where other resources name this one. */
  public mentions(...types: string[]): Mention[] {
    return this.census.mentionsOf(this.resource).filter(({ by }) => types.length === 0 || types.includes(by.type));
  }

  /** All that the properties name. */
  public references(): { readonly target: CfnResource; readonly path: string; readonly at: string }[] {
    const found: { target: CfnResource; path: string; at: string }[] = [];
    const walk = (value: Json, path: string, at: string): void => {
      const target = this.target(value);
      if (target !== undefined) found.push({ target: target.resource, path, at });
      else if (Array.isArray(value)) value.forEach((each, index) => walk(each, `${path}[]`, `${at}.${index}`));
      else if (isObject(value)) {
        for (const [name, each] of Object.entries(value)) {
          // What is put together belongs to the property itself.
          const isFunction = name.startsWith('Fn::');
          walk(each, isFunction ? path : dotted(path, name), dotted(at, name));
        }
      }
    };
    walk(this.properties, '', '');
    return found;
  }

  /** With the construct paths in references replaced by tokens, which the other stack can resolve. */
  private asTokens(value: Json): unknown {
    const path = referenceOf(value)?.path;
    if (path !== undefined) return this.census.reference(path, referenceOf(value)?.attribute) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.asTokens(each));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.asTokens(each)]));
  }
}

function dotted(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
