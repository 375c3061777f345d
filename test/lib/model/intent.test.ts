import fc from 'fast-check';
import { TIERS } from '../../../lib/intent/schema/tier';
import { Application } from '../../../lib/model/application';
import { InputError } from '../../../lib/model/input-error';
import type { JsonObject } from '../../../lib/model/values';

const by = (intent: unknown) => ({ Metadata: { 'cdk-resilience': intent } }) as JsonObject;
const QUEUE = { Type: 'AWS::SQS::Queue' };
const TERMS = { rule: 'SqsDeadLetterQueue', reason: 'r', owner: 'o', expires: '2027-01-01' };
const JOURNEY = { name: 'Order', owner: 'orders', entryPoints: ['Q'] };

const application = (template: JsonObject): Application =>
  new Application({
    name: 't.yaml',
    stacks: [{ id: 't', templatePath: 't.yaml', template: { Resources: { Q: QUEUE }, ...template } }],
  });

test('everything a template may declare', () => {
  const { intent, stacks } = application({
    ...by({
      policy: {
        tier: 'CRITICAL',
        availability: '99.9',
        az: { rto: 'PT5M', rpo: '60' },
        recoveryApproach: 'PILOT_LIGHT',
      },
      externalDependencies: [
        { name: 'Mail', criticality: 'SOFT' },
        { name: 'Clearing', availability: 99.5, timeout: 'PT2S', fallback: 'Queue' },
      ],
      journeys: [
        {
          ...JOURNEY,
          baseline: '20',
          dependsOn: ['Clearing', 'Mail', { on: 'Mail', criticality: 'HARD' }, { on: 'R' }],
          exclude: ['R'],
        },
        { ...JOURNEY, name: 'Mail', policy: { tier: 'IMPORTANT' }, surgeFactor: 2, surgeDuration: 60 },
      ],
      acceptances: [TERMS, { ...TERMS, path: 'Q*' }],
    }),
    Resources: { Q: { ...QUEUE, ...by({ policy: { tier: 'NON_CRITICAL' }, acceptances: [TERMS] }) }, R: QUEUE },
  });
  const [stack] = stacks;
  const [q, r] = ['Q', 'R'].map((id) => stack!.resources.get(id));
  const policy = { tier: 'CRITICAL', availability: 99.9, az: { rto: 300, rpo: 60 }, recoveryApproach: 'PILOT_LIGHT' };
  expect([undefined, q, r].map((each) => intent.policyOf(stack!, each))).toEqual([
    policy,
    { tier: 'NON_CRITICAL' },
    policy,
  ]);
  expect(intent.externalDependencies.map(({ data }) => data)).toEqual([
    { name: 'Mail', criticality: 'SOFT' },
    { name: 'Clearing', availability: 99.5, criticality: 'HARD', timeout: 2, fallback: 'Queue' },
  ]);
  expect(intent.journeys.map(({ data }) => data)).toEqual([
    {
      ...JOURNEY,
      baseline: 20,
      surgeFactor: 5,
      surgeDuration: 3600,
      dependsOn: [
        { on: 'Clearing', criticality: 'HARD' },
        { on: 'Mail', criticality: 'SOFT' },
        { on: 'Mail', criticality: 'HARD' },
        { on: 'R', criticality: 'HARD' },
      ],
      exclude: ['R'],
    },
    {
      ...JOURNEY,
      name: 'Mail',
      policy: { tier: 'IMPORTANT' },
      surgeFactor: 2,
      surgeDuration: 60,
      dependsOn: [],
      exclude: [],
    },
  ]);
  expect(intent.journeys.map((each) => intent.policyOfJourney(each)?.tier)).toEqual(['CRITICAL', 'IMPORTANT']);
  expect(intent.acceptances.map(({ scope, data }) => [scope.key, data])).toEqual([
    ['t', TERMS],
    ['t', { ...TERMS, path: 'Q*' }],
    ['t#Q', TERMS],
  ]);
});

test('nothing declared', () => {
  const { intent, stacks } = application({ Metadata: { 'AWS::CloudFormation::Interface': {} } });
  expect([intent.acceptances, intent.journeys, intent.externalDependencies]).toEqual([[], [], []]);
  expect(intent.policyOf(stacks[0]!)).toBeUndefined();
});

const TOP = 'Metadata.cdk-resilience';

test.each<[what: string, intent: unknown, place: string, problem: string]>([
  ['a text', 'CRITICAL', TOP, 'must be an object'],
  ['a list', [], TOP, 'must be an object'],
  ['nothing', null, TOP, 'must be an object'],
  [
    'a misspelt section',
    { acceptance: [] },
    `${TOP}.acceptance`,
    'is not known; known are policy, acceptances, journeys, externalDependencies',
  ],
  ['a policy that is none', { policy: 'CRITICAL' }, `${TOP}.policy`, 'must be an object'],
  [
    'a policy without a tier',
    { policy: {} },
    `${TOP}.policy.tier`,
    'must be one of MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL',
  ],
  [
    'an unknown tier',
    { policy: { tier: 'GOLD' } },
    `${TOP}.policy.tier`,
    'must be one of MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL',
  ],
  [
    'a misspelt field of a policy',
    { policy: { tier: 'CRITICAL', avail: 1 } },
    `${TOP}.policy.avail`,
    'is not known; known are tier, availability, recoveryApproach, software, infrastructure, az, region',
  ],
  [
    'half a target',
    { policy: { tier: 'CRITICAL', az: { rto: 1 } } },
    `${TOP}.policy.az.rpo`,
    'must be a number of seconds or an ISO 8601 duration such as PT15M or P1D',
  ],
  [
    'a policy that contradicts itself',
    { policy: { tier: 'CRITICAL', az: { rto: 'PT1H', rpo: 0 }, region: { rto: 60, rpo: 0 } } },
    `${TOP}.policy`,
    'sets the Region RTO to 1 min, less than the AZ RTO of 1 h: the larger loss cannot be over sooner, as it holds the smaller one',
  ],
  [
    'four nines from backups',
    { policy: { tier: 'CRITICAL', availability: 99.99, recoveryApproach: 'BACKUP_AND_RESTORE' } },
    `${TOP}.policy`,
    'asks for 99.99 % availability with backup and restore: that leaves less than an hour a year, and restoring a Region ' +
      'from backups takes longer. Keep a standby there (pilot light at least), or ask for less',
  ],
  ['acceptances that are no list', { acceptances: TERMS }, `${TOP}.acceptances`, 'must be a list'],
  [
    'an acceptance without owner',
    { acceptances: [TERMS, { ...TERMS, owner: '' }] },
    `${TOP}.acceptances[1].owner`,
    'must be a text',
  ],
  [
    'a day that is none',
    { acceptances: [{ ...TERMS, expires: '2027-02-30' }] },
    `${TOP}.acceptances[0].expires`,
    'must be a day of the calendar, YYYY-MM-DD',
  ],
  [
    'a misspelt term',
    { acceptances: [{ ...TERMS, expiry: '2027-02-03' }] },
    `${TOP}.acceptances[0].expiry`,
    'is not known; known are rule, reason, owner, expires, path',
  ],
  [
    'a journey that begins nowhere',
    { journeys: [{ ...JOURNEY, entryPoints: [] }] },
    `${TOP}.journeys[0].entryPoints`,
    'must name at least one',
  ],
  [
    'a journey that begins at what is not there',
    { journeys: [{ ...JOURNEY, entryPoints: ['Q', 'Api'] }] },
    `${TOP}.journeys[0].entryPoints[1]`,
    "names 'Api'; the template has no resource of this name",
  ],
  [
    'a dependency on what is not there',
    { journeys: [{ ...JOURNEY, dependsOn: [{ on: 'Clearing' }] }] },
    `${TOP}.journeys[0].dependsOn[0]`,
    "names 'Clearing'; the template has no resource and no external dependency of this name",
  ],
  [
    'an empty dependency',
    { journeys: [{ ...JOURNEY, dependsOn: [''] }] },
    `${TOP}.journeys[0].dependsOn[0]`,
    'must be a text',
  ],
  [
    'an exclusion of a third party',
    { externalDependencies: [{ name: 'C' }], journeys: [{ ...JOURNEY, exclude: ['C'] }] },
    `${TOP}.journeys[0].exclude[0]`,
    "names 'C'; the template has no resource of this name",
  ],
  [
    'a surge that ebbs',
    { journeys: [{ ...JOURNEY, surgeFactor: 0.5 }] },
    `${TOP}.journeys[0].surgeFactor`,
    'must be a number, at least 1',
  ],
  [
    'a third party without a name',
    { externalDependencies: [{}] },
    `${TOP}.externalDependencies[0].name`,
    'must be a text',
  ],
  [
    'a third party that is better than always',
    { externalDependencies: [{ name: 'C', availability: 120 }] },
    `${TOP}.externalDependencies[0].availability`,
    'must be more than 0 and at most 100 percent',
  ],
  [
    'a criticality that is none',
    { externalDependencies: [{ name: 'C', criticality: 'hard' }] },
    `${TOP}.externalDependencies[0].criticality`,
    'must be one of HARD, SOFT',
  ],
])('refuses %s', (_, intent, place, problem) => {
  expect(() => application(by(intent)).intent).toThrow(new InputError('t.yaml', `${place} ${problem}`));
});

test('refuses what a resource may not declare, by its place', () => {
  const template = { Resources: { Q: { ...QUEUE, ...by({ journeys: [] }) } } };
  expect(() => application(template).intent).toThrow(
    new InputError(
      't.yaml',
      'Resources.Q.Metadata.cdk-resilience.journeys is not known; known are policy, acceptances',
    ),
  );
});

test('what an assembly holds and this version cannot read is refused by its construct', () => {
  const metadata = new Map([['Orders/Db', { intent: { policy: [{ tier: 'PLATINUM' }] } }]]);
  const stack = {
    id: 'Orders',
    constructPath: 'Orders',
    templatePath: 'Orders.json',
    template: { Resources: {} },
    metadata,
  };
  expect(() => new Application({ name: 'App', stacks: [stack] }).intent).toThrow(
    new InputError(
      'Orders.json',
      'policy of Orders/Db.tier must be one of MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL',
      'Synthesize the app again',
    ),
  );
});

test('the policy that holds is that of the longest path around the resource', () => {
  const step = fc.constantFrom('A', 'B', 'AB');
  const path = fc.array(step, { maxLength: 4 }).map((steps) => ['S', ...steps].join('/'));
  const declared = fc.dictionary(fc.oneof(path, fc.constantFrom('', 'Stage', 'S')), fc.constantFrom(...TIERS), {
    maxKeys: 6,
  });
  fc.assert(
    fc.property(declared, path, (tiers, at) => {
      const metadata = new Map(Object.entries(tiers).map(([key, tier]) => [key, { intent: { policy: [{ tier }] } }]));
      const source = { id: 'S', constructPath: 'S', templatePath: '', template: { Resources: { Q: QUEUE } }, metadata };
      const { stacks, intent } = new Application({
        name: 'App',
        stacks: [{ ...source, constructPaths: new Map([['Q', `${at}/Resource`]]) }],
      });
      const around = Object.keys(tiers).filter((key) => key === '' || `${at}/Resource/`.startsWith(`${key}/`));
      const nearest = around.sort((a, b) => b.length - a.length)[0];
      expect(intent.policyOf(stacks[0]!, stacks[0]!.resources.get('Q'))?.tier).toBe(
        nearest === undefined ? undefined : tiers[nearest],
      );
    }),
  );
});
