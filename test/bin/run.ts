import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../bin/main';
import type { Assessment, AssessmentDocument } from '../../lib/assessment/document';

/** What a command line comes to. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. No stack trace is ever shown to a user. */
export function run(...args: readonly string[]): Ran {
  const before = process.exitCode;
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  process.exitCode = undefined;
  try {
    main([process.execPath, 'cdk-resilience', ...args]);
    const status = Number(process.exitCode ?? 0);
    expect(written.stderr).not.toMatch(/^\s+at /m);
    return { status, ...written };
  } finally {
    process.exitCode = before;
    spies.forEach((spy) => spy.mockRestore());
  }
}

/** Runs `check` and gives the document it writes to standard output. */
export function check(...args: readonly string[]): Ran & AssessmentDocument & { readonly first: Assessment } {
  const ran = run('check', ...args, '--format', 'json');
  if (ran.stdout === '') throw new Error(ran.stderr);
  const document = JSON.parse(ran.stdout) as AssessmentDocument;
  return { ...ran, ...document, first: document.assessments[0]! };
}

/** A folder with files in it: text or bytes as they are, all else as JSON. */
export function folder(files: { readonly [name: string]: unknown }): string {
  const path = mkdtempSync(join(tmpdir(), 'files-'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  }
  return path;
}

/** A file with this content. */
export function file(content: unknown, name = 'template.json'): string {
  return join(folder({ [name]: content }), name);
}

/** Findings in short: `error RdsMultiAz Db Properties.MultiAZ`. */
export function found({ findings }: Assessment): string[] {
  return findings.map(({ severity, ruleId, logicalId, path, condition }) => {
    return [severity, ruleId, logicalId, path, ...(condition === undefined ? [] : ['when', condition])]
      .join(' ')
      .trim();
  });
}

/** A template with one DB instance. */
export function database(properties: object = {}, more: object = {}): object {
  return {
    Resources: { Db: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', ...properties } } },
    ...more,
  };
}

/** The rules that most cases are judged by: an error and a warning. */
export const RULES = 'RdsMultiAz,RdsDeletionProtection';
