import type { StackSource } from '../../../lib/model/stack';
import {
  applicationOfStacks,
  comesTo,
  inRun,
  resourceIn,
  stackOf,
  type StackOptions,
  type Template,
} from './templates';

const IRELAND = { region: 'eu-west-1', account: '111111111111' };
const VIRGINIA = { region: 'us-east-1', account: '111111111111' };

function exporting(
  id: string,
  name: unknown,
  value: unknown,
  options: StackOptions = {},
  more: object = {},
): StackSource {
  return stackOf(
    id,
    {
      Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      Outputs: { Out: { Value: value, Export: { Name: name } } },
      ...more,
    },
    options,
  );
}

function importing(name: unknown, options: StackOptions = {}): StackSource {
  const template = {
    Parameters: { Open: { Type: 'String' } },
    Resources: { Subject: { Type: 'Test::Type', Properties: { Value: { 'Fn::ImportValue': name } } } },
  };
  return stackOf('User', template, options);
}

function imported(...stacks: readonly StackSource[]): unknown {
  return comesTo(resourceIn(applicationOfStacks(...stacks), 'User/Subject').at('Value'));
}

describe('Fn::ImportValue', () => {
  it.each<[name: string, stacks: readonly StackSource[], expected: unknown]>([
    ['a value', [importing('x'), exporting('A', 'x', 'value')], 'value'],
    ['a reference', [importing('x'), exporting('A', 'x', { 'Fn::GetAtt': 'Queue.Arn' })], '${Queue.Arn}'],
    [
      'by a name that is put together',
      [importing({ 'Fn::Sub': '${AWS::StackName}-x' }), exporting('A', 'User-x', 'value')],
      'value',
    ],
    [
      'of a name with the stack in it',
      [importing('A-x'), exporting('A', { 'Fn::Sub': '${AWS::StackName}-x' }, 'value')],
      'value',
    ],
    [
      'of a name with the Region in it, which both leave open',
      [
        importing({ 'Fn::Sub': 'x-${AWS::Region}' }),
        exporting('A', { 'Fn::Join': ['-', ['x', { Ref: 'AWS::Region' }]] }, 'value'),
      ],
      'value',
    ],
    [
      'of the same Region',
      [importing('x', VIRGINIA), exporting('A', 'x', 'eu', IRELAND), exporting('B', 'x', 'us', VIRGINIA)],
      'us',
    ],
    [
      'of another Region',
      [importing('x', VIRGINIA), exporting('A', 'x', 'eu', IRELAND)],
      "open: 'x' is exported outside of the application",
    ],
    [
      'of another account',
      [importing('x', VIRGINIA), exporting('A', 'x', 'us', { ...VIRGINIA, account: '222222222222' })],
      "open: 'x' is exported outside of the application",
    ],
    [
      'that several stacks export',
      [importing('x'), exporting('A', 'x', 'eu', IRELAND), exporting('B', 'x', 'us', VIRGINIA)],
      "open: several stacks export 'x'",
    ],
    ['of no stack', [importing('x')], "open: 'x' is exported outside of the application"],
    ['by an open name', [importing({ Ref: 'Open' })], 'open: the name of the import is decided at deployment'],
    [
      'by an open part of a name',
      [importing({ 'Fn::Sub': '${Open}-x' }), exporting('A', { 'Fn::Sub': '${Open}-x' }, 'value')],
      'open: the name of the import is decided at deployment',
    ],
    ['without a name', [importing(['x'])], 'open: the name of the import is decided at deployment'],
    ['without a value', [importing('x'), exporting('A', 'x', { Ref: 'AWS::NoValue' })], "open: 'x' has no value"],
    [
      'of what every object inherits',
      [importing('constructor')],
      "open: 'constructor' is exported outside of the application",
    ],
    ['by a number', [importing(5), exporting('A', '5', 'value')], 'value'],
  ])('finds a value %s', (_, stacks, expected) => expect(imported(...stacks)).toEqual(expected));

  it('finds the resource in the other stack', () => {
    const application = applicationOfStacks(importing('x'), exporting('A', 'x', { Ref: 'Queue' }));
    expect(resourceIn(application, 'User/Subject').reference('Value')?.key).toBe('A/Queue');
  });

  it('mentions what several stacks export under one name', () => {
    const application = applicationOfStacks(
      importing('x'),
      exporting('A', 'x', { Ref: 'Queue' }),
      exporting('B', 'x', { Ref: 'Queue' }),
    );
    expect(
      resourceIn(application, 'User/Subject')
        .at('Value')
        .mentions.map(({ key }) => key),
    ).toEqual(['A/Queue', 'B/Queue']);
  });

  it.each([
    ['a list', []],
    ['null', null],
    ['without an export', { A: { Value: 'x' } }],
    [
      'with junk for an export',
      { A: { Value: 'x', Export: 'x' }, B: { Value: 'x', Export: {} }, C: { Value: 'x', Export: { Name: ['x'] } } },
    ],
  ])('passes over outputs that are %s', (_, outputs) => {
    expect(imported(importing('x'), stackOf('A', { Outputs: outputs }))).toBe(
      "open: 'x' is exported outside of the application",
    );
  });

  it('takes the one of two exports whose condition holds', () => {
    const conditions = { No: { 'Fn::Equals': [1, 2] } };
    const outputs = {
      A: { Condition: 'No', Value: 'no', Export: { Name: 'x' } },
      B: { Value: 'yes', Export: { Name: 'x' } },
    };
    expect(imported(importing('x'), stackOf('A', { Conditions: conditions, Outputs: outputs }))).toBe('yes');
  });

  it('asks for the outcome of an open condition on an export', () => {
    const application = applicationOfStacks(
      importing('x'),
      stackOf('A', {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Outputs: { A: { Condition: 'IsProd', Value: 'yes', Export: { Name: 'x' } } },
      }),
    );
    const { evaluation } = inRun(application, () => resourceIn(application, 'User/Subject').string('Value'));
    expect(evaluation.openCondition?.name).toBe('IsProd');
  });

  it('ends where the name of an export is an import', () => {
    const circle = exporting('A', { 'Fn::ImportValue': 'x' }, 'value');
    expect(imported(importing('x'), circle)).toBe("open: 'x' is exported outside of the application");
  });
});

describe('Fn::GetStackOutput', () => {
  const template = (argument: unknown): Template => ({
    Parameters: { Open: { Type: 'String' } },
    Resources: { Subject: { Type: 'Test::Type', Properties: { Value: { 'Fn::GetStackOutput': argument } } } },
  });
  const producer = (id: string, options: StackOptions, value: unknown = id): StackSource => {
    return stackOf(
      id,
      { Resources: { Queue: { Type: 'AWS::SQS::Queue' } }, Outputs: { Out: { Value: value } } },
      { stackName: 'Data', ...options },
    );
  };
  const read = (argument: unknown, options: StackOptions, ...stacks: readonly StackSource[]): unknown => {
    return imported(stackOf('User', template(argument), options), ...stacks);
  };
  const both = [producer('eu', IRELAND), producer('us', VIRGINIA)];

  it.each<[name: string, argument: unknown, options: StackOptions, stacks: readonly StackSource[], expected: unknown]>([
    ['of its own Region', { StackName: 'Data', OutputName: 'Out' }, VIRGINIA, both, 'us'],
    ['of another Region', { StackName: 'Data', OutputName: 'Out', Region: 'eu-west-1' }, VIRGINIA, both, 'eu'],
    ['of a Region that is open for both', { StackName: 'Data', OutputName: 'Out' }, {}, [producer('any', {})], 'any'],
    [
      'of several stacks',
      { StackName: 'Data', OutputName: 'Out' },
      {},
      both,
      "open: stack 'Data' is outside of the application",
    ],
    [
      'of another account',
      { StackName: 'Data', OutputName: 'Out', RoleArn: 'arn:aws:iam::222222222222:role/Reader' },
      VIRGINIA,
      [producer('other', { ...VIRGINIA, account: '222222222222' })],
      'other',
    ],
    [
      'of another account without a role',
      { StackName: 'Data', OutputName: 'Out' },
      VIRGINIA,
      [producer('other', { ...VIRGINIA, account: '222222222222' })],
      "open: stack 'Data' is outside of the application",
    ],
    [
      'that the stack does not have',
      { StackName: 'Data', OutputName: 'Nothing' },
      VIRGINIA,
      both,
      "open: stack 'Data' has no output 'Nothing'",
    ],
    [
      'of no stack',
      { StackName: 'Nothing', OutputName: 'Out' },
      VIRGINIA,
      both,
      "open: stack 'Nothing' is outside of the application",
    ],
    [
      'of an open stack',
      { StackName: { Ref: 'Open' }, OutputName: 'Out' },
      VIRGINIA,
      both,
      'open: the output is chosen at deployment',
    ],
    [
      'of an open Region',
      { StackName: 'Data', OutputName: 'Out', Region: { Ref: 'Open' } },
      VIRGINIA,
      both,
      'open: the output is chosen at deployment',
    ],
    ['without an object', 'Data.Out', VIRGINIA, both, 'open: Fn::GetStackOutput is not complete'],
  ])('reads an output %s', (_, argument, options, stacks, expected) =>
    expect(read(argument, options, ...stacks)).toBe(expected),
  );

  it('finds the resource in the other stack', () => {
    const user = stackOf('User', template({ StackName: 'Data', OutputName: 'Out' }));
    const application = applicationOfStacks(user, producer('A', {}, { 'Fn::GetAtt': 'Queue.Arn' }));
    expect(resourceIn(application, 'User/Subject').reference('Value')?.key).toBe('A/Queue');
  });
});
