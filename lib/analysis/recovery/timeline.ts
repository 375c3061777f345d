import type { SystemNode } from '../system/node';
import type { Choice, HardGraph, Unit } from './hard-graph';

/** What one disruption does: which components are hit, and how they come back. Arrays are by the index of a node. */
export interface Hit {
  /** How long each takes to come back once it can begin; `Infinity` where nothing brings it back. 0: not hit. */
  readonly own: Float64Array;
  /** When people can begin with it; 0 where none are needed. */
  readonly release: Float64Array;
  /** When a deployment that many share has brought it back; 0 where it needs none. */
  readonly deployed: Float64Array;
  /** 1 where nothing says how long it takes; its `own` is 0 then. */
  readonly isOpen: Uint8Array;
  /** Time until requests are led to an entry in another Region; `undefined` where nothing says. 0 where none is needed. */
  readonly routingTo: (entry: SystemNode) => number | undefined;
  /** One host is lost, so that of several alternatives at most one is hit itself. */
  readonly isOneHost: boolean;
  /** Alternatives that are no resources of the application are not hit. */
  readonly outsidersStay: boolean;
}

interface Times {
  /** When each unit is back, in seconds from the disruption. */
  readonly finish: Float64Array;
  /** When all that a unit waits for is back. */
  readonly ready: Float64Array;
}

/** How a journey comes back. */
export interface Timeline extends Times {
  /** The member taken of each choice of a unit. */
  readonly taken: readonly (readonly number[])[];
}

/**
 * When everything is back: a component begins when all that it needs is back and, where people bring it back, when
 * they have decided; a deployment brings back many at once. Of alternatives the first that is back counts. One pass, as units stand in order.
 *
 * @param openAs what is taken for a time that nothing says: 0 gives the least, `Infinity` the most
 * @param perfect a node that is taken as if it were not hit
 */
export function timelineOf(graph: HardGraph, hit: Hit, openAs: number, perfect?: SystemNode): Timeline {
  const { units } = graph;
  const finish = new Float64Array(units.length);
  const ready = new Float64Array(units.length);
  const taken: number[][] = [];
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] as Unit;
    let before = 0;
    for (const need of unit.needs) before = Math.max(before, finish[need]!);
    const choices: number[] = [];
    for (const choice of unit.choices) {
      const [time, member] = soonest(choice, hit, openAs, { finish, ready });
      before = Math.max(before, time);
      choices.push(member);
    }
    taken.push(choices);
    ready[at] = before;
    finish[at] = finishOf(unit, before, hit, openAs, perfect);
  }
  return { finish, ready, taken };
}

/** When a unit is back, if what it needs is back at a time. */
export function finishOf(unit: Unit, before: number, hit: Hit, openAs: number, perfect?: SystemNode): number {
  let finish = before;
  for (const node of unit.nodes) {
    if (node === perfect) continue;
    const own = ownOf(node, hit, openAs);
    if (own > 0) finish = Math.max(finish, Math.max(before, hit.release[node.index]!) + own);
    finish = Math.max(finish, hit.deployed[node.index]!);
  }
  return finish;
}

/** How long a node takes by itself. */
export function ownOf({ index }: SystemNode, { own, isOpen }: Hit, openAs: number): number {
  return isOpen[index] === 1 ? openAs : own[index]!;
}

/** When the first of some alternatives is back, and which. */
function soonest(choice: Choice, hit: Hit, openAs: number, times: Times): [time: number, member: number] {
  let best: [number, number] = [Infinity, 0];
  choice.members.forEach((member, i) => {
    const time = timeThrough(choice, member, hit, openAs, times);
    if (time < best[0]) best = [time, i];
  });
  return choice.outsiders > 0 && hit.outsidersStay ? [0, best[1]] : best;
}

/** When one of some alternatives is back, the switch to it included. */
export function timeThrough(
  { hasOthers }: Choice,
  { unit, node }: Choice['members'][number],
  hit: Hit,
  openAs: number,
  { finish, ready }: Times,
): number {
  // The others have hosts of their own.
  const time = hit.isOneHost && hasOthers ? ready[unit]! : finish[unit]!;
  return time + (hit.routingTo(node) ?? openAs);
}
