import type { Resource } from './resource';
import type { Stack } from './stack';

/** What something is declared for: a construct and all below it, a template, or a resource of one. */
export interface Scope {
  /** Tells scopes apart. */
  readonly key: string;
  /** Path of the construct; `''` for the App. Absent for what a template's `Metadata` declares. */
  readonly constructPath?: string;
  /** The stack, for what a template's `Metadata` declares. */
  readonly stack?: Stack;
  /** The resource, for what its `Metadata` declares. */
  readonly resource?: Resource;
}

/** The scope of a construct. */
export function constructScope(constructPath: string): Scope {
  return { key: `/${constructPath}`, constructPath };
}

/** The scope of a template, or of a resource in it. */
export function templateScope(stack: Stack, resource?: Resource): Scope {
  const key = resource === undefined ? stack.id : `${stack.id}#${resource.id}`;
  return { key, stack, ...(resource !== undefined && { resource }) };
}

/** How reports call a scope: by its construct path, else by its stack and logical id. */
export function nameOf({ constructPath, stack, resource }: Scope): string {
  return constructPath ?? resource?.key ?? stack?.id ?? '';
}

/** The keys of the scopes around a resource, or around a stack as a whole, nearest first. */
export function* scopesAround(stack: Stack, resource?: Resource): Generator<string> {
  let [at, inside] = [stack, resource];
  for (;;) {
    if (inside !== undefined) yield templateScope(at, inside).key;
    const own = at.constructPath;
    let path = constructPathOf(at, inside);
    for (; path !== '' && path !== own; path = above(path)) yield constructScope(path).key;
    if (path !== '') yield constructScope(path).key;
    yield templateScope(at).key;
    if (at.parent === undefined) {
      while (path !== '') yield constructScope((path = above(path))).key;
      return;
    }
    inside = at.parent;
    at = inside.stack;
  }
}

/** The way from a scope that is around something to it, steps joined by slashes; `''` from itself. */
export function pathBelow(scope: Scope, stack: Stack, resource?: Resource): string {
  if (scope.constructPath !== undefined) {
    const path = constructPathOf(stack, resource);
    return scope.constructPath === '' ? path : path.slice(scope.constructPath.length + 1);
  }
  if (resource === undefined && stack === scope.stack) return '';
  const ids: string[] = [];
  for (let each = resource ?? stack.parent; each !== undefined && each !== scope.resource; each = each.stack.parent) {
    ids.unshift(each.id);
    if (each.stack === scope.stack) break;
  }
  return ids.join('/');
}

/** The path of a resource's construct, or of its stack's where it has none in there; `''` where there is none at all. */
function constructPathOf({ constructPath: own }: Stack, resource: Resource | undefined): string {
  const path = resource?.constructPath;
  return (own === undefined || path?.startsWith(`${own}/`) ? path : own) ?? '';
}

/** The path one step up; `''` above the first. */
function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
