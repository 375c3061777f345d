import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerInsights, Ec2Service, Ec2TaskDefinition, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ServiceConsumerOptions } from '../../../../lib/blocks/buffered-queue';
import { annotations, functionIn, LAMBDA, newStack, queueIn, read, SERVICE, serviceIn } from './app';

const MAPPING = 'AWS::Lambda::EventSourceMapping';

describe('a function', () => {
  it('reads in batches, reports what failed, and is limited to what the surge needs', () => {
    const template = read();
    template.hasResourceProperties(MAPPING, {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      // 500 messages a second in batches of ten that take a second, and a quarter more.
      ScalingConfig: { MaximumConcurrency: 63 },
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage']) })]),
      },
      Roles: [{ Ref: Match.stringLikeRegexp('PlaceServiceRole') }],
    });
  });

  it('takes every option', () => {
    const template = read(
      {},
      {
        maximumConcurrency: 40,
        batchSize: 100,
        batchingWindow: Duration.seconds(20),
        batchDuration: Duration.seconds(5),
        timeout: Duration.seconds(60),
      },
    );
    template.hasResourceProperties(MAPPING, {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 20,
      ScalingConfig: { MaximumConcurrency: 40 },
    });
    // 6 x 60 s and the window.
    template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 380 });
  });

  it('counts the ramp and the batching window', () => {
    const numbers = (options: object): number[] => {
      const stack = newStack();
      const queue = queueIn(stack);
      queue.addLambdaConsumer(functionIn(stack), { ...LAMBDA, maximumConcurrency: 45, ...options });
      return [queue.capacity, queue.backlog, queue.waitInOrder.toSeconds(), queue.drainTime.toSeconds()];
    };
    // Nothing for a second, 100 a second until Lambda has scaled out after a minute, then 450.
    const backlog = 500 * 600 - 100 * 59 - 450 * 540;
    expect(numbers({})).toEqual([450, backlog, Math.ceil(backlog / 450), Math.ceil(backlog / 350)]);
    expect(numbers({ batchingWindow: Duration.seconds(5) })[2]).toBe(Math.ceil(backlog / 450) + 5);
  });

  it('has the default timeout where it declares none', () => {
    const stack = newStack();
    const fn = new Function(stack, 'Fn', { ...functionProps(), timeout: undefined as unknown as Duration });
    queueIn(stack).addLambdaConsumer(fn, LAMBDA);
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 18 });
  });

  it('may be imported, by what is said of it', () => {
    const stack = newStack();
    const fn = Function.fromFunctionArn(stack, 'Fn', 'arn:aws:lambda:eu-central-1:111122223333:function:place');
    queueIn(stack).addLambdaConsumer(fn, { ...LAMBDA, timeout: Duration.seconds(10), reservedConcurrency: 63 });
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 60 });
    expect(annotations(stack, 'findWarning')).toContain('cdk-resilience:consumerWithoutRole');
    expect(annotations(stack, 'findInfo')).toEqual([]);
  });

  it('may be an alias', () => {
    const stack = newStack();
    const fn = functionIn(stack, { reservedConcurrentExecutions: 100 });
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    queueIn(stack).addLambdaConsumer(alias, LAMBDA);
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 180 });
    expect(annotations(stack, 'findInfo')).toEqual([]);
  });

  it('is told when it has no concurrency of its own', () => {
    const stack = newStack();
    queueIn(stack).addLambdaConsumer(functionIn(stack), LAMBDA);
    expect(annotations(stack, 'findInfo')).toEqual(['cdk-resilience:consumerConcurrencyNotReserved']);
  });

  it.each([
    [126, undefined],
    [125, /Place reads start up to 63 \+ 63 = 126 batches at the same time, and 125 are reserved for it/],
  ])('that reads two queues needs %d reserved', (reserved, message) => {
    const stack = newStack();
    const fn = functionIn(stack, { reservedConcurrentExecutions: reserved });
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    queueIn(stack).addLambdaConsumer(fn, LAMBDA);
    queueIn(new Construct(stack, 'Other')).addLambdaConsumer(alias, LAMBDA);
    const synth = (): unknown => (stack.node.root as App).synth();
    if (message === undefined) expect(synth).not.toThrow();
    else expect(synth).toThrow(message);
  });

  it('works on as many batches of a FIFO queue as it has groups', () => {
    const capacity = (fifo: object): number => {
      const stack = newStack();
      const queue = queueIn(stack, { fifo: { messageGroups: 100, highThroughput: true, ...fifo } });
      queue.addLambdaConsumer(functionIn(stack), { ...LAMBDA, maximumConcurrency: 60 });
      return queue.capacity;
    };
    expect(capacity({})).toBe(600);
    expect(capacity({ messageGroups: 40 })).toBe(400);
    expect(capacity({ largestGroupShare: 0.02 })).toBeCloseTo((600 / 60) * ((60 / 61) * 50), 6);
  });

  it('takes what a FIFO queue without high throughput hands out', () => {
    const stack = newStack();
    const queue = queueIn(stack, { fifo: { messageGroups: 1000, highThroughput: false } });
    queue.addLambdaConsumer(functionIn(stack), { ...LAMBDA, batchSize: 5, maximumConcurrency: 1000 });
    expect(queue.capacity).toBe(1500);
  });
});

function functionProps(): ConstructorParameters<typeof Function>[2] {
  const { runtime } = functionIn(newStack());
  return {
    runtime,
    handler: 'index.handler',
    code: { bind: () => ({ inlineCode: '//' }), bindToResource: () => undefined } as never,
  };
}

describe('a service', () => {
  const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
  const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

  function serve(options: Partial<ServiceConsumerOptions> = {}, insights?: ContainerInsights): Template {
    const stack = newStack();
    queueIn(stack).addServiceConsumer(serviceIn(stack, insights), { ...SERVICE, ...options });
    return Template.fromStack(stack);
  }

  it.each([ContainerInsights.ENABLED, ContainerInsights.ENHANCED])(
    'scales on backlog per task, insights %s',
    (insights) => {
      const template = serve({}, insights);
      // A task takes 20 a second: more than 100 take 6 tasks, 500 and a quarter more take 32.
      template.hasResourceProperties(TARGET, { MinCapacity: 6, MaxCapacity: 32 });
      template.hasResourceProperties(POLICY, {
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: Match.stringLikeRegexp('WorkersTaskCountTarget') },
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 1200,
          ScaleOutCooldown: 60,
          ScaleInCooldown: 300,
          CustomizedMetricSpecification: {
            Metrics: [
              Match.objectLike({
                Id: 'visible',
                ReturnData: false,
                MetricStat: Match.objectLike({
                  Stat: 'Maximum',
                  Metric: Match.objectLike({ Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' }),
                }),
              }),
              Match.objectLike({
                Id: 'tasks',
                ReturnData: false,
                MetricStat: Match.objectLike({
                  Metric: {
                    Namespace: 'ECS/ContainerInsights',
                    MetricName: 'RunningTaskCount',
                    Dimensions: [
                      { Name: 'ClusterName', Value: { Ref: Match.stringLikeRegexp('Cluster') } },
                      { Name: 'ServiceName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('Workers'), 'Name'] } },
                    ],
                  },
                }),
              }),
              Match.objectLike({
                Id: 'backlog',
                ReturnData: true,
                Expression: 'FILL(visible, 0) / IF(FILL(tasks, 0) > 0, tasks, 1)',
              }),
            ],
          },
        },
      });
      template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 60 });
    },
  );

  it.each<[string, ContainerInsights | undefined, Partial<ServiceConsumerOptions>, string]>([
    ['the cluster says nothing', undefined, {}, 'StepScaling'],
    ['they are off', ContainerInsights.DISABLED, {}, 'StepScaling'],
    ['they are on, and not to be used', ContainerInsights.ENABLED, { containerInsights: false }, 'StepScaling'],
    ['the account has them', undefined, { containerInsights: true }, 'TargetTrackingScaling'],
  ])('Container Insights: %s', (_, insights, options, type) => {
    const policies = Object.values(serve(options, insights).findResources(POLICY));
    expect(new Set(policies.map(({ Properties }) => Properties.PolicyType))).toEqual(new Set([type]));
  });

  it('sets in steps the tasks that the backlog asks for', () => {
    const template = serve({ minimumTasks: 6, maximumTasks: 192, targetWait: Duration.seconds(30) });
    const steps = Object.values(template.findResources(POLICY)).map(
      ({ Properties }) => Properties.StepScalingPolicyConfiguration,
    );
    expect(steps.map(({ AdjustmentType }) => AdjustmentType)).toEqual(['ExactCapacity', 'ExactCapacity']);
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.Threshold,
    );
    // 600 messages a task: each level has the tasks for all that it covers.
    expect(alarms).toEqual([14_400, 14_400]);
    const covered = steps.flatMap(({ StepAdjustments }) =>
      StepAdjustments.map((each: { MetricIntervalUpperBound?: number; ScalingAdjustment: number }) => [
        each.MetricIntervalUpperBound === undefined ? Infinity : 14_400 + each.MetricIntervalUpperBound,
        each.ScalingAdjustment,
      ]),
    ) as [number, number][];
    expect(covered.sort(([a], [b]) => a - b)).toEqual([
      [3_600, 6],
      [7_200, 12],
      [14_400, 24],
      [28_800, 48],
      [57_600, 96],
      [Infinity, 192],
    ]);
  });

  it('protects its tasks while they work, if they ask for it', () => {
    const protection = {
      PolicyDocument: {
        Statement: [
          {
            Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
            Effect: 'Allow',
            Resource: Match.objectLike({
              'Fn::Join': [
                '',
                Match.arrayWith([Match.stringLikeRegexp(':ecs:eu-central-1:111122223333:task/$'), '/*']),
              ],
            }),
          },
        ],
      },
      Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }],
    };
    serve().hasResourceProperties('AWS::IAM::Policy', protection);
    serve({ scaleInProtection: false }).resourcePropertiesCountIs('AWS::IAM::Policy', protection, 0);
  });

  it('may read', () => {
    serve().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage']) })]),
      },
      Roles: [{ Ref: Match.stringLikeRegexp('TaskRole') }],
    });
  });

  it('keeps the scaling that it has', () => {
    const stack = newStack();
    const service = serviceIn(stack);
    const taskScaling = service.autoScaleTaskCount({ minCapacity: 9, maxCapacity: 30 });
    const queue = queueIn(stack);
    const scaling = queue.addServiceConsumer(service, { ...SERVICE, taskScaling });
    expect(scaling.taskScaling).toBe(taskScaling);
    expect(queue.capacity).toBe(600);
    Template.fromStack(stack).hasResourceProperties(TARGET, { MinCapacity: 9, MaxCapacity: 30 });
  });

  it('runs on instances as well, in its own stack', () => {
    const app = new App();
    const [queues, services] = [new Stack(app, 'Queues'), new Stack(app, 'Services')];
    const vpc = new Vpc(services, 'Vpc', { natGateways: 1 });
    const cluster = new Cluster(services, 'Cluster', { vpc });
    cluster.addCapacity('Capacity', { instanceType: new InstanceType('m7g.large') });
    const taskDefinition = new Ec2TaskDefinition(services, 'Task');
    taskDefinition.addContainer('worker', {
      image: ContainerImage.fromRegistry('example.com/worker:1'),
      memoryLimitMiB: 512,
    });
    const queue = queueIn(queues);
    taskDefinition.defaultContainer?.addEnvironment('QUEUE_URL', queue.queue.queueUrl);
    const scaling = queue.addServiceConsumer(new Ec2Service(services, 'Workers', { cluster, taskDefinition }), {
      ...SERVICE,
      containerInsights: true,
    });
    expect([scaling.backlogPerTask, scaling.scalingPolicy === undefined]).toEqual([1200, false]);
    expect(Stack.of(scaling)).toBe(services);
    expect(() => app.synth()).not.toThrow();
  });

  it('counts the time that scaling takes, and what a task receives at once', () => {
    const numbers = (options: Partial<ServiceConsumerOptions>): number[] => {
      const stack = newStack();
      const queue = queueIn(stack);
      queue.addServiceConsumer(serviceIn(stack), { ...SERVICE, ...options });
      return [queue.backlog, queue.waitInOrder.toSeconds(), queue.drainTime.toSeconds()];
    };
    const [usual, fast, small, eager] = [
      numbers({}),
      numbers({ scaleOutTime: Duration.minutes(3) }),
      numbers({ receiveSize: 1 }),
      numbers({ targetWait: Duration.seconds(10) }),
    ];
    // The reaction of 6 minutes at 500 - 120 a second, on top of what asks for all 32 tasks.
    expect(usual[0]).toBe(32 * 1200 + 380 * 360);
    for (const better of [fast, small, eager]) {
      expect(better.every((value, index) => value <= (usual[index] ?? 0))).toBe(true);
      expect(better).not.toEqual(usual);
    }
  });

  it('needs its limits where they are known at deployment only', () => {
    const stack = newStack();
    const service = serviceIn(stack);
    const most = new CfnParameter(stack, 'Most', { type: 'Number' }).valueAsNumber;
    const taskScaling = service.autoScaleTaskCount({ minCapacity: 6, maxCapacity: most });
    const queue = queueIn(stack);
    expect(() => queue.addServiceConsumer(service, { ...SERVICE, taskScaling })).toThrow(
      'Stack/Orders: the service Stack/Workers: the capacity of taskScaling is known at deployment only; pass minimumTasks and maximumTasks',
    );
    expect(() => queue.addServiceConsumer(service, { ...SERVICE, taskScaling, maximumTasks: 40 })).not.toThrow();
  });
});
