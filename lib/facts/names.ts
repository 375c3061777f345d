import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { mentionsOf } from '../model/values';

/** Resources of one type by what one of their properties says, where that is no reference to a resource. */
export interface Naming {
  /** By the property's identity: a name written out, or one parameter used in several places. */
  readonly byIdentity: ReadonlyMap<string, readonly Resource[]>;
  /** What the property says is decided at deployment: it may name anything. */
  readonly open: readonly Resource[];
}

const NAMINGS = new WeakMap<Application, Map<string, Naming>>();

/** Finds mentions by name, which the index of references does not hold. Read once, open conditions left open. */
export function namingOf(application: Application, type: string, property: string): Naming {
  let namings = NAMINGS.get(application);
  if (namings === undefined) NAMINGS.set(application, (namings = new Map<string, Naming>()));
  const key = `${type} ${property}`;
  let naming = namings.get(key);
  if (naming === undefined) namings.set(key, (naming = application.outside(() => read(application, type, property))));
  return naming;
}

function read(application: Application, type: string, property: string): Naming {
  const byIdentity = new Map<string, Resource[]>();
  const open: Resource[] = [];
  for (const resource of application.resources(type)) {
    const value = resource.at(property);
    if (!value.isPresent || mentionsOf(value.settled).length > 0) continue;
    if (value.isUnknown) open.push(resource);
    const identity = value.identity?.toLowerCase();
    if (identity === undefined) continue;
    const same = byIdentity.get(identity);
    if (same === undefined) byIdentity.set(identity, [resource]);
    else same.push(resource);
  }
  return { byIdentity, open };
}
