import { defineRule, exampleTemplate, RESERVED_IDS, type RuleSpec } from '../../../lib/engine/rule';
import { compliant, nonCompliant } from '../../../lib/engine/verdict';
import { applicationOf, resourceIn } from '../model/templates';
import { ruleOf, SPEC } from './rules';

const application = applicationOf({ Resources: { A: { Type: 'Test::Type' } } });

test('a rule says what was said of it, and cannot be changed', () => {
  const rule = ruleOf({ check: () => compliant });
  expect(rule).toMatchObject({ ...SPEC, appliesTo: ['Test::Type'], isApplicationRule: false });
  expect('check' in rule).toBe(false);
  expect(Object.isFrozen(rule)).toBe(true);
});

test('a rule may apply to several types, or to the application', () => {
  expect(ruleOf({ appliesTo: ['A', 'B'], check: () => compliant }).appliesTo).toEqual(['A', 'B']);
  const whole = ruleOf({
    appliesTo: 'application',
    check: (each) => [nonCompliant('', { detail: each.name }), compliant],
  });
  expect(whole.isApplicationRule).toBe(true);
  expect(whole.run(application)).toEqual([{ kind: 'non-compliant', at: '', detail: 'test' }, compliant]);
});

test('a check is given the resource and the application, and gives a verdict or several', () => {
  const a = resourceIn(application, 'Stack/A');
  const one = ruleOf({
    check: (resource, whole) => (resource === a && whole === application ? compliant : nonCompliant('')),
  });
  expect(one.run(application, a)).toEqual([compliant]);
  expect(ruleOf({ check: () => [] }).run(application, a)).toEqual([]);
});

test.each<[fault: string, spec: object]>([
  ['the id must be letters and digits, beginning with a capital', { id: 'rds-multi-az' }],
  ['the id must be letters and digits, beginning with a capital', { id: 'lower' }],
  ['the id must be letters and digits, beginning with a capital', { id: undefined }],
  ...RESERVED_IDS.map((id): [string, object] => ['the id is reserved', { id }]),
  ["category 'FUN' is not known", { category: 'FUN' }],
  ["strictness 'lax' is not known", { strictness: 'lax' }],
  ['the severity must be error or warning', { severity: 'fatal' }],
  ['it guards against no disruption', { disruptions: [] }],
  ['it guards against no disruption', { disruptions: undefined }],
  ["disruption 'flood' is not known", { disruptions: ['az', 'flood'] }],
  ['the title is empty', { title: ' ' }],
  ['the title is empty', { title: undefined }],
  ['the why is empty', { why: '' }],
  ['the fix is empty', { fix: 5 }],
  ['the title ends with a full stop', { title: 'It is wrong.' }],
  ['docs must be an https address', { docs: 'http://docs.aws.amazon.com' }],
  ['docs must be an https address', { docs: undefined }],
  ['it applies to nothing', { appliesTo: [] }],
  ['it applies to nothing', { appliesTo: [''] }],
  ['it applies to nothing', { appliesTo: undefined }],
  ["'application' does not go with resource types", { appliesTo: ['application', 'AWS::SQS::Queue'] }],
  ['it has no check', { check: undefined }],
])('a rule is refused: %s (%j)', (fault, spec) => {
  const whole = { ...SPEC, appliesTo: 'Test::Type', check: () => compliant, ...spec } as unknown as RuleSpec;
  expect(() => defineRule(whole)).toThrow(new Error(`Rule ${String(whole.id)}: ${fault}`));
});

test('an example is the properties of the resource, or a template', () => {
  expect(exampleTemplate(ruleOf({ appliesTo: ['A', 'B'], check: () => compliant }), { X: 1 })).toEqual({
    Resources: { Subject: { Type: 'A', Properties: { X: 1 } } },
  });
  const template = { Parameters: {}, Resources: { Subject: { Type: 'B' } } };
  expect(exampleTemplate(ruleOf({ check: () => compliant }), template)).toBe(template);
});
