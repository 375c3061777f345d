import type { Disruption } from '../../intent/schema/policy';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { UNMODELLED, type Estimator } from './estimate';
import { judge, secondsOf } from './judge';
import type { JourneyRpoRecord, LiftRecord } from './records';
import type { Scenario } from './scenarios';

/** Finds the components that keep the data of journeys. */
export class Stores {
  private readonly all: readonly SystemNode[];
  /** What nodes cannot do without, one behind the other, and where those of each node begin. */
  private readonly targets: Int32Array;
  private readonly begins: Int32Array;
  /** The last journey that reached each node. */
  private readonly reachedBy: Int32Array;
  private round = 0;

  constructor(system: System, components: readonly SystemNode[], estimator: Estimator) {
    this.all = components.filter(({ component }) => estimator.holds(component!) === 'DATA');
    const { nodes } = system;
    const targets: number[] = [];
    this.begins = new Int32Array(nodes.length + 1);
    for (const node of nodes) {
      for (const { to, effect } of system.dependenciesOf(node)) if (effect !== 'SOFT') targets.push(to.index);
      this.begins[node.index + 1] = targets.length;
    }
    this.targets = Int32Array.from(targets);
    this.reachedBy = new Int32Array(nodes.length);
  }

  /** Those that a journey cannot do without, also behind queues. */
  public of({ node: from, excluded }: Journey): SystemNode[] {
    const { targets, begins, reachedBy } = this;
    const round = (this.round += 1);
    const open = [from.index];
    reachedBy[from.index] = round;
    // What is reached already is not entered again.
    for (const { index } of excluded) reachedBy[index] = round;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (let at = begins[node]!; at < begins[node + 1]!; at += 1) {
        const target = targets[at]!;
        if (reachedBy[target] === round) continue;
        reachedBy[target] = round;
        open.push(target);
      }
    }
    for (const { index } of excluded) reachedBy[index] = 0;
    return this.all.filter(({ index }) => reachedBy[index] === round);
  }
}

/** A store, what it loses at worst, and in which scenario. */
interface Loss {
  readonly node: SystemNode;
  readonly loss: number;
  readonly scenario: Scenario;
}

/** How much data of a journey is lost: the most that one of its stores loses, in the worst of the scenarios. */
export function journeyRpo(
  journey: Journey,
  stores: readonly SystemNode[],
  disruption: Disruption,
  scenarios: readonly Scenario[],
): JourneyRpoRecord {
  let worst: Loss | undefined;
  let second = 0;
  const unrecoverable: string[] = [];
  const open = new Map<SystemNode, string>();
  for (const node of stores) {
    const found = worstOf(node, scenarios, open);
    if (found === undefined) continue;
    if (found.loss === Infinity) unrecoverable.push(node.name);
    if (worst === undefined || found.loss > worst.loss) [second, worst] = [worst?.loss ?? 0, found];
    else second = Math.max(second, found.loss);
  }
  const low = worst?.loss ?? 0;
  const isOpen = open.size > 0 && low !== Infinity;
  const estimate = isOpen ? UNMODELLED : secondsOf(low);
  const domain = low > 0 ? worst?.scenario.domain : undefined;
  return {
    ...judge(journey.policy?.[disruption]?.rpo, estimate, low, isOpen ? Infinity : low),
    ...(domain !== undefined && { domain }),
    unrecoverable,
    unmodelled: isOpen ? [...open].map(([{ name }, because]) => ({ name, because })) : [],
    ...(worst !== undefined && low > 0 && { by: worst.node.name }),
    weakest: isOpen || worst === undefined ? [] : liftOf(worst, second, open.size > 0),
  };
}

/** What a store loses at worst; notes where that is not known. */
function worstOf(node: SystemNode, scenarios: readonly Scenario[], open: Map<SystemNode, string>): Loss | undefined {
  let worst: Loss | undefined;
  for (const scenario of scenarios) {
    const rpo = scenario.estimates[node.index]?.rpo;
    if (rpo === undefined) continue;
    if (rpo.seconds === UNMODELLED) {
      open.set(node, rpo.because ?? 'not known');
      continue;
    }
    const loss = rpo.seconds === 'UNRECOVERABLE' ? Infinity : rpo.seconds;
    if (worst === undefined || loss > worst.loss) worst = { node, loss, scenario };
  }
  return worst;
}

/** Only the store that loses most lifts it, down to the one that loses most but for it. */
function liftOf({ node, loss }: Loss, second: number, hasOpen: boolean): LiftRecord[] {
  if (second >= loss) return [];
  const better = hasOpen && second !== Infinity ? UNMODELLED : secondsOf(second);
  const lift = typeof better === 'number' && loss !== Infinity ? loss - better : undefined;
  return [{ name: node.name, estimate: better, ...(lift !== undefined && { lift }) }];
}
