import { applicationOf, comesTo, resourceIn, type Template } from './templates';

const TRANSFORM = { Transform: 'AWS::LanguageExtensions' };

/** The resources of a template: `id: properties`. */
function expanded(template: Template): unknown {
  const application = applicationOf({ ...TRANSFORM, ...template });
  return Object.fromEntries(application.allResources.map((resource) => [resource.id, resource.properties.json()]));
}

const topic = (name: unknown): object => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: name } });

describe('Fn::ForEach', () => {
  it('makes a resource for each element', () => {
    const loop = ['Name', ['Orders', 'Bills'], { 'Topic${Name}': topic({ 'Fn::Sub': '${Name}-topic' }) }];
    expect(expanded({ Resources: { 'Fn::ForEach::Topics': loop, Other: { Type: 'Test::Other' } } })).toEqual({
      TopicOrders: { TopicName: 'Orders-topic' },
      TopicBills: { TopicName: 'Bills-topic' },
      Other: undefined,
    });
  });

  it.each<[name: string, collection: unknown]>([
    ['of a list', ['a', 'b']],
    ['of a parameter', { Ref: 'Names' }],
    ['of a mapping', { 'Fn::FindInMap': ['Map', 'row', 'Names'] }],
    ['of a text that is split', { 'Fn::Split': ['-', 'a-b'] }],
    ['with AWS::NoValue', ['a', { Ref: 'AWS::NoValue' }, 'b']],
  ])('goes over the elements %s', (_, collection) => {
    const template = {
      Parameters: { Names: { Type: 'CommaDelimitedList', Default: 'a,b' } },
      Mappings: { Map: { row: { Names: ['a', 'b'] } } },
      Resources: { 'Fn::ForEach::Loop': ['X', collection, { 'R${X}': topic({ Ref: 'X' }) }] },
    };
    expect(expanded(template)).toEqual({ Ra: { TopicName: 'a' }, Rb: { TopicName: 'b' } });
  });

  it('drops from logical ids what they may not hold, for &{}', () => {
    const loop = ['Ip', ['10.0.0.1', '10.0.0.2'], { 'R&{Ip}': topic('${Ip}') }];
    expect(expanded({ Resources: { 'Fn::ForEach::Loop': loop } })).toEqual({
      R10001: { TopicName: '10.0.0.1' },
      R10002: { TopicName: '10.0.0.2' },
    });
  });

  it('goes over numbers', () => {
    const loop = ['N', [1, 2], { 'R${N}': topic({ 'Fn::Sub': 't${N}' }) }];
    expect(expanded({ Resources: { 'Fn::ForEach::Loop': loop } })).toEqual({
      R1: { TopicName: 't1' },
      R2: { TopicName: 't2' },
    });
  });

  it('may stand in another', () => {
    const inner = ['B', ['x', 'y'], { '${A}${B}': topic({ 'Fn::Join': ['-', [{ Ref: 'A' }, { Ref: 'B' }]] }) }];
    const outer = ['A', ['p', 'q'], { 'Fn::ForEach::Inner${A}': inner }];
    expect(expanded({ Resources: { 'Fn::ForEach::Outer': outer } })).toEqual({
      px: { TopicName: 'p-x' },
      py: { TopicName: 'p-y' },
      qx: { TopicName: 'q-x' },
      qy: { TopicName: 'q-y' },
    });
  });

  it('makes properties', () => {
    const properties = {
      'Fn::ForEach::Props': ['P', ['A', 'B'], { 'Name${P}': { 'Fn::GetAtt': ['Queue${P}', 'Arn'] } }],
      Other: 1,
    };
    const template = {
      Resources: {
        QueueA: { Type: 'AWS::SQS::Queue' },
        QueueB: { Type: 'AWS::SQS::Queue' },
        Subject: { Type: 'Test::Type', Properties: properties },
      },
    };
    expect(expanded(template)).toMatchObject({ Subject: { NameA: '${QueueA.Arn}', NameB: '${QueueB.Arn}', Other: 1 } });
  });

  it('makes outputs and conditions', () => {
    const application = applicationOf({
      ...TRANSFORM,
      Parameters: { Env: { Type: 'String', Default: 'b' } },
      Conditions: {
        'Fn::ForEach::C': ['E', ['a', 'b'], { 'Is${E}': { 'Fn::Equals': [{ Ref: 'Env' }, { Ref: 'E' }] } }],
      },
      Resources: { Subject: { Type: 'Test::Type', Properties: { Value: { 'Fn::ImportValue': 'export-b' } } } },
      Outputs: {
        'Fn::ForEach::O': [
          'E',
          ['a', 'b'],
          { 'Out${E}': { Value: { Ref: 'E' }, Export: { Name: { 'Fn::Sub': 'export-${E}' } } } },
        ],
      },
    });
    const [stack] = application.stacks;
    expect([stack!.condition('Isa'), stack!.condition('Isb')]).toEqual([false, true]);
    expect(resourceIn(application, 'Stack/Subject').string('Value')).toBe('b');
  });

  it('leaves other names and literals alone', () => {
    const loop = ['X', ['a'], { 'R${X}': topic({ 'Fn::Sub': '${X} ${!X} ${Other} ${X.Y}' }) }];
    expect(expanded({ Resources: { 'Fn::ForEach::Loop': loop } })).toEqual({
      Ra: { TopicName: 'a ${X} ${unknown} ${unknown}' },
    });
  });

  it('takes the transform from a list', () => {
    const Transform = ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'];
    expect(expanded({ Transform, Resources: { 'Fn::ForEach::Loop': ['X', ['a'], { 'R${X}': topic('x') }] } })).toEqual({
      Ra: { TopicName: 'x' },
    });
  });
});

describe('a loop that cannot be expanded', () => {
  const because = 'the loop cannot be expanded before deployment';

  it.each<[name: string, loop: unknown, template?: Template]>([
    ['as its list is open', ['X', { Ref: 'Open' }, { 'R${X}': topic('x') }]],
    ['as an element is open', ['X', ['a', { Ref: 'AWS::StackId' }], { 'R${X}': topic('x') }]],
    ['as an element is an object', ['X', [{ A: 1 }], { 'R${X}': topic('x') }]],
    ['as it is no list', 'X'],
    ['as it is too short', ['X', ['a']]],
    ['as its name is none', [5, ['a'], { 'R${X}': topic('x') }]],
    ['as its body is no object', ['X', ['a'], 'x']],
    ['without the transform', ['X', ['a'], { 'R${X}': topic('x') }], { Transform: 'AWS::Serverless-2016-10-31' }],
  ])('%s is left out, and the report says so', (_, loop, template = TRANSFORM) => {
    const application = applicationOf({
      ...template,
      Parameters: { Open: { Type: 'CommaDelimitedList' } },
      Resources: { 'Fn::ForEach::Loop': loop, Other: { Type: 'Test::Other' } },
    });
    expect(application.allResources.map(({ id }) => id)).toEqual(['Other']);
    expect(application.skipped).toEqual([
      { stack: 'Stack', templatePath: 'Stack.template.json', logicalId: 'Fn::ForEach::Loop', because },
    ]);
  });

  it('among properties makes the rest of them unknown', () => {
    const properties = { 'Fn::ForEach::P': ['X', { Ref: 'Open' }, { '${X}': 1 }], Known: 1 };
    const application = applicationOf({
      ...TRANSFORM,
      Parameters: { Open: { Type: 'CommaDelimitedList' } },
      Resources: { Subject: { Type: 'Test::Type', Properties: properties } },
    });
    const subject = resourceIn(application, 'Stack/Subject');
    expect(subject.number('Known')).toBe(1);
    expect(comesTo(subject.at('Other'))).toBe('open: a transform or a loop adds to it at deployment');
  });
});

describe('loops without end', () => {
  const items = Array.from({ length: 100 }, (_, i) => `i${i}`);

  it('in each other are not expanded', () => {
    let body: unknown = { '${A}${B}${C}${D}${E}': topic('x') };
    for (const name of ['A', 'B', 'C', 'D', 'E']) body = { [`Fn::ForEach::${name}`]: [name, items, body] };
    const application = applicationOf({ ...TRANSFORM, Resources: body });
    expect(application.skipped.length).toBeGreaterThan(0);
    expect(application.allResources.length).toBeLessThan(1_000_000);
  });

  it('over a long body are not expanded', () => {
    const long = { 'R${X}': topic('y'.repeat(1_000_000)) };
    const application = applicationOf({ ...TRANSFORM, Resources: { 'Fn::ForEach::Loop': ['X', items, long] } });
    expect(application.allResources).toEqual([]);
    expect(application.skipped).toHaveLength(1);
  });

  it('with a long element in a long text end', () => {
    const loop = ['X', ['z'.repeat(1_000_000)], { R: topic('${X}'.repeat(100_000)) }];
    const application = applicationOf({ ...TRANSFORM, Resources: { 'Fn::ForEach::Loop': loop } });
    expect(application.allResources).toHaveLength(1);
  });

  it('with unclosed names end', () => {
    const application = applicationOf({ ...TRANSFORM, Resources: { R: topic('${'.repeat(300_000)) } });
    expect(application.allResources).toHaveLength(1);
  });
});
