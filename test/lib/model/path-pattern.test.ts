import fc from 'fast-check';
import { pathPattern } from '../../../lib/model/path-pattern';

test.each([
  ['Orders', 'Orders', true],
  ['Orders', 'Orders/Queue/Resource', true],
  ['Orders', 'Orders2', false],
  ['Orders', 'My/Orders', false],
  ['Orders/', 'Orders', true],
  ['Orders*', 'Orders2/Queue', true],
  ['*Queue', 'InQueue', true],
  ['*/Queue', 'A/Queue/Resource', true],
  ['*/Queue', 'A/B/Queue', false],
  ['*/Queue', 'Queue', false],
  ['**/Queue', 'Queue', true],
  ['**/Queue', 'A/B/Queue/Resource', true],
  ['**/Queue', 'A/MyQueue', false],
  ['A/**/Z', 'A/Z', true],
  ['A/**/Z', 'A/B/C/Z', true],
  ['A/**', 'A', true],
  ['A/**', 'B', false],
  ['**', 'A/B', true],
  ['Db?', 'Db1', true],
  ['Db?', 'Db', false],
  ['Db?', 'Db/1', false],
  ['a.c', 'abc', false],
  ['(a|b)+[c]$^\\', '(a|b)+[c]$^\\/Resource', true],
  ['orders', 'Orders', false],
  ['Orders', '', false],
])("'%s' matches '%s': %s", (pattern, path, matches) => expect(pathPattern(pattern)(path)).toBe(matches));

/** The same by trying: steps from the left, each way a star can go. */
function tries(pattern: readonly string[], path: readonly string[]): boolean {
  const [step, ...steps] = pattern;
  if (step === undefined) return true;
  if (step === '**') return tries(steps, path) || (path.length > 0 && tries(pattern, path.slice(1)));
  return path.length > 0 && fits([...step], [...(path[0] as string)]) && tries(steps, path.slice(1));
}

function fits(pattern: readonly string[], text: readonly string[]): boolean {
  const [character, ...characters] = pattern;
  if (character === undefined) return text.length === 0;
  if (character === '*') return fits(characters, text) || (text.length > 0 && fits(pattern, text.slice(1)));
  return text.length > 0 && (character === '?' || character === text[0]) && fits(characters, text.slice(1));
}

test('matches what trying every way matches', () => {
  const step = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 });
  const part = fc.oneof(
    fc.constant('**'),
    fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.array(step, { minLength: 1, maxLength: 5 }),
      (pattern, path) => {
        expect(pathPattern(pattern.join('/'))(path.join('/'))).toBe(tries(pattern, path));
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['steps', `${'**/*/'.repeat(20)}z`, 'a/'.repeat(200)],
  ['characters', `${'*a'.repeat(30)}z`, 'a'.repeat(5000)],
])('many stars take no time: %s', (_, pattern, path) => {
  const started = Date.now();
  expect(pathPattern(pattern)(path)).toBe(false);
  expect(Date.now() - started).toBeLessThan(1000);
});
