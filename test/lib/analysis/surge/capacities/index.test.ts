import { capacityOf } from '../../../../../lib/analysis/surge/capacities';
import { memoryOf } from '../../../../../lib/analysis/surge/capacities/databases';
import { timeTo, type Capacity } from '../../../../../lib/analysis/surge/capacity';
import { tidy } from '../../../../../lib/analysis/surge/words';
import { att, ref, systemOfResources, type Resources } from '../../templates';

/** The capacity of the resource `It`. */
function capacity(resources: Resources, rest?: object): Capacity {
  const system = systemOfResources(resources, rest);
  const node = system.nodes.find(({ resource }) => resource?.id === 'It');
  if (node === undefined) throw new Error('There is no It');
  return capacityOf(node);
}

const rounded = (range: object | undefined): object | undefined =>
  range && Object.fromEntries(Object.entries(range).map(([key, value]) => [key, tidy(value as number)]));

/** What of a capacity its tests look at; seconds are those to full size. */
function told(found: Capacity): object {
  const { kind, rate, growth, time } = found;
  const seconds = time && timeTo(time, Math.max(1, growth?.sustained ?? growth?.limit ?? 1)).seconds;
  return {
    kind,
    ...(rate && { rate: rounded(rate) }),
    ...(growth && { growth: rounded(growth) }),
    ...(seconds !== undefined && { seconds }),
  };
}

const service = (properties: object = {}): Resources => ({
  It: { Type: 'AWS::ECS::Service', Properties: { ServiceName: 'web', Cluster: 'c', ...properties } },
});
const target = (MinCapacity: number, MaxCapacity: number): Resources => ({
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ResourceId: { 'Fn::Join': ['', ['service/c/', att('It', 'Name')]] },
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
      MinCapacity,
      MaxCapacity,
    },
  },
});
const policy = (id: string, TargetValue: number, metric: object, more: object = {}): Resources => ({
  [id]: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: ref('Target'),
      TargetTrackingScalingPolicyConfiguration: { TargetValue, ...metric, ...more },
    },
  },
});
const predefined = (PredefinedMetricType: string): object => ({
  PredefinedMetricSpecification: { PredefinedMetricType },
});
const CPU = predefined('ECSServiceAverageCPUUtilization');
const REQUESTS = predefined('ALBRequestCountPerTarget');

describe('containers and instances', () => {
  it.each<[string, Resources, object]>([
    [
      'a service of a fixed size',
      service({ DesiredCount: 4 }),
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1, limit: 1 } },
    ],
    [
      'a service that says nothing: one task',
      service(),
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1, limit: 1 } },
    ],
    ['a service that is switched off', service({ DesiredCount: 0 }), { kind: 'UNKNOWN' }],
    ['a daemon', service({ SchedulingStrategy: 'DAEMON' }), { kind: 'UNKNOWN' }],
    [
      'a service between 2 and 8 tasks at 80 percent of CPU: 4 times, with 25 percent to spare until it is full',
      { ...service(), ...target(2, 8), ...policy('Cpu', 80, CPU, { ScaleOutCooldown: 60 }) },
      // 180 s until the alarm; a step makes 1.25 times at most, so 4 times takes 7 steps, with 6 cooldowns between.
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 4, limit: 5 }, seconds: 180 + 6 * 60 },
    ],
    [
      'a service at 40 percent of CPU: its tasks carry twice as much at 80 percent',
      { ...service(), ...target(3, 15), ...policy('Cpu', 40, CPU) },
      // 10 times takes 3 steps of 2.5 at most, with the usual cooldown of 300 s between.
      { kind: 'RELATIVE', growth: { immediate: 2, sustained: 10, limit: 12.5 }, seconds: 180 + 2 * 300 },
    ],
    [
      'a service that scales on requests: 600 a minute for each of 2 to 10 tasks',
      { ...service(), ...target(2, 10), ...policy('Requests', 600, REQUESTS) },
      {
        kind: 'ABSOLUTE',
        rate: { immediate: 20, sustained: 100, limit: 100 },
        growth: { immediate: 1, sustained: 5, limit: 5 },
        seconds: 180,
      },
    ],
    [
      'a service that scales on requests and CPU: the CPU tells how much room a task has',
      { ...service(), ...target(2, 10), ...policy('Requests', 600, REQUESTS), ...policy('Cpu', 50, CPU) },
      {
        kind: 'ABSOLUTE',
        rate: { immediate: 32, sustained: 160, limit: 200 },
        growth: { immediate: 1.6, sustained: 8, limit: 10 },
        seconds: 180,
      },
    ],
    [
      'a service that scales on memory, which does not tell the load',
      { ...service(), ...target(2, 6), ...policy('Memory', 50, predefined('ECSServiceAverageMemoryUtilization')) },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 3, limit: 3 }, seconds: 180 },
    ],
    [
      'a scalable target that no policy acts on',
      { ...service(), ...target(2, 6) },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1, limit: 3 } },
    ],
    [
      'a service that starts at nothing',
      { ...service(), ...target(0, 6), ...policy('Cpu', 50, CPU) },
      { kind: 'UNKNOWN' },
    ],
    [
      'a service whose bounds are parameters',
      {
        ...service(),
        ...target(1, 2),
        Target: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          Properties: {
            ResourceId: { 'Fn::Join': ['', ['service/c/', att('It', 'Name')]] },
            ScalableDimension: 'ecs:service:DesiredCount',
            MinCapacity: ref('Least'),
          },
        },
      },
      { kind: 'UNKNOWN' },
    ],
    [
      'a group that nothing scales stays at what is desired',
      {
        It: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { MinSize: '2', MaxSize: '8', DesiredCapacity: '3' },
        },
      },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1, limit: 1 } },
    ],
    [
      'a group at 60 percent of CPU, whose instances warm up for two minutes',
      {
        It: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { MinSize: '2', MaxSize: '6', DefaultInstanceWarmup: 120 },
        },
        Policy: {
          Type: 'AWS::AutoScaling::ScalingPolicy',
          Properties: {
            AutoScalingGroupName: ref('It'),
            TargetTrackingConfiguration: { ...predefined('ASGAverageCPUUtilization'), TargetValue: 60 },
          },
        },
      },
      // 4 times takes 3 steps of 1.67.
      { kind: 'RELATIVE', growth: { immediate: tidy(4 / 3), sustained: 4, limit: 5 }, seconds: 300 + 2 * 120 },
    ],
    [
      'a group that ECS sizes',
      {
        It: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '6' } },
        Provider: {
          Type: 'AWS::ECS::CapacityProvider',
          Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: ref('It') } },
        },
      },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 3, limit: 3 }, seconds: 180 },
    ],
    [
      'nodes that an autoscaler in the cluster may add',
      { It: { Type: 'AWS::EKS::Nodegroup', Properties: { ScalingConfig: { MinSize: 2, MaxSize: 6 } } } },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1, limit: 3 } },
    ],
    [
      'one instance',
      { It: { Type: 'AWS::EC2::Instance' } },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1 } },
    ],
    [
      'App Runner by its defaults',
      { It: { Type: 'AWS::AppRunner::Service' } },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 25, limit: 25 }, seconds: 180 },
    ],
    [
      'Elastic Beanstalk',
      {
        It: {
          Type: 'AWS::ElasticBeanstalk::Environment',
          Properties: {
            OptionSettings: [
              { Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: '2' },
              { Namespace: 'aws:autoscaling:asg', OptionName: 'MaxSize', Value: '6' },
            ],
          },
        },
      },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 3, limit: 3 }, seconds: 180 },
    ],
    [
      'ECS Express Mode',
      {
        It: {
          Type: 'AWS::ECS::ExpressGatewayService',
          Properties: { ScalingTarget: { MinTaskCount: 2, MaxTaskCount: 4, AutoScalingTargetValue: 80 } },
        },
      },
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 2, limit: 2.5 }, seconds: 180 + 3 * 300 },
    ],
  ])('%s', (_, resources, expected) => {
    expect(told(capacity(resources))).toEqual(expected);
  });

  it('tells from where it was read', () => {
    const found = capacity({ ...service(), ...target(2, 8), ...policy('Cpu', 80, CPU) });
    expect(found.evidence.map(({ resource, path, says }) => [resource.id, path, says])).toEqual([
      ['Target', 'Properties.MinCapacity', 'MinCapacity is 2'],
      ['Target', 'Properties.MaxCapacity', 'MaxCapacity is 8'],
      [
        'Cpu',
        'Properties.TargetTrackingScalingPolicyConfiguration.TargetValue',
        'scaling aims at a utilization of 80 percent',
      ],
    ]);
    expect(found.amounts).toEqual([{ what: 'tasks', least: 2, most: 8 }]);
  });

  it('tells what deployment decides', () => {
    const found = capacity(
      { It: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: ref('Count') } } },
      { Parameters: { Count: { Type: 'Number' } } },
    );
    expect([found.kind, found.evidence.map(({ path }) => path)]).toEqual(['UNKNOWN', ['Properties.DesiredCount']]);
  });
});

describe('functions', () => {
  const fn = (properties: object): Resources => ({ It: { Type: 'AWS::Lambda::Function', Properties: properties } });

  it.each<[string, Resources, object]>([
    ['a function without a reservation', fn({ Timeout: 10 }), { kind: 'UNBOUNDED' }],
    [
      'a reservation: at the timeout it takes 100 / 5, at the least 10 for each execution',
      fn({ Timeout: 5, ReservedConcurrentExecutions: 100 }),
      { kind: 'ABSOLUTE', rate: { immediate: 20, sustained: 20, limit: 1000 }, seconds: 0 },
    ],
    [
      'a large one, which takes two intervals of 10 seconds to grow',
      fn({ ReservedConcurrentExecutions: 3000 }),
      { kind: 'ABSOLUTE', rate: { immediate: tidy(1000 / 3), sustained: 1000, limit: 30_000 }, seconds: 20 },
    ],
    [
      'a large one that is warm',
      {
        ...fn({ ReservedConcurrentExecutions: 3000 }),
        Alias: {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            FunctionName: ref('It'),
            ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2500 },
          },
        },
      },
      { kind: 'ABSOLUTE', rate: { immediate: tidy(2500 / 3), sustained: 1000, limit: 30_000 }, seconds: 10 },
    ],
    [
      'one that reads batches of 50',
      {
        ...fn({ Timeout: 5, ReservedConcurrentExecutions: 100 }),
        Queue: { Type: 'AWS::SQS::Queue' },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: att('Queue', 'Arn'), FunctionName: ref('It'), BatchSize: 50 },
        },
      },
      { kind: 'ABSOLUTE', rate: { immediate: 20, sustained: 20, limit: 50_000 }, seconds: 0 },
    ],
    [
      'a function that is switched off',
      fn({ Timeout: 5, ReservedConcurrentExecutions: 0 }),
      { kind: 'ABSOLUTE', rate: { immediate: 0, sustained: 0, limit: 0 }, seconds: 0 },
    ],
    [
      'one of SAM, by its globals',
      { It: { Type: 'AWS::Serverless::Function', Properties: { ReservedConcurrentExecutions: 10 } } },
      { kind: 'ABSOLUTE', rate: { immediate: 5, sustained: 5, limit: 100 }, seconds: 0 },
    ],
  ])('%s', (_, resources, expected) => {
    expect(told(capacity(resources, { Globals: { Function: { Timeout: 2 } } }))).toEqual(expected);
  });
});

describe('tables', () => {
  const table = (properties: object, Type = 'AWS::DynamoDB::Table'): Resources => ({
    It: { Type, Properties: properties },
  });
  const units = (ReadCapacityUnits: number, WriteCapacityUnits: number): object => ({
    ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits },
  });
  const scaled = (kind: 'Read' | 'Write', most: number): Resources => ({
    [`${kind}Target`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ResourceId: { 'Fn::Join': ['', ['table/', ref('It')]] },
        ScalableDimension: `dynamodb:table:${kind}CapacityUnits`,
        MinCapacity: 10,
        MaxCapacity: most,
      },
    },
    [`${kind}Policy`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        ScalingTargetId: ref(`${kind}Target`),
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 50,
          ...predefined(`DynamoDB${kind}CapacityUtilization`),
        },
      },
    },
  });
  const ON_DEMAND = { BillingMode: 'PAY_PER_REQUEST' };

  it.each<[string, Resources, object]>([
    [
      'fixed units: two reads a second for a read unit at most, one write for a write unit',
      table(units(5, 7)),
      { kind: 'ABSOLUTE', rate: { limit: 17 }, growth: { immediate: 1, sustained: 1 } },
    ],
    [
      'an index has units of its own, so that there is no common bound',
      table({ ...units(5, 7), GlobalSecondaryIndexes: [{ IndexName: 'i' }] }),
      { kind: 'ABSOLUTE', rate: {}, growth: { immediate: 1, sustained: 1 } },
    ],
    [
      'scaled units, 5 times for reads and 10 for writes, filled to 50 percent',
      { ...table(units(10, 10)), ...scaled('Read', 50), ...scaled('Write', 100) },
      { kind: 'ABSOLUTE', rate: { limit: 200 }, growth: { immediate: 2, sustained: 10, limit: 20 }, seconds: 120 },
    ],
    ['units that nobody gave', table({}), { kind: 'UNKNOWN' }],
    [
      'on demand',
      table(ON_DEMAND),
      { kind: 'UNBOUNDED', rate: { immediate: 4000 }, growth: { immediate: 2 }, seconds: 0 },
    ],
    [
      'on demand and warm',
      table({ ...ON_DEMAND, WarmThroughput: { ReadUnitsPerSecond: 30_000, WriteUnitsPerSecond: 20_000 } }),
      { kind: 'UNBOUNDED', rate: { immediate: 20_000 }, growth: { immediate: 2 }, seconds: 0 },
    ],
    [
      'on demand with a maximum',
      table({ ...ON_DEMAND, OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 50 } }),
      { kind: 'ABSOLUTE', rate: { immediate: 50, limit: 250 }, seconds: 0 },
    ],
    [
      'on demand with a maximum of writes only',
      table({ ...ON_DEMAND, OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 50 } }),
      { kind: 'UNBOUNDED', rate: { immediate: 4000 }, growth: { immediate: 2 }, seconds: 0 },
    ],
    [
      'a global table: the reads of its own Region',
      table(
        {
          WriteProvisionedThroughputSettings: {
            WriteCapacityAutoScalingSettings: {
              MinCapacity: 10,
              MaxCapacity: 40,
              TargetTrackingScalingPolicyConfiguration: { TargetValue: 80 },
            },
          },
          Replicas: [
            { Region: 'us-east-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 900 } },
            {
              Region: 'eu-west-1',
              ReadProvisionedThroughputSettings: {
                ReadCapacityAutoScalingSettings: { MinCapacity: 5, MaxCapacity: 10 },
              },
            },
          ],
        },
        'AWS::DynamoDB::GlobalTable',
      ),
      { kind: 'ABSOLUTE', rate: { limit: 60 }, growth: { immediate: 1, sustained: 2, limit: 5 }, seconds: 120 },
    ],
    [
      'a simple table of SAM',
      table({}, 'AWS::Serverless::SimpleTable'),
      { kind: 'UNBOUNDED', rate: { immediate: 4000 }, growth: { immediate: 2 }, seconds: 0 },
    ],
    ['Keyspaces on demand', table({}, 'AWS::Cassandra::Table'), { kind: 'UNBOUNDED' }],
  ])('%s', (_, resources, expected) => {
    expect(told(capacity(resources))).toEqual(expected);
  });

  it('doubles each half hour', () => {
    const { time } = capacity(table(ON_DEMAND));
    expect([1, 2, 3, 4, 5, 8, 9].map((multiple) => timeTo(time!, multiple).seconds)).toEqual([
      0, 0, 1800, 1800, 3600, 3600, 5400,
    ]);
  });
});

describe('databases and caches', () => {
  const FIXED = { kind: 'RELATIVE', growth: { immediate: 1, sustained: 1 } };
  const it_ = (Type: string, Properties: object = {}): Resources => ({ It: { Type, Properties } });
  const cluster = (scaling: object): Resources => ({
    ...it_('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', ServerlessV2ScalingConfiguration: scaling }),
    Writer: {
      Type: 'AWS::RDS::DBInstance',
      Properties: { DBClusterIdentifier: ref('It'), DBInstanceClass: 'db.serverless' },
    },
  });

  it.each<[string, Resources, object]>([
    ['an instance', it_('AWS::RDS::DBInstance', { DBInstanceClass: 'db.m7g.large', Engine: 'postgres' }), FIXED],
    [
      'Aurora Serverless',
      cluster({ MinCapacity: 2, MaxCapacity: 16 }),
      { kind: 'RELATIVE', growth: { immediate: 1, sustained: 8, limit: 8 }, seconds: 0 },
    ],
    ['Aurora Serverless that pauses', cluster({ MinCapacity: 0, MaxCapacity: 16 }), { kind: 'UNKNOWN' }],
    [
      'a cluster of provisioned instances',
      {
        ...it_('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }),
        Writer: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { DBClusterIdentifier: ref('It'), DBInstanceClass: 'db.r7g.large' },
        },
      },
      { kind: 'UNBOUNDED' },
    ],
    ['a cluster of its own instances', it_('AWS::RDS::DBCluster', { DBClusterInstanceClass: 'db.m6gd.large' }), FIXED],
    ['a proxy', it_('AWS::RDS::DBProxy'), { kind: 'UNBOUNDED' }],
    ['a cache', it_('AWS::ElastiCache::ReplicationGroup', { CacheNodeType: 'cache.r7g.large' }), FIXED],
    ['a serverless cache', it_('AWS::ElastiCache::ServerlessCache'), { kind: 'UNBOUNDED' }],
    [
      'a serverless cache with a maximum',
      it_('AWS::ElastiCache::ServerlessCache', { CacheUsageLimits: { ECPUPerSecond: { Maximum: 5000 } } }),
      { kind: 'ABSOLUTE', rate: { limit: 5000 } },
    ],
    ['a search domain', it_('AWS::OpenSearchService::Domain'), FIXED],
    ['a broker of Kafka', it_('AWS::MSK::Cluster', { NumberOfBrokerNodes: 3 }), FIXED],
    ['serverless Kafka', it_('AWS::MSK::ServerlessCluster'), { kind: 'UNKNOWN' }],
    ['a file system that bursts', it_('AWS::EFS::FileSystem'), { kind: 'UNKNOWN' }],
    [
      'a file system that is elastic',
      it_('AWS::EFS::FileSystem', { ThroughputMode: 'elastic' }),
      { kind: 'UNBOUNDED' },
    ],
  ])('%s', (_, resources, expected) => {
    expect(told(capacity(resources))).toEqual(expected);
  });

  it.each([
    ['db.t3.micro', 1],
    ['db.t4g.medium', 4],
    ['db.m5.large', 8],
    ['db.m6gd.xlarge', 16],
    ['db.r7g.2xlarge', 64],
    ['db.r6i.24xlarge', 768],
    // Families with sizes of their own.
    ['db.t2.medium', undefined],
    ['db.m4.large', undefined],
    ['db.x2g.large', undefined],
    ['db.serverless', undefined],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('memory of %s', (size, gib) => {
    expect(memoryOf(size)).toBe(gib === undefined ? undefined : gib * 1024 ** 3);
  });

  it.each([
    ['postgres', 'db.t4g.medium', 450],
    ['aurora-postgresql', 'db.r7g.16xlarge', 5000],
    ['mysql', 'db.m7g.large', 682],
    ['aurora-mysql', 'db.r7g.large', undefined],
    ['sqlserver-ee', 'db.r6i.large', undefined],
    ['postgres', 'db.x2g.large', undefined],
  ])('connections of %s on %s', (Engine, DBInstanceClass, most) => {
    const { amounts } = capacity(it_('AWS::RDS::DBInstance', { Engine, DBInstanceClass }));
    expect(amounts.find(({ what }) => what.startsWith('connections'))?.most).toBe(most);
  });
});

describe('messaging', () => {
  const it_ = (Type: string, Properties: object = {}): Resources => ({ It: { Type, Properties } });
  const FAST = { FifoThroughputLimit: 'perMessageGroupId', DeduplicationScope: 'messageGroup' };
  it.each<[string, Resources, object, string[]]>([
    ['a queue', it_('AWS::SQS::Queue'), { kind: 'UNBOUNDED' }, []],
    [
      'a FIFO queue',
      it_('AWS::SQS::Queue', { FifoQueue: true }),
      { kind: 'ABSOLUTE', rate: { immediate: 300, sustained: 300, limit: 3000 } },
      [],
    ],
    [
      'a fast FIFO queue',
      it_('AWS::SQS::Queue', { FifoQueue: true, ...FAST }),
      { kind: 'UNBOUNDED' },
      ['fifoThroughput'],
    ],
    ['a topic', it_('AWS::SNS::Topic'), { kind: 'UNBOUNDED' }, ['topicPublish']],
    ['a FIFO topic', it_('AWS::SNS::Topic', { FifoTopic: true }), { kind: 'UNKNOWN' }, []],
    ['a bus', it_('AWS::Events::EventBus'), { kind: 'UNBOUNDED' }, ['eventBridgePut']],
    [
      'a rule with two targets',
      it_('AWS::Events::Rule', { EventPattern: { source: ['a'] }, Targets: [{ Id: 'a' }, { Id: 'b' }] }),
      { kind: 'UNBOUNDED' },
      ['eventBridgeInvocations'],
    ],
    ['a schedule', it_('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)' }), { kind: 'UNBOUNDED' }, []],
    ['a workflow', it_('AWS::StepFunctions::StateMachine'), { kind: 'UNBOUNDED' }, ['standardWorkflows']],
    [
      'an express workflow',
      it_('AWS::StepFunctions::StateMachine', { StateMachineType: 'EXPRESS' }),
      { kind: 'UNBOUNDED' },
      ['expressWorkflows'],
    ],
    [
      'shards',
      it_('AWS::Kinesis::Stream', { ShardCount: 4 }),
      { kind: 'ABSOLUTE', rate: { immediate: 4000, sustained: 4000, limit: 4000 } },
      [],
    ],
    [
      'a stream on demand',
      it_('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, WarmThroughputMiBps: 10 }),
      { kind: 'UNBOUNDED', rate: { immediate: 10_000 }, growth: { immediate: 2 } },
      [],
    ],
    [
      'a delivery stream',
      it_('AWS::KinesisFirehose::DeliveryStream'),
      { kind: 'UNBOUNDED' },
      ['deliveryStreamRecords'],
    ],
    [
      'a delivery stream behind a stream',
      it_('AWS::KinesisFirehose::DeliveryStream', { KinesisStreamSourceConfiguration: { KinesisStreamARN: 'x' } }),
      { kind: 'UNBOUNDED' },
      [],
    ],
  ])('%s', (_, resources, expected, quotas) => {
    const found = capacity(resources);
    expect(told(found)).toEqual(expected);
    expect(found.quotas.map(({ id }) => id)).toEqual(quotas);
  });
});

describe('entries', () => {
  const method = (id: string): Resources => ({
    [id]: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId: ref('It') } },
  });
  const stage = (id: string, ...settings: object[]): Resources => ({
    [id]: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: ref('It'), MethodSettings: settings } },
  });
  const api: Resources = { It: { Type: 'AWS::ApiGateway::RestApi' } };
  const all = (ThrottlingRateLimit: number): object => ({ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit });
  const route = (id: string): Resources => ({
    [id]: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('It') } },
  });
  const httpStage = (settings: object): Resources => ({
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('It'), ...settings } },
  });
  const rate = (immediate: number, limit?: number): object => ({
    kind: 'ABSOLUTE',
    rate: { immediate, sustained: immediate, ...(limit !== undefined && { limit }) },
  });

  it.each<[string, Resources, object]>([
    ['an API without throttles', { ...api, ...stage('Stage') }, { kind: 'UNBOUNDED' }],
    ['a throttle of one method', { ...api, ...method('A'), ...stage('Stage', all(100)) }, rate(100, 100)],
    [
      'a throttle that counts for each of two methods',
      { ...api, ...method('A'), ...method('B'), ...stage('Stage', all(100)) },
      rate(100, 200),
    ],
    [
      'a method with a tighter one',
      {
        ...api,
        ...method('A'),
        ...method('B'),
        ...stage('Stage', all(100), { HttpMethod: 'GET', ResourcePath: '/a', ThrottlingRateLimit: 10 }),
      },
      rate(10, 200),
    ],
    ['methods that are not in the template', { ...api, ...stage('Stage', all(100)) }, rate(100)],
    [
      'a stage without a throttle beside',
      { ...api, ...method('A'), ...stage('Stage', all(100)), ...stage('Other') },
      rate(100),
    ],
    ['the throttle of the account', { ...api, ...method('A'), ...stage('Stage', all(-1)) }, { kind: 'UNBOUNDED' }],
    [
      'an HTTP API',
      {
        It: { Type: 'AWS::ApiGatewayV2::Api' },
        ...route('A'),
        ...httpStage({
          DefaultRouteSettings: { ThrottlingRateLimit: 500 },
          RouteSettings: { 'GET /a': { ThrottlingRateLimit: 50 } },
        }),
      },
      rate(50, 500),
    ],
    [
      'an HTTP API of SAM',
      { It: { Type: 'AWS::Serverless::HttpApi', Properties: { DefaultRouteSettings: { ThrottlingRateLimit: 200 } } } },
      rate(200),
    ],
    ['a load balancer', { It: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' } }, { kind: 'UNBOUNDED' }],
    ['a NAT gateway', { It: { Type: 'AWS::EC2::NatGateway' } }, { kind: 'UNBOUNDED' }],
    ['what nobody has written a reader for', { It: { Type: 'AWS::GameLift::Fleet' } }, { kind: 'UNKNOWN' }],
    ['a type named like a member of all objects', { It: { Type: 'constructor' } }, { kind: 'UNKNOWN' }],
  ])('%s', (_, resources, expected) => {
    expect(told(capacity(resources))).toEqual(expected);
  });

  it('counts the reservation of a load balancer', () => {
    const { amounts } = capacity({
      It: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { MinimumLoadBalancerCapacity: { CapacityUnits: 100 } },
      },
    });
    expect(amounts).toEqual([
      { what: 'load balancer capacity units', least: 100 },
      { what: 'new connections a second', least: 2500 },
    ]);
  });
});
