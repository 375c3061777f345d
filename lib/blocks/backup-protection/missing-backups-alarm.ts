import { Alarm, ComparisonOperator, TreatMissingData, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { spoken } from './decision';

/** An alarm looks back for a week at most. */
const MOST_HOURS = 7 * 24;

/** What the alarm watches. */
export interface MissingBackupsProps {
  /** Backups that arrive, by the hour. */
  readonly metric: Metric;
  /** How long there may be none, in minutes. */
  readonly minutes: number;
  readonly topic: ITopic;
}

/**
 * Tells when no backup arrives in a vault in time: a plan that was switched off fails no job. One resource that is
 * missing among others does not show here; that is what the audit is for.
 */
export function missingBackupsAlarm(scope: Construct, id: string, props: MissingBackupsProps): Alarm {
  const hours = Math.min(Math.ceil(props.minutes / 60) + 1, MOST_HOURS);
  const alarm = new Alarm(scope, id, {
    alarmDescription: `No backup arrived for ${hours} h, the plan promises one each ${spoken(props.minutes * 60)}: ${scope.node.path}`,
    metric: props.metric,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: hours,
    treatMissingData: TreatMissingData.BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(props.topic));
  return alarm;
}
