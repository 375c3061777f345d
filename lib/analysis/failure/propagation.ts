import type { Dependency, Gate, SystemNode } from '../system/node';
import type { System } from '../system/system';
import { DEGRADED, INTERRUPTED, NONE, STOPPED, TRANSFER } from './impact';

/** Something that is lost, and what becomes of it at once. */
export interface Seed {
  readonly node: SystemNode;
  /** An impact, by number. */
  readonly impact: number;
}

const NOBODY: readonly Dependency[] = [];

/** Levels an impact can have; counters of gates are kept for each. */
const LEVELS = STOPPED + 1;

/**
 * Carries losses to what depends on what is lost. Impacts only grow, and each node is looked at again only when its
 * own grew, so one loss costs at most a few visits of each dependency above it, circles included. Things fail because
 * something they need failed, never by themselves: a circle of healthy parts stays healthy.
 *
 * One object serves many losses, one after the other.
 */
export class Propagation {
  /** Visits of dependencies since the beginning. */
  public steps = 0;

  private readonly impacts: Uint8Array;
  /** The dependency that brought each node its impact. */
  private readonly causes: (Dependency | undefined)[];
  /** Members of each gate that suffer at least an impact. */
  private readonly members: Int32Array;
  /** What each dependency has handed to its gate. */
  private readonly handed: Uint8Array;
  private touchedNodes: SystemNode[] = [];
  private touchedGates: number[] = [];
  /** How gates answer to the loss of some members, by gate. */
  private readonly onPartialLoss: Uint8Array;

  /** By node; only what lies within. */
  private readonly dependents: readonly (readonly Dependency[])[];

  /**
   * @param system what is lost from
   * @param within what matters: nothing else suffers or hands on
   */
  constructor(system: System, within: ReadonlySet<SystemNode>) {
    this.dependents = system.nodes.map((node) =>
      within.has(node) ? system.dependentsOf(node).filter(({ from }) => within.has(from)) : NOBODY,
    );
    this.impacts = new Uint8Array(system.nodes.length);
    this.causes = new Array<Dependency | undefined>(system.nodes.length);
    this.handed = new Uint8Array(system.dependencyCount);
    this.members = new Int32Array(system.gates.length * LEVELS);
    this.onPartialLoss = Uint8Array.from(system.gates, ({ kind, owner }) => {
      if (kind === 'WAYS') return DEGRADED;
      const isSwitch = owner.kind === 'JOURNEY' || owner.component?.redundancy === 'FAILOVER';
      return isSwitch ? INTERRUPTED : NONE;
    });
  }

  /** Loses something; what was lost before is whole again. */
  public lose(seeds: readonly Seed[]): void {
    this.reset();
    const queue: SystemNode[] = [];
    for (const { node, impact } of seeds) this.raise(node, impact, undefined, queue);
    // Nodes wait in the order in which their impact grew.
    for (let next = 0; next < queue.length; next += 1) this.handOn(queue[next] as SystemNode, queue);
  }

  /** What the last loss does to a node, by number. */
  public impactOn(node: SystemNode): number {
    return this.impacts[node.index] as number;
  }

  /** What depends on a node, of what lies within. */
  public dependentsOf(node: SystemNode): readonly Dependency[] {
    return this.dependents[node.index] as readonly Dependency[];
  }

  /** What the last loss reaches, in the order in which it does. */
  public get reached(): readonly SystemNode[] {
    return this.touchedNodes;
  }

  /** The way from a node down to what was lost, along the dependencies that brought it its impact. */
  public wayTo(node: SystemNode): SystemNode[] {
    const way = new Set<SystemNode>();
    for (let at: SystemNode | undefined = node; at !== undefined && !way.has(at); at = this.causes[at.index]?.to) {
      way.add(at);
    }
    return [...way];
  }

  private handOn(node: SystemNode, queue: SystemNode[]): void {
    const own = this.impactOn(node);
    for (const dependency of this.dependentsOf(node)) {
      this.steps += 1;
      const { from, effect, gate } = dependency;
      const handed = TRANSFER[effect][own] as number;
      const impact = gate === undefined ? handed : this.throughGate(dependency, gate, handed);
      this.raise(from, impact, dependency, queue);
    }
  }

  /** What the owner of a gate suffers when one of the members does; each member counts once at each level. */
  private throughGate({ index }: Dependency, gate: Gate, handed: number): number {
    const at = gate.index * LEVELS;
    if (this.members[at + DEGRADED] === 0 && handed > NONE) this.touchedGates.push(gate.index);
    for (let level = (this.handed[index] as number) + 1; level <= handed; level += 1) {
      this.members[at + level] = (this.members[at + level] as number) + 1;
      this.handed[index] = level;
    }
    let all = STOPPED;
    while (all > NONE && (this.members[at + all] as number) < gate.size) all -= 1;
    const felt = gate.kind === 'WAYS' ? DEGRADED : INTERRUPTED;
    const isFelt = (this.members[at + felt] as number) > 0;
    return Math.max(all, isFelt ? (this.onPartialLoss[gate.index] as number) : NONE);
  }

  private raise(node: SystemNode, impact: number, cause: Dependency | undefined, queue: SystemNode[]): void {
    const before = this.impactOn(node);
    if (impact <= before) return;
    if (before === NONE) this.touchedNodes.push(node);
    this.impacts[node.index] = impact;
    this.causes[node.index] = cause;
    queue.push(node);
  }

  private reset(): void {
    for (const node of this.touchedNodes) {
      this.impacts[node.index] = NONE;
      this.causes[node.index] = undefined;
      for (const { index } of this.dependentsOf(node)) this.handed[index] = NONE;
    }
    for (const gate of this.touchedGates) this.members.fill(0, gate * LEVELS, (gate + 1) * LEVELS);
    this.touchedNodes = [];
    this.touchedGates = [];
  }
}
