import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { runbook } from '../regional-stack';

interface PageProps {
  readonly metric: Metric;
  /** What the responder reads first. */
  readonly summary: string;
  /** Page of the runbook. */
  readonly runbook: string;
  /** Pages when the metric reaches this value. */
  readonly atLeast?: number;
  /** Pages when the metric falls below this value, or when there is no data any more. */
  readonly below?: number;
}

/** Pages the responders when three of five minutes are bad. */
export function pageOn(scope: Construct, id: string, pager: ITopic, props: PageProps): Alarm {
  const heartbeat = props.below !== undefined;
  const alarm = new Alarm(scope, id, {
    metric: props.metric.with({ period: Duration.minutes(1) }),
    threshold: props.below ?? props.atLeast ?? 1,
    comparisonOperator: heartbeat
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: heartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${props.summary} Runbook: ${runbook(props.runbook)}`,
  });
  alarm.addAlarmAction(new SnsAction(pager));
  alarm.addOkAction(new SnsAction(pager));
  return alarm;
}
