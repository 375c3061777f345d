import type { Resource } from '../model/resource';
import { isObject, type Json } from '../model/values';
import { Value } from '../model/value';

export const FUNCTION_TYPES: readonly string[] = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** How long a function may run when nothing is said, in seconds. */
const DEFAULT_FUNCTION_TIMEOUT = 3;

/** Whether a resource is a function, in CloudFormation's form or that of SAM. */
function isFunction(resource: Resource): boolean {
  return FUNCTION_TYPES.includes(resource.type);
}

/** The function that a value names, itself or by one of its aliases or versions. */
export function functionOf(value: Value): Resource | undefined {
  const named = value.reference();
  if (named === undefined || isFunction(named)) return named;
  const isName = named.type === 'AWS::Lambda::Alias' || named.type === 'AWS::Lambda::Version';
  const target = isName ? named.reference('FunctionName') : undefined;
  return target !== undefined && isFunction(target) ? target : undefined;
}

/** A property of a resource, where SAM lets the template give it for all of a kind: its own, else that of `Globals`. */
export function settingOf(resource: Resource, path: string): Value {
  const own = resource.at(path);
  if (own.isPresent || !resource.type.startsWith('AWS::Serverless::')) return own;
  const kind = resource.type.slice('AWS::Serverless::'.length);
  const globals = resource.stack.section('Globals')[kind];
  let found: Json | undefined = isObject(globals) ? globals : undefined;
  for (const step of path.split('.')) found = isObject(found) ? found[step] : undefined;
  return found === undefined ? own : new Value(resource, found, resource.stack, `Properties.${path}`);
}

/** How long a function may run, in seconds. */
export function timeoutOf(fn: Resource): number {
  return settingOf(fn, 'Timeout').number() ?? DEFAULT_FUNCTION_TIMEOUT;
}

/** The concurrency that is set aside for a function and caps it; `undefined` where none is. */
export function reservedConcurrencyOf(fn: Resource): number | undefined {
  return settingOf(fn, 'ReservedConcurrentExecutions').number();
}

/** Who names a function, itself or by one of its aliases or versions, in a property of a type. */
export function callersOf(fn: Resource, type: string, property: string): Resource[] {
  const names = [
    fn,
    ...['Alias', 'Version'].flatMap((kind) => fn.referencedBy(`AWS::Lambda::${kind}`, 'FunctionName')),
  ];
  return [...new Set(names.flatMap((name) => name.referencedBy(type, property)))];
}
