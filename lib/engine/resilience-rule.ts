import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { DisruptionType, FailureCategory, Strictness } from './classification';
import { defineRule, type Rule } from './rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from './verdict';

/** A resource as the template has it. Reads name properties by their path: names joined by dots. */
export class CheckedResource {
  /** @internal */
  public static _of(resource: Resource): CheckedResource {
    return new CheckedResource(resource);
  }

  private constructor(private readonly resource: Resource) {}

  /** The logical id. */
  public get logicalId(): string {
    return this.resource.id;
  }

  /** The resource type: `AWS::SQS::Queue`. */
  public get resourceType(): string {
    return this.resource.type;
  }

  /** Path of its construct; `undefined` where there is none. */
  public get constructPath(): string | undefined {
    return this.resource.constructPath;
  }

  /** The Region it is deployed to; `undefined` where the template does not decide it. */
  public get region(): string | undefined {
    return this.resource.region;
  }

  /** Whether a property is there, known or not. */
  public has(path: string): boolean {
    return this.resource.has(path);
  }

  /** Whether the value of a property is decided at deployment. */
  public isUnknown(path: string): boolean {
    return this.resource.at(path).isUnknown;
  }

  /** Whether a property is there and `true`. An unknown value ends the check: the verdict is undetermined. */
  public isTrue(path: string): boolean {
    return this.resource.isTrue(path);
  }

  /** A property as text; `undefined` where absent. An unknown value ends the check: the verdict is undetermined. */
  public text(path: string): string | undefined {
    return this.resource.string(path);
  }

  /** A property as a number; `undefined` where absent. An unknown value ends the check: the verdict is undetermined. */
  public number(path: string): number | undefined {
    return this.resource.number(path);
  }

  /** How many elements a list has; 0 where absent. An unknown list ends the check: the verdict is undetermined. */
  public count(path: string): number {
    return this.resource.list(path).length;
  }

  /** The keys of an object, or the indexes of a list; none where absent. They can be used in paths. */
  public keys(path: string): string[] {
    const value: Value = this.resource.at(path);
    return value.isList ? value.items().map((item) => item.name) : value.keys();
  }

  /** The resource of the application that a property names; `undefined` if it names none. */
  public reference(path: string): CheckedResource | undefined {
    const resource = this.resource.reference(path);
    return resource && new CheckedResource(resource);
  }

  /** The resources of a type that mention this one, in all stacks of the application. */
  public referencedBy(resourceType: string): CheckedResource[] {
    return this.resource.referencedBy(resourceType).map((resource) => new CheckedResource(resource));
  }
}

/** What a check says of a resource. */
export class CheckResult {
  /** The resource does what the rule asks. */
  public static compliant(): CheckResult {
    return new CheckResult(compliant);
  }

  /** The rule says nothing about this resource. */
  public static notApplicable(): CheckResult {
    return new CheckResult(notApplicable);
  }

  /**
   * The resource does not do what the rule asks.
   *
   * @param path the property to change, below `Properties`; none for the resource as a whole
   * @param detail one sentence that names the values
   */
  public static nonCompliant(path?: string, detail?: string): CheckResult {
    return new CheckResult(nonCompliant(path, detail === undefined ? {} : { detail }));
  }

  /** @internal */
  public readonly _verdict: Verdict;

  private constructor(verdict: Verdict) {
    this._verdict = verdict;
  }
}

/** What is said about a rule of one's own. */
export interface ResilienceRuleProps {
  /** Stable id: letters and digits, beginning with a capital. It must differ from the ids of all other rules. */
  readonly ruleId: string;
  /** The resource types the rule is about. */
  readonly appliesTo: string[];
  /** What is wrong, as a sentence without a full stop. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** An https address that says more. */
  readonly docs: string;
  /**
   * Whether a finding closes the gate.
   * @default true
   */
  readonly isError?: boolean;
  /**
   * The failure category.
   * @default FailureCategory.MISCONFIGURATION_AND_BUGS
   */
  readonly category?: FailureCategory;
  /**
   * What it guards against.
   * @default [DisruptionType.SOFTWARE]
   */
  readonly disruptions?: DisruptionType[];
  /**
   * Who has use for it. It runs where its pack is at least as strict.
   * @default Strictness.ESSENTIAL
   */
  readonly strictness?: Strictness;
}

/**
 * A rule of one's own, for all languages. In TypeScript, `defineRule` of `cdk-resilience/rules` says more
 * (cross-resource questions, examples, several findings) and `ResilienceRule.of` makes one of these of it.
 */
export abstract class ResilienceRule {
  /**
   * Makes a rule of what `defineRule` returns.
   *
   * @param rule a rule made by `defineRule`
   */
  public static of(rule: unknown): ResilienceRule {
    if (typeof (rule as Partial<Rule> | undefined)?.run !== 'function')
      throw new Error('ResilienceRule.of takes what defineRule returns');
    return new DefinedRule(rule as Rule);
  }

  /** @internal */
  public readonly _rule: Rule;

  /** @param props what is said about the rule */
  constructor(props: ResilienceRuleProps) {
    this._rule = defineRule({
      id: props.ruleId,
      appliesTo: props.appliesTo,
      category: props.category ?? FailureCategory.MISCONFIGURATION_AND_BUGS,
      disruptions: props.disruptions ?? [DisruptionType.SOFTWARE],
      severity: (props.isError ?? true) ? 'error' : 'warning',
      strictness: props.strictness ?? Strictness.ESSENTIAL,
      title: props.title,
      why: props.why,
      fix: props.fix,
      docs: props.docs,
      wellArchitected: [],
      equivalents: [],
      examples: { noncompliant: {}, compliant: {}, at: '' },
      // Other languages may return nothing: the rule fails then.
      check: (resource) => (this.check(CheckedResource._of(resource)) as CheckResult | undefined)?._verdict as Verdict,
    });
  }

  /**
   * Judges one resource.
   *
   * @param resource a resource of one of the types the rule applies to
   */
  public abstract check(resource: CheckedResource): CheckResult;
}

/** A rule that knows how to check by itself. */
class DefinedRule extends ResilienceRule {
  /** @internal */
  public override readonly _rule: Rule;

  constructor(rule: Rule) {
    const { id: ruleId, appliesTo, title, why, fix, docs } = rule;
    super({ ruleId, appliesTo: [...appliesTo], title, why, fix, docs });
    this._rule = rule;
  }

  public check(): CheckResult {
    throw new Error('A defined rule is run by the engine.');
  }
}
