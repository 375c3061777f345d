import type { Application } from '../application';
import { Grants } from '../edges/inference';
import { carriesOutage, edgeTo, pair, unspoken, type End, type Match } from '../edges/matching';
import { meaningsOf } from '../edges/property-meanings';
import type { EdgeType } from '../edges/types';
import type { Resource } from '../resource';
import { isObject } from '../values';
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
  private readonly out: Edges;
  private in?: Edges;
  private readonly domains = new Map<string, FaultDomain>();

  /**
   * @param application whose resources depend on each other
   * @param isWanted the types of edges that are read; all, unless it is said
   */
  constructor(
    private readonly application: Application,
    private readonly isWanted: (type: EdgeType) => boolean = () => true,
  ) {
    this.out = new Edges(application.resourceCount);
    const edges: Edge[] = [];
    const told = new ToldEdges();
    const add = (edge: Edge): void => {
      if (edge.from === edge.to || !isWanted(edge.type) || told.has(edge, this.out.of(edge.from))) return;
      edges.push(edge);
      this.out.add(edge.from, edge);
    };
    this.readMentions(add);
    this.readZones(add);
    this.edges = edges;
  }

  /** What a node depends on. */
  public dependenciesOf(node: Node): readonly Edge[] {
    return this.out.of(node);
  }

  /** What depends on a node. */
  public dependentsOf(node: Node): readonly Edge[] {
    if (this.in === undefined) {
      this.in = new Edges(this.application.resourceCount);
      for (const edge of this.edges) this.in.add(edge.to, edge);
    }
    return this.in.of(node);
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

  private readMentions(add: (edge: Edge) => void): void {
    const grants = new Grants(NAMINGS);
    const ends = new Map<Resource, End<Resource>[]>();
    for (const target of this.application.allResources) {
      for (const { resource: holder, path } of target.mentions()) {
        const meanings = meaningsOf(holder.type, path);
        if (meanings === undefined) {
          for (const edge of unspoken(holder, path, target, () => grants.allow(holder, target))) add(edge);
        } else {
          for (const meaning of meanings) {
            if (!this.isWanted(meaning.row.type)) continue;
            const edge = edgeTo(meaning.row, holder, path, target);
            if (edge !== undefined) add(edge);
            else push(ends, holder, { ...meaning, path, target });
          }
        }
      }
    }
    for (const [holder, own] of ends) for (const edge of pair(holder, own)) add(edge);
  }

  private readZones(add: (edge: Edge) => void): void {
    for (const resource of this.application.allResources) {
      const { Properties: properties } = resource.raw;
      for (const property of ZONE_PROPERTIES) {
        if (!isObject(properties) || properties[property] === undefined) continue;
        const value = resource.at(property);
        const { identity } = value;
        if (identity === undefined || (!value.isUnknown && !isZoneName(identity))) continue;
        const zone = this.domain('zone', identity.replaceAll('"', ''));
        const base = { type: 'CONTAINMENT', criticality: 'HARD', basis: 'table', buffered: false } as const;
        const inZone: Edge = { ...base, from: resource, to: zone, holder: resource, path: value.path };
        add(inZone);
        if (resource.region !== undefined) add({ ...inZone, from: zone, to: this.domain('region', resource.region) });
      }
    }
  }

  private domain(kind: FaultDomain['kind'], name: string): FaultDomain {
    const key = `${kind} ${name}`;
    let domain = this.domains.get(key);
    if (domain === undefined) this.domains.set(key, (domain = { kind, name }));
    return domain;
  }
}

/** Edges by one of their ends. */
class Edges {
  private readonly byResource: (Edge[] | undefined)[];
  private readonly byDomain = new Map<Node, Edge[]>();

  /** @param count resources there are */
  constructor(count: number) {
    this.byResource = new Array<Edge[] | undefined>(count);
  }

  public of(node: Node): readonly Edge[] {
    return (isFaultDomain(node) ? this.byDomain.get(node) : this.byResource[node.ordinal]) ?? NONE;
  }

  public add(node: Node, edge: Edge): void {
    const own = isFaultDomain(node) ? this.byDomain.get(node) : this.byResource[node.ordinal];
    if (own !== undefined) own.push(edge);
    else if (isFaultDomain(node)) this.byDomain.set(node, [edge]);
    else this.byResource[node.ordinal] = [edge];
  }
}

const NONE: readonly Edge[] = [];

/** Edges of a node up to which each is compared with each. */
const FEW = 16;

/** Tells edges that were read before: of one kind, between the same nodes, from the same place. */
class ToldEdges {
  private readonly numbers = new Map<Node, number>();
  private readonly byNode = new Map<Node, Set<string>>();

  /** @param own the edges of its node so far */
  public has(edge: Edge, own: readonly Edge[]): boolean {
    if (own.length < FEW) return own.some((other) => isSame(other, edge));
    let keys = this.byNode.get(edge.from);
    if (keys === undefined) this.byNode.set(edge.from, (keys = new Set(own.map((other) => this.keyOf(other)))));
    const before = keys.size;
    return keys.add(this.keyOf(edge)).size === before;
  }

  private keyOf({ to, type, path }: Edge): string {
    let number = this.numbers.get(to);
    if (number === undefined) this.numbers.set(to, (number = this.numbers.size));
    return `${number} ${type} ${path}`;
  }
}

function isSame(a: Edge, b: Edge): boolean {
  return a.to === b.to && a.type === b.type && a.path === b.path;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
