import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readJsonFile } from '../../../../lib/model/source/json';
import { folderOf, messageOf } from './files';

test('a file is read with its digest', () => {
  const text = '{"A": [1, "ä"]}';
  const folder = folderOf({ 'a.json': text });
  expect(readJsonFile(join(folder, 'a.json'))).toEqual({
    value: { A: [1, 'ä'] },
    digest: createHash('sha256').update(text).digest('hex'),
  });
});

test('a file may be read by another reader', () => {
  const folder = folderOf({ 'a.yaml': 'A: 1' });
  const parse = (bytes: Buffer, file: string): { [key: string]: string } => ({ text: bytes.toString(), file });
  expect(readJsonFile(join(folder, 'a.yaml'), parse).value).toEqual({ text: 'A: 1', file: join(folder, 'a.yaml') });
});

test.each<[name: string, file: string, message: string]>([
  ['that is missing', 'nothing.json', 'InputError: nothing.json: cannot be read (ENOENT)'],
  ['that is a folder', 'folder', 'InputError: folder: cannot be read (EISDIR)'],
  ['in what is no folder', 'list.json/x', 'InputError: list.json/x: cannot be read (ENOTDIR)'],
  ['that holds a list', 'list.json', 'InputError: list.json: holds a list at its top level, not a mapping'],
  ['that is binary', 'binary.json', 'InputError: binary.json: is a binary file, neither JSON nor YAML'],
])('a file %s cannot be read', (_, file, message) => {
  const folder = folderOf({ 'folder/x': '', 'list.json': [], 'binary.json': new Uint8Array([0, 1, 2]) });
  expect(messageOf(folder, () => readJsonFile(join(folder, file)))).toBe(message);
});

test('a device is not read, as it has no end', () => {
  expect(messageOf('/none', () => readJsonFile('/dev/zero'))).toBe('InputError: /dev/zero: is a device, not a file');
});
