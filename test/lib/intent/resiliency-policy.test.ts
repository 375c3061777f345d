import { App, Duration, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { RecoveryApproach } from '../../../lib/intent/recovery-approach';
import { ResiliencyPolicy, type ResiliencyPolicyProps } from '../../../lib/intent/resiliency-policy';
import { incoherenceOf } from '../../../lib/intent/schema/coherence';
import { Tier } from '../../../lib/intent/tier';

const target = (rto: number, rpo: number) => ({ rto: Duration.minutes(rto), rpo: Duration.minutes(rpo) });

test('each field is got as it was declared', () => {
  const stack = new Stack(new App(), 'Orders');
  ResiliencyPolicy.of(stack).declare({
    tier: Tier.CRITICAL,
    availability: 99.95,
    softwareFault: target(120, 15),
    infrastructure: target(1, 0),
    az: target(5, 1),
    region: target(60, 15),
    recoveryApproach: RecoveryApproach.WARM_STANDBY,
  });
  const policy = ResiliencyPolicy.of(new Construct(stack, 'Queue'));
  expect(policy.isDeclared).toBe(true);
  expect(policy.tier).toBe(Tier.CRITICAL);
  expect(policy.availability).toBe(99.95);
  expect(policy.recoveryApproach).toBe(RecoveryApproach.WARM_STANDBY);
  const seconds = [policy.softwareFault, policy.infrastructure, policy.az, policy.region].map((each) => [
    each?.rto.toSeconds(),
    each?.rpo.toSeconds(),
  ]);
  expect(seconds).toEqual([
    [7200, 900],
    [60, 0],
    [300, 60],
    [3600, 900],
  ]);
});

test.each(Object.values(Tier))('the preset of %s is declared by its tier alone', (tier) => {
  const [byTier, byProps] = ['Tier', 'Props'].map((id) => new Stack(new App(), id)) as [Stack, Stack];
  ResiliencyPolicy.of(byTier).declarePreset(tier);
  ResiliencyPolicy.of(byProps).declare(ResiliencyPolicy.preset(tier));
  expect(byTier.node.metadata.map(({ data }) => data)).toEqual(byProps.node.metadata.map(({ data }) => data));
  expect(ResiliencyPolicy.of(byTier).tier).toBe(tier);
});

test('what is not declared is undefined', () => {
  const policy = ResiliencyPolicy.of(new Stack(new App(), 'Orders'));
  expect(policy.isDeclared).toBe(false);
  const { tier, availability, softwareFault, infrastructure, az, region, recoveryApproach } = policy;
  expect({ tier, availability, softwareFault, infrastructure, az, region, recoveryApproach }).toEqual({});
});

test('the nearest declaration holds as a whole, and the last on one scope', () => {
  const app = new App();
  const stage = new Stage(app, 'Prod');
  const stack = new Stack(stage, 'Orders');
  ResiliencyPolicy.of(app).declare({ tier: Tier.IMPORTANT, availability: 99.9 });
  ResiliencyPolicy.of(stack).declare({ tier: Tier.NON_CRITICAL });
  ResiliencyPolicy.of(stack).declare({ tier: Tier.CRITICAL });
  expect([app, stage, stack].map((scope) => ResiliencyPolicy.of(scope).tier)).toEqual([
    Tier.IMPORTANT,
    Tier.IMPORTANT,
    Tier.CRITICAL,
  ]);
  expect(ResiliencyPolicy.of(stack).availability).toBeUndefined();
});

test('in any tree the policy that holds is that of the nearest scope with one', () => {
  // The tree as a list: each node has a parent among those before it, and a tier or none.
  const nodes = fc.array(
    fc.record({ parent: fc.nat(), tier: fc.option(fc.constantFrom(...Object.values(Tier)), { nil: undefined }) }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(nodes, (list) => {
      const root: Construct = new App();
      const constructs: Construct[] = [root];
      const expected: (Tier | undefined)[] = [undefined];
      for (const [i, { parent, tier }] of list.entries()) {
        const at = parent % constructs.length;
        constructs.push(new Construct(constructs[at]!, `N${i}`));
        expected.push(tier ?? expected[at]);
        if (tier !== undefined) ResiliencyPolicy.of(constructs.at(-1)!).declare({ tier });
      }
      expect(constructs.map((each) => ResiliencyPolicy.of(each).tier)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

describe('presets', () => {
  test.each(Object.values(Tier))('%s is coherent and its own tier', (tier) => {
    const preset = ResiliencyPolicy.preset(tier);
    expect(preset.tier).toBe(tier);
    expect(() => ResiliencyPolicy.of(new App()).declare(preset)).not.toThrow();
  });

  test('are stricter for higher tiers', () => {
    const [mission, core, critical, important, non] = [
      Tier.MISSION_CRITICAL,
      Tier.CORE_SERVICES,
      Tier.CRITICAL,
      Tier.IMPORTANT,
      Tier.NON_CRITICAL,
    ].map((tier) => ResiliencyPolicy.preset(tier));
    expect({ ...core, tier: undefined }).toEqual({ ...mission, tier: undefined });
    const order = [mission, critical, important, non] as ResiliencyPolicyProps[];
    for (const [i, looser] of order.slice(1).entries()) {
      const stricter = order[i]!;
      expect(looser.availability!).toBeLessThan(stricter.availability!);
      for (const disruption of ['softwareFault', 'infrastructure', 'az', 'region'] as const) {
        for (const objective of ['rto', 'rpo'] as const) {
          const [a, b] = [stricter, looser].map((each) => each[disruption]![objective].toSeconds());
          expect(b).toBeGreaterThanOrEqual(a!);
        }
      }
    }
  });
});

test.each<[what: string, props: Omit<ResiliencyPolicyProps, 'tier'>, message: string]>([
  [
    'four nines with backup and restore',
    { availability: 99.99, recoveryApproach: RecoveryApproach.BACKUP_AND_RESTORE },
    'the policy asks for 99.99 % availability with backup and restore: that leaves less than an hour a year, and ' +
      'restoring a Region from backups takes longer. Keep a standby there (pilot light at least), or ask for less',
  ],
  [
    'a Region back before a zone',
    { az: target(60, 0), region: target(15, 0) },
    'the policy sets the Region RTO to 15 min, less than the AZ RTO of 1 h: the larger loss cannot be over sooner, as it ' +
      'holds the smaller one',
  ],
  [
    'a zone back before a host, past the target that is not stated',
    { infrastructure: target(60, 0), region: target(15, 0) },
    'the policy sets the Region RTO to 15 min, less than the infrastructure RTO of 1 h: the larger loss cannot be over ' +
      'sooner, as it holds the smaller one',
  ],
  [
    'less data lost with a zone than with a host',
    { infrastructure: target(1, 5), az: target(1, 1) },
    'the policy sets the AZ RPO to 1 min, less than the infrastructure RPO of 5 min: the larger loss cannot be over ' +
      'sooner, as it holds the smaller one',
  ],
  [
    'nothing lost with backup and restore',
    { region: target(1440, 0), recoveryApproach: RecoveryApproach.BACKUP_AND_RESTORE },
    'the policy asks for a Region RPO of zero with backup and restore: a backup is always older than what is lost. ' +
      'Replicate, or allow a loss',
  ],
  [
    'always available',
    { availability: 100 },
    'the policy asks for 100 % availability; it must be more than 0 and less than 100 percent',
  ],
  [
    'a share instead of percent of nothing',
    { availability: 0 },
    'the policy asks for 0 % availability; it must be more than 0 and less than 100 percent',
  ],
  [
    'not a number',
    { availability: NaN },
    'the policy asks for NaN % availability; it must be more than 0 and less than 100 percent',
  ],
  [
    'years',
    { softwareFault: { rto: Duration.days(366), rpo: Duration.days(1) } },
    'the policy sets the software RTO to 366 d; more than 365 d is no target',
  ],
  [
    'an availability of deployment time',
    { availability: Lazy.number({ produce: () => 99 }) },
    'the availability of the policy is known at deployment only; write it out',
  ],
  [
    'a target of deployment time',
    { az: { rto: Duration.seconds(Lazy.number({ produce: () => 99 })), rpo: Duration.seconds(0) } },
    'the az target of the policy is known at deployment only; write it out',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new Stack(new App(), 'Orders');
  const declare = () => ResiliencyPolicy.of(stack).declare({ tier: Tier.CRITICAL, ...props });
  expect(declare).toThrow(new Error(`Orders: ${message}`));
  expect(ResiliencyPolicy.of(stack).isDeclared).toBe(false);
});

test('software has its own clock: it may take longer than the loss of a Region', () => {
  const policy = { software: target(90, 5), infrastructure: target(0, 0), az: target(0, 0), region: target(60, 1) };
  expect(() => ResiliencyPolicy.of(new App()).declare({ tier: Tier.CRITICAL, ...policy })).not.toThrow();
});

test('targets are refused exactly when a larger domain is asked to be back before a smaller one', () => {
  const seconds = fc.option(fc.record({ rto: fc.nat(9), rpo: fc.nat(9) }), { nil: undefined });
  fc.assert(
    fc.property(seconds, seconds, seconds, (infrastructure, az, region) => {
      const stated = [infrastructure, az, region].filter((each) => each !== undefined);
      const isOrdered = stated.every((inner, i) =>
        stated.slice(i + 1).every((outer) => inner.rto <= outer.rto && inner.rpo <= outer.rpo),
      );
      const policy = { tier: 'CRITICAL', infrastructure, az, region } as never;
      expect(incoherenceOf(policy) === undefined).toBe(isOrdered);
    }),
  );
});
