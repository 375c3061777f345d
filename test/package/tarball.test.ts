import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { applicationWith, pack, PEERS, ROOT, run } from './tarball';

const tarball = pack();
const own = join(applicationWith(tarball), 'node_modules', 'cdk-resilience');
const compiled = tarball.paths.filter((path) => /^dist\/(lib|policies)\//.test(path));

test('size and number of files stay within the budget', () => {
  expect(tarball.size).toBeLessThan(1_400_000);
  expect(tarball.unpackedSize).toBeLessThan(6_000_000);
  expect(tarball.paths.length).toBeLessThan(1_250);
});

test('beside the compiled library there is the command line, its licences and what describes the package', () => {
  expect(tarball.paths.filter((path) => !compiled.includes(path)).sort()).toEqual([
    '.jsii',
    'LICENSE',
    'README.md',
    'dist/bin/THIRD-PARTY-LICENSES.txt',
    'dist/bin/cdk-resilience.js',
    'lib/assessment/assessment.schema.json',
    'package.json',
  ]);
});

test('the compiled library is made of sources that exist, and is not a test, an example or a source map', () => {
  expect(compiled.length).toBeGreaterThan(100);
  const strange = compiled.filter((path) => {
    const source = /^dist\/(.+?)(\.d\.ts|\.js)$/.exec(path)?.[1];
    return (
      source === undefined || /(^|\/)(test|examples)\/|\.test$/.test(source) || !existsSync(join(ROOT, `${source}.ts`))
    );
  });
  expect(strange).toEqual([]);

  const mapped = compiled.filter((path) => readFileSync(join(own, path), 'utf8').includes('sourceMappingURL'));
  expect(mapped).toEqual([]);
});

describe('the command line', () => {
  const bundle = join(own, 'dist/bin/cdk-resilience.js');

  test('is one executable file that requires nothing but Node.js, and the peers when it has to', () => {
    expect(statSync(bundle).mode & 0o111).toBe(0o111);
    const required = Array.from(readFileSync(bundle, 'utf8').matchAll(/\b(?:require|import)\("([^"]+)"\)/g), ([, id]) =>
      String(id).replace(/^node:/, ''),
    );
    expect(required).toContain('fs');
    expect(required.filter((id) => !builtinModules.includes(id) && !PEERS.includes(id))).toEqual([]);
  });

  test('comes with the licences of the packages in it', () => {
    const licenses = readFileSync(join(own, 'dist/bin/THIRD-PARTY-LICENSES.txt'), 'utf8');
    expect(licenses.match(/^(?:@\S+\/)?[a-z-]+ \d+\.\d+\.\d+ \(.+\)$/gm)).toEqual([
      expect.stringMatching(/^commander .*\(MIT\)$/),
      expect.stringMatching(/^js-yaml .*\(MIT\)$/),
      expect.stringMatching(/^picocolors .*\(ISC\)$/),
    ]);
    expect(licenses.match(/Permission is hereby granted|Permission to use, copy/g)).toHaveLength(3);
  });

  test('runs without any other package', () => {
    const alone = join(applicationWith(tarball), '..');
    const file = join(alone, 'cdk-resilience-alone.js');
    execFileSync('cp', [bundle, file]);
    expect(run(alone, process.execPath, file, '--version')).toEqual({
      status: 0,
      stdout: `${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}\n`,
      stderr: '',
    });
  });
});

test('publint has nothing to say', () => {
  const { status, stdout } = run(ROOT, 'npx', 'publint', 'run', tarball.file, '--strict');
  expect(stdout).toMatch(/All good!/);
  expect(status).toBe(0);
});

test('types resolve with every module resolution', () => {
  // Data: the old module resolution finds no JSON by subpath, and what has no extension is for jsii alone.
  const data = ['./.jsii', './assessment.schema.json'];
  const { status, stdout } = run(ROOT, 'npx', 'attw', tarball.file, '--exclude-entrypoints', ...data);
  expect(stdout).toMatch(/No problems found/);
  expect(status).toBe(0);
});
