import type { Effect } from '../failure/impact';
import type { Journey } from '../system/journeys';
import type { Dependency, SystemNode } from '../system/node';
import type { System } from '../system/system';
import { LINK_MODES, type LinkMode } from './records';

/** How the requests of a journey come to a node. */
export interface Flow {
  readonly mode: LinkMode;
  readonly isEveryRequest: boolean;
}

/** Of an effect: its place in `LINK_MODES`. */
const MODE_OF: Readonly<Record<Effect, number>> = { HARD: 0, BUFFERED: 1, SOFT: 2 };

/** The flows, nearest first: their places are ranks, twice the mode, and one more for a share. */
export const FLOWS: readonly Flow[] = LINK_MODES.flatMap((mode) => [
  { mode, isEveryRequest: true },
  { mode, isEveryRequest: false },
]);

const UNREACHED = -1;

/**
 * Follows the requests of a journey to all that it reaches, by the nearest way: one on which the customer waits before
 * one behind a queue, one that each request takes before one of several. Each node and dependency is met once.
 *
 * @param isShared whether other journeys come to a node too: what a program calls for one, it may not call for another
 * @returns how they come to a node: its place in `FLOWS`, -1 where they do not
 */
export function flowsOf(
  system: System,
  { node: start, excluded }: Journey,
  isShared: (node: SystemNode) => boolean,
): (node: SystemNode) => number {
  const ranks = new Int8Array(system.nodes.length).fill(UNREACHED);
  const buckets: SystemNode[][] = FLOWS.map(() => []);
  const hasExcluded = excluded.size > 0;
  buckets[0]?.push(start);
  for (let rank = 0; rank < buckets.length; rank += 1) {
    // A list goes on with what is added to it on the way.
    for (const node of buckets[rank] as SystemNode[]) {
      if (ranks[node.index] !== UNREACHED) continue;
      ranks[node.index] = rank;
      const isFork = isShared(node) && node.component?.role === 'COMPUTE';
      for (const dependency of system.dependenciesOf(node)) {
        const { to } = dependency;
        if (ranks[to.index] !== UNREACHED || (hasExcluded && excluded.has(to))) continue;
        buckets[rankThrough(dependency, rank, isFork)]?.push(to);
      }
    }
  }
  return ({ index }) => ranks[index] ?? UNREACHED;
}

/** Mode and share are worse of the two: a share of what waits in a queue is both. */
function rankThrough({ effect, gate }: Dependency, rank: number, isFork: boolean): number {
  const mode = Math.max(rank >> 1, MODE_OF[effect]);
  // Nobody says how often something optional is called.
  const isShare = (rank & 1) === 1 || isFork || (gate !== undefined && gate.size > 1) || effect === 'SOFT';
  return 2 * mode + (isShare ? 1 : 0);
}
