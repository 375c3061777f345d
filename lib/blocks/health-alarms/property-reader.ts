import {
  CfnElement,
  DefaultTokenResolver,
  Reference,
  Tokenization,
  type CfnResource,
  type IFragmentConcatenator,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A value of a template. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** An object of a template. */
export interface JsonObject {
  [key: string]: Json;
}

/** Stands before the construct path in a `Ref` or `Fn::GetAtt`, which no logical id can begin with. */
const PATH = '#';

/**
 * The properties of a resource as its template will have them, with one difference: `Ref` and `Fn::GetAtt` name
 * the construct path instead of the logical id, so that references into other stacks are told apart.
 * Empty where they cannot be read yet; synthesis then says why.
 */
export function readProperties(resource: CfnResource): JsonObject {
  try {
    const template = readValue(resource._toCloudFormation(), resource);
    const [definition] = isObject(template) && isObject(template.Resources) ? Object.values(template.Resources) : [];
    return isObject(definition) && isObject(definition.Properties) ? definition.Properties : {};
  } catch {
    return {};
  }
}

/** A value in a scope, in the same form. */
export function readValue(value: unknown, scope: IConstruct): Json {
  const resolver = new PathResolver(new Join());
  return Tokenization.resolve(value, { scope, resolver, preparing: false }) as Json;
}

/** The construct path, or else the logical id, that a value refers to, and the attribute if it is not `Ref`. */
export function referenceOf(value: Json): { path?: string; logicalId?: string; attribute?: string } | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const [name, attribute] = referred(value);
  if (name === undefined) return undefined;
  const target = name.startsWith(PATH) ? { path: name.slice(PATH.length) } : { logicalId: name };
  return { ...target, ...(attribute !== undefined && { attribute }) };
}

function referred(value: JsonObject): [name?: string, attribute?: string] {
  if (typeof value.Ref === 'string') return [value.Ref];
  const get = value['Fn::GetAtt'];
  const [name, attribute] = typeof get === 'string' ? get.split(/\.(.*)/) : Array.isArray(get) ? get : [];
  return typeof name === 'string' && typeof attribute === 'string' ? [name, attribute] : [];
}

/** Whether a value is an object, as opposed to a list. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class PathResolver extends DefaultTokenResolver {
  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): Json {
    if (Reference.isReference(token) && CfnElement.isCfnElement(token.target)) {
      const path = PATH + token.target.node.path;
      return token.displayName === 'Ref' ? { Ref: path } : { 'Fn::GetAtt': [path, token.displayName] };
    }
    return super.resolveToken(token, context, postProcessor) as Json;
  }
}

class Join implements IFragmentConcatenator {
  public join(left: Json, right: Json): Json {
    if (left === undefined || right === undefined) return left ?? right;
    if (typeof left !== 'object' && typeof right !== 'object') return `${left}${right}`;
    return { 'Fn::Join': ['', [...partsOf(left), ...partsOf(right)]] };
  }
}

function partsOf(value: Json): Json[] {
  const join = isObject(value) ? value['Fn::Join'] : undefined;
  return Array.isArray(join) && join[0] === '' && Array.isArray(join[1]) ? join[1] : [value];
}
