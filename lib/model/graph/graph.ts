import type { Application } from '../application';
import { Grants } from '../edges/inference';
import { carriesOutage, pair, unspoken, type End, type Match } from '../edges/matching';
import { meaningsOf } from '../edges/property-meanings';
import type { Resource } from '../resource';
import { isZoneName } from '../zones';
import { NAMINGS } from './inference';

/** Something whose loss takes everything in it along: an Availability Zone or a Region. */
export interface FaultDomain {
  readonly kind: 'zone' | 'region';
  /** `us-east-1a`, `us-east-1`; a zone that is chosen by its index is called so. */
  readonly name: string;
}

/** A node of the graph. There is one object for each resource and each fault domain. */
export type Node = Resource | FaultDomain;

/** Whether a node is a fault domain, not a resource. */
export function isFaultDomain(node: Node): node is FaultDomain {
  return !('stack' in node);
}

/** A dependency: `from` fails when `to` fails. */
export interface Edge extends Omit<Match<Resource>, 'from' | 'to'> {
  readonly from: Node;
  readonly to: Node;
}

/** Properties that place a resource in a zone. */
const ZONE_PROPERTIES = ['AvailabilityZone', 'AvailabilityZoneId'];

/** Who fails when what fails, of all resources that can exist. Both branches of open conditions count. */
export class DependencyGraph {
  public readonly edges: readonly Edge[];
  private readonly out = new Map<Node, Edge[]>();
  private readonly in = new Map<Node, Edge[]>();
  private readonly domains = new Map<string, FaultDomain>();

  constructor(private readonly application: Application) {
    const seen = new Set<string>();
    const numbers = new Map<Node, number>();
    const numberOf = (node: Node): number => numbers.get(node) ?? numbers.set(node, numbers.size).size - 1;
    const edges: Edge[] = [];
    for (const edge of [...this.fromMentions(), ...this.fromZones()]) {
      const key = [numberOf(edge.from), numberOf(edge.to), edge.type, edge.path].join(' ');
      if (edge.from === edge.to || seen.has(key)) continue;
      seen.add(key);
      edges.push(edge);
      push(this.out, edge.from, edge);
      push(this.in, edge.to, edge);
    }
    this.edges = edges;
  }

  /** What a node depends on. */
  public dependenciesOf(node: Node): readonly Edge[] {
    return this.out.get(node) ?? [];
  }

  /** What depends on a node. */
  public dependentsOf(node: Node): readonly Edge[] {
    return this.in.get(node) ?? [];
  }

  /** The zones and Regions that resources are placed in. */
  public get faultDomains(): readonly FaultDomain[] {
    return [...this.domains.values()];
  }

  /** The share of the edges that can carry an outage which are inferred, 0 to 1; 0 where there are none. */
  public get inferredShare(): number {
    const carrying = this.edges.filter(({ type, basis }) => carriesOutage(type) && basis !== 'reference');
    return carrying.length === 0 ? 0 : carrying.filter(({ basis }) => basis === 'inferred').length / carrying.length;
  }

  private fromMentions(): Edge[] {
    const grants = new Grants(NAMINGS);
    const edges: Edge[] = [];
    const ends = new Map<Resource, End<Resource>[]>();
    for (const target of this.application.allResources) {
      for (const { resource: holder, path } of target.mentions()) {
        const meanings = meaningsOf(holder.type, path);
        if (meanings === undefined) edges.push(...unspoken(holder, path, target, () => grants.allow(holder, target)));
        else for (const meaning of meanings) push(ends, holder, { ...meaning, path, target });
      }
    }
    for (const [holder, own] of ends) edges.push(...pair(holder, own));
    return edges;
  }

  private fromZones(): Edge[] {
    return this.application.allResources.flatMap((resource) =>
      ZONE_PROPERTIES.flatMap((property) => {
        const value = resource.at(property);
        const { identity } = value;
        if (identity === undefined || (!value.isUnknown && !isZoneName(identity))) return [];
        const zone = this.domain('zone', identity.replaceAll('"', ''));
        const base = { type: 'CONTAINMENT', criticality: 'HARD', basis: 'table', buffered: false } as const;
        const inZone: Edge = { ...base, from: resource, to: zone, holder: resource, path: value.path };
        if (resource.region === undefined) return [inZone];
        return [inZone, { ...inZone, from: zone, to: this.domain('region', resource.region) }];
      }),
    );
  }

  private domain(kind: FaultDomain['kind'], name: string): FaultDomain {
    const key = `${kind} ${name}`;
    let domain = this.domains.get(key);
    if (domain === undefined) this.domains.set(key, (domain = { kind, name }));
    return domain;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
