import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EscalationPolicy, Responder, ServiceEvents, type ServiceEventsProps } from '../../../../lib/blocks/escalation';

const PAGER = Responder.httpsPager('https://pager.example.net/integration/secret');
const LEAD = Responder.email('lead@example.com');

function newStack(): Stack {
  return new Stack(new App(), 'Operations', { env: { account: '111122223333', region: 'eu-central-1' } });
}

function eventsIn(stack: Stack, props: Partial<ServiceEventsProps> = {}): ServiceEvents {
  return new ServiceEvents(stack, 'Reports', { responders: [PAGER, LEAD], ...props });
}

test('responders are told by a topic without a key, and what does not arrive is kept and told', () => {
  const stack = newStack();
  const { topic, undelivered, undeliveredAlarm } = eventsIn(stack);
  const template = Template.fromStack(stack);
  template.hasResource('AWS::SNS::Topic', { Properties: { KmsMasterKeyId: Match.absent() } });
  const queue = stack.resolve(undelivered.queueArn);
  for (const [protocol, endpoint] of [
    ['https', 'https://pager.example.net/integration/secret'],
    ['email', 'lead@example.com'],
  ]) {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: stack.resolve(topic.topicArn),
      Protocol: protocol,
      Endpoint: endpoint,
      RedrivePolicy: { deadLetterTargetArn: queue },
    });
  }
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Dimensions: [{ Name: 'QueueName', Value: stack.resolve(undelivered.queueName) }],
    AlarmActions: [stack.resolve(topic.topicArn)],
  });
  expect(undeliveredAlarm.node.path).toBe('Operations/Reports/Events/NotDelivered');
});

test('the services of the account may publish, each in its way', () => {
  const stack = newStack();
  const { topic } = eventsIn(stack);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::SNS::TopicPolicy'));
  const statements = policy!.Properties.PolicyDocument.Statement as { Principal: object; Condition?: object }[];
  const arn = stack.resolve(topic.topicArn);
  const publish = { Action: 'sns:Publish', Effect: 'Allow', Resource: arn };
  expect(statements.map((statement) => ({ ...statement, Sid: undefined }))).toEqual(
    expect.arrayContaining([
      { ...publish, Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } } },
      { ...publish, Principal: { Service: 'cloudwatch.amazonaws.com' } },
      { ...publish, Principal: { Service: 'events.amazonaws.com' } },
      { ...publish, Principal: { Service: 'events.rds.amazonaws.com' } },
    ]),
  );
  const allowed = statements.filter((statement) => (statement as { Effect?: string }).Effect === 'Allow');
  // To the whole world only with the condition.
  expect(allowed.filter(({ Principal }) => JSON.stringify(Principal).includes('*'))).toHaveLength(1);
});

test('AWS Health is heard, unless that is switched off', () => {
  const stack = newStack();
  const { topic, undelivered, healthRule } = eventsIn(stack);
  expect(healthRule?.node.path).toBe('Operations/Reports/AwsHealth');
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { source: ['aws.health'] },
    Targets: [
      Match.objectLike({
        Arn: stack.resolve(topic.topicArn),
        DeadLetterConfig: { Arn: stack.resolve(undelivered.queueArn) },
      }),
    ],
  });
  const silent = newStack();
  expect(eventsIn(silent, { awsHealth: false }).healthRule).toBeUndefined();
  Template.fromStack(silent).resourceCountIs('AWS::Events::Rule', 0);
});

test('databases are heard when asked for, but for their backups', () => {
  const stack = newStack();
  const { topic, databaseSubscriptions } = eventsIn(stack, { databases: true });
  expect(databaseSubscriptions).toHaveLength(2);
  const template = Template.fromStack(stack);
  for (const SourceType of ['db-instance', 'db-cluster']) {
    template.hasResource('AWS::RDS::EventSubscription', {
      Properties: {
        SnsTopicArn: stack.resolve(topic.topicArn),
        SourceType,
        EventCategories: Match.arrayWith(['configuration change', 'failover', 'failure', 'maintenance']),
        SourceIds: Match.absent(),
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^ReportsEventsTopicPolicy')]),
    });
  }
  expect(JSON.stringify(template.findResources('AWS::RDS::EventSubscription'))).not.toContain('"backup"');
  const silent = newStack();
  expect(eventsIn(silent).databaseSubscriptions).toEqual([]);
});

test('alarms may tell the responders too, without an escalation', () => {
  const stack = newStack();
  const reports = eventsIn(stack);
  const metric = new Metric({ namespace: 'Shop', metricName: 'Slow' });
  metric.createAlarm(stack, 'Slow', { threshold: 1, evaluationPeriods: 1 }).addAlarmAction(reports);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'Slow',
    AlarmActions: [stack.resolve(reports.topic.topicArn)],
  });
  template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
});

test('an escalation policy tells its first level, by another topic than pages', () => {
  const stack = newStack();
  const pager = new EscalationPolicy(stack, 'OnCall', {
    responders: [PAGER, LEAD],
    secondLevel: [Responder.sms('+41791234567')],
  });
  const { topic } = pager.addServiceEvents({ databases: true });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::RDS::EventSubscription', 2);
  const told = Object.values(template.findResources('AWS::SNS::Subscription'))
    .filter(({ Properties }) => Properties.TopicArn.Ref === stack.resolve(topic.topicArn).Ref)
    .map(({ Properties }) => Properties.Protocol);
  expect(told.sort()).toEqual(['email', 'https']);
});

test.each<[string, Responder[], string]>([
  ['one', [PAGER], 'Operations/Reports: responders has fewer than two'],
  ['one of them twice', [PAGER, PAGER], 'Operations/Reports: responders names one of them twice'],
])('%s is refused', (_, responders, message) => {
  expect(() => eventsIn(newStack(), { responders })).toThrow(message);
});

test('a topic of yours is refused: services do not publish to it', () => {
  const stack = newStack();
  const own = Responder.topic(new Topic(stack, 'Own'));
  expect(() => eventsIn(stack, { responders: [PAGER, own] })).toThrow(
    'Operations/Reports: the topic Operations/Own hears alarms, not what services publish here',
  );
});
