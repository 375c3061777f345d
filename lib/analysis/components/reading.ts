import { Evaluation, Interrupt, type UnknownRead } from '../../model/evaluation';
import type { Resource } from '../../model/resource';
import type { Evidence } from '../component';
import { lastOf } from './findings';
import type { Find, Finding } from './row';

/** Outcomes of open conditions that are looked at for one resource: each condition that it reads doubles them. */
const MAX_OUTCOMES = 16;

/**
 * What holds of a resource in whatever way the open conditions that it reads turn out, given that it exists;
 * `undefined` if no outcome lets it exist. Where deployment decides its redundancy, that is what is found.
 */
export function findingOf(resource: Resource, find: Find): Finding | undefined {
  const findings: Finding[] = [];
  const conditions = new Set<string>();
  const open = [new Evaluation()];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = findUnder(next, resource, find);
    if (found !== undefined) findings.push(...found);
    else {
      const [whenTrue, whenFalse] = [next.take(true), next.take(false)];
      if (next.openCondition !== undefined) conditions.add(next.openCondition.name);
      open.push(whenFalse, whenTrue);
    }
    if (findings.length + open.length > MAX_OUTCOMES) return tooMany(resource, [...conditions]);
  }
  return merge(resource, findings, [...conditions]);
}

/** What is found under the outcomes taken: nothing where the resource does not exist; `undefined` at an open condition. */
function findUnder(evaluation: Evaluation, resource: Resource, find: Find): Finding[] | undefined {
  const { application } = resource.stack;
  const before = application.enter(evaluation);
  try {
    return application.exists(resource) ? [find(resource)] : [];
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    if (evaluation.unknownRead === undefined && evaluation.openCondition !== undefined) return undefined;
    return [notKnown(resource, evaluation.unknownRead)];
  } finally {
    application.enter(before);
  }
}

function notKnown(resource: Resource, read: UnknownRead | undefined): Finding {
  if (read === undefined) return { redundancy: 'UNKNOWN', evidence: [{ resource, path: '', says: 'Not known' }] };
  const name = lastOf(read.path);
  const evidence = { resource: read.resource, path: read.path, says: `${name} is not known: ${read.because}` };
  return { redundancy: 'UNKNOWN', evidence: [evidence] };
}

function tooMany(resource: Resource, conditions: readonly string[]): Finding {
  const sentence = `It hangs on too many open conditions: ${conditions.join(', ')}`;
  return { redundancy: 'UNKNOWN', evidence: [{ resource, path: '', says: sentence }] };
}

/** What all findings have in common; of units the fewest. */
function merge(resource: Resource, findings: readonly Finding[], conditions: readonly string[]): Finding | undefined {
  const [first] = findings;
  if (first === undefined || findings.length === 1) return first;
  const isSame = <K extends keyof Finding>(key: K): boolean => findings.every((each) => each[key] === first[key]);
  const keep = <K extends keyof Finding>(key: K): Partial<Finding> => {
    return first[key] !== undefined && isSame(key) ? { [key]: first[key] } : {};
  };
  const units = findings.map((each) => each.units ?? NaN);
  const least = Math.min(...units);
  const evidence = distinct(findings.flatMap((each) => each.evidence));
  const isDecided = isSame('redundancy');
  if (!isDecided || !isSame('units') || !isSame('isZoneRedundant')) {
    const which = `${conditions.length === 1 ? 'condition' : 'conditions'} ${conditions.join(', ')}`;
    evidence.push({
      resource,
      path: '',
      says: `The open ${which} decide${conditions.length === 1 ? 's' : ''} between these`,
    });
  }
  return {
    redundancy: isDecided ? first.redundancy : 'UNKNOWN',
    ...(Number.isNaN(least) ? {} : { units: least }),
    ...keep('isZoneRedundant'),
    ...keep('service'),
    ...keep('reach'),
    ...keep('isStateful'),
    evidence,
  };
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(evidence.map((each) => [`${each.resource.key} ${each.path} ${each.says}`, each]));
  return [...seen.values()];
}
