import { DisruptionType, FailureCategory, Strictness } from '../../../lib/engine/classification';
import { Evaluator } from '../../../lib/engine/evaluate';
import {
  CheckedResource,
  CheckResult,
  ResilienceRule,
  type ResilienceRuleProps,
} from '../../../lib/engine/resilience-rule';
import { nonCompliant } from '../../../lib/engine/verdict';
import { applicationOf, resourceIn, type Template } from '../model/templates';
import { ruleOf } from './rules';

const PROPS: ResilienceRuleProps = {
  ruleId: 'OwnRule',
  appliesTo: ['Test::Type'],
  title: 'It is bad',
  why: 'It breaks.',
  fix: 'Mend it.',
  docs: 'https://example.com',
};

/** A rule as it is written in any language: a class with a `check`. */
class OwnRule extends ResilienceRule {
  constructor(
    private readonly say: (resource: CheckedResource) => CheckResult,
    props: Partial<ResilienceRuleProps> = {},
  ) {
    super({ ...PROPS, ...props });
  }

  public check(resource: CheckedResource): CheckResult {
    return this.say(resource);
  }
}

function said(rule: ResilienceRule, template: Template): unknown {
  const { findings, undetermined } = new Evaluator(applicationOf(template)).run([rule._rule]);
  return [
    findings.map(({ ruleId, resource, path, detail, condition }) => [ruleId, resource?.id, path, detail, condition]),
    undetermined.map(({ resource, path }) => [resource?.id, path]),
  ];
}

const one = (properties: object): Template => ({
  Parameters: { Open: { Type: 'String' } },
  Resources: { A: { Type: 'Test::Type', Properties: properties } },
});

describe("a rule of one's own", () => {
  it.each<[name: string, say: (resource: CheckedResource) => CheckResult, expected: unknown]>([
    ['accepts', () => CheckResult.compliant(), [[], []]],
    ['says nothing', () => CheckResult.notApplicable(), [[], []]],
    [
      'finds fault',
      () => CheckResult.nonCompliant('X.Y', 'It is 5.'),
      [[['OwnRule', 'A', 'Properties.X.Y', 'It is 5.', undefined]], []],
    ],
    [
      'finds fault with the whole',
      () => CheckResult.nonCompliant(),
      [[['OwnRule', 'A', '', undefined, undefined]], []],
    ],
    [
      'meets an unknown value',
      (resource) => (resource.text('Open') === 'x' ? CheckResult.compliant() : CheckResult.nonCompliant()),
      [[], [['A', 'Properties.Open']]],
    ],
    [
      'returns nothing',
      () => undefined as unknown as CheckResult,
      [[['InternalError', 'A', '', 'Rule OwnRule failed: its check did not return a verdict', undefined]], []],
    ],
  ])('%s', (_, say, expected) => {
    expect(said(new OwnRule(say), one({ Open: { Ref: 'Open' } }))).toEqual(expected);
  });

  it('is taken through open conditions', () => {
    const template = {
      ...one({ X: { 'Fn::If': ['C', 1, 2] } }),
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } },
    };
    const rule = new OwnRule((resource) =>
      resource.number('X') === 1 ? CheckResult.nonCompliant('X') : CheckResult.compliant(),
    );
    expect(said(rule, template)).toEqual([[['OwnRule', 'A', 'Properties.X', undefined, 'C is true']], []]);
  });

  it('says of itself what it is given, and the rest by default', () => {
    const plain = new OwnRule(() => CheckResult.compliant())._rule;
    expect(plain).toMatchObject({
      id: 'OwnRule',
      appliesTo: ['Test::Type'],
      category: 'MISCONFIGURATION_AND_BUGS',
      disruptions: ['software'],
      severity: 'error',
      strictness: 'essential',
    });
    const props = {
      isError: false,
      category: FailureCategory.SHARED_FATE,
      disruptions: [DisruptionType.AZ, DisruptionType.REGION],
      strictness: Strictness.EXHAUSTIVE,
    };
    expect(new OwnRule(() => CheckResult.compliant(), props)._rule).toMatchObject({
      category: 'SHARED_FATE',
      disruptions: ['az', 'region'],
      severity: 'warning',
      strictness: 'exhaustive',
    });
  });

  it.each<[props: Partial<ResilienceRuleProps>, message: string]>([
    [{ ruleId: 'own' }, 'Rule own: the id must be letters and digits, beginning with a capital'],
    [{ category: 'X' as FailureCategory }, "Rule OwnRule: category 'X' is not known"],
    [{ strictness: 'severe' as Strictness }, "Rule OwnRule: strictness 'severe' is not known"],
    [{ disruptions: [] }, 'Rule OwnRule: it guards against no disruption'],
    [{ appliesTo: [] }, 'Rule OwnRule: it applies to nothing'],
  ])('is refused with %j', (props, message) => {
    expect(() => new OwnRule(() => CheckResult.compliant(), props)).toThrow(new Error(message));
  });
});

describe('a checked resource', () => {
  const application = applicationOf(
    {
      Parameters: { Open: { Type: 'String' } },
      Resources: {
        A: {
          Type: 'Test::Type',
          Properties: {
            Text: 'x',
            Number: '5',
            Yes: 'true',
            List: ['a', { Ref: 'AWS::NoValue' }, 'c'],
            Map: { K: 1, L: { Ref: 'AWS::NoValue' } },
            Open: { Ref: 'Open' },
            Of: { 'Fn::GetAtt': ['B', 'Arn'] },
          },
        },
        B: { Type: 'Test::Other' },
      },
    },
    { region: 'eu-west-1', constructPaths: new Map([['A', 'Stack/A/Resource']]) },
  );
  const [a, b] = ['A', 'B'].map((id) => CheckedResource._of(resourceIn(application, `Stack/${id}`))) as [
    CheckedResource,
    CheckedResource,
  ];

  it('reads properties', () => {
    expect([
      a.text('Text'),
      a.number('Number'),
      a.isTrue('Yes'),
      a.isTrue('Nothing'),
      a.text('Nothing'),
      a.number('Nothing'),
    ]).toEqual(['x', 5, true, false, undefined, undefined]);
    expect([a.has('Open'), a.has('Nothing'), a.isUnknown('Open'), a.isUnknown('Text')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([a.count('List'), a.count('Nothing'), a.count('Text')]).toEqual([2, 0, 1]);
    expect([a.keys('List'), a.keys('Map'), a.keys('Nothing')]).toEqual([['0', '2'], ['K'], []]);
    expect(a.keys('List').map((key) => a.text(`List.${key}`))).toEqual(['a', 'c']);
  });

  it('knows what it is and who it is with', () => {
    expect([a.logicalId, a.resourceType, a.constructPath, a.region]).toEqual([
      'A',
      'Test::Type',
      'Stack/A/Resource',
      'eu-west-1',
    ]);
    expect(b.constructPath).toBeUndefined();
    expect([a.reference('Of')?.logicalId, a.reference('Text')]).toEqual(['B', undefined]);
    expect(b.referencedBy('Test::Type').map(({ logicalId }) => logicalId)).toEqual(['A']);
    expect(b.referencedBy('Test::Other')).toEqual([]);
  });
});

describe('a rule of defineRule', () => {
  const defined = ruleOf({
    id: 'Defined',
    severity: 'warning',
    check: (resource, application) => nonCompliant('X', { detail: application.name + resource.id }),
  });

  it('is itself', () => {
    const rule = ResilienceRule.of(defined);
    expect(rule._rule).toBe(defined);
    expect(said(rule, one({}))).toEqual([[['Defined', 'A', 'Properties.X', 'testA', undefined]], []]);
  });

  it('may be about the application', () => {
    const whole = ruleOf({ appliesTo: 'application', check: () => [] });
    expect(ResilienceRule.of(whole)._rule).toBe(whole);
  });

  it('is refused where it is something else', () => {
    for (const junk of [undefined, null, 5, {}, { id: 'X' }]) {
      expect(() => ResilienceRule.of(junk)).toThrow('ResilienceRule.of takes what defineRule returns');
    }
  });

  it('is not checked by hand', () => {
    const resource = CheckedResource._of(resourceIn(applicationOf(one({})), 'Stack/A'));
    expect(() => ResilienceRule.of(defined).check(resource)).toThrow('A defined rule is run by the engine.');
  });
});
