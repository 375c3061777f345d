import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { ALARM_TYPES } from './alarms';

/** Somebody or something that receives what a topic is sent. */
export interface Subscriber {
  readonly protocol: Value;
  readonly endpoint: Value;
}

/** The alarms that a topic is told of when they go off. */
export function alarmsSentTo(topic: Resource): Resource[] {
  return ALARM_TYPES.flatMap((type) => topic.referencedBy(type, 'AlarmActions'));
}

/** Who subscribes to a topic, in any stack. */
export function subscribersOf(topic: Resource): Subscriber[] {
  const subscriptions = topic.referencedBy('AWS::SNS::Subscription', 'TopicArn').map((each) => each.properties);
  return [...subscriptions, ...topic.list('Subscription')].map((each) => {
    return { protocol: each.at('Protocol'), endpoint: each.at('Endpoint') };
  });
}

/** Ways to subscribe that are no subscription in the template. */
const CHANNELS: readonly (readonly [type: string, property: string])[] = [
  ['AWS::Chatbot::SlackChannelConfiguration', 'SnsTopicArns'],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'SnsTopicArns'],
  ['AWS::Serverless::Function', 'Events'],
  // Who may be called by the topic, or takes its messages: the subscription is made elsewhere.
  ['AWS::Lambda::Permission', 'SourceArn'],
  ['AWS::SQS::QueuePolicy', 'PolicyDocument'],
];

/** Chat channels, functions and resources of other makers that a topic reaches without a subscription in the template. */
export function channelsOf(topic: Resource): Resource[] {
  const foreign = topic
    .referencedBy()
    .filter(({ type }) => !type.startsWith('AWS::') && !/^Custom::CrossRegion/.test(type));
  return [...CHANNELS.flatMap(([type, property]) => topic.referencedBy(type, property)), ...foreign];
}

/** Whether a subscriber is one person's mailbox or telephone, as opposed to a tool that knows who is on duty. */
export function isPerson({ protocol, endpoint }: Subscriber): boolean {
  if (!['email', 'email-json', 'sms'].includes(protocol.string() ?? '')) return false;
  return !/team|on-?call|ops|alert|alarm|incident|support|admin|group|list|noc|sre|page|duty|infra|platform/i.test(
    mailbox(endpoint),
  );
}

function mailbox(endpoint: Value): string {
  return endpoint.string()?.split('@')[0] ?? '';
}
