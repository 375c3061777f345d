import type { IConstruct } from 'constructs';

/** An error that names the construct and says what to change. */
export function fault(scope: IConstruct, message: string): Error {
  return new Error(`${scope.node.path}: ${message}`);
}
