import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addBrokerageWithBlocks } from '../../examples/brokerage/with-blocks';
import { assess } from '../../lib/assessment/assess';
import { DEFAULTS } from '../../lib/assessment/configuration';
import { Application } from '../../lib/model/application';
import { readAssembly } from '../../lib/model/source/assembly';
import { RULES } from '../../policies/rules';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');

interface Report {
  readonly pluginReports?: readonly {
    readonly violations?: readonly {
      readonly ruleName: string;
      readonly severity?: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** What the plugins found, as `severity rule construct`. */
function violations(directory: string): string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  } catch {
    // CDK writes none where nothing is found.
    return [];
  }
  return (report.pluginReports ?? []).flatMap(({ violations = [] }) =>
    violations.flatMap(({ ruleName, severity, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${severity} ${ruleName} ${constructPath}`),
    ),
  );
}

describe('the brokerage made of blocks', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdk-resilience-'));
    const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
    const app = new App({ outdir: join(directory, 'own'), context });
    addBrokerageWithBlocks(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const code = process.exitCode;
    try {
      app.synth();
    } catch (error) {
      // cdk-nag's findings come as an error; what they are stands in the report.
      expect(String(error)).toContain('ValidationFailed');
    }
    process.exitCode = code;
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('has no open finding of ours, at exhaustive', () => {
    const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
    const knownRules = new Set(RULES.map(({ id }) => id));
    const assessments = readAssembly(join(directory, 'own')).map((source) => {
      const application = new Application({ ...source, asOf: options.asOf });
      return assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    });
    const findings = assessments.flatMap((each) => [...each.findings, ...each.undetermined]);
    expect(findings.filter(({ status }) => status !== 'accepted')).toEqual([]);
    const accepted = findings.map(({ ruleId, constructPath }) => `${ruleId} ${constructPath}`);
    expect(accepted.sort()).toEqual([
      'LoadBalancerAccessLogs Primary/MarketData/FeedHandlers/QuoteStream/Resource',
      'LoadBalancerAccessLogs Standby/MarketData/FeedHandlers/QuoteStream/Resource',
      'SecretReplicaRegions Primary/Operations/Pager/Acknowledge/Token/Resource',
      'SecretReplicaRegions Standby/Operations/Pager/Acknowledge/Token/Resource',
    ]);
  });

  test('has no finding of AwsSolutions without a reason, and no warning of a block', () => {
    expect(violations(join(directory, 'own'))).toEqual([]);
  });

  test("passes the CDK CLI with the default pack and CDK's own validation", () => {
    const out = join(directory, 'cli');
    const cdk = join('node_modules', 'aws-cdk', 'bin', 'cdk');
    const args = [cdk, 'synth', '--quiet', '--no-notices', '-c', 'version=with-blocks', '-o', out];
    const env = { ...process.env, CDK_VALIDATION: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(violations(out)).toEqual([]);
  });
});
