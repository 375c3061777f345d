import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import type { Json, JsonObject } from '../../../../lib/model/values';
import { replacedAt } from '../places';
import { folderOf, messageOf } from './files';

describe('an assembly that is not one', () => {
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'A.json' } };
  const stage = (directoryName: unknown): object => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
  const template = { Resources: {} };

  it.each<[name: string, files: { readonly [path: string]: unknown }, message: string]>([
    [
      'an empty folder',
      {},
      'InputError: .: is not a cloud assembly: it has no manifest.json. Give the folder that `cdk synth` writes (cdk.out), or a template file',
    ],
    [
      'a manifest that is a folder',
      { 'manifest.json/x': '' },
      'InputError: .: is not a cloud assembly: it has no manifest.json. Give the folder that `cdk synth` writes (cdk.out), or a template file',
    ],
    ['an empty manifest', { 'manifest.json': '' }, 'InputError: manifest.json: is empty'],
    [
      'a manifest that is a list',
      { 'manifest.json': [] },
      'InputError: manifest.json: holds a list at its top level, not a mapping',
    ],
    [
      'artifacts that are a list',
      { 'manifest.json': { artifacts: [] } },
      'InputError: manifest.json: is not a manifest: its artifacts are not an object',
    ],
    [
      'a missing template',
      { 'manifest.json': { artifacts: { A: stack } } },
      'InputError: A.json: cannot be read (ENOENT)',
    ],
    [
      'a stack without a template',
      { 'manifest.json': { artifacts: { A: { ...stack, properties: 'x' } } } },
      "InputError: manifest.json: artifact 'A' has no templateFile. Synthesize the app again",
    ],
    [
      'a template that is a folder',
      { 'manifest.json': { artifacts: { A: stack } }, 'A.json/x': '' },
      'InputError: A.json: cannot be read (EISDIR)',
    ],
    [
      'missing metadata',
      {
        'manifest.json': { artifacts: { A: { ...stack, additionalMetadataFile: 'A.metadata.json' } } },
        'A.json': template,
      },
      'InputError: A.metadata.json: cannot be read (ENOENT)',
    ],
    [
      'metadata that is a list',
      {
        'manifest.json': { artifacts: { A: { ...stack, additionalMetadataFile: 'm.json' } } },
        'A.json': template,
        'm.json': [],
      },
      'InputError: m.json: holds a list at its top level, not a mapping',
    ],
    [
      'a missing asset manifest',
      { 'manifest.json': { artifacts: { B: { type: 'cdk:asset-manifest', properties: { file: 'B.json' } } } } },
      'InputError: B.json: cannot be read (ENOENT)',
    ],
    [
      'a missing Stage',
      { 'manifest.json': { artifacts: { P: stage('assembly-P') } } },
      'InputError: assembly-P: is not a cloud assembly: it has no manifest.json. Give the folder that `cdk synth` writes (cdk.out), or a template file',
    ],
    [
      'a Stage without a folder',
      { 'manifest.json': { artifacts: { P: stage(5) } } },
      "InputError: manifest.json: artifact 'P' has no directoryName. Synthesize the app again",
    ],
    [
      'a Stage that holds itself',
      { 'manifest.json': { artifacts: { P: stage('.') } } },
      "InputError: manifest.json: Stage 'P' holds itself",
    ],
    [
      'Stages that hold each other',
      { 'manifest.json': { artifacts: { P: stage('p') } }, 'p/manifest.json': { artifacts: { Q: stage('..') } } },
      "InputError: p/manifest.json: Stage 'Q' holds itself",
    ],
  ])('%s', (_, files, message) => {
    const folder = folderOf(files);
    expect(messageOf(folder, () => readAssembly(folder))).toBe(message);
  });

  it('truncated says where', () => {
    const folder = folderOf({ 'manifest.json': '{"artifacts": {"A": {"type": "aws' });
    expect(messageOf(folder, () => readAssembly(folder))).toMatch(/^InputError: manifest\.json: .*1:\d+/);
  });

  it('with junk among its artifacts is read as far as it can be', () => {
    const artifacts = {
      A: stack,
      B: null,
      C: 'x',
      D: [],
      E: {},
      F: { type: 5 },
      G: { type: 'cdk:tree' },
      H: { type: 'cdk:asset-manifest' },
    };
    const folder = folderOf({ 'manifest.json': { artifacts, missing: ['x', { key: 'y' }, null] }, 'A.json': template });
    expect(readAssembly(folder)).toMatchObject([
      { stacks: [{ id: 'A', stackName: 'A' }], missingContext: ['x', 'y', 'null'] },
    ]);
  });

  it('without stacks is no application', () => {
    const folder = folderOf({ 'manifest.json': {} });
    expect(readAssembly(folder)).toEqual([]);
  });

  it('with metadata in its manifest is read', () => {
    const metadata = { '/A/Queue/Resource': [{ type: 'aws:cdk:logicalId', data: 'Queue' }] };
    const folder = folderOf({
      'manifest.json': { artifacts: { A: { ...stack, metadata } } },
      'A.json': { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
    });
    const [queue] = new Application(readAssembly(folder)[0]!).allResources;
    expect([queue!.key, queue!.constructPath]).toEqual(['A/Queue', 'A/Queue/Resource']);
  });
});

test('an assembly with anything at any place is read, or it is said why not', () => {
  const files = {
    'manifest.json': {
      artifacts: {
        A: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://1/eu-west-1',
          properties: { templateFile: 'A.json', stackName: 'a' },
          dependencies: ['B'],
          additionalMetadataFile: 'A.metadata.json',
          displayName: 'A',
        },
        B: { type: 'cdk:asset-manifest', properties: { file: 'A.assets.json' } },
      },
      missing: [{ key: 'x' }],
    },
    'A.json': {
      Resources: { Nest: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'a'.repeat(64) } } },
    },
    'A.assets.json': {
      files: { ['a'.repeat(64)]: { source: { path: 'N.json', packaging: 'file' }, destinations: {} } },
    },
    'A.metadata.json': {
      '/A/Nest': [
        { type: 'aws:cdk:logicalId', data: 'Nest' },
        { type: 'aws:cdk:acknowledged-rules', data: { a: 'b' } },
      ],
    },
    'N.json': { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
  };
  const folder = folderOf(files);
  const names = Object.keys(files) as (keyof typeof files)[];
  const value = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.constantFrom<Json>('..', '.', 'A.json', 'manifest.json', 'N.json', ''),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), value, (name, at, junk) => {
      writeFileSync(join(folder, name), JSON.stringify(replacedAt(files[name] as JsonObject, at, junk)));
      const said = messageOf(folder, () => readAssembly(folder).forEach((source) => new Application(source)));
      writeFileSync(join(folder, name), JSON.stringify(files[name]));
      expect(said).toMatch(/^(nothing was thrown|InputError: )/);
    }),
    { seed: 20261123, numRuns: 300 },
  );
});
