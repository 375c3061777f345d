import { Reference, Unknown } from '../../../lib/model/values';
import {
  applicationOf,
  applicationOfStacks,
  comesTo,
  placeOf,
  resourceIn,
  stackOf,
  type StackOptions,
} from './templates';

const TEMPLATE = {
  Parameters: {
    Given: { Type: 'String' },
    Default: { Type: 'String', Default: 'orders' },
    Number: { Type: 'Number', Default: 3 },
    Ids: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1, subnet-2' },
    Empty: { Type: 'CommaDelimitedList', Default: '' },
    Open: { Type: 'String' },
    Ami: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/ami' },
    Junk: { Type: 'String', Default: { Ref: 'Default' } },
    Attribute: { Type: 'String', Default: 'Arn' },
  },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': ['a', 'b'] },
    Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Topic: { Type: 'AWS::SNS::Topic' },
    Never: { Type: 'AWS::SQS::Queue', Condition: 'No' },
  },
};
const OPTIONS: StackOptions = { region: 'eu-west-1', account: '111111111111', parameters: { Given: 'given' } };

const read = (raw: unknown, options = OPTIONS): ReturnType<typeof placeOf> => placeOf(raw, TEMPLATE, options);

describe('Ref', () => {
  it.each([
    ['a given parameter', 'Given', 'given'],
    ['a default', 'Default', 'orders'],
    ['a number', 'Number', 3],
    ['a list', 'Ids', ['subnet-1', 'subnet-2']],
    ['an empty list', 'Empty', []],
    ['a parameter without a default', 'Open', "open: parameter 'Open' has no default"],
    ['a parameter of Parameter Store', 'Ami', "open: parameter 'Ami' is read from Parameter Store at deployment"],
    ['a default that is no text', 'Junk', "open: the default of 'Junk' is no text"],
    ['nothing', 'Nothing', "open: 'Nothing' is not in the template"],
    ['what every object inherits', 'constructor', "open: 'constructor' is not in the template"],
    ['a resource', 'Queue', '${Queue}'],
    ['a resource that is not created', 'Never', "open: 'Never' is not created, as its condition is false"],
    ['AWS::NoValue', 'AWS::NoValue', undefined],
    ['AWS::Region', 'AWS::Region', 'eu-west-1'],
    ['AWS::AccountId', 'AWS::AccountId', '111111111111'],
    ['AWS::StackName', 'AWS::StackName', 'Stack'],
    ['AWS::Partition', 'AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackId', 'AWS::StackId', 'open: AWS::StackId is not known before deployment'],
    ['a name that is put together', { 'Fn::Sub': 'Def${Suffix}' }, 'open: Ref does not say what it refers to'],
    ['a name that a parameter gives', { 'Fn::Join': ['', ['Def', 'ault']] }, 'orders'],
    ['a list', ['Queue'], 'open: Ref does not say what it refers to'],
  ])('to %s', (_, name, expected) => expect(comesTo(read({ Ref: name }))).toEqual(expected));

  it.each([
    ['AWS::Region', 'open: the Region is not known before deployment', 'AWS::Region of Stack', '${AWS.Region}'],
    [
      'AWS::AccountId',
      'open: the account is not known before deployment',
      'AWS::AccountId of Stack',
      '${AWS.AccountId}',
    ],
    [
      'AWS::Partition',
      'open: the partition is not known before deployment',
      'AWS::Partition of Stack',
      '${AWS.Partition}',
    ],
    [
      'AWS::URLSuffix',
      'open: the URL suffix is not known before deployment',
      'AWS::URLSuffix of Stack',
      '${AWS.URLSuffix}',
    ],
  ])('to %s of an unknown environment is the same value everywhere in the stack', (name, because, symbol, text) => {
    const place = read({ Ref: name }, {});
    expect(comesTo(place)).toBe(because);
    expect(place.identity).toBe(symbol);
    expect(String(place.settled)).toBe(text);
  });

  it.each([
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ])('to the partition of %s', (region, partition, suffix) => {
    expect(comesTo(read({ Ref: 'AWS::Partition' }, { region }))).toBe(partition);
    expect(comesTo(read({ Ref: 'AWS::URLSuffix' }, { region }))).toBe(suffix);
  });
});

describe('Fn::GetAtt', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a list', ['Queue', 'Arn'], '${Queue.Arn}'],
    ['a text', 'Queue.Arn', '${Queue.Arn}'],
    ['an attribute with dots', ['Queue', 'Endpoint.Address'], '${Queue.Endpoint.Address}'],
    ['an attribute in parts', ['Queue', 'Endpoint', 'Port'], '${Queue.Endpoint.Port}'],
    ['an attribute that a parameter gives', ['Queue', { Ref: 'Attribute' }], '${Queue.Arn}'],
    ['an attribute that is open', ['Queue', { Ref: 'Open' }], 'open: the attribute is decided at deployment'],
    ['no attribute', 'Queue', 'open: the attribute is decided at deployment'],
    ['no resource of the template', ['Nothing', 'Arn'], "open: 'Nothing' is not in the template"],
    ['a resource that is not created', ['Never', 'Arn'], "open: 'Never' is not created, as its condition is false"],
    ['a number', 5, 'open: Fn::GetAtt does not name a resource'],
    ['an empty list', [], 'open: Fn::GetAtt does not name a resource'],
  ])('given %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::GetAtt': argument }))).toBe(expected));

  it('is a reference, with the attribute', () => {
    const { settled } = read({ 'Fn::GetAtt': ['Queue', 'Arn'] });
    expect(settled).toBeInstanceOf(Reference);
    expect((settled as Reference).attribute).toBe('Arn');
    expect((settled as Reference).resource.key).toBe('Stack/Queue');
  });

  it('mentions the resource also where the attribute is open', () => {
    expect(read({ 'Fn::GetAtt': ['Queue', { Ref: 'Open' }] }).mentions.map(({ key }) => key)).toEqual(['Stack/Queue']);
  });
});

describe('Fn::If', () => {
  it.each<[name: string, argument: unknown, expected: unknown]>([
    ['a condition that is true', ['Yes', 1, 2], 1],
    ['a condition that is false', ['No', 1, 2], 2],
    ['an open condition', ['Maybe', 1, 2], 'open: condition Maybe is decided at deployment'],
    ['a condition the template does not have', ['Other', 1, 2], 'open: condition Other is decided at deployment'],
    ['conditions in each other', ['Yes', { 'Fn::If': ['No', 1, { Ref: 'Default' }] }, 2], 'orders'],
    ['AWS::NoValue', ['No', 1, { Ref: 'AWS::NoValue' }], undefined],
    ['too little', ['Yes', 1], 'open: Fn::If is not complete'],
    ['no list', 'Yes', 'open: Fn::If is not complete'],
  ])('given %s', (_, argument, expected) => expect(comesTo(read({ 'Fn::If': argument }))).toEqual(expected));

  it('leaves elements out of a list by AWS::NoValue', () => {
    const noValue = { Ref: 'AWS::NoValue' };
    const list = ['a', { 'Fn::If': ['No', 'b', noValue] }, { 'Fn::If': ['Yes', 'c', noValue] }, noValue];
    const place = read(list);
    expect(place.items().map((item) => [item.path, item.string()])).toEqual([
      ['Properties.Value.0', 'a'],
      ['Properties.Value.2', 'c'],
    ]);
    expect(place.json()).toEqual(['a', 'c']);
  });

  it('leaves properties out by AWS::NoValue', () => {
    const place = read({ A: 1, B: { 'Fn::If': ['No', 2, { Ref: 'AWS::NoValue' }] } });
    expect(place.keys()).toEqual(['A']);
    expect(place.key('B').isPresent).toBe(false);
    expect(place.json()).toEqual({ A: 1 });
  });

  it('mentions what both branches of an open condition do', () => {
    const place = read({ 'Fn::If': ['Maybe', { Ref: 'Queue' }, { 'Fn::Sub': '${Topic.TopicName}-x' }] });
    expect(place.mentions.map(({ id }) => id)).toEqual(['Queue', 'Topic']);
  });

  it('stands around a whole object', () => {
    const place = read({ 'Fn::If': ['No', { A: 1 }, { A: { B: { Ref: 'Default' } } }] });
    expect(place.at('A.B').string()).toBe('orders');
    expect(place.at('A.B').path).toBe('Properties.Value.A.B');
  });
});

describe('Fn::GetAZs', () => {
  it.each<[name: string, argument: unknown, options: StackOptions, identity: string]>([
    ['the Region of the stack', '', OPTIONS, 'zones of eu-west-1'],
    ['the Region by its parameter', { Ref: 'AWS::Region' }, OPTIONS, 'zones of eu-west-1'],
    ['another Region', 'us-east-1', OPTIONS, 'zones of us-east-1'],
    ['an unknown Region', '', {}, 'zones of AWS::Region of Stack'],
    ['an unknown Region by its parameter', { Ref: 'AWS::Region' }, {}, 'zones of AWS::Region of Stack'],
  ])('of %s', (_, argument, options, identity) => {
    const place = read({ 'Fn::GetAZs': argument }, options);
    expect(comesTo(place)).toBe('open: the zones are chosen at deployment');
    expect(place.identity).toBe(identity);
  });

  it('gives the same zone for the same index, in nested stacks too', () => {
    const zone = (index: number | string): object => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
    const subnet = (index: number | string): object => ({
      Type: 'AWS::EC2::Subnet',
      Properties: { AvailabilityZone: zone(index) },
    });
    const nested = stackOf('Stack/Nest', { Resources: { C: subnet(0) } });
    const stack = stackOf(
      'Stack',
      { Resources: { A: subnet(0), B: subnet('1'), Nest: { Type: 'AWS::CloudFormation::Stack' } } },
      { nested: new Map([['Nest', nested]]) },
    );
    const application = applicationOfStacks(stack);
    const identities = ['Stack/A', 'Stack/B', 'Stack/Nest/C'].map((key) => {
      return resourceIn(application, key).at('AvailabilityZone').identity;
    });
    expect(identities).toEqual([
      'zones of AWS::Region of Stack[0]',
      'zones of AWS::Region of Stack[1]',
      'zones of AWS::Region of Stack[0]',
    ]);
  });
});

describe('functions that are evaluated at deployment', () => {
  it.each([
    ['Fn::Cidr', { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 4, 8] }, ['Queue']],
    [
      'Fn::Transform',
      { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: { Ref: 'Topic' } } } },
      ['Topic'],
    ],
    [
      'Fn::Unheard',
      { 'Fn::Unheard': { A: [{ B: { Ref: 'Queue' } }], C: { 'Fn::Sub': '${Topic}' } } },
      ['Queue', 'Topic'],
    ],
    ['Fn::And', { 'Fn::And': [true, true] }, []],
  ])('%s is unknown, and mentions what it is given', (name, raw, mentions) => {
    const place = read(raw);
    expect(comesTo(place)).toBe(`open: ${name} is evaluated at deployment`);
    expect(place.mentions.map(({ id }) => id)).toEqual(mentions);
  });

  it('Fn::Transform among properties adds to them', () => {
    const place = read({ A: 1, 'Fn::Transform': { Name: 'Macro' } });
    expect(place.key('A').number()).toBe(1);
    expect(comesTo(place.key('B'))).toBe('open: a transform or a loop adds to it at deployment');
    expect(place.key('B').isUnknown).toBe(true);
  });
});

describe('endless templates', () => {
  it('functions may stand in each other as deep as a template can be', () => {
    let raw: unknown = 'x';
    for (let i = 0; i < 90; i += 1) raw = { 'Fn::Sub': ['${A}', { A: raw }] };
    expect(comesTo(read(raw))).toBe('x');
  });

  it('a value that is deeper is unknown', () => {
    let raw: unknown = 'x';
    for (let i = 0; i < 400; i += 1) raw = { 'Fn::If': ['Yes', raw, ''] };
    expect(comesTo(read(raw))).toBe('open: too many functions lead to each other');
  });

  it('no chain of outputs is too long', () => {
    const outputs = Array.from({ length: 3000 }, (_, i) => [
      `O${i}`,
      { Value: i === 0 ? 'end' : { 'Fn::ImportValue': `E${i - 1}` }, Export: { Name: `E${i}` } },
    ]);
    const application = applicationOf({
      Resources: {
        Near: { Type: 'Test::Type', Properties: { Value: { 'Fn::ImportValue': 'E50' } } },
        Far: { Type: 'Test::Type', Properties: { Value: { 'Fn::ImportValue': 'E2999' } } },
      },
      Outputs: Object.fromEntries(outputs),
    });
    expect(comesTo(resourceIn(application, 'Stack/Far').at('Value'))).toBe(
      'open: too many functions lead to each other',
    );
    expect(comesTo(resourceIn(application, 'Stack/Near').at('Value'))).toBe('end');
    expect(resourceIn(application, 'Stack/Far').at('Value').settled).toBeInstanceOf(Unknown);
  });
});
