import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters';

/** What ends a job without what it was for. */
const FAILED = ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'];

/**
 * Tells a topic of backup, copy and restore jobs that failed, expired or were aborted. It listens to all jobs of the
 * account in the Region: a job that never reached a vault names none.
 */
export class BackupJobEvents extends Construct {
  public readonly rule: Rule;

  constructor(scope: Construct, id: string, topic: ITopic) {
    super(scope, id);
    // A topic has either a policy, which event rules need, or the default one, which lets alarms in.
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const undelivered = new DeadLetters(this, 'Undelivered', topic);
    this.rule = new Rule(this, 'Failed', {
      description: 'A backup, a copy or a restore did not work',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change'],
        // Some of these events have a state, others a status. Low confidence: the verdict of a validation.
        detail: { $or: [{ state: FAILED }, { status: FAILED }, { validationStatus: ['FAILED', 'TIMED_OUT'] }] },
      },
      targets: [
        new SnsTopic(topic, {
          deadLetterQueue: undelivered.queue,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
