import { Interrupt } from '../../../lib/model/evaluation';
import type { Value } from '../../../lib/model/value';
import { applicationOf, inRun, placeOf, resourceIn } from './templates';

const TEMPLATE = {
  Parameters: {
    Open: { Type: 'String' },
    Yes: { Type: 'String', Default: 'true' },
    Ids: { Type: 'CommaDelimitedList', Default: 'a,b' },
  },
  Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] } },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Topic: { Type: 'AWS::SNS::Topic' },
  },
};
const read = (raw: unknown): Value => placeOf(raw, TEMPLATE, { region: 'eu-west-1', account: '111111111111' });

/** What a read gives in a run: its result, or `path: because` of the unknown value it met. */
function outcome<T>(place: Value, get: (place: Value) => T): T | string {
  const { result, thrown, evaluation } = inRun(place.resource.stack.application, () => get(place));
  if (evaluation.unknownRead === undefined) return result as T;
  expect(thrown).toBeInstanceOf(Interrupt);
  return `${evaluation.unknownRead.path}: ${evaluation.unknownRead.because}`;
}

const noDefault = "Properties.Value: parameter 'Open' has no default";

describe('string', () => {
  it.each<[raw: unknown, expected: unknown]>([
    ['text', 'text'],
    [5, '5'],
    [true, 'true'],
    ['', ''],
    [null, undefined],
    [undefined, undefined],
    [{ Ref: 'AWS::NoValue' }, undefined],
    [{ Ref: 'Yes' }, 'true'],
    [{ Ref: 'Open' }, noDefault],
    [{ Ref: 'Queue' }, 'Properties.Value: Queue is named at deployment'],
    [{ 'Fn::Sub': 'x-${Queue}' }, 'Properties.Value: Queue is named at deployment'],
    [{ 'Fn::Sub': 'x-${Open}' }, noDefault],
    [['a'], 'Properties.Value: text is expected here'],
    [{ A: 1 }, 'Properties.Value: text is expected here'],
  ])('of %j', (raw, expected) => expect(outcome(read(raw), (place) => place.string())).toBe(expected));
});

describe('number', () => {
  it.each<[raw: unknown, expected: unknown]>([
    [5, 5],
    ['5', 5],
    [' 5.5 ', 5.5],
    ['-1', -1],
    [0, 0],
    [undefined, undefined],
    ['', "Properties.Value: '' is not a number"],
    ['five', "Properties.Value: 'five' is not a number"],
    [true, "Properties.Value: 'true' is not a number"],
    [{ Ref: 'Open' }, noDefault],
  ])('of %j', (raw, expected) => expect(outcome(read(raw), (place) => place.number())).toBe(expected));
});

describe('boolean', () => {
  it.each<[raw: unknown, expected: unknown]>([
    [true, true],
    [false, false],
    ['true', true],
    ['False', false],
    ['YES', true],
    ['off', false],
    [{ Ref: 'Yes' }, true],
    [undefined, undefined],
    [1, "Properties.Value: '1' is not true or false"],
    ['constructor', "Properties.Value: 'constructor' is not true or false"],
    [{ Ref: 'Open' }, noDefault],
  ])('of %j', (raw, expected) => expect(outcome(read(raw), (place) => place.boolean())).toBe(expected));

  it('absent is neither true nor false', () => {
    expect([read(undefined).isTrue, read(undefined).isFalse]).toEqual([false, false]);
    expect([read('true').isTrue, read('false').isFalse]).toEqual([true, true]);
  });
});

describe('items', () => {
  const texts = (place: Value): unknown => place.items().map((item) => `${item.path}=${String(item.json())}`);

  it.each<[name: string, raw: unknown, expected: unknown]>([
    ['a list', ['a', 'b'], ['Properties.Value.0=a', 'Properties.Value.1=b']],
    [
      'a list with nothing in it',
      ['a', null, { Ref: 'AWS::NoValue' }, 'b'],
      ['Properties.Value.0=a', 'Properties.Value.3=b'],
    ],
    ['a text, as a list of one', 'a', ['Properties.Value=a']],
    ['an object, as a list of one', { A: 1 }, ['Properties.Value=[object Object]']],
    ['a reference, as a list of one', { Ref: 'Queue' }, ['Properties.Value=${Queue}']],
    ['the list of a parameter', { Ref: 'Ids' }, ['Properties.Value.0=a', 'Properties.Value.1=b']],
    ['nothing', undefined, []],
    [
      'an attribute, which may be a list',
      { 'Fn::GetAtt': 'Queue.Arn' },
      'Properties.Value: Queue is named at deployment',
    ],
    ['an open list', { Ref: 'Open' }, noDefault],
  ])('of %s', (_, raw, expected) => expect(outcome(read(raw), texts)).toEqual(expected));
});

describe('keys', () => {
  it.each<[name: string, raw: unknown, expected: unknown]>([
    ['an object', { A: 1, B: { Ref: 'Open' } }, ['A', 'B']],
    ['AWS::NoValue', { A: { Ref: 'AWS::NoValue' }, B: null, C: 1 }, ['C']],
    ['nothing', undefined, []],
    ['a list', ['a'], 'Properties.Value: an object is expected here'],
    ['an open value', { Ref: 'Open' }, noDefault],
    ['a transform', { A: 1, 'Fn::Transform': {} }, 'Properties.Value: a transform or a loop adds to it at deployment'],
  ])('of %s', (_, raw, expected) => expect(outcome(read(raw), (place) => place.keys())).toEqual(expected));

  it('are taken both ways where a condition decides over one', () => {
    const place = read({ A: { 'Fn::If': ['Maybe', 1, { Ref: 'AWS::NoValue' }] } });
    const { evaluation } = inRun(place.resource.stack.application, () => place.keys());
    expect(evaluation.openCondition?.name).toBe('Maybe');
  });
});

describe('places', () => {
  const place = read({ A: [{ 'b.c': { D: 'x' } }], E: { Ref: 'Open' }, F: 'text', G: { Ref: 'Queue' } });

  it('have the path from the resource', () => {
    expect(place.path).toBe('Properties.Value');
    expect(place.at('A.0').path).toBe('Properties.Value.A.0');
    expect(place.at('A.0').key('b.c').at('D').path).toBe('Properties.Value.A.0.b.c.D');
    expect(place.at('A.0').key('b.c').at('D').string()).toBe('x');
  });

  it('are absent below what is not there', () => {
    for (const path of ['B', 'B.C.D', 'A.1', 'A.-1', 'A.x', 'F.X', 'constructor', 'A.length', '__proto__']) {
      expect([path, place.at(path).kind]).toEqual([path, 'absent']);
    }
  });

  it('are unknown below what is, and mention the same', () => {
    expect(place.at('E.X').kind).toBe('unknown');
    expect(outcome(place, () => place.at('E.X').string())).toBe(
      "Properties.Value.E.X: parameter 'Open' has no default",
    );
    expect(place.at('G.X').mentions.map(({ id }) => id)).toEqual(['Queue']);
  });

  it('are lists or not', () => {
    expect([place.at('A').isList, place.isList, place.at('F').isList, place.at('E').isList]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('text', () => {
  it.each<[raw: unknown, expected: unknown]>([
    ['plain', 'plain'],
    [{ 'Fn::Sub': 'arn:${Queue.Arn}:${Open}' }, 'arn:${Queue.Arn}:${unknown}'],
    [{ Ref: 'Queue' }, '${Queue}'],
    [undefined, undefined],
    [{ Ref: 'Open' }, noDefault],
  ])('of %j', (raw, expected) => expect(outcome(read(raw), (place) => place.text())).toBe(expected));
});

describe('reference', () => {
  it.each<[raw: unknown, expected: string | undefined]>([
    [{ Ref: 'Queue' }, 'Queue'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue'],
    [{ 'Fn::Sub': '${Queue.Arn}/x' }, 'Queue'],
    [{ 'Fn::Join': ['', ['arn:', { Ref: 'Queue' }]] }, 'Queue'],
    ['arn:aws:sqs:eu-west-1:111111111111:orders', 'Queue'],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders' }, 'Queue'],
    [{ 'Fn::Sub': '${Queue.Arn} ${Topic}' }, undefined],
    ['orders', undefined],
    [{ Ref: 'Open' }, undefined],
    [['a'], undefined],
    [undefined, undefined],
  ])('of %j', (raw, expected) => expect(read(raw).reference()?.id).toBe(expected));
});

test('mentions are those of everything below, each once', () => {
  const place = read({
    A: [{ Ref: 'Queue' }, { 'Fn::Sub': '${Topic.TopicName}' }],
    B: { C: 'arn:aws:sqs:eu-west-1:111111111111:orders' },
    D: { 'Fn::If': ['Maybe', { Ref: 'Subject' }, 'x'] },
  });
  expect(place.mentions.map(({ id }) => id)).toEqual(['Queue', 'Topic', 'Subject']);
});

test('an unknown read is recorded also if whoever reads catches it', () => {
  const place = read({ A: { Ref: 'Open' }, B: 'x' });
  const { result, thrown, evaluation } = inRun(place.resource.stack.application, () => {
    try {
      return place.at('A').string();
    } catch {
      return place.at('B').number();
    }
  });
  expect(result).toBeUndefined();
  expect(thrown).toBeInstanceOf(Interrupt);
  expect(evaluation.unknownRead).toEqual({
    resource: place.resource,
    path: 'Properties.Value.A',
    because: "parameter 'Open' has no default",
  });
});

test.each([
  ['a list', ['Properties']],
  ['null', null],
  ['a text', 'Properties'],
  ['missing', undefined],
])('nothing is in properties that are %s', (_, properties) => {
  const application = applicationOf({ Resources: { A: { Type: 'Test::A', Properties: properties } } });
  const a = resourceIn(application, 'Stack/A');
  expect(a.has('X')).toBe(false);
  expect(a.at('X.Y').json()).toBeUndefined();
  expect(a.properties.mentions).toEqual([]);
});
