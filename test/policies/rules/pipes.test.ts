import { RuleTester } from 'cdk-resilience/rules';
import { pipesStreamDlq, pipesUnboundedRetries } from '../../../policies/rules/pipes';

const table = (settings: object) => ({ SourceParameters: { DynamoDBStreamParameters: settings } });
const open = (Properties: object) => ({
  Parameters: { Value: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Pipes::Pipe', Properties } },
});

RuleTester.run(pipesUnboundedRetries, {
  valid: [
    { name: 'a queue', given: { SourceParameters: { SqsQueueParameters: { BatchSize: 1 } } } },
    { name: 'no settings', given: { Source: 'arn:aws:sqs:eu-west-1:111122223333:orders' } },
    { name: 'a limited age', given: table({ MaximumRecordAgeInSeconds: 60 }) },
    {
      name: 'a limited age beside retries given at deployment',
      given: open(table({ MaximumRetryAttempts: { Ref: 'Value' }, MaximumRecordAgeInSeconds: 60 })),
    },
  ],
  invalid: [
    {
      name: 'the default written out',
      given: table({ MaximumRetryAttempts: '-1' }),
      finds: ['Subject.Properties.SourceParameters.DynamoDBStreamParameters.MaximumRetryAttempts'],
    },
  ],
  undetermined: [
    {
      name: 'retries given at deployment',
      given: open(table({ MaximumRetryAttempts: { Ref: 'Value' } })),
      open: ['Subject.Properties.SourceParameters.DynamoDBStreamParameters.MaximumRetryAttempts'],
    },
  ],
});

RuleTester.run(pipesStreamDlq, {
  valid: [
    { name: 'a queue', given: { SourceParameters: { SqsQueueParameters: { BatchSize: 1 } } } },
    { name: 'a queue given at deployment', given: open(table({ DeadLetterConfig: { Arn: { Ref: 'Value' } } })) },
  ],
  invalid: [
    {
      name: 'the stream of a table',
      given: table({ StartingPosition: 'LATEST' }),
      finds: ['Subject.Properties.SourceParameters.DynamoDBStreamParameters.DeadLetterConfig'],
    },
  ],
});
