import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { NONE, STOPPED } from './impact';
import { lossesOf, type Loss } from './losses';
import { Propagation } from './propagation';

/** What one loss does to the journeys. */
export interface Outcome {
  readonly loss: Loss;
  /** Impacts by number, in the order of the journeys. */
  readonly impacts: readonly number[];
  /** Stopped with it: losing this alone does the same to every journey. Absent where the loss itself was carried on. */
  readonly like?: SystemNode;
  /** Components whose zones nobody knows, so that they may suffer more: for the loss of a zone. */
  readonly unsure: readonly SystemNode[];
}

/** Visits of dependencies that the simulation of an application may take; no real application comes near. */
export const MAX_STEPS = 40_000_000;

/** What happens to the journeys of an application, whatever is lost: each component, zone, Region and third party. */
export interface Simulation {
  readonly outcomes: readonly Outcome[];
  /** Losses that were left out, as their simulation would have taken too long. */
  readonly leftOut: readonly Loss[];
}

/** Loses everything there is, one after the other. */
export function simulate(system: System): Simulation {
  return new Simulator(system).run();
}

/** One loss, and everything that feels it. */
export interface Episode {
  readonly outcome: Outcome;
  /** What suffers, in the order in which it does, with its impact by number. */
  readonly suffering: ReadonlyMap<SystemNode, number>;
  /** The way from each journey that suffers down to what was lost, in the order of the journeys. */
  readonly ways: readonly (readonly SystemNode[])[];
}

/** Loses one thing. */
export function simulateOne(system: System, loss: Loss): Episode {
  const simulator = new Simulator(system);
  const outcome = simulator.simulate(loss);
  const suffering = new Map<SystemNode, number>();
  for (const { propagation } of simulator.groups) {
    for (const node of propagation.reached) {
      suffering.set(node, Math.max(suffering.get(node) ?? NONE, propagation.impactOn(node)));
    }
  }
  const ways = system.journeys.map((journey) => {
    const group = simulator.groups.find(({ journeys }) => journeys.includes(journey));
    return group === undefined || group.propagation.impactOn(journey.node) === NONE
      ? []
      : group.propagation.wayTo(journey.node);
  });
  return { outcome, suffering, ways };
}

/** The journeys that fail alike: what a journey is said to do without is out of the way for it alone. */
interface Group {
  readonly journeys: readonly Journey[];
  readonly within: ReadonlySet<SystemNode>;
  readonly propagation: Propagation;
}

class Simulator {
  public readonly groups: readonly Group[];
  private readonly outcomes = new Map<Loss, Outcome>();
  private readonly byNode = new Map<SystemNode, Loss>();

  constructor(private readonly system: System) {
    this.groups = groupsOf(system);
  }

  public run(): Simulation {
    const losses = lossesOf(this.system);
    for (const loss of losses) if (loss.node !== undefined) this.byNode.set(loss.node, loss);
    const leftOut: Loss[] = [];
    for (const loss of losses) {
      if (this.outcomes.has(loss)) continue;
      if (this.groups.some(({ propagation }) => propagation.steps > MAX_STEPS)) leftOut.push(loss);
      else this.simulate(loss);
    }
    return { outcomes: losses.flatMap((loss) => this.outcomes.get(loss) ?? []), leftOut };
  }

  public simulate(loss: Loss): Outcome {
    const { journeys } = this.system;
    const impacts = new Map<Journey, number>();
    for (const group of this.groups) {
      group.propagation.lose(loss.seeds.filter(({ node }) => group.within.has(node)));
      for (const journey of group.journeys) impacts.set(journey, group.propagation.impactOn(journey.node));
    }
    const outcome = {
      loss,
      impacts: journeys.map((journey) => impacts.get(journey) as number),
      unsure: loss.unsure ?? [],
    };
    this.outcomes.set(loss, outcome);
    const [group, ...others] = this.groups;
    if (loss.node !== undefined && group !== undefined && others.length === 0) this.absorb(loss.node, outcome, group);
    return outcome;
  }

  /**
   * What the lost node needs for certain, and nothing that goes on needs, is stopped along with it to the same effect.
   * This makes chains and circles of any length cost one simulation.
   */
  private absorb(lost: SystemNode, outcome: Outcome, { propagation, within }: Group): void {
    const stopped = new Set<SystemNode>([lost]);
    for (const node of stopped) {
      for (const { to, effect, gate } of this.system.dependenciesOf(node)) {
        if (effect !== 'HARD' || gate !== undefined || stopped.has(to) || !within.has(to)) continue;
        const isAlone = propagation.dependentsOf(to).every(({ from }) => {
          return stopped.has(from) || propagation.impactOn(from) === STOPPED;
        });
        if (!isAlone) continue;
        stopped.add(to);
        const loss = this.byNode.get(to);
        if (loss !== undefined && !this.outcomes.has(loss)) this.outcomes.set(loss, { ...outcome, loss, like: lost });
      }
    }
  }
}

/** Journeys without exclusions are simulated together, the others each on their own. */
function groupsOf(system: System): Group[] {
  const plain = system.journeys.filter(({ excluded }) => excluded.size === 0);
  const others = system.journeys.filter(({ excluded }) => excluded.size > 0);
  return [...(plain.length > 0 ? [plain] : []), ...others.map((journey) => [journey])].map((journeys) => {
    const within = new Set(journeys.flatMap(({ node, reached }) => [node, ...reached]));
    return { journeys, within, propagation: new Propagation(system, within) };
  });
}

/** Whether a loss does anything to any journey. */
export function isFelt({ impacts }: Outcome): boolean {
  return impacts.some((impact) => impact > NONE);
}
