import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** An error that names the construct. */
export function fault(scope: IConstruct, problem: string): Error {
  return new Error(`${scope.node.path === '' ? 'App' : scope.node.path}: ${problem}`);
}

/**
 * Refuses a text that is empty, or known at deployment only: intent is read before it.
 *
 * @throws Error naming the construct and the property
 */
export function refuseEmpty(scope: IConstruct, property: string, text: string): void {
  if (Token.isUnresolved(text)) throw fault(scope, `${property} is known at deployment only; write it out`);
  if (typeof text !== 'string' || text.trim() === '') throw fault(scope, `${property} is empty`);
}
