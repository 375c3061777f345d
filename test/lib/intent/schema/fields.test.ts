import { DeclarationError, Fields, secondsOf } from '../../../../lib/intent/schema/fields';

test.each([
  [0, 0],
  [90, 90],
  [1.5, 1.5],
  ['90', 90],
  ['PT0S', 0],
  ['PT15M', 900],
  ['PT1H30M', 5400],
  ['P1D', 86_400],
  ['P1DT12H', 129_600],
  ['PT1.5S', 1.5],
  [-1, undefined],
  [NaN, undefined],
  [Infinity, undefined],
  ['', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['15M', undefined],
  ['15 minutes', undefined],
  ['-PT1S', undefined],
  ['P1M', undefined],
  ['P1Y', undefined],
  ['PT1M1H', undefined],
  [null, undefined],
  [{}, undefined],
])('%j is %j seconds', (raw, seconds) => expect(secondsOf(raw)).toBe(seconds));

const fields = (data: unknown): Fields => new Fields(data, 'policy', ['a', 'b'], 'person');

test.each<[what: string, read: () => unknown, message: string]>([
  ['a text', () => fields('x'), 'policy must be an object'],
  ['a list', () => fields([]), 'policy must be an object'],
  ['nothing', () => fields(null), 'policy must be an object'],
  ['an unknown key', () => fields({ a: 1, c: 1 }), 'policy.c is not known; known are a, b'],
  ['no text', () => fields({}).text('a'), 'policy.a must be a text'],
  ['an empty text', () => fields({ a: ' ' }).text('a'), 'policy.a must be a text'],
  ['a number as text', () => fields({ a: 1 }).text('a'), 'policy.a must be a text'],
  ['a text as number', () => fields({ a: 'x' }).number('a', 0), 'policy.a must be a number, at least 0'],
  ['too small a number', () => fields({ a: 0 }).number('a', 1), 'policy.a must be a number, at least 1'],
  ['an intrinsic', () => fields({ a: { Ref: 'P' } }).number('a', 0), 'policy.a must be a number, at least 0'],
  ['another value', () => fields({ a: 'Z' }).oneOf('a', ['X', 'Y']), 'policy.a must be one of X, Y'],
  ['no list', () => fields({ a: 'x' }).texts('a'), 'policy.a must be a list'],
  ['a list of others', () => fields({ a: ['x', 1] }).texts('a'), 'policy.a[1] must be a text'],
  [
    'no duration',
    () => fields({ a: 'soon' }).seconds('a'),
    'policy.a must be a number of seconds or an ISO 8601 duration such as PT15M or P1D',
  ],
])('refuses %s', (_, read, message) => {
  expect(read).toThrow(DeclarationError);
  expect(read).toThrow(new Error(message));
});

test('numbers may be texts, as they often are in templates', () =>
  expect(fields({ a: '99.9' }).number('a', 0)).toBe(99.9));

test('null is absent', () => expect(fields({ a: null }).has('a')).toBe(false));

test('a newer version may have written more', () => {
  expect(new Fields({ c: 1 }, 'policy', ['a'], 'assembly').has('c')).toBe(true);
});
