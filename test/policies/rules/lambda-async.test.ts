import { RuleTester } from 'cdk-resilience/rules';
import {
  lambdaAsyncFailureHandling,
  lambdaDlqIsFifo,
  lambdaFailureDestination,
} from '../../../policies/rules/lambda-async';

const ARN = { 'Fn::GetAtt': ['Subject', 'Arn'] };
const fn = (Properties: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties });
const called = (Type: string, Properties: object, own: object = {}) => ({
  Resources: { Subject: fn(own), Caller: { Type, Properties } },
});
const samFunction = (Type: string, Properties: object, own: object = {}) => ({
  Resources: {
    Subject: { Type: 'AWS::Serverless::Function', Properties: { ...own, Events: { Call: { Type, Properties } } } },
  },
});
const rule = (when: object, Arn: unknown = ARN) => ({ ...when, Targets: [{ Id: 'A', Arn }] });
const pattern = { EventPattern: { source: ['orders'] } };
const AT = 'Subject.Properties.DeadLetterConfig';

RuleTester.run(lambdaAsyncFailureHandling, {
  valid: [
    { name: 'nobody who calls it', given: { Handler: 'index.handler' } },
    {
      name: 'a queue that it reads',
      given: called('AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Subject' } }),
    },
    {
      name: 'an API that waits for it',
      given: called('AWS::ApiGatewayV2::Integration', { IntegrationUri: ARN, IntegrationType: 'AWS_PROXY' }),
    },
    {
      name: 'a schedule, which comes round again',
      given: called('AWS::Events::Rule', rule({ ScheduleExpression: 'rate(1 day)' })),
    },
    {
      name: 'a destination for failures',
      given: {
        Resources: {
          Subject: fn(),
          Rule: { Type: 'AWS::Events::Rule', Properties: rule(pattern) },
          Config: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: {
              FunctionName: { Ref: 'Subject' },
              Qualifier: '$LATEST',
              DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:eu-west-1:111122223333:failed' } },
            },
          },
        },
      },
    },
    {
      name: 'a dead-letter queue given at deployment',
      given: {
        Parameters: { Dead: { Type: 'String' } },
        ...called('AWS::Events::Rule', rule(pattern), { DeadLetterConfig: { TargetArn: { Ref: 'Dead' } } }),
      },
    },
    {
      name: 'a dead-letter queue in the form of SAM',
      given: samFunction('SNS', { Topic: 'topic' }, { DeadLetterQueue: { Type: 'SQS', TargetArn: 'arn' } }),
    },
    {
      name: 'the destination of another function',
      given: called('AWS::Lambda::EventInvokeConfig', {
        FunctionName: 'other',
        DestinationConfig: { OnFailure: { Destination: 'arn' } },
      }),
    },
  ],
  invalid: [
    { name: 'a rule with a pattern', given: called('AWS::Events::Rule', rule(pattern)), finds: [AT] },
    {
      name: 'notifications of a bucket',
      given: called('AWS::S3::Bucket', {
        NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: ARN }] },
      }),
      finds: [AT],
    },
    {
      name: 'notifications of a bucket that CDK sets up',
      given: called('Custom::S3BucketNotifications', {
        NotificationConfiguration: { LambdaFunctionConfigurations: [{ LambdaFunctionArn: ARN }] },
      }),
      finds: [AT],
    },
    {
      name: 'a schedule that runs once',
      given: called('AWS::Scheduler::Schedule', {
        ScheduleExpression: 'at(2027-01-01T00:00:00)',
        Target: { Arn: ARN },
      }),
      finds: [AT],
    },
    {
      name: 'an event in the form of SAM',
      given: samFunction('SNS', { Topic: 't' }),
      finds: ['Subject.Properties.DeadLetterQueue'],
    },
    {
      name: 'a dead-letter queue of the subscription alone',
      given: called('AWS::SNS::Subscription', {
        Protocol: 'lambda',
        Endpoint: ARN,
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead' },
      }),
      finds: [AT],
    },
    {
      name: 'an alias that a rule of another stack calls',
      given: {
        Resources: {
          Subject: fn(),
          Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Subject' }, Name: 'live' } },
        },
        Outputs: { Live: { Value: { Ref: 'Live' }, Export: { Name: 'live-arn' } } },
      },
      stacks: {
        Rules: {
          template: {
            Resources: {
              Rule: { Type: 'AWS::Events::Rule', Properties: rule(pattern, { 'Fn::ImportValue': 'live-arn' }) },
            },
          },
        },
      },
      finds: [AT],
    },
  ],
});

RuleTester.run(lambdaFailureDestination, {
  valid: [
    {
      name: 'a known sender of events, which LambdaAsyncFailureHandling judges',
      given: called('AWS::Events::Rule', rule(pattern)),
    },
    { name: 'a table that feeds it', given: called('AWS::Lambda::EventSourceMapping', { FunctionName: ARN }) },
    { name: 'a custom resource', given: called('Custom::Seed', { ServiceToken: ARN }) },
    {
      name: 'a function that is told its name',
      given: called('AWS::Lambda::Function', {
        Environment: { Variables: { HANDLER: ARN } },
        DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead' },
      }),
    },
    { name: 'an API in the form of SAM', given: samFunction('HttpApi', {}) },
  ],
  invalid: [
    {
      name: 'a schedule',
      given: called('AWS::Events::Rule', rule({ ScheduleExpression: 'rate(1 day)' })),
      finds: [AT],
    },
    {
      name: 'a schedule beside an API',
      given: {
        Resources: {
          Subject: fn(),
          Schedule: {
            Type: 'AWS::Scheduler::Schedule',
            Properties: { ScheduleExpression: 'rate(1 day)', Target: { Arn: ARN } },
          },
          Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: ARN } },
        },
      },
      finds: [AT],
    },
  ],
});

const fifo = (Type: string, property: string) => ({ Type, Properties: { [property]: 'true' } });

RuleTester.run(lambdaDlqIsFifo, {
  valid: [
    { name: 'none', given: { Handler: 'index.handler' } },
    {
      name: 'a queue from outside',
      given: { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead.fifo' } },
    },
  ],
  invalid: [
    {
      name: 'a FIFO topic as a destination',
      given: {
        Resources: {
          Failed: fifo('AWS::SNS::Topic', 'FifoTopic'),
          Subject: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: { DestinationConfig: { OnFailure: { Destination: { Ref: 'Failed' } } } },
          },
        },
      },
      finds: ['Subject.Properties.DestinationConfig.OnFailure.Destination'],
    },
    {
      name: 'a FIFO queue in the form of SAM',
      given: {
        Resources: {
          Failed: fifo('AWS::SQS::Queue', 'FifoQueue'),
          Subject: {
            Type: 'AWS::Serverless::Function',
            Properties: { DeadLetterQueue: { Type: 'SQS', TargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
          },
        },
      },
      finds: ['Subject.Properties.DeadLetterQueue.TargetArn'],
    },
  ],
});
