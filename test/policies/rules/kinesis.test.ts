import { RuleTester } from 'cdk-resilience/rules';
import { kinesisCapacityMode, kinesisConsumerFanOut, kinesisRetention } from '../../../policies/rules/kinesis';

const ARN = { 'Fn::GetAtt': ['Subject', 'Arn'] };
const open = (Properties: object) => ({
  Parameters: { Value: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Kinesis::Stream', Properties } },
});

RuleTester.run(kinesisRetention, {
  valid: [{ name: 'a year', given: { RetentionPeriodHours: '8760' } }],
  invalid: [
    { name: 'three days', given: { RetentionPeriodHours: 72 }, finds: ['Subject.Properties.RetentionPeriodHours'] },
  ],
  undetermined: [
    {
      name: 'a retention given at deployment',
      given: open({ RetentionPeriodHours: { Ref: 'Value' } }),
      open: ['Subject.Properties.RetentionPeriodHours'],
    },
  ],
});

RuleTester.run(kinesisCapacityMode, {
  valid: [{ name: 'neither mode nor shards', given: { Name: 'quotes' } }],
  invalid: [
    { name: 'shards alone', given: { ShardCount: 4 }, finds: ['Subject.Properties.StreamModeDetails.StreamMode'] },
  ],
});

const reader = (EventSourceArn: unknown) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn, FunctionName: 'quotes', StartingPosition: 'LATEST' },
});

RuleTester.run(kinesisConsumerFanOut, {
  valid: [
    {
      name: 'consumers with a share of their own',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Kinesis::Stream' },
          Fast: { Type: 'AWS::Kinesis::StreamConsumer', Properties: { ConsumerName: 'fast', StreamARN: ARN } },
          A: reader({ 'Fn::GetAtt': ['Fast', 'ConsumerARN'] }),
          B: reader({ 'Fn::GetAtt': ['Fast', 'ConsumerARN'] }),
          C: reader({ 'Fn::GetAtt': ['Fast', 'ConsumerARN'] }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a function, a pipe and a delivery stream',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Kinesis::Stream' },
          A: reader(ARN),
          B: { Type: 'AWS::Pipes::Pipe', Properties: { Source: ARN } },
          C: {
            Type: 'AWS::KinesisFirehose::DeliveryStream',
            Properties: { KinesisStreamSourceConfiguration: { KinesisStreamARN: ARN, RoleARN: 'role' } },
          },
        },
      },
      finds: ['Subject'],
    },
  ],
});
