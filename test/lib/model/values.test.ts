import {
  Composite,
  intrinsicName,
  isObject,
  mentionsIn,
  mentionsOf,
  Open,
  ownValue,
  Reference,
  Text,
  toText,
  Unknown,
} from '../../../lib/model/values';
import { applicationOf, resourceIn } from './templates';

const application = applicationOf({ Resources: { A: { Type: 'Test::A' }, B: { Type: 'Test::B' } } });
const [a, b] = [resourceIn(application, 'Stack/A'), resourceIn(application, 'Stack/B')];
const unknown = new Unknown('it is not known');

test.each([
  [{}, true],
  [{ Ref: 'A' }, true],
  [[], false],
  [null, false],
  ['text', false],
  [undefined, false],
  [unknown, false],
  [() => undefined, false],
])('isObject(%p) is %p', (raw, expected) => expect(isObject(raw)).toBe(expected));

test.each([
  [{ Ref: 'A' }, 'Ref'],
  [{ 'Fn::Sub': 'x' }, 'Fn::Sub'],
  [{ 'Fn::Unheard': 1 }, 'Fn::Unheard'],
  [{}, undefined],
  [{ Condition: 'IsProd' }, undefined],
  [{ Ref: 'A', Other: 1 }, undefined],
  [{ Fn: 1 }, undefined],
])('intrinsicName(%j) is %p', (raw, expected) => expect(intrinsicName(raw)).toBe(expected));

test('ownValue does not see what every object inherits', () => {
  expect(ownValue({ A: 1 }, 'A')).toBe(1);
  expect(ownValue<unknown>({}, 'constructor')).toBeUndefined();
  expect(ownValue<unknown>({}, '__proto__')).toBeUndefined();
});

describe('toText', () => {
  it('joins known pieces to plain text', () => {
    expect(toText([])).toBe('');
    expect(toText(['a', '', 'b'])).toBe('ab');
  });

  it('keeps open pieces apart, and joins the known ones around them', () => {
    const text = toText(['arn:', 'aws:', new Reference(a, 'Arn'), '/', new Text(['x', unknown]), 'y']);
    expect(text).toBeInstanceOf(Text);
    expect((text as Text).parts).toEqual(['arn:aws:', new Reference(a, 'Arn'), '/x', unknown, 'y']);
    expect(String(text)).toBe('arn:aws:${A.Arn}/x${unknown}y');
  });
});

test('the size of a text counts its open parts too', () => {
  expect(new Text(['abc', unknown, unknown]).size).toBe(3 + 32 + 32);
});

describe('mentions', () => {
  it('are those of a reference, of the parts of a text, and of what an unknown value is made from', () => {
    const [refA, arnOfB] = [new Reference(a), new Reference(b, 'Arn')];
    expect(mentionsOf(refA)).toEqual([refA]);
    expect(mentionsOf(new Text(['x', arnOfB, new Unknown('', undefined, [refA])]))).toEqual([arnOfB, refA]);
    expect(mentionsOf('A')).toEqual([]);
    expect(mentionsOf(undefined)).toEqual([]);
  });

  it('of several values are each named once', () => {
    const all = mentionsIn([new Reference(a), new Reference(a), new Reference(a, 'Arn'), new Text([new Reference(b)])]);
    expect(all.map(String)).toEqual(['${A}', '${A.Arn}', '${B}']);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 5000 }, (_, i) => new Reference(a, `Attribute${i}`));
    expect(mentionsIn(many)).toHaveLength(1000);
  });
});

test('open values say within a text what they are', () => {
  expect(
    [new Reference(a), new Reference(a, 'Arn'), unknown, new Unknown('', undefined, [], 'AWS.Region')].map(String),
  ).toEqual(['${A}', '${A.Arn}', '${unknown}', '${AWS.Region}']);
  expect(new Reference(a)).toBeInstanceOf(Open);
});

test('a composite has more keys at deployment where a transform or a loop stands among its own', () => {
  const { stack } = a;
  const hasMore = (raw: object): boolean => new Composite(raw as Record<string, string>, stack).hasMore;
  expect(hasMore({ A: 'x' })).toBe(false);
  expect(hasMore({ A: 'x', 'Fn::Transform': 'x' })).toBe(true);
  expect(hasMore({ A: 'x', 'Fn::ForEach::Loop': 'x' })).toBe(true);
  expect(hasMore(['Fn::Transform'])).toBe(false);
});
