import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judge } from '../../../../bin/judge';
import { ASSESSMENT_FILE, type Assessment, type AssessmentDocument } from '../../../../lib/assessment/document';
import type { Plan } from './plan';

const ROOT = join(__dirname, '..', '..', '..', '..');
const APP = require.resolve('./app');

/** How the CDK CLI is run. */
export interface SynthOptions {
  /** A folder that was synthesized into before. Default: a new one. */
  readonly out?: string;
  readonly flags?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** The working folder. Default: the repository. */
  readonly cwd?: string;
}

/** What the CDK CLI made of an app. */
export class Synthesized {
  constructor(
    readonly status: number,
    readonly output: string,
    readonly out: string,
  ) {}

  /** What the packs left in the cloud assembly. */
  get document(): AssessmentDocument {
    return JSON.parse(readFileSync(join(this.out, ASSESSMENT_FILE), 'utf8')) as AssessmentDocument;
  }

  /** What CDK reports of plugins called `Resilience`: open, and what it suppressed. */
  get reported(): { readonly open: string[]; readonly suppressed: string[] } {
    const file = join(this.out, 'validation-report.json');
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : { pluginReports: [] };
    const own = report.pluginReports.filter(({ pluginName }) => pluginName === 'Resilience');
    return {
      open: own.flatMap(({ violations = [] }) => violations.map(lineOf)).sort(),
      suppressed: own.flatMap(({ suppressedViolations = [] }) => suppressedViolations.map(lineOf)).sort(),
    };
  }
}

interface Report {
  readonly pluginReports: readonly {
    pluginName: string;
    violations?: Violation[];
    suppressedViolations?: Violation[];
  }[];
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { constructPath?: string }[];
}

function lineOf({ ruleName, severity, violatingConstructs }: Violation): string {
  return `${severity} ${ruleName} ${violatingConstructs.map(({ constructPath = '' }) => constructPath).join()}`.trim();
}

let running = 0;
const waiting: (() => void)[] = [];

/** Synthesizes the app of a plan. */
export function synth(plan: Plan, options: SynthOptions = {}): Promise<Synthesized> {
  return synthApp(APP, [`plan=${JSON.stringify(plan)}`], options);
}

/** Synthesizes an app with the real CDK CLI. Two run at a time. */
export async function synthApp(
  app: string,
  context: readonly string[],
  options: SynthOptions = {},
): Promise<Synthesized> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go));
  running += 1;
  try {
    return await run(app, context, options);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function run(app: string, context: readonly string[], options: SynthOptions): Promise<Synthesized> {
  const out = options.out ?? mkdtempSync(join(tmpdir(), 'synth-'));
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const command = `${process.execPath} --import ${tsx} ${resolve(ROOT, app)}`;
  const cdk = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const flags = [...context.flatMap((each) => ['-c', each]), ...(options.flags ?? [])];
  const args = [cdk, 'synth', '-q', '--no-notices', '--no-version-reporting', '-a', command, '-o', out, ...flags];
  const { NODE_ENV: _, JEST_WORKER_ID: __, FORCE_COLOR: ___, ...inherited } = process.env;
  // The app finds by the repository's tsconfig.json what it imports, whatever the working folder.
  const own = { TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), CDK_DISABLE_CLI_TELEMETRY: 'true' };
  return new Promise((done, fail) => {
    const env = { ...inherited, ...own, ...options.env };
    const child = spawn(process.execPath, args, { cwd: options.cwd ?? ROOT, env });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', fail);
    child.on('close', (status) => done(new Synthesized(status ?? -1, output, out)));
  });
}

/** What both gates must agree on, by application. */
export function essence(assessments: readonly Assessment[]): object {
  const fingerprints = ({ findings }: Assessment, status: string): string[] => {
    return findings
      .filter((each) => each.status === status)
      .map(({ fingerprint, severity }) => `${fingerprint} ${severity}`);
  };
  return Object.fromEntries(
    assessments.map((each) => [
      each.application,
      {
        gate: each.gate,
        reasons: each.gateReasons,
        open: fingerprints(each, 'open').sort(),
        accepted: fingerprints(each, 'accepted').sort(),
        undetermined: each.undetermined.map(({ ruleId, logicalId, path, status }) => [ruleId, logicalId, path, status]),
        acceptances: each.acceptances.map(({ ruleId, scope, findings }) => [ruleId, scope, findings.length]).sort(),
        missingContext: each.missingContext,
      },
    ]),
  );
}

/** What the command line says of an assembly. */
export function checked(out: string): Assessment[] {
  return judge([out], { configured: {}, flagged: {} });
}
