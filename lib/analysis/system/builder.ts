import { carriesOutage } from '../../model/edges/matching';
import type { Application } from '../../model/application';
import { isFaultDomain, type Edge } from '../../model/graph/graph';
import type { Resource } from '../../model/resource';
import { OPENS_CONNECTIONS } from '../components';
import type { Effect } from '../failure/impact';
import { takesFailures } from './dead-letters';
import { groupsOf, outsiders } from './gates';
import { SystemNode, type Dependency, type Gate, type NodeKind } from './node';

/** What a system is made of, while it is put together. */
export class SystemBuilder {
  public readonly nodes: SystemNode[] = [];
  public readonly gates: Gate[] = [];
  /** By the index of the node that depends. */
  public readonly out: Dependency[][] = [];
  /** By the index of the node that is depended on. */
  public readonly in: Dependency[][] = [];
  public dependencyCount = 0;

  /** By the ordinal of the resource. */
  private readonly byResource: SystemNode[] = [];
  private readonly waysOut = new Map<Resource, SystemNode>();
  private readonly deadLetters = new Map<Resource, boolean>();

  /** Adds the resources of an application, and who depends on whom. */
  public addResources(application: Application): void {
    for (const resource of application.allResources) {
      const name = resource.constructPath ?? resource.key;
      this.byResource[resource.ordinal] = this.addNode('RESOURCE', name, resource);
    }
    const edges = application.graph.edges.filter(({ type, from, to }) => {
      return carriesOutage(type) && !isFaultDomain(from) && !isFaultDomain(to);
    });
    for (const { outbound, from } of edges) if (outbound === true) this.wayOutOf(from as Resource);
    this.addEdges(edges);
  }

  public nodeOf(resource: Resource): SystemNode {
    return this.byResource[resource.ordinal] as SystemNode;
  }

  public addNode(kind: NodeKind, name: string, resource?: Resource, region?: string): SystemNode {
    const node = new SystemNode(this.nodes.length, kind, name, resource, region);
    this.nodes.push(node);
    this.out.push([]);
    this.in.push([]);
    return node;
  }

  public depend(known: Omit<Dependency, 'index'>): void {
    const dependency: Dependency = { ...known, index: this.dependencyCount };
    this.dependencyCount += 1;
    (this.out[dependency.from.index] as Dependency[]).push(dependency);
    (this.in[dependency.to.index] as Dependency[]).push(dependency);
  }

  public addGate(owner: SystemNode, kind: Gate['kind'], size: number): Gate {
    const gate: Gate = { index: this.gates.length, owner, kind, size };
    this.gates.push(gate);
    return gate;
  }

  private addEdges(edges: readonly Edge[]): void {
    const byNode = new Map<SystemNode, Edge[]>();
    for (const edge of edges) {
      const from = edge.outbound === true ? this.wayOutOf(edge.from as Resource) : this.nodeOf(edge.from as Resource);
      const own = byNode.get(from);
      if (own === undefined) byNode.set(from, [edge]);
      else own.push(edge);
    }
    for (const [from, own] of byNode) {
      const { groups, single } = groupsOf(own);
      for (const edge of single) this.dependOn(from, edge);
      for (const { kind, edges: members } of groups) {
        const targets = new Set(members.map((edge) => this.targetOf(edge)));
        const size = targets.size + (kind === 'ALTERNATIVES' ? outsiders(members) : 0);
        const gate = size > 1 ? this.addGate(from, kind, size) : undefined;
        for (const edge of members) {
          // A member counts once in its gate, however often it is named.
          if (gate === undefined || targets.delete(this.targetOf(edge))) this.dependOn(from, edge, gate);
        }
      }
    }
  }

  private dependOn(from: SystemNode, edge: Edge, gate?: Gate): void {
    this.depend({ from, to: this.targetOf(edge), effect: this.effectOf(edge), edge, ...(gate && { gate }) });
  }

  private effectOf({ to, buffered, criticality }: Edge): Effect {
    if (criticality === 'SOFT' || this.takesFailures(to as Resource)) return 'SOFT';
    return buffered ? 'BUFFERED' : 'HARD';
  }

  private takesFailures(resource: Resource): boolean {
    let known = this.deadLetters.get(resource);
    if (known === undefined) this.deadLetters.set(resource, (known = takesFailures(resource)));
    return known;
  }

  /** What opens connections itself is lost to its callers with the way out of its subnet. */
  private targetOf({ from, to, type }: Edge): SystemNode {
    const target = to as Resource;
    const needsWayOut = type === 'CONTAINMENT' && OPENS_CONNECTIONS.has((from as Resource).type);
    return (needsWayOut ? this.waysOut.get(target) : undefined) ?? this.nodeOf(target);
  }

  private wayOutOf(subnet: Resource): SystemNode {
    let node = this.waysOut.get(subnet);
    if (node === undefined) {
      const inside = this.nodeOf(subnet);
      node = this.addNode('WAY_OUT', `the way out of ${inside.name}`, subnet);
      this.waysOut.set(subnet, node);
      this.depend({ from: node, to: inside, effect: 'HARD' });
    }
    return node;
  }
}
