import { isAbsolute, relative } from 'node:path';

/**
 * The innermost frame in the user's code, as `file:line:column`; files below the working folder are named from there.
 * CDK folds the frames of libraries to `...`.
 */
export function userFrame(trace: readonly string[]): string | undefined {
  for (const frame of trace) {
    if (frame.includes('...') || frame.includes('node_modules')) continue;
    const match = /\(?((?:file:\/\/)?[^()]+):(\d+:\d+)\)?$/.exec(frame.trim());
    if (match === null) continue;
    const file = (match[1] as string).replace(/^at\s+/, '').replace(/^file:\/\//, '');
    const near = isAbsolute(file) ? relative(process.cwd(), file) : file;
    return `${near.startsWith('..') ? file : near}:${match[2]}`;
  }
  return undefined;
}
