import { RuleTester } from 'cdk-resilience/rules';
import {
  sqsDlqCycle,
  sqsDlqLongestRetention,
  sqsDlqRetention,
  sqsDlqShared,
  sqsDlqTypeMismatch,
  sqsDlqUnused,
} from '../../../policies/rules/sqs-dead-letter';

const queue = (properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const to = (id: string) => ({
  RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [id, 'Arn'] }, maxReceiveCount: 5 },
});
const AT = 'Subject.Properties.MessageRetentionPeriod';

RuleTester.run(sqsDlqRetention, {
  valid: [
    { name: 'no source', given: { MessageRetentionPeriod: 60 } },
    {
      name: 'a FIFO queue, in which the age starts anew',
      given: {
        Resources: { Subject: queue({ FifoQueue: true }), Orders: queue({ FifoQueue: true, ...to('Subject') }) },
      },
    },
    {
      name: 'both for 14 days, more is not possible',
      given: {
        Resources: {
          Subject: queue({ MessageRetentionPeriod: 1209600 }),
          Orders: queue({ MessageRetentionPeriod: 1209600, ...to('Subject') }),
        },
      },
    },
    {
      name: 'longer than its source',
      given: { Resources: { Subject: queue(), Orders: queue({ MessageRetentionPeriod: 86400, ...to('Subject') }) } },
    },
    {
      name: 'a source given at deployment before 14 days',
      given: {
        Parameters: { Seconds: { Type: 'Number' } },
        Resources: {
          Subject: queue({ MessageRetentionPeriod: 1209600 }),
          Orders: queue({ MessageRetentionPeriod: { Ref: 'Seconds' }, ...to('Subject') }),
        },
      },
    },
  ],
  invalid: [
    { name: 'both defaults', given: { Resources: { Subject: queue(), Orders: queue(to('Subject')) } }, finds: [AT] },
    {
      name: 'shorter than one of two sources',
      given: {
        Resources: {
          Subject: queue({ MessageRetentionPeriod: '604800' }),
          Orders: queue(to('Subject')),
          Trades: queue({ MessageRetentionPeriod: 864000, ...to('Subject') }),
        },
      },
      finds: [AT],
    },
    {
      name: 'a source in another stack',
      given: {
        Resources: { Subject: queue({ MessageRetentionPeriod: 86400 }) },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Subject', 'Arn'] }, Export: { Name: 'dead-arn' } } },
      },
      stacks: {
        Orders: {
          template: {
            Resources: {
              Orders: queue({
                RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'dead-arn' }, maxReceiveCount: 5 },
              }),
            },
          },
        },
      },
      finds: [AT],
    },
  ],
  undetermined: [
    {
      name: 'a retention given at deployment',
      given: {
        Parameters: { Seconds: { Type: 'Number' } },
        Resources: { Subject: queue({ MessageRetentionPeriod: { Ref: 'Seconds' } }), Orders: queue(to('Subject')) },
      },
      open: [AT],
    },
  ],
});

RuleTester.run(sqsDlqLongestRetention, {
  valid: [
    { name: 'a work queue', given: { QueueName: 'orders' } },
    {
      name: 'a work queue that a function writes to',
      given: {
        Resources: {
          Subject: queue(),
          Sender: {
            Type: 'AWS::Lambda::Function',
            Properties: { Environment: { Variables: { QUEUE: { Ref: 'Subject' } } } },
          },
        },
      },
    },
    {
      name: 'one that its source outlives, which SqsDlqRetention finds',
      given: { Resources: { Subject: queue(), Orders: queue(to('Subject')) } },
    },
  ],
  invalid: [
    {
      name: 'the failure destination of a function',
      given: {
        Resources: {
          Subject: queue(),
          Config: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Subject', 'Arn'] } } } },
          },
        },
      },
      finds: [AT],
    },
  ],
});

RuleTester.run(sqsDlqTypeMismatch, {
  valid: [
    { name: 'both standard', given: { Resources: { Subject: queue(to('Dead')), Dead: queue({ FifoQueue: false }) } } },
    {
      name: 'a dead-letter queue from outside',
      given: {
        FifoQueue: true,
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead.fifo', maxReceiveCount: 5 },
      },
    },
  ],
  invalid: [
    {
      name: 'a standard queue before a FIFO queue',
      given: { Resources: { Subject: queue(to('Dead')), Dead: queue({ FifoQueue: 'true' }) } },
      finds: ['Subject.Properties.RedrivePolicy.deadLetterTargetArn'],
    },
  ],
  undetermined: [
    {
      name: 'a type given at deployment',
      given: {
        Parameters: { Fifo: { Type: 'String' } },
        Resources: { Subject: queue(to('Dead')), Dead: queue({ FifoQueue: { Ref: 'Fifo' } }) },
      },
      open: ['Dead.Properties.FifoQueue'],
    },
  ],
});

RuleTester.run(sqsDlqCycle, {
  valid: [
    {
      name: 'a chain without a circle',
      given: { Resources: { Subject: queue(to('Dead')), Dead: queue(to('Last')), Last: queue() } },
    },
  ],
  invalid: [
    {
      name: 'the queue itself',
      given: { Resources: { Subject: queue(to('Subject')) } },
      finds: ['Subject.Properties.RedrivePolicy.deadLetterTargetArn'],
    },
    {
      name: 'a circle of three, once',
      given: { Resources: { A: queue(to('Subject')), Subject: queue(to('Z')), Z: queue(to('A')) } },
      finds: ['A.Properties.RedrivePolicy.deadLetterTargetArn'],
    },
    {
      name: 'a circle behind the queue, once',
      given: { Resources: { Subject: queue(to('A')), A: queue(to('B')), B: queue(to('A')) } },
      finds: ['A.Properties.RedrivePolicy.deadLetterTargetArn'],
    },
  ],
});

RuleTester.run(sqsDlqShared, {
  valid: [{ name: 'no source', given: { QueueName: 'orders' } }],
  invalid: [
    {
      name: 'three sources',
      given: {
        Resources: { Subject: queue(), A: queue(to('Subject')), B: queue(to('Subject')), C: queue(to('Subject')) },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(sqsDlqUnused, {
  valid: [
    { name: 'a work queue', given: { QueueName: 'orders' } },
    {
      name: 'one with a dead-letter queue of its own',
      given: {
        QueueName: 'dlq-replay',
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead', maxReceiveCount: 5 },
      },
    },
    {
      name: 'the dead-letter queue of a queue',
      given: { Resources: { Subject: queue({ QueueName: 'dead-letters' }), Orders: queue(to('Subject')) } },
    },
    {
      name: 'one to which a state machine sends what it caught',
      given: {
        Resources: {
          Subject: queue({ QueueName: 'dead-letters' }),
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: { DefinitionString: { 'Fn::Sub': '{"States":{"Keep":{"QueueUrl":"${Subject}"}}}' } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'one that its construct calls so',
      given: {
        Resources: {
          Subject: { Type: 'AWS::SQS::Queue', Metadata: { 'aws:cdk:path': 'Orders/DeadLetterQueue/Resource' } },
        },
      },
      finds: ['Subject'],
    },
  ],
});
