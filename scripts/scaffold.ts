/** What the scaffolds share: names, reading the repository, and writing formatted files. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** The text of a file of the repository, by its path from the root. */
export type Read = (path: string) => string | undefined;

/** The files to write, by path. */
export type Files = ReadonlyMap<string, string>;

/** A name that cannot be used; its message is all that the user needs. */
export class ScaffoldError extends Error {}

export const readRepository: Read = (path) => {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** `rds-backup` as `rdsBackup`. */
export function camelCase(kebab: string): string {
  return kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `BufferedQueue` as `buffered-queue`. */
export function kebabCase(pascal: string): string {
  return pascal.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** Puts a line into the run of lines that match, where the order of their first groups wants it. */
export function insertSorted(text: string, line: string, pattern: RegExp): string {
  const lines = text.split('\n');
  const keyOf = (each: string): string | undefined => pattern.exec(each)?.[1];
  const key = keyOf(line);
  if (key === undefined) throw new Error(`'${line}' does not match ${pattern}`);
  const peers = lines.flatMap((each, at) => (keyOf(each) === undefined ? [] : [at]));
  const last = peers.at(-1);
  if (last === undefined) throw new Error(`nothing matches ${pattern}`);
  const at = peers.find((peer) => (keyOf(lines[peer] as string) as string) > key) ?? last + 1;
  return [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
}

/** Adds names to the import from a module, or adds the import. */
export function withImport(text: string, names: readonly string[], module: string): string {
  const statement = new RegExp(`^import \\{([^}]*)\\} from '${module.replaceAll('.', '\\.')}';$`, 'm');
  const given = statement.exec(text);
  const had = given?.[1]?.split(',').map((name) => name.trim()) ?? [];
  const all = [...new Set([...had.filter((name) => name !== ''), ...names])];
  const line = `import { ${all.join(', ')} } from '${module}';`;
  return given ? text.replace(given[0], line) : `${line}\n${text}`;
}

/** Makes the files and says so; a name that cannot be used is told in one line. */
export async function scaffold(make: () => Files, next: string): Promise<void> {
  try {
    const prettier = await import('prettier');
    for (const [path, text] of make()) {
      const file = join(ROOT, path);
      const options = await prettier.resolveConfig(file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await prettier.format(text, { ...options, filepath: file }));
      console.log(path);
    }
    console.log(`\n${next}`);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
