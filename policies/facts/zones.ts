import { compliant, nonCompliant, undetermined, type FaultDetails, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

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

/**
 * What tells the zones of a list of subnets apart, if that can be said of all of them: all by name or all by
 * their index. Two such sets can be compared.
 */
export function distinctZones(subnets: readonly Value[]): ReadonlySet<string> | undefined {
  const zones = subnets
    .map((subnet) => subnet.reference())
    .map((subnet) => {
      return subnet?.type === 'AWS::EC2::Subnet' ? zoneOf(subnet) : undefined;
    });
  const identities = zones.map((zone) => zone?.identity);
  if (identities.includes(undefined)) return undefined;
  const byIndex = zones.filter((zone) => zone?.isUnknown === true).length;
  return byIndex === 0 || byIndex === zones.length ? new Set(identities as string[]) : undefined;
}

/** Whether two sets of zones are told apart in the same way, by name or by index. */
export function areComparable(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const byName = [...a, ...b].filter((zone) => zone.startsWith('"')).length;
  return byName === 0 || byName === a.size + b.size;
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
  const [names, indexes] = [new Set<string>(), new Set<string>()];
  let open = further;
  for (const zone of zones) {
    if (zone === undefined) continue;
    const { identity } = zone;
    if (identity === undefined) open += 1;
    else (zone.isUnknown ? indexes : names).add(identity);
  }
  // A zone's name and its index may mean the same zone.
  const atLeast = Math.max(names.size, indexes.size, open > 0 ? 1 : 0);
  return { atLeast, atMost: names.size + indexes.size + open };
}

/** The verdict on a spread: too few zones, enough, or not decided by the template. */
export function judgeSpread(at: string | Value, spread: Spread, wanted: number, details: FaultDetails = {}): Verdict {
  if (spread.atLeast >= wanted) return compliant;
  if (spread.atMost < wanted) return nonCompliant(at, details);
  return undetermined(at, 'the zones of the subnets are not known before deployment');
}
