import type { Journey } from '../system/journeys';
import type { Dependency, SystemNode } from '../system/node';
import type { System } from '../system/system';

/** Steps that a way is told with; a longer one begins nearer to its end. */
const MAX_STEPS = 12;

/** Why a journey needs something: the shortest way along what it fails with. */
export class Ways {
  private readonly cameBy = new Map<SystemNode, Dependency>();

  constructor(system: System, journey: Journey) {
    const reached = new Set([journey.node]);
    // A set goes on with what is added to it on the way, so this is breadth first.
    for (const node of reached) {
      for (const dependency of system.dependenciesOf(node)) {
        const { to, effect } = dependency;
        if (effect !== 'HARD' || reached.has(to) || journey.excluded.has(to)) continue;
        reached.add(to);
        this.cameBy.set(to, dependency);
      }
    }
  }

  /** The dependencies from the journey to a node, nearest to the node last; none where it is not needed for certain. */
  public to(node: SystemNode): Dependency[] {
    const way: Dependency[] = [];
    for (let at = this.cameBy.get(node); at !== undefined && way.length < MAX_STEPS; at = this.cameBy.get(at.from)) {
      way.unshift(at);
    }
    return way;
  }
}
