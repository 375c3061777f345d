import { RuleTester } from 'cdk-resilience/rules';
import {
  alarmTopicNoSubscriber,
  alarmTopicSingleChannel,
  alarmTopicSingleSubscriber,
} from '../../../policies/rules/alarm-topics';

function alarm(...AlarmActions: unknown[]): object {
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors', AlarmActions } };
}

function topic(
  others: object = {},
  properties: object = {},
  actions: unknown[] = [{ Ref: 'Subject' }],
): { Resources: object } {
  return {
    Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: properties }, Alarm: alarm(...actions), ...others },
  };
}

function subscription(Protocol: unknown, Endpoint: unknown, TopicArn: unknown = { Ref: 'Subject' }): object {
  return { Type: 'AWS::SNS::Subscription', Properties: { TopicArn, Protocol, Endpoint } };
}

const JO = subscription('email', 'jo.miller@example.com');
const SLACK = { Type: 'AWS::Chatbot::SlackChannelConfiguration', Properties: { SnsTopicArns: [{ Ref: 'Subject' }] } };
const EXPORT = { Outputs: { Topic: { Value: { Ref: 'Subject' }, Export: { Name: 'topic' } } } };
const IMPORTED = { 'Fn::ImportValue': 'topic' };

RuleTester.run(alarmTopicNoSubscriber, {
  valid: [
    { name: 'a topic of no alarm', given: {} },
    {
      name: 'a subscription within the topic',
      given: topic({}, { Subscription: [{ Protocol: 'email', Endpoint: 'jo@example.com' }] }),
    },
    { name: 'a chat channel', given: topic({ Chat: SLACK }) },
    {
      name: 'a subscription in another stack',
      given: { ...topic(), ...EXPORT },
      stacks: {
        Other: { template: { Resources: { Pager: subscription('https', 'https://on-call.example.net', IMPORTED) } } },
      },
    },
    {
      name: 'a function in SAM form',
      given: topic({
        Page: {
          Type: 'AWS::Serverless::Function',
          Properties: { Events: { Alarm: { Type: 'SNS', Properties: { Topic: { Ref: 'Subject' } } } } },
        },
      }),
    },
    {
      name: 'a pager of another maker',
      given: topic({ Pager: { Type: 'Custom::PagerIntegration', Properties: { Topic: { Ref: 'Subject' } } } }),
    },
  ],
  invalid: [
    {
      name: 'an alarm of another stack',
      given: { Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x' } } }, ...EXPORT },
      stacks: { Other: { template: { Resources: { Alarm: alarm(IMPORTED) } } } },
      finds: ['Subject'],
    },
    {
      name: 'a composite alarm, by the name of the topic',
      given: {
        Resources: {
          Subject: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'pager' } },
          All: {
            Type: 'AWS::CloudWatch::CompositeAlarm',
            Properties: { AlarmRule: 'ALARM(x)', AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:pager'] },
          },
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'a subscription to another topic',
      given: topic({
        Other: { Type: 'AWS::SNS::Topic' },
        Pager: subscription('email', 'jo@example.com', { Ref: 'Other' }),
      }),
      finds: ['Subject'],
    },
    {
      name: 'a subscription under an open condition',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        ...topic({ Pager: { ...JO, Condition: 'IsProd' } }),
      },
      finds: ['Subject when IsProd is false'],
    },
  ],
});

RuleTester.run(alarmTopicSingleSubscriber, {
  valid: [
    { name: 'no subscriber, which is another rule', given: topic() },
    { name: 'the mailbox of a team', given: topic({ Team: subscription('email', 'orders-oncall@example.com') }) },
    { name: 'an on-call tool', given: topic({ Tool: subscription('https', 'https://on-call.example.net') }) },
    { name: 'a person and a chat channel', given: topic({ JO, Chat: SLACK }) },
    {
      name: 'a person and a function',
      given: topic({ JO, F: subscription('lambda', 'arn:aws:lambda:eu-west-1:111122223333:function:page') }),
    },
    {
      name: 'an alarm that a second topic hears of',
      given: topic({ JO }, {}, [{ Ref: 'Subject' }, 'arn:aws:sns:eu-west-1:111122223333:other']),
    },
    {
      name: 'a person who hears of no alarm',
      given: { Subscription: [{ Protocol: 'email', Endpoint: 'jo@example.com' }] },
    },
  ],
  invalid: [
    {
      name: 'one telephone, within the topic',
      given: topic({}, { Subscription: [{ Protocol: 'sms', Endpoint: '+41790000000' }] }),
      finds: ['Subject'],
    },
    {
      name: 'the same mailbox twice',
      given: topic({ JO, Again: subscription('email-json', 'jo.miller@example.com') }),
      finds: ['Subject'],
    },
  ],
  undetermined: [
    {
      name: 'a mailbox that a parameter names',
      given: { Parameters: { Mail: { Type: 'String' } }, ...topic({ Pager: subscription('email', { Ref: 'Mail' }) }) },
      open: ['Pager.Properties.Endpoint'],
    },
  ],
});

RuleTester.run(alarmTopicSingleChannel, {
  valid: [
    { name: 'one person, which is another rule', given: topic({ JO }) },
    { name: 'mail and telephone', given: topic({ JO, Phone: subscription('sms', '+41790000000') }) },
    { name: 'mail and chat', given: topic({ JO, Chat: SLACK }) },
  ],
  invalid: [
    {
      name: 'the mailbox of a team alone',
      given: topic({ Team: subscription('email', 'team@example.com') }),
      finds: ['Subject'],
    },
  ],
});
