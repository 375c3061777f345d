import { Duration, Token, type CfnResource } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnStream, type IStream } from 'aws-cdk-lib/aws-kinesis';
import type { EventSourceMappingOptions, IEventSourceDlq, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { STREAM_DEFAULTS } from './defaults';

/** How a function reads a stream. */
export interface StreamReaderOptions {
  /**
   * How old a record may be before it is set aside, from 1 minute to 7 days: what it is worth to come late. Until then, or
   * until the retries are over, a record that fails holds up those behind it in its shard.
   */
  readonly maxRecordAge: Duration;

  /**
   * How often a record that fails is tried again, from 0 to 10000, or -1 for as often as its age allows. Few retries let the
   * stream go on soon after a bad record; many outlast an outage of what the function calls.
   *
   * @default 5
   */
  readonly retryAttempts?: number;

  /**
   * Records in one batch, from 1 to 10000.
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * How long to wait for a batch to fill, up to 5 minutes.
   *
   * @default - a batch starts with what is there
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Batches of one shard that are worked on at the same time, from 1 to 10; records of one partition key stay in order.
   *
   * @default 1
   */
  readonly parallelizationFactor?: number;

  /**
   * Where to begin. `LATEST` skips what is written while the mapping is created or replaced.
   *
   * @default StartingPosition.TRIM_HORIZON
   */
  readonly startingPosition?: StartingPosition;

  /**
   * Whether the function returns `batchItemFailures`, so that Lambda goes on behind the last good record.
   *
   * @default true
   */
  readonly reportBatchItemFailures?: boolean;

  /**
   * Which records the function gets: `FilterCriteria.filter(...)`.
   *
   * @default - all
   */
  readonly filters?: { [key: string]: unknown }[];

  /**
   * Where it is noted that records were given up. An `S3OnFailureDestination` takes the records with it; a queue or topic
   * gets where they are in the stream, which keeps them for its retention.
   *
   * @default - the queue of failed events of the function
   */
  readonly onFailure?: IEventSourceDlq;
}

/** The settings of the mapping: a bad record is found, set aside, and does not stop the others for ever. */
export function mappingOf(
  options: StreamReaderOptions,
  eventSourceArn: string,
  onFailure: IEventSourceDlq,
): EventSourceMappingOptions {
  return {
    eventSourceArn,
    onFailure,
    supportS3OnFailureDestination: true,
    bisectBatchOnError: true,
    maxRecordAge: options.maxRecordAge,
    reportBatchItemFailures: options.reportBatchItemFailures ?? STREAM_DEFAULTS.reportBatchItemFailures,
    retryAttempts: options.retryAttempts ?? STREAM_DEFAULTS.retryAttempts,
    batchSize: options.batchSize ?? STREAM_DEFAULTS.batchSize,
    parallelizationFactor: options.parallelizationFactor ?? STREAM_DEFAULTS.parallelizationFactor,
    startingPosition: options.startingPosition ?? STREAM_DEFAULTS.startingPosition,
    ...(options.maxBatchingWindow !== undefined && { maxBatchingWindow: options.maxBatchingWindow }),
    ...(options.filters !== undefined && { filters: options.filters }),
  };
}

/** How long DynamoDB keeps the records of a stream. */
const TABLE_RETENTION = Duration.hours(24);

/** Refuses to read a table that has no stream, or whose records would be gone before they are set aside. */
export function checkTable(scope: IConstruct, table: ITable, { maxRecordAge }: StreamReaderOptions): string {
  if (table.tableStreamArn === undefined) {
    throw fault(scope, `the table ${table.node.path} has no stream; set its dynamoStream (Table: stream)`);
  }
  checkAge(scope, table, maxRecordAge, TABLE_RETENTION);
  return table.tableStreamArn;
}

/** Refuses a stream whose records would be gone before they are set aside, or that starts more than the function may run. */
export function checkStream(
  scope: IConstruct,
  stream: IStream,
  { maxRecordAge, parallelizationFactor = STREAM_DEFAULTS.parallelizationFactor }: StreamReaderOptions,
  concurrency: number,
): void {
  const resource = stream.node.defaultChild as CfnResource | undefined;
  if (!(resource instanceof CfnStream)) return;
  const { retentionPeriodHours: hours = 24, shardCount } = resource;
  if (!Token.isUnresolved(hours)) checkAge(scope, stream, maxRecordAge, Duration.hours(hours));
  if (shardCount === undefined || Token.isUnresolved(shardCount) || Token.isUnresolved(concurrency)) return;
  const batches = shardCount * parallelizationFactor;
  if (batches <= concurrency) return;
  throw fault(
    scope,
    `the stream ${stream.node.path} starts ${shardCount} shards x ${parallelizationFactor} = ${batches} batches at the same time, ` +
      `its concurrency is ${concurrency}; raise concurrency or lower parallelizationFactor`,
  );
}

function checkAge(scope: IConstruct, source: IConstruct, maxRecordAge: Duration, retention: Duration): void {
  if (maxRecordAge.toSeconds() < retention.toSeconds()) return;
  throw fault(
    scope,
    `maxRecordAge is ${maxRecordAge.toHumanString()} and ${source.node.path} keeps records for ${retention.toHumanString()}: ` +
      'they would be gone before anybody is told; lower maxRecordAge or raise the retention',
  );
}
