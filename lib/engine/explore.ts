import type { Application } from '../model/application';
import { Evaluation, type Decision } from '../model/evaluation';
import type { Resource } from '../model/resource';
import { ALWAYS, either, type When } from './outcomes';
import type { Rule } from './rule';
import { pathOf, type NonCompliant, type Verdict } from './verdict';

/** Open conditions that one run of a rule may take both ways. */
export const MAX_CONDITIONS = 6;

/** A fault, and the outcomes of open conditions under which it is one. */
export interface Fault {
  readonly verdict: NonCompliant;
  readonly resource: Resource | undefined;
  readonly stack: string | undefined;
  readonly path: string;
  readonly when: When;
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
  readonly crash?: { readonly thrown: unknown };
}

/** No fault, and no question. */
const NOTHING: Outcome = { faults: [], open: [] };

/**
 * Runs a rule on a resource, or on the application. Conditions that the template leaves open and the rule reads
 * are taken both ways; a fault that does not depend on them is reported without a condition.
 */
export function explore(rule: Rule, application: Application, resource?: Resource): Outcome {
  return branch(rule, application, resource, new Evaluation());
}

function branch(rule: Rule, application: Application, resource: Resource | undefined, evaluation: Evaluation): Outcome {
  const own = runOnce(rule, application, resource, evaluation);
  // The record decides, not what was thrown: a rule that catches everything is still stopped.
  if (evaluation.openCondition === undefined) return own;
  if (evaluation.decisions.length >= MAX_CONDITIONS) {
    const because = `more than ${MAX_CONDITIONS} conditions are decided at deployment`;
    return { faults: [], open: [{ resource, path: '', because }] };
  }
  const [ifTrue, ifFalse] = [evaluation.take(true), evaluation.take(false)];
  return merge(
    [ifTrue.decisions.at(-1) as Decision, branch(rule, application, resource, ifTrue)],
    [ifFalse.decisions.at(-1) as Decision, branch(rule, application, resource, ifFalse)],
  );
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
  } catch (thrown) {
    return stopped(evaluation) ?? { faults: [], open: [], crash: { thrown } };
  } finally {
    application.enter(before);
  }
  const stop = stopped(evaluation);
  if (stop !== undefined) return stop;
  if (verdicts.every(({ kind }) => kind === 'compliant' || kind === 'not-applicable')) return NOTHING;
  const faults: Fault[] = [];
  const open: OpenQuestion[] = [];
  for (const verdict of verdicts) {
    if (verdict.kind === 'non-compliant') faults.push(faultOf(verdict, resource));
    else if (verdict.kind === 'undetermined')
      open.push({ resource, path: pathOf(verdict.at), because: verdict.because });
  }
  return { faults: faults.length > 1 ? distinct(faults) : faults, open };
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
  return { verdict, resource, stack: verdict.stack, path: pathOf(at), when: ALWAYS };
}

/** One place has one fault. */
function distinct(faults: readonly Fault[]): Fault[] {
  const byPlace = new Map<string, Fault>();
  for (const fault of faults) if (!byPlace.has(keyOf(fault))) byPlace.set(keyOf(fault), fault);
  return [...byPlace.values()];
}

function keyOf(fault: Fault): string {
  return `${fault.resource?.key ?? fault.stack ?? ''} ${fault.path}`;
}

/** What holds for a condition taken both ways. */
function merge([ifTrue, a]: [Decision, Outcome], [ifFalse, b]: [Decision, Outcome]): Outcome {
  const others = new Map(b.faults.map((fault) => [keyOf(fault), fault]));
  const faults = a.faults.map((fault): Fault => {
    const other = others.get(keyOf(fault));
    others.delete(keyOf(fault));
    const when = either(ifTrue, fault.when, ifFalse, other?.when ?? []);
    return { ...fault, verdict: other === undefined ? fault.verdict : both(fault.verdict, other.verdict), when };
  });
  for (const fault of others.values()) faults.push({ ...fault, when: either(ifTrue, [], ifFalse, fault.when) });
  const open = new Map([...a.open, ...b.open].map((each) => [`${each.resource?.key ?? ''} ${each.path}`, each]));
  const crash = a.crash ?? b.crash;
  return { faults, open: [...open.values()], ...(crash !== undefined && { crash }) };
}

/** One fault that is found under several outcomes: what is said of it may differ. */
function both(a: NonCompliant, b: NonCompliant): NonCompliant {
  const details = [...new Set([a.detail, b.detail].filter((detail) => detail !== undefined))];
  const related = [...new Set([...(a.related ?? []), ...(b.related ?? [])])];
  return {
    ...a,
    ...(details.length > 0 && { detail: details.join(' Or: ') }),
    ...(related.length > 0 && { related }),
  };
}
