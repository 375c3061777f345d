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
export interface Weights {
  /** The tier of resources for which none is declared. */
  readonly tier?: TierName;
  /** Severities by rule id, which win over the rule's own and the tier's. */
  readonly severities?: { readonly [ruleId: string]: Severity };
}

/** A rule's non-compliance at one place. */
export interface Finding {
  readonly ruleId: string;
  /** Absent for an internal error. */
  readonly rule?: Rule;
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

/** What rules say of an application. */
export interface Evaluated {
  readonly findings: readonly Finding[];
  readonly undetermined: readonly UndeterminedVerdict[];
}

/** Judges one application. Each rule runs once, however often it is asked for. */
export class Evaluator {
  private readonly done = new Map<Rule, Evaluated>();

  constructor(private readonly application: Application) {}

  /** What a set of rules says. A rule that throws becomes a finding `InternalError`. */
  public run(rules: readonly Rule[]): Evaluated {
    const results = rules.map((rule) => {
      let result = this.done.get(rule);
      if (result === undefined) this.done.set(rule, (result = this.runRule(rule)));
      return result;
    });
    return {
      findings: results.flatMap((result) => result.findings),
      undetermined: results.flatMap((result) => result.undetermined),
    };
  }

  private runRule(rule: Rule): Evaluated {
    const findings: Finding[] = [];
    const undetermined: UndeterminedVerdict[] = [];
    const take = (outcome: Outcome, resource?: Resource): void => {
      for (const fault of outcome.faults) if (fault.resource?.isHelper !== true) findings.push(findingOf(rule, fault));
      for (const open of outcome.open) {
        const at = open.resource ?? resource;
        undetermined.push({ rule, path: open.path, because: open.because, ...(at !== undefined && { resource: at }) });
      }
      if (outcome.crash !== undefined) findings.push(internalError(rule, outcome.crash, resource));
    };
    if (rule.isApplicationRule) take(explore(rule, this.application));
    else {
      for (const resource of this.application.resources(...rule.appliesTo)) {
        if (!resource.isHelper) take(explore(rule, this.application, resource), resource);
      }
    }
    return { findings, undetermined };
  }
}

/** How bad a finding is, by its rule, the tier declared for its resource, and the user's own weights. */
export function weigh(finding: Finding, weights: Weights): Severity {
  const { rule, resource } = finding;
  if (rule === undefined) return 'fatal';
  const declared = resource === undefined ? undefined : declaredTier(resource);
  return severityOf(rule, declared ?? weights.tier, weights.severities);
}

function findingOf(rule: Rule, { verdict, resource, stack, path, when }: Fault): Finding {
  return {
    ruleId: rule.id,
    rule,
    resource,
    stack,
    path,
    detail: verdict.detail,
    related: verdict.related ?? [],
    condition: when.length === 0 ? undefined : describe(when),
  };
}

function internalError(rule: Rule, crash: unknown, resource: Resource | undefined): Finding {
  const said = crash instanceof Error ? crash.message : String(crash);
  return {
    ruleId: INTERNAL_ERROR,
    path: '',
    detail: `Rule ${rule.id} failed: ${said.split('\n')[0]}`,
    related: [],
    ...(resource !== undefined && { resource }),
  };
}
