import type { Duration } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition, type Function } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { DeadLetterQueue } from './dead-letter-queue';

/** Lets a function read a stream; a record that cannot be processed is set aside and does not hold up the others. */
export function readStream(reader: Function, stream: IStream, maxRecordAge: Duration): void {
  reader.addEventSource(
    new KinesisEventSource(stream, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge,
      onFailure: new SqsDlq(new DeadLetterQueue(reader, 'LostRecords')),
    }),
  );
}
