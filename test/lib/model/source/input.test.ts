import { join } from 'node:path';
import { Application } from '../../../../lib/model/application';
import { assemblyOf, readInput } from '../../../../lib/model/source/input';
import { folderOf, messageOf } from './files';

const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
const manifest = {
  artifacts: { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'A.template.json' } } },
};

describe('an input', () => {
  const folder = folderOf({
    'cdk.out/manifest.json': manifest,
    'cdk.out/A.template.json': template,
    'orders.template.json': template,
    'orders.yaml':
      'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref Name}\nParameters: {Name: {Type: String}}',
  });
  const at = (path: string): string => join(folder, path);

  it.each<[path: string, expected: object]>([
    ['cdk.out', { assembly: at('cdk.out'), applications: [{ name: 'App', stacks: [{ id: 'A' }] }] }],
    ['cdk.out/manifest.json', { assembly: at('cdk.out'), applications: [{ name: 'App', stacks: [{ id: 'A' }] }] }],
    [
      'orders.template.json',
      {
        applications: [
          { name: at('orders.template.json'), stacks: [{ id: 'orders', templatePath: at('orders.template.json') }] },
        ],
      },
    ],
    ['orders.yaml', { applications: [{ name: at('orders.yaml'), stacks: [{ id: 'orders' }], skipped: [] }] }],
    ['cdk.out/A.template.json', { applications: [{ name: at('cdk.out/A.template.json'), stacks: [{ id: 'A' }] }] }],
  ])('may be %s', (path, expected) => {
    const input = readInput(at(path));
    expect(input).toMatchObject({ path: at(path), ...expected });
    expect('assembly' in input).toBe(path.startsWith('cdk.out') && !path.endsWith('A.template.json'));
  });

  it('is given parameters and an environment', () => {
    const options = { parameters: { Name: 'orders' }, region: 'eu-west-1', account: '111111111111' };
    const application = new Application(readInput(at('orders.yaml'), options).applications[0]!);
    const queue = application.resources('AWS::SQS::Queue')[0]!;
    expect([queue.string('QueueName'), queue.region, queue.stack.account, queue.stack.stackName]).toEqual([
      'orders',
      'eu-west-1',
      '111111111111',
      undefined,
    ]);
    expect(queue.stack.source.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('what is no input', () => {
  it.each<[name: string, files: { readonly [path: string]: unknown }, path: string, message: string]>([
    [
      'nothing',
      {},
      'nothing',
      'InputError: nothing: does not exist. Give the folder that `cdk synth` writes (cdk.out), or a template file',
    ],
    ['a file in a file', { 'a.json': template }, 'a.json/b', 'InputError: a.json/b: cannot be read (ENOTDIR)'],
    ['a name that is too long', {}, 'x'.repeat(5000), `InputError: ${'x'.repeat(5000)}: cannot be read (ENAMETOOLONG)`],
    ['a name with a zero in it', {}, 'a\0b', 'InputError: a\0b: cannot be read (ERR_INVALID_ARG_VALUE)'],
    [
      'an empty folder',
      { 'x/y': '' },
      'x',
      'InputError: x: is not a cloud assembly: it has no manifest.json. Give the folder that `cdk synth` writes (cdk.out), or a template file',
    ],
    [
      'an assembly without stacks',
      { 'x/manifest.json': {} },
      'x',
      'InputError: x: is a cloud assembly without stacks, so there is nothing to judge',
    ],
    ['an empty file', { 'a.json': '' }, 'a.json', 'InputError: a.json: is empty'],
    [
      'a file without resources',
      { 'a.json': { A: 1 } },
      'a.json',
      'InputError: a.json: is not a CloudFormation template: it has no Resources',
    ],
    [
      'a file with odd resources',
      { 'a.json': { Resources: [] } },
      'a.json',
      'InputError: a.json: is not a CloudFormation template: its Resources are not an object',
    ],
    ['a text', { 'a.txt': 'hello' }, 'a.txt', 'InputError: a.txt: holds a string at its top level, not a mapping'],
  ])('%s', (_, files, path, message) => {
    const folder = folderOf(files);
    expect(messageOf(folder, () => readInput(`${folder}/${path}`))).toBe(message);
  });

  it('is told before it is read', () => {
    const folder = folderOf({ 'a.json': 'x' });
    expect(assemblyOf(join(folder, 'a.json'))).toBeUndefined();
    expect(assemblyOf(folder)).toBe(folder);
  });
});
