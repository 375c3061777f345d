import type { Application } from '../../../lib/model/application';
import { applicationOf, applicationOfStacks, inRun, resourceIn, stackOf, type Template } from './templates';

/** Who mentions the resource `Stack/Queue`: `resource path attribute`. */
function mentions(application: Application, key = 'Stack/Queue', type?: string, property?: string): string[] {
  return resourceIn(application, key)
    .mentions(type, property)
    .map(({ resource, path, attribute }) =>
      [resource.key, path, attribute].filter((part) => part !== undefined).join(' '),
    );
}

const ENVIRONMENT = { region: 'eu-west-1', account: '111111111111' };

function oneStack(properties: object, template: Template = {}): Application {
  const { Resources = {}, ...rest } = template as { Resources?: object };
  return applicationOf(
    {
      Parameters: { Open: { Type: 'String' }, OpenList: { Type: 'CommaDelimitedList' } },
      Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] }, No: { 'Fn::Equals': [1, 2] } },
      ...rest,
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
        User: { Type: 'Test::User', Properties: properties },
        ...Resources,
      },
    },
    ENVIRONMENT,
  );
}

describe('a resource is mentioned', () => {
  it.each<[name: string, value: unknown, expected: readonly string[]]>([
    ['by Ref', { Ref: 'Queue' }, ['']],
    ['by Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, ['Arn']],
    ['by Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, ['Arn']],
    ['in Fn::Sub', { 'Fn::Sub': 'x ${Queue.Arn}' }, ['Arn']],
    ['in Fn::Sub, by a name of its own', { 'Fn::Sub': ['${X}', { X: { Ref: 'Queue' } }] }, ['']],
    ['in Fn::Join', { 'Fn::Join': ['', ['a', { 'Fn::GetAtt': 'Queue.Arn' }]] }, ['Arn']],
    ['twice in one text', { 'Fn::Sub': '${Queue} ${Queue.Arn} ${Queue}' }, ['', 'Arn']],
    ['in Fn::Select', { 'Fn::Select': [0, [{ Ref: 'Queue' }, 'x']] }, ['']],
    ['in an encoded text', { 'Fn::Base64': { 'Fn::Sub': '${Queue}' } }, ['']],
    ['in JSON text', { 'Fn::ToJsonString': { A: [{ Ref: 'Queue' }] } }, ['']],
    ['in a function that is evaluated at deployment', { 'Fn::Cidr': [{ 'Fn::GetAtt': 'Queue.Arn' }, 2, 5] }, ['Arn']],
    ['as a default of Fn::FindInMap', { 'Fn::FindInMap': ['A', 'b', 'c', { DefaultValue: { Ref: 'Queue' } }] }, ['']],
    ['by its ARN', 'arn:aws:sqs:eu-west-1:111111111111:orders', ['']],
    [
      'by its ARN with pseudo parameters',
      { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders' },
      [''],
    ],
    ['under the one outcome of an open condition', { 'Fn::If': ['Maybe', { Ref: 'Queue' }, 'x'] }, ['']],
    ['under the other', { 'Fn::If': ['Maybe', 'x', { 'Fn::If': ['Maybe', 'x', { Ref: 'Queue' }] }] }, ['']],
    [
      'by its ARN under an open condition',
      { 'Fn::If': ['Maybe', 'arn:aws:sqs:eu-west-1:111111111111:orders', 'x'] },
      [''],
    ],
    [
      'in a text under an open condition',
      { 'Fn::Sub': ['${X}', { X: { 'Fn::If': ['Maybe', 'x', { Ref: 'Queue' }] } }] },
      [''],
    ],
  ])('%s', (_, value, attributes) => {
    const expected = attributes.map(
      (attribute) => `Stack/User Properties.Value${attribute === '' ? '' : ` ${attribute}`}`,
    );
    expect(mentions(oneStack({ Value: value }))).toEqual(expected);
  });

  it.each<[name: string, value: unknown]>([
    ['by its name', 'orders'],
    ['by its logical id', 'Queue'],
    ['by a condition that is false', { 'Fn::If': ['No', { Ref: 'Queue' }, 'x'] }],
    ['by an ARN of another Region', 'arn:aws:sqs:us-east-1:111111111111:orders'],
    ['by the names of a resource id', 'service/Queue/orders'],
    ['by a literal in Fn::Sub', { 'Fn::Sub': '${!Queue}' }],
  ])('but not %s', (_, value) => expect(mentions(oneStack({ Value: value }))).toEqual([]));

  it('at the place it is named', () => {
    const application = oneStack({
      A: [{ B: { Ref: 'Queue' } }, 'x'],
      C: { 'Fn::If': ['Maybe', [{ D: { 'Fn::GetAtt': 'Queue.Arn' } }], 'x'] },
    });
    expect(mentions(application)).toEqual(['Stack/User Properties.A.0.B', 'Stack/User Properties.C.0.D Arn']);
  });

  it('in a list that is split', () => {
    const application = oneStack({ Value: { 'Fn::Split': [',', { 'Fn::Join': [',', ['x', { Ref: 'Queue' }]] }] } });
    expect(mentions(application)).toEqual(['Stack/User Properties.Value.1']);
  });

  it('only in properties', () => {
    const application = oneStack(
      {},
      {
        Resources: {
          Other: { Type: 'Test::Other', DependsOn: 'Queue', Metadata: { Ref: 'Queue' }, Condition: 'Queue' },
        },
        Outputs: { O: { Value: { Ref: 'Queue' } } },
      },
    );
    expect(mentions(application)).toEqual([]);
  });

  it('by itself', () => {
    const application = applicationOf({
      Resources: { Queue: { Type: 'Test::Queue', Properties: { Policy: [{ Ref: 'Queue' }] } } },
    });
    expect(mentions(application)).toEqual(['Stack/Queue Properties.Policy.0']);
  });
});

describe('a resource of another stack is mentioned', () => {
  const producer = stackOf('Stack', {
    Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': 'Queue.Arn' }, Export: { Name: 'queue-arn' } } },
  });
  const user = (value: unknown): Template => ({
    Resources: { User: { Type: 'Test::User', Properties: { Value: value } } },
  });

  it.each<[name: string, value: unknown]>([
    ['by an import', { 'Fn::ImportValue': 'queue-arn' }],
    ['by an import within a text', { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'queue-arn' }, '/*']] }],
    ['by an output', { 'Fn::GetStackOutput': { StackName: 'Stack', OutputName: 'Arn' } }],
  ])('%s', (_, value) => {
    const application = applicationOfStacks(producer, stackOf('Other', user(value)));
    expect(mentions(application)).toEqual(['Other/User Properties.Value Arn']);
  });

  it('through a parameter of a nested stack, by the stack that gives it too', () => {
    const nested = stackOf('Stack/Nest', {
      Parameters: { Arn: { Type: 'String' }, Ids: { Type: 'CommaDelimitedList' } },
      ...user({ A: { 'Fn::Sub': '${Arn}/x' }, B: { Ref: 'Ids' } }),
    });
    const parameters = { Arn: { 'Fn::GetAtt': 'Queue.Arn' }, Ids: { 'Fn::Join': [',', ['x', { Ref: 'Queue' }]] } };
    const nest = { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: parameters } };
    const application = applicationOfStacks(
      stackOf(
        'Stack',
        { Resources: { Queue: { Type: 'AWS::SQS::Queue' }, Nest: nest } },
        { nested: new Map([['Nest', nested]]) },
      ),
    );
    expect(mentions(application)).toEqual([
      'Stack/Nest Properties.Parameters.Arn Arn',
      'Stack/Nest Properties.Parameters.Ids',
      'Stack/Nest/User Properties.Value.A Arn',
      'Stack/Nest/User Properties.Value.B.1',
    ]);
  });
});

describe('mentions are chosen', () => {
  const application = applicationOf({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      A: {
        Type: 'Test::A',
        Properties: { Targets: [{ Arn: { Ref: 'Queue' } }, { Arn: { Ref: 'Queue' } }], Target: { Ref: 'Queue' } },
      },
      B: { Type: 'Test::B', Properties: { Targets: { Ref: 'Queue' } } },
    },
  });

  it.each<[type: string | undefined, property: string | undefined, expected: readonly string[]]>([
    [
      undefined,
      undefined,
      [
        'Stack/A Properties.Targets.0.Arn',
        'Stack/A Properties.Targets.1.Arn',
        'Stack/A Properties.Target',
        'Stack/B Properties.Targets',
      ],
    ],
    ['Test::B', undefined, ['Stack/B Properties.Targets']],
    ['Test::A', 'Targets', ['Stack/A Properties.Targets.0.Arn', 'Stack/A Properties.Targets.1.Arn']],
    ['Test::A', 'Target', ['Stack/A Properties.Target']],
    ['Test::A', 'Targets.1', ['Stack/A Properties.Targets.1.Arn']],
    ['Test::A', 'Targets.*.Arn', ['Stack/A Properties.Targets.0.Arn', 'Stack/A Properties.Targets.1.Arn']],
    [
      'Test::A',
      '*',
      ['Stack/A Properties.Targets.0.Arn', 'Stack/A Properties.Targets.1.Arn', 'Stack/A Properties.Target'],
    ],
    ['Test::A', 'Targets.*.Other', []],
    ['Test::A', 'Target.*', []],
    ['Test::B', 'Targets.*', []],
    ['Test::C', undefined, []],
  ])('by type %s and property %s', (type, property, expected) => {
    expect(mentions(application, 'Stack/Queue', type, property)).toEqual(expected);
  });

  it('and who mentions several times is named once', () => {
    expect(
      resourceIn(application, 'Stack/Queue')
        .referencedBy()
        .map(({ id }) => id),
    ).toEqual(['A', 'B']);
  });
});

describe('who mentions under a condition', () => {
  const conditional = (condition: string): Application =>
    oneStack(
      {},
      { Resources: { Other: { Type: 'Test::Other', Condition: condition, Properties: { Value: { Ref: 'Queue' } } } } },
    );

  it('is left out where it is not created', () => expect(mentions(conditional('No'))).toEqual([]));

  it('is told outside of a run', () =>
    expect(mentions(conditional('Maybe'))).toEqual(['Stack/Other Properties.Value']));

  it('is taken both ways in a run', () => {
    const application = conditional('Maybe');
    const { evaluation } = inRun(application, () => mentions(application));
    expect(evaluation.openCondition?.name).toBe('Maybe');
    application.enter(evaluation.take(false));
    expect(mentions(application)).toEqual([]);
    application.enter(evaluation.take(true));
    expect(mentions(application)).toEqual(['Stack/Other Properties.Value']);
    application.enter(undefined);
  });
});
