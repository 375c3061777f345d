import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IAlarmAction, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The longest that an alarm with periods below an hour looks back, and any other. */
const LOOK_BACK = { fine: 86_400, coarse: 604_800 } as const;

interface QueueAlarmProps {
  readonly actions: readonly IAlarmAction[];
  readonly description: string;
}

/** Goes off when a message has waited longer than it may. An empty queue has no age, so missing data is good. */
export function ageAlarm(scope: Construct, queue: IQueue, props: QueueAlarmProps & { limit: Duration }): Alarm {
  return alarm(scope, 'AgeAlarm', props, {
    metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: Duration.minutes(1) }),
    threshold: props.limit.toSeconds(),
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
  });
}

/** Goes off as soon as a message is given up. SQS moves it without a send, so the sent messages do not count. */
export function deadLetterAlarm(scope: Construct, queue: IQueue, props: QueueAlarmProps): Alarm {
  return alarm(scope, 'DeadLetterAlarm', props, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
  });
}

interface TrendAlarmProps extends QueueAlarmProps {
  /** A surge of this length is what the design is made for: growth counts when it lasts longer. */
  readonly surgeSeconds: number;
  /** A backlog below this, such as what arrives in a minute, is no trend. */
  readonly leastBacklog: number;
}

/**
 * Goes off when the backlog grows for longer than the declared surge although messages are worked off: the load, or the
 * speed of the consumer, is not what the design counts with. A consumer that has stopped shows in the age.
 */
export function trendAlarm(scope: Construct, queue: IQueue, props: TrendAlarmProps): Alarm {
  const { period, periods } = trendWindow(props.surgeSeconds);
  const metric = new MathExpression({
    label: 'Growth of the backlog while messages are worked off',
    expression: `IF(deleted > 0 AND visible > ${props.leastBacklog}, DIFF(visible), 0)`,
    period,
    usingMetrics: {
      visible: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Average', period }),
      deleted: queue.metricNumberOfMessagesDeleted({ statistic: 'Sum', period }),
    },
  });
  return alarm(scope, 'TrendAlarm', props, {
    metric,
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: periods,
    datapointsToAlarm: periods,
  });
}

/** One period more than the surge lasts, in periods of five minutes, or of an hour where those do not reach. */
export function trendWindow(surgeSeconds: number): { readonly period: Duration; readonly periods: number } {
  const fine = Math.max(3, Math.ceil(surgeSeconds / 300) + 1);
  if (fine * 300 <= LOOK_BACK.fine) return { period: Duration.minutes(5), periods: fine };
  const coarse = Math.min(Math.ceil(surgeSeconds / 3600) + 1, LOOK_BACK.coarse / 3600);
  return { period: Duration.hours(1), periods: coarse };
}

interface AlarmSettings {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
}

function alarm(
  scope: Construct,
  id: string,
  { actions, description }: QueueAlarmProps,
  settings: AlarmSettings,
): Alarm {
  const made = new Alarm(scope, id, {
    ...settings,
    alarmDescription: description,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(...actions);
  made.addOkAction(...actions);
  return made;
}
