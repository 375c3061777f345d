import { join } from 'node:path';
import { applicationWith, pack, PEERS, run } from './tarball';

const application = applicationWith(pack());
const own = join(application, 'node_modules', 'cdk-resilience');

/** Runs a script in the application and gives what it prints as JSON. */
function evaluate<T>(script: string, type = 'commonjs'): T {
  const { status, stdout, stderr } = run(application, process.execPath, `--input-type=${type}`, '--eval', script);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** The files that a script loads: of this package by their path in it, of others by the package's name. */
function loadedBy(script: string): string[] {
  const files = evaluate<string[]>(`${script}; console.log(JSON.stringify(Object.keys(require.cache)))`);
  const names = files.map((file) =>
    file.startsWith(own) ? file.slice(own.length + 1) : /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1],
  );
  return [...new Set(names)].map(String).sort();
}

const BLOCKS = `const { App, Duration, Stack } = require('aws-cdk-lib');
  const { BufferedQueue } = require('cdk-resilience');
  new BufferedQueue(new Stack(new App(), 'Orders'), 'Queue', { arrivalRate: 1, maximumDelay: Duration.minutes(5) })`;

test('requiring the package loads its index only', () => {
  expect(loadedBy(`require('cdk-resilience')`)).toEqual(['dist/lib/index.js']);
});

test('an app that uses only blocks loads neither cdk-nag nor rules nor renderers', () => {
  const loaded = loadedBy(BLOCKS);
  expect(loaded).toContain('dist/lib/blocks/buffered-queue/buffered-queue.js');
  expect(loaded).toContain('aws-cdk-lib');
  expect(loaded).not.toContain('cdk-nag');
  expect(loaded.filter((file) => /^dist\/(policies|lib\/(analysis|assessment|engine|report))\//.test(file))).toEqual(
    [],
  );
});

test('no block and no declaration loads cdk-nag, a rule or a renderer', () => {
  const every = loadedBy(`const all = require('cdk-resilience');
    Object.keys(all).filter((name) => name !== 'policies').forEach((name) => all[name])`);
  expect(every).toEqual(expect.arrayContaining(['aws-cdk-lib', 'dist/lib/intent/customer-journey.js']));
  expect(every.filter((file) => file.startsWith('dist/lib/blocks/')).length).toBeGreaterThan(50);
  expect(every).not.toContain('cdk-nag');
  expect(every.filter((file) => /^dist\/(policies|lib\/(analysis|assessment|report))\//.test(file))).toEqual([]);
});

test('a pack loads cdk-nag and the rules, but no renderer', () => {
  const loaded = loadedBy(`const { policies } = require('cdk-resilience'); new policies.ResilienceChecks()`);
  expect(loaded).toEqual(expect.arrayContaining(['cdk-nag', 'dist/policies/rules/index.js']));
  expect(loaded.filter((file) => file.startsWith('dist/lib/report/'))).toEqual([]);
});

test('the entry points require no package but the peers', () => {
  const loaded = loadedBy(
    `const all = require('cdk-resilience'); Object.keys(all).forEach((name) => all[name]);
     require('cdk-resilience/rules'); require('cdk-resilience/policies')`,
  );
  // Of aws-cdk-lib's own dependencies those are named that it does not bundle.
  const packages = loaded.filter((name) => !name.startsWith('dist/') && !name.startsWith('@aws-cdk/'));
  expect(packages).toEqual([...PEERS].sort());
});

test('ES modules import every name', () => {
  const [required, imported] = [
    evaluate<string[]>(`console.log(JSON.stringify(Object.keys(require('cdk-resilience'))))`),
    evaluate<string[]>(`console.log(JSON.stringify(Object.keys(await import('cdk-resilience'))))`, 'module'),
  ];
  expect(required).toEqual(expect.arrayContaining(['BufferedQueue', 'ResiliencyPolicy', 'Tier', 'policies']));
  expect(imported).toEqual(expect.arrayContaining(required));
});

test('every export is there, and the same each time', () => {
  const missing = `const all = require('cdk-resilience');
    console.log(JSON.stringify(Object.keys(all).filter((name) => all[name] === undefined || all[name] !== all[name])))`;
  expect(evaluate(missing)).toEqual([]);
});

test('requiring it adds at most 60 ms to an app that has loaded aws-cdk-lib and cdk-nag', () => {
  const times = Array.from({ length: 5 }, () =>
    evaluate<number>(`require('aws-cdk-lib'); require('cdk-nag');
      const start = performance.now();
      require('cdk-resilience');
      console.log(performance.now() - start)`),
  );
  expect(times.sort((a, b) => a - b)[2]).toBeLessThan(60);
});
