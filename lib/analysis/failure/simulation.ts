import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { Group } from './group';
import { NONE } from './impact';
import { lossesOf, type Loss } from './losses';

/** What one loss does to the journeys. */
export interface Outcome {
  readonly loss: Loss;
  /** Impacts by number, in the order of the journeys. */
  readonly impacts: readonly number[];
  /** Components whose zones nobody knows, so that they may suffer more: for the loss of a zone. */
  readonly unsure: readonly SystemNode[];
}

/** Visits of dependencies that the simulation of an application may take; no real application comes near. */
const MAX_STEPS = 5_000_000;

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
  const ways = system.journeys.map((journey, place) => {
    const group = simulator.groups.find(({ places }) => places.includes(place));
    return group === undefined || group.propagation.impactOn(journey.node) === NONE
      ? []
      : group.propagation.wayTo(journey.node);
  });
  return { outcome, suffering, ways };
}

class Simulator {
  public readonly groups: readonly Group[];

  constructor(private readonly system: System) {
    this.groups = groupsOf(system);
  }

  public run(): Simulation {
    const outcomes: Outcome[] = [];
    const leftOut: Loss[] = [];
    for (const loss of lossesOf(this.system)) {
      const isTooMuch = this.groups.reduce((sum, { propagation }) => sum + propagation.steps, 0) > MAX_STEPS;
      const outcome = isTooMuch ? this.recall(loss) : this.outcomeOf(loss, (group) => group.impactsOf(loss));
      if (outcome === undefined) leftOut.push(loss);
      else outcomes.push(outcome);
    }
    return { outcomes, leftOut };
  }

  /** Loses something as it is, so that the groups can tell what suffers on the way. */
  public simulate(loss: Loss): Outcome {
    return this.outcomeOf(loss, (group) => group.lose(loss.seeds));
  }

  /** What is known of a loss without simulating it. */
  private recall(loss: Loss): Outcome | undefined {
    const known = new Map(this.groups.map((group) => [group, group.known(loss)]));
    if ([...known.values()].includes(undefined)) return undefined;
    return this.outcomeOf(loss, (group) => known.get(group) as readonly number[]);
  }

  private outcomeOf(loss: Loss, impactsOn: (group: Group) => readonly number[]): Outcome {
    const { unsure = [] } = loss;
    const [first, ...others] = this.groups;
    if (first === undefined || others.length === 0) {
      return { loss, impacts: first === undefined ? [] : impactsOn(first), unsure };
    }
    const impacts = new Array<number>(this.system.journeys.length).fill(NONE);
    for (const group of this.groups) {
      const own = impactsOn(group);
      group.places.forEach((place, i) => (impacts[place] = own[i] as number));
    }
    return { loss, impacts, unsure };
  }
}

/** Journeys without exclusions are simulated together, the others each on their own. */
function groupsOf(system: System): Group[] {
  const plain: number[] = [];
  const others: number[] = [];
  system.journeys.forEach(({ excluded }, place) => (excluded.size === 0 ? plain : others).push(place));
  return [...(plain.length > 0 ? [plain] : []), ...others.map((place) => [place])].map(
    (places) => new Group(system, places),
  );
}

/** Whether a loss does anything to any journey. */
export function isFelt({ impacts }: Outcome): boolean {
  return impacts.some((impact) => impact > NONE);
}
