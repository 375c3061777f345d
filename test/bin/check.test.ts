import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { check, database, file, folder, found, run, RULES } from './run';

const ERROR = 'error RdsMultiAz Db Properties.MultiAZ';
const WARNING = 'warning RdsDeletionProtection Db Properties.DeletionProtection';
const SOUND = { MultiAZ: true, DeletionProtection: true };
const OPEN = { Parameters: { Standby: { Type: 'String' } } };

describe('check', () => {
  it.each<[string, object, readonly string[], number, readonly string[]]>([
    ['closes the gate by an error', {}, [], 1, [ERROR, WARNING]],
    ['opens it where nothing is found', SOUND, [], 0, []],
    ['opens it for warnings', { MultiAZ: true }, [], 0, [WARNING]],
    ['closes it by warnings if told', { MultiAZ: true }, ['--fail-on', 'warning'], 1, [WARNING]],
    ['opens it whatever is found if told', {}, ['--fail-on', 'never'], 0, [ERROR, WARNING]],
    ['leaves out rules', {}, ['--except', 'RdsMultiAz'], 0, [WARNING]],
    [
      'leaves out several rules',
      {},
      ['--except', 'RdsMultiAz, RdsDeletionProtection', '--rules', 'RdsStorageAutoscaling'],
      0,
      ['warning RdsStorageAutoscaling Db Properties.MaxAllocatedStorage'],
    ],
    [
      'raises severities by the tier',
      {},
      ['--tier', 'MISSION_CRITICAL'],
      1,
      ['error RdsDeletionProtection Db Properties.DeletionProtection', ERROR],
    ],
  ])('%s', (_, properties, flags, status, expected) => {
    const result = check(file(database(properties)), '--rules', RULES, ...flags);
    expect([result.status, found(result.first), result.stderr]).toEqual([status, expected, '']);
    expect(result.first.gate).toBe(status === 0 ? 'open' : 'closed');
  });

  it('judges by strictness', () => {
    const template = file(database());
    const rules = ['essential', 'recommended', 'exhaustive'].map((each) => check(template, '--strictness', each).first);
    const [essential, recommended, exhaustive] = rules.map(({ summary }) => summary.rules);
    expect(essential).toBeLessThan(recommended!);
    expect(recommended).toBeLessThan(exhaustive!);
    expect(check(template).first.summary.rules).toBe(recommended);
    expect(rules.map(({ options }) => options.strictness)).toEqual(['essential', 'recommended', 'exhaustive']);
  });

  it.each<[readonly string[], number, readonly string[]]>([
    [[], 0, []],
    [['--undetermined', 'ignore'], 0, []],
    [['--undetermined', 'warn'], 0, []],
    [['--undetermined', 'warn', '--fail-on', 'warning'], 1, ['1 undetermined verdict']],
    [['--undetermined', 'fail'], 1, ['1 undetermined verdict']],
    [['--undetermined', 'fail', '--fail-on', 'never'], 0, []],
  ])('counts what is undetermined, and with %j ends with %s', (flags, status, gateReasons) => {
    const template = file(database({ ...SOUND, MultiAZ: { Ref: 'Standby' } }, OPEN));
    const result = check(template, '--rules', RULES, ...flags);
    expect(result.status).toBe(status);
    expect(result.first).toMatchObject({
      gateReasons,
      findings: [],
      summary: { undetermined: 1 },
      undetermined: [
        {
          ruleId: 'RdsMultiAz',
          logicalId: 'Db',
          path: 'Properties.MultiAZ',
          because: "parameter 'Standby' has no default",
        },
      ],
    });
  });

  it('takes values of parameters, which decide conditions too', () => {
    const conditions = { ...OPEN, Conditions: { HasStandby: { 'Fn::Equals': [{ Ref: 'Standby' }, 'a=b'] } } };
    const template = file(database({ ...SOUND, MultiAZ: { 'Fn::If': ['HasStandby', true, false] } }, conditions));
    const outcome = (...flags: string[]): unknown[] => {
      const { status, first } = check(template, '--rules', RULES, ...flags);
      return [status, ...found(first)];
    };
    expect(outcome()).toEqual([1, `${ERROR} when HasStandby is false`]);
    expect(outcome('--parameters', 'Standby=no')).toEqual([1, ERROR]);
    expect(outcome('--parameters', 'Standby=')).toEqual([1, ERROR]);
    expect(outcome('--parameters', 'Standby=a=b')).toEqual([0]);
    expect(outcome('--parameters', 'Standby=no', '--parameters', 'Standby=a=b')).toEqual([0]);
  });

  it('takes the Region and the account', () => {
    const is = (name: string, value: string): object => ({ 'Fn::Equals': [{ Ref: `AWS::${name}` }, value] });
    const conditions = {
      Conditions: { Here: { 'Fn::And': [is('Region', 'eu-west-1'), is('AccountId', '111122223333')] } },
    };
    const template = file(database({ ...SOUND, MultiAZ: { 'Fn::If': ['Here', true, false] } }, conditions));
    const flags = ['--region', 'eu-west-1', '--account', '111122223333'];
    expect(check(template, '--rules', RULES, ...flags).first).toMatchObject({
      findings: [],
      options: { region: 'eu-west-1', account: '111122223333' },
    });
    expect(found(check(template, '--rules', RULES, '--region', 'eu-central-1').first)).toEqual([ERROR]);
  });

  it('judges what is dated for a day', () => {
    const template = file({
      Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs12.x' } } },
    });
    const flags = ['--rules', 'LambdaRuntimeDeprecated'];
    expect(found(check(template, ...flags, '--as-of', '2020-06-01').first)).toEqual([]);
    const later = check(template, ...flags, '--as-of', '2026-06-01').first;
    expect(found(later)).toEqual(['warning LambdaRuntimeDeprecated F Properties.Runtime']);
    expect(later.options.asOf).toBe('2026-06-01');
    const today = new Date().toISOString().slice(0, 10);
    expect(check(template, ...flags).first.options.asOf).toBe(today);
  });

  it('takes each path as one application', () => {
    const names = ['a.json', 'b.yaml'].map((name) =>
      join(folder({ [name]: database(name === 'a.json' ? SOUND : {}) }), name),
    );
    const result = check(...names, '--rules', RULES);
    expect(result.status).toBe(1);
    expect(result.assessments.map(({ application, source, gate }) => [application, source, gate])).toEqual([
      [names[0], names[0], 'open'],
      [names[1], names[1], 'closed'],
    ]);
  });

  it('judges cdk.out where no path is given', () => {
    const before = process.cwd();
    const artifacts = {
      Data: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.template.json' } },
    };
    process.chdir(
      folder({ 'cdk.out/manifest.json': { version: '1', artifacts }, 'cdk.out/Data.template.json': database() }),
    );
    try {
      const result = check('--rules', RULES);
      expect([result.status, result.first.application, result.first.source]).toEqual([1, 'App', 'cdk.out']);
      process.chdir(folder({}));
      expect(run('check')).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^cdk-resilience: cdk\.out: does not exist\. Give the folder.*\n$/),
      });
    } finally {
      process.chdir(before);
    }
  });

  it('gives the document that its schema describes', () => {
    const { schemaVersion, tool, assessments, first } = check(file(database()), '--rules', RULES);
    expect({ schemaVersion, tool, assessments: assessments.length }).toEqual({
      schemaVersion: expect.stringMatching(/^\d+\.\d+$/),
      tool: { name: 'cdk-resilience', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      assessments: 1,
    });
    expect(first.findings[0]).toEqual({
      ruleId: 'RdsMultiAz',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'open',
      severity: 'error',
      category: 'SINGLE_POINT_OF_FAILURE',
      disruptions: ['infrastructure', 'az'],
      stack: 'template',
      templatePath: first.source,
      logicalId: 'Db',
      resourceType: 'AWS::RDS::DBInstance',
      path: 'Properties.MultiAZ',
      source: `${first.source}:1:51`,
      title: 'The DB instance runs in one Availability Zone',
      message: expect.stringMatching(/^The DB instance runs in one Availability Zone\. Losing the zone/),
      why: expect.stringMatching(/^Losing the zone/),
      fix: 'Set MultiAZ to true (CDK: multiAz: true).',
      docs: expect.stringMatching(/^https:/),
    });
  });
});

describe('--format', () => {
  it('is the console by default', () => {
    const { status, stdout } = run('check', file(database()), '--rules', RULES);
    expect(status).toBe(1);
    expect(stdout).toContain('GATE CLOSED');
    expect(stdout).toContain('RdsMultiAz');
  });

  it('goes to files and to standard output', () => {
    const out = folder({});
    const formats = [
      'console',
      `json=${join(out, 'a.json')}`,
      `markdown=${join(out, 'a=b.md')}`,
      `html=${join(out, 'a.html')}`,
    ];
    const { status, stdout } = run(
      'check',
      file(database()),
      '--rules',
      RULES,
      ...formats.flatMap((each) => ['--format', each]),
    );
    expect([status, readdirSync(out).sort()]).toEqual([1, ['a.html', 'a.json', 'a=b.md']]);
    expect(stdout).toContain('GATE CLOSED');
    expect(JSON.parse(readFileSync(join(out, 'a.json'), 'utf8'))).toMatchObject({ assessments: [{ gate: 'closed' }] });
    expect(readFileSync(join(out, 'a=b.md'), 'utf8')).toContain('Resilience gate closed');
    expect(readFileSync(join(out, 'a.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('writes nothing to standard output where all goes to files', () => {
    const out = join(folder({}), 'a.json');
    expect(run('check', file(database(SOUND)), '--rules', RULES, '--format', `json=${out}`)).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(existsSync(out)).toBe(true);
  });

  it('replaces a file, also behind a link, and writes to what is no file as it is', () => {
    const out = folder({ 'a.json': 'before' });
    symlinkSync(join(out, 'a.json'), join(out, 'link.json'));
    const template = file(database(SOUND));
    expect(
      run(
        'check',
        template,
        '--rules',
        RULES,
        '--format',
        `json=${join(out, 'link.json')}`,
        '--format',
        'html=/dev/null',
      ).status,
    ).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'a.json'), 'utf8'))).toMatchObject({ assessments: [{ gate: 'open' }] });
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown name', ['pdf'], "--format: 'pdf' is not NAME or NAME=FILE. Names are console, json, markdown, html"],
    ['no file', ['json='], "--format: 'json=' is not NAME or NAME=FILE. Names are console, json, markdown, html"],
    [
      'two on standard output',
      ['json', 'console'],
      '--format: two reports would go to standard output. Give one of them a file: NAME=FILE',
    ],
    ['two in one file', ['json=a', 'html=./a'], '--format: two reports would go to ./a'],
  ])('refuses %s', (_, formats, message) => {
    const flags = formats.flatMap((each) => ['--format', each]);
    expect(run('check', file(database()), ...flags)).toEqual({
      status: 2,
      stdout: '',
      stderr: `cdk-resilience: ${message}\n`,
    });
  });

  it('ends with 2 where a report cannot be written, and leaves none half-written', () => {
    const out = folder({ 'kept.json': 'before' });
    mkdirSync(join(out, 'taken.html'));
    const reports = [`json=${join(out, 'kept.json')}`, `html=${join(out, 'taken.html')}`];
    const flags = reports.flatMap((each) => ['--format', each]);
    const { status, stdout, stderr } = run(
      'check',
      file(database(SOUND)),
      '--rules',
      RULES,
      ...flags,
      '--format',
      'console',
    );
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      `cdk-resilience: ${join(out, 'taken.html')}: cannot be written (EISDIR)\n`,
    ]);
    expect(readdirSync(out).sort()).toEqual(['kept.json', 'taken.html']);
    expect(readFileSync(join(out, 'kept.json'), 'utf8')).toBe('before');
    const nowhere = join(out, 'none', 'a.json');
    expect(run('check', file(database(SOUND)), '--format', `json=${nowhere}`)).toMatchObject({
      status: 2,
      stderr: `cdk-resilience: ${nowhere}: cannot be written (ENOENT)\n`,
    });
  });
});

describe('a command line that is not understood ends with 2 and one line', () => {
  const template = file(database());

  it.each<[readonly string[], string]>([
    [['check', template, '--fail-onn', 'error'], "unknown option '--fail-onn' (Did you mean --fail-on?)"],
    [
      ['check', template, '--tier', 'GOLD'],
      "option '--tier <tier>' argument 'GOLD' is invalid. Allowed choices are MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL.",
    ],
    [
      ['check', template, '--fail-on', 'info'],
      "option '--fail-on <level>' argument 'info' is invalid. Allowed choices are error, warning, never.",
    ],
    [
      ['check', template, '--strictness', 'all'],
      "option '--strictness <level>' argument 'all' is invalid. Allowed choices are essential, recommended, exhaustive.",
    ],
    [
      ['check', template, '--undetermined', 'error'],
      "option '--undetermined <policy>' argument 'error' is invalid. Allowed choices are ignore, warn, fail.",
    ],
    [
      ['check', template, '--parameters', 'Standby'],
      "option '--parameters <key=value>' argument 'Standby' is invalid. It must be KEY=VALUE.",
    ],
    [['check', template, '--parameters', 'Standby=yes'], "--parameters: no template has a parameter 'Standby'"],
    [['check', template, '--as-of', '23.11.2026'], "command line: 'asOf' must be a day, YYYY-MM-DD"],
    [['check', template, '--as-of', '2026-02-31'], "command line: 'asOf' must be a day, YYYY-MM-DD"],
    [
      ['check', template, '--rules', 'rdsmultiaz'],
      "command line: there is no rule 'rdsmultiaz'. Do you mean 'RdsMultiAz'?",
    ],
    [
      ['check', template, '--except', 'Nothing'],
      "command line: there is no rule 'Nothing'. `cdk-resilience rules` lists all rules",
    ],
    [['check', template, '--rules', ','], "command line: 'rules' must name a rule"],
    [
      ['check', template, '--rules', 'RdsMultiAz', '--except', 'RdsMultiAz'],
      `${template}: no rule is left to judge it by`,
    ],
    [['check', template, '--region', ''], "command line: 'region' must be a text that is not empty"],
    [['check', template, '--format'], "option '--format <name[=file]>' argument missing"],
    [['chek', template], "unknown command 'chek' (Did you mean check?)"],
    [
      ['rules', '--format', 'html'],
      "option '--format <name>' argument 'html' is invalid. Allowed choices are table, json, markdown.",
    ],
    [['rules', 'RdsMultiAz'], "too many arguments for 'rules'. Expected 0 arguments but got 1."],
    [['explain'], "missing required argument 'rule'"],
    [['explain', 'rdsmultiaz'], "explain: there is no rule 'rdsmultiaz'. Do you mean 'RdsMultiAz'?"],
    [['explain', 'Nothing'], "explain: there is no rule 'Nothing'. `cdk-resilience rules` lists all rules"],
  ])('%j', (args, message) => {
    expect(run(...args)).toEqual({ status: 2, stdout: '', stderr: `cdk-resilience: ${message}\n` });
  });
});

it.each([[['--help']], [['check', '--help']], [['--version']]])('answers %j', (args) => {
  const { status, stdout, stderr } = run(...args);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(args.includes('--version') ? /^\d+\.\d+\.\d+\S*\n$/ : /^Usage: cdk-resilience/);
});

describe('--evidence', () => {
  const template = (): string =>
    file({
      Resources: {
        Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Order', 'Arn'] } } },
        Order: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Environment: { Variables: { TABLE: { Ref: 'Table' } } },
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            Policies: [{ PolicyDocument: { Statement: [{ Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } }] } }],
          },
        },
        Table: { Type: 'AWS::DynamoDB::Table' },
      },
    });
  const restored = { kind: 'RESTORE_TEST', on: 'template/Table', date: '2026-11-02', result: 'PASSED' };
  const evidence = (tests: unknown): string => file({ tests }, 'evidence.json');
  const testsOf = (...args: readonly string[]): unknown => {
    const { first } = check(template(), '--as-of', '2026-11-23', ...args);
    const part = first.analysis?.score.parts.find((each) => each.part === 'TESTS');
    return [part?.points, part?.because, first.analysis?.tests.tests.map(({ state }) => state)];
  };

  test('tests that were run count for the score', () => {
    expect(testsOf()).toEqual([0, '0 of 1 recoveries are shown by a fresh test that passed', []]);
    expect(testsOf('--evidence', evidence([restored]))).toEqual([
      20,
      '1 of 1 recoveries are shown by a fresh test that passed',
      ['PASSED'],
    ]);
  });

  test.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => join(folder({}), 'no.json'), /no\.json: cannot be read \(ENOENT\)$/],
    ['no JSON', () => file('tests', 'evidence.json'), /evidence\.json: cannot be read as JSON at 1:1: .*$/],
    [
      'a test of tomorrow',
      () => evidence([{ ...restored, date: '2026-11-24' }]),
      /tests\[0\].date is 2026-11-24, after 2026-11-23, .*$/,
    ],
    [
      'a test of an unknown kind',
      () => evidence([{ ...restored, kind: 'PRAYER' }]),
      /tests\[0\].kind .*RESTORE_TEST.*$/,
    ],
  ])('%s ends with 2 and one line', (_, path, message) => {
    const { status, stdout, stderr } = run('check', template(), '--as-of', '2026-11-23', '--evidence', path());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
