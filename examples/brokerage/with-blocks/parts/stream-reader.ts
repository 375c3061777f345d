import { type Duration } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
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
