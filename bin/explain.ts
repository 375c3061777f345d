import { InputError } from '../lib/model/input-error';
import { refuseUnknownRules } from '../lib/assessment/configuration';
import { renderRule } from '../lib/report/rule-page';
import { RULES } from '../policies/rules';

/** Tells everything about one rule. */
export function explain(id: string): void {
  refuseUnknownRules({ rules: [id] }, new Set(RULES.map((rule) => rule.id)), 'explain');
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new InputError('explain', `there is no rule '${id}'`);
  process.stdout.write(renderRule(rule));
}
