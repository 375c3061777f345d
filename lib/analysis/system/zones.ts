import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import { isFaultDomain, type Edge } from '../../model/graph/graph';

/** Steps from a resource to the subnets it runs in: service, capacity provider, group; instance, cluster, subnet group. */
const MAX_DEPTH = 6;

/** An Availability Zone that something of the application is placed in. */
export interface Zone {
  /** `us-east-1a`; one that is chosen by its index is called so. */
  readonly name: string;
  readonly region?: string;
}

/** The zones of an application, and what lies in which. */
export class Zones {
  public readonly all: readonly Zone[];
  /** Resources that say their zone themselves. */
  private readonly pinned = new Map<Resource, Zone[]>();
  private readonly possible = new Map<Resource, readonly Zone[]>();

  constructor(private readonly application: Application) {
    const zones = new Map<string, Zone>();
    for (const { from, to } of application.outages.edges) {
      if (!isFaultDomain(to) || to.kind !== 'zone' || isFaultDomain(from)) continue;
      const { region } = from;
      const key = `${region} ${to.name}`;
      let zone = zones.get(key);
      if (zone === undefined) zones.set(key, (zone = { name: to.name, ...(region !== undefined && { region }) }));
      const own = this.pinned.get(from);
      if (own === undefined) this.pinned.set(from, [zone]);
      else if (!own.includes(zone)) own.push(zone);
    }
    this.all = [...zones.values()].sort((a, b) => (nameOfZone(a) < nameOfZone(b) ? -1 : 1));
  }

  /** The resources that lie in a zone for certain. */
  public inside(zone: Zone): Resource[] {
    return [...this.pinned].filter(([, zones]) => zones.includes(zone)).map(([resource]) => resource);
  }

  /** The zones that a resource may lie in: its own, else those of what it runs in. None where nothing says. */
  public of(resource: Resource): readonly Zone[] {
    const own = this.pinned.get(resource);
    if (own !== undefined) return own;
    let zones = this.possible.get(resource);
    if (zones === undefined) this.possible.set(resource, (zones = this.around(resource)));
    return zones;
  }

  private around(resource: Resource): Zone[] {
    const found = new Set<Zone>();
    const seen = new Set([resource]);
    let level = [resource];
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
      const next: Resource[] = [];
      for (const edge of level.flatMap((each) => this.application.outages.dependenciesOf(each))) {
        const { to } = edge;
        if (!tellsZones(edge) || isFaultDomain(to) || seen.has(to)) continue;
        seen.add(to);
        const zones = this.pinned.get(to);
        if (zones === undefined) next.push(to);
        else zones.forEach((zone) => found.add(zone));
      }
      level = next;
    }
    return [...found];
  }
}

/** Something lies where that is which it runs in, and a cluster where its instances are. */
function tellsZones({ type, redundancyGroup }: Edge): boolean {
  return type === 'CONTAINMENT' || redundancyGroup === 'instances';
}

function nameOfZone({ name, region }: Zone): string {
  return `${region} ${name}`;
}
