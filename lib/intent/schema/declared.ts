import { isTier, type TierName } from './tier';

/** The key that intent stands under in a template's or a resource's `Metadata`. */
export const TEMPLATE_KEY = 'cdk-resilience';

/** The kind of metadata entry that carries a policy: `cdk-resilience:policy`. */
export const POLICY = 'policy';

/** What is read of a declared policy. */
export interface DeclaredPolicy {
  readonly tier?: TierName;
}

/** Reads a policy as it was declared; `undefined` where it is none. Unknown fields are left alone. */
export function readPolicy(data: unknown): DeclaredPolicy | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const { tier } = data as { tier?: unknown };
  return isTier(tier) ? { tier } : {};
}
