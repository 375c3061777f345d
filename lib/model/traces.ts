import { isAbsolute, relative } from 'node:path';

/** `Function (file:line:column)`, `at file:line:column`. */
const FRAME = /\(?((?:file:\/\/)?[^()]+):(\d+:\d+)\)?$/;

/** What CDK makes of a frame without the name of a function: `file:line (:)`; the column is lost. */
const NAMELESS = /^(?:at )?([^()]+):(\d+) \(:\)$/;

/**
 * The innermost frame in the user's code, as `file:line:column`; files below the working folder are named from there.
 * CDK folds the frames of libraries to `...`.
 */
export function userFrame(trace: readonly string[]): string | undefined {
  for (const each of trace) {
    const frame = each.trim();
    if (frame.startsWith('...') || /node_modules|\bnode:/.test(frame)) continue;
    const match = NAMELESS.exec(frame) ?? FRAME.exec(frame);
    if (match === null) continue;
    const file = (match[1] as string).replace(/^at\s+/, '').replace(/^file:\/\//, '');
    const near = isAbsolute(file) ? relative(process.cwd(), file) : file;
    return `${near.startsWith('..') ? file : near}:${match[2]}`;
  }
  return undefined;
}
