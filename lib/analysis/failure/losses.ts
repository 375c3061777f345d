import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Zone } from '../system/zones';
import { INTERRUPTED, STOPPED } from './impact';
import type { Seed } from './propagation';

/** What can be lost. */
export const LOSS_KINDS = ['RESOURCE', 'ZONE', 'REGION', 'EXTERNAL', 'LIMIT'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** Something that is lost as a whole, with all that goes with it at once. */
export interface Loss {
  readonly kind: LossKind;
  /** Construct path of a resource, name of a zone, Region, third party or limit. */
  readonly name: string;
  /** For a resource, a third party and a limit. */
  readonly node?: SystemNode;
  /** For a zone. */
  readonly zone?: Zone;
  readonly seeds: readonly LossSeed[];
  /** Components whose zones nobody knows, so that they may suffer more: for a zone. */
  readonly unsure?: readonly SystemNode[];
}

/** Something that goes with a loss at once. */
export interface LossSeed extends Seed {
  /** Whether it may be spared: AWS chooses the zone it lies in. */
  readonly isPossible?: true;
}

/** Services that are in no Region. */
const GLOBAL = /^AWS::(CloudFront|Route53|Route53RecoveryControl|GlobalAccelerator|IAM|Shield)::/;

/** How a zone is called that no template names. */
export const SOME_ZONE = 'any Availability Zone';

/** Everything that journeys may lose: their components and third parties, shared limits, zones and Regions. */
export function lossesOf(system: System): Loss[] {
  const nodes = new Set(system.journeys.flatMap(({ reached }) => [...reached]));
  const own = [...nodes].flatMap((node) => lossOf(node) ?? []);
  return [...own, ...zoneLosses(system, nodes), ...regionLosses(system, nodes)];
}

/** The loss of one node alone; `undefined` for what only passes failures on. */
export function lossOf(node: SystemNode): Loss | undefined {
  const kind = kindOf(node);
  if (kind === undefined) return undefined;
  return { kind, name: node.name, node, seeds: [{ node, impact: STOPPED }] };
}

function kindOf({ kind, component }: SystemNode): LossKind | undefined {
  if (kind === 'EXTERNAL' || kind === 'LIMIT') return kind;
  return component === undefined ? undefined : 'RESOURCE';
}

/** One loss for each zone; where the template names none, one that stands for any. */
function zoneLosses(system: System, nodes: ReadonlySet<SystemNode>): Loss[] {
  const inZones = [...nodes].filter(({ component }) => component?.reach === 'ZONES');
  const regions = new Set(system.zones.map(({ region }) => region));
  const losses = system.zones.map((zone) => zoneLoss(system, zone, inZones));
  for (const region of new Set(inZones.map((node) => node.region))) {
    if (regions.has(region)) continue;
    const zone = { name: SOME_ZONE, ...(region !== undefined && { region }) };
    losses.push(zoneLoss(system, zone, inZones));
  }
  return losses;
}

function zoneLoss(system: System, zone: Zone, inZones: readonly SystemNode[]): Loss {
  const inside = system.inside(zone);
  const certain = new Set(inside);
  const seeds: LossSeed[] = inside.map((node) => ({ node, impact: STOPPED }));
  const unsure: SystemNode[] = [];
  for (const node of inZones) {
    if (certain.has(node) || node.region !== zone.region) continue;
    const zones = system.zonesOf(node);
    if ((zones.length > 0 && !zones.includes(zone)) || isSpread(system, node)) continue;
    const impact = impactOfZone(node, zones);
    if (impact !== undefined) seeds.push({ node, impact, ...(zones.length !== 1 && { isPossible: true }) });
    else if (isOpen(node, zones)) unsure.push(node);
  }
  const name =
    zone.region === undefined || zone.name.includes(zone.region) ? zone.name : `${zone.name} of ${zone.region}`;
  return { kind: 'ZONE', name, zone, seeds, unsure };
}

/** Whether it is an instance of a cluster that AWS spreads over zones: then the cluster tells what a zone does to it. */
function isSpread(system: System, node: SystemNode): boolean {
  return system.dependentsOf(node).some(({ from, edge }) => {
    return edge?.redundancyGroup === 'instances' && from.component?.isZoneRedundant === true;
  });
}

/** What the loss of a zone it may lie in does to a component by itself; `undefined` where its subnets decide. */
function impactOfZone({ component }: SystemNode, zones: readonly Zone[]): number | undefined {
  const { redundancy, isZoneRedundant } = component!;
  if (redundancy === 'FAILOVER' && (isZoneRedundant ?? zones.length > 1)) return INTERRUPTED;
  if (isZoneRedundant === true) return undefined;
  return isZoneRedundant === false || redundancy === 'SINGLE' ? STOPPED : undefined;
}

/** Whether nobody knows what the loss of a zone does to a component: its own settings or its subnets are open. */
function isOpen({ component }: SystemNode, zones: readonly Zone[]): boolean {
  const { redundancy, isZoneRedundant } = component!;
  return isZoneRedundant === undefined && (redundancy === 'UNKNOWN' || zones.length === 0);
}

function regionLosses(system: System, nodes: ReadonlySet<SystemNode>): Loss[] {
  // Where there are no journeys, all there is.
  const concerned = nodes.size === 0 ? system.nodes : [...nodes];
  const regions: (string | undefined)[] = system.regions.length === 0 ? [undefined] : [...system.regions];
  return regions.flatMap((region): Loss[] => {
    const lost = concerned.filter((node) => isInRegion(node, region));
    const seeds = lost.map((node) => ({ node, impact: STOPPED }));
    return seeds.length === 0 ? [] : [{ kind: 'REGION', name: region ?? 'the Region', seeds }];
  });
}

/** What is in no known Region is in the only one there is. */
function isInRegion({ kind, resource, component, region }: SystemNode, lost: string | undefined): boolean {
  if (kind !== 'RESOURCE' || GLOBAL.test(resource!.type) || component?.reach === 'GLOBAL') return false;
  return region === undefined || region === lost;
}
