import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations, aws_dynamodb as dynamodb, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { judge } from '../../../bin/judge';
import type { Configuration } from '../../../lib/assessment/configuration';
import { ASSESSMENT_FILE, type Assessment, type AssessmentDocument } from '../../../lib/assessment/document';
import { ResilienceRule } from '../../../lib/engine/resilience-rule';
import { defineRule } from '../../../lib/engine/rule';
import { compliant, nonCompliant } from '../../../lib/engine/verdict';
import { CustomerJourney } from '../../../lib/intent/customer-journey';
import { DependencyCriticality } from '../../../lib/intent/dependency-criticality';
import { ExternalDependency } from '../../../lib/intent/external-dependency';
import { ResiliencyPolicy } from '../../../lib/intent/resiliency-policy';
import { RiskAcceptance, type RiskAcceptanceProps } from '../../../lib/intent/risk-acceptance';
import { Tier } from '../../../lib/intent/tier';
import type { ResiliencePackProps } from '../../../policies/packs/options';
import { ResilienceChecks, SinglePointOfFailureChecks } from '../../../policies/packs/packs';

const TODAY = '2026-11-23';
const RULES = ['SqsDeadLetterQueue', 'DynamoDbPitr', 'DynamoDbDeletionProtection'];

const accept = (scope: Construct, rule: string, expires: string, more: Partial<RiskAcceptanceProps> = {}): void =>
  RiskAcceptance.of(scope).accept({ rule, expires, reason: 'Known', owner: 'orders', ...more });

const table = (scope: Construct, id: string): dynamodb.CfnTable =>
  new dynamodb.CfnTable(scope, id, {
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    billingMode: 'PAY_PER_REQUEST',
    deletionProtectionEnabled: true,
  });

/** An App with a stack of its own, and a Stage whose stack nests another. */
function brokerage(asOf = TODAY, props: ResiliencePackProps = {}) {
  const app = new App({ context: { 'cdk-resilience': { asOf } }, outdir: mkdtempSync(join(tmpdir(), 'acceptances-')) });
  const packProps = { rules: RULES, ...props };
  Validations.of(app).addPlugins(new ResilienceChecks(app, packProps));
  const core = new Stack(app, 'Core');
  const prod = new Stage(app, 'Prod');
  const data = new Stack(prod, 'Data');
  const nested = new NestedStack(data, 'Nested');
  const group = new Construct(data, 'Group');
  return {
    app,
    core,
    prod,
    data,
    nested,
    inbox: new sqs.Queue(core, 'Inbox'),
    ledger: table(core, 'Ledger'),
    orders: new sqs.Queue(group, 'Orders'),
    sessions: table(data, 'Sessions'),
    replies: new sqs.Queue(nested, 'Replies'),
  };
}

interface Judged {
  readonly assessments: readonly Assessment[];
  /** What CDK suppressed: rule, construct and reason. */
  readonly suppressed: readonly string[];
  /** What CDK reports: severity, rule and construct. */
  readonly reported: readonly string[];
  readonly isSynthesized: boolean;
}

/** Synthesizes in this process, where CDK throws when the gate is closed. */
function synthesized(app: App): Judged {
  let isSynthesized = true;
  try {
    app.synth({ force: true });
  } catch {
    isSynthesized = false;
  }
  const read = (file: string) => JSON.parse(readFileSync(join(app.outdir, file), 'utf8'));
  interface Told {
    readonly ruleName: string;
    readonly severity: string;
    readonly reason?: string;
    readonly violatingConstructs: readonly { readonly constructPath?: string }[];
  }
  const own = (
    read('validation-report.json').pluginReports as {
      pluginName: string;
      violations?: Told[];
      suppressedViolations?: Told[];
    }[]
  ).filter(({ pluginName }) => pluginName === 'Resilience');
  const paths = ({ violatingConstructs }: Told): string =>
    violatingConstructs.map(({ constructPath = '' }) => constructPath).join();
  return {
    assessments: (read(ASSESSMENT_FILE) as AssessmentDocument).assessments,
    suppressed: own
      .flatMap(({ suppressedViolations = [] }) =>
        suppressedViolations.map((each) => `${each.ruleName} ${paths(each)}: ${each.reason}`),
      )
      .sort(),
    reported: own
      .flatMap(({ violations = [] }) => violations.map((each) => `${each.severity} ${each.ruleName} ${paths(each)}`))
      .sort(),
    isSynthesized,
  };
}

const checked = (path: string, flagged: Configuration = { asOf: TODAY }): Assessment[] =>
  judge([path], { configured: {}, flagged });

/** Status, severity, rule and place of findings. */
const statuses = (assessments: readonly Assessment[]): string[] =>
  assessments.flatMap(({ findings }) =>
    findings.map(
      ({ status, severity, ruleId, constructPath, stack }) =>
        `${status} ${severity} ${ruleId} ${constructPath ?? stack}`,
    ),
  );

/** What both gates must say alike. */
const essence = (assessments: readonly Assessment[]) =>
  JSON.parse(
    JSON.stringify(
      assessments.map(
        ({ application, gate, gateReasons, summary, findings, acceptances, journeys, externalDependencies }) => ({
          application,
          gate,
          gateReasons,
          summary,
          findings,
          acceptances,
          journeys,
          externalDependencies,
        }),
      ),
    ),
  );

describe('acceptances at every level', () => {
  const declared = (asOf?: string, props?: ResiliencePackProps) => {
    const { app, core, prod, data, inbox, ledger, orders, replies } = brokerage(asOf, props);
    accept(app, 'SqsDeadLetterQueue', '2027-03-31', { path: 'Prod/**/Replies', reason: 'Replies may be lost' });
    accept(prod, 'DynamoDbPitr', '2026-12-07', { path: 'Data/Sess*' });
    accept(core, 'DynamoDbPitr', '2026-11-22');
    accept(inbox, 'Resilience::SqsDeadLetterQueue', '2026-11-23');
    accept(orders, 'DynamoDbPitr', '2027-01-01');
    accept(app, 'DynamoDbDeletionProtection', '2027-01-01');
    accept(data, 'SqsDlqAlarm', '2027-01-01');
    accept(ledger, 'NoSuchRule', '2027-01-01');
    accept(replies, 'AcceptanceExpired', '2027-01-01');
    return app;
  };
  const app = declared();
  const synth = synthesized(app);

  test('in the assessment of the packs', () => {
    expect(statuses(synth.assessments)).toEqual([
      'open error AcceptanceExpired Core',
      'open error DynamoDbPitr Core/Ledger',
      'open error UnknownRule Core/Ledger',
      'open warning AcceptanceExpiring Core/Inbox',
      'open info AcceptanceUnused App',
      'accepted error SqsDeadLetterQueue Core/Inbox/Resource',
      'open error SqsDeadLetterQueue Prod/Data/Group/Orders/Resource',
      'open error UnknownRule Prod/Data/Nested/Replies',
      'open warning AcceptanceExpiring Prod',
      'open info AcceptanceUnused Prod/Data/Group/Orders',
      'accepted error SqsDeadLetterQueue Prod/Data/Nested/Replies/Resource',
      'accepted error DynamoDbPitr Prod/Data/Sessions',
    ]);
  });

  test('said in words', () => {
    const messages = synth.assessments
      .flatMap(({ findings }) => findings)
      .filter(({ ruleId }) => /^Accept|^Unknown/.test(ruleId));
    expect(messages.map(({ message }) => message)).toEqual([
      "'DynamoDbPitr' is accepted at Core, but no longer. Accepted by orders until 2026-11-22: Known. What it covered is open again.",
      "'NoSuchRule' is accepted at Core/Ledger, but there is no such rule, so nothing is accepted.",
      "'SqsDeadLetterQueue' is accepted at Core/Inbox; today is the last day. Accepted by orders until 2026-11-23: Known.",
      "'DynamoDbDeletionProtection' is accepted for the whole App, but the rule finds nothing there that is not accepted otherwise.",
      "'AcceptanceExpired' is accepted at Prod/Data/Nested/Replies, but nobody can accept that, so nothing is accepted.",
      "'DynamoDbPitr' is accepted at Prod below Data/Sess*; 14 days left. Accepted by orders until 2026-12-07: Known.",
      "'DynamoDbPitr' is accepted at Prod/Data/Group/Orders, but the rule finds nothing there that is not accepted otherwise.",
    ]);
  });

  test("in CDK's report: accepted ones suppressed with reason, owner and expiry, expired ones not", () => {
    expect(synth.isSynthesized).toBe(false);
    expect(synth.suppressed).toEqual([
      'DynamoDbPitr Prod/Data/Sessions: Known (owner orders, until 2026-12-07)',
      'SqsDeadLetterQueue Core/Inbox/Resource: Known (owner orders, until 2026-11-23)',
      'SqsDeadLetterQueue Prod/Data/Nested/Replies/Resource: Replies may be lost (owner orders, until 2027-03-31)',
    ]);
    expect(synth.reported).toEqual([
      'error DynamoDbPitr Core/Ledger',
      'error SqsDeadLetterQueue Prod/Data/Group/Orders/Resource',
      'fatal AcceptanceExpired Core',
      'fatal GateClosed ',
      'fatal UnknownRule Core/Ledger',
      'fatal UnknownRule Prod/Data/Nested/Replies',
      'info AcceptanceUnused ',
      'info AcceptanceUnused Prod/Data/Group/Orders',
      'warning AcceptanceExpiring Core/Inbox',
      'warning AcceptanceExpiring Prod',
    ]);
  });

  test('use and state stand beside each', () => {
    const acceptances = synth.assessments.flatMap((each) => each.acceptances);
    expect(
      acceptances.map(
        ({ ruleId, scope, state, use, findings }) => `${ruleId} ${scope} ${state} ${use} ${findings.length}`,
      ),
    ).toEqual([
      'SqsDeadLetterQueue  valid unused 0',
      'DynamoDbDeletionProtection  valid unused 0',
      'DynamoDbPitr Core expired used 0',
      'SqsDeadLetterQueue Core/Inbox expiring used 1',
      'NoSuchRule Core/Ledger valid unknown 0',
      'SqsDeadLetterQueue  valid used 1',
      'DynamoDbDeletionProtection  valid unused 0',
      'DynamoDbPitr Prod expiring used 1',
      'SqsDlqAlarm Prod/Data valid unknown 0',
      'AcceptanceExpired Prod/Data/Nested/Replies valid unknown 0',
      'DynamoDbPitr Prod/Data/Group/Orders valid unused 0',
    ]);
  });

  test('the command line says the same', () => {
    const cli = checked(app.outdir).map((each) => ({ ...each, source: undefined }));
    expect(essence(cli)).toEqual(essence(synth.assessments));
  });

  test('the same again when the App is synthesized anew', () => {
    const again = synthesized(app);
    expect(essence(again.assessments)).toEqual(essence(synth.assessments));
    expect(again.suppressed).toEqual(synth.suppressed);
    expect(essence(checked(app.outdir))).toEqual(essence(synth.assessments));
    // What was passed on to CDK as an acknowledgement is in the assembly now, and does not outlive the acceptance.
    expect(statuses(checked(app.outdir, { asOf: '2027-04-01' })).filter((line) => line.startsWith('accepted'))).toEqual(
      [],
    );
  });

  test.each([
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
    '2026-12-07',
    '2026-12-08',
    '2027-01-02',
    '2027-03-31',
    '2027-04-01',
  ])('and so on %s', (asOf) => {
    const app = declared(asOf);
    expect(essence(synthesized(app).assessments)).toEqual(essence(checked(app.outdir, { asOf })));
  });

  test('break-glass lets expired ones hold, for both', () => {
    const breakGlass = 'Hotfix INC-7';
    const broken = declared(TODAY, { breakGlass });
    const synth = synthesized(broken);
    expect(statuses(synth.assessments).filter((line) => /Ledger|BreakGlass|Expired/.test(line))).toEqual([
      'open error UnknownRule Core/Ledger',
      'open warning BreakGlass App',
      'accepted error DynamoDbPitr Core/Ledger',
      'open warning BreakGlass Prod',
    ]);
    expect(synth.assessments[0]!.options.breakGlass).toBe(breakGlass);
    expect(synth.assessments[0]!.findings.find(({ ruleId }) => ruleId === 'BreakGlass')!.message).toBe(
      '1 expired acceptance held. The reason given: Hotfix INC-7',
    );
    expect(synth.suppressed).toContain('DynamoDbPitr Core/Ledger: Known (owner orders, until 2026-11-22)');
    expect(essence(checked(broken.outdir))).toEqual(essence(synth.assessments));
    expect(essence(checked(app.outdir, { asOf: TODAY, breakGlass }))).toEqual(essence(synth.assessments));
  });
});

test('break-glass opens the gate, even where warnings close it', () => {
  const { app, core, prod, data } = brokerage(TODAY, { breakGlass: 'INC-7', failOn: 'warning' as never });
  for (const scope of [core, data]) {
    accept(scope, 'DynamoDbPitr', '2020-01-01');
    accept(scope, 'SqsDeadLetterQueue', '2020-01-01');
  }
  accept(prod, 'DynamoDbPitr', '2027-01-01');
  const synth = synthesized(app);
  expect(synth.isSynthesized).toBe(true);
  expect(synth.assessments.map(({ gate }) => gate)).toEqual(['open', 'open']);
  expect(synth.reported.filter((line) => !line.includes('AcceptanceUnused'))).toEqual(['warning BreakGlass ']);
  expect(essence(checked(app.outdir))).toEqual(essence(synth.assessments));
});

test('a valid acceptance further out holds where a nearer one has expired', () => {
  const { app, ledger, sessions } = brokerage();
  accept(app, 'DynamoDbPitr', '2027-01-01');
  accept(app, 'SqsDeadLetterQueue', '2027-01-01');
  for (const each of [ledger, sessions]) accept(each, 'DynamoDbPitr', '2026-01-01');
  const synth = synthesized(app);
  expect(synth.isSynthesized).toBe(true);
  expect(statuses(synth.assessments).filter((line) => line.startsWith('open'))).toEqual([
    'open info AcceptanceUnused Core/Ledger',
    'open info AcceptanceUnused Prod/Data/Sessions',
  ]);
  expect(essence(checked(app.outdir))).toEqual(essence(synth.assessments));
});

test("what a template's Metadata accepts reaches CDK too", () => {
  const { app, core, ledger, orders } = brokerage();
  accept(app, 'SqsDeadLetterQueue', '2027-01-01');
  accept(app, 'DynamoDbPitr', '2027-01-01', { path: 'Prod' });
  const acceptance = { rule: 'DynamoDbPitr', reason: 'Imported', owner: 'core', expires: '2027-01-01' };
  ledger.addMetadata('cdk-resilience', { acceptances: [acceptance] });
  const synth = synthesized(app);
  expect(synth.isSynthesized).toBe(true);
  expect(synth.suppressed).toContain('DynamoDbPitr Core/Ledger: Imported (owner core, until 2027-01-01)');
  expect(essence(checked(app.outdir))).toEqual(essence(synth.assessments));
  expect([core, orders].map(({ node }) => node.metadata.filter(({ type }) => type.includes('acknowledged')))).toEqual([
    [],
    [],
  ]);
});

test('a declaration that cannot be read closes the gate', () => {
  const { app, ledger } = brokerage();
  ledger.addMetadata('cdk-resilience', { acceptances: [{ rule: 'DynamoDbPitr' }] });
  const message =
    'Core.template.json: Resources.Ledger.Metadata.cdk-resilience.acceptances[0].expires must be a day of the calendar, YYYY-MM-DD';
  const synth = synthesized(app);
  expect(synth.reported).toEqual(['fatal InternalError ']);
  expect(synth.assessments[0]!.findings.map((each) => each.message)).toEqual([message]);
  expect(() => checked(app.outdir)).toThrow(message);
});

test("of a rule of one's own, whose findings the command line takes over", () => {
  const rule = defineRule({
    id: 'OwnQueueName',
    appliesTo: 'AWS::SQS::Queue',
    category: 'MISCONFIGURATION_AND_BUGS',
    disruptions: ['software'],
    severity: 'error',
    strictness: 'essential',
    title: 'The queue has no name',
    why: 'Nobody finds it.',
    fix: 'Name it.',
    wellArchitected: [],
    equivalents: [],
    docs: 'https://docs.aws.amazon.com/',
    examples: { noncompliant: {}, compliant: { QueueName: 'x' }, at: 'Properties.QueueName' },
    check: (queue) => (queue.has('QueueName') ? compliant : nonCompliant('QueueName')),
  });
  const { app, prod, inbox } = brokerage(TODAY, { customRules: [ResilienceRule.of(rule)], rules: ['OwnQueueName'] });
  accept(inbox, 'OwnQueueName', '2026-11-23');
  accept(prod, 'OwnQueueName', '2027-01-01');
  const synth = synthesized(app);
  expect(synth.isSynthesized).toBe(true);
  const found = (assessments: readonly Assessment[]) =>
    essence(assessments).map(({ gate, findings, acceptances }: Assessment) => ({ gate, findings, acceptances }));
  expect(found(checked(app.outdir))).toEqual(found(synth.assessments));
  expect(statuses(checked(app.outdir, { asOf: '2026-11-24' }))).toEqual([
    'open error AcceptanceExpired Core/Inbox',
    'open error OwnQueueName Core/Inbox/Resource',
    'accepted error OwnQueueName Prod/Data/Group/Orders/Resource',
    'accepted error OwnQueueName Prod/Data/Nested/Replies/Resource',
  ]);
});

test('several packs', () => {
  const { app, core } = brokerage();
  Validations.of(app).addPlugins(new SinglePointOfFailureChecks(app));
  accept(core, 'DynamoDbPitr', '2027-01-01');
  accept(app, 'SqsDeadLetterQueue', '2027-01-01');
  const synth = synthesized(app);
  expect(synth.reported).toEqual(['error DynamoDbPitr Prod/Data/Sessions', 'fatal GateClosed ']);
  expect(synth.suppressed).toHaveLength(4);
  expect(essence(checked(app.outdir))).toEqual(essence(synth.assessments));
});

test('journeys, external dependencies and policies', () => {
  const { app, core, prod, inbox, orders, sessions } = brokerage();
  ResiliencyPolicy.of(app).declare({ tier: Tier.IMPORTANT });
  const clearing = new ExternalDependency(app, 'Clearing', {
    availability: 99.5,
    criticality: DependencyCriticality.SOFT,
  });
  const journey = new CustomerJourney(app, 'Order', {
    journeyName: 'Place an order',
    owner: 'orders',
    entryPoints: [orders],
  });
  journey.dependsOn(clearing);
  journey.exclude(sessions);
  new CustomerJourney(core, 'Mail', {
    owner: 'service',
    entryPoints: [inbox],
    baseline: 2,
    surgeFactor: 3,
    policy: ResiliencyPolicy.preset(Tier.NON_CRITICAL),
  });
  ResiliencyPolicy.of(prod).declare({ tier: Tier.CRITICAL, availability: 99.95 });
  const { assessments } = synthesized(app);
  const day = 86_400;
  expect(assessments.map(({ application, journeys }) => [application, journeys])).toEqual([
    [
      'App',
      [
        {
          name: 'Mail',
          owner: 'service',
          scope: 'Core/Mail',
          policy: {
            tier: 'NON_CRITICAL',
            availability: 99,
            software: { rto: day, rpo: day },
            infrastructure: { rto: day, rpo: day },
            az: { rto: day, rpo: day },
            region: { rto: 3 * day, rpo: day },
            recoveryApproach: 'BACKUP_AND_RESTORE',
          },
          entryPoints: ['Core/Inbox'],
          baseline: 2,
          surgeFactor: 3,
          surgeDuration: 3600,
          dependencies: [],
          exclusions: [],
        },
      ],
    ],
    [
      'Prod',
      [
        {
          name: 'Place an order',
          owner: 'orders',
          scope: 'Order',
          policy: { tier: 'IMPORTANT' },
          entryPoints: ['Prod/Data/Group/Orders'],
          surgeFactor: 5,
          surgeDuration: 3600,
          dependencies: [{ on: 'Clearing', criticality: 'SOFT' }],
          exclusions: ['Prod/Data/Sessions'],
        },
      ],
    ],
  ]);
  expect(assessments.map((each) => each.externalDependencies)).toEqual([
    [{ name: 'Clearing', scope: 'Clearing', availability: 99.5, criticality: 'SOFT' }],
    [{ name: 'Clearing', scope: 'Clearing', availability: 99.5, criticality: 'SOFT' }],
  ]);
  expect(essence(checked(app.outdir))).toEqual(essence(assessments));
});

describe('the same intent in a template written by hand', () => {
  const expires = { soon: '2026-11-30', later: '2027-06-30', past: '2026-11-01' };
  const terms = { reason: 'Known', owner: 'orders' };
  const TABLE = {
    Type: 'AWS::DynamoDB::Table',
    Properties: { BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
  };

  const app = new App({
    context: { 'cdk-resilience': { asOf: TODAY } },
    outdir: mkdtempSync(join(tmpdir(), 'by-hand-')),
  });
  Validations.of(app).addPlugins(new ResilienceChecks(app, { rules: RULES }));
  const stack = new Stack(app, 'Orders');
  const properties = { billingMode: 'PAY_PER_REQUEST', keySchema: [{ attributeName: 'id', keyType: 'HASH' }] };
  const [orders, , cache] = ['OrdersTable', 'OrdersAudit', 'Cache'].map(
    (id) => new dynamodb.CfnTable(stack, id, properties),
  );
  const queue = new sqs.CfnQueue(stack, 'Queue');
  const accepting = RiskAcceptance.of(stack);
  accepting.accept({ ...terms, rule: 'DynamoDbPitr', expires: expires.later, path: 'Orders*' });
  accepting.accept({ ...terms, rule: 'SqsDeadLetterQueue', expires: expires.past });
  accepting.accept({ ...terms, rule: 'NoSuchRule', expires: expires.later });
  RiskAcceptance.of(cache!).accept({ ...terms, rule: 'DynamoDbPitr', expires: expires.soon });
  RiskAcceptance.of(orders!).accept({ ...terms, rule: 'DynamoDbPitr', expires: expires.past });
  RiskAcceptance.of(queue).accept({ ...terms, rule: 'DynamoDbPitr', expires: expires.later });
  ResiliencyPolicy.of(stack).declare({ tier: Tier.MISSION_CRITICAL });
  ResiliencyPolicy.of(cache!).declare({ tier: Tier.NON_CRITICAL });

  const file = join(mkdtempSync(join(tmpdir(), 'by-hand-')), 'Orders.json');
  const by = (intent: object) => ({ Metadata: { 'cdk-resilience': intent } });
  const onCache = { ...terms, rule: 'DynamoDbPitr', expires: expires.soon };
  const onOrders = { ...terms, rule: 'DynamoDbPitr', expires: expires.past };
  const template = {
    ...by({
      policy: { tier: 'MISSION_CRITICAL' },
      acceptances: [
        { ...terms, rule: 'DynamoDbPitr', expires: expires.later, path: 'Orders*' },
        { ...terms, rule: 'SqsDeadLetterQueue', expires: expires.past },
        { ...terms, rule: 'NoSuchRule', expires: expires.later },
      ],
    }),
    Resources: {
      OrdersTable: { ...TABLE, ...by({ acceptances: [onOrders] }) },
      OrdersAudit: TABLE,
      Cache: { ...TABLE, ...by({ policy: { tier: 'NON_CRITICAL' }, acceptances: [onCache] }) },
      Queue: {
        Type: 'AWS::SQS::Queue',
        ...by({ acceptances: [{ ...terms, rule: 'DynamoDbPitr', expires: expires.later }] }),
      },
    },
  };
  writeFileSync(file, JSON.stringify(template));

  const said = ([assessment]: readonly Assessment[]) => ({
    gate: assessment!.gate,
    findings: assessment!.findings
      .map(({ ruleId, logicalId, status, severity, acceptance }) => ({
        ruleId,
        logicalId,
        status,
        severity,
        acceptance,
      }))
      .map((each) => ({ ...each, logicalId: each.ruleId.startsWith('Accept') ? undefined : each.logicalId }))
      .map((each) => JSON.stringify(each))
      .sort(),
    acceptances: assessment!.acceptances
      .map(({ ruleId, path, reason, owner, expires, state, use, findings }) =>
        JSON.stringify({ ruleId, path, reason, owner, expires, state, use, findings: findings.length }),
      )
      .sort(),
  });

  test('gives the same statuses', () => {
    const synth = synthesized(app);
    const raw = checked(file, { asOf: TODAY, rules: RULES });
    expect(said(raw)).toEqual(said(synth.assessments));
    expect(said(checked(app.outdir))).toEqual(said(synth.assessments));
    expect(
      raw[0]!.findings.map(({ status, severity, ruleId, stack, logicalId }) =>
        [status, severity, ruleId, stack, logicalId].join(' ').trim(),
      ),
    ).toEqual([
      'open error AcceptanceExpired Orders',
      'open error UnknownRule Orders',
      'open error DynamoDbDeletionProtection Orders OrdersAudit',
      'open error DynamoDbDeletionProtection Orders OrdersTable',
      'open error SqsDeadLetterQueue Orders Queue',
      'open warning AcceptanceExpiring Orders Cache',
      'open warning DynamoDbDeletionProtection Orders Cache',
      'open info AcceptanceUnused Orders OrdersTable',
      'open info AcceptanceUnused Orders Queue',
      'accepted error DynamoDbPitr Orders Cache',
      'accepted error DynamoDbPitr Orders OrdersAudit',
      'accepted error DynamoDbPitr Orders OrdersTable',
    ]);
  });
});
