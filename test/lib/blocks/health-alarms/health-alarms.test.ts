import {
  App,
  Aspects,
  CfnCondition,
  CfnParameter,
  CfnResource,
  Duration,
  Fn,
  NestedStack,
  RemovalPolicy,
  Stack,
  Stage,
  Tags,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAlarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Function as LambdaFunction, Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlarmClass, HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { monthlyCost } from '../../../../lib/blocks/health-alarms/cost';

const EU = { env: { account: '111122223333', region: 'eu-west-1' } };
const US = { env: { account: '111122223333', region: 'us-east-1' } };

/** Both ways in which CDK invokes aspects: the flag is off in older apps. */
const INVOCATIONS = [
  ['stabilized aspects', { '@aws-cdk/core:aspectStabilization': true }],
  ['aspects in one pass', { '@aws-cdk/core:aspectStabilization': false }],
] as const;

const alarmsIn = (stack: Stack): CfnAlarm[] =>
  stack.node.findAll().filter((node): node is CfnAlarm => node instanceof CfnAlarm && Stack.of(node) === stack);
const names = (stack: Stack): string[] => alarmsIn(stack).map(({ node }) => node.path);

describe.each(INVOCATIONS)('%s', (_, context) => {
  test('covers what is added after the call, in nested stacks, Stages and constructs', () => {
    const app = new App({ context });
    HealthAlarms.of(app).cover();
    const stack = new Stack(app, 'Stack');
    const nested = new NestedStack(new Construct(stack, 'Part'), 'Nested');
    new Queue(nested, 'Orders');
    new Queue(new Construct(stack, 'Deep'), 'Orders');
    const stage = new Stage(app, 'Prod');
    const inStage = new Stack(new Stage(stage, 'West'), 'Stack');
    new Queue(inStage, 'Orders');
    app.synth();
    expect(names(stack)).toEqual(['Stack/@HealthAlarms/Deep:Orders:Resource/OldestMessage/Resource']);
    expect(names(nested)).toEqual(['Stack/Part/Nested/@HealthAlarms/Orders:Resource/OldestMessage/Resource']);
    expect(names(inStage)).toEqual(['Prod/West/Stack/@HealthAlarms/Orders:Resource/OldestMessage/Resource']);
    Template.fromStack(nested).resourceCountIs('AWS::CloudWatch::Alarm', 1);
    Template.fromStack(inStage).resourceCountIs('AWS::CloudWatch::Alarm', 1);
  });

  test('sees what other aspects changed or added, and they see the alarms', () => {
    const app = new App({ context });
    const stack = new Stack(app, 'Stack');
    HealthAlarms.of(app).cover();
    const queue = new Queue(stack, 'Orders');
    Aspects.of(stack).add({
      visit: (node) => {
        if (node !== queue.node.defaultChild) return;
        (node as CfnResource).addPropertyOverride('DelaySeconds', 60);
        if (stack.node.tryFindChild('Added') === undefined) new Queue(stack, 'Added');
      },
    });
    Tags.of(app).add('owner', 'trading');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'QueueName', Value: stack.resolve(queue.queueName) }],
      Threshold: 960,
      Tags: [{ Key: 'owner', Value: 'trading' }],
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });

  test('makes nothing twice, over several syntheses and nested calls', () => {
    const app = new App({ context });
    const stack = new Stack(app, 'Stack');
    const part = new Construct(stack, 'Part');
    const queue = new Queue(part, 'Orders');
    new Queue(stack, 'Quotes');
    HealthAlarms.of(app).cover();
    HealthAlarms.of(app).cover();
    HealthAlarms.of(stack).cover();
    HealthAlarms.of(part).cover();
    HealthAlarms.of(queue).cover();
    app.synth();
    const first = names(stack);
    app.synth({ force: true });
    expect(first).toHaveLength(2);
    expect(names(stack)).toEqual(first);
    expect(HealthAlarms.of(app).alarmCount).toBe(2);
  });
});

test('a single resource can be covered, also an L1', () => {
  const stack = new Stack(new App(), 'Stack');
  const queue = new CfnResource(stack, 'Orders', { type: 'AWS::SQS::Queue' });
  new Queue(stack, 'Quotes');
  HealthAlarms.of(queue).cover();
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 1);
  expect(names(stack)).toEqual(['Stack/Orders/@HealthAlarms/Resource/OldestMessage/Resource']);
});

test('a resource whose path differs in slashes only has alarms of its own', () => {
  const stack = new Stack(new App(), 'Stack');
  new Queue(new Construct(stack, 'A'), 'B');
  new Queue(stack, 'A:B');
  HealthAlarms.of(stack).cover();
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 2);
});

test('a template that is included has alarms', () => {
  const stack = new Stack(new App(), 'Stack');
  const file = join(mkdtempSync(join(tmpdir(), 'health-alarms-')), 'template.json');
  const RedrivePolicy = { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 };
  const Resources = {
    Dead: { Type: 'AWS::SQS::Queue' },
    Orders: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy } },
  };
  writeFileSync(file, JSON.stringify({ Resources }));
  const template = new CfnInclude(stack, 'Template', { templateFile: file });
  HealthAlarms.of(stack).cover();
  (stack.node.root as App).synth();
  const health = HealthAlarms.of(stack);
  expect(health.alarmsOf(template.getResource('Dead')).map(({ name }) => name)).toEqual(['DeadLetters']);
  expect(health.alarmsOf(template.getResource('Orders')).map(({ name }) => name)).toEqual(['OldestMessage']);
});

test('what CDK made for its own work has none, what the user made for it has', () => {
  const stack = new Stack(new App(), 'Stack', EU);
  const bucket = new Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  new BucketDeployment(stack, 'Deployment', { sources: [Source.data('a.txt', 'a')], destinationBucket: bucket });
  new AwsCustomResource(stack, 'Call', {
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
    onCreate: { service: 'S3', action: 'listBuckets', physicalResourceId: PhysicalResourceId.of('a') },
    installLatestAwsSdk: false,
  });
  const onEventHandler = functionIn(stack, 'Handler');
  new Provider(stack, 'Provider', { onEventHandler, isCompleteHandler: functionIn(stack, 'Complete') });
  new LogRetention(stack, 'Retention', { logGroupName: 'web', retention: RetentionDays.ONE_WEEK });
  HealthAlarms.of(stack).cover();
  (stack.node.root as App).synth();
  const watched = new Set(HealthAlarms.of(stack).alarms.map(({ resource }) => resource.node.path));
  expect([...watched].sort()).toEqual(['Stack/Complete/Resource', 'Stack/Handler/Resource']);
});

describe('what the alarms do', () => {
  test('they tell the actions, and what follows when it is over; the nearest scope holds', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const [pager, chat, over] = ['Pager', 'Chat', 'Over'].map((id) => new Topic(stack, id)) as [Topic, Topic, Topic];
    const part = new Construct(stack, 'Part');
    const near = new Queue(part, 'Near');
    const far = new Queue(stack, 'Far');
    HealthAlarms.of(app).cover({
      actions: [new SnsAction(pager)],
      okActions: [new SnsAction(over)],
      runbooks: 'https://runbooks.example.com',
    });
    HealthAlarms.of(part).cover({ actions: [new SnsAction(chat)] });
    const template = Template.fromStack(stack);
    const [pagerRef, chatRef, overRef] = [pager, chat, over].map((topic) => stack.resolve(topic.topicArn) as unknown);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Value: stack.resolve(far.queueName) }],
      AlarmActions: [pagerRef],
      OKActions: [overRef],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Value: stack.resolve(near.queueName) }],
      AlarmActions: [chatRef],
      OKActions: [chatRef],
      AlarmDescription:
        'Messages wait: the consumers are slow or gone. Resource: Stack/Part/Near/Resource. Runbook: https://runbooks.example.com#AWS-SQS-Queue-OldestMessage',
    });
  });

  test("actions of a nearer scope hold against those tuned around it; at the same scope the alarm's own do", () => {
    const stack = new Stack(new App(), 'Stack');
    const [all, tuned, near] = ['All', 'Tuned', 'Near'].map((id) => new Topic(stack, id)) as [Topic, Topic, Topic];
    const part = new Construct(stack, 'Part');
    const [far, within] = [new Queue(stack, 'Far'), new Queue(part, 'Within')];
    HealthAlarms.of(part).cover({ actions: [new SnsAction(near)] });
    HealthAlarms.of(stack)
      .cover({ actions: [new SnsAction(all)] })
      .tune({ resourceType: 'AWS::SQS::Queue', threshold: 77, actions: [new SnsAction(tuned)] });
    const template = Template.fromStack(stack);
    for (const [queue, topic] of [
      [far, tuned],
      [within, near],
    ] as const) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Dimensions: [{ Value: stack.resolve(queue.queueName) }],
        AlarmActions: [stack.resolve(topic.topicArn)],
        Threshold: 77,
      });
    }
  });

  test('without actions there are none, and it is said', () => {
    const stack = new Stack(new App(), 'Stack');
    new Queue(stack, 'Orders');
    HealthAlarms.of(stack).cover();
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: Match.absent(),
      OKActions: Match.absent(),
    });
    Annotations.fromStack(stack).hasInfo(
      '/Stack/@HealthAlarms',
      '1 alarms on 1 resources, about 0.10 USD a month. 1 of them tell nobody by themselves: give actions to cover(). [ack: cdk-resilience:healthAlarms]',
    );
  });

  test.each([
    ['a topic', (other: Stack) => new SnsAction(new Topic(other, 'Pager'))],
    [
      'an ARN',
      (other: Stack) =>
        new SnsAction(Topic.fromTopicArn(other, 'Pager', 'arn:aws:sns:eu-central-1:111122223333:pager')),
    ],
  ])('%s of another Region is refused', (_, action) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', EU);
    new Queue(stack, 'Orders');
    const other = new Stack(app, 'Other', { env: { ...EU.env, region: 'eu-central-1' } });
    HealthAlarms.of(stack).cover({ actions: [action(other)] });
    expect(() => app.synth()).toThrow(
      'Stack/Orders/Resource: Its alarm stands in eu-west-1, and an action of it in eu-central-1: CloudWatch acts in its own Region only. Call HealthAlarms.of(...).cover({ actions }) for each Region with actions there.',
    );
  });

  test('a topic outside of the Stage is refused', () => {
    const app = new App();
    const pager = new Topic(new Stack(app, 'Operations'), 'Pager');
    new Queue(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Orders');
    HealthAlarms.of(app).cover({ actions: [new SnsAction(pager)] });
    expect(() => app.synth()).toThrow(
      'Prod/Stack/Orders/Resource: An action of its alarm is in Operations, outside of Prod. Call HealthAlarms.of(...).cover({ actions }) for each Stage with actions of its own.',
    );
  });
});

test('a Stage that was synthesized too early is an error, not a gap', () => {
  const app = new App();
  HealthAlarms.of(app).cover();
  const stage = new Stage(app, 'Late');
  new Queue(new Stack(stage, 'Stack'), 'Orders');
  stage.synth();
  expect(() => app.synth()).toThrow('Late: The Stage was synthesized before HealthAlarms of the App came to it.');
});

test('an alarm has the condition of its resource', () => {
  const stack = new Stack(new App(), 'Stack');
  const count = new CfnParameter(stack, 'Count', { default: '0' });
  const condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(count.valueAsString, '1') });
  const queue = new CfnResource(stack, 'Orders', { type: 'AWS::SQS::Queue' });
  queue.cfnOptions.condition = condition;
  HealthAlarms.of(stack).cover();
  Template.fromStack(stack).hasResource('AWS::CloudWatch::Alarm', { Condition: 'IsProd' });
});

describe('metrics of us-east-1', () => {
  const distributionIn = (stack: Stack): CfnResource =>
    new CfnResource(stack, 'Web', { type: 'AWS::CloudFront::Distribution' });

  test('their alarms go to the stack given, with its actions', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { ...EU, crossRegionReferences: true });
    const edge = new Stack(app, 'Edge', { ...US, crossRegionReferences: true });
    const pager = new Topic(edge, 'Pager');
    const local = new Topic(stack, 'Pager');
    const web = distributionIn(stack);
    HealthAlarms.of(stack).cover({
      actions: [new SnsAction(local)],
      usEast1: { stack: edge, actions: [new SnsAction(pager)] },
    });
    Template.fromStack(edge).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xxErrorRate',
      AlarmActions: [edge.resolve(pager.topicArn)],
    });
    expect(names(edge)).toEqual(['Edge/@HealthAlarms/:Stack:Web/Errors/Resource']);
    expect(HealthAlarms.of(stack).alarmsOf(web)).toHaveLength(1);
  });

  test('without one, it is an error', () => {
    const stack = new Stack(new App(), 'Stack', EU);
    distributionIn(stack);
    HealthAlarms.of(stack).cover();
    Annotations.fromStack(stack).hasError(
      '/Stack/Web',
      Match.stringLikeRegexp('No alarms can be made in eu-west-1.*usEast1: \\{ stack \\}'),
    );
  });

  test('in an open Region, it is a warning', () => {
    const stack = new Stack(new App(), 'Stack');
    distributionIn(stack);
    HealthAlarms.of(stack).cover();
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Web',
      Match.stringLikeRegexp('Region of the stack is open.*cdk-resilience:healthAlarmsRegionOpen'),
    );
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('alarms that are switched off need none', () => {
    const stack = new Stack(new App(), 'Stack', EU);
    distributionIn(stack);
    HealthAlarms.of(stack).cover().tune({ resourceType: 'AWS::CloudFront::Distribution', enabled: false });
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });

  test.each([
    ['Edge: usEast1.stack must be in us-east-1: set its env.region.', (app: App) => new Stack(app, 'Edge', EU)],
    [
      'Stack/Web: usEast1.stack Prod/Edge is in another Stage.',
      (app: App) => new Stack(new Stage(app, 'Prod'), 'Edge', US),
    ],
  ])('%s', (message, edge) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', EU);
    distributionIn(stack);
    HealthAlarms.of(stack).cover({ usEast1: { stack: edge(app) } });
    expect(() => app.synth()).toThrow(message);
  });

  test('a condition cannot be seen from there, and it is said', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', EU);
    distributionIn(stack).cfnOptions.condition = new CfnCondition(stack, 'Yes', {
      expression: Fn.conditionEquals('a', 'a'),
    });
    HealthAlarms.of(stack).cover({ usEast1: { stack: new Stack(app, 'Edge', US) } });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Web',
      Match.stringLikeRegexp('did not make Errors: they stand in Edge'),
    );
  });
});

test('what cannot be named to CloudWatch is said', () => {
  const stack = new Stack(new App(), 'Stack');
  new CfnResource(stack, 'Api', { type: 'AWS::ApiGateway::RestApi' });
  HealthAlarms.of(stack).cover();
  Annotations.fromStack(stack).hasWarning(
    '/Stack/Api',
    'HealthAlarms did not make Errors, Latency: the properties do not tell how CloudWatch names what they would read. Make them by hand, or switch them off with tune(). [ack: cdk-resilience:healthAlarmsNotMade]',
  );
});

test('alarms on a target group in another stack than its load balancer make no circle', () => {
  const app = new App();
  const network = new Stack(app, 'Network');
  const vpc = new Vpc(network, 'Vpc');
  const services = new Stack(app, 'Services');
  const group = new ApplicationTargetGroup(services, 'Group', {
    vpc,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.IP,
  });
  const entry = new Stack(app, 'Entry');
  const balancer = new ApplicationLoadBalancer(entry, 'Web', { vpc });
  balancer.addListener('Http', { protocol: ApplicationProtocol.HTTP, defaultTargetGroups: [group], open: false });
  HealthAlarms.of(app).cover();
  app.synth();
  expect(names(services)).toEqual([]);
  expect(names(entry)).toContain('Entry/@HealthAlarms/:Services:Group:Resource/NoHealthyTargets/Resource');
  expect(
    HealthAlarms.of(app)
      .alarmsOf(group)
      .map(({ name }) => name),
  ).toEqual(['NoHealthyTargets', 'UnhealthyTargets']);
});

test('a service in another stack than its cluster', () => {
  const app = new App();
  const platform = new Stack(app, 'Platform');
  const cluster = new Cluster(platform, 'Cluster');
  const stack = new Stack(app, 'Stack');
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: ContainerImage.fromRegistry('web') });
  const service = new FargateService(stack, 'Service', { cluster, taskDefinition, desiredCount: 3 });
  HealthAlarms.of(app).cover();
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Statistic: 'SampleCount',
    Dimensions: [
      { Name: 'ClusterName', Value: stack.resolve(service.cluster.clusterName) },
      { Name: 'ServiceName', Value: stack.resolve(service.serviceName) },
    ],
  });
});

describe('alarms that are there already', () => {
  const MINUTE = { period: Duration.minutes(1), statistic: 'Maximum' };

  test.each<[string, (stack: Stack, queue: Queue) => void]>([
    ['by the metric of the queue', (stack, queue) => alarmOn(stack, queue.metricApproximateAgeOfOldestMessage(MINUTE))],
    ['by its name', (stack) => alarmOn(stack, metricOf({ QueueName: 'orders' }))],
    [
      'as part of an expression',
      (stack, queue) => {
        const MetricStat = {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateAgeOfOldestMessage',
            Dimensions: [{ Name: 'QueueName', Value: queue.queueName }],
          },
          Period: 60,
          Stat: 'Maximum',
        };
        new CfnResource(stack, 'Own', {
          type: 'AWS::CloudWatch::Alarm',
          properties: {
            Metrics: [
              { Id: 'e', Expression: 'm / 60' },
              { Id: 'm', MetricStat },
            ],
            ComparisonOperator: 'GreaterThanThreshold',
            EvaluationPeriods: 1,
            Threshold: 15,
          },
        });
      },
    ],
    [
      'in another stack',
      (stack, queue) =>
        alarmOn(
          new Stack(stack.node.scope as App, 'Operations', EU),
          queue.metricApproximateAgeOfOldestMessage(MINUTE),
        ),
    ],
  ])('are not made again: %s', (_, given) => {
    const stack = new Stack(new App(), 'Stack', EU);
    const queue = new Queue(stack, 'Orders', { queueName: 'orders' });
    given(stack, queue);
    HealthAlarms.of(stack).cover();
    (stack.node.root as App).synth();
    expect(names(stack).filter((path) => path.includes('@HealthAlarms'))).toEqual([]);
    expect(HealthAlarms.of(stack).alarmsOf(queue)).toMatchObject([
      { name: 'OldestMessage', isExisting: true, alarmClass: AlarmClass.SYMPTOM },
    ]);
    expect(HealthAlarms.of(stack).alarmCount).toBe(0);
    expect(HealthAlarms.of(stack).monthlyCost).toBe(0);
  });

  test.each<[string, (stack: Stack, queue: Queue) => void]>([
    ['another metric', (stack, queue) => alarmOn(stack, queue.metricNumberOfEmptyReceives())],
    ['another queue', (stack) => alarmOn(stack, new Queue(stack, 'Own').metricApproximateAgeOfOldestMessage())],
    ['another name', (stack) => alarmOn(stack, metricOf({ QueueName: 'quotes' }))],
    ['a part of the metric', (stack) => alarmOn(stack, metricOf({ QueueName: 'orders', MessageGroup: 'a' }))],
    [
      'the same name in another Region',
      (stack) => alarmOn(new Stack(stack.node.scope as App, 'Other', US), metricOf({ QueueName: 'orders' })),
    ],
  ])('do not count: %s', (_, given) => {
    const stack = new Stack(new App(), 'Stack', EU);
    const queue = new Queue(stack, 'Orders', { queueName: 'orders' });
    given(stack, queue);
    HealthAlarms.of(queue).cover();
    (stack.node.root as App).synth();
    expect(HealthAlarms.of(stack).alarmsOf(queue)).toMatchObject([{ name: 'OldestMessage', isExisting: false }]);
  });

  test.each([
    [
      'one that goes off at the same value is of the outage class',
      { ComparisonOperator: 'LessThanThreshold', Threshold: 1 },
      true,
    ],
    [
      'one that goes off earlier is not: another is made',
      { ComparisonOperator: 'LessThanThreshold', Threshold: 2 },
      false,
    ],
    ['nor one on the contrary', { ComparisonOperator: 'GreaterThanThreshold', Threshold: 1 }, false],
  ])('%s', (_, properties, isEnough) => {
    const stack = new Stack(new App(), 'Stack', EU);
    const database = new CfnResource(stack, 'Orders', {
      type: 'AWS::RDS::DBInstance',
      properties: { Engine: 'postgres' },
    });
    new CfnResource(stack, 'Own', {
      type: 'AWS::CloudWatch::Alarm',
      properties: {
        Namespace: 'AWS/RDS',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: database.ref }],
        Statistic: 'SampleCount',
        Period: 60,
        EvaluationPeriods: 3,
        ...properties,
      },
    });
    HealthAlarms.of(stack).cover();
    (stack.node.root as App).synth();
    const alarms = HealthAlarms.of(stack).alarmsOf(database);
    const said = (wanted: string): unknown[] =>
      alarms.filter(({ name }) => name === wanted).map((each) => [each.alarmClass, each.isExisting]);
    expect([said('NoData'), said('Cpu')]).toEqual([[[AlarmClass.OUTAGE, isEnough]], [[AlarmClass.SYMPTOM, true]]]);
    const [outage] = alarms.filter(({ name }) => name === 'NoData');
    if (isEnough) expect(outage?.detectionTime.toSeconds()).toBe(180);
  });

  test('some of several parts do not count, all of them do', () => {
    const made = [1, 2].map((count) => {
      const stack = new Stack(new App(), 'Stack', EU);
      const cache = new CfnResource(stack, 'Cache', {
        type: 'AWS::ElastiCache::ReplicationGroup',
        properties: { NumCacheClusters: 2 },
      });
      for (let node = 1; node <= count; node++) {
        const dimensionsMap = { CacheClusterId: Fn.join('-', [cache.ref, `00${node}`]) };
        new Metric({ namespace: 'AWS/ElastiCache', metricName: 'ReplicationLag', dimensionsMap }).createAlarm(
          stack,
          `Lag${node}`,
          { threshold: 1, evaluationPeriods: 1 },
        );
      }
      HealthAlarms.of(stack).cover();
      (stack.node.root as App).synth();
      return HealthAlarms.of(stack)
        .alarmsOf(cache)
        .filter(({ name }) => name === 'ReplicationLag')
        .map(({ isExisting }) => isExisting);
    });
    expect(made).toEqual([[false], [true, true]]);
  });
});

describe('tuning', () => {
  test('all numbers of one alarm, of one resource', () => {
    const stack = new Stack(new App(), 'Stack');
    const queue = new Queue(stack, 'Orders');
    const other = new Queue(stack, 'Quotes');
    const topic = new Topic(stack, 'Chat');
    HealthAlarms.of(stack).cover({ actions: [new SnsAction(new Topic(stack, 'Pager'))] });
    HealthAlarms.of(queue).tune({
      alarm: 'OldestMessage',
      threshold: 60,
      period: Duration.minutes(5),
      datapointsToAlarm: 2,
      evaluationPeriods: 4,
      treatMissingData: TreatMissingData.IGNORE,
      isOutage: true,
      actions: [new SnsAction(topic)],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Value: stack.resolve(queue.queueName) }],
      Threshold: 60,
      Period: 300,
      DatapointsToAlarm: 2,
      EvaluationPeriods: 4,
      TreatMissingData: 'ignore',
      AlarmActions: [stack.resolve(topic.topicArn)],
      OKActions: [stack.resolve(topic.topicArn)],
    });
    const health = HealthAlarms.of(stack);
    expect(health.alarmsOf(queue)[0]).toMatchObject({ alarmClass: AlarmClass.OUTAGE, metricCount: 1 });
    expect(health.alarmsOf(queue)[0]?.detectionTime.toSeconds()).toBe(1200);
    expect(health.alarmsOf(other)[0]).toMatchObject({ alarmClass: AlarmClass.SYMPTOM });
  });

  test('the nearest scope holds, then the last call; what is not said stays', () => {
    const stack = new Stack(new App(), 'Stack');
    const queue = new Queue(stack, 'Orders');
    HealthAlarms.of(queue).tune({ threshold: 60 });
    HealthAlarms.of(stack).cover().tune({ threshold: 30, evaluationPeriods: 7 }).tune({ evaluationPeriods: 8 });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 60,
      EvaluationPeriods: 8,
      DatapointsToAlarm: 5,
    });
  });

  test('a type or one alarm of it can be switched off, and on again for one resource', () => {
    const stack = new Stack(new App(), 'Stack');
    const [one, two] = [functionIn(stack, 'One'), functionIn(stack, 'Two')];
    new Queue(stack, 'Orders');
    const health = HealthAlarms.of(stack).cover();
    health.tune({ resourceType: 'AWS::SQS::Queue', enabled: false });
    health.tune({ resourceType: 'AWS::Lambda::Function', alarm: 'Throttles', enabled: false });
    HealthAlarms.of(two).tune({ alarm: 'Throttles', enabled: true });
    (stack.node.root as App).synth();
    expect(health.alarmsOf(one).map(({ name }) => name)).toEqual(['Errors', 'Failing']);
    expect(health.alarmsOf(two).map(({ name }) => name)).toEqual(['Errors', 'Failing', 'Throttles']);
    expect(health.alarms).toHaveLength(5);
  });

  test.each([
    [
      { resourceType: 'AWS::S3::Bucket' },
      'Stack: tune(): no alarms are known for resourceType AWS::S3::Bucket. Known types: AWS::RDS::DBInstance,',
    ],
    [
      { resourceType: 'AWS::SQS::Queue', alarm: 'Errors' },
      'Stack: tune(): AWS::SQS::Queue has no alarm Errors. Known alarms: OldestMessage, DeadLetters.',
    ],
    [{ alarm: 'Error' }, 'Stack: tune(): no resource type has no alarm Error.'],
    [{ threshold: NaN }, 'Stack: tune(): threshold must be a finite number, not NaN.'],
    [{ period: Duration.seconds(90) }, 'Stack: tune(): period must be a multiple of a minute, not 90 s.'],
    [{ period: Duration.seconds(30) }, 'Stack: tune(): period must be a multiple of a minute, not 30 s.'],
    [{ datapointsToAlarm: 0 }, 'Stack: tune(): datapointsToAlarm must be a whole number of at least 1, not 0.'],
    [{ evaluationPeriods: 1.5 }, 'Stack: tune(): evaluationPeriods must be a whole number of at least 1, not 1.5.'],
  ])('%j is refused', (tuning, message) => {
    expect(() => HealthAlarms.of(new Stack(new App(), 'Stack')).tune(tuning)).toThrow(message);
  });

  test.each([
    [
      { datapointsToAlarm: 6, evaluationPeriods: 5 },
      'Stack/Orders/Resource: The alarm OldestMessage is tuned to 6 datapointsToAlarm of 5 evaluationPeriods: raise evaluationPeriods.',
    ],
    [
      { period: Duration.minutes(30), evaluationPeriods: 49 },
      'Stack/Orders/Resource: The alarm OldestMessage is tuned to 49 evaluationPeriods of 1800 s, but CloudWatch looks back 86400 s at most.',
    ],
    [
      { period: Duration.hours(6), evaluationPeriods: 29 },
      'Stack/Orders/Resource: The alarm OldestMessage is tuned to 29 evaluationPeriods of 21600 s, but CloudWatch looks back 604800 s at most.',
    ],
  ])('%j is refused at the resource', (tuning, message) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new Queue(stack, 'Orders');
    HealthAlarms.of(stack).cover().tune(tuning);
    expect(() => app.synth()).toThrow(message);
  });
});

describe('what it says', () => {
  test('how many alarms it made and what they cost', () => {
    const stack = new Stack(new App(), 'Stack');
    functionIn(stack, 'Function');
    new Queue(stack, 'Orders');
    HealthAlarms.of(stack).cover({ actions: [new SnsAction(new Topic(stack, 'Pager'))] });
    Annotations.fromStack(stack).hasInfo(
      '/Stack/@HealthAlarms',
      '5 alarms on 3 resources, about 0.70 USD a month. [ack: cdk-resilience:healthAlarms]',
    );
    const health = HealthAlarms.of(stack);
    expect([health.alarmCount, health.monthlyCost]).toEqual([5, 0.7]);
  });

  test('once, with the last numbers', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new Queue(stack, 'Orders');
    const health = HealthAlarms.of(stack).cover();
    expect(health.makeNow()).toHaveLength(1);
    new Queue(stack, 'Quotes');
    const infos = Annotations.fromStack(stack).findInfo('/Stack/@HealthAlarms', Match.stringLikeRegexp('alarms'));
    expect(infos.map(({ entry }) => entry.data)).toEqual([
      expect.stringContaining('2 alarms on 2 resources, about 0.20 USD'),
    ]);
  });

  test.each([
    [224, 448, 0],
    [225, 450, 1],
  ])('%i queues with their alarms are %i resources', (queues, resources, warnings) => {
    const stack = new Stack(new App(), 'Stack');
    for (let i = 0; i < queues; i++) new CfnResource(stack, `Queue${i}`, { type: 'AWS::SQS::Queue' });
    HealthAlarms.of(stack).cover();
    const found = Annotations.fromStack(stack).findWarning(
      '/Stack',
      Match.stringLikeRegexp('cdk-resilience:stackNearResourceLimit'),
    );
    expect(found).toHaveLength(warnings);
    if (warnings > 0)
      expect(found[0]?.entry.data).toContain(
        `The stack has ${resources} of the 500 resources that CloudFormation takes, ${queues} of them alarms`,
      );
  });

  test('the cost is that of the metrics of new alarms', () => {
    const of = (metricCount: number, isExisting: boolean) => ({ metricCount, isExisting });
    expect(monthlyCost([])).toBe(0);
    expect(monthlyCost([of(3, false), of(1, false), of(5, true)])).toBe(0.4);
  });
});

test('makeNow() makes the alarms at once, and only where it is covered', () => {
  const stack = new Stack(new App(), 'Stack');
  const part = new Construct(stack, 'Part');
  const queue = new Queue(part, 'Orders');
  new Queue(stack, 'Quotes');
  HealthAlarms.of(part).cover();
  expect(HealthAlarms.of(part).alarms).toEqual([]);
  const built = HealthAlarms.of(stack).makeNow();
  expect(built).toMatchObject([
    { resource: queue.node.defaultChild, name: 'OldestMessage', isExisting: false, actions: [] },
  ]);
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 1);
});

function functionIn(stack: Stack, id: string): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('//'),
  });
}

function alarmOn(stack: Stack, metric: Metric): void {
  metric.createAlarm(stack, 'Own Alarm', { threshold: 100, evaluationPeriods: 1 });
}

function metricOf(dimensionsMap: Record<string, string>): Metric {
  return new Metric({ namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensionsMap });
}
