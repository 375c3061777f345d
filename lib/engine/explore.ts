import type { Application } from '../model/application';
import { Evaluation, type Decision } from '../model/evaluation';
import type { Resource } from '../model/resource';
import type { Rule } from './rule';
import { pathOf, type NonCompliant, type Verdict } from './verdict';

/** Open conditions that one run of a rule may take both ways. */
export const MAX_CONDITIONS = 6;

/** A fault, and when it is one: any of these groups of outcomes; none where it always is. */
export interface Fault {
  readonly verdict: NonCompliant;
  readonly resource: Resource | undefined;
  readonly stack: string | undefined;
  readonly path: string;
  readonly when: readonly (readonly Decision[])[];
}

/** A read that the template does not decide. */
export interface OpenQuestion {
  readonly resource: Resource | undefined;
  readonly path: string;
  readonly because: string;
}

/** Everything that running one rule once comes to. */
export interface Outcome {
  readonly faults: readonly Fault[];
  readonly open: readonly OpenQuestion[];
  /** What the rule threw, where it failed. */
  readonly crash?: unknown;
}

/** No fault, and no question. */
const NOTHING: Outcome = { faults: [], open: [] };

/**
 * Runs a rule on a resource, or on the application. Conditions that the template leaves open and the rule reads
 * are taken both ways; a fault that does not depend on them is reported without a condition.
 */
export function explore(rule: Rule, application: Application, resource?: Resource): Outcome {
  return branch(rule, application, resource, []);
}

function branch(
  rule: Rule,
  application: Application,
  resource: Resource | undefined,
  decisions: readonly Decision[],
): Outcome {
  const evaluation = new Evaluation(decisions);
  const own = runOnce(rule, application, resource, evaluation);
  // The record decides, not what was thrown: a rule that catches everything is still stopped.
  const { openCondition } = evaluation;
  if (openCondition === undefined) return own;
  if (decisions.length >= MAX_CONDITIONS) {
    const because = `more than ${MAX_CONDITIONS} conditions are decided at deployment`;
    return { faults: [], open: [{ resource, path: '', because }] };
  }
  const [whenTrue, whenFalse] = [true, false].map((outcome): [Decision, Outcome] => {
    const decision = { ...openCondition, outcome };
    return [decision, branch(rule, application, resource, [...decisions, decision])];
  }) as [[Decision, Outcome], [Decision, Outcome]];
  return merge(whenTrue, whenFalse);
}

function runOnce(
  rule: Rule,
  application: Application,
  resource: Resource | undefined,
  evaluation: Evaluation,
): Outcome {
  let verdicts: readonly Verdict[];
  const before = application.enter(evaluation);
  try {
    if (resource !== undefined && !application.exists(resource)) return NOTHING;
    verdicts = rule.run(application, resource);
  } catch (error) {
    return stopped(evaluation) ?? { faults: [], open: [], crash: error };
  } finally {
    application.enter(before);
  }
  const stop = stopped(evaluation);
  if (stop !== undefined) return stop;
  let outcome = NOTHING;
  for (const verdict of verdicts) {
    if (verdict.kind !== 'non-compliant' && verdict.kind !== 'undetermined') continue;
    const { faults, open } = outcome;
    if (verdict.kind === 'non-compliant') outcome = { faults: [...faults, faultOf(verdict, resource)], open };
    else outcome = { faults, open: [...open, { resource, path: pathOf(verdict.at), because: verdict.because }] };
  }
  return outcome.faults.length > 1 ? { ...outcome, faults: distinct(outcome.faults) } : outcome;
}

/** What is left of a run that could not be finished. */
function stopped({ unknownRead, openCondition }: Evaluation): Outcome | undefined {
  if (unknownRead === undefined && openCondition === undefined) return undefined;
  return { faults: [], open: unknownRead === undefined ? [] : [unknownRead] };
}

function faultOf(verdict: NonCompliant, checked: Resource | undefined): Fault {
  const at = verdict.at;
  const owner = typeof at === 'object' ? at.resource : undefined;
  const resource = verdict.resource ?? owner ?? checked;
  return { verdict, resource, stack: verdict.stack, path: pathOf(at), when: [] };
}

/** One place has one fault. */
function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [keyOf(fault), fault] as const).reverse()).values()].reverse();
}

function keyOf(fault: Fault): string {
  return `${fault.resource?.key ?? fault.stack ?? ''} ${fault.path}`;
}

/** What holds for a condition taken both ways: a fault under both outcomes does not depend on it. */
function merge([ifTrue, a]: [Decision, Outcome], [ifFalse, b]: [Decision, Outcome]): Outcome {
  const faults = new Map<string, Fault>();
  const under = (decision: Decision, fault: Fault): readonly (readonly Decision[])[] =>
    fault.when.length === 0 ? [[decision]] : fault.when.map((group) => [decision, ...group]);
  for (const fault of a.faults) faults.set(keyOf(fault), { ...fault, when: under(ifTrue, fault) });
  const before = new Map(a.faults.map((fault) => [keyOf(fault), fault]));
  for (const fault of b.faults) {
    const key = keyOf(fault);
    const other = before.get(key);
    if (other === undefined) faults.set(key, { ...fault, when: under(ifFalse, fault) });
    else if (sameGroups(other.when, fault.when)) faults.set(key, other);
    else faults.set(key, { ...other, when: [...under(ifTrue, other), ...under(ifFalse, fault)] });
  }
  const open = new Map([...a.open, ...b.open].map((each) => [`${each.resource?.key ?? ''} ${each.path}`, each]));
  const crash = a.crash ?? b.crash;
  return { faults: [...faults.values()], open: [...open.values()], ...(crash !== undefined && { crash }) };
}

function sameGroups(a: Fault['when'], b: Fault['when']): boolean {
  return describe(a) === describe(b);
}

/** In words: `IsProd is false`, `IsProd is true and HasReplica is false, or IsProd is false`. */
export function describe(when: Fault['when']): string {
  return when
    .map((group) => group.map(({ name, outcome }) => `${name} is ${outcome}`).join(' and '))
    .join(', or ');
}
