import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const PEERS = ['aws-cdk-lib', 'cdk-nag', 'constructs'];

/** What `npm pack` tells of a tarball. */
export interface Tarball {
  readonly file: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly paths: readonly string[];
}

/** A new, empty folder. */
export function emptyFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
}

/** Packs what is built. */
export function pack(): Tarball {
  const folder = emptyFolder('tarball');
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const told = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const { filename, size, unpackedSize, files } = told[0];
  const paths = files.map(({ path }: { path: string }) => path);
  if (!paths.includes('dist/lib/index.js')) throw new Error('dist/lib/index.js is missing: npm run build');
  return { file: join(folder, filename), size, unpackedSize, paths };
}

/** An application with the tarball and its peers, and nothing else that could be required. */
export function applicationWith(tarball: Tarball): string {
  const folder = emptyFolder('application');
  const own = join(folder, 'node_modules', 'cdk-resilience');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball.file, '-C', own, '--strip-components=1']);
  for (const peer of PEERS) symlinkSync(join(ROOT, 'node_modules', peer), join(dirname(own), peer));
  return folder;
}

/** What a command comes to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; whether it fails is for the test to say. */
export function run(folder: string, command: string, ...args: readonly string[]): Ran {
  const { CDK_VALIDATION: _, NODE_ENV: __, JEST_WORKER_ID: ___, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, CDK_DISABLE_CLI_TELEMETRY: 'true', npm_config_update_notifier: 'false' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}
