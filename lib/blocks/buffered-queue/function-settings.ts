import { CfnResource, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnEventSourceMapping, CfnFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { ResilientFunction } from '../resilient-function';

/** What Lambda takes where a function declares no timeout, in seconds. */
const DEFAULT_TIMEOUT = 3;

/** The function behind a version or an alias, or the function itself. */
function unqualified(fn: IFunction): IFunction {
  if (fn instanceof ResilientFunction) return fn.handler;
  return (fn as { lambda?: IFunction }).lambda ?? fn;
}

/** The resource of a function, where the application creates it. */
function resourceOf(fn: IFunction): CfnFunction | undefined {
  return resourceOfType<CfnFunction>(unqualified(fn).node.defaultChild, 'AWS::Lambda::Function');
}

/** The timeout of a function in seconds; `undefined` where it is not known before deployment. */
export function timeoutOf(fn: IFunction): number | undefined {
  const resource = resourceOf(fn);
  if (resource === undefined || Token.isUnresolved(resource.timeout)) return undefined;
  return resource.timeout ?? DEFAULT_TIMEOUT;
}

/** The concurrency that is kept for a function; `undefined` where none is, or where it is not known. */
export function reservedConcurrencyOf(fn: IFunction): number | undefined {
  const reserved = resourceOf(fn)?.reservedConcurrentExecutions;
  return Token.isUnresolved(reserved) ? undefined : reserved;
}

/** The maximum concurrencies of all queues that a function reads, as far as its stack declares them. */
function maximumConcurrenciesOf(fn: IFunction): number[] {
  const stack = Stack.of(fn);
  const named = (name: unknown): string => JSON.stringify(stack.resolve(name));
  const constructs = stack.node.findAll();
  const target = unqualified(fn);
  const qualified = constructs.filter((each) => (each as { lambda?: IConstruct }).lambda === target) as IFunction[];
  const names = new Set([target, ...qualified].flatMap((each) => [named(each.functionName), named(each.functionArn)]));
  return constructs
    .map((each) => resourceOfType<CfnEventSourceMapping>(each, 'AWS::Lambda::EventSourceMapping'))
    .filter((mapping) => mapping !== undefined && names.has(named(mapping.functionName)))
    .map((mapping) => stack.resolve(mapping?.scalingConfig)?.maximumConcurrency)
    .filter((maximum) => typeof maximum === 'number');
}

/** Refuses that the queues which a function reads start more than is reserved for it. */
export function reservationProblems(fn: IFunction, reserved: number | undefined): string[] {
  const maxima = maximumConcurrenciesOf(fn);
  const sum = maxima.reduce((total, each) => total + each, 0);
  if (reserved === undefined || sum <= reserved) return [];
  return [
    `The queues that ${fn.node.path} reads start up to ${maxima.join(' + ')} = ${sum} batches at the same time, and ${reserved} are reserved for it; ` +
      'raise reservedConcurrentExecutions or lower maximumConcurrency',
  ];
}

function resourceOfType<T extends CfnResource>(construct: IConstruct | undefined, type: string): T | undefined {
  if (construct === undefined || !CfnResource.isCfnResource(construct)) return undefined;
  return construct.cfnResourceType === type ? (construct as T) : undefined;
}

/** Whether a number is written out. */
export function isKnown(value: number | undefined): value is number {
  return value !== undefined && !Token.isUnresolved(value) && !Tokenization.isResolvable(value);
}
