import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** Keeps what could not be processed for two weeks. */
export class DeadLetterQueue extends sqs.Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    acknowledge(this, { SQS3: 'It is itself where failed messages go; an alarm tells of the first one.' });
  }
}
