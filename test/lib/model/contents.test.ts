import { placeOf } from './templates';

const TEMPLATE = {
  Parameters: { A: { Type: 'String' }, B: { Type: 'String' }, Known: { Type: 'String', Default: 'x' } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue' }, Topic: { Type: 'AWS::SNS::Topic' } },
};
const identityOf = (raw: unknown): string | undefined => placeOf(raw, TEMPLATE).identity;

describe('identity', () => {
  it.each<[name: string, a: unknown, b: unknown]>([
    ['a text and a function that comes to it', 'x', { Ref: 'Known' }],
    ['a number and its text', 1, '1'],
    ['a boolean and its text', true, 'true'],
    ['a reference and a text that is nothing else', { Ref: 'Queue' }, { 'Fn::Sub': '${Queue}' }],
    ['an open parameter, twice', { Ref: 'A' }, { Ref: 'A' }],
    [
      'a text with the same open parts',
      { 'Fn::Sub': '${A}-${Queue.Arn}' },
      { 'Fn::Join': ['-', [{ Ref: 'A' }, { 'Fn::GetAtt': 'Queue.Arn' }]] },
    ],
    ['lists', ['a', { Ref: 'A' }], ['a', { 'Fn::Sub': '${A}' }]],
    ['objects in another order', { A: 1, B: [{ Ref: 'Topic' }] }, { B: [{ Ref: 'Topic' }], A: '1' }],
    ['a list with AWS::NoValue and one without', ['a', { Ref: 'AWS::NoValue' }], ['a']],
  ])('is the same for %s', (_, a, b) => {
    expect(identityOf(a)).toBeDefined();
    expect(identityOf(a)).toBe(identityOf(b));
  });

  it.each<[name: string, a: unknown, b: unknown]>([
    ['two open parameters in lists', [{ Ref: 'A' }], [{ Ref: 'B' }]],
    ['two open parameters in texts', { 'Fn::Sub': 'x${A}' }, { 'Fn::Sub': 'x${B}' }],
    ['two attributes', { 'Fn::GetAtt': 'Queue.Arn' }, { 'Fn::GetAtt': 'Queue.QueueName' }],
    ['a list and its text', ['a'], '["a"]'],
    ['a reference and the text of its name', { Ref: 'Queue' }, 'Stack/Queue.'],
  ])('differs for %s', (_, a, b) => expect(identityOf(a)).not.toBe(identityOf(b)));

  it.each<[name: string, raw: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an unknown value without a name', { 'Fn::Unheard': 1 }],
    ['a text with one', { 'Fn::Join': ['', ['a', { 'Fn::Unheard': 1 }]] }],
    ['a list with one', ['a', [{ 'Fn::Unheard': 1 }]]],
  ])('cannot be said of %s', (_, raw) => expect(identityOf(raw)).toBeUndefined());
});

describe('json', () => {
  it('writes out what is known, with names for the rest', () => {
    const raw = {
      A: [1, 'x', true, null, { Ref: 'A' }],
      B: { C: { 'Fn::GetAtt': 'Queue.Arn' }, D: { Ref: 'AWS::NoValue' } },
    };
    expect(placeOf(raw, TEMPLATE).json()).toEqual({ A: [1, 'x', true, null, '${unknown}'], B: { C: '${Queue.Arn}' } });
  });

  it('keeps keys that objects inherit', () => {
    const raw = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as object;
    expect(JSON.stringify(placeOf(raw).json())).toBe('{"__proto__":{"a":1},"constructor":2}');
  });
});
