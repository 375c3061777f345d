import { comesTo, placeOf, type StackOptions } from './templates';

const TEMPLATE = {
  Parameters: {
    Env: { Type: 'String', Default: 'prod' },
    Open: { Type: 'String' },
    OpenList: { Type: 'List<AWS::EC2::Subnet::Id>' },
    List: { Type: 'CommaDelimitedList', Default: 'a,b,c' },
    Index: { Type: 'Number', Default: 1 },
  },
  Mappings: {
    Sizes: {
      prod: { Memory: 1024, Zones: ['a', 'b'], Same: 'x', Secret: '{{resolve:ssm:/x}}' },
      test: { Memory: 128, Zones: ['a'], Same: 'x', Secret: '{{resolve:ssm:/x}}' },
    },
    Regions: { 'eu-west-1': { Bucket: 'eu' }, 'us-east-1': { Bucket: 'us' } },
    Numbers: { '1': { '2': 'three' }, true: { A: 'yes' } },
    Junk: ['x'],
    Rows: { a: 'no object' },
  },
  Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue' }, Database: { Type: 'AWS::RDS::DBInstance' } },
};
const read = (raw: unknown, options: StackOptions = { region: 'eu-west-1' }): ReturnType<typeof placeOf> => {
  return placeOf(raw, TEMPLATE, options);
};
const noValue = { Ref: 'AWS::NoValue' };

describe('Fn::Select', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['an element', [1, ['a', 'b']], 'b'],
    ['an element by an index in text', ['1', ['a', 'b']], 'b'],
    ['an element by a parameter', [{ Ref: 'Index' }, { Ref: 'List' }], 'b'],
    ['a function', [0, [{ Ref: 'Env' }]], 'prod'],
    ['a list', [0, [['a']]], ['a']],
    ['an element behind AWS::NoValue', [0, [noValue, 'b']], 'b'],
    ['a part of a text', [2, { 'Fn::Split': ['-', 'eu-west-1'] }], '1'],
    ['beyond the end', [2, ['a']], 'open: the list is shorter than the index'],
    ['before the beginning', [-1, ['a']], 'open: the index is decided at deployment'],
    ['by no index', ['x', ['a']], 'open: the index is decided at deployment'],
    ['by an empty index', ['', ['a']], 'open: the index is decided at deployment'],
    ['by true', [true, ['a', 'b']], 'open: the index is decided at deployment'],
    ['by an open index', [{ Ref: 'Open' }, ['a']], 'open: the index is decided at deployment'],
    ['from an open list', [0, { Ref: 'OpenList' }], "open: parameter 'OpenList' has no default"],
    ['from an attribute', [0, { 'Fn::GetAtt': ['Database', 'Zones'] }], 'open: the list is decided at deployment'],
    ['from an object', [0, { A: 1 }], 'open: a list is expected here'],
    ['from AWS::NoValue', [0, noValue], 'open: a list is expected here'],
    ['with too little', [0], 'open: Fn::Select is not complete'],
  ])('%s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Select': argument }))).toEqual(expected));

  it.each<[name: string, list: unknown, identity: string]>([
    ['an open list', { Ref: 'OpenList' }, 'parameter OpenList of Stack[1]'],
    ['the zones of a Region', { 'Fn::GetAZs': '' }, 'zones of eu-west-1[1]'],
    ['an attribute', { 'Fn::GetAtt': ['Database', 'Zones'] }, 'Stack/Database.Zones[1]'],
  ])('of the same index of %s is the same value', (_, list, identity) => {
    expect(read({ 'Fn::Select': [1, list] }).identity).toBe(identity);
    expect(read({ 'Fn::Select': ['1', list] }).identity).toBe(identity);
  });

  it('mentions what it may come to', () => {
    const open = read({ 'Fn::Select': [{ Ref: 'Open' }, [{ Ref: 'Queue' }, { 'Fn::GetAtt': 'Database.Arn' }]] });
    expect(open.mentions.map(({ id }) => id)).toEqual(['Queue', 'Database']);
  });
});

describe('Fn::Length', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a list', ['a', { Ref: 'Env' }, 'c'], 3],
    ['a list with AWS::NoValue', ['a', noValue], 1],
    ['a list that is split', { 'Fn::Split': ['|', 'a|b'] }, 2],
    ['the list of a parameter', { Ref: 'List' }, 3],
    ['an open list', { Ref: 'OpenList' }, "open: parameter 'OpenList' has no default"],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Length': argument }))).toBe(expected));
});

describe('Fn::FindInMap', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a number', ['Sizes', 'prod', 'Memory'], 1024],
    ['a list', ['Sizes', 'prod', 'Zones'], ['a', 'b']],
    ['by a parameter', ['Sizes', { Ref: 'Env' }, 'Memory'], 1024],
    ['by the Region', ['Regions', { Ref: 'AWS::Region' }, 'Bucket'], 'eu'],
    ['by numbers', ['Numbers', 1, 2], 'three'],
    ['by a boolean', ['Numbers', true, 'A'], 'yes'],
    ['a dynamic reference', ['Sizes', 'prod', 'Secret'], 'open: a dynamic reference is resolved at deployment'],
    ['by a name that is put together', [{ 'Fn::Sub': 'Sizes' }, 'test', { 'Fn::Join': ['', ['Mem', 'ory']] }], 128],
    ['by an open key', ['Sizes', { Ref: 'Open' }, 'Memory'], 'open: the key is decided at deployment'],
    ['by an open key where all rows say the same', ['Sizes', { Ref: 'Open' }, 'Same'], 'x'],
    ['by two open keys', ['Sizes', { Ref: 'Open' }, { Ref: 'Open' }], 'open: the key is decided at deployment'],
    ['by an open key that no row has', ['Sizes', { Ref: 'Open' }, 'Nothing'], "open: mapping 'Sizes' has no such key"],
    ['by a missing key', ['Sizes', 'dev', 'Memory'], "open: mapping 'Sizes' has no such key"],
    ['in a missing mapping', ['Nothing', 'a', 'b'], "open: mapping 'Nothing' is not in the template"],
    ['in what every object inherits', ['constructor', 'a', 'b'], "open: mapping 'constructor' is not in the template"],
    ['in a mapping that is no object', ['Junk', '0', 'b'], "open: mapping 'Junk' is not in the template"],
    ['in a row that is no object', ['Rows', 'a', 'b'], "open: mapping 'Rows' has no such key"],
    ['in an open mapping', [{ Ref: 'Open' }, 'a', 'b'], 'open: the mapping is chosen at deployment'],
    ['with too little', ['Sizes', 'prod'], 'open: Fn::FindInMap is not complete'],
    ['a default for a missing key', ['Sizes', 'dev', 'Memory', { DefaultValue: 256 }], 256],
    ['a default for a missing mapping', ['Nothing', 'dev', 'Memory', { DefaultValue: { Ref: 'Env' } }], 'prod'],
    ['no default where the key is there', ['Sizes', 'prod', 'Memory', { DefaultValue: 256 }], 1024],
    [
      'a default that may come to pass',
      ['Sizes', { Ref: 'Open' }, 'Same', { DefaultValue: 'y' }],
      'open: the key is decided at deployment',
    ],
    ['a default where no row has the key', ['Sizes', { Ref: 'Open' }, 'Nothing', { DefaultValue: 'y' }], 'y'],
    [
      'a default that is a reference',
      ['Nothing', 'a', 'b', { DefaultValue: { 'Fn::GetAtt': 'Queue.Arn' } }],
      '${Queue.Arn}',
    ],
  ])('finds %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::FindInMap': argument }))).toEqual(expected));

  it('by the Region is open where the Region is', () => {
    const place = read({ 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Bucket'] }, {});
    expect(comesTo(place)).toBe('open: the key is decided at deployment');
  });
});
