import type { SystemNode } from '../system/node';
import type { HardGraph, Unit } from './hard-graph';
import { finishOf, ownOf, timeThrough, timelineOf, type Hit, type Timeline } from './timeline';

/** What becomes of the time a journey is back if one component were not hit. */
export interface Lift {
  readonly node: SystemNode;
  readonly time: number;
}

export interface Lifts {
  /** Those that are worth something, most first. */
  readonly lifts: readonly Lift[];
  /** Some components could not be looked at: they may lift it too, or more. */
  readonly isBounded: boolean;
}

/** Looks at units that recomputing may cost, for components of alternatives that were not taken. */
const MAX_VISITS = 50_000;

/**
 * For each component: when the journey would be back if it were not hit. Exact, without computing it anew for each.
 *
 * With the alternatives that were taken, the time is that of a longest path, from the journey down to where a recovery
 * begins. If a unit were better, the longest path that avoids it still counts, and the one through it, less its own time.
 * A path that avoids a unit spans it in the order of units, or ends before it: so each dependency offers its longest
 * path to all units that it spans. Only a component below an alternative that was not taken may change what is taken;
 * where its time could make up the difference, it is computed anew, within a bound.
 */
export function liftsOf(graph: HardGraph, hit: Hit, timeline: Timeline): Lifts {
  const { units } = graph;
  const root = units.length - 1;
  const total = timeline.finish[root]!;
  const paths = new Paths(units, hit, timeline);
  const rivals = rivalsOf(units, hit, timeline, paths);
  const lifts: Lift[] = [];
  let visits = 0;
  let isBounded = false;
  for (let at = 0; at <= root; at += 1) {
    const unit = units[at] as Unit;
    const finishWithout = othersOf(unit, timeline.ready[at]!, hit);
    for (const node of unit.nodes) {
      const own = ownOf(node, hit, 0) + hit.deployed[node.index]!;
      if (own === 0) continue;
      const isRival = rivals.units.has(at) && own + hit.release[node.index]! > rivals.slack;
      let time: number;
      if (isRival && visits < MAX_VISITS) {
        visits += units.length;
        time = timelineOf(graph, hit, 0, node).finish[root]!;
      } else {
        isBounded ||= isRival;
        time = paths.without(at, finishWithout(node)) ?? total;
      }
      if (time < total) lifts.push({ node, time });
    }
  }
  return { lifts: lifts.sort((a, b) => a.time - b.time || a.node.index - b.node.index), isBounded };
}

/** When a unit is back if one of its nodes were not hit: when the last of the others is. */
function othersOf(unit: Unit, before: number, hit: Hit): (node: SystemNode) => number {
  let [latest, second] = [before, before];
  let last: SystemNode | undefined;
  for (const node of unit.nodes) {
    const time = finishOf({ ...unit, nodes: [node] }, before, hit, 0);
    if (time > latest) [latest, second, last] = [time, latest, node];
    else second = Math.max(second, time);
  }
  return (node) => (node === last ? second : latest);
}

/** What is waited for, and the time of switching to it; of alternatives the one that was taken. */
interface Need {
  readonly unit: number;
  readonly extra: number;
  /** Only what it waits for counts: it is not hit itself. */
  readonly isAlone: boolean;
}

/** Places on paths, from the journey (the greatest) down: a unit that has to come back, and one that is ready to. */
const before = (unit: number): number => 2 * unit + 1;
const ready = (unit: number): number => 2 * unit;

/** The longest paths down from the journey, with the alternatives that were taken. */
class Paths {
  /** Of each place: the longest path from the journey to it; -1 where none leads there. */
  private readonly up: Float64Array;
  private readonly needs: readonly (readonly Need[])[];
  /** Of each place: the longest path that avoids it. */
  private readonly avoiding: Float64Array;

  constructor(
    private readonly units: readonly Unit[],
    private readonly hit: Hit,
    private readonly timeline: Timeline,
  ) {
    this.up = new Float64Array(2 * units.length).fill(-1);
    this.avoiding = new Float64Array(2 * units.length);
    this.needs = units.map((unit, at) => takenNeeds(unit, at, hit, timeline));
    this.walk();
  }

  public isReached(unit: number): boolean {
    return this.up[ready(unit)] !== -1;
  }

  /** When the journey would be back if a unit were after a time; `undefined` where no path leads through it. */
  public without(unit: number, finish: number): number | undefined {
    const up = this.up[before(unit)]!;
    return up === -1 ? undefined : Math.max(this.avoiding[before(unit)]!, up + finish);
  }

  private walk(): void {
    const { units, up, avoiding, hit, timeline } = this;
    const spans: Span[] = [];
    let ended = 0;
    up[before(units.length - 1)] = 0;
    for (let at = units.length - 1; at >= 0; at -= 1) {
      const unit = units[at] as Unit;
      avoiding[before(at)] = ended;
      const above = up[before(at)]!;
      if (above !== -1) {
        // It may begin because people have decided, whatever it waits for.
        ended = Math.max(ended, above + finishOf(unit, 0, hit, 0));
        up[ready(at)] = Math.max(up[ready(at)]!, above + longestOwn(unit, hit));
      }
      const own = up[ready(at)]!;
      if (own === -1) continue;
      for (const { unit: need, extra, isAlone } of this.needs[at]!) {
        const to = isAlone ? ready(need) : before(need);
        up[to] = Math.max(up[to]!, own + extra);
        ended = Math.max(ended, own + extra);
        const rest = isAlone ? timeline.ready[need]! : timeline.finish[need]!;
        spans.push({ from: to + 1, to: ready(at) - 1, value: own + extra + rest });
      }
    }
    spread(spans, avoiding);
  }
}

function takenNeeds(unit: Unit, at: number, hit: Hit, { taken }: Timeline): readonly Need[] {
  const needs: Need[] = unit.needs.map((need) => ({ unit: need, extra: 0, isAlone: false }));
  unit.choices.forEach((choice, i) => {
    const member = choice.members[taken[at]![i]!];
    if (member === undefined || (choice.outsiders > 0 && hit.outsidersStay)) return;
    needs.push({
      unit: member.unit,
      extra: hit.routingTo(member.node) ?? 0,
      isAlone: hit.isOneHost && choice.hasOthers,
    });
  });
  return needs;
}

function longestOwn({ nodes }: Unit, hit: Hit): number {
  let longest = 0;
  for (const node of nodes) longest = Math.max(longest, ownOf(node, hit, 0));
  return longest;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Raises each place to the greatest value that spans it: greatest first, each place once. */
function spread(spans: Span[], places: Float64Array): void {
  spans.sort((a, b) => b.value - a.value);
  const next = Int32Array.from({ length: places.length + 1 }, (_, i) => i);
  const find = (from: number): number => {
    let end = from;
    while (next[end] !== end) end = next[end]!;
    for (let at = from; at !== end;) {
      const following = next[at]!;
      next[at] = end;
      at = following;
    }
    return end;
  };
  for (const { from, to, value } of spans) {
    for (let at = find(from); at <= to; at = find(at)) {
      places[at] = Math.max(places[at]!, value);
      next[at] = at + 1;
    }
  }
}

/** The alternatives that were not taken, and how far the best of them is behind. */
interface Rivals {
  /** Numbers of all units that they wait for, themselves included. */
  readonly units: ReadonlySet<number>;
  readonly slack: number;
}

function rivalsOf(units: readonly Unit[], hit: Hit, timeline: Timeline, paths: Paths): Rivals {
  const found = new Set<number>();
  let slack = Infinity;
  units.forEach((unit, at) => {
    if (!paths.isReached(at)) return;
    unit.choices.forEach((choice, i) => {
      const chosen = timeline.taken[at]![i]!;
      const member = choice.members[chosen];
      if (member === undefined || (choice.outsiders > 0 && hit.outsidersStay)) return;
      const time = timeThrough(choice, member, hit, 0, timeline);
      if (time === 0) return;
      choice.members.forEach((each, other) => {
        if (other === chosen) return;
        found.add(each.unit);
        const behind = timeThrough(choice, each, hit, 0, timeline) - time;
        // Both for ever: any of what takes for ever may be what is missing.
        slack = Math.min(slack, Number.isNaN(behind) ? 0 : behind);
      });
    });
  });
  for (const at of found) {
    const { needs, choices } = units[at] as Unit;
    for (const need of needs) found.add(need);
    for (const { members } of choices) for (const { unit } of members) found.add(unit);
  }
  return { units: found, slack: slack === Infinity ? Number.MAX_VALUE : slack };
}
