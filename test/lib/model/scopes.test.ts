import { Application } from '../../../lib/model/application';
import { constructScope, nameOf, pathBelow, scopesAround, templateScope } from '../../../lib/model/scopes';
import type { Stack, StackSource } from '../../../lib/model/stack';

const QUEUE = { Type: 'AWS::SQS::Queue' };
const NEST = { Type: 'AWS::CloudFormation::Stack' };

function stacksOf(...sources: Partial<StackSource>[]): readonly Stack[] {
  const stacks = sources.map((each) => ({ id: 'S', templatePath: '', template: {}, ...each }) as StackSource);
  return new Application({ name: 'App', stacks }).stacks;
}

/** As CDK synthesizes it: Stage, group, stack, nested stack. */
const [data, nested] = stacksOf({
  id: 'Data',
  constructPath: 'Prod/Group/Data',
  template: { Resources: { Q: QUEUE, Nest: NEST, Foreign: { ...QUEUE, Metadata: { 'aws:cdk:path': 'Other/Q' } } } },
  constructPaths: new Map([
    ['Q', 'Prod/Group/Data/Q/Resource'],
    ['Nest', 'Prod/Group/Data/In.NestedStack/In.NestedStackResource'],
  ]),
  nested: new Map([
    [
      'Nest',
      {
        id: 'Data/Nest',
        constructPath: 'Prod/Group/Data/In',
        templatePath: '',
        template: { Resources: { Deep: QUEUE } },
        constructPaths: new Map([['Deep', 'Prod/Group/Data/In/Deep/Resource']]),
      },
    ],
  ]),
}) as [Stack, Stack];

/** As it is written by hand. */
const [outer, inner] = stacksOf({
  id: 'Outer',
  template: { Resources: { Q: QUEUE, Nest: NEST } },
  nested: new Map([['Nest', { id: 'Outer/Nest', templatePath: '', template: { Resources: { Deep: QUEUE } } }]]),
}) as [Stack, Stack];

test.each([
  [
    'a resource',
    data,
    'Q',
    [
      'Data#Q',
      '/Prod/Group/Data/Q/Resource',
      '/Prod/Group/Data/Q',
      '/Prod/Group/Data',
      'Data',
      '/Prod/Group',
      '/Prod',
      '/',
    ],
  ],
  ['a stack', data, undefined, ['/Prod/Group/Data', 'Data', '/Prod/Group', '/Prod', '/']],
  [
    'a resource of a nested stack',
    nested,
    'Deep',
    [
      'Data/Nest#Deep',
      '/Prod/Group/Data/In/Deep/Resource',
      '/Prod/Group/Data/In/Deep',
      '/Prod/Group/Data/In',
      'Data/Nest',
      'Data#Nest',
      '/Prod/Group/Data/In.NestedStack/In.NestedStackResource',
      '/Prod/Group/Data/In.NestedStack',
      '/Prod/Group/Data',
      'Data',
      '/Prod/Group',
      '/Prod',
      '/',
    ],
  ],
  [
    "a resource that bears another App's path",
    data,
    'Foreign',
    ['Data#Foreign', '/Prod/Group/Data', 'Data', '/Prod/Group', '/Prod', '/'],
  ],
  ['a resource by hand', outer, 'Q', ['Outer#Q', 'Outer']],
  ['a nested resource by hand', inner, 'Deep', ['Outer/Nest#Deep', 'Outer/Nest', 'Outer#Nest', 'Outer']],
])('around %s', (_, stack, id, keys) => {
  expect([...scopesAround(stack, id === undefined ? undefined : stack.resources.get(id))]).toEqual(keys);
});

test.each([
  ['App', constructScope(''), data, 'Q', 'Prod/Group/Data/Q/Resource'],
  ['Stage', constructScope('Prod'), data, 'Q', 'Group/Data/Q/Resource'],
  ['Stage to stack', constructScope('Prod'), data, undefined, 'Group/Data'],
  ['itself', constructScope('Prod/Group/Data'), data, undefined, ''],
  ['stack to nested', constructScope('Prod/Group/Data'), nested, 'Deep', 'In/Deep/Resource'],
  ['template to resource', templateScope(outer), outer, 'Q', 'Q'],
  ['template to nested', templateScope(outer), inner, 'Deep', 'Nest/Deep'],
  ['template to nested stack', templateScope(outer), inner, undefined, 'Nest'],
  ['nested template to its own', templateScope(inner), inner, 'Deep', 'Deep'],
  ['template itself', templateScope(inner), inner, undefined, ''],
  ['resource to itself', templateScope(outer, outer.resources.get('Q')), outer, 'Q', ''],
  ['nesting resource to nested', templateScope(outer, outer.resources.get('Nest')), inner, 'Deep', 'Deep'],
])('path below: %s', (_, scope, stack, id, path) => {
  expect(pathBelow(scope, stack, id === undefined ? undefined : stack.resources.get(id))).toBe(path);
});

test('names', () => {
  const scopes = [
    constructScope(''),
    constructScope('Prod/X'),
    templateScope(inner),
    templateScope(outer, outer.resources.get('Q')),
  ];
  expect(scopes.map(nameOf)).toEqual(['', 'Prod/X', 'Outer/Nest', 'Outer/Q']);
});
