import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { assess } from '../../../../lib/assessment/assess';
import { DEFAULTS } from '../../../../lib/assessment/configuration';
import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { RULES } from '../../../../policies/rules';
import { protectedApp } from './protected-app';

/** What the blocks made, and the topic, whose policy they write; the rest is the application's. */
const OWN = /^(Data\/Backups|Copies\/Copies|Vaults\/Copies)\//;
const TOPIC = /^(Data|Copies|Vaults)\/Pager\//;
/** These ask for the subscribers and the logging role of the topic, which the application gives. */
const OF_THE_TOPIC = ['AlarmTopicNoSubscriber', 'SnsDeliveryStatusLogging'];

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk-resilience-'));
  const app = protectedApp(directory);
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  // Findings on what is not the block's fail the run; they are read below.
  const code = process.exitCode;
  try {
    app.synth();
  } catch (error) {
    expect(String(error)).toContain('ValidationFailed');
  }
  process.exitCode = code;
});

afterAll(() => rmSync(directory, { recursive: true }));

test('our rules find nothing, at exhaustive', () => {
  const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
  const knownRules = new Set(RULES.map(({ id }) => id));
  const findings = readAssembly(directory).flatMap((source) => {
    return assess(new Application({ ...source, asOf: options.asOf }), {
      runs: [{ rules: RULES, options }],
      knownRules,
      options,
    }).findings;
  });
  const own = findings.filter(({ constructPath = '' }) => OWN.test(constructPath));
  expect(own).toEqual([]);
  const topics = findings.filter(({ constructPath = '', ruleId }) => {
    return TOPIC.test(constructPath) && !OF_THE_TOPIC.includes(ruleId);
  });
  expect(topics).toEqual([]);
});

test('cdk-nag finds nothing that is not acknowledged', () => {
  interface Violation {
    readonly ruleName: string;
    readonly violatingConstructs: readonly { readonly constructPath: string }[];
  }
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  const found = (report.pluginReports as { violations: Violation[] }[])
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map((each) => [ruleName, each.constructPath]));
  // It has looked: what is the application's is found.
  expect(found).toContainEqual(['AwsSolutions-S1', 'Data/Statements/Resource']);
  expect(found.filter(([, path = '']) => OWN.test(path))).toEqual([]);
});
