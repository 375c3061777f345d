import { renderRules, RULE_FORMATS, type RuleFormat } from '../lib/report/rules';
import { RULES } from '../policies/rules';

export { RULE_FORMATS };

/** Lists every rule. */
export function rules(format: string): void {
  process.stdout.write(renderRules(RULES, format as RuleFormat));
}
