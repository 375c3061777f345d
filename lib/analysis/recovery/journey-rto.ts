import type { Disruption } from '../../intent/schema/policy';
import type { SystemNode } from '../system/node';
import type { Journey } from '../system/journeys';
import { evidenceRecord } from '../place';
import { liftsOf } from './counterfactual';
import { UNMODELLED } from './estimate';
import type { HardGraph, Unit } from './hard-graph';
import { judge, secondsOf } from './judge';
import type { JourneyRtoRecord, LiftRecord, RecoveryStepRecord, UnmodelledRecord } from './records';
import type { Scenario } from './scenarios';
import { ownOf, timelineOf, type Timeline } from './timeline';

/** One scenario for one journey: the least it takes, and the most. Both are the same where all is known. */
interface Outcome {
  readonly scenario: Scenario;
  readonly least: Timeline;
  readonly most: Timeline;
  readonly low: number;
  readonly high: number;
}

/** How long a journey is down: in the worst of the scenarios of a disruption. */
export function journeyRto(
  journey: Journey,
  graph: HardGraph,
  disruption: Disruption,
  scenarios: readonly Scenario[],
): JourneyRtoRecord {
  const outcomes = scenarios.map((scenario) => outcomeOf(graph, scenario));
  const worst = outcomes.reduce((a, b) => (b.low > a.low || (b.low === a.low && b.high > a.high) ? b : a));
  // One that is not known may be worse than the worst of those that are.
  const open = outcomes.reduce((a, b) => (b.high > a.high ? b : a));
  const shown = open.high > worst.high && worst.low !== Infinity ? open : worst;
  const { scenario, least, most } = shown;
  const isKnown = open.high === worst.low;
  const estimate = isKnown || worst.low === Infinity ? secondsOf(worst.low) : UNMODELLED;
  const chosen = chosenUnits(graph, isKnown ? least : most, isKnown ? 0 : Infinity);
  const bounds = boundsOf(chosen, scenario);
  const counted = liftsFor(graph, shown, estimate);
  const routing = estimate === 0 ? undefined : routingOf(chosen, scenario);
  const { domain } = scenario;
  return {
    ...judge(journey.policy?.[disruption]?.rto, estimate, worst.low, open.high),
    ...(domain !== undefined && { domain }),
    unrecoverable: estimate === 'UNRECOVERABLE' ? endless(graph, least, scenario) : [],
    unmodelled: estimate === UNMODELLED ? unmodelledOf(graph, shown) : [],
    ...bounds,
    path: typeof estimate === 'number' ? pathOf(graph, least, scenario) : [],
    ...(routing !== undefined && { routing }),
    ...counted,
  };
}

function outcomeOf(graph: HardGraph, scenario: Scenario): Outcome {
  const root = graph.units.length - 1;
  const least = timelineOf(graph, scenario.hit, 0);
  const low = least.finish[root]!;
  // Nothing is worse than for ever.
  const most = low === Infinity ? least : timelineOf(graph, scenario.hit, Infinity);
  return { scenario, least, most, low, high: most.finish[root]! };
}

/** The units that count, with the alternatives that were taken, and the entries that requests are switched to. */
interface Chosen {
  readonly units: readonly Unit[];
  readonly switchedTo: readonly SystemNode[];
}

function chosenUnits({ units }: HardGraph, timeline: Timeline, openAs: number): Chosen {
  const switchedTo: SystemNode[] = [];
  const found = new Set([units.length - 1]);
  for (const at of found) {
    const { needs, choices } = units[at] as Unit;
    for (const need of needs) found.add(need);
    choices.forEach(({ members }, i) => {
      // All that takes for ever is among what is not known.
      const all = openAs === Infinity && members.every(({ unit }) => timeline.finish[unit] === Infinity);
      for (const member of all ? members : [members[timeline.taken[at]![i]!]]) {
        if (member === undefined) continue;
        found.add(member.unit);
        if (member.node.kind === 'REGIONAL_ENTRY') switchedTo.push(member.node);
      }
    });
  }
  return { units: [...found].map((at) => units[at] as Unit), switchedTo };
}

function boundsOf({ units, switchedTo }: Chosen, { hit }: Scenario): Pick<JourneyRtoRecord, 'maximum' | 'sum'> {
  const times = switchedTo.map((entry) => hit.routingTo(entry));
  let deployed = 0;
  for (const { nodes } of units) {
    for (const node of nodes) {
      const own = hit.isOpen[node.index] === 1 ? undefined : ownOf(node, hit, 0);
      times.push(own === undefined || own === 0 ? own : own + hit.release[node.index]!);
      deployed = Math.max(deployed, hit.deployed[node.index]!);
    }
  }
  times.push(deployed);
  const known = times.flatMap((time) => time ?? []);
  const isOpen = known.length < times.length && !known.includes(Infinity);
  const maximum = known.reduce((most, time) => Math.max(most, time), 0);
  const sum = known.reduce((all, time) => all + time, 0);
  return { maximum: isOpen ? UNMODELLED : secondsOf(maximum), sum: isOpen ? UNMODELLED : secondsOf(sum) };
}

/** The longest way back: from the journey down, always to what is back last; then told from its beginning. */
function pathOf({ units }: HardGraph, timeline: Timeline, { hit }: Scenario): RecoveryStepRecord[] {
  const steps: RecoveryStepRecord[] = [];
  let at: number | undefined = units.length - 1;
  let isAlone = false;
  while (at !== undefined) {
    const unit = units[at] as Unit;
    const ready = timeline.ready[at]!;
    const last = isAlone ? undefined : lastNode(unit, ready, timeline.finish[at]!, hit);
    if (last !== undefined) {
      const release = hit.release[last.index]!;
      const deployed = hit.deployed[last.index]!;
      const begins = deployed > 0 ? release : Math.max(ready, release);
      const step = { name: last.name, begins, ends: deployed > 0 ? deployed : begins + ownOf(last, hit, 0) };
      const isFirst = deployed > 0 || begins > ready;
      steps.push(isFirst && release > 0 ? { ...step, waitsForPeople: true } : step);
      if (isFirst) break;
    }
    if (ready === 0) break;
    const next = lastNeed(unit, at, ready, timeline, hit);
    if (next !== undefined && next.routed > 0)
      steps.push({ name: next.name, begins: ready - next.routed, ends: ready });
    [at, isAlone] = [next?.unit, next?.isAlone ?? false];
  }
  return steps.reverse();
}

function lastNode({ nodes }: Unit, ready: number, finish: number, hit: Scenario['hit']): SystemNode | undefined {
  return nodes.find((node) => {
    const own = ownOf(node, hit, 0);
    if (own > 0) return Math.max(ready, hit.release[node.index]!) + own === finish;
    return finish > ready && hit.deployed[node.index] === finish;
  });
}

function lastNeed(
  { needs, choices }: Unit,
  at: number,
  ready: number,
  timeline: Timeline,
  hit: Scenario['hit'],
): { readonly unit: number; readonly routed: number; readonly isAlone: boolean; readonly name: string } | undefined {
  for (const unit of needs) {
    if (timeline.finish[unit] === ready) return { unit, routed: 0, isAlone: false, name: '' };
  }
  for (const [i, { members, hasOthers, outsiders }] of choices.entries()) {
    const member = members[timeline.taken[at]![i]!];
    if (member === undefined || (outsiders > 0 && hit.outsidersStay)) continue;
    const isAlone = hit.isOneHost && hasOthers;
    const routed = hit.routingTo(member.node) ?? 0;
    const time = (isAlone ? timeline.ready : timeline.finish)[member.unit]! + routed;
    if (time === ready) return { unit: member.unit, routed, isAlone, name: member.node.name };
  }
  return undefined;
}

/** The components that nothing brings back, of those that keep the journey down. */
function endless({ units }: HardGraph, timeline: Timeline, { hit }: Scenario): string[] {
  const names: string[] = [];
  const found = new Set([units.length - 1]);
  for (const at of found) {
    const { nodes, needs, choices } = units[at] as Unit;
    for (const node of nodes) if (ownOf(node, hit, 0) === Infinity) names.push(node.name);
    for (const need of needs) if (timeline.finish[need] === Infinity) found.add(need);
    for (const { members } of choices) {
      if (members.every(({ unit }) => timeline.finish[unit] === Infinity)) {
        for (const { unit } of members) found.add(unit);
      }
    }
  }
  return names;
}

/** What is not known on the shortest way back as on the longest: either could be another one. */
function unmodelledOf(graph: HardGraph, { scenario, least, most }: Outcome): UnmodelledRecord[] {
  const found: UnmodelledRecord[] = [];
  const [shortest, longest] = [chosenUnits(graph, least, 0), chosenUnits(graph, most, Infinity)];
  const units = new Set([...shortest.units, ...longest.units]);
  const switchedTo = new Set([...shortest.switchedTo, ...longest.switchedTo]);
  for (const { nodes } of units) {
    for (const { index, name } of nodes) {
      if (scenario.hit.isOpen[index] !== 1) continue;
      found.push({ name, because: scenario.estimates[index]?.rto.because ?? 'not known' });
    }
  }
  for (const entry of switchedTo) {
    const routing = scenario.routingTo(entry);
    if (routing?.seconds === UNMODELLED) found.push({ name: entry.name, because: routing.because ?? 'not known' });
  }
  return found;
}

function routingOf({ switchedTo }: Chosen, scenario: Scenario): JourneyRtoRecord['routing'] {
  const [routing] = switchedTo.flatMap((entry) => scenario.routingTo(entry) ?? []);
  if (routing === undefined) return undefined;
  return { ...routing, evidence: routing.evidence.map(evidenceRecord) };
}

function liftsFor(
  graph: HardGraph,
  { scenario, least, low, high }: Outcome,
  estimate: JourneyRtoRecord['estimate'],
): Pick<JourneyRtoRecord, 'weakest' | 'isBounded'> {
  if (estimate === 0 || estimate === UNMODELLED) return { weakest: [] };
  const { lifts, isBounded } = liftsOf(graph, scenario.hit, least);
  const weakest = lifts.map(({ node, time }): LiftRecord => {
    const isKnown = low === high && !(low === Infinity && scenario.hit.isOpen.includes(1));
    const better = isKnown ? secondsOf(time) : UNMODELLED;
    const lift = typeof estimate === 'number' && typeof better === 'number' ? estimate - better : undefined;
    return { name: node.name, estimate: better, ...(lift !== undefined && { lift }) };
  });
  return { weakest, ...(isBounded && { isBounded }) };
}
