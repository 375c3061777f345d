import { surgeOf } from '../../../../lib/analysis/surge';
import type { ComponentSurge, JourneySurge, QuotaRecord, SurgeRecord } from '../../../../lib/analysis/surge';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, att, declaring, ref, systemOfResources, type Resources } from '../templates';

const journey = (name: string, entryPoints: string[], more: object = {}): object => ({
  name,
  owner: 'o',
  entryPoints,
  ...more,
});
const surge = (resources: Resources, ...journeys: object[]): SurgeRecord =>
  surgeOf(systemOfResources(resources, journeys.length === 0 ? {} : declaring({ journeys })));

const of = ({ components }: SurgeRecord, id: string): ComponentSurge => {
  const found = components.find(({ component }) => component === `S/${id}`);
  if (found === undefined) throw new Error(`${id} is no component of a journey`);
  return found;
};
const only = ({ journeys }: SurgeRecord): JourneySurge => journeys[0] as JourneySurge;
const verdicts = ({ levels }: { levels: readonly { percent: number; verdict: string }[] }): string[] =>
  levels.map(({ percent, verdict }) => `${percent} ${verdict}`);

/** An HTTP API with a throttle, in front of a function that uses a table. */
const shop = (rate: number, fn: object = {}, table: object = { BillingMode: 'PAY_PER_REQUEST' }): Resources => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: ref('Function') } },
  Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api') } },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: ref('Api'), DefaultRouteSettings: { ThrottlingRateLimit: rate } },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Role: att('Role', 'Arn'), Environment: { Variables: { TABLE: ref('Table') } }, ...fn },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [{ PolicyDocument: { Statement: [{ Action: 'dynamodb:*', Resource: att('Table', 'Arn') }] } }],
    },
  },
  Table: { Type: 'AWS::DynamoDB::Table', Properties: table },
});

describe('a declared journey', () => {
  it('breaks where the first link is exhausted', () => {
    const record = surge(shop(250), journey('Buy', ['Api'], { baseline: 100 }));
    expect(
      only(record).levels.map(({ percent, load, verdict, bottleneck }) => [percent, load, verdict, bottleneck]),
    ).toEqual([
      [100, 100, 'HOLDS', undefined],
      [300, 300, 'EXHAUSTED', 'S/Api'],
      [500, 500, 'EXHAUSTED', 'S/Api'],
    ]);
    expect(only(record).firstToSaturate).toEqual({ component: 'S/Api', percent: 250, basis: 'RATE' });
    expect(of(record, 'Api').levels[1]).toEqual({
      percent: 300,
      load: 300,
      verdict: 'EXHAUSTED',
      basis: 'RATE',
      utilization: 1.2,
      excess: 50,
      says: '300 requests a second arrive, 250 requests a second are carried at most.',
    });
    expect(only(record).levels[1]?.says).toBe(
      'S/Api saturates first. 300 requests a second arrive, 250 requests a second are carried at most.',
    );
  });

  it('is judged at its own surge too', () => {
    const record = surge(shop(250), journey('Buy', ['Api'], { baseline: 100, surgeFactor: 2 }));
    expect(verdicts(only(record))).toEqual(['100 HOLDS', '200 HOLDS', '300 EXHAUSTED', '500 EXHAUSTED']);
    expect(verdicts(of(record, 'Table'))).toEqual(['100 HOLDS', '200 HOLDS', '300 HOLDS', '500 HOLDS']);
  });

  it('names the worst of several exhausted links', () => {
    const fn = { ReservedConcurrentExecutions: 4 };
    const record = surge(shop(250, fn), journey('Buy', ['Api'], { baseline: 100 }));
    expect(only(record).levels.map(({ exhausted }) => exhausted)).toEqual([
      ['S/Function'],
      ['S/Function', 'S/Api'],
      ['S/Function', 'S/Api'],
    ]);
  });

  it('tells how long an execution may take', () => {
    const record = surge(
      shop(10_000, { Timeout: 10, ReservedConcurrentExecutions: 100 }),
      journey('Buy', ['Api'], { baseline: 50 }),
    );
    const levels = of(record, 'Function').levels;
    expect(levels.map(({ verdict, holdsIfWithin }) => [verdict, holdsIfWithin])).toEqual([
      ['UNKNOWN', 2],
      ['UNKNOWN', 0.666666666667],
      ['UNKNOWN', 0.4],
    ]);
    expect(levels[2]?.says).toBe(
      '250 requests a second arrive; 10 requests a second are carried for certain, and it fails for certain above ' +
        '1000 requests a second. It holds if one takes 0.4 seconds on average at most.',
    );
    expect(only(record).levels[2]).toMatchObject({ verdict: 'UNKNOWN', unknown: ['S/Function'] });
  });

  it('waits until a table has grown', () => {
    const record = surge(shop(100_000), journey('Buy', ['Api'], { baseline: 2000 }));
    // From the start 4,000: twice the baseline, too. Doubling once takes half an hour, twice an hour.
    expect(of(record, 'Table').levels.map(({ verdict, gap }) => [verdict, gap])).toEqual([
      ['HOLDS', undefined],
      ['HOLDS', { seconds: 1800, isAtLeast: false, over: 1, requests: 3_600_000 }],
      ['HOLDS', { seconds: 3600, isAtLeast: false, over: 3, requests: 21_600_000 }],
    ]);
    expect(only(record).levels.map(({ growing }) => growing)).toEqual([[], ['S/Table'], ['S/Table']]);
  });

  it('does not wait for a table that is large enough from the start', () => {
    const record = surge(shop(100_000), journey('Buy', ['Api'], { baseline: 800 }));
    expect(of(record, 'Table').levels.some(({ gap }) => gap !== undefined)).toBe(false);
  });

  it('compares fixed units with its load', () => {
    const units = { ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 } };
    const record = surge(shop(100_000, {}, units), journey('Buy', ['Api'], { baseline: 80 }));
    expect(of(record, 'Table').levels.map(({ verdict, basis, says }) => [verdict, basis, says])).toEqual([
      ['HOLDS', 'GROWTH', 'It does not grow, and is taken to carry the baseline.'],
      ['UNKNOWN', undefined, 'It does not grow; it holds if the baseline takes 33.33 percent of it at most.'],
      ['EXHAUSTED', 'RATE', '400 requests a second arrive, 300 requests a second are carried at most.'],
    ]);
  });
});

describe('journeys that declare no baseline', () => {
  it('get relative statements', () => {
    const record = surge(shop(250));
    expect(only(record).isImplied).toBe(true);
    expect(of(record, 'Api').levels.map(({ load, verdict, says }) => [load, verdict, says])).toEqual([
      [
        undefined,
        'UNKNOWN',
        'It carries 250 requests a second: it holds with a baseline of up to 250 requests a second.',
      ],
      [
        undefined,
        'UNKNOWN',
        'It carries 250 requests a second: it holds with a baseline of up to 83.33 requests a second.',
      ],
      [
        undefined,
        'UNKNOWN',
        'It carries 250 requests a second: it holds with a baseline of up to 50 requests a second.',
      ],
    ]);
    expect(of(record, 'Table').levels[2]?.says).toBe(
      'Its load is not declared: it holds from the first second up to 4000 requests a second, or 2 times its highest peak.',
    );
  });
});

/** A service of 2 to 6 tasks, which a database of a fixed size stands behind. */
const scaled: Resources = {
  Service: {
    Type: 'AWS::ECS::Service',
    Properties: { ServiceName: 'web', Cluster: 'c', TaskDefinition: ref('Task') },
  },
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      TaskRoleArn: att('Role', 'Arn'),
      ContainerDefinitions: [{ Environment: [{ Name: 'DB', Value: att('Database', 'Endpoint.Address') }] }],
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: att('Database', 'DBInstanceArn') }] } }] },
  },
  Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' } },
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ResourceId: 'service/c/web',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 8,
    },
  },
  Policy: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      ScalingTargetId: ref('Target'),
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 100,
        CustomizedMetricSpecification: { MetricName: 'Busy' },
      },
    },
  },
};

describe('sizes that follow the load', () => {
  it('are exhausted beyond their range, and need time within it', () => {
    const record = surge(scaled, journey('Look', ['Service'], { baseline: 10 }));
    expect(of(record, 'Service').levels).toEqual([
      {
        percent: 100,
        load: 10,
        verdict: 'HOLDS',
        basis: 'GROWTH',
        utilization: 0.25,
        says: 'It carries 4 times what its least size is made for.',
      },
      {
        percent: 300,
        load: 30,
        verdict: 'HOLDS',
        basis: 'GROWTH',
        utilization: 0.75,
        gap: { seconds: 180, isAtLeast: true, over: 2, requests: 3600 },
        says: 'It carries 4 times what its least size is made for.',
      },
      {
        percent: 500,
        load: 50,
        verdict: 'EXHAUSTED',
        basis: 'GROWTH',
        utilization: 1.25,
        excess: 10,
        says: 'It carries 4 times what its least size is made for: this is 5 times as much.',
      },
    ]);
    expect(only(record).firstToSaturate).toEqual({ component: 'S/Service', percent: 400, basis: 'GROWTH' });
    expect(only(record).levels.map(({ verdict, unknown }) => [verdict, unknown])).toEqual([
      ['HOLDS', []],
      ['UNKNOWN', ['S/Database']],
      ['EXHAUSTED', ['S/Database']],
    ]);
  });

  it('need no baseline', () => {
    const record = surge(scaled, journey('Look', ['Service']));
    expect(of(record, 'Service').levels[1]).toMatchObject({
      verdict: 'HOLDS',
      gap: { seconds: 180, isAtLeast: true, over: 2 },
    });
    expect(of(record, 'Service').levels[1]).not.toHaveProperty('load');
  });
});

describe('shared components', () => {
  it('get the sum of the loads', () => {
    const record = surge(
      shop(1000),
      journey('Buy', ['Api'], { baseline: 150 }),
      journey('Sell', ['Api'], { baseline: 100 }),
    );
    const api = of(record, 'Api');
    expect([api.journeys, api.baseline]).toEqual([['Buy', 'Sell'], 250]);
    expect(verdicts(api)).toEqual(['100 HOLDS', '300 HOLDS', '500 EXHAUSTED']);
    expect(api.levels[2]).toMatchObject({ load: 1250, excess: 250 });
  });

  it('have at least what is declared, where a journey declares nothing', () => {
    const record = surge(shop(1000), journey('Buy', ['Api'], { baseline: 250 }), journey('Sell', ['Api']));
    expect(of(record, 'Api').undeclared).toEqual(['Sell']);
    expect(verdicts(of(record, 'Api'))).toEqual(['100 UNKNOWN', '300 UNKNOWN', '500 EXHAUSTED']);
    expect(of(record, 'Api').levels[0]?.says).toBe(
      'At least 250 requests a second arrive; 1000 requests a second are carried for certain, and it fails for certain ' +
        'above 1000 requests a second.',
    );
  });

  it('do not pass on all requests of all journeys to all that they call', () => {
    const units = { ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 } };
    const record = surge(
      shop(10_000, {}, units),
      journey('Buy', ['Api'], { baseline: 10 }),
      journey('Look', ['Api'], { baseline: 90 }),
    );
    const table = of(record, 'Table');
    // 300 a second are too many for 30, but which of them come is not known.
    expect(table.levels[1]).toMatchObject({ load: 300, leastLoad: 0, verdict: 'UNKNOWN' });
    expect(record.journeys.map(({ links }) => links)).toEqual(
      [1, 2].map(() => [
        { mode: 'SYNCHRONOUS', isEveryRequest: true, components: ['S/Api', 'S/Function'] },
        { mode: 'SYNCHRONOUS', isEveryRequest: false, components: ['S/Table'] },
      ]),
    );
  });

  it('get a share that is not known on one of several ways', () => {
    const route = (id: string): Resources => ({
      [`Route${id}`]: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), Target: ref(id) } },
      [id]: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 10 } },
    });
    const api: Resources = { Api: { Type: 'AWS::ApiGatewayV2::Api' } };
    const one = surge({ ...api, ...route('A') }, journey('Both', ['Api'], { baseline: 200 }));
    expect(of(one, 'A').levels[0]).toMatchObject({ load: 200, verdict: 'EXHAUSTED', excess: 100 });
    const two = surge({ ...api, ...route('A'), ...route('B') }, journey('Both', ['Api'], { baseline: 200 }));
    expect(of(two, 'A').levels[0]).toMatchObject({ load: 200, leastLoad: 0, verdict: 'UNKNOWN', holdsIfWithin: 0.05 });
    expect(two.journeys[0]?.levels[0]).toMatchObject({ verdict: 'UNKNOWN', exhausted: [], unknown: ['S/A', 'S/B'] });
  });
});

/** A queue that takes the orders, and a function that works them off. */
const queued = (consumer: object, queue: object = {}): Resources => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api' },
  Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), Target: ref('Integration') } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: ref('Api'), RequestParameters: { QueueUrl: ref('Queue') } },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: queue },
  Worker: { Type: 'AWS::Lambda::Function', Properties: consumer },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Queue', 'Arn'),
      FunctionName: ref('Worker'),
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 20 },
    },
  },
});

/** A service that scales on the messages of a queue, from 2 to 8 tasks. */
const scaledOn = (queue: object): Resources => ({
  ...scaled,
  Queue: { Type: 'AWS::SQS::Queue', Properties: queue },
  Policy: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      ScalingTargetId: ref('Target'),
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 10,
        CustomizedMetricSpecification: {
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
        },
      },
    },
  },
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ResourceId: { 'Fn::Join': ['', ['service/c/', att('Service', 'Name')]] },
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 8,
    },
  },
});

describe('queues', () => {
  it('keep what the consumer cannot take at once', () => {
    const record = surge(
      queued({ Timeout: 1, ReservedConcurrentExecutions: 45 }),
      journey('Order', ['Api'], { baseline: 10, surgeDuration: 600 }),
    );
    const { buffer } = of(record, 'Queue');
    expect(buffer).toMatchObject({
      surgeDuration: 600,
      consumers: ['S/Worker'],
      retention: 345_600,
    });
    // 50 a second come for ten minutes, 45 are taken for certain.
    expect(buffer?.levels[2]).toEqual({
      percent: 500,
      basis: 'RATE',
      backlog: 3000,
      backlogSeconds: 300,
      drain: 85.7142857143,
      wait: 66.6666666667,
      loses: 'NO',
      says: 'The consumers take 4.5 times the baseline: in the order of arrival, work waits 67 s at most, all is worked off 86 s after the surge; work is kept for 4 d.',
    });
    expect(buffer?.levels[1]).toMatchObject({ backlog: 0, drain: 0, wait: 0, loses: 'NO' });
    expect(buffer?.evidence).toEqual([
      { on: 'S/Queue', path: 'Properties.MessageRetentionPeriod', says: 'it keeps work for 4 d' },
      {
        on: 'S/Mapping',
        path: 'Properties.ScalingConfig.MaximumConcurrency',
        says: 'at most 20 batches at the same time',
      },
    ]);
  });

  it('are bounded by their retention where nothing is known of the consumer', () => {
    const record = surge(queued({}), journey('Order', ['Api'], { surgeDuration: 600 }));
    expect(of(record, 'Queue').buffer?.levels[2]).toEqual({
      percent: 500,
      basis: 'RETENTION',
      backlogSeconds: 2400,
      wait: 2400,
      loses: 'UNKNOWN',
      says: 'If the consumers take no more than the baseline: in the order of arrival, work waits 40 min at most, the backlog stays; work is kept for 4 d.',
    });
  });

  it.each([
    // A standard queue may leave a message lying as long as anything waits.
    ['a standard queue', {}, ['NO', 'UNKNOWN', 'UNKNOWN']],
    ['a FIFO queue', { FifoQueue: true }, ['NO', 'NO', 'NO']],
    [
      'a FIFO queue that keeps work for an hour',
      { FifoQueue: true, MessageRetentionPeriod: 3600 },
      ['NO', 'UNKNOWN', 'UNKNOWN'],
    ],
  ])('may lose what they keep too short: %s', (_, queue, expected) => {
    const record = surge(queued({}, queue), journey('Order', ['Api']));
    expect(of(record, 'Queue').buffer?.levels.map(({ loses }) => loses)).toEqual(expected);
  });

  it('lose work for certain where the most that consumers can grow to is too little', () => {
    const record = surge(
      scaledOn({ FifoQueue: true, MessageRetentionPeriod: 600 }),
      journey('Order', ['Queue'], { surgeDuration: 3600 }),
    );
    // Four times the baseline is taken, after three minutes: at 500 percent, the last waits for 900 s and more.
    expect(of(record, 'Queue').buffer?.levels.map(({ wait, loses }) => [wait, loses])).toEqual([
      [0, 'NO'],
      [120, 'NO'],
      [1035, 'YES'],
    ]);
  });

  it('make what stands behind them late, not the answer', () => {
    const record = surge(
      queued({ Timeout: 1, ReservedConcurrentExecutions: 2 }),
      journey('Order', ['Api'], { baseline: 10 }),
    );
    expect(of(record, 'Worker').levels.map(({ verdict }) => verdict)).toEqual(['UNKNOWN', 'EXHAUSTED', 'EXHAUSTED']);
    expect(only(record).levels.map(({ verdict, delayed }) => [verdict, delayed])).toEqual([
      ['HOLDS', []],
      ['HOLDS', ['S/Worker']],
      ['HOLDS', ['S/Worker']],
    ]);
  });

  it('know the service that scales on them', () => {
    const record = surge(scaledOn({}), journey('Order', ['Queue'], { baseline: 10, surgeDuration: 600 }));
    const { buffer } = of(record, 'Queue');
    expect(buffer?.consumers).toEqual(['S/Service']);
    // Three minutes at the baseline (40 a second too many), then at 4 times it (10 too many).
    expect(buffer?.levels[2]).toMatchObject({ basis: 'GROWTH', backlog: 11_400, drain: 380, wait: 285 });
  });

  it('that take what failed are none', () => {
    const record = surge(
      {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: 'x', RedriveAllowPolicy: { redrivePermission: 'allowAll' } },
        },
      },
      journey('Order', ['Queue']),
    );
    expect(only(record).buffers).toEqual([]);
  });
});

describe('quotas', () => {
  const of = (record: SurgeRecord, id: string): QuotaRecord | undefined =>
    record.quotas.find((quota) => quota.id.startsWith(id));

  it('are compared with what a surge needs', () => {
    const record = surge({ Api: { Type: 'AWS::ApiGatewayV2::Api' } }, journey('Buy', ['Api'], { baseline: 2500 }));
    expect(of(record, 'apiGatewayThrottle')).toEqual({
      id: 'apiGatewayThrottle eu-west-1',
      service: 'Amazon API Gateway',
      name: 'Throttle rate',
      code: 'L-8A5B8E43',
      default: 10_000,
      unit: 'requests/s',
      isAdjustable: true,
      scope: 'ACCOUNT',
      region: 'eu-west-1',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
      confidence: 'HIGH',
      components: ['S/Api'],
      levels: [
        { percent: 100, needsAtLeast: 2500, needsAtMost: 2500, verdict: 'WITHIN' },
        { percent: 300, needsAtLeast: 7500, needsAtMost: 7500, verdict: 'WITHIN' },
        { percent: 500, needsAtLeast: 12_500, needsAtMost: 12_500, verdict: 'EXCEEDED' },
      ],
    });
    expect(only(record).levels.map(({ verdict, quotas }) => [verdict, quotas])).toEqual([
      ['HOLDS', []],
      ['HOLDS', []],
      ['UNKNOWN', ['apiGatewayThrottle eu-west-1']],
    ]);
    expect(only(record).levels[2]?.says).toBe('All links hold once quotas are raised.');
  });

  it('are smaller in some Regions', () => {
    const application = applicationOf({
      region: 'eu-south-1',
      resources: { Api: { Type: 'AWS::ApiGatewayV2::Api' } },
    });
    expect(surgeOf(System.of(application)).quotas[0]).toMatchObject({ default: 2500, region: 'eu-south-1' });
  });

  it('of concurrency are what all functions share, reservations included', () => {
    const record = surge(
      {
        ...shop(100_000, { Timeout: 2 }),
        Aside: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 200 } },
      },
      journey('Buy', ['Api'], { baseline: 100 }),
    );
    // An execution takes 0.1 s (10 requests a second) to 2 s (its timeout).
    expect(of(record, 'lambdaConcurrency')).toMatchObject({
      default: 1000,
      reserved: 200,
      components: ['S/Function'],
      levels: [
        { percent: 100, needsAtLeast: 210, needsAtMost: 400, verdict: 'WITHIN' },
        { percent: 300, needsAtLeast: 230, needsAtMost: 800, verdict: 'WITHIN' },
        { percent: 500, needsAtLeast: 250, needsAtMost: 1200, verdict: 'UNKNOWN' },
      ],
    });
    expect(only(record).levels.map(({ quotasToCheck }) => quotasToCheck)).toEqual([
      [],
      [],
      ['lambdaConcurrency eu-west-1'],
    ]);
  });

  it('are higher already where more is reserved than the default', () => {
    const record = surge(
      shop(100_000, { ReservedConcurrentExecutions: 3000 }),
      journey('Buy', ['Api'], { baseline: 1 }),
    );
    expect(of(record, 'lambdaConcurrency')?.levels.map(({ verdict }) => verdict)).toEqual([
      'WITHIN',
      'WITHIN',
      'WITHIN',
    ]);
  });
});

describe('connections', () => {
  const database = (fn: object): Resources => ({
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: att('Role', 'Arn'),
        Environment: { Variables: { DB: att('Database', 'Endpoint.Address') } },
        ...fn,
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: att('Database', 'DBInstanceArn') }] } }] },
    },
    Database: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', DBInstanceClass: 'db.t4g.medium' } },
  });

  it.each([
    [{}, 1000, false, true],
    [{ ReservedConcurrentExecutions: 100 }, 100, true, false],
    [{ ReservedConcurrentExecutions: 500 }, 500, true, true],
  ])('of functions with %j', (fn, executions, isReserved, isShort) => {
    const record = surge(database(fn), journey('Ask', ['Function']));
    expect(of(record, 'Database').connections).toMatchObject({
      most: 450,
      callers: [{ component: 'S/Function', executions, isReserved }],
      executions,
      isShort,
    });
  });
});

describe('other links', () => {
  it('of third parties are not known, optional ones do not count', () => {
    const declared = declaring({
      externalDependencies: [{ name: 'Cards' }, { name: 'Mail', criticality: 'SOFT' }],
      journeys: [journey('Buy', ['Api'], { baseline: 10, dependsOn: ['Cards', 'Mail'] })],
    });
    const record = surgeOf(systemOfResources(shop(10_000), declared));
    expect(only(record).levels[0]).toMatchObject({ verdict: 'UNKNOWN', unknown: ['Cards'] });
    expect(only(record).links).toEqual([
      { mode: 'SYNCHRONOUS', isEveryRequest: true, components: ['S/Api', 'Cards', 'S/Function', 'S/Table'] },
      { mode: 'OPTIONAL', isEveryRequest: false, components: ['Mail'] },
    ]);
    expect(record.components.find(({ component }) => component === 'Cards')?.capacity).toMatchObject({
      kind: 'UNKNOWN',
      because: 'the limits of Cards are in no template',
    });
  });

  it('that a journey does without are left out', () => {
    const record = surge(shop(10_000), journey('Buy', ['Api'], { exclude: ['Table'] }));
    expect(only(record).links.flatMap(({ components }) => components)).toEqual(['S/Api', 'S/Function']);
  });

  it('are none where nothing is reached', () => {
    const record = surge({ Role: { Type: 'AWS::IAM::Role' } }, journey('Nothing', ['Role']));
    expect(only(record).levels[0]).toMatchObject({ verdict: 'UNKNOWN', says: 'It reaches no component.' });
    expect(surgeOf(systemOfResources({}))).toMatchObject({ journeys: [], components: [], quotas: [] });
  });
});

describe('a hostile graph', () => {
  it.each<[string, (n: number) => string[], number]>([
    ['a chain', (n) => (n + 1 < 20_000 ? [`F${n + 1}`] : []), 20_000],
    ['a clique', () => Array.from({ length: 300 }, (_, to) => `F${to}`), 300],
    ['a circle that refers to itself', (n) => [`F${n}`, `F${(n + 1) % 50}`], 50],
  ])('%s ends', (_, next, count) => {
    const resources = Object.fromEntries(
      Array.from({ length: count }, (__, n) => [
        `F${n}`,
        { Type: 'AWS::ApiGateway::VpcLink', Properties: { TargetArns: next(n).map(ref) } },
      ]),
    );
    const system = systemOfResources(resources, declaring({ journeys: [journey('All', ['F0'], { baseline: 1 })] }));
    const begun = performance.now();
    const record = surgeOf(system);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(record.journeys).toHaveLength(1);
  });
});
