import { defineRule, type Rule, type RuleSpec } from '../../../lib/engine/rule';

/** A rule for a test, with as little said about it as may be. */
export function ruleOf<const T extends string | readonly string[] = 'Test::Type'>(
  spec: Partial<RuleSpec<T>> & Pick<RuleSpec<T>, 'check'>,
): Rule {
  return defineRule<T>({ ...SPEC, appliesTo: 'Test::Type' as string as T, ...spec });
}

/** What every rule must say. */
export const SPEC = {
  id: 'TestRule',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'It is not as it should be',
  why: 'It breaks.',
  fix: 'Set it right.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/',
  examples: { noncompliant: { Good: false }, compliant: { Good: true }, at: 'Properties.Good' },
} as const;
