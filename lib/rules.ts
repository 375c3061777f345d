/** What it takes to write and test rules of one's own: `import { defineRule } from 'cdk-resilience/rules'`. */
export { defineRule, type Rule, type RuleInfo, type RuleSpec, type Check, type Verdicts } from './engine/rule';
export {
  RuleTester,
  type RuleCase,
  type InvalidCase,
  type UndeterminedCase,
  type RuleCases,
} from './engine/rule-tester';
export { CheckedResource, CheckResult, ResilienceRule, type ResilienceRuleProps } from './engine/resilience-rule';
export { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from './engine/verdict';
export type { Category, Disruption, Severity, Strictness } from './engine/vocabulary';
export type { Application } from './model/application';
export type { Resource } from './model/resource';
export type { Stack } from './model/stack';
export type { Value } from './model/value';
