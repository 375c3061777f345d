import type { TierName } from '../intent/schema/tier';
import type { RuleInfo } from './rule';
import type { Severity } from './vocabulary';

/** Which warnings a tier makes errors: those whose rule has one of these strictnesses. */
const RAISED_BY_TIER: Readonly<Record<TierName, readonly RuleInfo['strictness'][]>> = {
  /** Nothing that the default run asks for may be left open. */
  MISSION_CRITICAL: ['essential', 'recommended'],
  /** What everybody should have must be there. */
  CRITICAL: ['essential'],
  /** Foundational services carry the workloads above them, so they are held to what critical ones are. */
  CORE_SERVICES: ['essential'],
  IMPORTANT: [],
  NON_CRITICAL: [],
};

/**
 * How bad a finding of a rule is.
 *
 * @param rule the rule
 * @param tier the tier of the workload the resource belongs to, where declared
 * @param overrides the user's own severities by rule id; they win
 */
export function severityOf(
  rule: Pick<RuleInfo, 'id' | 'severity' | 'strictness'>,
  tier: TierName | undefined,
  overrides: { readonly [ruleId: string]: Severity } = {},
): Severity {
  const own = Object.hasOwn(overrides, rule.id) ? overrides[rule.id] : undefined;
  if (own !== undefined) return own;
  const raised = tier !== undefined && rule.severity === 'warning' && RAISED_BY_TIER[tier].includes(rule.strictness);
  return raised ? 'error' : rule.severity;
}
