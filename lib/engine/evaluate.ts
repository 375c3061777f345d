import type { TierName } from '../intent/schema/tier';
import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { describe, explore, type Fault, type Outcome } from './explore';
import type { Rule } from './rule';
import { severityOf } from './severity';
import { declaredTier } from './tier';
import type { Severity } from './vocabulary';

/** The id that failures of the tool itself are reported under. */
export const INTERNAL_ERROR = 'InternalError';

/** How findings are weighed. */
export interface EvaluateOptions {
  /** The tier of resources for which none is declared. */
  readonly tier?: TierName;
  /** Severities by rule id, which win over the rule's own and the tier's. */
  readonly severities?: { readonly [ruleId: string]: Severity };
  /** Judge the resources that CDK adds for its own work, too. */
  readonly includeHelpers?: boolean;
}

/** A rule's non-compliance at one place. */
export interface Finding {
  readonly ruleId: string;
  /** Absent for an internal error. */
  readonly rule?: Rule;
  readonly severity: Severity;
  readonly resource?: Resource;
  /** Id of the stack it is about, where it is about no resource. */
  readonly stack?: string;
  /** From the resource: `Properties.MultiAZ`; `''` for the whole. */
  readonly path: string;
  /** What is wrong here, with the values. */
  readonly detail?: string;
  readonly related: readonly Resource[];
  /** Under which outcomes of open conditions: `IsProd is false`. */
  readonly condition?: string;
}

/** A verdict that the template does not decide. */
export interface UndeterminedVerdict {
  readonly rule: Rule;
  readonly resource?: Resource;
  readonly path: string;
  readonly because: string;
}

/** What a set of rules says of an application. */
export interface Evaluated {
  readonly findings: readonly Finding[];
  readonly undetermined: readonly UndeterminedVerdict[];
  /** Rules that met at least one resource. */
  readonly rulesRun: number;
  /** Resources that at least one rule met. */
  readonly resourcesJudged: number;
}

/** Judges an application by rules. A rule that throws becomes a `fatal` finding `InternalError`. */
export function evaluate(application: Application, rules: readonly Rule[], options: EvaluateOptions = {}): Evaluated {
  const findings: Finding[] = [];
  const undetermined: UndeterminedVerdict[] = [];
  const judged = new Set<Resource>();
  let rulesRun = 0;
  const take = (rule: Rule, outcome: Outcome, resource?: Resource): void => {
    for (const fault of outcome.faults) {
      if (options.includeHelpers === true || fault.resource?.isHelper !== true) findings.push(find(rule, fault, options));
    }
    for (const open of outcome.open) {
      const at = open.resource ?? resource;
      undetermined.push({ rule, path: open.path, because: open.because, ...(at !== undefined && { resource: at }) });
    }
    if (outcome.crash !== undefined) findings.push(internalError(rule, outcome.crash, resource));
  };
  for (const rule of rules) {
    if (rule.isApplicationRule) {
      rulesRun += 1;
      take(rule, explore(rule, application));
      continue;
    }
    let met = false;
    for (const resource of application.resources(...rule.appliesTo)) {
      if (options.includeHelpers !== true && resource.isHelper) continue;
      met = true;
      judged.add(resource);
      take(rule, explore(rule, application, resource), resource);
    }
    if (met) rulesRun += 1;
  }
  return { findings, undetermined, rulesRun, resourcesJudged: judged.size };
}

function find(rule: Rule, fault: Fault, options: EvaluateOptions): Finding {
  const { verdict, resource, stack, path, when } = fault;
  const declared = resource === undefined ? undefined : declaredTier(resource);
  return {
    ruleId: rule.id,
    rule,
    severity: severityOf(rule, declared ?? options.tier, options.severities),
    path,
    related: verdict.related ?? [],
    ...(resource !== undefined && { resource }),
    ...(stack !== undefined && { stack }),
    ...(verdict.detail !== undefined && { detail: verdict.detail }),
    ...(when.length > 0 && { condition: describe(when) }),
  };
}

function internalError(rule: Rule, crash: unknown, resource: Resource | undefined): Finding {
  const said = crash instanceof Error ? crash.message : String(crash);
  return {
    ruleId: INTERNAL_ERROR,
    severity: 'fatal',
    path: '',
    detail: `Rule ${rule.id} failed: ${said.split('\n')[0]}`,
    related: [],
    ...(resource !== undefined && { resource }),
  };
}
