import type { Rule } from '../../../lib/engine/rule';
import { selectRules, type Selection } from '../../../lib/engine/select';
import { compliant } from '../../../lib/engine/verdict';
import { ruleOf } from './rules';

const REGISTRY: readonly Rule[] = [
  ruleOf({ id: 'Full', strictness: 'exhaustive', check: () => compliant }),
  ruleOf({ id: 'Basic', strictness: 'essential', check: () => compliant }),
  ruleOf({ id: 'Usual', strictness: 'recommended', check: () => compliant }),
];

test.each<[selection: Selection, ids: readonly string[]]>([
  [{}, ['Basic', 'Usual']],
  [{ strictness: 'essential' }, ['Basic']],
  [{ strictness: 'exhaustive' }, ['Full', 'Basic', 'Usual']],
  [{ only: ['Full'] }, ['Full']],
  [{ only: ['Usual', 'Full'], strictness: 'essential' }, ['Full', 'Usual']],
  [{ only: [] }, []],
  [{ except: ['Basic'] }, ['Usual']],
  [{ only: ['Basic', 'Full'], except: ['Basic'] }, ['Full']],
  [{ except: ['Nothing'] }, ['Basic', 'Usual']],
])('%j selects %j', (selection, ids) => {
  expect(selectRules(REGISTRY, selection).map(({ id }) => id)).toEqual(ids);
});
