/** `npm run new:rule -- <service> <RuleId>`: a rule and its test, to be filled in. */
import { RULES } from '../policies/rules';
import { ruleScaffold } from './rule-scaffold';
import { readRepository, scaffold } from './scaffold';

const [service, id] = process.argv.slice(2);
const ids = RULES.map((rule) => rule.id);
void scaffold(
  () => ruleScaffold(readRepository, ids, service, id),
  `Fill in the rule, then its cases, until this passes:\n  npm test -- test/policies/rules/${service}.test.ts`,
);
