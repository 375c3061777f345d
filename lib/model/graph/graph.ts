import type { Application } from '../application';
import { TARGETS } from '../edges';
import type { Criticality, EdgeMeaning, EdgeType } from '../edges/types';
import type { Resource } from '../resource';
import { isZoneName } from '../zones';
import { Grants, isEnvironment } from './inference';
import { meaningsOf, type Meaning } from './property-meanings';

/** Something whose loss takes everything in it along: an Availability Zone or a Region. */
export interface FaultDomain {
  readonly kind: 'zone' | 'region';
  /** `us-east-1a`, `us-east-1`; a zone that is chosen by its index is called so. */
  readonly name: string;
}

/** A node of the graph. There is one object for each resource and each fault domain. */
export type Node = Resource | FaultDomain;

/** How it is known that there is an edge. */
export type Basis =
  /** The table of property meanings says so. */
  | 'table'
  /** Compute names a resource in its environment and is let in. */
  | 'inferred'
  /** One names the other, and nothing says what for. */
  | 'reference';

/** A dependency: `from` fails when `to` fails. */
export interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly type: EdgeType;
  readonly criticality: Criticality;
  readonly basis: Basis;
  /** A queue or stream stands between: a loss is a delay up to the retention, then loss. */
  readonly buffered: boolean;
  /** See `EdgeMeaning`. */
  readonly redundancyGroup?: string;
  readonly partial?: boolean;
  readonly outbound?: boolean;
  /** The property it is read from, and whose. */
  readonly holder: Resource;
  readonly path: string;
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
    const grants = new Grants();
    const edges: Edge[] = [];
    const ends = new Map<Resource, End[]>();
    for (const target of this.application.allResources) {
      for (const { resource: holder, path } of target.mentions()) {
        const meanings = meaningsOf(holder.type, path);
        if (meanings === undefined) edges.push(...unspoken(holder, path, target, grants));
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

/** Whether edges of a type carry an outage from one end to the other. */
export function carriesOutage(type: EdgeType): boolean {
  return type === 'DATA_FLOW' || type === 'CONTAINMENT';
}

interface End extends Meaning {
  readonly path: string;
  readonly target: Resource;
}

/** The edges of the rows for which a resource names one end or both. */
function pair(holder: Resource, ends: readonly End[]): Edge[] {
  const edges: Edge[] = [];
  for (const [row, of] of groupByRow(ends)) {
    const tos = of.filter(({ end }) => end === 'to');
    const froms = of.filter(({ end }) => end === 'from');
    if (row.from === '@') edges.push(...tos.map((to) => edge(row, holder, to.target, holder, to.path)));
    else if (row.to === '@') edges.push(...froms.map((from) => edge(row, from.target, holder, holder, from.path)));
    else {
      for (const to of tos) {
        for (const from of froms) {
          if (agree(from.indexes, to.indexes)) edges.push(edge(row, from.target, to.target, holder, to.path));
        }
      }
    }
  }
  return edges;
}

function groupByRow(ends: readonly End[]): Map<EdgeMeaning, End[]> {
  const groups = new Map<EdgeMeaning, End[]>();
  for (const each of ends) push(groups, each.row, each);
  return groups;
}

/** The ends of a row that lies in a list belong together only in one and the same element. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.every((index, i) => b[i] === undefined || b[i] === index);
}

function edge(row: EdgeMeaning, from: Resource, to: Resource, holder: Resource, path: string): Edge {
  // A value that holds more (a definition, a document) names things that are no data flow.
  const target = row.type === 'DATA_FLOW' ? TARGETS[to.type] : undefined;
  const meaning = target === undefined || target === 'none' ? row : { ...row, ...target, criticality: row.criticality };
  return {
    from,
    to,
    type: meaning.type,
    criticality: meaning.criticality,
    basis: 'table',
    buffered: meaning.buffered ?? false,
    ...(meaning.redundancyGroup !== undefined && { redundancyGroup: meaning.redundancyGroup }),
    ...(meaning.partial && { partial: true }),
    ...(meaning.outbound && { outbound: true }),
    holder,
    path,
  };
}

/** The edge of a mention that no row speaks of. */
function unspoken(holder: Resource, path: string, target: Resource, grants: Grants): Edge[] {
  const meaning = TARGETS[target.type];
  if (meaning === 'none') return [];
  const base = { from: holder, to: target, holder, path, buffered: false };
  if (meaning !== undefined) return [{ ...base, ...meaning, basis: 'table' }];
  const isUse = isEnvironment(holder.type, path) && grants.allow(holder, target);
  return [
    { ...base, type: 'DATA_FLOW', criticality: isUse ? 'HARD' : 'SOFT', basis: isUse ? 'inferred' : 'reference' },
  ];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
