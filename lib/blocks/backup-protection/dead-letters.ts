import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../dead-letter-queue';

/** Where events go that could not be delivered, with an alarm: nobody looks into such a queue by chance. */
export class DeadLetters extends Construct {
  public readonly queue: DeadLetterQueue;
  public readonly alarm: Alarm;

  constructor(scope: Construct, id: string, topic: ITopic) {
    super(scope, id);
    this.queue = new DeadLetterQueue(this, 'Queue');
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `Events of AWS Backup could not be delivered: ${this.node.path}`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // An empty queue that nobody uses reports nothing.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(topic));
  }
}
