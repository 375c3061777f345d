import type { Rule } from './rule';
import { STRICTNESSES, type Strictness } from './vocabulary';

/** Which rules run. */
export interface Selection {
  /** Rules up to this strictness. Default: `recommended`. */
  readonly strictness?: Strictness;
  /** Only these rules, whatever their strictness. */
  readonly only?: readonly string[];
  /** Not these rules. */
  readonly except?: readonly string[];
}

/** The rules of a registry that a selection names, in the registry's order. */
export function selectRules(registry: readonly Rule[], selection: Selection): Rule[] {
  const { strictness = 'recommended', only, except = [] } = selection;
  const level = STRICTNESSES.indexOf(strictness);
  const [wanted, unwanted] = [only && new Set(only), new Set(except)];
  return registry.filter(
    (rule) =>
      !unwanted.has(rule.id) &&
      (wanted === undefined ? STRICTNESSES.indexOf(rule.strictness) <= level : wanted.has(rule.id)),
  );
}
