import { join } from 'node:path';
import { Application } from '../../../../lib/model/application';
import { readInput } from '../../../../lib/model/source/input';
import { comesTo } from '../templates';
import { folderOf, messageOf } from './files';

const NOT_A_FILE = 'the template of the nested stack is not a file, so its resources are not judged';
const template = (resources: object): object => ({ Resources: resources });
const nest = (location: unknown, parameters?: object): object => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: location, Parameters: parameters },
});

function read(folder: string): Application {
  return new Application(readInput(join(folder, 'top.yaml')).applications[0]!);
}

test('nested stacks are read from files beside the template', () => {
  const folder = folderOf({
    'top.yaml': template({
      A: nest('./parts/a.yaml', { Name: 'orders' }),
      B: { Type: 'AWS::Serverless::Application', Properties: { Location: 'b.json' } },
    }),
    'parts/a.yaml':
      'Parameters: {Name: {Type: String}}\nResources:\n  Queue: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Sub "${Name}-q"}}\n  C: {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: ../c.json}}',
    'b.json': template({ Table: { Type: 'AWS::Serverless::SimpleTable' } }),
    'c.json': template({ Topic: { Type: 'AWS::SNS::Topic' } }),
  });
  const application = read(folder);
  expect(application.stacks.map(({ id, templatePath }) => [id, templatePath.slice(folder.length + 1)])).toEqual([
    ['top', 'top.yaml'],
    ['top/A', 'parts/a.yaml'],
    ['top/A/C', 'c.json'],
    ['top/B', 'b.json'],
  ]);
  expect(comesTo(application.resources('AWS::SQS::Queue')[0]!.at('QueueName'))).toBe('orders-q');
  expect(application.skipped).toEqual([]);
});

test.each<[name: string, location: unknown]>([
  ['a URL', 'https://s3.amazonaws.com/bucket/template.yaml'],
  ['a place in S3', 's3://bucket/template.yaml'],
  ['a function', { 'Fn::Sub': 'https://${Bucket}/x' }],
  ['a list', ['x']],
])('one that is named by %s is left out, and said to be', (_, location) => {
  const folder = folderOf({ 'top.yaml': template({ Nest: nest(location) }) });
  expect(read(folder).skipped).toEqual([
    { stack: 'top', templatePath: join(folder, 'top.yaml'), logicalId: 'Nest', because: NOT_A_FILE },
  ]);
});

test('one of the application repository is left out, and said to be', () => {
  const location = { ApplicationId: 'arn:aws:serverlessrepo:us-east-1:1:applications/x', SemanticVersion: '1.0.0' };
  const folder = folderOf({
    'top.yaml': template({ App: { Type: 'AWS::Serverless::Application', Properties: { Location: location } } }),
  });
  expect(read(folder).skipped.map(({ logicalId, because }) => [logicalId, because])).toEqual([['App', NOT_A_FILE]]);
});

test.each<[name: string, files: { readonly [path: string]: unknown }, message: string]>([
  ['is missing', {}, 'InputError: a.json: cannot be read (ENOENT)'],
  ['is empty', { 'a.json': '' }, 'InputError: a.json: is empty'],
  ['nests itself', { 'a.json': template({ Again: nest('a.json') }) }, 'InputError: a.json: nests itself'],
  ['nests the one above', { 'a.json': template({ Up: nest('top.yaml') }) }, 'InputError: top.yaml: nests itself'],
])('a file that %s cannot be read', (_, files, message) => {
  const folder = folderOf({ 'top.yaml': template({ Nest: nest('a.json') }), ...files });
  expect(messageOf(folder, () => read(folder))).toBe(message);
});

test('stacks are not nested without end', () => {
  const chain = Array.from({ length: 25 }, (_, i) => [`n${i}.json`, template({ Nest: nest(`n${i + 1}.json`) })]);
  const deep = folderOf({ 'top.yaml': template({ Nest: nest('n0.json') }), ...Object.fromEntries(chain) });
  expect(messageOf(deep, () => read(deep))).toBe('InputError: n20.json: stacks are nested more than 20 deep');

  const pairs = Array.from({ length: 18 }, (_, i) => [
    `n${i}.json`,
    template(i === 17 ? {} : { A: nest(`n${i + 1}.json`), B: nest(`n${i + 1}.json`) }),
  ]);
  const wide = folderOf({ 'top.yaml': template({ Nest: nest('n0.json') }), ...Object.fromEntries(pairs) });
  expect(messageOf(wide, () => read(wide))).toMatch(
    /^InputError: n\d+\.json: a stack has more than 2000 nested stacks$/,
  );
});

test('junk among the resources is passed over', () => {
  const folder = folderOf({
    'top.yaml': template({
      A: null,
      B: [],
      C: { Type: 'AWS::CloudFormation::Stack', Properties: [] },
      D: { Type: 5, Properties: {} },
    }),
  });
  expect(read(folder).stacks).toHaveLength(1);
});
