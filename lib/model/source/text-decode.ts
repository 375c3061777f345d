import { isUtf8 } from 'node:buffer';
import { InputError } from '../input-error';
import { MAX_BYTES } from './text-limits';
import { LineTable } from './text-position';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of a file that should hold JSON or YAML, without a byte order mark.
 *
 * @param input what is in the file; bytes are better than text, as text that was decoded by others hides what was lost
 * @param file the file as the user named it
 */
export function decodeText(input: string | Uint8Array, file: string): string {
  if (input.length > MAX_BYTES) throw new InputError(file, `is larger than ${MAX_BYTES / 1024 / 1024} MB`);
  const text = typeof input === 'string' ? input : decodeUtf8(input, file);
  if (text.includes('\0')) throw new InputError(file, 'is a binary file, neither JSON nor YAML');
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (body === '') throw new InputError(file, 'is empty');
  if (body.trim() === '') throw new InputError(file, 'holds only white space');
  return body;
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new InputError(file, 'is UTF-16 text', 'Save it as UTF-8');
  }
  if (bytes.includes(0)) throw new InputError(file, 'is a binary file, neither JSON nor YAML');
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const { line, column } = firstUndecodable(bytes);
  throw new InputError(file, `is not UTF-8 text, see ${line}:${column}`, 'Save it as UTF-8');
}

function firstUndecodable(bytes: Uint8Array): { line: number; column: number } {
  const text = new TextDecoder('utf-8').decode(bytes);
  return new LineTable(text).at(text.indexOf('\uFFFD'));
}
