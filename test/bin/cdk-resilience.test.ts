import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { database, file, folder, RULES } from './run';

const ROOT = join(__dirname, '..', '..');
const COMMAND = `'${process.execPath}' --import tsx bin/cdk-resilience.ts`;

jest.setTimeout(60_000);

/** Runs a line of shell, in which `$CLI` is the command line as a process of its own. */
function shell(
  line: string,
  env: { readonly [name: string]: string } = {},
): { status: number | null; stdout: string; stderr: string } {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line.replaceAll('$CLI', COMMAND)], {
    cwd: ROOT,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

const fragile = file(database());
const check = (...args: string[]): string => `$CLI check --rules ${RULES} ${args.join(' ')}`;
const ESCAPE = '\u001b[';

describe('the command line as a process', () => {
  it.each<[number, string]>([
    [0, file(database({ MultiAZ: true, DeletionProtection: true }))],
    [1, fragile],
    [2, join(folder({}), 'no.json')],
  ])('ends with %s', (status, path) => {
    const result = shell(check(path));
    expect([result.status, result.stderr.split('\n').length]).toEqual([status, status === 2 ? 2 : 1]);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result.stdout === '').toBe(status === 2);
  });

  it.each<[string, { readonly [name: string]: string }, boolean]>([
    ['not to a pipe', {}, false],
    ['if told', { FORCE_COLOR: '1' }, true],
    ['not if told', { FORCE_COLOR: '0' }, false],
    ['not where NO_COLOR is set', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('writes colours %s', (_, env, hasColor) => {
    expect(shell(check(fragile), env).stdout.includes(ESCAPE)).toBe(hasColor);
  });

  it('never writes colours into files', () => {
    const out = join(folder({}), 'a.txt');
    expect(
      shell(`${check(fragile, '--format', `console=${out}`)}; cat ${out}`, { FORCE_COLOR: '1' }).stdout,
    ).not.toContain(ESCAPE);
  });

  it('lets a reader go that has seen enough', () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`Db${i}`, { Type: 'AWS::RDS::DBInstance' }]),
    );
    const result = shell(`set -o pipefail; ${check(file({ Resources: many }), '--format', 'json')} | head -c 20`);
    expect(result).toEqual({ status: 1, stdout: '{\n  "schemaVersion":', stderr: '' });
  });

  it('reads from a pipe', () => {
    const result = shell(`cat ${fragile} | ${check('/dev/stdin', '--format', 'json')}`);
    expect([result.status, result.stderr]).toEqual([1, '']);
    expect(JSON.parse(result.stdout)).toMatchObject({ assessments: [{ application: '/dev/stdin', gate: 'closed' }] });
  });

  it('writes to a pipe that is named as a file', () => {
    const result = shell(`set -o pipefail; ${check(fragile, '--format', 'json=/dev/stdout')} | cat`);
    expect([result.status, result.stderr]).toEqual([1, '']);
    expect(JSON.parse(result.stdout)).toMatchObject({ assessments: [{ gate: 'closed' }] });
  });
});
