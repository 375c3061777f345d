import type { Dependency, SystemNode } from '../system/node';
import type { System } from '../system/system';
import { NONE, STOPPED, TRANSFER } from './impact';
import type { Loss } from './losses';
import { Propagation, type Seed } from './propagation';

/**
 * Journeys that fail alike: what a journey is said to do without is out of the way for it alone. What is found of the
 * loss of one node serves the nodes whose loss comes to the same.
 */
export class Group {
  public readonly propagation: Propagation;
  private readonly within: ReadonlySet<SystemNode>;
  private readonly journeys: readonly SystemNode[];
  private readonly unfelt: readonly number[];
  /** Impacts on the journeys: by the impact on a node, then by the index of the node. */
  private readonly found: readonly Map<number, readonly number[]>[] = TRANSFER.HARD.map(() => new Map());

  /**
   * @param system what is lost from
   * @param places of its journeys among those of the system
   */
  constructor(
    private readonly system: System,
    public readonly places: readonly number[],
  ) {
    const journeys = places.map((place) => system.journeys[place]!);
    this.journeys = journeys.map(({ node }) => node);
    this.within = new Set(journeys.flatMap(({ node, reached }) => [node, ...reached]));
    this.propagation = new Propagation(system, this.within);
    this.unfelt = journeys.map(() => NONE);
  }

  /** What a loss does to the journeys, in their order. */
  public impactsOf(loss: Loss): readonly number[] {
    return this.known(loss) ?? (loss.node === undefined ? this.lose(loss.seeds) : this.loseAlone(loss.node));
  }

  /** What is known already of what a loss does to the journeys. */
  public known({ node }: Loss): readonly number[] | undefined {
    if (node === undefined) return undefined;
    return this.within.has(node) ? this.found[STOPPED]?.get(node.index) : this.unfelt;
  }

  /** Loses some nodes, whatever is known of them. */
  public lose(seeds: readonly Seed[]): readonly number[] {
    this.propagation.lose(seeds.filter(({ node }) => this.within.has(node)));
    return this.journeys.map((node) => this.propagation.impactOn(node));
  }

  /**
   * Where only one other node depends on a node, the journeys feel what that one suffers, so that a long chain costs
   * one simulation for each impact that is handed along it.
   */
  private loseAlone(lost: SystemNode): readonly number[] {
    const way: [impact: number, index: number][] = [];
    let [node, impact]: [SystemNode, number] = [lost, STOPPED];
    let impacts = this.found[impact]?.get(node.index);
    while (impacts === undefined) {
      way.push([impact, node.index]);
      const next = this.onlyDependentOf(node, impact);
      if (next === undefined) impacts = this.carry(node, impact);
      else {
        [node, impact] = next;
        impacts = impact === NONE ? this.unfelt : this.found[impact]?.get(node.index);
      }
    }
    for (const [at, index] of way) this.found[at]?.set(index, impacts);
    return impacts;
  }

  /** The only other node that depends on a node, and what it suffers; `undefined` where there are several, or none. */
  private onlyDependentOf(node: SystemNode, impact: number): [SystemNode, number] | undefined {
    let only: SystemNode | undefined;
    let worst = NONE;
    for (const { from, effect, gate } of this.propagation.dependentsOf(node)) {
      if (from === node) continue;
      if (gate !== undefined || (only !== undefined && only !== from)) return undefined;
      only = from;
      worst = Math.max(worst, TRANSFER[effect][impact] as number);
    }
    return only === undefined ? undefined : [only, worst];
  }

  private carry(node: SystemNode, impact: number): readonly number[] {
    const impacts = this.lose([{ node, impact }]);
    if (impact === STOPPED) for (const { index } of this.stoppedAlong(node)) this.found[STOPPED]?.set(index, impacts);
    return impacts;
  }

  /**
   * What the lost node needs for certain, and nothing that goes on needs, is stopped along with it to the same effect.
   * Each waits for one dependent that goes on, until that is stopped too: no dependency is looked at twice.
   */
  private stoppedAlong(lost: SystemNode): ReadonlySet<SystemNode> {
    const stopped = new Set<SystemNode>([lost]);
    const waiting = new Map<SystemNode, SystemNode[]>();
    /** How many dependents of a node are stopped for certain. */
    const looked = new Map<SystemNode, number>();
    const look = (node: SystemNode): void => {
      const dependents = this.propagation.dependentsOf(node);
      let at = looked.get(node) ?? 0;
      while (at < dependents.length && this.isStopped((dependents[at] as Dependency).from, node, stopped)) at += 1;
      looked.set(node, at);
      const going = dependents[at]?.from;
      if (going === undefined) stopped.add(node);
      else push(waiting, going, node);
    };
    for (const node of stopped) {
      for (const { to, effect, gate } of this.system.dependenciesOf(node)) {
        if (effect !== 'HARD' || gate !== undefined || looked.has(to) || stopped.has(to)) continue;
        if (this.within.has(to)) look(to);
      }
      for (const each of waiting.get(node) ?? []) look(each);
    }
    return stopped;
  }

  /** Whether a dependent of a node does nothing for others without it. */
  private isStopped(from: SystemNode, node: SystemNode, stopped: ReadonlySet<SystemNode>): boolean {
    return from === node || stopped.has(from) || this.propagation.impactOn(from) === STOPPED;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
