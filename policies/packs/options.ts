import type { NagPackProps } from 'cdk-nag';
import { DEFAULTS, readConfiguration, weightsOf, type Configuration } from '../../lib/assessment/configuration';
import type { RunOptions } from '../../lib/assessment/document';
import type { Strictness } from '../../lib/engine/classification';
import type { ResilienceRule } from '../../lib/engine/resilience-rule';
import type { Rule } from '../../lib/engine/rule';
import type { Tier } from '../../lib/intent/tier';
import { InputError } from '../../lib/model/input-error';

/** How bad a finding is. */
export enum FindingSeverity {
  /** Closes the gate. */
  ERROR = 'error',
  /** Is reported; closes the gate only with `FailOn.WARNING`. */
  WARNING = 'warning',
  /** Is only told. */
  INFO = 'info',
}

/** What becomes of a verdict that the template does not decide. */
export enum UndeterminedPolicy {
  /** It is counted in the assessment. */
  IGNORE = 'ignore',
  /** It is a warning. */
  WARN = 'warn',
  /** It is an error. */
  FAIL = 'fail',
}

/** Which open findings close the gate. */
export enum FailOn {
  /** Errors. */
  ERROR = 'error',
  /** Errors and warnings. */
  WARNING = 'warning',
  /** Neither: findings are reported, and only a failure of the check itself closes the gate. */
  NEVER = 'never',
}

/**
 * Properties of a pack. What is not given is taken from the context key `cdk-resilience` (in `cdk.json`),
 * which the command line reads too; then from the defaults.
 */
export interface ResiliencePackProps extends NagPackProps {
  /**
   * The tier of resources for which no `ResiliencyPolicy` declares one.
   * @default - none: findings keep the severity of their rule
   */
  readonly tier?: Tier;
  /**
   * Which rules run, by who has use for them.
   * @default Strictness.RECOMMENDED
   */
  readonly strictness?: Strictness;
  /**
   * Severities by rule id, which win over the rule's own and the tier's.
   * @default - none
   */
  readonly severities?: { [ruleId: string]: FindingSeverity };
  /**
   * Only these rules, whatever their strictness.
   * @default - all of the pack
   */
  readonly rules?: string[];
  /**
   * Not these rules.
   * @default - none
   */
  readonly exceptRules?: string[];
  /**
   * What becomes of verdicts that the template does not decide.
   * @default UndeterminedPolicy.IGNORE
   */
  readonly undetermined?: UndeterminedPolicy;
  /**
   * Which open findings close the gate.
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;
  /**
   * Why expired acceptances hold for now: breaks the glass in an emergency. It is recorded in the assessment, and a
   * warning is reported as long as it is there.
   * @default - expired acceptances do not hold
   */
  readonly breakGlass?: string;
  /**
   * Rules of your own, run with the pack's.
   * @default - none
   */
  readonly customRules?: ResilienceRule[];
}

const PROPERTIES: Readonly<Record<keyof ResiliencePackProps, true>> = {
  tier: true,
  strictness: true,
  severities: true,
  rules: true,
  exceptRules: true,
  undetermined: true,
  failOn: true,
  breakGlass: true,
  customRules: true,
  verbose: true,
  writeSuppressionsToCloudFormation: true,
};

/**
 * What the properties of a pack say, in the words of the configuration.
 *
 * @throws InputError when a property is not known or a value not allowed
 */
export function ownConfiguration(pack: string, props: ResiliencePackProps): Configuration {
  const unknown = Object.keys(props).find((key) => !Object.hasOwn(PROPERTIES, key));
  if (unknown !== undefined) {
    throw new InputError(pack, `'${unknown}' is not known`, `Known are ${Object.keys(PROPERTIES).join(', ')}`);
  }
  return readConfiguration(weightsOf({ ...props, except: props.exceptRules }), pack);
}

/**
 * The user's own rules among the properties of a pack.
 *
 * @throws Error when one is none, or has the id of another rule
 */
export function ownRules({ customRules = [] }: ResiliencePackProps, registry: readonly Rule[]): Rule[] {
  if (customRules.some((rule: Partial<ResilienceRule>) => rule._rule === undefined)) {
    throw new Error(
      'customRules takes instances of ResilienceRule: ResilienceRule.of(rule) makes one of what defineRule returns',
    );
  }
  const rules = customRules.map((rule) => rule._rule);
  const ids = rules.map(({ id }) => id);
  const twin = ids.find((id, i) => ids.indexOf(id) !== i || registry.some((rule) => rule.id === id));
  if (twin !== undefined) throw new Error(`There are two rules with the id '${twin}'`);
  return rules;
}

/** What a pack does: as its properties say, else the context, else the defaults. */
export function runOptions(pack: string, props: ResiliencePackProps, context: Configuration): RunOptions {
  return { ...DEFAULTS, ...weightsOf(context), ...ownConfiguration(pack, props), pack };
}
