// Builds the packages for the other languages from the packed one and runs the same app in each: all must find the
// same. Go is compiled, .NET is generated. Needs `npm run build`, Python 3.10, a JDK 17 with Maven, and Go 1.25, which
// may be missing; PyPI, Maven Central and the Go proxy. Names of languages as arguments leave out the others.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const APPS = join(ROOT, 'test/bindings');
const OUT = join(ROOT, 'dist-jsii');
const WORK = join(OUT, 'work');
const ENV = { ...process.env, CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** The lowest versions that the peer ranges allow. */
const floor = (name) => own.devDependencies[name];

/** Runs a command; its output is shown when it fails. */
function run(command, args, cwd = ROOT, env = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...ENV, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}\n${stdout}\n${stderr}`.slice(0, 20_000));
}

function pacmak(targets, folder) {
  run(join(ROOT, 'node_modules/.bin/jsii-pacmak'), [
    '--code-only',
    '--no-npmignore',
    '-t',
    ...targets,
    '-o',
    OUT,
    folder,
  ]);
}

/** Synthesizes an app whose gate must be closed, and tells what was found. */
function findings(language, command, args) {
  const folder = join(WORK, `cdk.out.${language}`);
  rmSync(folder, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...ENV, CDK_OUTDIR: folder },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const file = join(folder, 'resilience-assessment.json');
  if (!existsSync(file)) throw new Error(`no assessment\n${stdout}\n${stderr}`.slice(-8000));
  if (status === 0) throw new Error('the gate let errors pass');
  const { assessments } = JSON.parse(readFileSync(file, 'utf8'));
  return assessments.map(({ gate, findings: found, undetermined, journeys, externalDependencies, customRules }) => ({
    gate,
    findings: found.map(
      ({ fingerprint, ruleId, status: is, severity, category, disruptions, constructPath, ...rest }) =>
        [fingerprint, ruleId, is, severity, category, disruptions, constructPath, rest.path, rest.message].join(' | '),
    ),
    undetermined: undetermined.map(({ ruleId, constructPath, path, because }) =>
      [ruleId, constructPath, path, because].join(' | '),
    ),
    journeys,
    externalDependencies,
    customRules,
  }));
}

function typescript() {
  return findings('typescript', join(ROOT, 'node_modules/.bin/tsx'), [join(APPS, 'typescript/app.ts')]);
}

const PYTHON = join(WORK, 'venv/bin/python');

function python() {
  const bin = dirname(PYTHON);
  run('python3', ['-m', 'venv', join(WORK, 'venv')]);
  const peers = ['aws-cdk-lib', 'cdk-nag', 'constructs'].map((name) => `${name}==${floor(name)}`);
  run(join(bin, 'pip'), ['install', '--quiet', ...peers]);
  run(join(bin, 'pip'), ['wheel', '--quiet', '--no-deps', '-w', join(WORK, 'wheel'), join(OUT, 'python')]);
  const [wheel] = readdirSync(join(WORK, 'wheel'));
  run(join(bin, 'pip'), ['install', '--quiet', join(WORK, 'wheel', wheel)]);
  return findings('python', PYTHON, [join(APPS, 'python/app.py')]);
}

/**
 * An app without checks loads no code of theirs. Of cdk-nag this cannot be said here: when a package is imported, jsii
 * loads those that it depends on, whether they are used or not. Where Node.js is alone it is, in test/package.
 */
function blocksOnly() {
  const file = join(WORK, 'loaded-modules.json');
  run(PYTHON, [join(APPS, 'python/blocks.py')], ROOT, {
    CDK_OUTDIR: join(WORK, 'cdk.out.blocks'),
    LOADED_MODULES: file,
    NODE_OPTIONS: `--require=${join(APPS, 'loaded-modules.cjs')}`,
  });
  const own = JSON.parse(readFileSync(file, 'utf8')).flatMap((path) => path.split('/cdk-resilience/').slice(1));
  if (!own.some((path) => path.startsWith('dist/lib/blocks/'))) throw new Error('no block was loaded');
  const more = own.filter((path) => !/^dist\/lib\/(index\.js|(blocks|intent|model\/edges)\/.*)$/.test(path));
  if (more.length > 0) throw new Error(`loaded, but not used: ${more.join(', ')}`);
}

function java() {
  const library = join(OUT, 'java');
  const pom = join(library, 'pom.xml');
  // A mirror of Maven Central may list no versions, so each range is narrowed to its lowest.
  writeFileSync(
    pom,
    readFileSync(pom, 'utf8').replace(/<version>\[([^,\]]+),[^<]*<\/version>/g, '<version>$1</version>'),
  );
  const app = join(WORK, 'java');
  cpSync(join(APPS, 'java'), app, { recursive: true });
  const version = `-Dcdk-resilience.version=${own.version}`;
  writeFileSync(
    join(WORK, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>all</artifactId>
<version>1</version><packaging>pom</packaging><modules><module>../java</module><module>java</module></modules></project>\n`,
  );
  const quick = ['-Dmaven.javadoc.skip=true', '-Dmaven.source.skip=true'];
  run('mvn', ['-q', '-B', 'package', 'dependency:copy-dependencies', version, ...quick], WORK);
  const classes = [join(app, 'target/classes'), join(app, 'target/dependency/*')].join(delimiter);
  return findings('java', 'java', ['-cp', classes, 'example.Shop']);
}

/** Go's packages of the CDK are made here as ours is: they are what the published modules are made of. */
function go() {
  const peers = ['aws-cdk-lib', 'cdk-nag'];
  const assets = Object.keys(
    JSON.parse(readFileSync(join(ROOT, 'node_modules/aws-cdk-lib/package.json'))).dependencies,
  );
  const jsii = assets.filter((name) => existsSync(join(ROOT, 'node_modules', name, '.jsii')));
  for (const name of [...peers, ...jsii]) pacmak(['go'], join(ROOT, 'node_modules', name));
  const app = join(WORK, 'go');
  cpSync(join(APPS, 'go'), app, { recursive: true });
  for (const name of readdirSync(join(OUT, 'go'))) {
    const folder = join(OUT, 'go', name);
    const module = /^module (\S+)/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))[1];
    run('go', ['mod', 'edit', `-replace=${module}=${folder}`], app);
  }
  run('go', ['mod', 'tidy'], app);
  run('go', ['vet', './...'], app);
  run('go', ['build', '-o', join(WORK, 'shop'), '.'], app);
}

function dotnet() {
  const made = readdirSync(join(OUT, 'dotnet'), { recursive: true });
  if (!made.some((name) => name.endsWith('ResilienceChecks.cs'))) throw new Error('no code was made');
}

const only = process.argv.slice(2);
const isWanted = (language) => only.length === 0 || only.includes(language);

let [passed, failed, skipped] = [0, 0, 0];
function check(language, name, test) {
  if (!isWanted(language)) return;
  const start = Date.now();
  try {
    test();
    passed += 1;
    console.log(`ok      ${name} (${Math.round((Date.now() - start) / 1000)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.message}`);
  }
}

/** The line in which what another language found differs first. */
function refuseDifference(expected, actual) {
  const [want, have] = [expected, actual].map((each) => JSON.stringify(each, undefined, 1).split('\n'));
  const at = want.findIndex((line, i) => line !== have[i]);
  if (at >= 0 || want.length !== have.length) throw new Error(`TypeScript: ${want[at]}\nhere:       ${have[at]}`);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
pacmak(['python', 'java', 'dotnet', 'go'], ROOT);
const expected = typescript();
if (!expected[0].undetermined.some((line) => line.startsWith('LongRetention | Orders/Undecided')))
  throw new Error("the app's own rule meets no unknown value");
check('python', 'Python finds what TypeScript finds', () => refuseDifference(expected, python()));
check('python', 'Python with blocks alone loads no checks', blocksOnly);
check('java', 'Java finds what TypeScript finds', () => refuseDifference(expected, java()));
check('dotnet', '.NET is generated, not compiled', dotnet);
if (spawnSync('go', ['version']).error === undefined) {
  check('go', 'Go compiles', go);
} else if (isWanted('go')) {
  skipped += 1;
  console.log('skipped Go compiles: there is no go here');
}
console.log(`Tests: ${failed} failed, ${skipped} skipped, ${passed} passed, ${failed + skipped + passed} total`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
