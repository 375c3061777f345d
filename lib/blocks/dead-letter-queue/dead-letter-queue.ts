import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { fault } from '../fault';

/** The opinions of the block, by the property that overrides each. */
export const DEFAULTS = {
  retentionPeriod: Duration.days(14),
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

/**
 * Keeps what could not be delivered or processed until somebody has looked at it: for as long as SQS can (14 days),
 * encrypted, reachable by TLS only, and kept when it is removed from the stack. Properties of a queue override each of
 * these.
 *
 * The key is one that SQS manages, as each service that gives up a message may then send it here: with a key of your own,
 * give it as `encryptionMasterKey` and let these services use it.
 *
 * Nobody looks into such a queue by chance: `HealthAlarms` tells of the first message in it.
 */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, {
      ...props,
      retentionPeriod: props.retentionPeriod ?? DEFAULTS.retentionPeriod,
      enforceSSL: props.enforceSSL ?? DEFAULTS.enforceSSL,
      removalPolicy: props.removalPolicy ?? DEFAULTS.removalPolicy,
      encryption:
        props.encryption ??
        (props.encryptionMasterKey === undefined ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS),
    });
    if (props.deadLetterQueue !== undefined) {
      throw fault(this, 'a dead-letter queue is where failed messages end; leave deadLetterQueue out');
    }
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is itself where failed messages go; an alarm tells of what is in it.',
    });
  }
}
