import type { Expression } from '../../../lib/model/conditions';
import { applicationOf, applicationOfStacks, stackOf } from './templates';

const PARAMETERS = {
  Env: { Type: 'String' },
  Size: { Type: 'String', AllowedValues: ['small', 'large'] },
  Only: { Type: 'String', AllowedValues: ['one'] },
  Count: { Type: 'Number', AllowedValues: [1, 2] },
  Known: { Type: 'String', Default: 'prod' },
  Flag: { Type: 'String', Default: true },
};

const env = { op: 'equals', variable: 'parameter Env of Stack', literal: 'prod' };
const size = (literal: string): object => ({
  op: 'equals',
  variable: 'parameter Size of Stack',
  literal,
  allowed: ['small', 'large'],
});
const equals = (...pair: readonly unknown[]): object => ({ 'Fn::Equals': pair });
const isProd = equals({ Ref: 'Env' }, 'prod');
const opaque = (name: string): object => ({ op: 'equals', variable: `Stack: ${name}`, literal: '\u0000true' });

function read(condition: unknown, others: object = {}): Expression | undefined {
  const [stack] = applicationOf({ Parameters: PARAMETERS, Conditions: { Subject: condition, ...others } }).stacks;
  return stack!.condition('Subject');
}

describe('a condition', () => {
  it.each<[name: string, condition: unknown, expected: unknown]>([
    ['of equal texts is true', equals('a', 'a'), true],
    ['of different texts is false', equals('a', 'b'), false],
    ['compares numbers and booleans as text', equals(1, '1'), true],
    ['compares the default of a parameter', equals({ Ref: 'Known' }, 'prod'), true],
    ['compares a boolean default as text', equals({ Ref: 'Flag' }, 'true'), true],
    ['takes true', true, true],
    ['on an open parameter is open', isProd, env],
    ['does not mind the sides', equals('prod', { Ref: 'Env' }), env],
    ['sees through Fn::Sub', equals({ 'Fn::Sub': '${Env}' }, 'prod'), env],
    ['is false for a value that is not allowed', equals({ Ref: 'Size' }, 'huge'), false],
    ['is open for a value that is', equals({ Ref: 'Size' }, 'large'), size('large')],
    ['is true for the only value that is allowed', equals({ Ref: 'Only' }, 'one'), true],
    ['takes allowed numbers as text', equals({ Ref: 'Count' }, 3), false],
    ['of an open parameter and itself is true', equals({ Ref: 'Env' }, { 'Fn::Sub': '${Env}' }), true],
    [
      'of two open parameters is open, the sides alike',
      equals({ Ref: 'Size' }, { Ref: 'Env' }),
      { op: 'equals', variable: 'parameter Env of Stack = parameter Size of Stack', literal: '\u0000true' },
    ],
    [
      'of an open list is open',
      equals({ 'Fn::Join': ['', { Ref: 'Nothing' }] }, ''),
      {
        op: 'equals',
        variable: 'Stack: {"Fn::Join":["",{"Ref":"Nothing"}]}',
        literal: '',
      },
    ],
    ['is negated', { 'Fn::Not': [equals('a', 'a')] }, false],
    ['is negated while open', { 'Fn::Not': [isProd] }, { op: 'not', of: [env], depth: 1 }],
    ['is negated twice', { 'Fn::Not': [{ 'Fn::Not': [isProd] }] }, env],
    ['is false by one false part of Fn::And', { 'Fn::And': [isProd, equals('a', 'b')] }, false],
    ['is what is left of Fn::And', { 'Fn::And': [isProd, equals('a', 'a')] }, env],
    ['is true by true parts alone', { 'Fn::And': [true, true] }, true],
    ['is true by one true part of Fn::Or', { 'Fn::Or': [isProd, equals('a', 'a')] }, true],
    ['is what is left of Fn::Or', { 'Fn::Or': [isProd, equals('a', 'b')] }, env],
    ['is false by false parts alone', { 'Fn::Or': [false, false] }, false],
    [
      'joins open parts',
      { 'Fn::And': [isProd, { 'Fn::Not': [equals({ Ref: 'Size' }, 'small')] }] },
      { op: 'and', of: [env, { op: 'not', of: [size('small')], depth: 1 }], depth: 2 },
    ],
    ['names another', { Condition: 'Other' }, env],
    ['names another within', { 'Fn::Or': [{ Condition: 'Other' }, { Condition: 'Other' }] }, env],
    [
      'names itself',
      { 'Fn::Not': [{ Condition: 'Subject' }] },
      { op: 'not', of: [opaque('condition Subject')], depth: 1 },
    ],
    ['names one that names it', { Condition: 'Back' }, opaque('condition Subject')],
    ['names one that is not there', { Condition: 'Nothing' }, opaque('condition Nothing')],
  ])('%s', (_, condition, expected) => {
    expect(read(condition, { Other: isProd, Back: { Condition: 'Subject' } })).toEqual(expected);
  });

  it.each<[name: string, condition: unknown]>([
    ['a text', 'IsProd'],
    ['null', null],
    ['a list', [true]],
    ['an empty object', {}],
    ['two functions', { 'Fn::Not': [true], 'Fn::Equals': ['a', 'a'] }],
    ['Fn::Equals of one', { 'Fn::Equals': ['a'] }],
    ['Fn::Equals of nothing', { 'Fn::Equals': [] }],
    ['Fn::Equals of no list', { 'Fn::Equals': 'a' }],
    ['Fn::Not of no list', { 'Fn::Not': { Condition: 'Other' } }],
    ['Fn::Not of nothing', { 'Fn::Not': [] }],
    ['Fn::And of nothing', { 'Fn::And': [] }],
    ['Fn::Contains', { 'Fn::Contains': [['a'], 'a'] }],
    ['a name that is no text', { Condition: ['Other'] }],
  ])('that is %s cannot be looked into', (_, condition) => {
    expect(read(condition)).toEqual(opaque(JSON.stringify(condition)));
  });

  it('that the template does not have is none', () => {
    const [stack] = applicationOf({ Conditions: {} }).stacks;
    expect(stack!.condition('Nothing')).toBeUndefined();
    expect(stack!.condition('constructor')).toBeUndefined();
  });

  it('is read once', () => {
    const [stack] = applicationOf({ Parameters: PARAMETERS, Conditions: { A: { 'Fn::Not': [isProd] } } }).stacks;
    expect(stack!.condition('A')).toBe(stack!.condition('A'));
  });
});

it('compares what a stack above gives by its name there', () => {
  const nested = stackOf('Stack/Nest', {
    Parameters: { Mine: { Type: 'String' } },
    Conditions: { Here: equals({ Ref: 'Mine' }, 'prod') },
  });
  const nest = { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Mine: { Ref: 'Env' } } } };
  const stack = stackOf(
    'Stack',
    { Parameters: PARAMETERS, Conditions: { There: isProd }, Resources: { Nest: nest } },
    { nested: new Map([['Nest', nested]]) },
  );
  const [above, below] = applicationOfStacks(stack).stacks;
  expect(below!.condition('Here')).toEqual(env);
  expect(above!.condition('There')).toEqual(env);
});

describe('conditions without end', () => {
  it('by doubling, are read', () => {
    const conditions = Array.from({ length: 60 }, (_, i) => {
      const before = { Condition: `C${i - 1}` };
      return [`C${i}`, i === 0 ? isProd : { 'Fn::Or': [{ 'Fn::Not': [before] }, { 'Fn::And': [before, isProd] }] }];
    });
    const expression = read({ Condition: 'C59' }, Object.fromEntries(conditions));
    expect(expression).toMatchObject({ op: 'or', depth: 118 });
  });

  it('by a chain, are read as far as they can be', () => {
    const conditions = Array.from({ length: 5000 }, (_, i) => [
      `C${i}`,
      i === 0 ? isProd : { 'Fn::And': [{ Condition: `C${i - 1}` }, equals({ Ref: 'Env' }, `v${i}`)] },
    ]);
    const [stack] = applicationOf({ Parameters: PARAMETERS, Conditions: Object.fromEntries(conditions) }).stacks;
    expect(stack!.condition('C4999')).toBeDefined();
    // In this order each finds the one before it, so they could stand in each other without end.
    const depths = Array.from({ length: 5000 }, (_, i) => stack!.condition(`C${i}`) as { depth?: number });
    expect(Math.max(...depths.map(({ depth = 0 }) => depth))).toBeLessThanOrEqual(500);
  });

  it('by many parts, are read', () => {
    const parts = Array.from({ length: 200_000 }, (_, i) => equals({ Ref: 'Env' }, String(i)));
    expect(read({ 'Fn::Or': parts })).toMatchObject({ op: 'or', depth: 1 });
  });
});
