import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addResilientBrokerage } from '../../examples/brokerage/resilient';
import { assess } from '../../lib/assessment/assess';
import { DEFAULTS } from '../../lib/assessment/configuration';
import { Application } from '../../lib/model/application';
import { readAssembly } from '../../lib/model/source/assembly';
import { RULES } from '../../policies/rules';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const { context: CONTEXT } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: object };

interface Report {
  readonly pluginReports?: readonly {
    readonly pluginName: string;
    readonly violations?: readonly {
      readonly ruleName: string;
      readonly severity?: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

/** What hears of an alarm without actions. */
const LISTENERS = ['AWS::CloudWatch::CompositeAlarm', 'AWS::CodeDeploy::DeploymentGroup', 'AWS::ECS::Service'];

/** CDK writes none where nothing is found. */
function reportOf(directory: string): Report | undefined {
  const file = join(directory, 'validation-report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

/** What the plugins found, as `severity rule construct`. */
function violations(directory: string): string[] {
  return (reportOf(directory)?.pluginReports ?? []).flatMap(({ violations = [] }) =>
    violations.flatMap(({ ruleName, severity, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${severity} ${ruleName} ${constructPath}`),
    ),
  );
}

describe('the resilient brokerage', () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdk-resilience-'));
    const app = new App({ outdir: join(directory, 'own'), context: { ...CONTEXT } });
    addResilientBrokerage(app);
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
      'SecretReplicaRegions Primary/Operations/Pager/Acknowledge/Token/Resource',
      'SecretReplicaRegions Standby/Operations/Pager/Acknowledge/Token/Resource',
    ]);
  });

  test('has no finding of AwsSolutions without a reason, and no warning of a block', () => {
    expect(violations(join(directory, 'own'))).toEqual([]);
    // It has looked: what it found has reasons.
    const plugins = reportOf(join(directory, 'own'))?.pluginReports ?? [];
    expect(plugins.map(({ pluginName }) => pluginName)).toContain('AwsSolutions');
  });

  test('has no alarm that nobody hears of: each acts, is part of a page, or stops a deployment', () => {
    const own = join(directory, 'own');
    const resources = readdirSync(own)
      .filter((name) => name.endsWith('.template.json'))
      .map((name) => JSON.parse(readFileSync(join(own, name), 'utf8')) as Template)
      .flatMap(({ Resources }) => Object.entries(Resources));
    const heard = JSON.stringify(
      resources.flatMap(([, { Type, Properties }]) => (LISTENERS.includes(Type) ? [Properties] : [])),
    );
    const alarms = resources.filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
    const unheard = alarms.filter(([id, { Properties = {} }]) => {
      const name = typeof Properties.AlarmName === 'string' ? Properties.AlarmName : id;
      const isNamed = heard.includes(`"${name}"`) || heard.includes(`\\"${name}\\"`);
      return !Array.isArray(Properties.AlarmActions) && !isNamed;
    });
    expect(alarms.length).toBeGreaterThan(400);
    expect(unheard.map(([id]) => id)).toEqual([]);
  });
});

test.each(['resilient', 'resilient-plain'])(
  "the %s brokerage passes the default pack and CDK's own validation",
  (version) => {
    const directory = mkdtempSync(join(tmpdir(), 'cdk-resilience-'));
    // What the CDK CLI runs; the CLI itself leaves CDK's own validation out of the report.
    const app = ['--import', 'tsx', join('examples', 'brokerage', 'app.ts')];
    const env = {
      ...process.env,
      CDK_VALIDATION: 'true',
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({ ...CONTEXT, version }),
    };
    const { status, stderr } = spawnSync(process.execPath, app, { cwd: ROOT, env, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(violations(directory)).toEqual([]);
    // It has looked: that the zones are named is acknowledged.
    expect(reportOf(directory)?.pluginReports?.map(({ pluginName }) => pluginName)).toContain(
      'CloudFormation Validate',
    );
    rmSync(directory, { recursive: true });
  },
);

describe('blocks save lines', () => {
  const sources = (version: string): string[] => {
    const folder = join(ROOT, 'examples', 'brokerage', version);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    return files.map((name) => readFileSync(join(folder, name), 'utf8'));
  };
  const lines = (text: string): string[] => text.trimEnd().split('\n');

  test.each<[string, (text: string) => string[]]>([
    ['of all', lines],
    [
      'of code, without imports, comments and blank lines',
      (text) => {
        const code = text.replace(/\/\*[^]*?\*\//g, '').replace(/^import [^]*? from '.*';$/gm, '');
        return lines(code).filter((line) => !/^\s*(\/\/|$)/.test(line));
      },
    ],
  ])('%s: at most half of those without', (_, count) => {
    const total = (version: string): number => sources(version).reduce((sum, text) => sum + count(text).length, 0);
    const plain = total('resilient-plain');
    expect(plain).toBeGreaterThan(1500);
    expect(total('resilient') / plain).toBeLessThanOrEqual(0.5);
  });

  test('not by longer ones', () => {
    const longest = (version: string): number =>
      Math.max(...sources(version).flatMap((text) => lines(text).map(({ length }) => length)));
    expect(longest('resilient')).toBeLessThanOrEqual(longest('resilient-plain'));
    const characters = (version: string): number => sources(version).join('').length;
    expect(characters('resilient') / characters('resilient-plain')).toBeLessThanOrEqual(0.55);
  });
});
