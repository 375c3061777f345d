import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Stack, Stage, Validations, type IPolicyValidationContext } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { NagPack } from 'cdk-nag';
import { Construct } from 'constructs';
import { policies, ResilienceRule } from 'cdk-resilience';
import { VERSION } from '../../../lib/assessment/version';
import { RULES } from '../../../policies/rules';
import { findings, lines, PlannedApp } from './apps/in-process';
import { OWN_RULES } from './apps/own-rules';
import { TABLE_RULES, type Plan } from './apps/plan';

const FRAGILE = (path: string): string[] => [
  `error DynamoDbPitr ${path}/Fragile/Resource`,
  `warning DynamoDbDeletionProtection ${path}/Fragile/Resource`,
];

// What does not close the gate, CDK prints.
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

/** A context as CDK gives it, for an app that is synthesized. */
function contextOf(app: App): IPolicyValidationContext {
  const { stacksRecursively: stacks } = app.synth();
  const stackTemplates = stacks.map(({ hierarchicalId, templateFullPath }) => {
    return {
      stackConstructPath: hierarchicalId,
      templatePath: templateFullPath,
      accountId: undefined,
      region: undefined,
    };
  });
  return { appConstruct: app, stackTemplates, templatePaths: stackTemplates.map(({ templatePath }) => templatePath) };
}

describe('a pack', () => {
  it.each([
    'ResilienceChecks',
    'SinglePointOfFailureChecks',
    'DisasterRecoveryChecks',
    'SurgeCapacityChecks',
    'OperationalReadinessChecks',
  ] as const)("%s is one of cdk-nag's, under the common name", (name) => {
    const pack = new policies[name]();
    expect(pack).toBeInstanceOf(NagPack);
    expect(pack).toMatchObject({ name: 'Resilience', readPackName: name, version: VERSION });
    // CDK writes the ids that a plugin names into every deployed template.
    expect(pack.ruleIds).toBeUndefined();
  });

  it.each<[string, object, string]>([
    [
      'a rule that is none',
      { rules: ['DynamoDbPittr'] },
      "ResilienceChecks: there is no rule 'DynamoDbPittr'. `cdk-resilience rules` lists all rules",
    ],
    [
      'a rule in other letters',
      { exceptRules: ['dynamodbpitr'] },
      "ResilienceChecks: there is no rule 'dynamodbpitr'. Do you mean 'DynamoDbPitr'?",
    ],
    [
      'a severity of no rule',
      { severities: { Nothing: 'info' } },
      "ResilienceChecks: there is no rule 'Nothing'. `cdk-resilience rules` lists all rules",
    ],
    ['no rule at all', { rules: [] }, "ResilienceChecks: 'rules' must name a rule"],
    ['rules that are no list', { rules: 'DynamoDbPitr' }, "ResilienceChecks: 'rules' must be a list of rule ids"],
    [
      'a severity that is none',
      { severities: { DynamoDbPitr: 'fatal' } },
      "ResilienceChecks: 'severities' DynamoDbPitr must be one of error, warning, info",
    ],
    [
      'a tier that is none',
      { tier: 'GOLD' },
      "ResilienceChecks: 'tier' must be one of MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL",
    ],
    [
      'a strictness that is none',
      { strictness: 'all' },
      "ResilienceChecks: 'strictness' must be one of essential, recommended, exhaustive",
    ],
    [
      'a policy that is none',
      { undetermined: 'error' },
      "ResilienceChecks: 'undetermined' must be one of ignore, warn, fail",
    ],
    ['a gate that is none', { failOn: 'info' }, "ResilienceChecks: 'failOn' must be one of error, warning, never"],
    [
      'a property that is none',
      { except: ['DynamoDbPitr'] },
      "ResilienceChecks: 'except' is not known. Known are tier, strictness, severities, rules, exceptRules, undetermined, failOn, breakGlass, customRules, verbose, writeSuppressionsToCloudFormation",
    ],
    [
      'a rule that is no ResilienceRule',
      { customRules: [RULES[0]] },
      'customRules takes instances of ResilienceRule: ResilienceRule.of(rule) makes one of what defineRule returns',
    ],
    [
      'an own rule twice',
      { customRules: [OWN_RULES.OwnTable, OWN_RULES.OwnTable] },
      "There are two rules with the id 'OwnTable'",
    ],
    [
      'an own rule with the id of another',
      { customRules: [ResilienceRule.of(RULES[0])] },
      `There are two rules with the id '${RULES[0]!.id}'`,
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => new policies.ResilienceChecks(undefined, props as policies.ResiliencePackProps)).toThrow(
      new Error(message),
    );
  });

  it('refuses to run only rules it does not hold', () => {
    const make = (): unknown => new policies.SurgeCapacityChecks(undefined, { rules: ['DynamoDbPitr'] });
    expect(make).toThrow(
      new Error("SurgeCapacityChecks: there is no rule 'DynamoDbPitr'. `cdk-resilience rules` lists all rules"),
    );
  });
});

describe('options', () => {
  const plan = (options: object, more: Plan = {}): Plan => ({
    fragile: ['Data'],
    ...more,
    packs: [{ options: options as never }],
  });

  it.each<[string, object, readonly string[]]>([
    ['only rules', { rules: ['DynamoDbPitr'] }, ['error DynamoDbPitr Data/Fragile/Resource']],
    ['not rules', { exceptRules: ['DynamoDbPitr'] }, ['warning DynamoDbDeletionProtection Data/Fragile/Resource']],
    [
      'severities',
      { severities: { DynamoDbPitr: 'info' } },
      ['info DynamoDbPitr Data/Fragile/Resource', 'warning DynamoDbDeletionProtection Data/Fragile/Resource'],
    ],
    [
      'a tier',
      { tier: 'MISSION_CRITICAL' },
      ['error DynamoDbDeletionProtection Data/Fragile/Resource', 'error DynamoDbPitr Data/Fragile/Resource'],
    ],
    [
      'a severity before a tier',
      {
        tier: 'MISSION_CRITICAL',
        rules: ['DynamoDbDeletionProtection'],
        severities: { DynamoDbDeletionProtection: 'info' },
      },
      ['info DynamoDbDeletionProtection Data/Fragile/Resource'],
    ],
  ])('take %s', (_, options, expected) => {
    const planned = new PlannedApp(plan(options));
    expect(findings(planned.assessment())).toEqual(expected);
    // What stands in cdk.json does the same.
    const { exceptRules: except, ...rest } = options as { exceptRules?: string[] };
    const context = { rules: TABLE_RULES, ...rest, ...(except && { except }) };
    const told = new PlannedApp(
      { fragile: ['Data'], packs: [{ options: { rules: undefined } as never }] },
      { 'cdk-resilience': context },
    );
    expect(findings(told.assessment())).toEqual(expected);
  });

  it('take a strictness', () => {
    const counts = ['essential', 'recommended', 'exhaustive'].map((strictness) => {
      const { summary } = new PlannedApp(plan({ rules: undefined, strictness })).assessment();
      return summary.rules;
    });
    const expected = ['essential', 'recommended', 'exhaustive'].map((_, level, all) => {
      return RULES.filter((rule) => all.slice(0, level + 1).includes(rule.strictness)).length;
    });
    expect(counts).toEqual(expected);
  });

  it.each<[string, string, string, 'open' | 'closed', readonly string[]]>([
    ['ignore', 'error', 'open', 'open', []],
    ['warn', 'error', 'open', 'open', []],
    ['warn', 'warning', 'open', 'closed', ['1 undetermined verdict']],
    ['fail', 'error', 'open', 'closed', ['1 undetermined verdict']],
    ['fail', 'never', 'open', 'open', []],
    ['ignore', 'error', 'fragile', 'closed', ['1 open error']],
    ['ignore', 'warning', 'fragile', 'closed', ['1 open error', '1 open warning']],
    ['ignore', 'never', 'fragile', 'open', []],
  ])(
    'undetermined %s and failOn %s make the gate of an %s table %s',
    (undetermined, failOn, kind, gate, gateReasons) => {
      const planned = new PlannedApp({ [kind]: ['Data'], packs: [{ options: { undetermined, failOn } as never }] });
      expect(planned.assessment()).toMatchObject({
        gate,
        gateReasons,
        summary: { undetermined: kind === 'open' ? 1 : 0 },
      });
      expect(planned.synth() === undefined).toBe(gate === 'open');
    },
  );

  it('of the code win over the context', () => {
    const context = {
      strictness: 'exhaustive',
      failOn: 'never',
      region: 'eu-west-1',
      parameters: { Kind: 'prod' },
      asOf: '2026-01-31',
    };
    const planned = new PlannedApp(plan({ failOn: 'warning' }), { 'cdk-resilience': context });
    expect(planned.assessment().options).toEqual({
      strictness: 'exhaustive',
      failOn: 'warning',
      undetermined: 'ignore',
      rules: TABLE_RULES,
      pack: 'ResilienceChecks',
      region: 'eu-west-1',
      parameters: { Kind: 'prod' },
      asOf: '2026-01-31',
      packs: [
        {
          strictness: 'exhaustive',
          failOn: 'warning',
          undetermined: 'ignore',
          rules: TABLE_RULES,
          pack: 'ResilienceChecks',
        },
      ],
    });
  });

  it('of the context that are not understood close the gate, and say so', () => {
    const planned = new PlannedApp({ sound: ['Data'] }, { 'cdk-resilience': { strictnes: 'essential' } });
    expect(planned.synth()).toContain("context 'cdk-resilience' (cdk.json): 'strictnes' is not known.");
    expect(planned.document?.assessments).toMatchObject([
      { application: 'App', gate: 'closed', gateReasons: ['1 failure of the tool itself'] },
    ]);
  });

  it('take parameters from the context', () => {
    const context = { 'cdk-resilience': { parameters: { Recovery: 'false' } } };
    expect(findings(new PlannedApp({ open: ['Data'] }, context).assessment())).toEqual([
      'error DynamoDbPitr Data/Open/Resource',
    ]);
    context['cdk-resilience'].parameters.Recovery = 'true';
    expect(findings(new PlannedApp({ open: ['Data'] }, context).assessment())).toEqual([]);
  });

  it('verbose names what else has a part in a finding', () => {
    const planned = (verbose: boolean): string => {
      const packs = [{ options: { verbose, rules: ['OwnTable'] }, own: ['OwnTable'] }];
      return new PlannedApp({ sound: ['A', 'B'], packs }).synth() ?? '';
    };
    expect(planned(true)).toContain('There is a table. The tests need it. Together with B/Sound/Resource.');
    expect(planned(false)).not.toContain('Together');
  });

  it('writeSuppressionsToCloudFormation leaves acknowledgements in the template', () => {
    const metadata = (writeSuppressionsToCloudFormation: boolean): unknown => {
      const { app } = new PlannedApp({
        fragile: ['Data'],
        acknowledge: [['Data', 'Resilience::DynamoDbPitr']],
        packs: [{ options: { writeSuppressionsToCloudFormation } }],
      });
      const template = app.synth().getStackArtifact('Data').template as {
        Resources: Record<string, { Metadata?: object }>;
      };
      return (Object.values(template.Resources)[0]?.Metadata as { cdk_nag?: unknown } | undefined)?.cdk_nag;
    };
    expect(metadata(true)).toEqual({
      rules_to_suppress: [{ id: 'Resilience::DynamoDbPitr', reason: 'reason of Data' }],
    });
    expect(metadata(false)).toBeUndefined();
  });
});

describe('own rules', () => {
  it("are judged with the pack's, read values as the pack's do, and are recorded", () => {
    const planned = new PlannedApp({
      fragile: ['Data'],
      open: ['Data'],
      packs: [{ own: ['OwnTable', 'OwnRecovery'] }],
    });
    const assessment = planned.assessment();
    expect(findings(assessment)).toEqual([
      'error DynamoDbPitr Data/Fragile/Resource',
      'error OwnRecovery Data/Fragile/Resource',
      'error OwnTable Data/Fragile/Resource',
      'error OwnTable Data/Open/Resource',
      'warning DynamoDbDeletionProtection Data/Fragile/Resource',
    ]);
    expect(assessment.undetermined).toMatchObject([
      { ruleId: 'DynamoDbPitr', logicalId: 'Open2F4367FD' },
      { ruleId: 'OwnRecovery', logicalId: 'Open2F4367FD', because: "parameter 'Recovery' has no default" },
    ]);
    expect(assessment.customRules).toEqual(['OwnTable', 'OwnRecovery']);
  });

  it('that fail close the gate, at the resource', () => {
    const assessment = new PlannedApp({
      sound: ['Data'],
      packs: [{ own: ['OwnCrash'], options: { failOn: 'never' as never } }],
    }).assessment();
    expect(assessment).toMatchObject({ gate: 'closed', gateReasons: ['1 failure of the tool itself'] });
    expect(assessment.findings).toMatchObject([
      {
        ruleId: 'InternalError',
        severity: 'fatal',
        constructPath: 'Data/Sound/Resource',
        message: 'Rule OwnCrash failed: the rule of the team is broken',
      },
    ]);
  });
});

describe('the assessment in the cloud assembly', () => {
  it('is written when nothing is found', () => {
    const assessment = new PlannedApp({ sound: ['Data', 'Data/Nested'] }).assessment();
    expect(assessment).toMatchObject({
      gate: 'open',
      gateReasons: [],
      findings: [],
      summary: { stacks: 2, rules: 2, errors: 0, warnings: 0 },
      templates: [
        { stack: 'Data', templatePath: 'Data.template.json', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
        {
          stack: expect.stringMatching(/^Data\/Nested/),
          templatePath: expect.stringMatching(/\.nested\.template\.json$/),
        },
      ],
    });
  });

  it('is the union of what the packs say', () => {
    const packs: Plan['packs'] = [
      { pack: 'DisasterRecoveryChecks', options: { rules: ['DynamoDbPitr'] } },
      { pack: 'OperationalReadinessChecks', options: { rules: ['DynamoDbDeletionProtection'] }, own: ['OwnTable'] },
    ];
    const planned = new PlannedApp({ fragile: ['Data', 'Prod/Data'], packs });
    expect(findings(planned.assessment())).toEqual(FRAGILE('Data'));
    expect(findings(planned.assessment('Prod'))).toEqual(FRAGILE('Prod/Data'));
    expect(planned.assessment()).toMatchObject({
      gateReasons: ['1 open error'],
      summary: { rules: 2 },
      customRules: ['OwnTable'],
      options: { packs: [{ pack: 'DisasterRecoveryChecks' }, { pack: 'OperationalReadinessChecks' }] },
    });
  });

  it('holds the worst severity, and each finding once', () => {
    const packs: Plan['packs'] = [{}, { options: { tier: 'MISSION_CRITICAL' as never } }];
    const assessment = new PlannedApp({ fragile: ['Data'], packs }).assessment();
    expect(findings(assessment)).toEqual([
      'error DynamoDbDeletionProtection Data/Fragile/Resource',
      'error DynamoDbPitr Data/Fragile/Resource',
    ]);
    expect(assessment.gateReasons).toEqual(['2 open errors']);
  });

  it('says which look-ups are missing, and nothing of values that stand in for them', () => {
    const packs = [{ options: { rules: ['AsgMultiAz'], undetermined: 'fail' as never } }];
    const planned = new PlannedApp({ lookup: 'Data', packs });
    const assessment = planned.assessment();
    expect(assessment).toMatchObject({
      gate: 'closed',
      gateReasons: ['1 undetermined verdict'],
      findings: [],
      missingContext: ['availability-zones:account=111122223333:region=eu-west-1'],
      undetermined: [{ ruleId: 'AsgMultiAz', logicalId: 'Instances' }],
    });
    expect(planned.synth()).toContain('AsgMultiAz cannot be decided');
  });

  it('lists what is accepted, where and why', () => {
    const planned = new PlannedApp({
      fragile: ['Data', 'Prod/Group/Data'],
      acknowledge: [
        ['', 'Resilience::DynamoDbPitr'],
        ['Data/Fragile', 'Resilience::DynamoDbPitr'],
        ['Prod/Group', 'Resilience::DynamoDbDeletionProtection'],
        ['Data', 'Other::DynamoDbDeletionProtection'],
      ],
    });
    const short = (name: string): unknown[] => {
      return planned
        .assessment(name)
        .acceptances.map(({ ruleId, scope, reason, owner, expires, findings: { length } }) => {
          return [ruleId, scope, reason, owner, expires, length];
        });
    };
    expect(short('App')).toEqual([
      ['DynamoDbPitr', 'Data/Fragile', 'reason of Data/Fragile', 'not stated', 'not stated', 1],
      ['DynamoDbPitr', '', 'reason of ', 'not stated', 'not stated', 0],
    ]);
    expect(short('Prod')).toEqual([
      ['DynamoDbPitr', '', 'reason of ', 'not stated', 'not stated', 1],
      ['DynamoDbDeletionProtection', 'Prod/Group', 'reason of Prod/Group', 'not stated', 'not stated', 1],
    ]);
  });

  it('replaces what an earlier synthesis left, also where CDK lets plugins change no file', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'again-'));
    expect(new PlannedApp({ fragile: ['Data'] }, {}, outdir).assessment().gate).toBe('closed');
    const again = new PlannedApp({ sound: ['Data'] }, {}, outdir);
    expect(again.synth()).toBeUndefined();
    expect(again.assessment().gate).toBe('open');
    // An app without stacks is not judged, and what was said before is not said of it.
    const empty = new PlannedApp({}, {}, outdir);
    expect(empty.synth()).toBeUndefined();
    expect(empty.document).toBeUndefined();
  });
});

describe('a synthesis', () => {
  it('is judged anew each time', () => {
    const planned = new PlannedApp({ sound: ['Data'] });
    expect(planned.synth()).toBeUndefined();
    const stack = planned.app.node.findChild('Data') as Stack;
    new CfnParameter(stack, 'More');
    const table = stack.node.findChild('Sound').node.defaultChild as CfnTable;
    table.pointInTimeRecoverySpecification = undefined;
    expect(planned.synth()).toContain('DynamoDbPitr');
    expect(findings(planned.assessment())).toEqual(['error DynamoDbPitr Data/Sound/Resource']);
  });

  it('is not taken for the one before by a pack that was added, however the others are called', () => {
    const planned = new PlannedApp({ sound: ['Prod/Data'] });
    expect(planned.synth()).toBeUndefined();
    const stage = planned.app.node.findChild('Prod') as Stage;
    const table = stage.node.findChild('Data').node.findChild('Sound').node.defaultChild as CfnTable;
    table.deletionProtectionEnabled = false;
    // CDK calls the packs of Stages before those of the App.
    const rules = ['DynamoDbDeletionProtection'];
    Validations.of(stage).addPlugins(new policies.ResilienceChecks(stage, { rules, failOn: policies.FailOn.WARNING }));
    stage.synth({ force: true });
    expect(planned.synth()).toContain('DynamoDbDeletionProtection');
    expect(planned.assessment('Prod').gate).toBe('closed');
  });

  it('by a pack of a Stage covers the Stage alone', () => {
    const planned = new PlannedApp({ fragile: ['Data', 'Prod/Data'], packs: [{ on: 'Prod' }] });
    expect(planned.synth()).toContain('Prod/Data/Fragile/Resource');
    expect(planned.document?.assessments.map(({ application }) => application)).toEqual(['Prod']);
  });
});

describe('validate', () => {
  it('lets nothing escape: CDK takes a plugin that throws for a clean one', () => {
    const report = new policies.ResilienceChecks().validate({} as IPolicyValidationContext);
    expect(report.success).toBe(false);
    expect(lines(report)).toEqual(['fatal InternalError']);
  });

  it('fails for a template that is not in the assembly', () => {
    const { app, packs } = new PlannedApp({ sound: ['Data'] });
    const context = contextOf(app);
    const [own] = context.stackTemplates;
    const stackTemplates = [own!, { ...own!, templatePath: '/elsewhere/Other.template.json' }];
    const report = packs[0]!.validate({ ...context, stackTemplates });
    expect(report.success).toBe(false);
    expect(report.violations.map(({ description }) => description)).toEqual([
      '/elsewhere/Other.template.json is not in the cloud assembly',
    ]);
  });

  it('tells CDK the place, the fix and where to read on', () => {
    const { app, packs } = new PlannedApp({
      fragile: ['Data/Nested'],
      packs: [{ options: { rules: ['DynamoDbPitr'], failOn: 'never' as never } }],
    });
    const context = contextOf(app);
    const { violations } = packs[0]!.validate(context);
    const rule = RULES.find(({ id }) => id === 'DynamoDbPitr')!;
    const nested = (app.node.findChild('Data').node.findChild('Nested') as Stack).templateFile;
    expect(violations).toEqual([
      {
        ruleName: 'DynamoDbPitr',
        description: `${rule.title}. ${rule.why}`,
        fix: `${rule.fix}\n${rule.docs}`,
        severity: 'warning',
        ruleMetadata: {
          category: rule.category,
          disruptions: 'software',
          docs: rule.docs,
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
        violatingResources: [
          {
            constructPath: 'Data/Nested/Fragile/Resource',
            resourceLogicalId: 'Fragile34A28CD5',
            templatePath: join(app.outdir, nested),
            locations: ['Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'],
          },
        ],
      },
    ]);
  });

  it('names what closes the gate of a Stage, and no more than ten of it', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `Prod/S${String(i).padStart(2, '0')}`);
    const planned = new PlannedApp({ fragile: ids });
    const said = planned.synth() ?? '';
    expect(said).toContain('12 open errors in Stage Prod:\n   DynamoDbPitr at Prod/S00/Fragile/Resource (');
    expect(said).toContain('DynamoDbPitr at Prod/S09/Fragile/Resource (');
    expect(said).not.toContain('DynamoDbPitr at Prod/S10/Fragile/Resource (');
    expect(said).toContain('\n   and 2 more');
  });
});

describe('validateScope', () => {
  const plan: Plan = { fragile: ['Data', 'Data/Nested', 'Prod/Data', 'Prod/Other'], sound: ['Data'] };

  it.each<[string, readonly string[]]>([
    ['', ['Data', 'Data/Nested', 'Prod/Data', 'Prod/Other']],
    ['Data', ['Data', 'Data/Nested']],
    ['Data/Nested', ['Data/Nested']],
    ['Data/Fragile', ['Data']],
    ['Data/Sound', []],
    ['Prod', ['Prod/Data', 'Prod/Other']],
    ['Prod/Other/Fragile/Resource', ['Prod/Other']],
  ])('judges %p alone', (path, expected) => {
    const { app, packs } = new PlannedApp(plan);
    const scope = path
      .split('/')
      .reduce<Construct>((at, id) => (id === '' ? at : (at.node.findChild(id) as Construct)), app);
    const report = packs[0]!.validateScope(scope);
    expect(lines(report)).toEqual(expected.flatMap(FRAGILE).sort());
    expect(report).toMatchObject({ success: expected.length === 0, pluginVersion: VERSION });
  });

  it('judges with a pack that is not registered, and leaves nothing in the assembly', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'app-')) });
    const db = new CfnDBInstance(new Stack(app, 'Data'), 'Db', { engine: 'postgres' });
    const pack = new policies.SinglePointOfFailureChecks(undefined, { rules: ['RdsMultiAz'] });
    expect(lines(pack.validateScope(db))).toEqual(['error RdsMultiAz Data/Db']);
    expect(existsSync(join(app.outdir, 'resilience-assessment.json'))).toBe(false);
    // What is mended is judged as mended: nothing is kept from call to call, by this pack or by another.
    db.multiAz = true;
    expect(new policies.ResilienceChecks(undefined, { rules: ['RdsMultiAz'] }).validateScope(app)).toMatchObject({
      success: true,
      violations: [],
    });
    expect(pack.validateScope(app)).toMatchObject({ success: true, violations: [] });
    db.multiAz = false;
    expect(pack.validateScope(app).success).toBe(false);
    Validations.of(app).addPlugins(new policies.ResilienceChecks(app, { rules: ['RdsMultiAz'] }));
    expect(() => app.synth()).toThrow('RdsMultiAz');
  });

  it('leaves the gate of a later synthesis closed, which takes what has changed since', () => {
    const { app, packs } = new PlannedApp({ sound: ['Prod/Data', 'Prod/Dev/Data'] });
    for (const path of ['Prod', 'Prod/Dev']) {
      const stage = path.split('/').reduce<Construct>((at, id) => at.node.findChild(id) as Construct, app);
      expect(packs[0]!.validateScope(stage).success).toBe(true);
      const table = stage.node.findChild('Data').node.findChild('Sound').node.defaultChild as CfnTable;
      table.pointInTimeRecoverySpecification = undefined;
      expect(lines(packs[0]!.validateScope(table))).toEqual([`error DynamoDbPitr ${path}/Data/Sound/Resource`]);
      expect(() => app.synth()).toThrow(`DynamoDbPitr at ${path}/Data/Sound/Resource`);
      table.pointInTimeRecoverySpecification = { pointInTimeRecoveryEnabled: true };
    }
    packs[0]!.validateScope(app);
    expect(() => app.synth()).not.toThrow();
    expect(Object.hasOwn(app, 'synth')).toBe(false);
  });

  it('leaves out what is accepted, and counts what the options make of the undetermined', () => {
    const acknowledge: Plan['acknowledge'] = [['Data', 'Resilience::DynamoDbPitr']];
    const { app, packs } = new PlannedApp({
      fragile: ['Data'],
      open: ['Data', 'Other'],
      acknowledge,
      packs: [{ options: { undetermined: 'fail' as never } }],
    });
    expect(lines(packs[0]!.validateScope(app))).toEqual([
      'error DynamoDbPitr Other/Open/Resource',
      'warning DynamoDbDeletionProtection Data/Fragile/Resource',
    ]);
  });

  it('says so when a rule fails', () => {
    const { app, packs } = new PlannedApp({ sound: ['Data'], packs: [{ own: ['OwnCrash'] }] });
    const report = packs[0]!.validateScope(app.node.findChild('Data'));
    expect(lines(report)).toEqual(['fatal InternalError Data/Sound/Resource']);
    expect(report.success).toBe(false);
  });

  it('refuses a scope that is in no App', () => {
    class Root extends Construct {
      constructor() {
        super(undefined as never, 'Root');
      }
    }
    const pack = new policies.ResilienceChecks();
    expect(() => pack.validateScope(new Root())).toThrow(
      new Error("ResilienceChecks: 'Root' is in no App, so there is nothing to judge"),
    );
  });

  it('does not judge what cannot be synthesized', () => {
    const { app, packs } = new PlannedApp({ sound: ['Data'] });
    packs[0]!.validateScope(app);
    app.node.addValidation({ validate: () => ['it is not finished'] });
    expect(() => packs[0]!.validateScope(app)).toThrow('it is not finished');
  });
});
