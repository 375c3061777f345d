import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSESSMENT_FILE, type AssessmentDocument } from '../../lib/assessment/document';
import { PlannedApp } from '../policies/packs/apps/in-process';
import { TABLE_RULES, type Plan } from '../policies/packs/apps/plan';
import { check, database, file, folder, found, run, RULES } from './run';

/** A cloud assembly of one stack. */
function assembly(
  template: unknown,
  files: object = {},
  properties: object = { templateFile: 'Data.template.json' },
): string {
  const artifacts = {
    Data: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties },
  };
  return folder({ 'manifest.json': { version: '54.0.0', artifacts }, 'Data.template.json': template, ...files });
}

const nested = (TemplateURL: unknown): object => ({
  Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } },
});

describe('what cannot be judged ends with 2 and one line', () => {
  it.each<[string, () => string, RegExp]>([
    [
      'a path that is not there',
      () => join(folder({}), 'no.json'),
      /no\.json: does not exist\. Give the folder that `cdk synth` writes \(cdk\.out\), or a template file$/,
    ],
    [
      'a folder without a manifest',
      () => folder({ 'a.json': {} }),
      /: is not a cloud assembly: it has no manifest\.json\. Give the folder/,
    ],
    ['an empty file', () => file('', 'a.yaml'), /a\.yaml: is empty$/],
    ['white space', () => file(' \n', 'a.yaml'), /a\.yaml: holds only white space$/],
    [
      'a binary file',
      () => file(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'a.out'),
      /a\.out: is a binary file, neither JSON nor YAML$/,
    ],
    ['UTF-16', () => file(Buffer.from('\uFEFF{}', 'utf16le')), /: is UTF-16 text\. Save it as UTF-8$/],
    [
      'bytes that are no UTF-8',
      () => file(Buffer.from([0x61, 0xff])),
      /: is not UTF-8 text, see 1:2\. Save it as UTF-8$/,
    ],
    ['truncated JSON', () => file('{"Resources": {"Db": '), /: cannot be read as JSON at 1:22: .*$/],
    ['truncated YAML', () => file('Resources: {Db: ', 'a.yaml'), /: cannot be read as YAML at \d+:\d+: .*$/],
    [
      'a YAML alias bomb',
      () => file(bomb(), 'a.yaml'),
      /: cannot be read as YAML at \d+:\d+: aliases add more than 250,000 values to what is written$/,
    ],
    [
      'a YAML alias of what is around it',
      () => file('Resources: &r\n  Db: *r\n', 'a.yaml'),
      /: cannot be read as YAML at \d+:\d+: .*$/,
    ],
    ['a list', () => file([]), /: holds a list at its top level, not a mapping$/],
    ['a text', () => file('hello', 'a.yaml'), /: holds a string at its top level, not a mapping$/],
    ['no Resources', () => file({ Outputs: {} }), /: is not a CloudFormation template: it has no Resources$/],
    [
      'Resources that are a list',
      () => file({ Resources: [] }),
      /: is not a CloudFormation template: its Resources are not an object$/,
    ],
    [
      'Resources that are null',
      () => file({ Resources: null }),
      /: is not a CloudFormation template: its Resources are not an object$/,
    ],
    ['a device', () => '/dev/zero', /^cdk-resilience: \/dev\/zero: is a device, neither a folder nor a file$/],
    ['a nested template that is missing', () => file(nested('inner.yaml')), /inner\.yaml: cannot be read \(ENOENT\)$/],
    [
      'a nested template that is broken',
      () => join(folder({ 'a.json': nested('b.json'), 'b.json': '{' }), 'a.json'),
      /b\.json: cannot be read as JSON at 1:2: .*$/,
    ],
    [
      'a template that nests itself',
      () => join(folder({ 'a.json': nested('./b.json'), 'b.json': nested('a.json') }), 'a.json'),
      /a\.json: nests itself$/,
    ],
    [
      'a truncated manifest',
      () => folder({ 'manifest.json': '{"artifacts"' }),
      /manifest\.json: cannot be read as JSON at 1:13: .*$/,
    ],
    [
      'an assembly without stacks',
      () => folder({ 'manifest.json': { version: '1', artifacts: {} } }),
      /: is a cloud assembly without stacks, so there is nothing to judge$/,
    ],
    [
      'a stack without a template',
      () => assembly(database(), {}, {}),
      /manifest\.json: artifact 'Data' has no templateFile\. Synthesize the app again$/,
    ],
    [
      'a stack whose template is missing',
      () => assembly(database(), {}, { templateFile: 'Other.template.json' }),
      /Other\.template\.json: cannot be read \(ENOENT\)$/,
    ],
    [
      'an assessment that is damaged',
      () => assembly(database(), { [ASSESSMENT_FILE]: '{"assess' }),
      /resilience-assessment\.json: cannot be read as JSON at 1:9: .*$/,
    ],
    [
      'an assessment that is none',
      () => assembly(database(), { [ASSESSMENT_FILE]: { schemaVersion: '1.0' } }),
      /resilience-assessment\.json: is not an assessment\. Synthesize the app again$/,
    ],
    [
      'an assessment that is half there',
      () => assembly(database(), { [ASSESSMENT_FILE]: { schemaVersion: '1.0', assessments: [{}] } }),
      /resilience-assessment\.json: is damaged\. Synthesize the app again$/,
    ],
    [
      'an assessment of another version',
      () => assembly(database(), { [ASSESSMENT_FILE]: { schemaVersion: '9.0', assessments: [] } }),
      /resilience-assessment\.json: has schema version 9\.0, not \d+\.\d+\. Synthesize the app again$/,
    ],
    [
      'an assessment that is a folder',
      () => assembly(database(), { [`${ASSESSMENT_FILE}/a`]: '' }),
      /resilience-assessment\.json: cannot be read \(EISDIR\)$/,
    ],
  ])('%s', (_, make, message) => {
    const { status, stdout, stderr } = run('check', make());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cdk-resilience: [^\n]*\n$/);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it('judges no path when one of them cannot be judged', () => {
    const good = file(database());
    expect(run('check', good, join(folder({}), 'no.json'))).toMatchObject({ status: 2, stdout: '' });
  });
});

/** Nine lines that stand for 9^9 values. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i += 1)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return [...lines, 'Resources: {Db: {Type: AWS::RDS::DBInstance, Properties: {Tags: *a8}}}'].join('\n');
}

describe('what can be judged in part says what was left out', () => {
  it('of resources that are none', () => {
    const template = file({ Resources: { A: 'x', B: [], C: {}, D: null, Db: { Type: 'AWS::RDS::DBInstance' } } });
    const { status, first } = check(template, '--rules', RULES);
    expect([status, found(first)[0]]).toEqual([1, 'error RdsMultiAz Db Properties.MultiAZ']);
    expect(first.skipped.map(({ logicalId, because }) => [logicalId, because])).toEqual([
      ['A', 'the resource is not an object'],
      ['B', 'the resource is not an object'],
      ['C', 'the resource has no Type'],
      ['D', 'the resource is not an object'],
    ]);
  });

  it('of nested stacks that are named by a URL, or by what deployment decides', () => {
    const url = 'https://s3.amazonaws.com/bucket/inner.yaml';
    const Resources = {
      A: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } },
      B: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: { 'Fn::Sub': '${AWS::Region}.yaml' } } },
    };
    const { status, first } = check(file({ Resources }), '--rules', RULES);
    expect([status, first.summary.skipped]).toEqual([0, 2]);
    expect(first.skipped.map(({ logicalId, because }) => [logicalId, because])).toEqual([
      ['A', 'the template of the nested stack is not a file, so its resources are not judged'],
      ['B', 'the template of the nested stack is not a file, so its resources are not judged'],
    ]);
    expect(run('check', file({ Resources }), '--rules', RULES).stdout).toContain('2 things left out, so not judged');
  });
});

describe('odd templates are judged', () => {
  it.each<[string, object]>([
    [
      'unknown intrinsic functions',
      database({ MultiAZ: { 'Fn::Transform': { Name: 'X' } }, DeletionProtection: { 'Fn::Nothing': [1] } }),
    ],
    [
      'intrinsic functions with arguments that are none',
      database({ MultiAZ: { 'Fn::If': 'x' }, DeletionProtection: { Ref: { a: 1 } } }),
    ],
    ['a Ref to nothing', database({ MultiAZ: { Ref: 'Nothing' }, DeletionProtection: { 'Fn::GetAtt': 'Nothing' } })],
    [
      'conditions in a circle',
      database(
        { MultiAZ: { 'Fn::If': ['A', true, false] } },
        { Conditions: { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } } },
      ),
    ],
    [
      'resources in a circle',
      {
        Resources: {
          A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'B' } } },
          B: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'A' } } },
        },
      },
    ],
    [
      'imports of what it exports',
      database(
        { MultiAZ: { 'Fn::ImportValue': 'X' } },
        { Outputs: { X: { Value: { 'Fn::ImportValue': 'X' }, Export: { Name: 'X' } } } },
      ),
    ],
    [
      'sections that are none',
      database({}, { Parameters: [], Conditions: 'x', Mappings: null, Outputs: 7, Metadata: [] }),
    ],
    [
      'properties that are none',
      {
        Resources: {
          Db: { Type: 'AWS::RDS::DBInstance', Properties: 'x' },
          Q: { Type: 'AWS::SQS::Queue', Properties: [] },
        },
      },
    ],
    [
      'names of the language',
      {
        Resources: {
          constructor: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { __proto__: null, toString: { Ref: 'constructor' } },
          },
        },
      },
    ],
  ])('%s', (_, template) => {
    const { status, stderr, first } = check(file(template), '--strictness', 'exhaustive');
    expect([[0, 1], stderr]).toEqual([expect.arrayContaining([status]), '']);
    expect(first.findings.filter(({ ruleId }) => ruleId === 'InternalError')).toEqual([]);
  });

  it('in YAML with short forms, with the line of each finding', () => {
    const yaml =
      'Conditions:\n  IsProd: !Equals [!Ref AWS::Region, x]\nResources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MultiAZ: !If [IsProd, no, no]\n';
    const path = file(yaml, 'db.yaml');
    const { first } = check(path, '--rules', 'RdsMultiAz');
    expect(first.findings.map(({ source }) => source)).toEqual([`${path}:7:7`]);
  });

  it('of 10 MB, without hanging', () => {
    const queues = Array.from({ length: 20_000 }, (_, i) => [
      `Q${i}`,
      { Type: 'AWS::SQS::Queue', Properties: { QueueName: `q${i}`.padEnd(440, 'x') } },
    ]);
    const path = file({ Resources: Object.fromEntries(queues) });
    expect(readFileSync(path).length).toBeGreaterThan(10_000_000);
    const started = Date.now();
    const { status, first } = check(path, '--rules', 'SqsDeadLetterQueue');
    expect([status, first.summary.resources, first.findings.length]).toEqual([1, 20_000, 20_000]);
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});

describe('a cloud assembly that packs have judged', () => {
  /** Synthesizes a plan; what the packs said of it. */
  function synthesized(
    plan: Plan,
    context: Record<string, unknown> = {},
  ): { out: string; document: AssessmentDocument } {
    const planned = new PlannedApp(plan, context);
    planned.synth();
    return { out: planned.app.outdir, document: planned.document! };
  }

  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));

  const tables = (assessments: AssessmentDocument['assessments']): string[] =>
    assessments
      .flatMap(({ findings }) => findings.map(({ severity, ruleId, status }) => `${severity} ${ruleId} ${status}`))
      .sort();

  it('is judged by what they were told', () => {
    const packs: Plan['packs'] = [
      {
        options: {
          tier: 'MISSION_CRITICAL' as never,
          failOn: 'never' as never,
          severities: { DynamoDbPitr: 'info' as never },
        },
      },
    ];
    const { out, document } = synthesized({ fragile: ['Data', 'Prod/Data'], packs });
    const result = check(out);
    expect([result.status, tables(result.assessments)]).toEqual([0, tables(document.assessments)]);
    expect(result.first.options).toEqual(document.assessments[0]!.options);
  });

  it('obeys flags, visibly', () => {
    const { out } = synthesized({
      fragile: ['Data'],
      packs: [{ options: { failOn: 'never' as never } }, { pack: 'DisasterRecoveryChecks' }],
    });
    const { status, first } = check(out, '--fail-on', 'warning', '--tier', 'MISSION_CRITICAL', '--as-of', '2026-11-01');
    expect([status, first.gateReasons]).toEqual([1, ['2 open errors']]);
    expect(first.options).toMatchObject({
      failOn: 'warning',
      tier: 'MISSION_CRITICAL',
      asOf: '2026-11-01',
      rules: TABLE_RULES,
      packs: [
        { pack: 'ResilienceChecks', failOn: 'warning', tier: 'MISSION_CRITICAL', rules: TABLE_RULES },
        { pack: 'DisasterRecoveryChecks', failOn: 'warning', tier: 'MISSION_CRITICAL', rules: TABLE_RULES },
      ],
      overridden: ['failOn', 'tier', 'asOf'],
    });
    expect(check(out, '--fail-on', 'never').status).toBe(0);
    expect(check(out).first.options.overridden).toBeUndefined();
  });

  it('is judged by a rule that is asked for, whether the packs hold it or not', () => {
    const { out } = synthesized({
      fragile: ['Data'],
      packs: [{ pack: 'SurgeCapacityChecks', options: { rules: ['DynamoDbAutoScaling'] } }],
    });
    expect(check(out).status).toBe(0);
    expect(tables(check(out, '--rules', 'DynamoDbPitr').assessments)).toEqual(['error DynamoDbPitr open']);
  });

  it('takes parameters of the context, and those of flags before them', () => {
    const { out } = synthesized(
      { open: ['Data'] },
      { 'cdk-resilience': { parameters: { Recovery: 'false' }, region: 'eu-west-1' } },
    );
    expect(check(out)).toMatchObject({
      status: 1,
      first: { options: { parameters: { Recovery: 'false' }, region: 'eu-west-1' } },
    });
    expect(check(out, '--parameters', 'Recovery=true')).toMatchObject({
      status: 0,
      first: { options: { parameters: { Recovery: 'true' }, region: 'eu-west-1', overridden: ['parameters'] } },
    });
  });

  it('keeps what own rules found and left undetermined', () => {
    const plan: Plan = {
      fragile: ['Data'],
      open: ['Data'],
      packs: [
        {
          options: { undetermined: 'fail' as never, rules: ['OwnRecovery', 'OwnCrash'] },
          own: ['OwnRecovery', 'OwnCrash'],
        },
      ],
    };
    const { out, document } = synthesized(plan);
    const { status, first } = check(out);
    expect(status).toBe(1);
    expect(first.findings).toEqual(document.assessments[0]!.findings);
    expect(first.undetermined).toEqual(document.assessments[0]!.undetermined);
    expect(first.gateReasons).toEqual(['2 failures of the tool itself', '1 open error', '1 undetermined verdict']);
    // Where flags leave them out, they are not kept.
    expect(tables(check(out, '--except', 'OwnCrash').assessments)).not.toContain('fatal InternalError open');
    expect(tables(check(out, '--rules', 'DynamoDbPitr').assessments)).toEqual(['error DynamoDbPitr open']);
    expect(check(out, '--rules', 'DynamoDbDeletionProtection').status).toBe(0);
  });

  it('that has changed since cannot be judged where own rules had a part', () => {
    const change = (out: string): void => {
      const template = join(out, 'Data.template.json');
      writeFileSync(template, readFileSync(template, 'utf8').replace('}', ' }'));
    };
    const { out } = synthesized({ fragile: ['Data'], packs: [{ own: ['OwnTable'] }] });
    change(out);
    expect(run('check', out)).toEqual({
      status: 2,
      stdout: '',
      stderr: `cdk-resilience: ${out}: was judged by rules of its own (OwnTable), and its templates have changed since. Synthesize the app again\n`,
    });
    const other = synthesized({ fragile: ['Data'] });
    change(other.out);
    expect(check(other.out).status).toBe(1);
  });

  it('accepts what is acknowledged now: above the stacks as recorded, below as it stands', () => {
    const acknowledge: Plan['acknowledge'] = [
      ['', 'Resilience::DynamoDbPitr'],
      ['Data', 'Resilience::DynamoDbDeletionProtection'],
    ];
    const { out } = synthesized({ fragile: ['Data'], acknowledge });
    expect(tables(check(out).assessments)).toEqual([
      'error DynamoDbPitr accepted',
      'warning DynamoDbDeletionProtection accepted',
    ]);
    const metadata = join(out, 'Data.metadata.json');
    const constructs = JSON.parse(readFileSync(metadata, 'utf8')) as Record<string, { type: string }[]>;
    const without = Object.entries(constructs).map(([path, entries]) => [
      path,
      entries.filter(({ type }) => type !== 'aws:cdk:acknowledged-rules'),
    ]);
    writeFileSync(metadata, JSON.stringify(Object.fromEntries(without)));
    expect(tables(check(out).assessments)).toEqual([
      'error DynamoDbPitr accepted',
      'warning DynamoDbDeletionProtection open',
    ]);
  });

  it('stays closed where a pack failed', () => {
    const { out } = synthesized({ sound: ['Prod/Data'] }, { 'cdk-resilience': { tier: 'GOLD' } });
    const { status, assessments } = check(out, '--rules', TABLE_RULES.join());
    expect([status, tables(assessments)]).toEqual([1, ['fatal InternalError open']]);
    expect(assessments.map(({ application, gate }) => [application, gate])).toEqual([['Prod', 'closed']]);
  });

  it('cannot be judged where a nested template is missing', () => {
    const { out } = synthesized({ sound: ['Data/Nested'] });
    const manifest = JSON.parse(readFileSync(join(out, ASSESSMENT_FILE), 'utf8')) as AssessmentDocument;
    const inner = manifest.assessments[0]!.templates[1]!.templatePath;
    rmSync(join(out, inner));
    expect(run('check', out)).toEqual({
      status: 2,
      stdout: '',
      stderr: `cdk-resilience: ${join(out, inner)}: cannot be read (ENOENT)\n`,
    });
  });

  it('can be named by its manifest', () => {
    const { out } = synthesized({ fragile: ['Data'] });
    expect(check(join(out, 'manifest.json')).first).toMatchObject({
      application: 'App',
      gate: 'closed',
      options: { rules: TABLE_RULES },
    });
  });
});
