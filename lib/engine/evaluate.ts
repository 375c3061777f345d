import { inspect } from 'node:util';
import type { TierName } from '../intent/schema/tier';
import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { explore, type Fault, type Outcome } from './explore';
import { describe } from './outcomes';
import type { Rule } from './rule';
import { severityOf } from './severity';
import { declaredTier, tierOfStack } from './tier';
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
  /** The tier declared for the stack, where it is about no resource. */
  readonly tier?: TierName;
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
      for (const fault of outcome.faults)
        if (fault.resource?.isHelper !== true) findings.push(this.findingOf(rule, fault));
      for (const open of outcome.open) {
        const at = open.resource ?? resource;
        undetermined.push({ rule, path: open.path, because: open.because, ...(at !== undefined && { resource: at }) });
      }
      if (outcome.crash !== undefined) findings.push(internalError(rule, outcome.crash.thrown, resource));
    };
    if (rule.isApplicationRule) take(explore(rule, this.application));
    else {
      for (const resource of this.application.resources(...rule.appliesTo)) {
        if (!resource.isHelper) take(explore(rule, this.application, resource), resource);
      }
    }
    return { findings, undetermined };
  }

  private findingOf(rule: Rule, { verdict, resource, stack: id, path, when }: Fault): Finding {
    const { stacks } = this.application;
    const stack = resource?.stack ?? (id === undefined ? undefined : stacks.find((each) => each.id === id));
    return {
      ruleId: rule.id,
      rule,
      resource,
      stack: id,
      path,
      detail: verdict.detail,
      related: verdict.related ?? [],
      condition: describe(when, stack ?? (stacks.length === 1 ? stacks[0] : undefined)),
      tier: resource === undefined && stack !== undefined ? tierOfStack(stack) : undefined,
    };
  }
}

/** How bad a finding is, by its rule, the tier declared for its resource, and the user's own weights. */
export function weigh(finding: Finding, weights: Weights): Severity {
  const { rule, resource, tier } = finding;
  if (rule === undefined) return 'fatal';
  const declared = resource === undefined ? tier : declaredTier(resource);
  return severityOf(rule, declared ?? weights.tier, weights.severities);
}

function internalError(rule: Rule, crash: unknown, resource: Resource | undefined): Finding {
  const detail = `Rule ${rule.id} failed: ${said(crash)}`;
  return { ruleId: INTERNAL_ERROR, path: '', detail, related: [], ...(resource !== undefined && { resource }) };
}

/** What an error says, whatever was thrown. */
function said(error: unknown): string {
  const message = error instanceof Error && error.message !== '' ? error.message : inspect(error, { depth: 0 });
  return String(message).split('\n')[0] as string;
}
