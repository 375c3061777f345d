import * as fc from 'fast-check';
import { Evaluator, weigh } from '../../../lib/engine/evaluate';
import { exampleTemplate } from '../../../lib/engine/rule';
import type { Json, JsonObject } from '../../../lib/model/values';
import { RULES } from '../../../policies/rules';
import { replacedAt } from '../model/places';
import { applicationOf, applicationOfStacks, stackOf } from '../model/templates';

/** Whatever a template holds, all rules get through it: none fails, and all come to an end. */
function judge(...templates: readonly JsonObject[]): string[] {
  const application = applicationOfStacks(
    ...templates.map((template, i) => stackOf(`Stack${i}`, template, { parameters: { Given: 'x' } })),
  );
  const { findings, undetermined } = new Evaluator(application).run(RULES);
  for (const finding of findings) weigh(finding, {});
  expect(undetermined.every(({ because }) => because !== '')).toBe(true);
  return findings.filter(({ rule }) => rule === undefined).map(({ detail, resource }) => `${resource?.key}: ${detail}`);
}

/** The same templates in every run. */
const SEED = 20261123;

const EXAMPLES = RULES.flatMap((rule) =>
  [rule.examples.noncompliant, rule.examples.compliant].map((each) => exampleTemplate(rule, each)),
);

/** Any JSON, and calls of functions with what they expect or with anything. */
const anything: fc.Arbitrary<Json> = fc.letrec<{ value: Json; leaf: Json; call: Json }>((tie) => ({
  leaf: fc.oneof(
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      '',
      'true',
      '-1',
      '0',
      'Subject',
      'arn:aws:sqs:::x',
      '${Subject.Arn}',
      '{{resolve:ssm:/x}}',
      [],
      {},
      [null],
      { '': {} },
    ),
    fc.constantFrom<Json>(
      { Ref: 'Subject' },
      { Ref: 'Given' },
      { Ref: 'AWS::NoValue' },
      { Ref: 'AWS::Region' },
      { Ref: 'Open' },
    ),
    fc.constantFrom<Json>(
      { 'Fn::GetAtt': ['Subject', 'Arn'] },
      { 'Fn::GetAtt': 'Subject' },
      { 'Fn::ImportValue': 'export' },
    ),
  ),
  call: fc
    .tuple(
      fc.constantFrom(
        ...[
          'Ref',
          'Condition',
          'Fn::If',
          'Fn::Join',
          'Fn::Sub',
          'Fn::Select',
          'Fn::Split',
          'Fn::FindInMap',
          'Fn::ImportValue',
        ],
        ...[
          'Fn::GetAtt',
          'Fn::GetAZs',
          'Fn::ToJsonString',
          'Fn::Length',
          'Fn::Base64',
          'Fn::GetStackOutput',
          'Fn::Cidr',
          'Fn::Transform',
        ],
        ...['Fn::ForEach::X', 'Fn::Equals', 'Fn::And', 'Fn::Not', 'Fn::Unheard'],
      ),
      fc.oneof(tie('value'), fc.array(tie('value'), { maxLength: 4 })),
    )
    .map(([name, argument]): Json => ({ [name]: argument })),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    tie('call'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .tuple(fc.constantFrom('MaybeA', 'MaybeB', 'Nothing'), tie('value'), tie('value'))
      .map(([name, a, b]): Json => ({ 'Fn::If': [name, a, b] })),
  ),
})).value;

/** What every template here has beside its resources, so that functions find something. */
const FRAME = {
  Parameters: { Open: { Type: 'String' }, Given: { Type: 'CommaDelimitedList' } },
  Conditions: { MaybeA: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] }, MaybeB: { 'Fn::Not': [{ Condition: 'MaybeA' }] } },
  Mappings: { Map: { a: { b: 'c' } } },
  Outputs: { Out: { Value: { Ref: 'Subject' }, Export: { Name: 'export' } } },
};

describe('all rules get through', () => {
  it('the examples of all rules', () => {
    for (const example of EXAMPLES) expect(judge(example)).toEqual([]);
  });

  it('examples with anything at any place', () => {
    const changed = fc
      .tuple(fc.constantFrom(...EXAMPLES), fc.nat(), anything)
      .map(([example, at, value]) => replacedAt({ ...FRAME, ...example }, at, value));
    fc.assert(
      fc.property(changed, (template) => expect(judge(template)).toEqual([])),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('examples with something taken away', () => {
    const changed = fc.tuple(fc.constantFrom(...EXAMPLES), fc.nat(), fc.constantFrom<Json>(null, '', 0, false, [], {}));
    fc.assert(
      fc.property(changed, ([example, at, value]) => {
        expect(judge(replacedAt(example, at, value))).toEqual([]);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('several examples in one application, one of them changed', () => {
    const changed = fc.tuple(fc.constantFrom(...EXAMPLES), fc.constantFrom(...EXAMPLES), fc.nat(), anything);
    fc.assert(
      fc.property(changed, ([one, other, at, value]) => {
        expect(judge(replacedAt({ ...FRAME, ...one }, at, value), { ...FRAME, ...other })).toEqual([]);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('sections of any shape', () => {
    const sections = fc.record({
      Parameters: fc.jsonValue(),
      Mappings: fc.jsonValue(),
      Conditions: fc.jsonValue(),
      Outputs: fc.jsonValue(),
      Transform: fc.oneof(fc.jsonValue(), fc.constant('AWS::LanguageExtensions')),
      Metadata: fc.oneof(fc.string(), fc.array(fc.jsonValue())),
      Resources: fc.dictionary(
        fc.string(),
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            Type: fc.constantFrom(...RULES.flatMap(({ appliesTo }) => appliesTo)),
            Properties: fc.jsonValue(),
          }),
        ),
      ),
    });
    fc.assert(
      fc.property(sections, (template) => expect(judge(template as JsonObject)).toEqual([])),
      { seed: SEED, numRuns: 500 },
    );
  });
});

test('resources of every type a rule knows, with properties of no use, are judged', () => {
  const types = [...new Set(RULES.flatMap(({ appliesTo }) => appliesTo))];
  for (const properties of [
    undefined,
    null,
    [],
    'x',
    {},
    { Ref: 'AWS::NoValue' },
    { Ref: 'AWS::StackId' },
    { 'Fn::Transform': {} },
  ]) {
    const resources = Object.fromEntries(types.map((Type, i) => [`R${i}`, { Type, Properties: properties }]));
    const { findings } = new Evaluator(applicationOf({ Resources: resources })).run(RULES);
    expect(findings.filter(({ rule }) => rule === undefined).map(({ detail }) => detail)).toEqual([]);
  }
});
