import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { BufferedQueue } from '../../../../lib/blocks/buffered-queue';
import { EscalationPolicy, Responder } from '../../../../lib/blocks/escalation';
import { ResilientFunction } from '../../../../lib/blocks/resilient-function';
import { trendWindow } from '../../../../lib/blocks/buffered-queue/queue-alarms';
import { days, period } from '../../../../lib/blocks/buffered-queue/text';
import { annotations, functionIn, LAMBDA, newStack, queueIn, read } from './app';

type Resource = { Type: string; Properties: Record<string, unknown>; DeletionPolicy?: string };

function queues(template: Template): { queue: Resource; deadLetterQueue: Resource } {
  const all = Object.values(template.findResources('AWS::SQS::Queue')) as Resource[];
  const queue = all.find(({ Properties }) => Properties.RedrivePolicy !== undefined);
  const deadLetterQueue = all.find(({ Properties }) => Properties.RedriveAllowPolicy !== undefined);
  return { queue: queue!, deadLetterQueue: deadLetterQueue! };
}

function pager(stack: Stack): SnsAction[] {
  return [new SnsAction(new Topic(stack, 'Pager'))];
}

const external = { messagesPerSecond: 450, processingTimeout: Duration.seconds(10) };

describe('queues', () => {
  it('makes two encrypted, retained queues that name each other without a circle', () => {
    const template = read();
    const { queue, deadLetterQueue } = queues(template);
    expect(queue.Properties).toMatchObject({
      MessageRetentionPeriod: 345_600,
      ReceiveMessageWaitTimeSeconds: 20,
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
    expect(deadLetterQueue.Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
    expect([queue.DeletionPolicy, deadLetterQueue.DeletionPolicy]).toEqual(['Retain', 'Retain']);

    // The dead-letter queue knows its source by the name that is made from the id of the stack.
    const allowed = deadLetterQueue.Properties.RedriveAllowPolicy as { sourceQueueArns: object[] };
    const [first, ...rest] = (queue.Properties.QueueName as { 'Fn::Join': [string, [string, ...object[]]] })[
      'Fn::Join'
    ][1];
    const arn = (allowed.sourceQueueArns[0] as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
    expect(first).toMatch(/^Stack-Orders-[0-9A-F]{8}-$/);
    expect(String(arn.at(-2))).toBe(`:sqs:eu-central-1:111122223333:${first}`);
    expect(arn.slice(-1)).toEqual(rest);
    expect(JSON.stringify(rest)).toContain('AWS::StackId');
    expect(JSON.stringify(deadLetterQueue)).not.toContain('OrdersQueue');
  });

  it('lets nobody in without TLS', () => {
    const policies = read().findResources('AWS::SQS::QueuePolicy');
    expect(Object.keys(policies)).toHaveLength(2);
    for (const policy of Object.values(policies)) {
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('takes every setting', () => {
    const { queue, deadLetterQueue } = queues(
      read({
        queueName: 'orders',
        retentionPeriod: Duration.days(2),
        deadLetterRetentionPeriod: Duration.days(10),
        maxReceiveCount: 8,
        visibilityTimeout: Duration.minutes(5),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    );
    expect(queue.Properties).toMatchObject({
      QueueName: 'orders',
      MessageRetentionPeriod: 172_800,
      VisibilityTimeout: 300,
      RedrivePolicy: { maxReceiveCount: 8 },
    });
    expect(deadLetterQueue.Properties.MessageRetentionPeriod).toBe(864_000);
    expect(JSON.stringify(deadLetterQueue.Properties.RedriveAllowPolicy)).toContain(':111122223333:orders"');
    expect([queue.DeletionPolicy, deadLetterQueue.DeletionPolicy]).toEqual(['Delete', 'Delete']);
  });

  it('uses a key of yours for both queues and lets the automation use it', () => {
    const stack = newStack();
    const encryptionKey = new Key(stack, 'Key');
    queueIn(stack, { encryptionKey, dataKeyReuse: Duration.hours(1) }).addLambdaConsumer(functionIn(stack), LAMBDA);
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      { KmsMasterKeyId: Match.objectLike({ 'Fn::GetAtt': Match.anyValue() }), KmsDataKeyReusePeriodSeconds: 3600 },
      2,
    );
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] })]),
      },
      Roles: [{ Ref: Match.stringLikeRegexp('Redrive') }],
    });
    const reuse = (props: object): unknown => queues(read(props)).queue.Properties.KmsDataKeyReusePeriodSeconds;
    const other = Key.fromKeyArn(new Stack(), 'K', 'arn:aws:kms:eu-central-1:111122223333:key/1');
    expect([reuse({ encryptionKey: other }), reuse({})]).toEqual([300, undefined]);
  });

  it.each([
    [true, 'messageGroup', 'perMessageGroupId'],
    [false, 'queue', 'perQueue'],
  ])('keeps order, high throughput %s', (highThroughput, deduplicationScope, fifoThroughputLimit) => {
    const template = read({ fifo: { messageGroups: 1000, highThroughput, contentBasedDeduplication: true } });
    const { queue, deadLetterQueue } = queues(template);
    for (const { Properties } of [queue, deadLetterQueue]) {
      expect(Properties).toMatchObject({
        FifoQueue: true,
        ContentBasedDeduplication: true,
        DeduplicationScope: deduplicationScope,
        FifoThroughputLimit: fifoThroughputLimit,
      });
    }
    expect(JSON.stringify(queue.Properties.QueueName)).toMatch(/"\.fifo"\]\]\}$/);
    const { queue: plain } = queues(read({ fifo: { messageGroups: 1000, highThroughput } }));
    expect(plain.Properties.ContentBasedDeduplication).toBe(false);
  });

  it('lets a producer send', () => {
    const stack = newStack();
    const queue = queueIn(stack);
    queue.addExternalConsumer(external);
    queue.grantSendMessages(new Role(stack, 'Producer', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['sqs:SendMessage']) })] },
      Roles: [{ Ref: Match.stringLikeRegexp('Producer') }],
    });
  });
});

describe('numbers', () => {
  it.each([
    [450, 30_000, 86, 67, 686],
    [150, 210_000, 4_200, 1_400, 4_800],
    [500, 0, 0, 0, 0],
  ])('for a consumer of %d messages a second', (messagesPerSecond, backlog, drain, inOrder, longest) => {
    const queue = queueIn(newStack(), { maximumDelay: Duration.minutes(80) });
    queue.addExternalConsumer({ ...external, messagesPerSecond });
    expect(queue.capacity).toBe(messagesPerSecond);
    expect(queue.backlog).toBe(backlog);
    expect(queue.drainTime.toSeconds()).toBe(drain);
    expect(queue.waitInOrder.toSeconds()).toBe(inOrder);
    expect(queue.longestWait.toSeconds()).toBe(longest);
  });

  it('follows the declared surge', () => {
    const queue = queueIn(newStack(), { surgeFactor: 3, surgeDuration: Duration.minutes(2) });
    queue.addExternalConsumer({ ...external, messagesPerSecond: 200 });
    expect([queue.backlog, queue.drainTime.toSeconds(), queue.waitInOrder.toSeconds()]).toEqual([12_000, 120, 60]);
  });

  it('promises the wait in order only where the queue keeps it', () => {
    const queue = queueIn(newStack(), { fifo: { messageGroups: 100, highThroughput: true } });
    queue.addExternalConsumer(external);
    expect(queue.longestWait.toSeconds()).toBe(queue.waitInOrder.toSeconds());
  });

  it('redrives what the consumer can spare, as SQS allows', () => {
    const rate = (messagesPerSecond: number): number => {
      const queue = queueIn(newStack(), { maximumDelay: Duration.days(1), surgeDuration: Duration.minutes(1) });
      queue.addExternalConsumer({ ...external, messagesPerSecond });
      return queue.redriveRate;
    };
    expect([rate(100.5), rate(150), rate(5_000)]).toEqual([1, 50, 500]);
  });
});

describe('alarms', () => {
  it('go to the topic, with a description that helps', () => {
    const stack = newStack();
    const queue = queueIn(stack, { alarmActions: pager(stack) });
    queue.addLambdaConsumer(functionIn(stack), LAMBDA);
    const template = Template.fromStack(stack);
    const sends = [{ Ref: Match.stringLikeRegexp('Pager') }];
    const common = { AlarmActions: sends, OKActions: sends, TreatMissingData: 'notBreaching' };
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...common,
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistic: 'Maximum',
      Threshold: 1800,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      AlarmDescription: Match.stringLikeRegexp(
        '^Messages of Stack/Orders wait for 30 min or more.*Made for 100 messages a second and 5 times as many for 10 min; the consumer takes 630 a second\\. Then up to 24100 wait, 49 s in order, and are worked off 61 s after the surge\\.$',
      ),
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...common,
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      EvaluationPeriods: 1,
      Dimensions: [
        { Name: 'QueueName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'QueueName'] } },
      ],
      AlarmDescription: {
        'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('OrdersRedriveDocument') }])],
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ...common,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'IF(deleted > 0 AND visible > 6000, DIFF(visible), 0)' }),
      ]),
    });
    expect(queue.ageAlarm?.alarmArn && queue.deadLetterAlarm?.alarmArn && queue.trendAlarm?.alarmArn).toBeDefined();
    expect(annotations(stack, 'findWarning')).toEqual([]);
  });

  it('go off at the age that is asked for', () => {
    const stack = newStack();
    queueIn(stack, {
      alarmActions: pager(stack),
      ageThreshold: Duration.minutes(3),
      redriveRunbook: false,
    }).addExternalConsumer(external);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 180,
      AlarmDescription: Match.stringLikeRegexp('wait for 3 min or more'),
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription:
        'Messages of Stack/Orders failed 5 times and wait in the dead-letter queue. Find out why, repair it, then move them back.',
    });
  });

  it('are none where no action is given', () => {
    const stack = newStack();
    const queue = queueIn(stack, { alarmActions: [] });
    queue.addExternalConsumer(external);
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
    expect([queue.ageAlarm, queue.deadLetterAlarm, queue.trendAlarm]).toEqual([undefined, undefined, undefined]);
  });

  it('page by an escalation policy', () => {
    const stack = newStack();
    const pager = new EscalationPolicy(stack, 'Pager', {
      responders: [Responder.httpsPager('https://on-call.example.com'), Responder.email('a@example.com')],
      secondLevel: [Responder.email('b@example.com')],
    });
    const queue = queueIn(stack, { alarmActions: [pager] });
    queue.addExternalConsumer(external);
    const template = Template.fromStack(stack);
    const page = [stack.resolve(pager.firstLevelTopic.topicArn)];
    for (const alarm of [queue.ageAlarm, queue.deadLetterAlarm, queue.trendAlarm]) {
      const id = stack.getLogicalId(alarm!.node.defaultChild as CfnAlarm);
      const { Properties } = template.findResources('AWS::CloudWatch::Alarm')[id] as Resource;
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([page, page]);
      expect(alarm!.node.children.some(({ node }) => node.id.startsWith('Escalation-'))).toBe(true);
    }
  });

  it.each([
    [60, 300, 3],
    [600, 300, 3],
    [3_600, 300, 13],
    [86_100, 300, 288],
    [86_400, 3_600, 25],
    [30 * 86_400, 3_600, 168],
  ])('on the trend outlast a surge of %d s, within what CloudWatch looks back', (surge, seconds, periods) => {
    const window = trendWindow(surge);
    expect([window.period.toSeconds(), window.periods]).toEqual([seconds, periods]);
  });

  it('have metrics to build others on', () => {
    const queue = queueIn(newStack());
    const names = [queue.metricAge(), queue.metricBacklog(), queue.metricDeadLetters({ statistic: 'Sum' })].map(
      ({ metricName, statistic }) => [metricName, statistic],
    );
    expect(names).toEqual([
      ['ApproximateAgeOfOldestMessage', 'Maximum'],
      ['ApproximateNumberOfMessagesVisible', 'Maximum'],
      ['ApproximateNumberOfMessagesVisible', 'Sum'],
    ]);
  });
});

describe('redrive runbook', () => {
  const template = read();
  const [document] = Object.values(template.findResources('AWS::SSM::Document')) as Resource[];
  const content = document!.Properties.Content as {
    readonly [key: string]: unknown;
    readonly mainSteps: {
      readonly name: string;
      readonly action: string;
      readonly inputs: Record<string, unknown>;
      readonly nextStep?: string;
    }[];
  };

  it('is an automation that says what it does and who may do it', () => {
    expect(document!.Properties).toMatchObject({
      DocumentType: 'Automation',
      DocumentFormat: 'JSON',
      UpdateMethod: 'NewVersion',
    });
    expect(content.schemaVersion).toBe('0.3');
    expect(content.description).toMatch(
      /^Moves the messages of the dead-letter queue of Stack\/Orders back.*24100 wait/,
    );
    expect(content.assumeRole).toBe('{{ AutomationAssumeRole }}');
    expect(content.parameters).toMatchObject({
      AutomationAssumeRole: { default: { 'Fn::GetAtt': [expect.stringContaining('OrdersRedriveRole'), 'Arn'] } },
      MessagesPerSecond: { default: 500 },
    });
  });

  it('starts the move, waits for its end, checks and counts', () => {
    expect(content.mainSteps.map(({ name, action, inputs }) => [name, action, inputs.Api])).toEqual([
      ['CountBefore', 'aws:executeAwsApi', 'GetQueueAttributes'],
      ['StartMove', 'aws:executeAwsApi', 'StartMessageMoveTask'],
      ['LetStart', 'aws:sleep', undefined],
      ['WaitForEnd', 'aws:waitForAwsResourceProperty', 'ListMessageMoveTasks'],
      ['Result', 'aws:executeAwsApi', 'ListMessageMoveTasks'],
      ['CheckCompleted', 'aws:assertAwsResourceProperty', 'ListMessageMoveTasks'],
      ['CountAfter', 'aws:executeAwsApi', 'GetQueueAttributes'],
    ]);
    const following = content.mainSteps.slice(1).map(({ name }) => name);
    expect(content.mainSteps.map(({ nextStep }) => nextStep)).toEqual([...following, undefined]);
    expect(content.mainSteps[1]?.inputs).toMatchObject({
      SourceArn: { 'Fn::GetAtt': [expect.stringContaining('DeadLetterQueue'), 'Arn'] },
      DestinationArn: { 'Fn::GetAtt': [expect.stringContaining('OrdersQueue'), 'Arn'] },
      MaxNumberOfMessagesPerSecond: '{{ MessagesPerSecond }}',
    });
  });

  it('may touch the two queues only, in an automation of this account', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: Match.arrayWith(['sqs:StartMessageMoveTask']),
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'Arn'] },
          }),
          Match.objectLike({
            Action: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('OrdersQueue'), 'Arn'] },
          }),
        ],
      },
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'ssm.amazonaws.com' },
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
          }),
        ],
      },
    });
  });

  it('can be left out', () => {
    const without = read({ redriveRunbook: false });
    without.resourceCountIs('AWS::SSM::Document', 0);
    expect(queueIn(newStack(), { redriveRunbook: false }).redriveRunbook).toBeUndefined();
    expect(queueIn(newStack()).redriveRunbook?.documentName).toBeDefined();
  });
});

describe('warnings', () => {
  it.each<[string, object, number, string[]]>([
    [
      'a FIFO queue is too long',
      { fifo: { messageGroups: 100, highThroughput: true } },
      250,
      ['cdk-resilience:backlogBeyondLookAhead'],
    ],
    ['a FIFO queue is short', { fifo: { messageGroups: 100, highThroughput: true } }, 450, []],
  ])('%s', (_, props, messagesPerSecond, expected) => {
    const stack = newStack();
    queueIn(stack, { ...props, alarmActions: pager(stack) }).addExternalConsumer({
      ...external,
      messagesPerSecond,
    });
    expect(annotations(stack, 'findWarning')).toEqual(expected);
  });
});

describe('a delay', () => {
  const told = (props: object): string[] => {
    const stack = newStack();
    queueIn(stack, { alarmActions: pager(stack), ...props }).addExternalConsumer(external);
    return annotations(stack, 'findInfo').filter((id) => id !== 'cdk-resilience:escalationToConfirm');
  };

  it('holds in whatever order, to the second', () => {
    expect(told({ maximumDelay: Duration.seconds(686) })).toEqual([]);
    expect(() => told({ maximumDelay: Duration.seconds(685) })).toThrow(
      'waits up to 12 min in the order of a standard',
    );
  });

  it('holds in the order of arrival where that is near enough, and the assumption is told', () => {
    const assumesOrderOfArrival = true;
    expect(told({ maximumDelay: Duration.seconds(67), assumesOrderOfArrival })).toEqual([
      'cdk-resilience:delayNotProven',
    ]);
    expect(told({ maximumDelay: Duration.seconds(686), assumesOrderOfArrival })).toEqual([]);
    expect(() => told({ maximumDelay: Duration.seconds(66), assumesOrderOfArrival })).toThrow(
      'in the order of arrival',
    );
  });

  it('holds in order in a FIFO queue', () => {
    expect(told({ maximumDelay: Duration.seconds(67), fifo: { messageGroups: 100, highThroughput: true } })).toEqual(
      [],
    );
  });
});

it('is read by a function that cannot fail as a whole, by its alias', () => {
  const stack = newStack();
  const fn = new ResilientFunction(stack, 'Place', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] })'),
    timeout: Duration.seconds(20),
    concurrency: 100,
  });
  queueIn(stack).addLambdaConsumer(fn, LAMBDA);
  const other = new BufferedQueue(stack, 'More', { arrivalRate: 10, maximumDelay: Duration.minutes(30) });
  other.addLambdaConsumer(fn, { ...LAMBDA, maximumConcurrency: 37 });
  const template = Template.fromStack(stack);
  template.resourcePropertiesCountIs(
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: { Ref: Match.stringLikeRegexp('Alias') } },
    2,
  );
  // 6 x 20 s: the block knows the timeout behind the alias.
  template.resourcePropertiesCountIs('AWS::SQS::Queue', { VisibilityTimeout: 120 }, 2);

  const greedy = new BufferedQueue(stack, 'Most', { arrivalRate: 1, maximumDelay: Duration.minutes(30) });
  expect(() => greedy.addLambdaConsumer(fn, { ...LAMBDA, maximumConcurrency: 101 })).toThrow(
    'maximumConcurrency is 101 and 100 are reserved for the function',
  );
});

it('does not start more of such a function than it may run', () => {
  const stack = newStack();
  const fn = new ResilientFunction(stack, 'Place', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] })'),
    timeout: Duration.seconds(20),
    concurrency: 99,
  });
  queueIn(stack).addLambdaConsumer(fn, LAMBDA);
  const other = new BufferedQueue(stack, 'More', { arrivalRate: 10, maximumDelay: Duration.minutes(30) });
  other.addLambdaConsumer(fn, { ...LAMBDA, maximumConcurrency: 37 });
  expect(() => (stack.node.root as App).synth()).toThrow(
    /63 \+ 37 = 100 batches at the same time, and 99 are reserved/,
  );
});

it('works in a stack without environment, and in two stacks', () => {
  const app = new App();
  const [queueStack, functionStack] = [new Stack(app, 'Queues'), new Stack(app, 'Functions')];
  queueIn(queueStack, { encryptionKey: new Key(queueStack, 'Key') }).addLambdaConsumer(
    functionIn(functionStack),
    LAMBDA,
  );
  Template.fromStack(functionStack).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  Template.fromStack(queueStack).resourcePropertiesCountIs('AWS::SQS::Queue', { VisibilityTimeout: 180 }, 1);
});

it.each([
  [0, '0 s'],
  [66.7, '67 s'],
  [119, '119 s'],
  [600, '10 min'],
  [4200, '70 min'],
  [7200, '2 h'],
  [8100, '2 h 15 min'],
  [345_600, '4 d'],
  [352_000, '4 d 2 h'],
])('tells %d seconds as %s', (seconds, text) => {
  expect(period(seconds)).toBe(text);
});

it('tells days', () => {
  expect([days(864_000), days(129_600)]).toEqual(['10 days', '1.5 days']);
});
