import { applicationOf } from './templates';

const at = { stack: 'Stack', templatePath: 'Stack.template.json' };

test('what is no resource is left out, and said to be', () => {
  const application = applicationOf({
    Resources: {
      Good: { Type: 'Test::Good' },
      Text: 'x',
      Null: null,
      List: [{ Type: 'Test::List' }],
      NoType: { Properties: {} },
      OddType: { Type: ['Test::Odd'] },
      'Fn::Transform': { Name: 'AWS::Include' },
    },
  });
  expect(application.allResources.map(({ id }) => id)).toEqual(['Good']);
  expect(application.skipped).toEqual([
    { ...at, logicalId: 'Text', because: 'the resource is not an object' },
    { ...at, logicalId: 'Null', because: 'the resource is not an object' },
    { ...at, logicalId: 'List', because: 'the resource is not an object' },
    { ...at, logicalId: 'NoType', because: 'the resource has no Type' },
    { ...at, logicalId: 'OddType', because: 'the resource has no Type' },
    { ...at, logicalId: 'Fn::Transform', because: 'what a transform adds is decided at deployment' },
  ]);
});

test.each([
  ['a list', [{ Type: 'Test::A' }]],
  ['a text', 'x'],
  ['null', null],
])('Resources that are %s are left out', (_, resources) => {
  const application = applicationOf({ Resources: resources });
  expect(application.allResources).toEqual([]);
  expect(application.skipped).toEqual([{ ...at, because: 'its Resources are not an object' }]);
});

test('a template without resources leaves nothing out', () => {
  expect(applicationOf({ Outputs: {} }).skipped).toEqual([]);
});
