// Compares the public interface with that of the last release, or of a tarball that is given. What is broken on purpose
// stands in allowed-breaking-changes.txt, by the keys that this prints.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NAME = 'cdk-resilience';
const JSII_DIFF = fileURLToPath(import.meta.resolve('jsii-diff/bin/jsii-diff'));

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', ...options });
}

/** The version of the last release; undefined where there is none. Not to know is an error. */
function lastRelease() {
  const { status, stdout, stderr } = run('npm', ['view', `${NAME}@latest`, 'version', '--json']);
  if (status === 0 && stdout.trim() !== '') return JSON.parse(stdout);
  if (/\bE404\b/.test(stdout + stderr)) return undefined;
  throw new Error(`The registry does not say what the last release is:\n${stderr}`);
}

/** Fetches a release, and gives its tarball. */
function fetched(version, folder) {
  const { status, stdout, stderr } = run('npm', [
    'pack',
    `${NAME}@${version}`,
    '--silent',
    '--pack-destination',
    folder,
  ]);
  if (status !== 0) throw new Error(`${NAME} ${version} cannot be fetched:\n${stderr}`);
  return join(folder, stdout.trim());
}

function compare(tarballIn) {
  const folder = mkdtempSync(join(tmpdir(), 'last-release-'));
  try {
    const unpacked = run('tar', ['-xzf', tarballIn(folder), '-C', folder]);
    if (unpacked.status !== 0) throw new Error(unpacked.stderr);
    // The types of the peers are those of this checkout.
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'package', 'node_modules'));
    const flags = ['--error-on', 'all', '--keys', '--ignore-file', 'allowed-breaking-changes.txt'];
    const diff = run(process.execPath, [JSII_DIFF, ...flags, join(folder, 'package'), ROOT], { stdio: 'inherit' });
    return diff.status ?? 2;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

try {
  const given = process.argv[2];
  const version = given ?? lastRelease();
  if (version === undefined) {
    console.log(`${NAME} has no release yet: there is nothing to compare with.`);
  } else {
    process.exitCode = compare((folder) => (given === undefined ? fetched(version, folder) : resolve(given)));
    if (process.exitCode === 0) console.log(`Nothing that ${NAME} ${version} offers is broken.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
