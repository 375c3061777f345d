import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { namingOf } from '../../facts/names';
import { zonesOfSubnets, type Spread } from '../../facts/zones';
import type { Evidence } from '../component';
import { says, type Finding } from './row';

/** Redundant by itself, over zones. */
export function inherent(...evidence: Evidence[]): Finding {
  return { redundancy: 'INHERENT', isZoneRedundant: true, evidence };
}

/** Redundant by itself in the zones of its subnets. */
export function inherentInSubnets(...evidence: Evidence[]): Finding {
  return { redundancy: 'INHERENT', evidence };
}

/** One unit in one zone. */
export function single(...evidence: Evidence[]): Finding {
  return { redundancy: 'SINGLE', units: 1, isZoneRedundant: false, evidence };
}

/** Another unit takes over, in another zone. */
export function failover(units: number, ...evidence: Evidence[]): Finding {
  return { redundancy: 'FAILOVER', units, isZoneRedundant: true, evidence };
}

/** Not said in the template, and AWS documents no default. */
export function unknown(...evidence: Evidence[]): Finding {
  return { redundancy: 'UNKNOWN', evidence };
}

/**
 * A number of units as a property gives it; in which zones, the subnets decide.
 *
 * @param at where the number is
 * @param count the number, or the default
 * @param unit what is counted
 * @param wording the name of what is counted where the property's own says nothing, and why a default applies
 */
export function counted(
  at: Value,
  count: number,
  unit: string,
  wording: { readonly name?: string; readonly otherwise?: string } = {},
): Finding {
  const { name = lastOf(at.path), otherwise } = wording;
  const because = otherwise === undefined ? '' : ` (${otherwise})`;
  const said = at.isPresent ? `${name} is ${count}` : `${name} is absent${because}`;
  const evidence = [{ resource: at.resource, path: at.path, says: `${said}: ${amount(count, unit)}` }];
  if (count >= 2) return { redundancy: 'REPLICAS', units: count, evidence };
  if (count === 1) return { redundancy: 'SINGLE', units: 1, isZoneRedundant: false, evidence };
  return { redundancy: 'UNKNOWN', units: 0, evidence };
}

/** `1 task`, `3 tasks`. */
export function amount(count: number, unit: string): string {
  return `${count === 0 ? 'no' : count === 1 ? 'one' : count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Whether what lies in some zones outlasts the loss of one; `undefined` where that is not known. */
export function outlasts({ atLeast, atMost }: Spread, wanted = 2): boolean | undefined {
  if (atLeast >= wanted) return true;
  return atMost < wanted ? false : undefined;
}

/** Network interfaces in the places (subnets, zones) of a list, one in each. One of them stands in one zone. */
export function interfacesIn(resource: Resource, list: string, unit: string, place = 'subnet'): Finding {
  const places = resource.list(list).length;
  if (places === 0) return unknown(says(resource, list, `${list} is absent: AWS chooses the ${place}s`));
  const evidence = says(resource, list, `${list} names ${amount(places, place)}: ${amount(places, unit)}`);
  return places === 1 ? single(evidence) : { redundancy: 'REPLICAS', units: places, evidence: [evidence] };
}

/** The zones of a list of subnets; any number where deployment decides the list. */
export function spreadOf(list: Value): Spread {
  return list.isUnknown ? { atLeast: 0, atMost: Infinity } : zonesOfSubnets(list.items());
}

/** Managed by its service in the subnets of a list where it has one, else anywhere in the Region. */
export function managedIn(resource: Resource, list: string, sentence: string): Finding {
  const subnets = resource.at(list);
  const evidence = says(resource, subnets.isPresent ? list : '', sentence);
  if (!subnets.isPresent || (!subnets.isUnknown && subnets.items().length === 0)) return inherent(evidence);
  return { ...inherentInSubnets(evidence), reach: 'ZONES' };
}

/** A property that has to be `true` for a standby in another zone; the default is none. */
export function standbyIf(resource: Resource, path: string): Finding {
  const value = resource.at(path);
  const name = lastOf(path);
  if (value.isTrue) return failover(2, says(resource, path, `${name} is true: a standby in another zone takes over`));
  return single(says(resource, path, `${name} is ${value.isPresent ? 'false' : 'absent'}: there is no standby`));
}

export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What is known of a finding; what is not is left out. */
export function given(part: Pick<Finding, 'isZoneRedundant'>): Pick<Finding, 'isZoneRedundant'> {
  return part.isZoneRedundant === undefined ? {} : part;
}

/** The resources of a type that name another in a property: by reference, or by the name that it gives itself. */
export function namersOf(named: Resource, name: string, type: string, property: string): Resource[] {
  const { application } = named.stack;
  const identity = named.at(name).identity?.toLowerCase();
  const byName = identity === undefined ? [] : (namingOf(application, type, property).byIdentity.get(identity) ?? []);
  const existing = byName.filter((each) => application.exists(each));
  return [...new Set([...named.referencedBy(type, property), ...existing])];
}

/** How reports call a resource. */
export function nameOf(resource: Resource): string {
  return resource.constructPath ?? resource.key;
}
