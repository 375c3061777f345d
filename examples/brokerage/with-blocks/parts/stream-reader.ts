import {
  type Duration,
  aws_kinesis as kinesis,
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
} from 'aws-cdk-lib';
import { DeadLetterQueue } from './dead-letter-queue';

/** Lets a function read a stream; a record that cannot be processed is set aside and does not hold up the others. */
export function readStream(reader: lambda.Function, stream: kinesis.IStream, maxRecordAge: Duration): void {
  reader.addEventSource(
    new sources.KinesisEventSource(stream, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge,
      onFailure: new sources.SqsDlq(new DeadLetterQueue(reader, 'LostRecords')),
    }),
  );
}
