import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { ISubnet, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { deploymentPeak, usableAddresses, type Capacity } from './capacity';
import { DEPLOYMENT } from './defaults';

/** The Availability Zones that the selected subnets lie in. */
export interface SelectedZones {
  /** How many zones the numbers are computed for. */
  readonly count: number;
  /** The zones, one value each; empty where they are not determined. */
  readonly names: readonly string[];
  /** Whether synthesis knows the zone of every subnet. */
  readonly isDetermined: boolean;
}

/**
 * The zones of the selected subnets.
 *
 * @param least the number of zones asked for
 * @throws when fewer zones than that are there
 */
export function zonesOf(
  scope: IConstruct,
  { subnets, isPendingLookup }: SelectedSubnets,
  least: number,
): SelectedZones {
  const known = new Map<string, string>();
  const open: ISubnet[] = [];
  for (const subnet of subnets) {
    const zone = zoneOf(subnet);
    if (zone === undefined) open.push(subnet);
    else known.set(zone.key, zone.name);
  }
  // The first synthesis of a VPC to be looked up sees placeholders.
  if (isPendingLookup) return { count: Math.max(least, known.size), names: [], isDetermined: false };
  // A name and the position of a zone in the Region cannot be told apart or taken for the same.
  const isMixed = new Set([...known.keys()].map((key) => key.startsWith(POSITION))).size > 1;
  const atMost = known.size + open.length;
  if (atMost < least) throw fault(scope, tooFew(atMost, least, [...known.values()]));
  if (open.length === 0 && !isMixed) return { count: known.size, names: [...known.values()], isDetermined: true };
  const places = (isMixed ? subnets : open).map(({ node }) => node.path).join(', ');
  Annotations.of(scope).addWarningV2(
    'cdk-resilience:undeterminedZones',
    `The Availability Zones of ${places} are not known at synthesis: the numbers assume ${least} zones, that the loss of one is survived is not proven, and there are no alarms for each zone. Import the subnets with availabilityZone (Subnet.fromSubnetAttributes) or look the VPC up (Vpc.fromLookup).`,
  );
  return { count: least, names: [], isDetermined: false };
}

function tooFew(there: number, least: number, names: readonly string[]): string {
  const isAgnostic = names.some((name) => Token.isUnresolved(name));
  const why = isAgnostic
    ? ' A stack without account and Region knows two zones only: give the stack an env, or set minimumZones to 2.'
    : ' Select subnets of more zones (maxAzs of the VPC, vpcSubnets), or set minimumZones.';
  return `the tasks' subnets lie in ${there} Availability Zone${there === 1 ? '' : 's'}, ${least} are asked for.${why}`;
}

/** How a zone given by its position in the Region's list is kept apart from one given by name. */
const POSITION = 'position ';

/** The zone of a subnet, if it tells which one of the Region's zones that is. */
function zoneOf(subnet: ISubnet): { readonly key: string; readonly name: string } | undefined {
  const name = zoneName(subnet);
  if (name === undefined || !Token.isUnresolved(name)) return name === undefined ? undefined : { key: name, name };
  // All zones of a Region are different; the members of another list may be the same.
  const resolved = Stack.of(subnet).resolve(name) as { 'Fn::Select'?: [unknown, { 'Fn::GetAZs'?: unknown }] };
  const [position, list] = resolved['Fn::Select'] ?? [];
  if (position === undefined || list?.['Fn::GetAZs'] === undefined) return undefined;
  return { key: `${POSITION}${String(position)} ${JSON.stringify(list)}`, name };
}

function zoneName(subnet: ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    // An imported subnet throws where its zone was not given.
    return undefined;
  }
}

/** Refuses a ceiling that the subnets have no addresses for, and warns where a deployment at the ceiling has none. */
export function checkAddresses(
  scope: IConstruct,
  { subnets }: SelectedSubnets,
  capacity: Capacity,
  zones: number,
): void {
  const byZone = new Map<string, number>();
  for (const subnet of subnets) {
    const [zone, addresses] = [zoneOf(subnet), addressesOf(subnet)];
    if (zone === undefined || addresses === undefined) return;
    byZone.set(zone.key, (byZone.get(zone.key) ?? 0) + addresses);
  }
  const least = Math.min(...byZone.values());
  const peak = deploymentPeak(capacity.ceiling, DEPLOYMENT.maximumPercent);
  const [atCeiling, atPeak] = [capacity.ceiling, peak].map((tasks) => Math.ceil(tasks / zones)) as [number, number];
  if (atCeiling > least) {
    throw fault(
      scope,
      `${capacity.ceiling} tasks need ${atCeiling} addresses in each zone, the subnets of one zone have ${least}. Select larger subnets (vpcSubnets), or lower surgeFactor or baselineTasks.`,
    );
  }
  if (atPeak > least) {
    Annotations.of(scope).addWarningV2(
      'cdk-resilience:subnetAddresses',
      `A deployment at ${capacity.ceiling} tasks runs up to ${peak} (${DEPLOYMENT.maximumPercent} %) and needs ${atPeak} addresses in each zone; the subnets of one zone have ${least}, so it would stall during a surge. Select larger subnets (vpcSubnets).`,
    );
  }
}

function addressesOf(subnet: ISubnet): number | undefined {
  try {
    const cidr = subnet.ipv4CidrBlock;
    return cidr === undefined || Token.isUnresolved(cidr) ? undefined : usableAddresses(cidr);
  } catch {
    // An imported subnet throws where its block was not given.
    return undefined;
  }
}

/** Whether load balancers in the second subnets reach targets in the zones of the first, as far as it is known. */
export function coversZones(targets: SelectedSubnets, loadBalancer: SelectedSubnets): boolean {
  const enabled = new Set(loadBalancer.subnets.map((subnet) => zoneOf(subnet)?.key));
  const isPosition = (key: string | undefined): boolean => key?.startsWith(POSITION) ?? false;
  return targets.subnets.every((subnet) => {
    const key = zoneOf(subnet)?.key;
    const isComparable = [...enabled].every((each) => each !== undefined && isPosition(each) === isPosition(key));
    return key === undefined || !isComparable || enabled.has(key);
  });
}
