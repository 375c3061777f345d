import { RuleTester } from 'cdk-resilience/rules';
import {
  lambdaSqsVisibilityTimeout,
  sqsDeadLetterQueue,
  sqsLambdaMaxReceiveCount,
  sqsMaxReceiveCount,
  sqsRetentionTooShort,
  sqsVisibilityTimeoutZero,
} from '../../../policies/rules/sqs';

const ARN = { 'Fn::GetAtt': ['Subject', 'Arn'] };
const DEAD = 'arn:aws:sqs:eu-west-1:111122223333:orders-dead';
const queue = (properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });

/** A template in which another resource names the queue. */
const namedBy = (Type: string, Properties: object) => ({
  Resources: { Subject: queue(), Holder: { Type, Properties } },
});

RuleTester.run(sqsDeadLetterQueue, {
  valid: [
    {
      name: 'the dead-letter queue of a queue',
      given: namedBy('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: ARN, maxReceiveCount: 3 } }),
    },
    {
      name: 'the dead-letter queue of a queue whose policy is written as text',
      given: namedBy('AWS::SQS::Queue', {
        RedrivePolicy: { 'Fn::Sub': '{"deadLetterTargetArn":"${Subject.Arn}","maxReceiveCount":3}' },
      }),
    },
    {
      name: 'the dead-letter queue of a subscription',
      given: namedBy('AWS::SNS::Subscription', { RedrivePolicy: { deadLetterTargetArn: ARN } }),
    },
    {
      name: 'the dead-letter queue of a function',
      given: namedBy('AWS::Lambda::Function', { DeadLetterConfig: { TargetArn: ARN } }),
    },
    {
      name: 'the failure destination of asynchronous invocations',
      given: namedBy('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: ARN } } }),
    },
    {
      name: 'the failure destination of an event source mapping',
      given: namedBy('AWS::Lambda::EventSourceMapping', { DestinationConfig: { OnFailure: { Destination: ARN } } }),
    },
    {
      name: 'the dead-letter queue of a rule target',
      given: namedBy('AWS::Events::Rule', { Targets: [{ Id: 'A', Arn: 'arn', DeadLetterConfig: { Arn: ARN } }] }),
    },
    {
      name: 'the dead-letter queue of an event bus',
      given: namedBy('AWS::Events::EventBus', { DeadLetterConfig: { Arn: ARN } }),
    },
    {
      name: 'the dead-letter queue of a schedule',
      given: namedBy('AWS::Scheduler::Schedule', { Target: { DeadLetterConfig: { Arn: ARN } } }),
    },
    {
      name: 'the dead-letter queue of a pipe',
      given: namedBy('AWS::Pipes::Pipe', {
        SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: ARN } } },
      }),
    },
    {
      name: 'the error action of an IoT rule',
      given: namedBy('AWS::IoT::TopicRule', {
        TopicRulePayload: { Actions: [], ErrorAction: { Sqs: { QueueUrl: { Ref: 'Subject' } } } },
      }),
    },
    {
      name: 'the dead-letter queue of a function in the form of SAM',
      given: namedBy('AWS::Serverless::Function', { DeadLetterQueue: { Type: 'SQS', TargetArn: ARN } }),
    },
    {
      name: 'a dead-letter queue that is named by its ARN, in another stack',
      given: { Resources: { Subject: queue({ QueueName: 'lost' }) } },
      region: 'eu-west-1',
      account: '111122223333',
      stacks: {
        Other: {
          region: 'eu-west-1',
          account: '111122223333',
          template: {
            Resources: {
              Handler: {
                Type: 'AWS::Lambda::Function',
                Properties: { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:lost' } },
              },
            },
          },
        },
      },
    },
    {
      name: 'a dead-letter queue that is named through an export',
      given: {
        Resources: { Subject: queue() },
        Outputs: { Arn: { Value: ARN, Export: { Name: 'lost-arn' } } },
      },
      stacks: {
        Other: {
          template: {
            Resources: {
              Orders: queue({
                RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'lost-arn' }, maxReceiveCount: 5 },
              }),
            },
          },
        },
      },
    },
    { name: 'one that says who may use it', given: { RedriveAllowPolicy: { redrivePermission: 'byQueue' } } },
    { name: 'one that is called a dead-letter queue', given: { QueueName: 'orders-DLQ' } },
    {
      name: 'a dead-letter queue given at deployment',
      given: {
        Parameters: { Dead: { Type: 'String' } },
        Resources: { Subject: queue({ RedrivePolicy: { deadLetterTargetArn: { Ref: 'Dead' }, maxReceiveCount: 5 } }) },
      },
    },
  ],
  invalid: [
    {
      name: 'no properties at all',
      given: { Resources: { Subject: queue() } },
      finds: ['Subject.Properties.RedrivePolicy'],
    },
    {
      name: 'no value',
      given: { RedrivePolicy: { Ref: 'AWS::NoValue' } },
      finds: ['Subject.Properties.RedrivePolicy'],
    },
    {
      name: 'one that takes no sources',
      given: { RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
      finds: ['Subject.Properties.RedrivePolicy'],
    },
    {
      name: 'the source of an event source mapping',
      given: namedBy('AWS::Lambda::EventSourceMapping', { EventSourceArn: ARN, FunctionName: 'orders' }),
      finds: ['Subject.Properties.RedrivePolicy'],
    },
    {
      name: 'the success destination of a function',
      given: namedBy('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnSuccess: { Destination: ARN } } }),
      finds: ['Subject.Properties.RedrivePolicy'],
    },
    {
      name: 'a dead-letter queue for production alone',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: queue({
            RedrivePolicy: {
              'Fn::If': ['IsProd', { deadLetterTargetArn: DEAD, maxReceiveCount: 5 }, { Ref: 'AWS::NoValue' }],
            },
          }),
        },
      },
      finds: ['Subject.Properties.RedrivePolicy when IsProd is false'],
    },
  ],
});

const mapping = (settings: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: ARN, FunctionName: { Ref: 'Handler' }, ...settings },
});
const handler = (properties: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties: properties });

RuleTester.run(lambdaSqsVisibilityTimeout, {
  valid: [
    { name: 'both defaults', given: { Resources: { Subject: queue(), Handler: handler(), Mapping: mapping() } } },
    { name: 'no function', given: queue({ VisibilityTimeout: 1 }).Properties },
    {
      name: 'a function from outside',
      given: { Resources: { Subject: queue(), Mapping: mapping({ FunctionName: 'orders' }) } },
    },
  ],
  invalid: [
    {
      name: 'the default behind a slow function',
      given: { Resources: { Subject: queue(), Handler: handler({ Timeout: 10 }), Mapping: mapping() } },
      finds: ['Subject.Properties.VisibilityTimeout'],
    },
    {
      name: 'a batching window that is left out of account',
      given: {
        Resources: {
          Subject: queue({ VisibilityTimeout: 60 }),
          Handler: handler({ Timeout: '10' }),
          Mapping: mapping({ MaximumBatchingWindowInSeconds: 5 }),
        },
      },
      finds: ['Subject.Properties.VisibilityTimeout'],
    },
    {
      name: 'a function that is called by its alias',
      given: {
        Resources: {
          Subject: queue(),
          Handler: handler({ Timeout: 60 }),
          Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
          Mapping: mapping({ FunctionName: { Ref: 'Live' } }),
        },
      },
      finds: ['Subject.Properties.VisibilityTimeout'],
    },
    {
      name: 'a function in the form of SAM with a timeout for all',
      given: {
        Transform: 'AWS::Serverless-2016-10-31',
        Globals: { Function: { Timeout: 20 } },
        Resources: {
          Subject: queue(),
          Handler: {
            Type: 'AWS::Serverless::Function',
            Properties: { Events: { Orders: { Type: 'SQS', Properties: { Queue: ARN } } } },
          },
        },
      },
      finds: ['Subject.Properties.VisibilityTimeout'],
    },
    {
      name: 'a function in another stack',
      given: {
        Resources: { Subject: queue() },
        Outputs: { Arn: { Value: ARN, Export: { Name: 'orders-arn' } } },
      },
      stacks: {
        Workers: {
          template: {
            Resources: {
              Handler: handler({ Timeout: 60 }),
              Mapping: mapping({ EventSourceArn: { 'Fn::ImportValue': 'orders-arn' } }),
            },
          },
        },
      },
      finds: ['Subject.Properties.VisibilityTimeout'],
    },
  ],
  undetermined: [
    {
      name: 'a timeout given at deployment',
      given: {
        Parameters: { Seconds: { Type: 'Number' } },
        Resources: { Subject: queue(), Handler: handler({ Timeout: { Ref: 'Seconds' } }), Mapping: mapping() },
      },
      open: ['Handler.Properties.Timeout'],
    },
  ],
});

RuleTester.run(sqsVisibilityTimeoutZero, {
  valid: [
    { name: 'the default', given: { QueueName: 'orders' } },
    {
      name: 'one that Lambda reads, which is judged by its function',
      given: { Resources: { Subject: queue({ VisibilityTimeout: 0 }), Handler: handler(), Mapping: mapping() } },
    },
  ],
  invalid: [
    { name: 'text for a number', given: { VisibilityTimeout: '0' }, finds: ['Subject.Properties.VisibilityTimeout'] },
  ],
});

const redrive = (maxReceiveCount: unknown) => ({ RedrivePolicy: { deadLetterTargetArn: DEAD, maxReceiveCount } });

RuleTester.run(sqsMaxReceiveCount, {
  valid: [
    { name: 'no dead-letter queue, which is a finding of its own', given: { QueueName: 'orders' } },
    { name: 'three', given: redrive(3) },
    { name: 'many', given: redrive(100) },
  ],
  invalid: [{ name: 'two, as text', given: redrive('2'), finds: ['Subject.Properties.RedrivePolicy.maxReceiveCount'] }],
  undetermined: [
    {
      name: 'a count given at deployment',
      given: {
        Parameters: { Count: { Type: 'Number' } },
        Resources: { Subject: queue(redrive({ Ref: 'Count' })) },
      },
      open: ['Subject.Properties.RedrivePolicy.maxReceiveCount'],
    },
  ],
});

RuleTester.run(sqsLambdaMaxReceiveCount, {
  valid: [
    { name: 'no function that reads it', given: redrive(3) },
    {
      name: 'one, which SqsMaxReceiveCount finds',
      given: { Resources: { Subject: queue(redrive(1)), Handler: handler(), Mapping: mapping() } },
    },
  ],
  invalid: [
    {
      name: 'four',
      given: { Resources: { Subject: queue(redrive(4)), Handler: handler(), Mapping: mapping() } },
      finds: ['Subject.Properties.RedrivePolicy.maxReceiveCount'],
    },
  ],
});

RuleTester.run(sqsRetentionTooShort, {
  valid: [
    { name: 'the default', given: { QueueName: 'orders' } },
    { name: 'a day', given: { MessageRetentionPeriod: 86400 } },
    {
      name: 'a dead-letter queue, which is judged against its source',
      given: {
        Resources: {
          Subject: queue({ MessageRetentionPeriod: 3600 }),
          Orders: queue({ RedrivePolicy: { deadLetterTargetArn: ARN, maxReceiveCount: 3 } }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a minute, as text',
      given: { MessageRetentionPeriod: '60' },
      finds: ['Subject.Properties.MessageRetentionPeriod'],
    },
  ],
});
