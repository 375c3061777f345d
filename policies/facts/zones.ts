import { compliant, nonCompliant, undetermined, type FaultDetails, type Verdict } from '../../lib/engine/verdict';
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
    const zone = resource.has('AvailabilityZone') ? resource.at('AvailabilityZone') : resource.at('AvailabilityZoneId');
    return { key: resource.key, zone };
  });
  return spreadOf(
    subnetsOf.map(({ zone }) => zone),
    new Set(subnetsOf.filter(({ zone }) => zone === undefined).map(({ key }) => key)).size,
  );
}

/** The zones of a list of zone names. */
export function zonesOfNames(zones: readonly Value[]): Spread {
  return spreadOf(zones, 0);
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
