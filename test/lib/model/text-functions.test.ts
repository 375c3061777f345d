import { Text } from '../../../lib/model/values';
import { applicationOf, comesTo, placeOf, resourceIn, type StackOptions } from './templates';

const TEMPLATE = {
  Parameters: {
    Name: { Type: 'String', Default: 'orders' },
    Count: { Type: 'Number', Default: 3 },
    Open: { Type: 'String' },
    OpenList: { Type: 'CommaDelimitedList' },
    List: { Type: 'CommaDelimitedList', Default: 'a,b' },
    Default: { Type: 'String', Default: '{{resolve:ssm:/x}}' },
  },
  Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue' }, Topic: { Type: 'AWS::SNS::Topic' } },
};
const OPTIONS: StackOptions = { region: 'eu-west-1', account: '111111111111' };
const read = (raw: unknown): ReturnType<typeof placeOf> => placeOf(raw, TEMPLATE, OPTIONS);
const noValue = { Ref: 'AWS::NoValue' };

describe('Fn::Join', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['texts', ['-', ['a', 'b', 'c']], 'a-b-c'],
    ['numbers and booleans', ['', [1, true]], '1true'],
    ['nothing', [',', []], ''],
    ['AWS::NoValue, which leaves no delimiter', [',', ['a', noValue, 'b']], 'a,b'],
    ['functions', ['/', [{ Ref: 'Name' }, { Ref: 'Count' }, { Ref: 'AWS::Region' }]], 'orders/3/eu-west-1'],
    ['a delimiter from a function', [{ Ref: 'Name' }, ['a', 'b']], 'aordersb'],
    ['the list of a parameter', ['+', { Ref: 'List' }], 'a+b'],
    [
      'references',
      ['', ['arn:', { Ref: 'Queue' }, ':', { 'Fn::GetAtt': 'Topic.TopicName' }]],
      'arn:${Queue}:${Topic.TopicName}',
    ],
    ['an open parameter', ['', ['x', { Ref: 'Open' }]], 'x${unknown}'],
    ['an open list', [',', { Ref: 'OpenList' }], "open: parameter 'OpenList' has no default"],
    ['a list in a list', ['', [['a']]], 'open: text is expected here'],
    ['too little', [','], 'open: Fn::Join is not complete'],
    ['no list', 'a', 'open: Fn::Join is not complete'],
    ['an object for a list', ['', { A: 1 }], 'open: a list is expected here'],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Join': argument }))).toEqual(expected));
});

describe('Fn::Sub', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a text without names', 'plain', 'plain'],
    ['parameters and pseudo parameters', '${Name}-${AWS::Region}-${Count}', 'orders-eu-west-1-3'],
    ['literals', '${!Literal} ${Name} ${!AWS::Region}', '${Literal} orders ${AWS::Region}'],
    ['attributes', 'arn:${Queue.Arn}/${Queue}', 'arn:${Queue.Arn}/${Queue}'],
    ['names of its own', ['${Own}-${Name}', { Own: { Ref: 'AWS::Region' } }], 'eu-west-1-orders'],
    ['names of its own before those of the template', ['${Name}', { Name: 'mine' }], 'mine'],
    ['a name of its own that is a reference', ['${Own}', { Own: { 'Fn::GetAtt': ['Queue', 'Arn'] } }], '${Queue.Arn}'],
    ['AWS::NoValue', ['a${Own}b', { Own: noValue }], 'ab'],
    ['an open parameter', 'x-${Open}', 'x-${unknown}'],
    ['an unknown name', 'x-${Nothing}', 'x-${unknown}'],
    ['what every object inherits', 'x-${constructor}', 'x-${unknown}'],
    ['an open parameter alone', '${Open}', "open: parameter 'Open' has no default"],
    ['an empty name', '${}', "open: '' is not in the template"],
    ['a dollar and a brace alone', '$ { ${Name', '$ { ${Name'],
    ['a list with a text alone', ['${Name}'], 'orders'],
    ['no text', { A: 1 }, 'open: Fn::Sub is not given a text'],
    ['an empty list', [], 'open: Fn::Sub is not given a text'],
    ['junk for names', ['${Name}', 'x'], 'orders'],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Sub': argument }))).toEqual(expected));

  it('is one reference where it holds nothing else', () => {
    const place = read({ 'Fn::Sub': '${Queue.Arn}' });
    expect(place.reference()?.id).toBe('Queue');
    expect(place.identity).toBe(read({ 'Fn::GetAtt': ['Queue', 'Arn'] }).identity);
  });

  it('mentions what it names', () => {
    expect(read({ 'Fn::Sub': '${Queue.Arn} ${Topic} ${Queue}' }).mentions.map(({ id }) => id)).toEqual([
      'Queue',
      'Topic',
    ]);
  });

  it('is quick with a text of unclosed names', () => {
    const text = '${'.repeat(200_000);
    expect(read({ 'Fn::Sub': text }).string()).toBe(text);
  });
});

describe('Fn::Split', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a text', [',', 'a,b,c'], ['a', 'b', 'c']],
    ['a text without the delimiter', [',', 'a'], ['a']],
    ['a text from a function', ['-', { 'Fn::Sub': '${Name}-${AWS::Region}' }], ['orders', 'eu', 'west', '1']],
    [
      'a list that was joined',
      ['||', { 'Fn::Join': ['||', [{ Ref: 'Queue' }, 'x', { Ref: 'Open' }]] }],
      ['${Queue}', 'x', '${unknown}'],
    ],
    [
      'a joined list with text around references',
      [',', { 'Fn::Sub': 'a${Queue},${Topic}b' }],
      ['a${Queue}', '${Topic}b'],
    ],
    ['an open text', [',', { Ref: 'Open' }], 'open: the text is split at deployment'],
    [
      'text with references, at what may be in them',
      ['-', { 'Fn::Sub': 'a-${Queue}' }],
      'open: the text is split at deployment',
    ],
    ['an empty delimiter', ['', 'abc'], 'open: the text is split at deployment'],
    ['an open delimiter', [{ Ref: 'Open' }, 'abc'], 'open: the text is split at deployment'],
    ['too little', [','], 'open: Fn::Split is not complete'],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Split': argument }))).toEqual(expected));

  it('keeps references apart', () => {
    const place = read({ 'Fn::Split': [',', { 'Fn::Join': [',', [{ Ref: 'Queue' }, { Ref: 'Topic' }]] }] });
    expect(place.items().map((item) => item.reference()?.id)).toEqual(['Queue', 'Topic']);
  });

  it('is the same value as another split of the same open text', () => {
    const split = { 'Fn::Select': [1, { 'Fn::Split': [',', { Ref: 'Open' }] }] };
    expect(read(split).identity).toBe('split of parameter Open of Stack[1]');
  });
});

describe('Fn::ToJsonString', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['an object', { A: 1, B: [true, null, 'x"y'] }, '{"A":1,"B":[true,null,"x\\"y"]}'],
    ['functions', { A: { Ref: 'Name' }, B: { 'Fn::Split': [',', 'a,b'] } }, '{"A":"orders","B":["a","b"]}'],
    ['AWS::NoValue', { A: noValue, B: ['a', noValue] }, '{"B":["a"]}'],
    ['references', { A: { 'Fn::GetAtt': 'Queue.Arn' } }, '{"A":"${Queue.Arn}"}'],
    ['an open parameter', { A: { Ref: 'Open' } }, '{"A":"${unknown}"}'],
    ['an open condition', { A: { 'Fn::If': ['Maybe', 1, 2] } }, '{"A":"${unknown}"}'],
    ['a text', 'x', '"x"'],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::ToJsonString': argument }))).toBe(expected));
});

describe('Fn::Base64', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a text', 'yum update -y', 'eXVtIHVwZGF0ZSAteQ=='],
    ['a function', { 'Fn::Sub': '${Name}' }, 'b3JkZXJz'],
    ['a text with a reference', { 'Fn::Sub': 'x ${Queue}' }, 'open: the text is encoded at deployment'],
  ])('of %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::Base64': argument }))).toBe(expected));

  it('mentions what is in the text', () => {
    expect(read({ 'Fn::Base64': { 'Fn::Sub': 'x ${Queue}' } }).mentions.map(({ id }) => id)).toEqual(['Queue']);
  });
});

describe('dynamic references', () => {
  const SECRET = '{{resolve:secretsmanager:db:SecretString:password}}';

  it.each<[name: string, raw: unknown, expected: unknown]>([
    ['alone', SECRET, 'open: a dynamic reference is resolved at deployment'],
    ['of Parameter Store', '{{resolve:ssm-secure:/x:1}}', 'open: a dynamic reference is resolved at deployment'],
    ['in a text', `user:${SECRET}@db`, 'user:${unknown}@db'],
    ['of a parameter', { Ref: 'Default' }, 'open: a dynamic reference is resolved at deployment'],
    [
      'put together',
      { 'Fn::Join': ['', ['{{resolve:ssm:', '/x', '}}']] },
      'open: a dynamic reference is resolved at deployment',
    ],
    [
      'with a reference in it',
      { 'Fn::Sub': '{{resolve:secretsmanager:${Queue}}}' },
      '{{resolve:secretsmanager:${Queue}}}',
    ],
    ['in JSON text', { 'Fn::ToJsonString': { A: SECRET } }, '{"A":"${unknown}"}'],
    ['in a text put together', { 'Fn::Sub': `a ${SECRET} \${Name}` }, 'a ${unknown} orders'],
    ['not closed', '{{resolve:ssm:/x', '{{resolve:ssm:/x'],
  ])('%s', (_, raw, expected) => expect(comesTo(read(raw))).toBe(expected));

  it('are the same value within an account and a Region', () => {
    expect(read(SECRET).identity).toBe(`${SECRET} of 111111111111/eu-west-1`);
    expect(placeOf(SECRET).identity).toBe(`${SECRET} of environment of Stack`);
  });

  it('keep what is mentioned around them', () => {
    expect(read({ 'Fn::Sub': `\${Queue} ${SECRET}` }).mentions.map(({ id }) => id)).toEqual(['Queue']);
  });
});

describe('texts that grow', () => {
  const long = 'x'.repeat(600_000);

  it('up to 1 MB are put together', () => {
    const place = placeOf({ 'Fn::Sub': '${Long}' }, { Parameters: { Long: { Type: 'String', Default: long } } });
    expect(place.string()).toHaveLength(600_000);
  });

  it('beyond are unknown, and still mention what they are made from', () => {
    const place = placeOf(
      { 'Fn::Sub': '${Long}${Long}${Queue}' },
      { Parameters: { Long: { Type: 'String', Default: long } }, Resources: TEMPLATE.Resources },
    );
    expect(comesTo(place)).toBe('open: the text is too long to be put together');
    expect(place.mentions.map(({ id }) => id)).toEqual(['Queue']);
  });

  it.each([
    ['Fn::Sub', (name: string) => ({ 'Fn::Sub': ['${A}${A}', { A: { 'Fn::ImportValue': name } }] })],
    ['Fn::Join', (name: string) => ({ 'Fn::Join': ['', [{ 'Fn::ImportValue': name }, { 'Fn::ImportValue': name }]] })],
    ['Fn::If', (name: string) => ({ 'Fn::If': ['Maybe', { 'Fn::ImportValue': name }, { 'Fn::ImportValue': name }] })],
    ['lists', (name: string) => [{ 'Fn::ImportValue': name }, { 'Fn::ImportValue': name }]],
    [
      'Fn::ToJsonString',
      (name: string) => ({ 'Fn::ToJsonString': [{ 'Fn::ImportValue': name }, { 'Fn::ImportValue': name }] }),
    ],
  ])('by doubling through exports with %s, end', (_, twice) => {
    const outputs = Array.from({ length: 60 }, (__, i) => [
      `O${i}`,
      {
        Value: i === 0 ? { 'Fn::If': ['Maybe', 'a', { Ref: 'Queue' }] } : twice(`E${i - 1}`),
        Export: { Name: `E${i}` },
      },
    ]);
    const application = applicationOf({
      ...TEMPLATE,
      Resources: {
        ...TEMPLATE.Resources,
        Subject: { Type: 'Test::Type', Properties: { Value: { 'Fn::ImportValue': 'E59' } } },
      },
      Outputs: Object.fromEntries(outputs),
    });
    const subject = resourceIn(application, 'Stack/Subject');
    expect(subject.at('Value').isPresent).toBe(true);
    expect(subject.at('Value').identity).toBeUndefined();
    expect(
      resourceIn(application, 'Stack/Queue')
        .mentions()
        .every(({ resource }) => resource === subject),
    ).toBe(true);
    expect(subject.at('Value').mentions.every(({ id }) => id === 'Queue')).toBe(true);
  });

  it('by one long parameter in thousands of texts, end', () => {
    const parts = Array.from({ length: 4000 }, (_, i) => [`P${i}`, { 'Fn::Sub': `\${Long}${i}` }]);
    const place = placeOf(Object.fromEntries(parts), {
      Parameters: { Long: { Type: 'String', Default: 'y'.repeat(1_000_000) } },
    });
    const values = place.fields().map((field) => comesTo(field));
    expect(values[0]).toHaveLength(1_000_001);
    expect(values.at(-1)).toBe('open: the text is too long to be put together');
  });

  it('by a long parameter in many places of one text, end', () => {
    const text = '${Long}'.repeat(20_000);
    const place = placeOf(
      { 'Fn::Sub': text },
      { Parameters: { Long: { Type: 'String', Default: 'y'.repeat(1_000_000) } } },
    );
    expect(comesTo(place)).toBe('open: the text is too long to be put together');
  });

  it('by Fn::Sub names in each other, end', () => {
    let raw: unknown = 'x';
    for (let i = 0; i < 60; i += 1) raw = { 'Fn::Sub': ['${A}${A}', { A: raw }] };
    const { settled } = placeOf(raw);
    expect(settled).toBeInstanceOf(Text);
  });
});
