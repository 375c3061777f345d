import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { alarmsSentTo, channelsOf, isPerson, subscribersOf, type Subscriber } from '../../lib/facts/alarm-topics';

/** A topic that an alarm is sent to, and what stands beside it. */
function alarmTopic(topic: object, others: object = {}): { readonly [section: string]: unknown } {
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [{ Ref: 'Subject' }],
    },
  };
  return { Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: topic }, Alarm, ...others } };
}

function subscription(Protocol: string, Endpoint: string): object {
  return { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Subject' }, Protocol, Endpoint } };
}

const ON_CALL = subscription('https', 'https://on-call.example.net/integrations/orders');
const JO = subscription('email', 'jo@example.com');
const KIM = subscription('email', 'kim@example.com');

export const alarmTopicNoSubscriber = defineRule({
  id: 'AlarmTopicNoSubscriber',
  appliesTo: 'AWS::SNS::Topic',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'essential',
  title: 'Alarms are sent to a topic that nobody subscribes to',
  why: 'The alarm goes off and its message is dropped: a topic without subscribers keeps nothing.',
  fix: 'Add an AWS::SNS::Subscription to the on-call tool or to the people on duty (CDK: topic.addSubscription), or name the topic in a chat channel configuration.',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
  examples: { noncompliant: alarmTopic({}), compliant: alarmTopic({}, { Pager: ON_CALL }), at: '' },
  check: (topic) => {
    const alarms = alarmsSentTo(topic);
    if (alarms.length === 0) return notApplicable;
    if (channelsOf(topic).length > 0) return compliant;
    const count = alarms.length === 1 ? 'One alarm is' : `${alarms.length} alarms are`;
    const detail = `${count} sent here, and no subscription to the topic is in the application.`;
    return subscribersOf(topic).length > 0
      ? compliant
      : nonCompliant(undefined, { detail, related: alarms.slice(0, 5) });
  },
});

export const alarmTopicSingleSubscriber = defineRule({
  id: 'AlarmTopicSingleSubscriber',
  appliesTo: 'AWS::SNS::Topic',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Only one person hears of the alarms',
  why: 'The only subscription is one mailbox or telephone. When its owner sleeps, is on leave or has left, nobody knows of the incident.',
  fix: 'Subscribe an on-call tool with a rotation, a chat channel, or at least a second person (CDK: topic.addSubscription).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_notifications_sent_system.html',
  examples: {
    noncompliant: alarmTopic({}, { Jo: JO }),
    compliant: alarmTopic({}, { Jo: JO, Kim: KIM }),
    at: '',
  },
  check: (topic) => {
    const alarms = alarmsSentTo(topic);
    if (alarms.length === 0 || channelsOf(topic).length > 0) return notApplicable;
    const subscribers = subscribersOf(topic);
    if (subscribers.length === 0 || countEndpoints(subscribers) > 1 || !subscribers.every(isPerson))
      return notApplicable;
    // An alarm that is sent to several topics has several people behind it.
    if (alarms.every((alarm) => alarm.list('AlarmActions').length > 1)) return notApplicable;
    const [only] = subscribers as [Subscriber];
    return nonCompliant(undefined, {
      detail: `Alarms reach ${only.endpoint.string() ?? 'one endpoint'} and nobody else.`,
    });
  },
});

export const alarmTopicSingleChannel = defineRule({
  id: 'AlarmTopicSingleChannel',
  appliesTo: 'AWS::SNS::Topic',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The alarms are sent by email only',
  why: 'Email is not read at night, can be delayed or filtered, and when the email system is part of the incident no alarm arrives.',
  fix: 'Subscribe a second kind of endpoint: an on-call tool (https), text messages or a chat channel (CDK: topic.addSubscription).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html',
  examples: {
    noncompliant: alarmTopic({}, { Jo: JO, Kim: KIM }),
    compliant: alarmTopic({}, { Jo: JO, Pager: ON_CALL }),
    at: '',
  },
  check: (topic) => {
    if (alarmsSentTo(topic).length === 0 || channelsOf(topic).length > 0) return notApplicable;
    const subscribers = subscribersOf(topic);
    // One mailbox is the matter of `AlarmTopicSingleSubscriber`, none of `AlarmTopicNoSubscriber`.
    if (subscribers.length === 0) return notApplicable;
    if (!subscribers.every(({ protocol }) => /^email(-json)?$/.test(protocol.string() ?? ''))) return compliant;
    return countEndpoints(subscribers) === 1 && subscribers.every(isPerson) ? notApplicable : nonCompliant();
  },
});

/** Endpoints that may be different ones. */
function countEndpoints(subscribers: readonly Subscriber[]): number {
  return new Set(subscribers.map(({ endpoint }) => endpoint.identity ?? `${endpoint.resource.key} ${endpoint.path}`))
    .size;
}
