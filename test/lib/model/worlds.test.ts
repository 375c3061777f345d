import type { Expression } from '../../../lib/model/conditions';
import { Worlds, type Split } from '../../../lib/model/worlds';

const is = (variable: string, literal: string, allowed?: readonly string[]): Expression => {
  return { op: 'equals', variable, literal, ...(allowed && { allowed }) };
};
const not = (of: Expression): Expression => ({ op: 'not', of: [of], depth: 1 });
const and = (...of: Expression[]): Expression => ({ op: 'and', of, depth: 1 });
const or = (...of: Expression[]): Expression => ({ op: 'or', of, depth: 1 });

/** The outcomes that an expression can have after others were taken. */
function possible(expression: Expression, ...taken: readonly [Expression, boolean][]): string {
  let worlds: Worlds | undefined = Worlds.ALL;
  for (const [each, outcome] of taken) {
    const split: Split = worlds!.split(each);
    worlds = outcome ? split.whenTrue : split.whenFalse;
  }
  const { whenTrue, whenFalse } = worlds!.split(expression);
  return [whenTrue && 'true', whenFalse && 'false'].filter(Boolean).join(' or ');
}

const [prod, stage] = [is('Env', 'prod'), is('Env', 'stage')];
const [large, small] = ['large', 'small'].map((size) => is('Size', size, ['large', 'small'])) as [
  Expression,
  Expression,
];

test.each<[name: string, result: string, expected: string]>([
  ['nothing taken', possible(prod), 'true or false'],
  ['a constant', possible(true), 'true'],
  ['the same again', possible(prod, [prod, true]), 'true'],
  ['the same again, false', possible(prod, [prod, false]), 'false'],
  ['another value of the same parameter', possible(stage, [prod, true]), 'false'],
  ['another value, where the first is not', possible(stage, [prod, false]), 'true or false'],
  ['the other of two allowed values', possible(small, [large, false]), 'true'],
  ['neither of several values', possible(is('Env', 'x'), [prod, false], [stage, false]), 'true or false'],
  ['another parameter', possible(large, [prod, true]), 'true or false'],
  ['the opposite', possible(not(prod), [prod, true]), 'false'],
  ['all of it', possible(and(prod, large), [prod, true]), 'true or false'],
  ['all of it, where a part is false', possible(and(prod, large), [prod, false]), 'false'],
  ['any of it, where a part is true', possible(or(prod, large), [large, true]), 'true'],
  ['a part of what is true', possible(prod, [and(prod, large), true]), 'true'],
  ['a part of what is false', possible(prod, [and(prod, large), false]), 'true or false'],
  ['the rest of what is false', possible(large, [and(prod, large), false], [prod, true]), 'false'],
  ['the rest of what is true', possible(small, [or(prod, small), true], [stage, true]), 'true'],
  ['what can never be', possible(and(prod, stage)), 'false'],
  ['what must be', possible(or(large, small)), 'true'],
])('%s', (_, result, expected) => expect(result).toBe(expected));

test('outcomes of too many values are taken to be possible', () => {
  const many = Array.from({ length: 30 }, (_, i) => is(`P${i}`, 'yes'));
  const all = and(...many);
  expect(possible(all)).toBe('true or false');
  // Nothing is known of the parts then, but the rest stays as it was.
  expect(possible(many[0]!, [prod, true], [all, true])).toBe('true or false');
  expect(possible(stage, [prod, true], [all, true])).toBe('false');
});

test('parts that are shared are looked at once', () => {
  let expression = prod;
  for (let i = 0; i < 100; i += 1) expression = or(and(expression, large), and(expression, small));
  expect(possible(expression)).toBe('true or false');
  expect(possible(expression, [prod, true])).toBe('true');
});
