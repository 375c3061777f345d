import type { TierName } from '../intent/schema/tier';
import type { Resource } from '../model/resource';
import type { Stack } from '../model/stack';

/** The tier of the policy that holds for a resource. `undefined` where none is declared. */
export function declaredTier(resource: Resource): TierName | undefined {
  return resource.stack.application.intent.policyOf(resource.stack, resource)?.tier;
}

/** The tier of the policy that holds for a stack as a whole. */
export function tierOfStack(stack: Stack): TierName | undefined {
  return stack.application.intent.policyOf(stack)?.tier;
}
