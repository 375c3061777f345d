import { compliant, nonCompliant, undetermined, type FaultDetails, type Verdict } from '../engine/verdict';
import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

/** How many Availability Zones something lies in, as far as the template decides it. */
export interface Spread {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * The zones of a list of subnets. Zones are told apart by name, or by their index in `Fn::GetAZs`;
 * a subnet from outside of the application may lie in any zone.
 */
export function zonesOfSubnets(subnets: readonly Value[]): Spread {
  const subnetsOf = subnets.map((subnet) => {
    const resource = subnet.reference();
    if (resource?.type !== 'AWS::EC2::Subnet') return { key: subnet.identity ?? subnet.path };
    return { key: resource.key, zone: zoneOf(resource) };
  });
  return spreadOf(
    subnetsOf.map(({ zone }) => zone),
    new Set(subnetsOf.filter(({ zone }) => zone === undefined).map(({ key }) => key)).size,
  );
}

/** The zones of subnets of the application. */
export function zonesOfResources(subnets: readonly Resource[]): Spread {
  return spreadOf(subnets.map(zoneOf), 0);
}

/** Where a subnet of the application names its zone. Absent, AWS picks one. */
export function zoneOf(subnet: Resource): Value {
  return subnet.has('AvailabilityZone') ? subnet.at('AvailabilityZone') : subnet.at('AvailabilityZoneId');
}

/** A zone chosen by its index, and the index: subnets that are looked at together lie in one Region. */
const BY_INDEX = /^zones of .*\[(\d+)\]$/;

/** What tells a zone from others of its kind: its name, its id, its index in `Fn::GetAZs` or the parameter that names it. */
export interface ZoneMark {
  readonly kind: 'name' | 'id' | 'index' | 'parameter';
  readonly mark: string;
}

/** What tells a zone from others; `undefined` if nothing does. Marks of different kinds may mean the same zone. */
export function markOf(zone: Value): ZoneMark | undefined {
  const { identity } = zone;
  if (identity === undefined) return undefined;
  const index = zone.isUnknown ? BY_INDEX.exec(identity)?.[1] : undefined;
  if (index !== undefined) return { kind: 'index', mark: index };
  if (zone.isUnknown) return { kind: 'parameter', mark: identity };
  return { kind: zone.path.endsWith('AvailabilityZoneId') ? 'id' : 'name', mark: identity };
}

/** The marks of some zones, if all have one and all are of one kind: only such can be compared. */
export function comparableMarks(
  zones: readonly Value[],
): { readonly kind: string; readonly marks: Set<string> } | undefined {
  const marks = zones.map(markOf);
  const kind = marks[0]?.kind;
  if (kind === undefined || marks.some((each) => each?.kind !== kind)) return undefined;
  return { kind, marks: new Set(marks.map((each) => (each as ZoneMark).mark)) };
}

/** The places where subnets name their zones, if all of them are in the application. */
export function zonePlaces(subnets: readonly Value[]): Value[] | undefined {
  const resources = subnets.map((subnet) => subnet.reference());
  if (resources.some((subnet) => subnet?.type !== 'AWS::EC2::Subnet')) return undefined;
  return resources.map((subnet) => zoneOf(subnet as Resource));
}

/** The zones of a list of zone names. */
export function zonesOfNames(zones: readonly Value[]): Spread {
  return spreadOf(zones, 0);
}

/** The zones that a property lists. `Fn::GetAZs` stands for all zones of a Region, of which there are several. */
export function zonesListed(zones: Value): Spread {
  const isAll = zones.isUnknown && zones.identity?.startsWith('zones of ') === true;
  return isAll ? { atLeast: 2, atMost: Infinity } : zonesOfNames(zones.items());
}

function spreadOf(zones: readonly (Value | undefined)[], further: number): Spread {
  const byKind = new Map<string, Set<string>>();
  let open = further;
  for (const zone of zones) {
    if (zone === undefined) continue;
    const found = markOf(zone);
    if (found === undefined) open += 1;
    else byKind.set(found.kind, (byKind.get(found.kind) ?? new Set()).add(found.mark));
  }
  const counts = [...byKind.values()].map((marks) => marks.size);
  // A zone's name and its index may mean the same zone.
  const atLeast = Math.max(...counts, open > 0 ? 1 : 0);
  return { atLeast, atMost: counts.reduce((sum, count) => sum + count, open) };
}

/** The verdict on a spread: too few zones, enough, or not decided by the template. */
export function judgeSpread(at: string | Value, spread: Spread, wanted: number, details: FaultDetails = {}): Verdict {
  if (spread.atLeast >= wanted) return compliant;
  if (spread.atMost < wanted) return nonCompliant(at, details);
  return undetermined(at, 'the zones of the subnets are not known before deployment');
}
