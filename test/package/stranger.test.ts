import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssessmentDocument } from '../../lib/assessment/document';
import { emptyFolder, pack, PEERS, ROOT, run, type Ran } from './tarball';

const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  peerDependencies: Readonly<Record<string, string>>;
};
const TOOLS = ['aws-cdk@2.1148.1', 'tsx@^4.23.15', 'typescript@~6.0.3', '@types/node@^20.19.0'];

const tarball = pack();

/** A new project with the tarball, its peers and what a CDK app in TypeScript needs, as its author would make it. */
function project(peers: readonly string[]): string {
  const folder = emptyFolder('stranger');
  must(run(folder, 'npm', 'init', '-y'));
  must(run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball.file, ...peers, ...TOOLS));
  cpSync(join(__dirname, 'stranger', 'app.ts'), join(folder, 'app.ts'));
  return folder;
}

function must({ status, stdout, stderr }: Ran): void {
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
}

function synth(folder: string, ...context: readonly string[]): Ran {
  const flags = context.flatMap((each) => ['--context', each]);
  return run(folder, 'npx', 'cdk', 'synth', '--quiet', '--no-notices', '--app', 'npx tsx app.ts', ...flags);
}

/** What `cdk-resilience check` says of cdk.out: its exit status, the gate, and the findings about the database. */
function check(folder: string): unknown {
  const { status, stdout, stderr } = run(folder, 'npx', 'cdk-resilience', 'check', '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  const [assessment] = (JSON.parse(stdout) as AssessmentDocument).assessments;
  const findings = assessment!.findings.filter(({ logicalId }) => logicalId === 'Accounts');
  return {
    status,
    gate: assessment!.gate,
    errors: assessment!.findings.filter(({ severity }) => severity === 'error').length,
    database: findings.map(({ severity, ruleId, path }) => `${severity} ${ruleId} ${path}`),
  };
}

const WARNINGS = [
  'warning RdsBackupRetentionTooShort Properties.BackupRetentionPeriod',
  'warning RdsDeletionProtection Properties.DeletionProtection',
  'warning RdsStorageAutoscaling Properties.MaxAllocatedStorage',
  'warning StatefulUpdateReplacePolicy UpdateReplacePolicy',
];

describe.each([
  ['lowest', PEERS.map((peer) => `${peer}@${peerDependencies[peer]!.replace('^', '')}`)],
  ['newest', PEERS.map((peer) => `${peer}@${peerDependencies[peer]}`)],
])('an app with the %s peers', (_, peers) => {
  let folder: string;
  beforeAll(() => void (folder = project(peers)));

  test('has types that hold, those of the library too', () => {
    const flags = ['--noEmit', '--strict', '--module', 'node20', '--types', 'node', '--skipLibCheck', 'false'];
    expect(run(folder, 'npx', 'tsc', ...flags, 'app.ts')).toMatchObject({ status: 0, stdout: '' });
  });

  test('passes with a block', () => {
    expect(synth(folder).status).toBe(0);
    expect(check(folder)).toEqual({ status: 0, gate: 'open', errors: 0, database: [] });
  });

  test('is stopped by a single point of failure, at synth and in the check after it', () => {
    const { status, stderr, stdout } = synth(folder, 'database=fragile');
    expect(status).toBe(1);
    expect(stdout + stderr).toMatch(/app\.ts:\d+:\d+\nERROR The DB instance runs in one Availability Zone\./);
    expect(stdout + stderr).toContain(`Acknowledge with 'Resilience::RdsMultiAz'`);
    expect(check(folder)).toEqual({
      status: 1,
      gate: 'closed',
      errors: 1,
      database: ['error RdsMultiAz Properties.MultiAZ', ...WARNINGS],
    });
  });

  test('passes again when the database is in two zones', () => {
    expect(synth(folder, 'database=resilient').status).toBe(0);
    expect(check(folder)).toEqual({ status: 0, gate: 'open', errors: 0, database: WARNINGS });
  });

  test('is told by exit status 2 that there is nothing to judge', () => {
    const { status, stdout, stderr } = run(folder, 'npx', 'cdk-resilience', 'check', 'nowhere');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/cdk-resilience: nowhere: /);
  });
});
