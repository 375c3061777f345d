import { assetAt, assetsInMetadata, readAssets } from '../../../../lib/model/source/assets';
import type { JsonObject } from '../../../../lib/model/values';
import { folderOf, messageOf } from './files';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const manifest = (file: unknown): JsonObject => ({ type: 'cdk:asset-manifest', properties: { file } as JsonObject });

test('files are known by their hash and by the hash of their places', () => {
  const folder = folderOf({
    'assets.json': {
      files: {
        [A]: { source: { path: 'a.json', packaging: 'file' } },
        x: { source: { path: 'b.json', packaging: 'file' }, destinations: { one: { objectKey: `p/${B}.json` } } },
        [C]: { source: { path: 'folder', packaging: 'zip' } },
        junk: null,
        more: { source: 'x' },
      },
    },
    'junk.json': { files: ['x'] },
  });
  const artifacts = {
    Assets: manifest('assets.json'),
    Junk: manifest('junk.json'),
    Odd: manifest(5),
    No: null,
    Other: { type: 'x' },
  };
  expect([...readAssets(folder, artifacts as unknown as JsonObject)]).toEqual([
    [A, 'a.json'],
    [B, 'b.json'],
  ]);
});

test('an asset manifest that is missing cannot be read', () => {
  const folder = folderOf({});
  expect(messageOf(folder, () => readAssets(folder, { Assets: manifest('assets.json') }))).toBe(
    'InputError: assets.json: cannot be read (ENOENT)',
  );
});

test('assets in metadata are known by their id', () => {
  const asset = (data: unknown): JsonObject => ({ type: 'aws:cdk:asset', data: data as JsonObject });
  const parts = {
    '/S': [
      asset({ id: A, path: 'a.json', packaging: 'file' }),
      asset({ id: B, path: 'b', packaging: 'zip' }),
      asset('x'),
      null,
      { type: 'x' },
    ],
    '/T': 'x',
  };
  expect([...assetsInMetadata([parts as unknown as JsonObject])]).toEqual([[A, 'a.json']]);
});

test.each<[name: string, location: unknown, file: string | undefined]>([
  ['a text', `https://s3.amazonaws.com/bucket/${A}.json`, 'a.json'],
  [
    'a text that is put together',
    { 'Fn::Join': ['', ['https://', { Ref: 'AWS::URLSuffix' }, `/bucket/${A}.json`]] },
    'a.json',
  ],
  ['a parameter', { 'Fn::Select': [0, { Ref: `AssetParameters${A}S3VersionKey` }] }, 'a.json'],
  ['another file', `https://s3.amazonaws.com/bucket/${B}.json`, undefined],
  ['no hash', 'https://example.com/template.json', undefined],
  ['nothing', undefined, undefined],
])('a place in S3 is known by the hash in %s', (_, location, file) => {
  expect(assetAt(location as string | undefined, new Map([[A, 'a.json']]))).toBe(file);
});
