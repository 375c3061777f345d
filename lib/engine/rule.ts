import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import type { Json, JsonObject } from '../model/values';
import { isVerdict, type Verdict } from './verdict';
import { CATEGORIES, DISRUPTIONS, STRICTNESSES, type Category, type Disruption, type Strictness } from './vocabulary';

/**
 * A case of a rule: the properties of one resource of the type the rule applies to, or a template
 * (an object with `Resources`) in which the resource that is judged has the logical id `Subject`.
 */
export type Example = object;

/** What `examples` of a rule say, and what a test runs for each rule. */
export interface RuleExamples {
  /** Gives exactly one finding: this rule, at `Subject`. */
  readonly noncompliant: Example;
  /** Gives none. */
  readonly compliant: Example;
  /**
   * The path of the finding from the resource: `Properties.MultiAZ`; `''` for the resource as a whole,
   * `'Stack'` for a finding on the stack.
   */
  readonly at: string;
  /** The Region of the example's stack, where the rule asks for it. */
  readonly region?: string;
}

/** What is common to all kinds of rules: everything that is said about a rule, once. */
export interface RuleInfo {
  /** Stable and never reused: letters and digits, beginning with a capital. */
  readonly id: string;
  readonly category: Category;
  readonly disruptions: readonly Disruption[];
  /** `error` closes the gate; the workload's tier can raise a `warning`. */
  readonly severity: 'error' | 'warning';
  readonly strictness: Strictness;
  /** What is wrong, as a sentence without a full stop: "The DB instance runs in one Availability Zone". */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to do, CloudFormation first, CDK in brackets. */
  readonly fix: string;
  /** AWS Well-Architected best practices: `REL10-BP01`. */
  readonly wellArchitected: readonly string[];
  /** The same statement in other tools, `tool:id`. */
  readonly equivalents: readonly string[];
  /** The AWS documentation page that says so. */
  readonly docs: string;
  /** The properties that the fix sets, with their values. */
  readonly remedy?: { readonly [property: string]: Json };
  readonly examples: RuleExamples;
}

/** What a check says: one verdict, or one for each place. */
export type Verdicts = Verdict | readonly Verdict[];

/**
 * How a rule checks: each resource of its types; or, for `appliesTo: 'application'`, the application as a whole,
 * with findings that name the resource or stack they are about.
 */
export type Check<AppliesTo> = AppliesTo extends 'application'
  ? (application: Application) => Verdicts
  : (resource: Resource, application: Application) => Verdicts;

/** A rule as it is declared. */
export interface RuleSpec<AppliesTo extends string | readonly string[] = string> extends RuleInfo {
  /** A resource type, several, or `'application'`. */
  readonly appliesTo: AppliesTo;
  readonly check: Check<AppliesTo>;
}

/** A rule that was checked for form. */
export type Rule = RuleInfo & {
  /** Resource types, or `['application']`. */
  readonly appliesTo: readonly string[];
  readonly isApplicationRule: boolean;
  /** Runs it; application rules are given no resource. */
  readonly run: (application: Application, resource?: Resource) => readonly Verdict[];
};

/** Ids that the tool itself reports under. */
export const RESERVED_IDS: readonly string[] = [
  'InternalError',
  'GateClosed',
  'UnknownRule',
  'AcceptanceExpired',
  'AcceptanceExpiring',
  'AcceptanceUnused',
  'BreakGlass',
];

/**
 * Makes a rule.
 *
 * @throws Error when what is said about the rule is not well formed
 */
export function defineRule<const AppliesTo extends string | readonly string[]>(spec: RuleSpec<AppliesTo>): Rule {
  const fault = faultOf(spec);
  if (fault !== undefined) throw new Error(`Rule ${String(spec.id)}: ${fault}`);
  const { check, appliesTo, ...info } = spec;
  const types: readonly string[] = typeof appliesTo === 'string' ? [appliesTo] : [...appliesTo];
  const isApplicationRule = types.includes('application');
  const run = (application: Application, resource?: Resource): readonly Verdict[] => {
    const verdicts = isApplicationRule
      ? (check as Check<'application'>)(application)
      : (check as Check<string>)(resource as Resource, application);
    const all = isList(verdicts) ? verdicts : [verdicts];
    if (!all.every(isVerdict)) throw new Error('its check did not return a verdict');
    return all;
  };
  return Object.freeze({ ...info, appliesTo: types, isApplicationRule, run });
}

function isList(verdicts: Verdicts): verdicts is readonly Verdict[] {
  return Array.isArray(verdicts);
}

/** What is wrong with a rule. It may come from a language without types. */
function faultOf(spec: Omit<RuleSpec<string | readonly string[]>, 'check'> & { check: unknown }): string | undefined {
  const types = [spec.appliesTo].flat();
  if (typeof spec.id !== 'string' || !/^[A-Z][A-Za-z0-9]+$/.test(spec.id))
    return 'the id must be letters and digits, beginning with a capital';
  if (RESERVED_IDS.includes(spec.id)) return 'the id is reserved';
  if (!CATEGORIES.includes(spec.category)) return `category '${spec.category}' is not known`;
  if (!STRICTNESSES.includes(spec.strictness)) return `strictness '${spec.strictness}' is not known`;
  if (spec.severity !== 'error' && spec.severity !== 'warning') return 'the severity must be error or warning';
  if (!Array.isArray(spec.disruptions) || spec.disruptions.length === 0) return 'it guards against no disruption';
  const unknown = (spec.disruptions as readonly Disruption[]).find((disruption) => !DISRUPTIONS.includes(disruption));
  if (unknown !== undefined) return `disruption '${unknown}' is not known`;
  for (const field of ['title', 'why', 'fix'] as const) {
    if (typeof spec[field] !== 'string' || spec[field].trim() === '') return `the ${field} is empty`;
  }
  if (/[.!]$/.test(spec.title)) return 'the title ends with a full stop';
  if (!/^https:\/\//.test(spec.docs)) return 'docs must be an https address';
  if (types.length === 0 || types.some((type) => typeof type !== 'string' || type === ''))
    return 'it applies to nothing';
  if (types.length > 1 && types.includes('application')) return "'application' does not go with resource types";
  if (typeof spec.check !== 'function') return 'it has no check';
  return undefined;
}

/** The template of an example. */
export function exampleTemplate(rule: Pick<Rule, 'appliesTo'>, example: Example): JsonObject {
  if ('Resources' in example) return example as JsonObject;
  return { Resources: { Subject: { Type: rule.appliesTo[0] as string, Properties: example as JsonObject } } };
}
