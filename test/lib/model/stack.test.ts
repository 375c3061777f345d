import type { StackSource } from '../../../lib/model/stack';
import type { Json } from '../../../lib/model/values';
import {
  applicationOf,
  applicationOfStacks,
  comesTo,
  resourceIn,
  stackOf,
  type StackOptions,
  type Template,
} from './templates';

const NEST = 'AWS::CloudFormation::Stack';

/** A stack that nests others: each is given parameters, and outputs of each can be read. */
function nesting(
  id: string,
  template: Template,
  nested: { readonly [logicalId: string]: StackSource },
  options: StackOptions = {},
): StackSource {
  return stackOf(id, template, { ...options, nested: new Map(Object.entries(nested)) });
}

function valueIn(stacks: readonly StackSource[], key: string): Json | undefined {
  return comesTo(resourceIn(applicationOfStacks(...stacks), key).at('Value'));
}

const subject = (value: unknown): object => ({ Subject: { Type: 'Test::Type', Properties: { Value: value } } });

describe('parameters', () => {
  const TYPES: readonly [type: string, given: string, expected: Json][] = [
    ['String', 'a,b', 'a,b'],
    ['Number', '5', '5'],
    ['CommaDelimitedList', 'a, b', ['a', 'b']],
    ['List<Number>', '1,2', ['1', '2']],
    ['List<AWS::EC2::Subnet::Id>', '', []],
    ['AWS::EC2::VPC::Id', 'vpc-1', 'vpc-1'],
    ['AWS::SSM::Parameter::Value<String>', '/x', "open: parameter 'P' is read from Parameter Store at deployment"],
    ['AWS::SSM::Parameter::Name', '/x', '/x'],
  ];
  it.each(TYPES)('of type %s are given as %j', (type, given, expected) => {
    const template = { Parameters: { P: { Type: type, Default: 'default' } }, Resources: subject({ Ref: 'P' }) };
    expect(valueIn([stackOf('Stack', template, { parameters: { P: given } })], 'Stack/Subject')).toEqual(expected);
  });

  it.each<[name: string, declared: unknown, expected: unknown]>([
    ['without a type', { Default: 'x' }, 'x'],
    ['with a number for a default', { Type: 'String', Default: 5 }, 5],
    ['with false for a default', { Type: 'String', Default: false }, false],
    ['that are null', null, "open: 'P' is not in the template"],
    ['that are a text', 'String', "open: 'P' is not in the template"],
    [
      'with a list for a default',
      { Type: 'CommaDelimitedList', Default: ['a'] },
      "open: the default of 'P' is no text",
    ],
    ['with a type that is no text', { Type: ['String'], Default: 'x', AllowedValues: 'x' }, 'x'],
  ])('%s', (_, declared, expected) => {
    const template = { Parameters: { P: declared }, Resources: subject({ Ref: 'P' }) };
    expect(valueIn([stackOf('Stack', template)], 'Stack/Subject')).toEqual(expected);
  });

  it('that a template does not declare are not given to it', () => {
    const template = { Resources: subject({ Ref: 'P' }) };
    expect(valueIn([stackOf('Stack', template, { parameters: { P: 'x' } })], 'Stack/Subject')).toBe(
      "open: 'P' is not in the template",
    );
  });
});

describe('nested stacks', () => {
  const child = (type: string, value: unknown = { Ref: 'P' }): StackSource => {
    return stackOf('Parent/Nest', { Parameters: { P: { Type: type, Default: 'default' } }, Resources: subject(value) });
  };
  const parent = (given: unknown, nested: StackSource, template: Template = {}): StackSource => {
    const { Resources = {}, ...rest } = template as { Resources?: object };
    const nest = { Type: NEST, Properties: { Parameters: given } };
    const resources = { Nest: nest, A: { Type: 'AWS::EC2::Subnet' }, B: { Type: 'AWS::EC2::Subnet' }, ...Resources };
    return nesting('Parent', { ...rest, Resources: resources }, { Nest: nested }, { region: 'eu-west-1' });
  };

  it.each<[name: string, type: string, given: unknown, expected: unknown]>([
    ['a text', 'String', { P: 'x' }, 'x'],
    ['nothing, so the default holds', 'String', undefined, 'default'],
    ['AWS::NoValue, so the default holds', 'String', { P: { Ref: 'AWS::NoValue' } }, 'default'],
    ['a reference', 'String', { P: { Ref: 'A' } }, '${A}'],
    [
      'a list that is joined',
      'List<AWS::EC2::Subnet::Id>',
      { P: { 'Fn::Join': [',', [{ Ref: 'A' }, { Ref: 'B' }]] } },
      ['${A}', '${B}'],
    ],
    ['one element of a list', 'CommaDelimitedList', { P: { Ref: 'A' } }, ['${A}']],
    ['a list as text', 'CommaDelimitedList', { P: 'a,b' }, ['a', 'b']],
    ['a joined list as text', 'String', { P: { 'Fn::Join': [',', ['a', 'b']] } }, 'a,b'],
    ['what is open', 'String', { P: { Ref: 'AWS::AccountId' } }, 'open: the account is not known before deployment'],
    [
      'what comes with a transform',
      'String',
      { 'Fn::Transform': 'x' },
      'open: Fn::Transform is evaluated at deployment',
    ],
  ])('are given %s', (_, type, given, expected) => {
    expect(valueIn([parent(given, child(type))], 'Parent/Nest/Subject')).toEqual(expected);
  });

  it('resolve references in the stack that gives them', () => {
    const application = applicationOfStacks(parent({ P: { Ref: 'A' } }, child('String')));
    expect(resourceIn(application, 'Parent/Nest/Subject').reference('Value')?.key).toBe('Parent/A');
  });

  it('give their outputs to the stack above', () => {
    const nested = stackOf('Parent/Nest', {
      Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      Outputs: {
        Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        Text: { Value: { 'Fn::Sub': '${AWS::Region}' } },
        Junk: null,
      },
    });
    const read = (attribute: string): object => ({ 'Fn::GetAtt': ['Nest', attribute] });
    const application = applicationOfStacks(
      parent({}, nested, {
        Resources: subject([
          read('Outputs.Arn'),
          read('Outputs.Text'),
          read('Outputs.Junk'),
          { 'Fn::GetAtt': 'Nest.Outputs.Text' },
        ]),
      }),
    );
    const value = resourceIn(application, 'Parent/Subject').at('Value');
    expect(value.at('0').reference()?.key).toBe('Parent/Nest/Queue');
    // A nested stack has the environment of the one above it only as far as its source says so.
    expect(comesTo(value.at('1'))).toBe('open: the Region is not known before deployment');
    expect(value.at('2').reference()?.key).toBe('Parent/Nest');
    expect(value.at('3').identity).toBe('AWS::Region of Parent');
  });

  it('pass values through several levels, in both directions', () => {
    const inner = stackOf('Top/Mid/Low', {
      Parameters: { In: { Type: 'String' } },
      Resources: subject({ Ref: 'In' }),
      Outputs: { Out: { Value: { 'Fn::Sub': '${In}-low' } } },
    });
    const middle = nesting(
      'Top/Mid',
      {
        Parameters: { In: { Type: 'String' } },
        Resources: { Low: { Type: NEST, Properties: { Parameters: { In: { 'Fn::Sub': '${In}-mid' } } } } },
        Outputs: { Out: { Value: { 'Fn::GetAtt': ['Low', 'Outputs.Out'] } } },
      },
      { Low: inner },
    );
    const top = nesting(
      'Top',
      {
        Resources: {
          Mid: { Type: NEST, Properties: { Parameters: { In: 'top' } } },
          ...subject({ 'Fn::GetAtt': ['Mid', 'Outputs.Out'] }),
        },
      },
      { Mid: middle },
    );
    expect(valueIn([top], 'Top/Mid/Low/Subject')).toBe('top-mid');
    expect(valueIn([top], 'Top/Subject')).toBe('top-mid-low');
    const application = applicationOfStacks(top);
    expect(application.stacks.map(({ id, root, parent: above }) => [id, root.id, above?.key])).toEqual([
      ['Top', 'Top', undefined],
      ['Top/Mid', 'Top', 'Top/Mid'],
      ['Top/Mid/Low', 'Top', 'Top/Mid/Low'],
    ]);
  });

  it('of AWS SAM pass values too', () => {
    const nested = stackOf('Parent/App', {
      Parameters: { P: { Type: 'String' } },
      Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      Outputs: { Out: { Value: { 'Fn::Sub': '${P}-out' } } },
    });
    const app = { Type: 'AWS::Serverless::Application', Properties: { Parameters: { P: 'x' } } };
    const stack = nesting(
      'Parent',
      { Resources: { App: app, ...subject({ 'Fn::GetAtt': ['App', 'Outputs.Out'] }) } },
      { App: nested },
    );
    expect(valueIn([stack], 'Parent/Subject')).toBe('x-out');
  });

  it('whose parameters lead back to their outputs are unknown', () => {
    const nested = stackOf('Parent/Nest', {
      Parameters: { P: { Type: 'String' } },
      Resources: subject({ Ref: 'P' }),
      Outputs: { Out: { Value: { Ref: 'P' } } },
    });
    const given = { P: { 'Fn::GetAtt': ['Nest', 'Outputs.Out'] } };
    expect(valueIn([parent(given, nested)], 'Parent/Nest/Subject')).toBe('open: it refers to itself in a circle');
  });
});

describe('sections', () => {
  it.each([
    ['a list', ['x']],
    ['null', null],
    ['a text', 'x'],
    ['a number', 5],
  ])('that are %s are empty', (_, raw) => {
    const [stack] = applicationOf({
      Resources: {},
      Outputs: raw,
      Conditions: raw,
      Parameters: raw,
      Mappings: raw,
    }).stacks;
    expect(['Outputs', 'Conditions', 'Parameters', 'Mappings', 'Nothing'].map((name) => stack!.section(name))).toEqual([
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(stack!.condition('A')).toBeUndefined();
    expect(stack!.output('A')).toBeUndefined();
  });
});

test('an environment is the same only if that is certain', () => {
  const { stacks } = applicationOfStacks(
    stackOf('A', {}, { region: 'eu-west-1', account: '1' }),
    stackOf('B', {}, { region: 'eu-west-1', account: '1' }),
    stackOf('C', {}, { region: 'eu-west-1' }),
    stackOf('D', {}),
  );
  expect(stacks.map(({ environment }) => environment)).toEqual([
    '1/eu-west-1',
    '1/eu-west-1',
    'environment of C',
    'environment of D',
  ]);
});

test('an export and an import that need each other are unknown', () => {
  const side = (id: string, other: string): StackSource =>
    stackOf(id, {
      Resources: subject({ 'Fn::ImportValue': other }),
      Outputs: { O: { Value: { 'Fn::ImportValue': other }, Export: { Name: id } } },
    });
  expect(valueIn([side('A', 'B'), side('B', 'A')], 'A/Subject')).toBe('open: it refers to itself in a circle');
});
