/**
 * The whole way, on one screen: both versions of the brokerage are synthesized by the CDK CLI, where the pack judges
 * them; then the command line judges what was synthesized and writes the reports.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const OUT = 'cdk.out';
const REPORTS = `${OUT}/reports`;
const VERSIONS = { fragile: 1, resilient: 0 } as const;
const CDK = join('node_modules', 'aws-cdk', 'bin', 'cdk');

interface Ended {
  readonly status: number;
  readonly output: string;
}

/** Runs Node in the repository; what it prints is kept, or shown as it comes. */
function node(args: readonly string[], stdio: 'pipe' | 'inherit'): Promise<Ended> {
  const env = { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', stdio, stdio] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', fail);
    child.on('close', (status) => done({ status: status ?? 2, output }));
  });
}

function synth(version: string): Promise<Ended> {
  return node([CDK, 'synth', '--quiet', '--no-notices', '-c', `version=${version}`, '-o', `${OUT}/${version}`], 'pipe');
}

function check(version: string): Promise<Ended> {
  const formats = [
    'console',
    ...['html', 'markdown', 'json'].map((name) => `${name}=${REPORTS}/${version}.${ENDINGS[name]}`),
  ];
  const flags = formats.flatMap((format) => ['--format', format]);
  return node(['--import', 'tsx', join('bin', 'cdk-resilience.ts'), 'check', `${OUT}/${version}`, ...flags], 'inherit');
}

const ENDINGS: Readonly<Record<string, string>> = { html: 'html', markdown: 'md', json: 'json' };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The first finding as CDK prints it, with the line of the user's code above it. */
function firstFinding(output: string): string {
  const blocks = output.split(/\n\s*\n/).filter((block) => block.includes('(Resilience)'));
  return (blocks.find((block) => block.includes('ERROR')) ?? blocks[0] ?? '').trim();
}

async function main(): Promise<void> {
  mkdirSync(join(ROOT, REPORTS), { recursive: true });
  say('The same online brokerage, built twice. Both are synthesized by the CDK CLI; the pack judges them there.\n');
  const versions = Object.keys(VERSIONS) as (keyof typeof VERSIONS)[];
  const synthesized = await Promise.all(versions.map(synth));
  let asExpected = true;
  for (const [i, version] of versions.entries()) {
    const { status, output } = synthesized[i] as Ended;
    asExpected &&= status === VERSIONS[version];
    say(
      `\n$ npx cdk synth -c version=${version}    # exit status ${status}: ${status === 0 ? 'the gate is open' : 'blocked'}`,
    );
    if (status !== 0)
      say(`${firstFinding(output) || output}\n... and more of this kind. All of them, as the command line shows them:`);
    say(`\n$ npx cdk-resilience check ${OUT}/${version}`);
    const checked = await check(version);
    asExpected &&= checked.status === VERSIONS[version];
    say(`exit status ${checked.status}`);
  }
  const numbers = versions.map((version) => {
    const file = join(ROOT, REPORTS, `${version}.json`);
    const { assessments } = JSON.parse(readFileSync(file, 'utf8')) as {
      assessments: { summary: Record<string, number> }[];
    };
    const of = (key: string): number => assessments.reduce((sum, { summary }) => sum + (summary[key] ?? 0), 0);
    return `${version.padEnd(9)}  ${of('errors')} errors, ${of('warnings')} warnings, ${of('accepted')} accepted`;
  });
  say(`\n${numbers.join('\n')}`);
  say(
    `\nReports: ${versions.map((version) => relative(ROOT, join(ROOT, REPORTS, `${version}.html`))).join(', ')} (also .md and .json)`,
  );
  if (!asExpected) {
    say('\nThis is not what should come of it: fragile must be blocked, and resilient must pass.');
    process.exitCode = 1;
  }
}

void main();
