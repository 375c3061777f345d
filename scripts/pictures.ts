/**
 * The pictures of the README, made of what the fragile example really gives. `npm start` comes first: it synthesizes it.
 * `--check` tells whether they are current. How the report looks depends on the fonts of the machine, so its picture
 * carries the digest of what was photographed, and is taken anew only when that changes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { textOf, withText } from './png-text';
import { terminalPicture } from './terminal-picture';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'docs/pictures');
const ASSEMBLY = 'cdk.out/fragile';
const AS_OF = '2026-11-23';

/** Under which keyword the picture carries the digest. */
const DIGEST = 'cdk-resilience report';

/** How many findings are shown, before the summary. */
const FINDINGS = 2;

/** Runs the command line as a user does, in a terminal with colours. */
function check(report: string): string[] {
  const formats = ['--format', 'console', '--format', `html=${report}`];
  const args = ['--import', 'tsx', 'bin/cdk-resilience.ts', 'check', ASSEMBLY, '--as-of', AS_OF, ...formats];
  const env: NodeJS.ProcessEnv = { ...process.env, FORCE_COLOR: '1' };
  delete env.NO_COLOR;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  if (status !== 1) throw new Error(`The fragile example should be blocked, but check ended with ${status}: ${stderr}`);
  return stdout.trimEnd().split('\n');
}

/** The first findings, and the summary. */
function shown(lines: readonly string[]): string[] {
  // A finding ends with the link to the documentation.
  const head = lines.flatMap((line, at) => (line.includes('https://docs.') ? [at + 1] : []))[FINDINGS - 1] ?? 0;
  const end = lines.findIndex((line) => line.includes('GATE CLOSED'));
  if (head === 0 || end < head) throw new Error('The output has no summary behind its findings');
  const command = `\u001b[32m$\u001b[39m npx cdk-resilience check ${ASSEMBLY} --as-of ${AS_OF}`;
  return [command, '', ...lines.slice(0, head), '', '  \u001b[2m[...]\u001b[22m', '', ...lines.slice(end)];
}

/** The part of the report that its picture shows, but for the number of rules: one more changes no picture. */
function digest(report: string): string {
  const html = readFileSync(report, 'utf8');
  const [start, end] = ['<style', '<h3>Findings'].map((mark) => html.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error('The report has no overview before its findings');
  const shown = html.slice(start, end).replace(/\bjudged by \d+ rules\b/, '');
  return createHash('sha256').update(shown).digest('hex');
}

/** The upper part of the report, as a browser shows it. */
function photograph(report: string, picture: string): void {
  const browser = process.env.CHROMIUM ?? 'chromium';
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1200,760'];
  const { status, error } = spawnSync(browser, [...flags, `--screenshot=${picture}`, `file://${report}`]);
  if (status !== 0) {
    throw new Error(`${browser} takes no picture of the report (${error?.message ?? status}): CHROMIUM names another`);
  }
  writeFileSync(picture, withText(readFileSync(picture), DIGEST, digest(report)));
}

function isCurrent(report: string, picture: string): boolean {
  return existsSync(picture) && textOf(readFileSync(picture), DIGEST) === digest(report);
}

function main(): void {
  if (!existsSync(join(ROOT, ASSEMBLY))) throw new Error(`There is no ${ASSEMBLY}: run \`npm start\` first`);
  const temporary = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    const report = join(temporary, 'report.html');
    const terminal = terminalPicture(shown(check(report)), 'cdk-resilience check blocks the fragile example');
    const [svg, png] = ['terminal.svg', 'report.png'].map((name) => join(FOLDER, name)) as [string, string];
    const stale = [
      ...(existsSync(svg) && readFileSync(svg, 'utf8') === terminal ? [] : [svg]),
      ...(isCurrent(report, png) ? [] : [png]),
    ];
    if (process.argv.includes('--check')) {
      if (stale.length === 0) return;
      const names = stale.map((file) => relative(ROOT, file)).join('\n');
      console.error(`Not current, run \`npm start && npm run pictures\`:\n${names}`);
      process.exitCode = 1;
      return;
    }
    mkdirSync(FOLDER, { recursive: true });
    if (stale.includes(svg)) writeFileSync(svg, terminal);
    if (stale.includes(png)) photograph(report, png);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

main();
