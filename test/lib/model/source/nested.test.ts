import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { parseTemplateText } from '../../../../lib/model/source/template-text';
import { folderOf, messageOf } from './files';

const HASH = 'a'.repeat(64);
const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Top.json' } };
const nest = (path: unknown): object => ({ Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } });
const top = (resources: object): object => ({ Resources: resources });

function assemblyOf(
  resources: object,
  files: { readonly [path: string]: unknown } = {},
  artifacts: object = {},
): string {
  return folderOf({
    'manifest.json': { artifacts: { Top: stack, ...artifacts } },
    'Top.json': top(resources),
    ...files,
  });
}

const read = (folder: string): Application => new Application(readAssembly(folder)[0]!);

test('a nested stack is read from the file that its resource names', () => {
  const folder = assemblyOf(
    { Nest: nest('deep/Nest.json') },
    { 'deep/Nest.json': top({ Queue: { Type: 'AWS::SQS::Queue' } }) },
  );
  const application = read(folder);
  expect(application.stacks.map(({ id, templatePath, constructPath }) => [id, templatePath, constructPath])).toEqual([
    ['Top', 'Top.json', 'Top'],
    ['Top/Nest', 'deep/Nest.json', undefined],
  ]);
  expect(application.skipped).toEqual([]);
});

test('a nested stack is read from the file that fills its place in S3', () => {
  const url = { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, `/bucket/prefix/${HASH}.json`]] };
  const manifest = {
    files: {
      other: { source: { path: 'x.zip', packaging: 'zip' }, destinations: { d: { objectKey: `${HASH}.zip` } } },
      template: {
        source: { path: 'Nest.json', packaging: 'file' },
        destinations: { d: { objectKey: `prefix/${HASH}.json` } },
      },
      junk: 5,
    },
  };
  const assets = { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } };
  const folder = assemblyOf(
    { Nest: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } },
    { 'Nest.json': top({ Queue: { Type: 'AWS::SQS::Queue' } }), 'assets.json': manifest },
    { Assets: assets },
  );
  expect(
    read(folder)
      .resources('AWS::SQS::Queue')
      .map(({ key }) => key),
  ).toEqual(['Top/Nest/Queue']);
});

test('one that is elsewhere is left out, and said to be', () => {
  const because = 'the template of the nested stack is not in the assembly, so its resources are not judged';
  const url = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://example.com/${HASH}.json` } };
  const application = read(assemblyOf({ A: url, B: { Type: 'AWS::CloudFormation::Stack' }, C: nest(5) }));
  expect(application.skipped).toEqual(
    ['A', 'B', 'C'].map((logicalId) => ({ stack: 'Top', templatePath: 'Top.json', logicalId, because })),
  );
});

test('one in YAML is read by the command line, and said to be left out at synth', () => {
  const folder = assemblyOf(
    { Nest: nest('Nest.yaml') },
    { 'Nest.yaml': 'Resources: {Queue: {Type: "AWS::SQS::Queue"}}' },
  );
  const [atSynth] = readAssembly(folder);
  expect(atSynth!.skipped!.map(({ logicalId, because }) => [logicalId, because])).toEqual([
    ['Nest', 'the template of the nested stack is not JSON, so only the command line judges its resources'],
  ]);
  const application = new Application(readAssembly(folder, { parse: parseTemplateText })[0]!);
  expect(application.resources('AWS::SQS::Queue').map(({ key }) => key)).toEqual(['Top/Nest/Queue']);
  expect(application.skipped).toEqual([]);
});

test.each<[name: string, files: { readonly [path: string]: unknown }, message: string | RegExp]>([
  ['is missing', {}, 'InputError: Nest.json: cannot be read (ENOENT)'],
  ['is empty', { 'Nest.json': '' }, 'InputError: Nest.json: is empty'],
  ['is a list', { 'Nest.json': [] }, 'InputError: Nest.json: holds a list at its top level, not a mapping'],
  ['is truncated', { 'Nest.json': '{"Resources": {' }, /^InputError: Nest\.json: .*1:\d+/],
  [
    'nests itself',
    { 'Nest.json': top({ Again: nest('Nest.json') }) },
    'InputError: Nest.json: stacks are nested more than 20 deep',
  ],
])('a nested template that %s cannot be read', (_, files, message) => {
  const folder = assemblyOf({ Nest: nest('Nest.json') }, files);
  const said = messageOf(folder, () => readAssembly(folder));
  if (typeof message === 'string') expect(said).toBe(message);
  else expect(said).toMatch(message);
});

test('templates that nest each other several times are not read without end', () => {
  const twice = (path: string): object => top({ A: nest(path), B: nest(path) });
  const files = Object.fromEntries(
    Array.from({ length: 18 }, (_, i) => [`N${i}.json`, i === 17 ? top({}) : twice(`N${i + 1}.json`)]),
  );
  const folder = assemblyOf({ Nest: nest('N0.json') }, files);
  expect(messageOf(folder, () => readAssembly(folder))).toMatch(
    /^InputError: N\d+\.json: a stack has more than 2000 nested stacks$/,
  );
});

test('junk among the resources is passed over', () => {
  const application = read(
    assemblyOf({ A: null, B: 'x', C: [], D: { Type: 'AWS::CloudFormation::Stack', Metadata: [], Properties: 'x' } }),
  );
  expect(application.stacks).toHaveLength(1);
});
