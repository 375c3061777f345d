import { RuleTester } from 'cdk-resilience/rules';
import {
  snsDeliveryStatusLogging,
  snsHttpDeliveryPolicy,
  snsHttpSubscriptionDlq,
  snsSubscriptionDlq,
} from '../../../policies/rules/sns';

const ofProtocol = (Protocol: unknown, more: object = {}) => ({
  TopicArn: 'topic',
  Protocol,
  Endpoint: 'there',
  ...more,
});
const dead = (deadLetterTargetArn: unknown) => ({ RedrivePolicy: { deadLetterTargetArn } });
const open = (Properties: object) => ({
  Parameters: { Value: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::SNS::Subscription', Properties } },
});

RuleTester.run(snsHttpSubscriptionDlq, {
  valid: [
    { name: 'mail', given: ofProtocol('email') },
    { name: 'a queue, which SnsSubscriptionDlq judges', given: ofProtocol('sqs') },
    { name: 'a dead-letter queue given at deployment', given: open(ofProtocol('https', dead({ Ref: 'Value' }))) },
  ],
  invalid: [{ name: 'plain HTTP', given: ofProtocol('http'), finds: ['Subject.Properties.RedrivePolicy'] }],
  undetermined: [
    {
      name: 'a protocol given at deployment',
      given: open(ofProtocol({ Ref: 'Value' })),
      open: ['Subject.Properties.Protocol'],
    },
  ],
});

RuleTester.run(snsSubscriptionDlq, {
  valid: [
    { name: 'mail', given: ofProtocol('email') },
    { name: 'an HTTP endpoint, which SnsHttpSubscriptionDlq judges', given: ofProtocol('https') },
  ],
  invalid: [{ name: 'a function', given: ofProtocol('lambda'), finds: ['Subject.Properties.RedrivePolicy'] }],
});

RuleTester.run(snsHttpDeliveryPolicy, {
  valid: [{ name: 'a queue', given: ofProtocol('sqs') }],
  invalid: [{ name: 'plain HTTP', given: ofProtocol('http'), finds: ['Subject.Properties.DeliveryPolicy'] }],
});

RuleTester.run(snsDeliveryStatusLogging, {
  valid: [
    {
      name: 'a list given at deployment',
      given: {
        Parameters: { Logging: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::SNS::Topic', Properties: { DeliveryStatusLogging: { Ref: 'Logging' } } } },
      },
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      given: { DeliveryStatusLogging: [] },
      finds: ['Subject.Properties.DeliveryStatusLogging'],
    },
  ],
});
