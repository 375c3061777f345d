import { name, names, partsOf, textOf } from '../../../lib/report/content';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a, b'],
  [['a', 'b', 'c'], 'a, b and 1 more'],
])('the first two of %j', (all, text) => expect(textOf(names(all, 2))).toBe(text));

test('names are code, what is between them is not', () => {
  expect(partsOf(names(['a', 'b']))).toEqual([name('a'), { text: ', ' }, name('b')]);
});

test.each([
  ['plain', [{ text: 'plain' }]],
  [{ text: 'met', tone: 'good' } as const, [{ text: 'met', tone: 'good' }]],
  [
    ['of ', name('Db')],
    [{ text: 'of ' }, { text: 'Db', isCode: true }],
  ],
])('the parts of %j', (phrase, parts) => expect(partsOf(phrase)).toEqual(parts));
