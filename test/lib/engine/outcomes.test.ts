import { ALWAYS, describe as inWords, either, type When } from '../../../lib/engine/outcomes';
import type { Decision } from '../../../lib/model/evaluation';
import { applicationOfStacks, stackOf } from '../model/templates';

const { stacks } = applicationOfStacks(stackOf('Stack', {}), stackOf('Other', {}));
const [home, other] = [stacks[0]!, stacks[1]!];

/** Decisions by name: a capital is true, a small letter is false. */
const group = (letters: string): Decision[] =>
  [...letters].map((letter) => ({ stack: home, name: letter.toUpperCase(), outcome: letter === letter.toUpperCase() }));
const when = (...groups: readonly string[]): When => groups.map(group);
const written = (all: When): string =>
  all.map((each) => each.map(({ name, outcome }) => (outcome ? name : name.toLowerCase())).join('')).join(' ');

/** What holds where A is taken both ways. */
const eitherWay = (ifTrue: When, ifFalse: When): string =>
  written(either(group('A')[0]!, ifTrue, group('a')[0]!, ifFalse));

test.each<[name: string, ifTrue: When, ifFalse: When, expected: string]>([
  ['under both', ALWAYS, ALWAYS, ''],
  ['under one', ALWAYS, [], 'A'],
  ['under the other', [], ALWAYS, 'a'],
  ['under none', [], [], ''],
  ['under one and a part of the other', ALWAYS, when('B'), 'A B'],
  ['under the same part of both', when('B'), when('B'), 'B'],
  ['under the same parts in another order', when('BC'), when('CB'), 'CB'],
  ['under different parts', when('B'), when('b'), 'AB ab'],
  ['under all parts of both', when('B', 'b'), ALWAYS, ''],
  ['under parts of parts', when('BC'), when('Bc'), 'ABC aBc'],
  ['under a part of both and more of one', when('B'), when('B', 'C'), 'B aC'],
])('what holds %s', (_, ifTrue, ifFalse, expected) => {
  expect(eitherWay(ifTrue, ifFalse)).toBe(expected);
});

test('what holds under nothing is told from what always holds', () => {
  expect(either(group('A')[0]!, [], group('a')[0]!, [])).toEqual([]);
  expect(either(group('A')[0]!, ALWAYS, group('a')[0]!, ALWAYS)).toEqual([[]]);
});

test.each<[when: When, words: string | undefined]>([
  [ALWAYS, undefined],
  [when('A'), 'A is true'],
  [when('a'), 'A is false'],
  [when('Ab'), 'A is true and B is false'],
  [when('Ab', 'C'), 'A is true and B is false, or C is true'],
])('in words, %#', (each, words) => expect(inWords(each, home)).toBe(words));

test('conditions of another stack are called so', () => {
  const decisions = [
    { stack: home, name: 'IsProd', outcome: true },
    { stack: other, name: 'IsProd', outcome: false },
  ];
  expect(inWords([decisions], home)).toBe('IsProd is true and IsProd of Other is false');
  expect(inWords([decisions], undefined)).toBe('IsProd of Stack is true and IsProd of Other is false');
});
