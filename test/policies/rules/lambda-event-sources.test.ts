import { RuleTester } from 'cdk-resilience/rules';
import {
  lambdaEsmBisectBatch,
  lambdaEsmDisabled,
  lambdaEsmFailureDestination,
  lambdaEsmPartialBatchResponse,
  lambdaEsmSqsConcurrency,
  lambdaEsmStartingPosition,
  lambdaEsmUnboundedRetries,
} from '../../../policies/rules/lambda-event-sources';

const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/quotes';
const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const KAFKA = 'arn:aws:kafka:eu-west-1:111122223333:cluster/quotes/1';
const mapping = (EventSourceArn: unknown, settings: object = {}) => ({
  EventSourceArn,
  FunctionName: 'quotes',
  ...settings,
});
const sam = (Type: string, Properties: object, rest: object = {}) => ({
  Resources: {
    Subject: { Type: 'AWS::Serverless::Function', Properties: { ...rest, Events: { Feed: { Type, Properties } } } },
  },
});
const withParameter = (name: string, Properties: object) => ({
  Parameters: { [name]: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Lambda::EventSourceMapping', Properties } },
});

RuleTester.run(lambdaEsmUnboundedRetries, {
  valid: [
    { name: 'a queue', given: mapping(QUEUE) },
    { name: 'a Kafka cluster', given: mapping(KAFKA, { Topics: ['quotes'], StartingPosition: 'LATEST' }) },
    { name: 'a limited age', given: mapping(STREAM, { MaximumRecordAgeInSeconds: '3600' }) },
    { name: 'no retry at all', given: mapping(STREAM, { MaximumRetryAttempts: 0 }) },
    {
      name: 'a limited age beside retries given at deployment',
      given: withParameter(
        'Retries',
        mapping(STREAM, { MaximumRetryAttempts: { Ref: 'Retries' }, MaximumRecordAgeInSeconds: 60 }),
      ),
    },
    { name: 'a function in the form of SAM without streams', given: sam('Api', { Path: '/', Method: 'get' }) },
  ],
  invalid: [
    {
      name: 'the defaults written out',
      given: mapping(STREAM, { MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: '-1' }),
      finds: ['Subject.Properties.MaximumRetryAttempts'],
    },
    {
      name: 'the stream of a table',
      given: {
        Resources: {
          Table: { Type: 'AWS::DynamoDB::Table' },
          Subject: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: mapping({ 'Fn::GetAtt': ['Table', 'StreamArn'] }),
          },
        },
      },
      finds: ['Subject.Properties.MaximumRetryAttempts'],
    },
    {
      name: 'a stream of another stack',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: mapping({ 'Fn::ImportValue': 'quotes-arn' }),
          },
        },
      },
      stacks: {
        Data: {
          template: {
            Resources: { Stream: { Type: 'AWS::Kinesis::Stream' } },
            Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Stream', 'Arn'] }, Export: { Name: 'quotes-arn' } } },
          },
        },
      },
      finds: ['Subject.Properties.MaximumRetryAttempts'],
    },
    {
      name: 'a stream given at deployment, told by its starting position',
      given: withParameter('Stream', mapping({ Ref: 'Stream' }, { StartingPosition: 'LATEST' })),
      finds: ['Subject.Properties.MaximumRetryAttempts'],
    },
    {
      name: 'an event in the form of SAM',
      given: sam('Kinesis', { Stream: STREAM, StartingPosition: 'LATEST' }),
      finds: ['Subject.Properties.Events.Feed.Properties.MaximumRetryAttempts'],
    },
  ],
  undetermined: [
    {
      name: 'retries given at deployment',
      given: withParameter('Retries', mapping(STREAM, { MaximumRetryAttempts: { Ref: 'Retries' } })),
      open: ['Subject.Properties.MaximumRetryAttempts'],
    },
  ],
});

RuleTester.run(lambdaEsmFailureDestination, {
  valid: [
    { name: 'a queue, which has no such property', given: mapping(QUEUE) },
    {
      name: 'a destination given at deployment',
      given: withParameter(
        'Dead',
        mapping(STREAM, { DestinationConfig: { OnFailure: { Destination: { Ref: 'Dead' } } } }),
      ),
    },
    {
      name: 'a broker, which has no such property',
      given: mapping('arn:aws:mq:eu-west-1:111122223333:broker:orders:b-1', { Queues: ['orders'] }),
    },
  ],
  invalid: [
    {
      name: 'a Kafka cluster',
      given: mapping(KAFKA, { Topics: ['quotes'], StartingPosition: 'LATEST' }),
      finds: ['Subject.Properties.DestinationConfig.OnFailure'],
    },
    {
      name: 'a Kafka cluster of its own',
      given: {
        FunctionName: 'quotes',
        Topics: ['quotes'],
        SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['kafka.example.com:9092'] } },
      },
      finds: ['Subject.Properties.DestinationConfig.OnFailure'],
    },
    {
      name: 'an event in the form of SAM',
      given: sam('DynamoDB', { Stream: 'arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/1' }),
      finds: ['Subject.Properties.Events.Feed.Properties.DestinationConfig.OnFailure'],
    },
  ],
});

RuleTester.run(lambdaEsmBisectBatch, {
  valid: [
    { name: 'a queue', given: mapping(QUEUE) },
    { name: 'batches of one', given: mapping(STREAM, { BatchSize: '1' }) },
    { name: 'partial responses', given: mapping(STREAM, { FunctionResponseTypes: ['ReportBatchItemFailures'] }) },
    { name: 'a Kafka cluster', given: mapping(KAFKA, { Topics: ['quotes'] }) },
  ],
  invalid: [
    {
      name: 'false',
      given: mapping(STREAM, { BisectBatchOnFunctionError: 'false', BatchSize: 500 }),
      finds: ['Subject.Properties.BisectBatchOnFunctionError'],
    },
  ],
  undetermined: [
    {
      name: 'a choice given at deployment',
      given: withParameter('Bisect', mapping(STREAM, { BisectBatchOnFunctionError: { Ref: 'Bisect' } })),
      open: ['Subject.Properties.BisectBatchOnFunctionError'],
    },
  ],
});

RuleTester.run(lambdaEsmPartialBatchResponse, {
  valid: [
    { name: 'a stream', given: mapping(STREAM) },
    { name: 'batches of one', given: mapping(QUEUE, { BatchSize: 1 }) },
    {
      name: 'types given at deployment',
      given: withParameter('Types', mapping(QUEUE, { FunctionResponseTypes: { Ref: 'Types' } })),
    },
  ],
  invalid: [
    {
      name: 'an empty list',
      given: mapping(QUEUE, { FunctionResponseTypes: [] }),
      finds: ['Subject.Properties.FunctionResponseTypes'],
    },
    {
      name: 'an event in the form of SAM',
      given: sam('SQS', { Queue: QUEUE, BatchSize: 5 }),
      finds: ['Subject.Properties.Events.Feed.Properties.FunctionResponseTypes'],
    },
  ],
});

const fed = (handler: object, settings: object = {}) => ({
  Resources: {
    Handler: { Type: 'AWS::Lambda::Function', Properties: handler },
    Subject: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { ...mapping(QUEUE, settings), FunctionName: { 'Fn::GetAtt': ['Handler', 'Arn'] } },
    },
  },
});

RuleTester.run(lambdaEsmSqsConcurrency, {
  valid: [
    { name: 'no reserved concurrency', given: fed({}) },
    {
      name: 'a limit below it',
      given: fed({ ReservedConcurrentExecutions: '50' }, { ScalingConfig: { MaximumConcurrency: 10 } }),
    },
    {
      name: 'provisioned pollers',
      given: fed({ ReservedConcurrentExecutions: 50 }, { ProvisionedPollerConfig: { MaximumPollers: 2 } }),
    },
    { name: 'a function that is switched off', given: fed({ ReservedConcurrentExecutions: 0 }) },
    { name: 'a function from outside', given: mapping(QUEUE) },
  ],
  invalid: [
    {
      name: 'a limit above it',
      given: fed({ ReservedConcurrentExecutions: 5 }, { ScalingConfig: { MaximumConcurrency: 10 } }),
      finds: ['Subject.Properties.ScalingConfig.MaximumConcurrency'],
    },
    {
      name: 'an event in the form of SAM',
      given: sam('SQS', { Queue: QUEUE }, { ReservedConcurrentExecutions: 5 }),
      finds: ['Subject.Properties.Events.Feed.Properties.ScalingConfig.MaximumConcurrency'],
    },
  ],
  undetermined: [
    {
      name: 'a reserve given at deployment',
      given: {
        Parameters: { Reserve: { Type: 'Number' } },
        ...fed({ ReservedConcurrentExecutions: { Ref: 'Reserve' } }),
      },
      open: ['Handler.Properties.ReservedConcurrentExecutions'],
    },
  ],
});

RuleTester.run(lambdaEsmStartingPosition, {
  valid: [
    { name: 'a queue', given: mapping(QUEUE) },
    { name: 'a point in time', given: mapping(STREAM, { StartingPosition: 'AT_TIMESTAMP' }) },
  ],
  invalid: [
    {
      name: 'a Kafka cluster from its end',
      given: mapping(KAFKA, { Topics: ['quotes'], StartingPosition: 'LATEST' }),
      finds: ['Subject.Properties.StartingPosition'],
    },
  ],
});

RuleTester.run(lambdaEsmDisabled, {
  valid: [{ name: 'the default', given: mapping(QUEUE) }],
  invalid: [
    {
      name: 'an event in the form of SAM',
      given: sam('SQS', { Queue: QUEUE, Enabled: 'false' }),
      finds: ['Subject.Properties.Events.Feed.Properties.Enabled'],
    },
  ],
});
