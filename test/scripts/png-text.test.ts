import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { textOf, withText } from '../../scripts/png-text';

const picture = readFileSync(join(__dirname, '..', '..', 'docs', 'pictures', 'report.png'));

it('is carried, once, and changes nothing else', () => {
  const once = withText(picture, 'Subject', 'first');
  const twice = withText(once, 'Subject', 'second');
  expect([picture, once, twice].map((each) => textOf(each, 'Subject'))).toEqual([undefined, 'first', 'second']);
  expect(twice.length).toBe(once.length + 1);
  expect(textOf(withText(twice, 'Sub', 'x'), 'Subject')).toBe('second');
  expect(withText(picture, 'Subject', '').length).toBe(picture.length + 12 + 'Subject\0'.length);
  expect(twice.includes(picture.subarray(33))).toBe(true);
});

it('is a chunk that others can read', () => {
  const chunk = withText(picture, 'Subject', 'text').subarray(33, 33 + 12 + 12);
  expect(chunk.readUInt32BE(0)).toBe(12);
  expect(chunk.subarray(4, 20).toString('latin1')).toBe('tEXtSubject\0text');
  expect(chunk.readUInt32BE(20)).toBe(crc32(chunk.subarray(4, 20)));
});
