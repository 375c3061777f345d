import type { DeclaredPolicy } from '../../intent/schema/policy';
import type { Gate, SystemNode } from '../system/node';
import type { Journey } from '../system/journeys';
import type { System } from '../system/system';
import { promiseOf, promiseOfExternal, type Promise } from './promises';
import type { AvailabilityLiftRecord, AvailabilityRecord, AvailabilityTermRecord, UnmodelledRecord } from './records';

/** Dependencies that may be looked at for one journey; beyond, the rest of its alternatives is not known. */
const MAX_STEPS = 200_000;
/** Alternatives within alternatives. */
const MAX_DEPTH = 8;

/** A promise that counts once, and what stands behind it. */
interface Term {
  readonly key: string;
  readonly nodes: Set<SystemNode>;
  /** 0 to 1. */
  readonly value: number;
  readonly record: Omit<AvailabilityTermRecord, 'components'>;
}

/** Alternatives of which one is enough. */
interface Alternatives {
  readonly members: readonly (readonly Term[])[];
}

/** What a node needs to work: all of the terms, and one member of each of the alternatives. */
interface Needs {
  readonly terms: Map<string, Term>;
  readonly alternatives: Map<string, Alternatives>;
  readonly missing: Map<SystemNode, string>;
}

/** Multiplies what is promised for what journeys cannot do without. */
export class Availability {
  private readonly promises = new Map<SystemNode, Promise>();
  private readonly external = new Map<string, number | undefined>();
  private steps = 0;
  private isBounded = false;

  constructor(private readonly system: System) {
    for (const { data } of system.application.intent.externalDependencies) {
      const before = this.external.get(data.name);
      const least = before === undefined ? data.availability : Math.min(before, data.availability ?? before);
      this.external.set(data.name, least);
    }
  }

  public of(journey: Journey): AvailabilityRecord {
    this.steps = 0;
    this.isBounded = false;
    const needs = this.needsOf(journey.node, journey.excluded, new Set(), 0);
    const factors = [
      ...[...needs.terms.values()].map((term) => ({ value: term.value, record: recordOf(term), without: [1] })),
      ...[...needs.alternatives.values()].map(factorOf),
    ];
    const product = factors.reduce((all, { value }) => all * value, 1);
    const unmodelled: UnmodelledRecord[] = [...needs.missing].map(([{ name }, because]) => ({ name, because }));
    if (this.isBounded) unmodelled.push({ name: journey.name, because: 'it has too many alternatives to tell apart' });
    const target = journey.policy?.availability;
    return {
      label: 'SLA-derived estimate',
      verdict: verdictOf(product, unmodelled.length > 0, journey.policy),
      estimate: unmodelled.length > 0 ? 'UNMODELLED' : percent(product),
      ...(unmodelled.length > 0 && { upperBound: percent(product) }),
      ...(target !== undefined && { target }),
      terms: factors.map(({ record }) => record),
      unmodelled,
      weakest: liftsOf(factors, product),
      notes: this.notes(journey),
    };
  }

  private notes(journey: Journey): string[] {
    const notes = [
      'AWS promises refunds, not uptime: what is measured may be better or worse.',
      'How often a zone or Region is lost is not public, so it is in no term.',
    ];
    if (this.system.dependenciesOf(journey.node).some(({ to }) => to.kind === 'REGIONAL_ENTRY')) {
      notes.push(
        'The better Region counts alone: switching takes its RTO for each outage, and how often is not public.',
      );
    }
    return notes;
  }

  /** What a node cannot do without, alternatives apart. */
  private needsOf(from: SystemNode, excluded: ReadonlySet<SystemNode>, open: ReadonlySet<Gate>, depth: number): Needs {
    const needs: Needs = { terms: new Map(), alternatives: new Map(), missing: new Map() };
    const gates = new Map<Gate, SystemNode[]>();
    const reached = new Set([from]);
    for (const node of reached) {
      this.add(node, needs);
      for (const { to, effect, gate } of this.system.dependenciesOf(node)) {
        this.steps += 1;
        if (effect !== 'HARD' || excluded.has(to)) continue;
        if (gate?.kind !== 'ALTERNATIVES') reached.add(to);
        else if (!open.has(gate)) {
          const members = gates.get(gate);
          if (members === undefined) gates.set(gate, [to]);
          else members.push(to);
        }
      }
    }
    for (const [gate, members] of gates) this.addGate(gate, members, { needs, excluded, open, depth });
    return needs;
  }

  private addGate(
    gate: Gate,
    members: readonly SystemNode[],
    at: {
      readonly needs: Needs;
      readonly excluded: ReadonlySet<SystemNode>;
      readonly open: ReadonlySet<Gate>;
      readonly depth: number;
    },
  ): void {
    const { needs, excluded, depth } = at;
    if (this.steps > MAX_STEPS || depth >= MAX_DEPTH) {
      this.isBounded = true;
      return;
    }
    const open = new Set([...at.open, gate]);
    const all = members.map((member) => this.needsOf(member, excluded, open, depth + 1));
    if (gate.owner.kind === 'JOURNEY') {
      // Active and standby: no share of the time in which both fail is known.
      const [best] = [...all].sort((a, b) => a.missing.size - b.missing.size || valueOf(b) - valueOf(a));
      if (best !== undefined) merge(needs, best);
      return;
    }
    shareNeeds(needs, all);
    const own = all.map(({ terms }) => [...terms.values()].filter(({ key }) => !needs.terms.has(key)));
    // Nothing of its own is needed for one of them; or one of them is not in the application.
    if (own.some((terms) => terms.length === 0) || gate.size > members.length) return;
    // One of which something is not known is not counted on.
    const known = own.filter((_, i) => [...all[i]!.missing.keys()].every((node) => needs.missing.has(node)));
    if (known.length === 0) for (const each of all) mergeMissing(needs, each);
    else needs.alternatives.set(`gate ${gate.index}`, { members: known });
    for (const { alternatives } of all) for (const [key, each] of alternatives) needs.alternatives.set(key, each);
  }

  private add(node: SystemNode, { terms, missing }: Needs): void {
    if (node.kind === 'EXTERNAL') {
      const promised = promiseOfExternal(node, this.external.get(node.name));
      if (typeof promised === 'string') missing.set(node, promised);
      else addTerm(terms, `external ${node.index}`, node, promised, { source: 'declared', confidence: 'MEDIUM' });
      return;
    }
    if (node.component === undefined) return;
    let promise = this.promises.get(node);
    if (promise === undefined) this.promises.set(node, (promise = promiseOf(node.component)));
    if (promise.kind === 'MISSING') missing.set(node, promise.because);
    if (promise.kind !== 'LEVEL') return;
    const { id, percent: promised, per, condition, source, confidence, note } = promise.level;
    const place = { RESOURCE: String(node.index), REGION: node.region ?? 'the Region', SERVICE: '' }[per];
    addTerm(terms, `${id} ${place}`, node, promised, {
      serviceLevel: id,
      condition,
      source,
      confidence,
      ...(note !== undefined && { note }),
    });
  }
}

function addTerm(
  terms: Map<string, Term>,
  key: string,
  node: SystemNode,
  promised: number,
  rest: Pick<AvailabilityTermRecord, 'serviceLevel' | 'condition' | 'source' | 'confidence' | 'note'>,
): void {
  const known = terms.get(key);
  if (known !== undefined) known.nodes.add(node);
  else terms.set(key, { key, nodes: new Set([node]), value: promised / 100, record: { percent: promised, ...rest } });
}

/** What all of some alternatives need is needed in any case. */
function shareNeeds(into: Needs, all: readonly Needs[]): void {
  const [first, ...others] = all;
  if (first === undefined) return;
  for (const { terms } of all) {
    for (const term of terms.values()) {
      const known = into.terms.get(term.key);
      const isShared = all.every((each) => each.terms.has(term.key));
      if (known !== undefined) for (const node of term.nodes) known.nodes.add(node);
      else if (isShared) into.terms.set(term.key, term);
    }
  }
  for (const [node, because] of first.missing) {
    if (others.every(({ missing }) => missing.has(node))) into.missing.set(node, because);
  }
}

function mergeMissing(into: Needs, { missing }: Needs): void {
  for (const [node, because] of missing) into.missing.set(node, because);
}

function merge(into: Needs, from: Needs): void {
  for (const [key, term] of from.terms) {
    const known = into.terms.get(key);
    if (known === undefined) into.terms.set(key, term);
    else for (const node of term.nodes) known.nodes.add(node);
  }
  for (const [key, each] of from.alternatives) into.alternatives.set(key, each);
  mergeMissing(into, from);
}

function valueOf({ terms, alternatives }: Needs): number {
  const factors = [...alternatives.values()].map((each) => factorOf(each).value);
  return [...terms.values()].reduce((all, { value }) => all * value, 1) * factors.reduce((all, each) => all * each, 1);
}

/** A factor of the product, and what it would be if what stands behind it were perfect. */
interface Factor {
  readonly value: number;
  readonly record: AvailabilityTermRecord;
}

function factorOf({ members }: Alternatives): Factor {
  const values = members.map((terms) => terms.reduce((all, { value }) => all * value, 1));
  const value = 1 - values.reduce((all, each) => all * (1 - each), 1);
  const names = members.map((terms) => terms.flatMap(namesOf));
  const terms = members.flat();
  const [least] = [...terms].sort((a, b) => RANK[a.record.confidence] - RANK[b.record.confidence]);
  return {
    value,
    record: {
      components: names.flat(),
      percent: percent(value),
      source: [...new Set(terms.map(({ record }) => record.source))].join('; '),
      confidence: least?.record.confidence ?? 'LOW',
      alternatives: names.map((components, i) => ({ components, percent: percent(values[i] as number) })),
    },
  };
}

const RANK = { LOW: 0, MEDIUM: 1, HIGH: 2 } as const;

function recordOf(term: Term): AvailabilityTermRecord {
  return { components: namesOf(term), ...term.record };
}

function namesOf({ nodes }: Term): string[] {
  return [...nodes].map(({ name }) => name);
}

/** What the whole would be without each factor: products of what stands before and behind it. */
function liftsOf(factors: readonly Factor[], product: number): AvailabilityLiftRecord[] {
  const behind = new Float64Array(factors.length + 1).fill(1);
  for (let i = factors.length - 1; i >= 0; i -= 1) behind[i] = behind[i + 1]! * factors[i]!.value;
  let ahead = 1;
  const lifts = factors.map(({ value, record }, i) => {
    const without = ahead * behind[i + 1]!;
    ahead *= value;
    return { components: record.components, estimate: percent(without), lift: percent(without) - percent(product) };
  });
  return lifts
    .filter(({ lift }) => lift > 0)
    .map(({ lift, ...rest }) => ({ ...rest, lift: rounded(lift) }))
    .sort((a, b) => b.lift - a.lift);
}

function verdictOf(
  product: number,
  isOpen: boolean,
  policy: DeclaredPolicy | undefined,
): AvailabilityRecord['verdict'] {
  const target = policy?.availability;
  if (target === undefined) return 'NO_TARGET';
  // What is not known makes it only worse.
  if (percent(product) < target) return 'MISSED';
  return isOpen ? 'UNMODELLED' : 'MET';
}

function percent(value: number): number {
  return rounded(value * 100);
}

/** To a millionth of a percent: promises have three digits, products of them few more that say anything. */
function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
