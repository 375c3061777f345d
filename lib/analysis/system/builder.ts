import type { Application } from '../../model/application';
import { isFaultDomain, type Edge } from '../../model/graph/graph';
import type { Resource } from '../../model/resource';
import { OPENS_CONNECTIONS } from '../components';
import type { Effect } from '../failure/impact';
import { takesFailures } from './dead-letters';
import { groupsOf, outsiders } from './gates';
import { SharedLimits } from './limits';
import { SystemNode, type Dependency, type Gate, type NodeKind } from './node';

const NONE: readonly Dependency[] = [];

/**
 * What a system is made of, while it is put together. What a resource depends on is looked up when something first
 * reaches it: most of an application stands behind no journey.
 */
export class SystemBuilder {
  public readonly nodes: SystemNode[] = [];
  public readonly gates: Gate[] = [];
  public dependencyCount = 0;

  /** By the index of the node that depends. */
  private readonly out: Dependency[][] = [];
  /** By the index of the node that is depended on. */
  private readonly in: Dependency[][] = [];
  private readonly expanded = new Set<SystemNode>();
  /** By the ordinal of the resource. */
  private readonly byResource: SystemNode[] = [];
  private readonly waysOut = new Map<Resource, SystemNode | undefined>();
  private readonly limits?: SharedLimits;

  /** @param application whose resources it is made of; none for one that is put together by hand */
  constructor(private readonly application?: Application) {
    if (application === undefined) return;
    for (const resource of application.allResources) {
      const name = resource.constructPath ?? resource.key;
      this.byResource[resource.ordinal] = this.addNode('RESOURCE', name, resource);
    }
    this.limits = new SharedLimits(application, this);
  }

  public nodeOf(resource: Resource): SystemNode {
    return this.byResource[resource.ordinal] as SystemNode;
  }

  public addNode(kind: NodeKind, name: string, resource?: Resource, region?: string): SystemNode {
    const node = new SystemNode(this.nodes.length, kind, name, resource, region);
    this.nodes.push(node);
    return node;
  }

  public depend(known: Omit<Dependency, 'index'>): void {
    const { from, to, effect, gate, edge } = known;
    const index = this.dependencyCount++;
    const dependency: Dependency = { index, from, to, effect, ...(gate && { gate }), ...(edge && { edge }) };
    add(this.out, from.index, dependency);
    add(this.in, to.index, dependency);
  }

  public addGate(owner: SystemNode, kind: Gate['kind'], size: number): Gate {
    const gate: Gate = { index: this.gates.length, owner, kind, size };
    this.gates.push(gate);
    return gate;
  }

  /** What a node depends on. Reaches it. */
  public reach(node: SystemNode): readonly Dependency[] {
    if (!this.expanded.has(node)) {
      this.expanded.add(node);
      this.expand(node);
    }
    return this.dependenciesOf(node);
  }

  /** What a node depends on, if it was reached. */
  public dependenciesOf(node: SystemNode): readonly Dependency[] {
    return this.out[node.index] ?? NONE;
  }

  /** What depends on a node, of what was reached. */
  public dependentsOf(node: SystemNode): readonly Dependency[] {
    return this.in[node.index] ?? NONE;
  }

  private expand(node: SystemNode): void {
    const { kind, resource } = node;
    if (this.application === undefined || resource === undefined) return;
    const isWayOut = kind === 'WAY_OUT';
    if (isWayOut) this.depend({ from: node, to: this.nodeOf(resource), effect: 'HARD' });
    const edges = this.edgesOf(resource).filter(({ outbound }) => (outbound === true) === isWayOut);
    const { groups, single } = groupsOf(edges);
    for (const edge of single) this.dependOn(node, edge);
    for (const { kind: gateKind, edges: members } of groups) {
      const targets = new Set(members.map((edge) => this.targetOf(edge)));
      const size = targets.size + (gateKind === 'ALTERNATIVES' ? outsiders(members) : 0);
      const gate = size > 1 ? this.addGate(node, gateKind, size) : undefined;
      for (const edge of members) {
        // A member counts once in its gate, however often it is named.
        if (gate === undefined || targets.delete(this.targetOf(edge))) this.dependOn(node, edge, gate);
      }
    }
    if (!isWayOut) this.limits?.dependOnLimit(node);
  }

  /** The edges of a resource that carry an outage from another one. */
  private edgesOf(resource: Resource): Edge[] {
    return this.application!.outages.dependenciesOf(resource).filter(({ to }) => !isFaultDomain(to));
  }

  private dependOn(from: SystemNode, edge: Edge, gate?: Gate): void {
    this.depend({ from, to: this.targetOf(edge), effect: effectOf(edge), edge, ...(gate && { gate }) });
  }

  /** What opens connections itself is lost to its callers with the way out of its subnet. */
  private targetOf({ from, to, type }: Edge): SystemNode {
    const target = to as Resource;
    const needsWayOut = type === 'CONTAINMENT' && OPENS_CONNECTIONS.has((from as Resource).type);
    return (needsWayOut ? this.wayOutOf(target) : undefined) ?? this.nodeOf(target);
  }

  /** The way out of a subnet; `undefined` where the application says nothing of one. */
  private wayOutOf(subnet: Resource): SystemNode | undefined {
    if (!this.waysOut.has(subnet)) {
      const leadsOut = this.edgesOf(subnet).some(({ outbound }) => outbound === true);
      const name = `the way out of ${this.nodeOf(subnet).name}`;
      this.waysOut.set(subnet, leadsOut ? this.addNode('WAY_OUT', name, subnet) : undefined);
    }
    return this.waysOut.get(subnet);
  }
}

function add(lists: Dependency[][], index: number, dependency: Dependency): void {
  const list = lists[index];
  if (list === undefined) lists[index] = [dependency];
  else list.push(dependency);
}

/** A dead-letter queue takes what has failed already: work goes on without it. */
function effectOf({ to, buffered, criticality }: Edge): Effect {
  if (criticality === 'SOFT' || takesFailures(to as Resource)) return 'SOFT';
  return buffered ? 'BUFFERED' : 'HARD';
}
