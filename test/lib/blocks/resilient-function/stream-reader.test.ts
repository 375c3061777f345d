import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, StreamViewType, Table, TableV2, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Stream, StreamMode, type IStream, type StreamProps } from 'aws-cdk-lib/aws-kinesis';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { S3OnFailureDestination } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { StreamReaderOptions } from '../../../../lib/blocks/resilient-function';
import { functionIn, idOf, newStack } from './app';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const OPTIONS: StreamReaderOptions = { maxRecordAge: Duration.minutes(15) };

function read(
  options: Partial<StreamReaderOptions> | ((stack: Stack) => object) = {},
  props: StreamProps = {},
): Template {
  const stack = newStack();
  const given = typeof options === 'function' ? options(stack) : options;
  functionIn(stack).readStream(new Stream(stack, 'Ticks', props), { ...OPTIONS, ...given });
  return Template.fromStack(stack);
}

const table = (stack: Stack): TableV2 =>
  new TableV2(stack, 'Quotes', {
    partitionKey: { name: 'symbol', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_IMAGE,
  });

it('sets aside what cannot be processed, where failed events are kept', () => {
  const template = read();
  template.hasResourceProperties(MAPPING, {
    EventSourceArn: { 'Fn::GetAtt': [idOf(template, 'AWS::Kinesis::Stream'), 'Arn'] },
    FunctionName: { Ref: Match.stringLikeRegexp('^LoginFunctionAliaslive') },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 900,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [idOf(template, 'AWS::SQS::Queue'), 'Arn'] } } },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kinesis:GetRecords']) })]),
    },
  });
});

it('reads the changes of a table', () => {
  const stack = newStack();
  const quotes = table(stack);
  const mapping = functionIn(stack).readTable(quotes, OPTIONS);
  const template = Template.fromStack(stack);
  template.hasResourceProperties(MAPPING, {
    EventSourceArn: stack.resolve(quotes.tableStreamArn) as object,
    BisectBatchOnFunctionError: true,
    MaximumRecordAgeInSeconds: 900,
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['dynamodb:GetShardIterator']) })]),
    },
  });
  expect(stack.resolve(mapping.eventSourceMappingId)).toEqual({ Ref: idOf(template, MAPPING) });
});

it('keeps failures of all streams in one queue, also where asynchronous calls leave none', () => {
  const stack = newStack();
  const fn = functionIn(stack, { keepFailedEvents: false });
  fn.readStream(new Stream(stack, 'Ticks'), OPTIONS);
  fn.readTable(table(stack), OPTIONS);
  const template = Template.fromStack(stack);
  const queue = idOf(template, 'AWS::SQS::Queue');
  const Destination = { 'Fn::GetAtt': [queue, 'Arn'] };
  template.resourcePropertiesCountIs(MAPPING, { DestinationConfig: { OnFailure: { Destination } } }, 2);
  expect(stack.resolve(fn.failedEvents?.queueArn)).toEqual(Destination);
});

it.each<[string, Partial<StreamReaderOptions> | ((stack: Stack) => object), object]>([
  ['maxRecordAge', { maxRecordAge: Duration.hours(1) }, { MaximumRecordAgeInSeconds: 3_600 }],
  ['retryAttempts', { retryAttempts: 20 }, { MaximumRetryAttempts: 20 }],
  ['retryAttempts without end', { retryAttempts: -1 }, { MaximumRetryAttempts: -1 }],
  ['batchSize', { batchSize: 500 }, { BatchSize: 500 }],
  ['maxBatchingWindow', { maxBatchingWindow: Duration.seconds(2) }, { MaximumBatchingWindowInSeconds: 2 }],
  ['parallelizationFactor', { parallelizationFactor: 4 }, { ParallelizationFactor: 4 }],
  ['startingPosition', { startingPosition: StartingPosition.LATEST }, { StartingPosition: 'LATEST' }],
  ['reportBatchItemFailures', { reportBatchItemFailures: false }, { FunctionResponseTypes: Match.absent() }],
  [
    'filters',
    { filters: [FilterCriteria.filter({ data: { price: FilterRule.exists() } })] },
    { FilterCriteria: { Filters: [{ Pattern: '{"data":{"price":[{"exists":true}]}}' }] } },
  ],
  [
    'onFailure',
    (stack) => ({ onFailure: new S3OnFailureDestination(new Bucket(stack, 'Lost')) }),
    { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Lost'), 'Arn'] } } } },
  ],
])('takes %s', (_, options, expected) => {
  read(options).hasResourceProperties(MAPPING, expected);
});

describe('refuses', () => {
  it.each<[string, Partial<StreamReaderOptions>, StreamProps, RegExp]>([
    [
      'records that are gone before anybody is told',
      { maxRecordAge: Duration.days(1) },
      {},
      /^Stack\/Login: maxRecordAge is 1 day and Stack\/Ticks keeps records for 1 day: they would be gone before anybody is told; lower maxRecordAge or raise the retention$/,
    ],
    [
      'records that are gone from a longer stream',
      { maxRecordAge: Duration.days(7) },
      { retentionPeriod: Duration.days(2) },
      /maxRecordAge is 7 days and Stack\/Ticks keeps records for 2 days/,
    ],
    [
      'more batches than it may run',
      { parallelizationFactor: 10 },
      { streamMode: StreamMode.PROVISIONED, shardCount: 31 },
      /^Stack\/Login: the stream Stack\/Ticks starts 31 shards x 10 = 310 batches at the same time, its concurrency is 300; raise concurrency or lower parallelizationFactor$/,
    ],
    ['an age that Lambda does not take', { maxRecordAge: Duration.seconds(59) }, {}, /maxRecordAge/],
    ['more retries than Lambda has', { retryAttempts: 10_001 }, {}, /retryAttempts/],
  ])('%s', (_, options, props, message) => {
    expect(() => read(options, props)).toThrow(message);
  });

  it('a table without a stream, and one whose changes are gone before anybody is told', () => {
    const stack = newStack();
    const fn = functionIn(stack);
    const plain = new Table(stack, 'Plain', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    expect(() => fn.readTable(plain, OPTIONS)).toThrow(
      'Stack/Login: the table Stack/Plain has no stream; set its dynamoStream (Table: stream)',
    );
    expect(() => fn.readTable(table(stack), { maxRecordAge: Duration.days(1) })).toThrow(
      'maxRecordAge is 1 day and Stack/Quotes keeps records for 1 day',
    );
  });
});

it('reads what is not of this application, and keeps within a longer retention', () => {
  const stack = newStack();
  const fn = functionIn(stack);
  const imported: IStream = Stream.fromStreamArn(
    stack,
    'Ticks',
    'arn:aws:kinesis:eu-central-1:111122223333:stream/ticks',
  );
  const elsewhere: ITable = Table.fromTableAttributes(stack, 'Quotes', {
    tableName: 'quotes',
    tableStreamArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/quotes/stream/2026',
  });
  fn.readStream(imported, { maxRecordAge: Duration.days(7) });
  fn.readTable(elsewhere, OPTIONS);
  fn.readStream(new Stream(stack, 'Long', { retentionPeriod: Duration.days(7) }), { maxRecordAge: Duration.days(6) });
  Template.fromStack(stack).resourceCountIs(MAPPING, 3);
});
