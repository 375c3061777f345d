import { POLICY, TEMPLATE_KEY } from '../intent/schema/keys';
import { readPolicy } from '../intent/schema/policy';
import type { TierName } from '../intent/schema/tier';
import type { Resource } from '../model/resource';
import type { Stack } from '../model/stack';
import { isObject, type Json } from '../model/values';

/**
 * The tier declared for a resource: on its construct or the nearest one around it, else in the resource's
 * `Metadata`, else in its template's. `undefined` where none is.
 */
export function declaredTier(resource: Resource): TierName | undefined {
  return onConstructs(resource) ?? inMetadata(resource.raw.Metadata) ?? tierOfStack(resource.stack);
}

/** The tier declared for a stack as a whole. */
export function tierOfStack(stack: Stack): TierName | undefined {
  const path = stack.constructPath;
  return (path === undefined ? undefined : around(stack, path)) ?? inMetadata(stack.template.Metadata);
}

function onConstructs({ constructPath, stack }: Resource): TierName | undefined {
  return constructPath === undefined ? undefined : around(stack, constructPath);
}

function around(stack: Stack, constructPath: string): TierName | undefined {
  const { metadata } = stack.source;
  if (metadata === undefined || !declaresPolicies(metadata)) return undefined;
  for (let path = constructPath; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const policy = metadata.get(path)?.intent?.[POLICY]?.at(-1);
    if (policy !== undefined) return readPolicy(policy, path, 'assembly').tier;
  }
  return undefined;
}

function inMetadata(metadata: Json | undefined): TierName | undefined {
  const own = isObject(metadata) ? metadata[TEMPLATE_KEY] : undefined;
  return isObject(own) && own[POLICY] !== undefined ? readPolicy(own[POLICY], POLICY, 'person').tier : undefined;
}

type Metadata = NonNullable<Stack['source']['metadata']>;

const DECLARES = new WeakMap<Metadata, boolean>();

/** Whether any construct declares a policy: most apps have few or none, and each finding asks. */
function declaresPolicies(metadata: Metadata): boolean {
  let declares = DECLARES.get(metadata);
  if (declares === undefined) {
    declares = [...metadata.values()].some(({ intent }) => intent?.[POLICY] !== undefined);
    DECLARES.set(metadata, declares);
  }
  return declares;
}
