import { RuleTester, type InvalidCase, type RuleCases } from '../../../lib/engine/rule-tester';
import type { Rule } from '../../../lib/engine/rule';
import { compliant, nonCompliant } from '../../../lib/engine/verdict';
import { ruleOf } from './rules';

const rule = ruleOf({ check: (subject) => (subject.isTrue('Good') ? compliant : nonCompliant('Good')) });
const Open = { Parameters: { P: { Type: 'String' } } };
const subject = (good: unknown): object => ({ Subject: { Type: 'Test::Type', Properties: { Good: good } } });

/** What the tests that a tester declares come to: their name, and what they threw. */
function outcomes(tested: Rule, cases: Partial<RuleCases>): string[] {
  const out: string[] = [];
  const framework = globalThis as unknown as { describe: unknown; it: unknown };
  const { describe, it } = framework;
  framework.describe = (name: string, body: () => void) => {
    out.push(name);
    body();
  };
  framework.it = (name: string, body: () => void) => {
    try {
      body();
      out.push(`pass ${name}`);
    } catch (error) {
      out.push(`fail ${name}: ${(error as Error).message.replace(/\s+/g, ' ')}`);
    }
  };
  try {
    RuleTester.run(tested, { valid: [], invalid: [], ...cases });
  } finally {
    Object.assign(framework, { describe, it });
  }
  return out;
}

describe('a case passes', () => {
  it('where the rule says what it expects', () => {
    const cases: RuleCases = {
      valid: [
        { name: 'true', given: { Good: true } },
        { name: 'a parameter', given: { ...Open, Resources: subject({ Ref: 'P' }) }, parameters: { P: 'true' } },
      ],
      invalid: [
        { name: 'false', given: { Good: false }, finds: ['Subject.Properties.Good'] },
        {
          name: 'other stacks and resources, in any order',
          given: { Resources: { ...subject(false), More: { Type: 'Test::Type' } } },
          stacks: { Other: { template: { Resources: subject(false) }, region: 'us-east-1' } },
          finds: ['Other/Subject.Properties.Good', 'More.Properties.Good', 'Subject.Properties.Good'],
        },
        {
          name: 'an open condition',
          given: {
            ...Open,
            Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
            Resources: subject({ 'Fn::If': ['C', true, false] }),
          },
          finds: ['Subject.Properties.Good when C is false'],
        },
      ],
      undetermined: [
        {
          name: 'an open parameter',
          given: { ...Open, Resources: subject({ Ref: 'P' }) },
          open: ['Subject.Properties.Good'],
        },
      ],
    };
    expect(outcomes(rule, cases)).toEqual([
      'TestRule',
      'pass finds what its examples say',
      'pass accepts true',
      'pass accepts a parameter',
      'pass finds false',
      'pass finds other stacks and resources, in any order',
      'pass finds an open condition',
      'pass leaves open an open parameter',
    ]);
  });
});

describe('a case fails', () => {
  const found = '{ "finds": [ "Subject.Properties.Good" ], "open": [] }';
  const nothing = '{ "finds": [], "open": [] }';

  it.each<[name: string, cases: Partial<RuleCases>, outcome: string]>([
    [
      'where something is found',
      { valid: [{ name: 'x', given: { Good: false } }] },
      `fail accepts x: TestRule, x: expected ${nothing}, got ${found}`,
    ],
    [
      'where nothing is found',
      { invalid: [{ name: 'x', given: { Good: true }, finds: ['Subject.Properties.Good'] }] },
      `fail finds x: TestRule, x: expected ${found}, got ${nothing}`,
    ],
    [
      'at another path',
      { invalid: [{ name: 'x', given: { Good: false }, finds: ['Subject.Properties.Bad'] }] },
      `fail finds x: TestRule, x: expected ${found.replace('Good', 'Bad')}, got ${found}`,
    ],
    [
      'at another resource',
      { invalid: [{ name: 'x', given: { Good: false }, finds: ['Other.Properties.Good'] }] },
      `fail finds x: TestRule, x: expected ${found.replace('Subject', 'Other')}, got ${found}`,
    ],
    [
      'under a condition that is not told',
      { invalid: [{ name: 'x', given: { Good: false }, finds: ['Subject.Properties.Good when C is true'] }] },
      `fail finds x: TestRule, x: expected ${found.replace('Good"', 'Good when C is true"')}, got ${found}`,
    ],
    [
      'where a finding is missing',
      { invalid: [{ name: 'x', given: { Good: false }, finds: ['Subject.Properties.Good', 'Subject'] }] },
      `fail finds x: TestRule, x: expected ${found.replace('[ "', '[ "Subject", "')}, got ${found}`,
    ],
    [
      'where it is not decided',
      { valid: [{ name: 'x', given: { Good: { Ref: 'P' } } }] },
      `fail accepts x: TestRule, x: expected ${nothing}, got ${'{ "finds": [], "open": [ "Subject.Properties.Good" ] }'}`,
    ],
    [
      'where it is decided',
      { undetermined: [{ name: 'x', given: { Good: true }, open: ['Subject.Properties.Good'] }] },
      `fail leaves open x: TestRule, x: expected ${'{ "finds": [], "open": [ "Subject.Properties.Good" ] }'}, got ${nothing}`,
    ],
    [
      'where the rule meets no resource',
      { valid: [{ name: 'x', given: { Resources: { A: { Type: 'Test::Other' } } } }] },
      'fail accepts x: TestRule applies to Test::Type, and the template has none',
    ],
  ])('%s', (_, cases, outcome) => {
    expect(outcomes(rule, cases).slice(2)).toEqual([outcome]);
  });

  it('where the rule throws', () => {
    const broken = ruleOf({
      id: 'Broken',
      check: () => {
        throw new Error('no');
      },
    });
    expect(outcomes(broken, { valid: [{ name: 'x', given: {} }] })).toEqual([
      'Broken',
      'fail finds what its examples say: Rule Broken failed: no',
      'fail accepts x: Rule Broken failed: no',
    ]);
  });

  it.each<[name: string, examples: object, outcome: RegExp]>([
    [
      'the noncompliant is compliant',
      { noncompliant: { Good: true } },
      /its noncompliant example: expected .*"Subject.Properties.Good".*, got .*"finds": \[\]/,
    ],
    [
      'the compliant is not',
      { compliant: { Good: 'no' } },
      /its compliant example: expected .*"finds": \[\].*, got .*"Subject.Properties.Good"/,
    ],
    [
      'the path is another',
      { at: '' },
      /its noncompliant example: expected .*"Subject".*, got .*"Subject.Properties.Good"/,
    ],
  ])('where an example is wrong: %s', (_, examples, outcome) => {
    const wrong = ruleOf({
      check: (each) => (each.isTrue('Good') ? compliant : nonCompliant('Good')),
      examples: { ...rule.examples, ...examples },
    });
    expect(outcomes(wrong, {})[1]).toMatch(outcome);
  });
});

describe('cases are refused', () => {
  const good = { name: 'one', given: { Good: true } };
  const bad: InvalidCase = { name: 'two', given: { Good: false }, finds: ['Subject.Properties.Good'] };

  it.each<[name: string, cases: Partial<RuleCases>, message: string]>([
    [
      'with the same name',
      { valid: [good], invalid: [{ ...bad, name: 'one' }] },
      "TestRule: two cases are called 'one'",
    ],
    ['that give the same', { valid: [good, { ...good, name: 'two' }] }, "TestRule: 'two' is the same case as another"],
    [
      'that give the same and expect something else',
      { valid: [{ ...good, given: bad.given }], invalid: [bad] },
      "TestRule: 'two' is the same case as another",
    ],
    [
      'that expect nothing',
      { invalid: [{ ...bad, finds: [] }] },
      "TestRule: 'two' expects nothing, so it is a valid case",
    ],
    [
      'that leave nothing open',
      { undetermined: [{ ...good, open: [] }] },
      "TestRule: 'one' expects nothing, so it is a valid case",
    ],
  ])('%s', (_, cases, message) => {
    expect(() => outcomes(rule, cases)).toThrow(new Error(message));
  });

  it('but not where they differ by their environment', () => {
    expect(outcomes(rule, { valid: [good, { ...good, name: 'two', region: 'us-east-1' }] })).toHaveLength(4);
  });
});

test('try tells what a rule finds', () => {
  const given = { Resources: { ...subject({ Ref: 'P' }), More: { Type: 'Test::Type' } }, ...Open };
  expect(RuleTester.try(rule, { given })).toEqual({
    finds: ['More.Properties.Good'],
    open: ['Subject.Properties.Good'],
  });
});

test('an application rule is told by its stack', () => {
  const whole = ruleOf({
    appliesTo: 'application',
    check: ({ stacks }) => stacks.map(({ id }) => ({ ...nonCompliant(''), stack: id })),
    examples: { noncompliant: { Resources: {} }, compliant: { Resources: {} }, at: 'Stack' },
  });
  expect(RuleTester.try(whole, { given: { Resources: {} }, stacks: { Other: { template: {} } } }).finds).toEqual([
    'Stack',
    'Other',
  ]);
});
