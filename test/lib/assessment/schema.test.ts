import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import ts from 'typescript';
import { assess } from '../../../lib/assessment/assess';
import schema from '../../../lib/assessment/assessment.schema.json';
import { FAIL_ON, type Assessment, type RunOptions } from '../../../lib/assessment/document';
import { documentOf } from '../../../lib/assessment/document-file';
import { failedAssessment } from '../../../lib/assessment/failure';
import { SCHEMA_VERSION } from '../../../lib/assessment/version';
import { defineRule, type RuleSpec } from '../../../lib/engine/rule';
import { compliant, nonCompliant } from '../../../lib/engine/verdict';
import {
  CATEGORIES,
  DISRUPTIONS,
  SEVERITIES,
  STRICTNESSES,
  UNDETERMINED_POLICIES,
} from '../../../lib/engine/vocabulary';
import { CRITICALITIES } from '../../../lib/intent/schema/external-dependency';
import { RECOVERY_APPROACHES } from '../../../lib/intent/schema/policy';
import { TIERS } from '../../../lib/intent/schema/tier';
import { Application } from '../../../lib/model/application';

const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);

/** What is wrong with a document: places and rules of the schema. */
function faultsOf(document: unknown): string[] {
  // What is written to a file is what counts: there, what is undefined is absent.
  validate(JSON.parse(JSON.stringify(document)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const rule = (id: string, fields: Partial<RuleSpec>): ReturnType<typeof defineRule> =>
  defineRule({
    id,
    appliesTo: 'AWS::SQS::Queue',
    category: 'EXCESSIVE_LOAD',
    disruptions: ['software'],
    severity: 'error',
    strictness: 'essential',
    title: 'It is wrong',
    why: 'It fails.',
    fix: 'Mend it.',
    wellArchitected: [],
    equivalents: [],
    docs: 'https://docs.aws.amazon.com/',
    examples: { noncompliant: {}, compliant: {} },
    check: () => compliant,
    ...fields,
  } as RuleSpec);

const RULES = [
  rule('Delay', { check: (queue) => (queue.number('DelaySeconds') === 9 ? nonCompliant('DelaySeconds') : compliant) }),
  rule('Related', {
    severity: 'warning',
    strictness: 'recommended',
    check: (_, application) =>
      nonCompliant(undefined, { detail: 'Both.', related: application.resources('AWS::SQS::Queue') }),
  }),
  rule('OnStack', {
    appliesTo: 'application',
    check: () => ({ kind: 'non-compliant', stack: 'Orders' }),
  } as Partial<RuleSpec>),
  rule('Crash', {
    check: () => {
      throw new Error('no such thing');
    },
  }),
];

const OPTIONS: RunOptions = { strictness: 'recommended', failOn: 'error', undetermined: 'warn', tier: 'CRITICAL' };

const INTENT = {
  policy: {
    tier: 'CRITICAL',
    availability: 99.95,
    software: { rto: 'PT2H', rpo: 900 },
    infrastructure: { rto: 'PT1M', rpo: 0 },
    az: { rto: 'PT15M', rpo: 'PT1M' },
    region: { rto: 'PT1H', rpo: 'PT15M' },
    recoveryApproach: 'WARM_STANDBY',
  },
  externalDependencies: [
    { name: 'Clearing', availability: 99.5, criticality: 'SOFT', timeout: 'PT2S', fallback: 'Queue it.' },
  ],
  journeys: [
    {
      name: 'Place an order',
      owner: 'orders',
      entryPoints: ['One'],
      baseline: 20,
      surgeFactor: 4,
      surgeDuration: 'PT30M',
      dependsOn: ['Two', { on: 'Clearing', criticality: 'SOFT' }],
      exclude: ['Two'],
    },
  ],
  acceptances: [{ rule: 'Related', reason: 'Known.', owner: 'ops', expires: '2026-11-25', path: 'Nowhere' }],
};

function judged(rules = RULES): Assessment {
  const application = new Application({
    name: 'App',
    asOf: '2026-11-23',
    missingContext: ['vpc-provider:x'],
    stacks: [
      {
        id: 'Orders',
        constructPath: 'Orders',
        templatePath: 'Orders.template.json',
        digest: 'a'.repeat(64),
        constructPaths: new Map([['One', 'Orders/One/Resource']]),
        template: {
          Metadata: { 'cdk-resilience': INTENT },
          Parameters: { Delay: { Type: 'Number' }, Env: { Type: 'String' } },
          Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
          Resources: {
            One: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::If': ['IsProd', 0, 9] } } },
            Two: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { Ref: 'Delay' } } },
            Three: 'not an object',
          },
        },
      },
    ],
  });
  const terms = { reason: 'Known.', owner: 'ops', expires: '2027-03-31' };
  return assess(application, {
    runs: [{ rules, options: { ...OPTIONS, breakGlass: 'The release cannot wait.' } }],
    options: {
      ...OPTIONS,
      breakGlass: 'The release cannot wait.',
      asOf: '2026-11-23',
      parameters: { Unused: 'x' },
      region: 'eu-west-1',
      account: '111122223333',
      packs: [{ ...OPTIONS, pack: 'Pack', rules: ['Delay'], except: ['Crash'], severities: { Delay: 'info' } }],
      overridden: ['tier'],
    },
    knownRules: new Set(RULES.map(({ id }) => id)),
    customRules: ['Delay'],
    acceptances: [
      { form: 'acceptance', ruleId: 'Related', scope: 'Orders', path: 'One', ...terms },
      {
        form: 'acknowledgement',
        ruleId: 'NoSuchRule',
        scope: '',
        reason: '',
        owner: 'not stated',
        expires: 'not stated',
      },
    ],
    source: 'cdk.out',
  });
}

test('the document of a judged application is valid, and shows all that a document can', () => {
  const assessment = judged();
  expect(faultsOf(documentOf([assessment]))).toEqual([]);
  const seen = assessment.findings.map(({ ruleId, status, severity, logicalId, condition }) =>
    [ruleId, status, severity, logicalId, condition].join(' ').trim(),
  );
  expect(seen.sort()).toEqual([
    'AcceptanceUnused open info',
    'BreakGlass open warning',
    'Delay open error One IsProd is false',
    'InternalError open fatal One',
    'InternalError open fatal Two',
    'OnStack open error',
    'Related accepted warning One',
    'Related open warning Two',
    'UnknownRule open error',
  ]);
  expect(assessment.undetermined.map(({ ruleId, logicalId }) => `${ruleId} ${logicalId}`)).toEqual(['Delay Two']);
  expect(assessment.skipped.map(({ logicalId }) => logicalId)).toEqual(['Three']);
});

test.each([
  ['nothing', []],
  ['an application without findings', [judged([])]],
  ['an application that could not be judged', [failedAssessment('App', new Error('cannot be read'))]],
])('valid: %s', (_, assessments) => expect(faultsOf(documentOf(assessments))).toEqual([]));

test('what a later version adds is let through', () => {
  expect(faultsOf({ ...documentOf([{ ...judged(), simulations: [] } as Assessment]), schemaVersion: '1.7' })).toEqual(
    [],
  );
});

/** A document as it is read from a file, to be damaged. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Damaged = any;
const finding = (document: Damaged, ruleId: string): Damaged =>
  document.assessments[0].findings.find((each: Damaged) => each.ruleId === ruleId);

const accepted = (document: Damaged): Damaged =>
  document.assessments[0].findings.find((each: Damaged) => each.status === 'accepted');

test.each<[what: string, damage: (document: Damaged) => void, fault: string]>([
  ['another version', (d) => (d.schemaVersion = '2.0'), '/schemaVersion must match pattern "^1\\.\\d+$"'],
  ['another tool', (d) => (d.tool.name = 'x'), '/tool/name must be equal to constant'],
  ['no assessments', (d) => delete d.assessments, " must have required property 'assessments'"],
  ['no findings', (d) => delete d.assessments[0].findings, "/assessments/0 must have required property 'findings'"],
  ['no options', (d) => delete d.assessments[0].options, "/assessments/0 must have required property 'options'"],
  ['no day', (d) => delete d.assessments[0].options.asOf, "/assessments/0/options must have required property 'asOf'"],
  [
    'no strictness',
    (d) => delete d.assessments[0].options.strictness,
    "/assessments/0/options must have required property 'strictness'",
  ],
  [
    'a gate ajar',
    (d) => (d.assessments[0].gate = 'ajar'),
    '/assessments/0/gate must be equal to one of the allowed values',
  ],
  [
    'an open gate with reasons',
    (d) => (d.assessments[0].gate = 'open'),
    '/assessments/0/gateReasons must NOT have more than 0 items',
  ],
  [
    'a closed gate without',
    (d) => (d.assessments[0].gateReasons = []),
    '/assessments/0/gateReasons must NOT have fewer than 1 items',
  ],
  ['half a finding', (d) => (d.assessments[0].summary.errors = 0.5), '/assessments/0/summary/errors must be integer'],
  ['a count as text', (d) => (d.assessments[0].summary.rules = '3'), '/assessments/0/summary/rules must be integer'],
  [
    'an unknown tier',
    (d) => (d.assessments[0].options.tier = 'GOLD'),
    '/assessments/0/options/tier must be equal to one of the allowed values',
  ],
  [
    'an unknown severity of a rule',
    (d) => (d.assessments[0].options.packs[0].severities.Delay = 'high'),
    '/assessments/0/options/packs/0/severities/Delay must be equal to one of the allowed values',
  ],
  [
    'a rule id with a space',
    (d) => (finding(d, 'Delay').ruleId = 'De lay'),
    'ruleId must match pattern "^[A-Z][A-Za-z0-9]+$"',
  ],
  [
    'a short fingerprint',
    (d) => (finding(d, 'Delay').fingerprint = 'abc'),
    'fingerprint must match pattern "^[0-9a-f]{16}$"',
  ],
  [
    'a status in between',
    (d) => (finding(d, 'Delay').status = 'muted'),
    'status must be equal to one of the allowed values',
  ],
  [
    'an unknown severity',
    (d) => (finding(d, 'Delay').severity = 'HIGH'),
    'severity must be equal to one of the allowed values',
  ],
  [
    'an unknown category',
    (d) => (finding(d, 'Delay').category = 'SPOF'),
    'category must be equal to one of the allowed values',
  ],
  [
    'an unknown disruption',
    (d) => (finding(d, 'Delay').disruptions = ['fire']),
    'disruptions/0 must be equal to one of the allowed values',
  ],
  ['no disruption', (d) => (finding(d, 'Delay').disruptions = []), 'disruptions must NOT have fewer than 1 items'],
  ['no path', (d) => delete finding(d, 'Delay').path, "must have required property 'path'"],
  [
    'an address that is none',
    (d) => (finding(d, 'Delay').docs = 'javascript:alert(1)'),
    'docs must match pattern "^https://"',
  ],
  ['accepted by nobody', (d) => delete accepted(d).acceptance, "must have required property 'acceptance'"],
  ['open, though accepted', (d) => (accepted(d).status = 'open'), 'acceptance boolean schema is false'],
  [
    'a failure that is accepted',
    (d) => (finding(d, 'InternalError').status = 'accepted'),
    'status must be equal to constant',
  ],
  [
    'an expiry in words',
    (d) => (d.assessments[0].acceptances[0].expires = 'soon'),
    '/assessments/0/acceptances/0/expires must match a schema in anyOf',
  ],
  [
    'a journey that begins nowhere',
    (d) => (d.assessments[0].journeys[0].entryPoints = []),
    '/assessments/0/journeys/0/entryPoints must NOT have fewer than 1 items',
  ],
  [
    'a target without data loss',
    (d) => delete d.assessments[0].journeys[0].policy.az.rpo,
    "/assessments/0/journeys/0/policy/az must have required property 'rpo'",
  ],
  [
    'a dependency that is neither hard nor soft',
    (d) => (d.assessments[0].externalDependencies[0].criticality = 'FIRM'),
    '/assessments/0/externalDependencies/0/criticality must be equal to one of the allowed values',
  ],
  [
    'undetermined for no reason',
    (d) => delete d.assessments[0].undetermined[0].because,
    "/assessments/0/undetermined/0 must have required property 'because'",
  ],
  [
    'left out for no reason',
    (d) => delete d.assessments[0].skipped[0].because,
    "/assessments/0/skipped/0 must have required property 'because'",
  ],
  [
    'a short digest',
    (d) => (d.assessments[0].templates[0].digest = 'abc'),
    '/assessments/0/templates/0/digest must match pattern "^[0-9a-f]{64}$"',
  ],
])('not valid: %s', (_, damage, fault) => {
  const document: Damaged = JSON.parse(JSON.stringify(documentOf([judged()])));
  damage(document);
  expect(faultsOf(document).map((said) => said.endsWith(fault))).toContain(true);
});

describe('the schema and the types agree', () => {
  test('on the version', () => {
    expect(schema.$id).toMatch(new RegExp(`/assessment-${SCHEMA_VERSION}\\.json$`));
    expect(SCHEMA_VERSION).toMatch(new RegExp(schema.properties.schemaVersion.pattern));
  });

  test.each([
    ['Severity', SEVERITIES],
    ['Category', CATEGORIES],
    ['Disruption', DISRUPTIONS],
    ['Strictness', STRICTNESSES],
    ['UndeterminedPolicy', UNDETERMINED_POLICIES],
    ['FailOn', FAIL_ON],
    ['TierName', TIERS],
    ['RecoveryApproachName', RECOVERY_APPROACHES],
    ['CriticalityName', CRITICALITIES],
  ] as const)('on the values of %s', (name, values) => expect(schema.$defs[name].enum).toEqual(values));

  interface Shape {
    readonly properties: { readonly [name: string]: { readonly enum?: readonly string[] } };
    readonly required?: readonly string[];
  }
  const file = join(__dirname, '../../../lib/assessment/document.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  const shapes = { ...schema.$defs, AssessmentDocument: schema } as unknown as { readonly [name: string]: Shape };

  test.each(interfaces.map((each) => [each.name.text, each] as const))('on what %s has', (name, declared) => {
    const members = declared.members.filter(ts.isPropertySignature);
    const named = members.map((member) => [member.name.getText(), member] as const);
    const shape = shapes[name];
    expect(Object.keys(shape?.properties ?? {}).sort()).toEqual(named.map(([key]) => key).sort());
    const required = named.filter(([, { questionToken }]) => questionToken === undefined).map(([key]) => key);
    expect([...(shape?.required ?? [])].sort()).toEqual(required.sort());
    for (const [key, { type }] of named) {
      if (type === undefined || !ts.isUnionTypeNode(type)) continue;
      expect(shape?.properties[key]?.enum?.map((value) => `'${value}'`)).toEqual(
        type.types.map((each) => each.getText()),
      );
    }
  });
});
