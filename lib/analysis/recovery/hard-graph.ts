import type { Gate, SystemNode } from '../system/node';
import type { Journey } from '../system/journeys';
import type { System } from '../system/system';

/** Several units of which one has to work, and who asks for them. */
export interface Choice {
  readonly gate: Gate;
  /** By their numbers, and the nodes that they stand for. */
  readonly members: readonly { readonly unit: number; readonly node: SystemNode }[];
  /** Members that are no resources of the application: nothing that is lost here takes them along. */
  readonly outsiders: number;
  /** Members differ, so that the loss of one host hits one of them at most. */
  readonly hasOthers: boolean;
}

/** Nodes that wait for each other, so that they come back together; mostly one alone. */
export interface Unit {
  readonly nodes: readonly SystemNode[];
  /** Numbers of the units that it waits for, each once. */
  readonly needs: readonly number[];
  readonly choices: readonly Choice[];
}

/**
 * What a journey cannot do without, ordered: each unit stands behind all that it waits for, the journey last.
 * Circles are one unit, so there are none between units.
 */
export interface HardGraph {
  readonly units: readonly Unit[];
  /** Unit of a node, by the index of the node; -1 for the others. */
  readonly unitOf: Int32Array;
}

/**
 * Reads the hard dependencies of a journey. Each node and dependency is looked at once (Tarjan, without recursion).
 *
 * @param regionsStandIn whether an entry in another Region stands in; else each Region has to serve its own customers
 */
export function hardGraphOf(system: System, journey: Journey, regionsStandIn = true): HardGraph {
  const { length } = system.nodes;
  const number = new Int32Array(length).fill(-1);
  const low = new Int32Array(length);
  const unitOf = new Int32Array(length).fill(-1);
  const waiting: SystemNode[] = [];
  const found: SystemNode[][] = [];
  let count = 0;
  const begin = (node: SystemNode): Frame => {
    number[node.index] = low[node.index] = count;
    count += 1;
    waiting.push(node);
    return { node, targets: targetsOf(system, journey, node), next: 0 };
  };
  const stack: Frame[] = [begin(journey.node)];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const { node, targets } = frame;
    const target = targets[frame.next];
    if (target !== undefined) {
      frame.next += 1;
      if (number[target.index] === -1) stack.push(begin(target));
      else if (unitOf[target.index] === -1) low[node.index] = Math.min(low[node.index]!, number[target.index]!);
      continue;
    }
    stack.pop();
    const parent = stack.at(-1)?.node;
    if (parent !== undefined) low[parent.index] = Math.min(low[parent.index]!, low[node.index]!);
    if (low[node.index] !== number[node.index]) continue;
    const nodes: SystemNode[] = [];
    for (let each = waiting.pop(); each !== undefined; each = each === node ? undefined : waiting.pop()) {
      unitOf[each.index] = found.length;
      nodes.push(each);
    }
    found.push(nodes);
  }
  return {
    units: found.map((nodes, unit) => unitFrom({ system, journey, regionsStandIn, unitOf }, nodes, unit)),
    unitOf,
  };
}

interface Frame {
  readonly node: SystemNode;
  readonly targets: readonly SystemNode[];
  next: number;
}

function targetsOf(system: System, journey: Journey, node: SystemNode): SystemNode[] {
  const targets: SystemNode[] = [];
  for (const { to, effect } of system.dependenciesOf(node)) {
    if (effect === 'HARD' && !journey.excluded.has(to)) targets.push(to);
  }
  return targets;
}

interface Reading {
  readonly system: System;
  readonly journey: Journey;
  readonly regionsStandIn: boolean;
  readonly unitOf: Int32Array;
}

function unitFrom(
  { system, journey, regionsStandIn, unitOf }: Reading,
  nodes: readonly SystemNode[],
  unit: number,
): Unit {
  const needs = new Set<number>();
  const choices: Choice[] = [];
  for (const node of nodes) {
    const groups = new Map<Gate, SystemNode[]>();
    const counts = new Map<Gate, number>();
    for (const { to, effect, gate } of system.dependenciesOf(node)) {
      if (gate !== undefined) counts.set(gate, (counts.get(gate) ?? 0) + 1);
      if (effect !== 'HARD' || journey.excluded.has(to)) continue;
      if (gate?.kind !== 'ALTERNATIVES' || (to.kind === 'REGIONAL_ENTRY' && !regionsStandIn)) {
        if (unitOf[to.index] !== unit) needs.add(unitOf[to.index]!);
        continue;
      }
      const group = groups.get(gate);
      if (group === undefined) groups.set(gate, [to]);
      else group.push(to);
    }
    for (const [gate, members] of groups) {
      // A member of the same circle comes back together with who asks for it.
      if (members.some((member) => unitOf[member.index] === unit)) continue;
      choices.push({
        gate,
        members: members.map((member) => ({ unit: unitOf[member.index]!, node: member })),
        outsiders: gate.size - (counts.get(gate) as number),
        hasOthers: gate.size > (counts.get(gate) as number) || new Set(members).size > 1,
      });
    }
  }
  return { nodes, needs: [...needs], choices };
}
