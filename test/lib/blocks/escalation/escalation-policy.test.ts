import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ResiliencyPolicy } from '../../../../lib/intent/resiliency-policy';
import { Tier } from '../../../../lib/intent/tier';
import { EscalationPolicy, Responder, type EscalationPolicyProps } from '../../../../lib/blocks/escalation';

const PAGER = Responder.httpsPager('https://pager.example.net/integration/secret');
const LEAD = Responder.email('lead@example.com');
const HEAD = Responder.sms('+41791234567');

function policyIn(stack: Stack, props: Partial<EscalationPolicyProps> = {}): EscalationPolicy {
  return new EscalationPolicy(stack, 'OnCall', { responders: [PAGER, LEAD], secondLevel: [HEAD], ...props });
}

function alarmIn(stack: Stack, id = 'Orders'): Alarm {
  const metric = new Metric({ namespace: 'Shop', metricName: 'Failed' });
  return new Alarm(stack, id, { metric, threshold: 1, evaluationPeriods: 1 });
}

function newStack(region = 'eu-central-1'): Stack {
  return new Stack(new App(), 'Operations', { env: { account: '111122223333', region } });
}

/** The one resource of a type whose logical id begins so. */
function find(template: Template, type: string, id: string): { [name: string]: unknown } {
  const found = Object.entries(template.findResources(type)).filter(([key]) => key.startsWith(id));
  expect(found.map(([key]) => key)).toHaveLength(1);
  return found[0]![1].Properties as { [name: string]: unknown };
}

describe('who is paged', () => {
  test('by every channel, again and again, with a queue for what does not arrive', () => {
    const stack = newStack();
    const slack = new SlackChannelConfiguration(stack, 'Slack', {
      slackChannelConfigurationName: 'ops',
      slackWorkspaceId: 'T1',
      slackChannelId: 'C1',
    });
    policyIn(stack, { responders: [PAGER, LEAD, Responder.slack(slack)] });
    const template = Template.fromStack(stack);
    const subscriptions = Object.entries(template.findResources('AWS::SNS::Subscription')).map(([, { Properties }]) => [
      Properties.TopicArn.Ref.replace(/Topic\w+$/, ''),
      Properties.Protocol,
      Properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, ''),
    ]);
    expect(subscriptions.sort()).toEqual([
      ['OnCallFirstLevel', 'email', 'OnCallFirstLevelUndelivered'],
      ['OnCallFirstLevel', 'https', 'OnCallFirstLevelUndelivered'],
      ['OnCallFirstLevel', 'lambda', 'OnCallAcknowledgeFailed'],
      ['OnCallSecondLevel', 'sms', 'OnCallSecondLevelUndelivered'],
    ]);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: 'https://pager.example.net/integration/secret',
      DeliveryPolicy: { healthyRetryPolicy: Match.objectLike({ numRetries: 20 }) },
    });
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      SnsTopicArns: [{ Ref: Match.stringLikeRegexp('^OnCallFirstLevelTopic') }],
    });
  });

  test('a topic of yours, by the alarm and by its escalation', () => {
    const stack = newStack();
    const [first, second] = [new Topic(stack, 'Desk'), new Topic(stack, 'Board')];
    const policy = policyIn(stack, {
      responders: [PAGER, Responder.topic(first)],
      secondLevel: [Responder.topic(second)],
    });
    alarmIn(stack).addAlarmAction(policy);
    const template = Template.fromStack(stack);
    const orders = template.findResources('AWS::CloudWatch::Alarm', { Properties: { Namespace: 'Shop' } });
    const actions = (Object.values(orders)[0]!.Properties.AlarmActions as { Ref: string }[]).map(({ Ref }) =>
      Ref.replace(/\w{8}$/, ''),
    );
    expect(actions.sort()).toEqual(['Desk', 'OnCallFirstLevelTopic']);
    const escalation = find(template, 'AWS::CloudWatch::CompositeAlarm', 'OrdersEscalation') as {
      AlarmActions: { Ref: string }[];
    };
    expect(escalation.AlarmActions.map(({ Ref }) => Ref.replace(/\w{8}$/, ''))).toEqual([
      'OnCallSecondLevelTopic',
      'Board',
    ]);
  });

  const TIERS: [Tier | undefined, boolean][] = [
    [Tier.MISSION_CRITICAL, true],
    [Tier.CORE_SERVICES, true],
    [Tier.CRITICAL, true],
    [Tier.IMPORTANT, false],
    [Tier.NON_CRITICAL, false],
    [undefined, false],
  ];
  test.each(TIERS)('tier %s needs a pager: %s', (tier, isNeeded) => {
    const people = { responders: [LEAD, Responder.email('deputy@example.com')] };
    const make = (props: Partial<EscalationPolicyProps>): EscalationPolicy =>
      policyIn(newStack(), { ...people, ...props });
    if (isNeeded)
      expect(() => make({ tier })).toThrow(`Operations/OnCall: the tier is ${tier}, and no responder is a pager`);
    else expect(() => make({ tier })).not.toThrow();
  });

  test('the tier is that of the policy around it', () => {
    const stack = newStack();
    ResiliencyPolicy.of(stack).declare(ResiliencyPolicy.preset(Tier.CRITICAL));
    expect(() => policyIn(stack, { responders: [LEAD, HEAD], secondLevel: [PAGER] })).toThrow('the tier is CRITICAL');
  });

  const BAD: [string, Partial<EscalationPolicyProps>, string][] = [
    ['one responder', { responders: [PAGER] }, 'responders has fewer than two'],
    ['none', { responders: [] }, 'responders has fewer than two'],
    [
      'the same twice',
      { responders: [LEAD, Responder.email('LEAD@example.com')] },
      'responders names one of them twice',
    ],
    ['no second level', { secondLevel: [] }, 'secondLevel reaches nobody who is not among responders already'],
    [
      'a second level of the first',
      { secondLevel: [LEAD] },
      'secondLevel reaches nobody who is not among responders already',
    ],
    ['a short wait', { escalateAfter: Duration.minutes(1) }, 'escalateAfter is 1 minutes'],
    ['half minutes', { escalateAfter: Duration.seconds(630) }, 'escalateAfter is 10.5 minutes'],
    ['a short acknowledgement', { acknowledgementLasts: Duration.minutes(5) }, 'acknowledgementLasts is 5 minutes'],
    ['a day of silence', { acknowledgementLasts: Duration.days(1) }, 'acknowledgementLasts is 1440 minutes'],
  ];
  test.each(BAD)('%s is refused', (_, props, message) => {
    expect(() => policyIn(newStack(), props)).toThrow(`Operations/OnCall: ${message}`);
  });

  test.each([
    ['a pager without TLS', () => Responder.httpsPager('http://pager.example.net'), 'begins with https://'],
    ['no mail address', () => Responder.email('lead'), 'lead is no mail address'],
    ['a number without country', () => Responder.sms('0791234567'), 'no telephone number with country code'],
  ])('%s is refused', (_, make, message) => expect(make).toThrow(message));
});

describe('an alarm', () => {
  test('pages, and its page is escalated after ten minutes unless it is acknowledged', () => {
    const stack = newStack();
    const alarm = alarmIn(stack);
    alarm.addAlarmAction(policyIn(stack));
    const template = Template.fromStack(stack);
    const escalation = find(template, 'AWS::CloudWatch::CompositeAlarm', 'OrdersEscalation');
    expect(escalation).toMatchObject({
      ActionsSuppressorWaitPeriod: 600,
      ActionsSuppressorExtensionPeriod: 600,
      AlarmActions: [{ Ref: expect.stringMatching(/^OnCallSecondLevelTopic/) }],
    });
    const ack = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).find(([id]) =>
      /^OrdersEscalation.*Acknowledged/.test(id),
    )!;
    expect(escalation.ActionsSuppressor).toEqual({ 'Fn::GetAtt': [ack[0], 'Arn'] });
    expect(escalation.AlarmRule).toEqual({
      'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': [expect.stringMatching(/^Orders/), 'Arn'] }, '")']],
    });
    const dimensions = [{ Name: 'Alarm', Value: stack.resolve(alarm.alarmName) }];
    expect(ack[1].Properties).toMatchObject({
      TreatMissingData: 'notBreaching',
      EvaluationPeriods: 1,
      Metrics: [
        { Expression: 'IF(acknowledged > paged, 1, 0)', Id: 'expr_1' },
        {
          Id: 'acknowledged',
          MetricStat: { Metric: { MetricName: 'AcknowledgedAt', Dimensions: dimensions }, Period: 60, Stat: 'Maximum' },
        },
        {
          Id: 'paged',
          MetricStat: { Metric: { MetricName: 'PagedAt', Dimensions: dimensions }, Period: 60, Stat: 'Maximum' },
        },
      ],
    });
  });

  test('is escalated once, also as its own OK action', () => {
    const stack = newStack();
    const policy = policyIn(stack);
    const alarm = alarmIn(stack);
    alarm.addAlarmAction(policy);
    alarm.addOkAction(policy);
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 3);
  });

  test('waits as it is told', () => {
    const stack = newStack();
    alarmIn(stack).addAlarmAction(
      policyIn(stack, { escalateAfter: Duration.minutes(5), acknowledgementLasts: Duration.minutes(30) }),
    );
    const template = Template.fromStack(stack);
    expect(find(template, 'AWS::CloudWatch::CompositeAlarm', 'OrdersEscalation').ActionsSuppressorWaitPeriod).toBe(300);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ MINUTES: '30' }) },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'TestPage',
      EvaluationPeriods: 10,
      DatapointsToAlarm: 1,
    });
  });

  test('in another stack keeps its escalation beside it, so that no circle of stacks comes about', () => {
    const stack = newStack();
    const other = new Stack(stack.node.root as App, 'Web', {
      env: { account: '111122223333', region: 'eu-central-1' },
    });
    alarmIn(other).addAlarmAction(policyIn(stack));
    Template.fromStack(other).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 1);
    expect(other.dependencies.map(({ node }) => node.path)).toEqual(['Operations']);
    expect(stack.dependencies).toEqual([]);
  });

  test('in another Region is refused', () => {
    const stack = newStack();
    const other = new Stack(stack.node.root as App, 'Web', { env: { account: '111122223333', region: 'us-east-1' } });
    expect(() => alarmIn(other).addAlarmAction(policyIn(stack))).toThrow(
      'Web/Orders: the alarm is in us-east-1 and its escalation policy Operations/OnCall in eu-central-1. Make a policy in us-east-1',
    );
  });

  test('that is held back by its cause is not escalated meanwhile', () => {
    const stack = newStack();
    const [cause, symptom] = [alarmIn(stack, 'Cause'), alarmIn(stack, 'Symptom')];
    const page = new CompositeAlarm(stack, 'Page', { alarmRule: AlarmRule.anyOf(symptom), actionsSuppressor: cause });
    page.addAlarmAction(policyIn(stack));
    const { AlarmRule: rule } = find(Template.fromStack(stack), 'AWS::CloudWatch::CompositeAlarm', 'PageEscalation');
    const arn = (id: string): object => ({ 'Fn::GetAtt': [expect.stringMatching(id), 'Arn'] });
    expect(rule).toEqual({
      'Fn::Join': ['', ['(ALARM("', arn('^Page'), '") AND (NOT (ALARM("', arn('^Cause'), '"))))']],
    });
  });
});

describe('the rest', () => {
  test('topics are encrypted with a key that CloudWatch may use', () => {
    const stack = newStack();
    policyIn(stack);
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OnCallKey'), 'Arn'] },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });

  test('a key of yours is let be used, an imported one is warned of', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    expect(policyIn(stack, { encryptionKey: key }).encryptionKey).toBe(key);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    const other = newStack();
    const imported = Key.fromKeyArn(other, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1');
    policyIn(other, { encryptionKey: imported });
    Annotations.fromStack(other).hasWarning(
      '/Operations/OnCall',
      Match.stringLikeRegexp('lets cloudwatch.amazonaws.com'),
    );
  });

  test('pages that come again and again reach the second level', () => {
    const stack = newStack();
    policyIn(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SNS',
      MetricName: 'NumberOfMessagesPublished',
      Period: 3600,
      Threshold: 3,
    });
    expect(find(template, 'AWS::CloudWatch::CompositeAlarm', 'OnCallRepeatedAndUnanswered')).toMatchObject({
      ActionsSuppressor: { 'Fn::GetAtt': [expect.stringMatching(/^OnCallAnyAcknowledged/), 'Arn'] },
      AlarmActions: [{ Ref: expect.stringMatching(/^OnCallSecondLevelTopic/) }],
    });
  });

  test('the address for acknowledgements is public by default, and can be left out', () => {
    const stack = newStack();
    expect(policyIn(stack).acknowledgeUrl).toBeDefined();
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
    const other = newStack();
    const policy = policyIn(other, { acknowledgeEndpoint: false });
    expect(policy.acknowledgeUrl).toBeUndefined();
    Template.fromStack(other).resourceCountIs('AWS::Lambda::Url', 0);
    expect(other.resolve(policy.acknowledgeCommand('Orders'))).toEqual({
      'Fn::Join': [
        '',
        [
          'aws lambda invoke --region eu-central-1 --function-name ',
          { Ref: expect.stringMatching(/^OnCallAcknowledgeHandler/) },
          ` --cli-binary-format raw-in-base64-out --payload '{"acknowledge":"Orders"}' /dev/stdout`,
        ],
      ],
    });
  });

  test('says how to send a test page and what must be confirmed, without the key in the pager’s address', () => {
    const stack = newStack();
    const policy = policyIn(stack);
    const command =
      'aws cloudwatch put-metric-data --region eu-central-1 --namespace CdkResilience/Escalation ' +
      '--metric-name TestPage --dimensions Policy=Operations-OnCall-';
    expect(policy.sendTestPageCommand).toContain(command.slice(0, -'Operations-OnCall-'.length));
    expect(policy.toConfirm.map((each) => each.split(':')[0])).toEqual([
      'pager.example.net',
      'lead@example.com',
      '+41791234567',
    ]);
    const [info] = Annotations.fromStack(stack).findInfo(
      '/Operations/OnCall',
      Match.stringLikeRegexp('Before pages arrive, by hand'),
    );
    expect(String(info!.entry.data)).not.toContain('secret');
  });

  test('says what its alarms cost', () => {
    const stack = newStack();
    const policy = policyIn(stack);
    const own = { alarms: policy.alarmCount, cost: policy.monthlyCost };
    alarmIn(stack).addAlarmAction(policy);
    expect(policy.alarmCount - own.alarms).toBe(2);
    expect(policy.monthlyCost - own.cost).toBeCloseTo(0.7);
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))).toHaveLength(
      policy.alarmCount + 1 - 3,
    );
  });
});
