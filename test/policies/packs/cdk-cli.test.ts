import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checked, essence, synth, Synthesized, type SynthOptions } from './apps/cdk';
import { InputError } from '../../../lib/model/input-error';
import type { Plan } from './apps/plan';

jest.setTimeout(300_000);

/** A plan, and what the real CDK CLI must make of it. */
interface Case {
  readonly plan: Plan;
  readonly options?: SynthOptions;
  readonly status: number;
  /** What CDK reports as open: severity, rule and construct. */
  readonly open: readonly string[];
  readonly suppressed?: readonly string[];
  /** The gate of each application. Default: closed where the status is 1. */
  readonly gates?: { readonly [application: string]: 'open' | 'closed' };
}

const ACKNOWLEDGED_EVERYWHERE: Plan['acknowledge'] = [
  ['A/Fragile/Resource', 'Resilience::DynamoDbPitr'],
  ['B/Fragile', 'Resilience::DynamoDbPitr'],
  ['C', 'Resilience::DynamoDbPitr'],
  ['C/Nested', 'Resilience::DynamoDbPitr'],
  ['Group', 'Resilience::DynamoDbPitr'],
  ['Prod', 'Resilience::DynamoDbPitr'],
  ['', 'Resilience::DynamoDbDeletionProtection'],
];
const FRAGILE_EVERYWHERE = ['A', 'B', 'C', 'C/Nested', 'Group/D', 'Prod/E', 'Prod/E/Nested', 'Prod/Group/F'];

const CASES: Readonly<Record<string, Case>> = {
  'finds nothing': {
    plan: { sound: ['Data', 'Prod/Data'] },
    status: 0,
    open: [],
    gates: { App: 'open', Prod: 'open' },
  },
  "closes the gate by an error, with CDK's own validation too": {
    plan: { fragile: ['Data'] },
    options: { env: { CDK_VALIDATION: 'true' } },
    status: 1,
    open: ['error DynamoDbPitr Data/Fragile/Resource', 'warning DynamoDbDeletionProtection Data/Fragile/Resource'],
    gates: { App: 'closed' },
  },
  'closes the gate by a rule that fails, whatever is acknowledged': {
    plan: {
      sound: ['Data'],
      packs: [{ own: ['OwnCrash'] }],
      acknowledge: [
        ['', 'Resilience::OwnCrash'],
        ['Data/Sound/Resource', 'Resilience::OwnCrash'],
      ],
    },
    status: 1,
    open: [
      'fatal InternalError Data/Sound/Resource',
      'info AcceptanceUnused',
      'info AcceptanceUnused Data/Sound/Resource',
    ],
    gates: { App: 'closed' },
  },
  'does not let a failure be acknowledged': {
    plan: { sound: ['Data'], packs: [{ own: ['OwnCrash'] }], acknowledge: [['', 'Resilience::InternalError']] },
    status: 1,
    open: ['fatal InternalError Data/Sound/Resource', 'fatal UnknownRule'],
    gates: { App: 'closed' },
  },
  'closes the gate by a failure in a Stage': {
    plan: { sound: ['Data', 'Prod/Data'], packs: [{ own: ['OwnCrash'], on: 'Prod' }] },
    status: 1,
    open: ['fatal GateClosed', 'fatal InternalError Prod/Data/Sound/Resource'],
    gates: { Prod: 'closed' },
  },
  'closes the gate by what is in a Stage only': {
    plan: { sound: ['Data'], fragile: ['Prod/Data', 'Prod/Data/Nested', 'Dev/Data'] },
    status: 1,
    open: [
      'error DynamoDbPitr Dev/Data/Fragile/Resource',
      'error DynamoDbPitr Prod/Data/Fragile/Resource',
      'error DynamoDbPitr Prod/Data/Nested/Fragile/Resource',
      'fatal GateClosed',
      'fatal GateClosed',
      'warning DynamoDbDeletionProtection Dev/Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Prod/Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Prod/Data/Nested/Fragile/Resource',
    ],
    gates: { App: 'open', Prod: 'closed', Dev: 'closed' },
  },
  'opens the gate where the errors of a Stage are acknowledged': {
    plan: { fragile: ['Prod/Data'], acknowledge: [['Prod/Data/Fragile/Resource', 'Resilience::DynamoDbPitr']] },
    status: 0,
    open: ['warning DynamoDbDeletionProtection Prod/Data/Fragile/Resource'],
    suppressed: ['error DynamoDbPitr Prod/Data/Fragile/Resource'],
    gates: { Prod: 'open' },
  },
  'opens the gate by acknowledgements on resources, constructs, stacks, Stages and the App': {
    plan: { fragile: FRAGILE_EVERYWHERE, acknowledge: ACKNOWLEDGED_EVERYWHERE },
    status: 0,
    open: [],
    suppressed: FRAGILE_EVERYWHERE.flatMap((path) => [
      `error DynamoDbPitr ${path}/Fragile/Resource`,
      `warning DynamoDbDeletionProtection ${path}/Fragile/Resource`,
    ]).sort(),
    gates: { App: 'open', Prod: 'open' },
  },
  'stays closed by a warning when another is acknowledged and warnings close': {
    plan: {
      fragile: ['A', 'B'],
      packs: [{ options: { rules: ['DynamoDbDeletionProtection'], failOn: 'warning' as never } }],
      acknowledge: [['A', 'Resilience::DynamoDbDeletionProtection']],
    },
    status: 1,
    open: ['error DynamoDbDeletionProtection B/Fragile/Resource'],
    suppressed: ['error DynamoDbDeletionProtection A/Fragile/Resource'],
    gates: { App: 'closed' },
  },
  'stays open by warnings': {
    plan: {
      fragile: ['A', 'B'],
      packs: [{ options: { rules: ['DynamoDbDeletionProtection'] } }],
      acknowledge: [['A', 'Resilience::DynamoDbDeletionProtection']],
    },
    status: 0,
    open: ['warning DynamoDbDeletionProtection B/Fragile/Resource'],
    suppressed: ['warning DynamoDbDeletionProtection A/Fragile/Resource'],
    gates: { App: 'open' },
  },
  'closes the gate by an acknowledgement of an unknown rule, told once': {
    plan: {
      sound: ['Data', 'Prod/Data'],
      acknowledge: [
        ['', 'Resilience::DynamoDbPittr'],
        ['Prod/Data', 'Resilience::Nothing'],
      ],
      packs: [{}, { pack: 'DisasterRecoveryChecks' }],
    },
    status: 1,
    open: ['fatal GateClosed', 'fatal UnknownRule', 'fatal UnknownRule Prod/Data'],
    gates: { App: 'closed', Prod: 'closed' },
  },
  'knows own rules that another pack holds': {
    plan: {
      sound: ['Data'],
      acknowledge: [['', 'Resilience::OwnTable']],
      packs: [{}, { pack: 'DisasterRecoveryChecks', own: ['OwnTable'] }],
    },
    status: 0,
    open: [],
    suppressed: ['error OwnTable Data/Sound/Resource'],
    gates: { App: 'open' },
  },
  'judges several packs once, and the worst holds': {
    plan: {
      fragile: ['Data', 'Prod/Data'],
      packs: [
        { options: { failOn: 'never' as never } },
        { pack: 'DisasterRecoveryChecks' },
        { pack: 'OperationalReadinessChecks', options: { tier: 'MISSION_CRITICAL' as never } },
      ],
    },
    status: 1,
    open: [
      'error DynamoDbDeletionProtection Data/Fragile/Resource',
      'error DynamoDbDeletionProtection Prod/Data/Fragile/Resource',
      'error DynamoDbPitr Data/Fragile/Resource',
      'error DynamoDbPitr Prod/Data/Fragile/Resource',
      'fatal GateClosed',
      'warning DynamoDbDeletionProtection Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Prod/Data/Fragile/Resource',
      'warning DynamoDbPitr Data/Fragile/Resource',
      'warning DynamoDbPitr Prod/Data/Fragile/Resource',
    ],
    gates: { App: 'closed', Prod: 'closed' },
  },
  'lets a later pack close the gate by a warning, and by what is undetermined': {
    plan: {
      fragile: ['Data'],
      open: ['Data'],
      packs: [
        { options: { rules: ['DynamoDbDeletionProtection'] } },
        {
          pack: 'DisasterRecoveryChecks',
          options: { rules: ['DynamoDbDeletionProtection'], failOn: 'warning' as never },
        },
        { options: { rules: ['DynamoDbPitr'], exceptRules: [], severities: { DynamoDbPitr: 'info' as never } } },
        {
          options: {
            rules: ['DynamoDbPitr'],
            undetermined: 'warn' as never,
            severities: { DynamoDbPitr: 'info' as never },
          },
        },
        {
          options: {
            rules: ['DynamoDbPitr'],
            undetermined: 'fail' as never,
            severities: { DynamoDbPitr: 'info' as never },
          },
        },
      ],
    },
    status: 1,
    open: [
      'error DynamoDbDeletionProtection Data/Fragile/Resource',
      'error DynamoDbPitr Data/Open/Resource',
      'info DynamoDbPitr Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Data/Fragile/Resource',
      'warning DynamoDbPitr Data/Open/Resource',
    ],
    gates: { App: 'closed' },
  },
  'leaves the gate open for what is undetermined, and counts it': {
    plan: {
      open: ['Data'],
      conditional: ['Data'],
      packs: [{ options: { failOn: 'never' as never }, own: ['OwnRecovery'] }],
    },
    status: 0,
    open: [
      'warning DynamoDbDeletionProtection Data/Conditional/Resource',
      'warning DynamoDbPitr Data/Conditional/Resource',
      'warning OwnRecovery Data/Conditional/Resource',
    ],
    gates: { App: 'open' },
  },
  'closes the gate by what own rules find and leave undetermined in a Stage': {
    plan: {
      open: ['Prod/Data'],
      fragile: ['Data'],
      packs: [{ options: { rules: ['OwnRecovery'], undetermined: 'fail' as never }, own: ['OwnRecovery'] }],
    },
    status: 1,
    open: ['error OwnRecovery Data/Fragile/Resource', 'error OwnRecovery Prod/Data/Open/Resource', 'fatal GateClosed'],
    gates: { App: 'closed', Prod: 'closed' },
  },
  'closes the gate where the assessment cannot be written': {
    plan: { sound: ['Data'], sabotage: 'assessment' },
    status: 1,
    open: ['fatal InternalError'],
  },
  'closes the gate where a nested template cannot be read, told once': {
    plan: { sound: ['Data/Nested'], sabotage: 'nested template', packs: [{}, { pack: 'DisasterRecoveryChecks' }] },
    status: 1,
    open: ['fatal InternalError'],
  },
  'closes the gate where the context is not understood': {
    plan: { sound: ['Prod/Data'] },
    options: { flags: ['-c', 'cdk-resilience=essential'] },
    status: 1,
    open: ['fatal InternalError'],
  },
  'still closes the gate after validateScope': {
    plan: { fragile: ['Data', 'Prod/Data'], validateFirst: ['Data', 'Prod'] },
    status: 1,
    open: [
      'error DynamoDbPitr Data/Fragile/Resource',
      'error DynamoDbPitr Prod/Data/Fragile/Resource',
      'fatal GateClosed',
      'warning DynamoDbDeletionProtection Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Prod/Data/Fragile/Resource',
    ],
    gates: { App: 'closed', Prod: 'closed' },
  },
  "takes the tier that is declared, the App's in Stages too, before its own": {
    plan: {
      fragile: ['Data', 'Prod/Data', 'Prod/Group/Data', 'Dev/Data'],
      tiers: { '': 'MISSION_CRITICAL', 'Prod/Group': 'IMPORTANT', Dev: 'NON_CRITICAL' },
      packs: [{ options: { rules: ['DynamoDbDeletionProtection'], tier: 'CRITICAL' as never } }],
    },
    status: 1,
    open: [
      'error DynamoDbDeletionProtection Data/Fragile/Resource',
      'error DynamoDbDeletionProtection Prod/Data/Fragile/Resource',
      'fatal GateClosed',
      'warning DynamoDbDeletionProtection Dev/Data/Fragile/Resource',
      'warning DynamoDbDeletionProtection Prod/Group/Data/Fragile/Resource',
    ],
    gates: { App: 'closed', Prod: 'closed', Dev: 'open' },
  },
  "stands beside cdk-nag's own pack": {
    plan: { sound: ['Data'], packs: [{ options: { writeSuppressionsToCloudFormation: true } }], cdkNag: true },
    status: 0,
    open: [],
    gates: { App: 'open' },
  },
};

const FAST = { CDK_VALIDATION: 'false' };

describe('the gate at cdk synth', () => {
  const results = new Map<string, Synthesized>();

  beforeAll(async () => {
    await Promise.all(
      Object.entries(CASES).map(async ([name, { plan, options }]) => {
        results.set(name, await synth(plan, { ...options, env: { ...FAST, ...options?.env } }));
      }),
    );
  });

  it.each(Object.keys(CASES))('%s', (name) => {
    const { status, open, suppressed = [], gates } = CASES[name]!;
    const result = results.get(name)!;
    expect(result.reported).toEqual({ open, suppressed });
    expect([result.status, result.output]).toEqual([status, expect.anything()]);
    if (gates === undefined) {
      expect(isClosedTo(result.out)).toBe(true);
      return;
    }
    const { assessments } = result.document;
    expect(Object.fromEntries(assessments.map(({ application, gate }) => [application, gate]))).toEqual(gates);
    // The command line says the same of what was synthesized.
    expect(essence(checked(result.out))).toMatchObject(essence(assessments));
  });
});

it('replaces the assessment of an earlier synthesis into the same folder', async () => {
  const first = await synth({ fragile: ['Data'] }, { env: FAST });
  const second = await synth({ sound: ['Data'] }, { env: FAST, out: first.out });
  expect([first.status, second.status, second.reported.open]).toEqual([1, 0, []]);
  expect(second.document.assessments).toMatchObject([{ application: 'App', gate: 'open', findings: [] }]);
});

it('says which look-ups have not been made', async () => {
  const plan = { lookup: 'Data', packs: [{ options: { rules: ['AsgMultiAz'] } }] };
  const { status, output, document } = await synth(plan, { env: FAST, flags: ['--no-lookups'] });
  expect([status, output]).toEqual([1, expect.stringContaining('Context lookups have been disabled')]);
  expect(document.assessments).toMatchObject([
    {
      findings: [],
      missingContext: ['availability-zones:account=111122223333:region=eu-west-1'],
      summary: { undetermined: 1 },
      undetermined: [{ ruleId: 'AsgMultiAz', logicalId: 'Instances', status: 'open' }],
    },
  ]);
});

it('is told by cdk.json what to do, as is the command line by what was recorded', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'project-'));
  const told = { tier: 'MISSION_CRITICAL', severities: { DynamoDbPitr: 'info' }, parameters: { Recovery: 'false' } };
  writeFileSync(join(cwd, 'cdk.json'), JSON.stringify({ context: { 'cdk-resilience': told } }));
  const { status, out, reported, document } = await synth({ fragile: ['Data'], open: ['Data'] }, { env: FAST, cwd });
  expect(status).toBe(1);
  expect(reported.open).toEqual([
    'error DynamoDbDeletionProtection Data/Fragile/Resource',
    'info DynamoDbPitr Data/Fragile/Resource',
    'info DynamoDbPitr Data/Open/Resource',
  ]);
  expect(essence(checked(out))).toEqual(essence(document.assessments));
});

/** Whether the command line keeps the gate of an assembly closed: by what it finds, or as it cannot judge it. */
function isClosedTo(out: string): boolean {
  try {
    return checked(out).every(({ gate }) => gate === 'closed');
  } catch (error) {
    return error instanceof InputError;
  }
}
