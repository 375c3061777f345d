import { assess, isWorse, type AssessInput, type Run } from '../../../lib/assessment/assess';
import { DEFAULTS } from '../../../lib/assessment/configuration';
import type { Assessment, FindingRecord, RunOptions } from '../../../lib/assessment/document';
import { failureRecord } from '../../../lib/assessment/records';
import { defineRule, type Rule, type RuleSpec } from '../../../lib/engine/rule';
import { nonCompliant, undetermined, type Verdict } from '../../../lib/engine/verdict';
import { Application, type ApplicationSource } from '../../../lib/model/application';
import type { JsonObject } from '../../../lib/model/values';

/** A rule that says the same of every queue. */
function rule(id: string, verdict: Verdict | readonly Verdict[], about: Partial<RuleSpec> = {}): Rule {
  return defineRule({
    id,
    appliesTo: 'AWS::SQS::Queue',
    category: 'MISCONFIGURATION_AND_BUGS',
    disruptions: ['software'],
    severity: 'warning',
    strictness: 'recommended',
    title: `Title of ${id}`,
    why: 'Why.',
    fix: 'Fix.',
    wellArchitected: [],
    equivalents: [],
    docs: 'https://example.com',
    examples: { noncompliant: {}, compliant: {}, at: '' },
    check: () => verdict,
    ...about,
  } as RuleSpec);
}

const FAULT = rule('Fault', nonCompliant('QueueName'));
const GRAVE = rule('Grave', nonCompliant(), { severity: 'error', strictness: 'essential' });
const OPEN = rule('Open', undetermined('QueueName', 'nobody knows'));
const BROKEN = rule('Broken', [], {
  check: () => {
    throw new Error('broken');
  },
});

function application(
  resources: JsonObject = { B: { Type: 'AWS::SQS::Queue' }, A: { Type: 'AWS::SQS::Queue' } },
): Application {
  const source: ApplicationSource = {
    name: 'App',
    asOf: '2026-11-23',
    stacks: [{ id: 'S', templatePath: 'S.json', template: { Resources: resources } }],
  };
  return new Application(source);
}

const run = (rules: readonly Rule[], options: Partial<RunOptions> = {}): Run => ({
  rules,
  options: { ...DEFAULTS, ...options },
});

function judged(runs: readonly Run[], input: Partial<AssessInput> = {}, of = application()): Assessment {
  return assess(of, {
    runs,
    options: { ...DEFAULTS, asOf: '2026-11-23' },
    knownRules: new Set(['Fault', 'Grave', 'Open']),
    ...input,
  });
}

const short = ({ findings }: Assessment): string[] =>
  findings.map(({ severity, ruleId, status, logicalId }) =>
    [severity, ruleId, status, logicalId].filter(Boolean).join(' '),
  );

describe('an assessment', () => {
  it('has the worst first, then by place', () => {
    const assessment = judged([run([FAULT, GRAVE, BROKEN])]);
    expect(short(assessment)).toEqual([
      'fatal InternalError open A',
      'fatal InternalError open B',
      'error Grave open A',
      'error Grave open B',
      'warning Fault open A',
      'warning Fault open B',
    ]);
    expect(assessment).toMatchObject({
      gate: 'closed',
      gateReasons: ['2 failures of the tool itself', '2 open errors'],
      summary: {
        fatal: 2,
        errors: 2,
        warnings: 2,
        infos: 0,
        accepted: 0,
        undetermined: 0,
        stacks: 1,
        resources: 2,
        rules: 3,
      },
    });
  });

  it('of several runs has each finding once, as the worst of them has it', () => {
    const runs = [
      run([FAULT], { severities: { Fault: 'info' } }),
      run([FAULT, GRAVE]),
      run([FAULT], { tier: 'MISSION_CRITICAL' }),
    ];
    const assessment = judged(runs);
    expect(short(assessment)).toEqual([
      'error Fault open A',
      'error Grave open A',
      'error Fault open B',
      'error Grave open B',
    ]);
    expect(assessment).toMatchObject({ gateReasons: ['4 open errors'], summary: { rules: 2 } });
  });

  it.each<[string, readonly Run[], readonly string[]]>([
    ['none that fails on nothing', [run([GRAVE], { failOn: 'never' })], []],
    ['one of several', [run([GRAVE], { failOn: 'never' }), run([GRAVE])], ['2 open errors']],
    [
      'one that has it as something worse',
      [run([FAULT]), run([FAULT], { severities: { Fault: 'error' } })],
      ['2 open errors'],
    ],
    ['one that fails on less', [run([FAULT]), run([FAULT], { failOn: 'warning' })], ['2 open warnings']],
    [
      'none, where the worse does not count',
      [run([FAULT]), run([FAULT], { severities: { Fault: 'error' }, failOn: 'never' })],
      [],
    ],
    ['a failure, whatever the options', [run([BROKEN], { failOn: 'never' })], ['2 failures of the tool itself']],
    ['what is undetermined', [run([OPEN]), run([OPEN], { undetermined: 'fail' })], ['2 undetermined verdicts']],
  ])('is closed by %s', (_, runs, gateReasons) => {
    expect(judged(runs)).toMatchObject({ gate: gateReasons.length === 0 ? 'open' : 'closed', gateReasons });
  });

  it('counts what is undetermined once, in order', () => {
    const { undetermined: left, summary, findings } = judged([run([OPEN, FAULT]), run([OPEN])]);
    expect(left).toEqual(
      ['A', 'B'].map((logicalId) => ({
        ruleId: 'Open',
        status: 'open',
        stack: 'S',
        templatePath: 'S.json',
        logicalId,
        path: 'Properties.QueueName',
        because: 'nobody knows',
      })),
    );
    expect([summary.undetermined, findings.length]).toEqual([2, 2]);
  });

  it('takes over what was found elsewhere', () => {
    const made = judged([run([FAULT, OPEN])], {}, application({ A: { Type: 'AWS::SQS::Queue' } }));
    const carried = { findings: [...made.findings, failureRecord('a pack failed')], undetermined: made.undetermined };
    const assessment = judged(
      [run([GRAVE], { undetermined: 'fail' })],
      { carried },
      application({ A: { Type: 'AWS::SQS::Queue' } }),
    );
    expect(short(assessment)).toEqual(['fatal InternalError open', 'error Grave open A', 'warning Fault open A']);
    expect(assessment.gateReasons).toEqual(['1 failure of the tool itself', '1 open error', '1 undetermined verdict']);
    // What is found again is the same.
    expect(
      judged([run([FAULT, OPEN])], { carried: made }, application({ A: { Type: 'AWS::SQS::Queue' } })).findings,
    ).toHaveLength(1);
  });

  it('runs the rules that are selected', () => {
    const rules = [FAULT, GRAVE, OPEN];
    const selected = (options: Partial<RunOptions>): number => judged([run(rules, options)]).summary.rules;
    expect(selected({})).toBe(3);
    expect(selected({ strictness: 'essential' })).toBe(1);
    expect(selected({ strictness: 'essential', rules: ['Fault', 'Grave'] })).toBe(2);
    expect(selected({ except: ['Grave'] })).toBe(2);
  });

  it('holds as many findings as there are', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 15_000 }, (_, i) => [`Q${i}`, { Type: 'AWS::SQS::Queue' }]),
    );
    const rules = Array.from({ length: 10 }, (_, i) =>
      rule(`Rule${i}`, nonCompliant('QueueName'), { severity: 'error' }),
    );
    const { summary, gateReasons } = judged([run(rules)], {}, application(resources));
    expect([summary.errors, gateReasons]).toEqual([150_000, ['150000 open errors']]);
  });

  it('is the same each time', () => {
    const runs = [run([FAULT, GRAVE, OPEN, BROKEN])];
    expect(judged(runs)).toEqual(judged(runs));
  });
});

it('fatal is worse than error, error than warning, warning than info', () => {
  const order: FindingRecord['severity'][] = ['fatal', 'error', 'warning', 'info'];
  const worse = order.flatMap((a) => order.filter((b) => isWorse(a, b)).map((b) => `${a} ${b}`));
  expect(worse).toEqual(['fatal error', 'fatal warning', 'fatal info', 'error warning', 'error info', 'warning info']);
});
