/**
 * What judging costs, as ratios within one run:
 * - against cdk-nag's NIST.800.53.R5 pack on the same app, and against `JSON.parse` of the same templates;
 * - the growth with the number of resources;
 * - the analysis of an app with journeys against the rules;
 * - loading the package in an app that has loaded its peers, and using it first, against loading the peers;
 * - one small template from start to end of the command line.
 *
 * It measures what is published (`npm run build` first). `npm run bench` takes some minutes; `npm run bench:smoke` is
 * small: it shows that the bench works, and fails only when a target is missed by far, as times on a shared machine vary.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { NIST80053R5Checks } from 'cdk-nag';
import { makeApp } from './app';
import { measureLoading } from './loading';
import { exponent, fastest } from './measure';

process.env.CDK_VALIDATION = 'false';

const DIST = join(__dirname, '..', 'dist');
const published = createRequire(join(DIST, 'package.json'));
const { analyse } = published('./lib/analysis/analysis') as typeof import('../lib/analysis/analysis');
const { assess } = published('./lib/assessment/assess') as typeof import('../lib/assessment/assess');
const { DEFAULTS } = published('./lib/assessment/configuration') as typeof import('../lib/assessment/configuration');
const { Application } = published('./lib/model/application') as typeof import('../lib/model/application');
const { readAssembly } = published('./lib/model/source/assembly') as typeof import('../lib/model/source/assembly');
const { RULES } = published('./policies/rules') as typeof import('../policies/rules');

const isSmoke = process.argv.includes('--smoke');
const SIZES = isSmoke ? [1_000, 4_000] : [1_000, 5_000, 20_000];
const COMPARED = isSmoke ? 1_000 : 5_000;
const RUNS = isSmoke ? 15 : 7;
/** Parsing is so short that it falls between what else the machine does: only work of similar length compares. */
const PARSES = 10;
/** Journeys over the app that is analysed. */
const JOURNEYS = isSmoke ? 4 : 20;
/** How far a smoke run may miss a target; squared for a time, which is no ratio. */
const SLACK = isSmoke ? 2 : 1;
const CLI = join(DIST, 'bin', 'cdk-resilience.js');

interface Target {
  readonly name: string;
  readonly value: number;
  readonly most: number;
}

const targets: Target[] = [];

function target(name: string, value: number, most: number): void {
  targets.push({ name, value, most });
  console.log(`${name}: ${value.toFixed(2)} (at most ${most})`);
}

type Sources = ReturnType<typeof readAssembly>;

/** From what was read of a cloud assembly to the assessments: model, rules, document; with the analysis where asked. */
function judge(sources: Sources, isAnalysed = false): number {
  const options = { ...DEFAULTS, asOf: '2026-01-01' };
  const knownRules = new Set(RULES.map(({ id }) => id));
  const assessments = sources.map((source) => {
    const application = new Application({ ...source, asOf: options.asOf });
    const assessment = assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    return isAnalysed ? { ...assessment, analysis: analyse(application) } : assessment;
  });
  return assessments.reduce((count, { findings }) => count + findings.length, 0);
}

/** Components that journeys go through, in all. */
function componentsOf(sources: Sources): number {
  const journeys = sources.flatMap((source) => analyse(new Application(source)).journeys);
  return new Set(journeys.flatMap(({ components }) => components)).size;
}

function parseTemplates(directory: string): unknown[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  return files.map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as unknown);
}

function synthesize(size: number, journeys = 0): { app: App; directory: string; resources: number } {
  const directory = mkdtempSync(join(tmpdir(), 'cdk-resilience-bench-'));
  const app = makeApp(size, directory, journeys);
  app.synth();
  const resources = readAssembly(directory).reduce(
    (count, source) => count + new Application(source).allResources.length,
    0,
  );
  return { app, directory, resources };
}

const points: [number, number][] = [];
for (const size of SIZES) {
  const { app, directory, resources } = synthesize(size);
  const sources = readAssembly(directory);
  const own = (): number => judge(sources);
  const times = fastest(RUNS, { own, withReading: () => judge(readAssembly(directory)) });
  points.push([resources, times.own]);
  const [alone, withReading] = [times.own, times.withReading].map((time) => `${time.toFixed(0)} ms`);
  console.log(`${resources} resources: ${alone}, with reading ${withReading} (${own()} findings)`);
  if (size === COMPARED) {
    const compared = fastest(RUNS, {
      own,
      nag: () => new NIST80053R5Checks().validateScope(app),
      parse: () => Array.from({ length: PARSES }, () => parseTemplates(directory)),
    });
    const [nag, parse] = [compared.nag, compared.parse / PARSES].map((time) => `${time.toFixed(1)} ms`);
    console.log(`  cdk-nag NIST.800.53.R5 ${nag}, JSON.parse ${parse}`);
    target('  ratio to cdk-nag', compared.own / compared.nag, 0.5 * SLACK);
    target('  ratio to JSON.parse', (compared.own / compared.parse) * PARSES, 10 * SLACK);
  }
  rmSync(directory, { recursive: true });
}
target('growth exponent', exponent(points), isSmoke ? 1.6 : 1.1);

{
  const { directory, resources } = synthesize(COMPARED, JOURNEYS);
  const sources = readAssembly(directory);
  const { rules, both } = fastest(RUNS, { rules: () => judge(sources), both: () => judge(sources, true) });
  const components = componentsOf(sources);
  const [alone, added] = [rules, both - rules].map((time) => `${time.toFixed(0)} ms`);
  console.log(
    `analysis of ${resources} resources, ${JOURNEYS} journeys of ${components} components: ${added}, rules ${alone}`,
  );
  target('  ratio of the analysis to the rules', (both - rules) / rules, 1.1 * SLACK);
  rmSync(directory, { recursive: true });
}

const template = join(__dirname, '..', 'examples', 'raw-template', 'brokerage.yaml');
const { cli } = fastest(RUNS, { cli: () => spawnSync(process.execPath, [CLI, 'check', template]) });
target('one small template, from start to end, seconds', cli / 1000, 0.4 * SLACK ** 2);

const { peers, nag, index, block, pack } = measureLoading(RUNS);
console.log(`loading: aws-cdk-lib and cdk-nag ${peers.toFixed(0)} ms, of it cdk-nag ${nag.toFixed(0)} ms`);
target('  requiring the package after them, milliseconds', index, 60);
target('  ratio to loading them', index / peers, 0.05 * SLACK);
target('  first block, ratio to loading cdk-nag', block / nag, 0.5 * SLACK);
target('  first pack with all rules, ratio to loading cdk-nag', pack / nag, 1 * SLACK);

const missed = targets.filter(({ value, most }) => value > most);
if (missed.length > 0) {
  console.error(`Missed: ${missed.map(({ name }) => name.trim()).join(', ')}`);
  process.exitCode = 1;
}
