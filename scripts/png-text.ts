/** Text that a PNG picture carries, in a tEXt chunk behind its header. */
import { crc32 } from 'node:zlib';

/** The signature, and the header chunk of 13 bytes with its length, type and checksum. */
const HEAD = 8 + 25;

/** A picture with a text under a keyword, in place of one that it had. */
export function withText(png: Buffer, keyword: string, text: string): Buffer {
  const data = Buffer.from(`${keyword}\0${text}`, 'latin1');
  const typed = Buffer.concat([Buffer.from('tEXt'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(typed));
  const others = chunks(png).filter((chunk) => !isText(chunk, keyword));
  return Buffer.concat([png.subarray(0, HEAD), length, typed, checksum, ...others.slice(1)]);
}

/** The text under a keyword. */
export function textOf(png: Buffer, keyword: string): string | undefined {
  const chunk = chunks(png).find((each) => isText(each, keyword));
  return chunk?.subarray(8 + keyword.length + 1, -4).toString('latin1');
}

function isText(chunk: Buffer, keyword: string): boolean {
  return chunk.subarray(4).toString('latin1').startsWith(`tEXt${keyword}\0`);
}

/** Each with length, type, data and checksum. */
function chunks(png: Buffer): Buffer[] {
  const all = [];
  for (let at = 8; at < png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    all.push(png.subarray(at, end));
    at = end;
  }
  return all;
}
