import { recoveryOf } from '../../../../lib/analysis/recovery/recovery';
import type { RecoveryAnalysis, RecoveryRecord } from '../../../../lib/analysis/recovery/records';
import { Estimator, type EstimateOptions } from '../../../../lib/analysis/recovery/estimate';
import { System } from '../../../../lib/analysis/system/system';
import { Application } from '../../../../lib/model/application';
import type { JsonObject } from '../../../../lib/model/values';
import { systemOf, type Plan } from '../random-system';
import { applicationOf, att, declaring, network, ref, webService, type Resources, type StackPlan } from '../templates';

const POLICY = {
  tier: 'CRITICAL',
  availability: 99.9,
  software: { rto: 7200, rpo: 900 },
  infrastructure: { rto: 900, rpo: 300 },
  az: { rto: 900, rpo: 300 },
  region: { rto: 3600, rpo: 900 },
};

function analyse(stacks: readonly StackPlan[], options?: EstimateOptions): RecoveryAnalysis {
  const system = System.of(applicationOf(...stacks));
  return recoveryOf(system, new Estimator(system.application, options));
}

function journeyOf(resources: Resources, declared: object, options?: EstimateOptions): RecoveryRecord {
  const journey = { name: 'Order', owner: 'shop', policy: POLICY, ...declared };
  return analyse([{ resources, rest: declaring({ journeys: [journey] }) }], options).journeys[0]!;
}

const table = (recovers: boolean): Resources => ({
  Orders: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovers } },
  },
});

/** An API that calls a function that writes to a table. */
const api: Resources = {
  ...table(true),
  Handler: {
    Type: 'AWS::Lambda::Function',
    Properties: { Role: att('Role', 'Arn'), Environment: { Variables: { TABLE: ref('Orders') } } },
  },
  Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Handler') } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: att('Orders', 'Arn') }] } }] },
  },
};

describe('the longest way back', () => {
  // Worked example: the function is behind the table. Nobody watches: 1,800 s to notice, 300 to answer, 600 to decide.
  // The table is restored by 2,700 + 5,400 = 8,100 s, then the alias is turned back: 8,400 s.
  it('goes through what has to be back first, and waits for people once', () => {
    const { software } = journeyOf(api, { entryPoints: ['Handler'] }).disruptions;
    expect(software.rto).toEqual({
      verdict: 'MISSED',
      estimate: 8400,
      target: 7200,
      missedBy: 1200,
      unrecoverable: [],
      unmodelled: [],
      maximum: 8100,
      sum: 11_100,
      path: [
        { name: 'S/Orders', begins: 2700, ends: 8100, waitsForPeople: true },
        { name: 'S/Handler', begins: 8100, ends: 8400 },
      ],
      weakest: [
        { name: 'S/Orders', estimate: 3000, lift: 5400 },
        { name: 'S/Handler', estimate: 8100, lift: 300 },
      ],
    });
    expect(software.rpo).toEqual({
      verdict: 'MET',
      estimate: 300,
      target: 900,
      unrecoverable: [],
      unmodelled: [],
      by: 'S/Orders',
      weakest: [{ name: 'S/Orders', estimate: 0, lift: 300 }],
    });
  });

  it('is shorter where an alarm tells people', () => {
    const { software } = journeyOf(api, { entryPoints: ['Handler'] }, { isWatched: () => true }).disruptions;
    expect([software.rto.verdict, software.rto.estimate]).toEqual(['MET', 1200 + 5400 + 300]);
  });

  it('takes nothing where services go on by themselves', () => {
    const { az, infrastructure } = journeyOf(api, { entryPoints: ['Handler'] }).disruptions;
    expect([az.rto.estimate, az.rto.verdict, az.rto.path, infrastructure.rto.estimate]).toEqual([0, 'MET', [], 0]);
  });

  it('never ends where nothing brings a component back', () => {
    const { software } = journeyOf({ ...api, ...table(false) }, { entryPoints: ['Handler'] }).disruptions;
    expect(software.rto).toMatchObject({
      verdict: 'UNRECOVERABLE',
      estimate: 'UNRECOVERABLE',
      unrecoverable: ['S/Orders'],
      weakest: [{ name: 'S/Orders', estimate: 3000 }],
    });
    expect(software.rpo).toMatchObject({ verdict: 'UNRECOVERABLE', unrecoverable: ['S/Orders'] });
  });

  it('is not said where a component is not known, but what the rest takes is', () => {
    const pool: Resources = {
      Users: { Type: 'AWS::Cognito::UserPool' },
      Handler: { Type: 'AWS::Lambda::Function' },
    };
    const declared = { entryPoints: ['Handler'], dependsOn: ['Users'] };
    const { software } = journeyOf(pool, declared).disruptions;
    const because = 'no figure fits AWS::Cognito::UserPool as it is configured';
    expect(software.rto).toMatchObject({
      verdict: 'UNMODELLED',
      estimate: 'UNMODELLED',
      atLeast: 4500,
      unmodelled: [{ name: 'S/Users', because }],
    });
    expect(software.rpo).toMatchObject({ verdict: 'UNMODELLED', unmodelled: [{ name: 'S/Users', because }] });
    const tight = { ...declared, policy: { ...POLICY, software: { rto: 3600, rpo: 60 } } };
    expect(journeyOf(pool, tight).disruptions.software.rto).toMatchObject({ verdict: 'MISSED', missedBy: 900 });
  });

  it('is told without a target', () => {
    const { software } = journeyOf(api, { entryPoints: ['Handler'], policy: { tier: 'CRITICAL' } }).disruptions;
    expect(software.rto).toMatchObject({ verdict: 'NO_TARGET', estimate: 8400 });
    expect(software.rto).not.toHaveProperty('missedBy');
  });

  it('leaves out what the journey only uses, and what waits in a queue', () => {
    const soft = { entryPoints: ['Handler'], dependsOn: [{ on: 'Cart', criticality: 'SOFT' }] };
    const resources: Resources = {
      ...api,
      Cart: { Type: 'AWS::DynamoDB::Table' },
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 3600 } },
      Worker: { Type: 'AWS::Lambda::Function' },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: att('Jobs', 'Arn'), FunctionName: ref('Worker') },
      },
    };
    const found = journeyOf(resources, { ...soft, entryPoints: ['Handler', 'Jobs'] });
    expect(found.disruptions.software.rto.estimate).toBe(8400);
    expect(found.disruptions.software.rpo.estimate).toBe(300);
    expect(found.buffers).toEqual([{ name: 'S/Jobs', retention: 3600 }]);
  });
});

describe('the loss of a zone', () => {
  const orders = { entryPoints: ['Balancer'] };

  // Worked example: tasks in two zones, a gateway in each. 60 s for the tasks, then 60 s for the load balancer.
  it('is short where each zone has its own way out', () => {
    const { az } = journeyOf({ ...network(2), ...webService(2) }, orders).disruptions;
    expect(az.rto).toMatchObject({ verdict: 'MET', estimate: 120, maximum: 60, sum: 120, domain: 'eu-west-1a' });
    expect(az.rto.path.map(({ name, ends }) => `${name} ${ends}`)).toEqual(['S/Service 60', 'S/Balancer 120']);
  });

  // With one gateway for both, somebody changes routes: 2,700 + 900, then 60 and 60. Only its own zone takes it along.
  it('is long where the zones share one', () => {
    const { az } = journeyOf({ ...network(1), ...webService(2) }, orders).disruptions;
    expect(az.rto).toMatchObject({ verdict: 'MISSED', estimate: 3720, missedBy: 2820, domain: 'eu-west-1a' });
    expect(az.rto.weakest[0]).toEqual({ name: 'S/NatA', estimate: 120, lift: 3600 });
  });
});

describe('the loss of a Region', () => {
  const balancer = {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Subnets: ['subnet-1', 'subnet-2'] },
  };

  /** A stack with a load balancer, and a name of its own. */
  const entry = (id: string, region: string, host: string): StackPlan => ({
    id,
    region,
    resources: {
      Api: balancer,
      Name: {
        Type: 'AWS::Route53::RecordSet',
        Properties: { Name: `${host}.`, Type: 'A', AliasTarget: { DNSName: att('Api', 'DNSName') } },
      },
    },
  });

  /** A record of the name that customers call, for one of the Regions. */
  const record = (failover: string, host: string, check: object): Resources => ({
    [failover]: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        Name: 'shop.example.com.',
        Type: 'A',
        Failover: failover,
        SetIdentifier: failover,
        HealthCheckId: ref(`${failover}Check`),
        AliasTarget: { DNSName: host },
      },
    },
    [`${failover}Check`]: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: check } },
  });

  /** Two Regions, each with an entry; records fail over from one to the other. */
  function twoRegions(check: object | undefined): RecoveryRecord {
    const dns: Resources =
      check === undefined
        ? { Zone: { Type: 'AWS::Route53::HostedZone' } }
        : { ...record('PRIMARY', 'here.example.com', check), ...record('SECONDARY', 'there.example.com', check) };
    const entryPoints = ['Here/Api', 'There/Api'];
    const journey = {
      name: 'Shop',
      owner: 'shop',
      policy: POLICY,
      entryPoints,
      surgeFactor: 5,
      surgeDuration: 3600,
      dependsOn: [],
      exclude: [],
    };
    const metadata = new Map([['Here', { intent: { journey: [journey as unknown as JsonObject] } }]]);
    const plans = [
      entry('Here', 'eu-west-1', 'here.example.com'),
      entry('There', 'us-east-1', 'there.example.com'),
      { id: 'Dns', region: 'us-east-1', resources: dns },
    ];
    const application = new Application({
      name: 'test',
      stacks: plans.map(({ id, region, resources, rest }: StackPlan) => ({
        id: id as string,
        constructPath: id as string,
        constructPaths: new Map(Object.keys(resources).map((each) => [each, `${id}/${each}`])),
        templatePath: `${id}.json`,
        template: { ...rest, Resources: resources } as unknown as JsonObject,
        metadata,
        ...(region !== undefined && { region }),
      })),
    });
    return recoveryOf(System.of(application)).journeys[0]!;
  }

  // Worked example: checks every 10 s, 3 failures, then the 60 s that the alias is kept: 90 s.
  it('is over when customers are led to the other one', () => {
    const { region } = twoRegions({ Type: 'HTTPS', RequestInterval: 10, FailureThreshold: 3 }).disruptions;
    expect(region.rto).toMatchObject({ verdict: 'MET', estimate: 90, maximum: 90, sum: 90 });
    expect(region.rto.routing).toMatchObject({ seconds: 90, formula: '10 x 3 + 60', confidence: 'HIGH' });
    expect(region.rto.path).toEqual([{ name: 'Shop in us-east-1', begins: 0, ends: 90 }]);
  });

  it('leads nobody to the other one when a zone or a host is lost', () => {
    const { infrastructure } = twoRegions({ Type: 'HTTPS' }).disruptions;
    expect(infrastructure.rto.estimate).toBe('UNMODELLED');
    expect(infrastructure.rto.unmodelled.map(({ name }) => name).sort()).toEqual(['Here/Api', 'There/Api']);
  });

  it('takes the defaults of a health check', () => {
    const { region } = twoRegions({ Type: 'HTTPS' }).disruptions;
    expect([region.rto.estimate, region.rto.routing?.formula]).toEqual([150, '30 x 3 + 60']);
  });

  it('waits for people who turn a routing control', () => {
    const { region } = twoRegions({ Type: 'RECOVERY_CONTROL' }).disruptions;
    expect([region.rto.estimate, region.rto.verdict]).toEqual([2700 + 30 + 60, 'MET']);
  });

  it('is not guessed where nothing leads customers there', () => {
    const { region } = twoRegions(undefined).disruptions;
    expect(region.rto).toMatchObject({
      verdict: 'UNMODELLED',
      atLeast: 0,
      unmodelled: [
        { name: 'Shop in us-east-1', because: 'the record leads to one Region only: somebody has to change it' },
      ],
    });
  });

  it('means deploying everything elsewhere, once, where there is one Region only', () => {
    const resources: Resources = {
      First: { Type: 'AWS::Lambda::Function' },
      Second: { Type: 'AWS::Lambda::Function' },
    };
    const { region } = journeyOf(resources, { entryPoints: ['First'], dependsOn: ['Second'] }).disruptions;
    expect(region.rto).toMatchObject({ verdict: 'MISSED', estimate: 6300, sum: 6300, missedBy: 2700 });
  });
});

describe('the analysis', () => {
  it('tells each component once, with its sources', () => {
    const { components, assumptions } = analyse([
      {
        resources: api,
        rest: declaring({
          journeys: [
            { name: 'A', owner: 'a', entryPoints: ['Handler'] },
            { name: 'B', owner: 'b', entryPoints: ['Handler'] },
          ],
        }),
      },
    ]);
    expect(components.map(({ component, service, holds }) => `${component.name} ${service} ${holds}`).sort()).toEqual([
      'S/Handler lambda NOTHING',
      'S/Orders dynamodb DATA',
    ]);
    const restored = components.find(({ service }) => service === 'dynamodb')!.estimates[0]!;
    expect(restored).toMatchObject({
      disruption: 'software',
      rto: { seconds: 5400, basis: 'OBSERVED', confidence: 'MEDIUM' },
      rpo: { seconds: 300, basis: 'DOCUMENTED', confidence: 'HIGH' },
      hands: 'MANUAL',
      people: 2700,
      figure: 'dynamodb-point-in-time',
    });
    expect(restored.evidence[0]?.path).toBe('Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
    expect(assumptions.decision).toBe(600);
    expect(JSON.parse(JSON.stringify(components))).toEqual(components);
  });

  it('ends for hostile graphs, and says what it did not tell apart', () => {
    const journeys = [{ entryPoints: [0], excluded: [] }];
    const part = (single: readonly number[], members: readonly number[] = []): Plan['parts'][number] => ({
      single: single.map((to) => [to, 'HARD'] as const),
      gates: members.length === 0 ? [] : [{ kind: 'ALTERNATIVES', members, outsiders: 0, effect: 'HARD' }],
    });
    const everyone = Array.from({ length: 500 }, (_, i) => i);
    const plans: Plan[] = [
      { parts: everyone.map(() => part(everyone)), journeys },
      { parts: Array.from({ length: 20_000 }, (_, i) => part(i < 19_999 ? [i + 1] : [])), journeys },
      { parts: Array.from({ length: 2000 }, (_, i) => part([], i < 1998 ? [i + 1, i + 2] : [])), journeys },
    ];
    const found = plans.map((plan) => recoveryOf(systemOf(plan)).journeys[0]!.availability.unmodelled);
    expect(found[2]).toContainEqual({ name: 'journey 0', because: 'it has too many alternatives to tell apart' });
  });

  it('has nothing to say of nothing', () => {
    expect(analyse([{ resources: {} }])).toMatchObject({ components: [], journeys: [], bounded: [] });
  });
});
