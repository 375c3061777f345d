import { Duration } from 'aws-cdk-lib';
import { Alarm, AlarmRule, ComparisonOperator, CompositeAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { BurnRate } from './burn-rate';
import { failureShare, type ServiceLevel } from './service-level';

/** What is said of an alarm on a service level. */
export interface BurnAlarmProps {
  readonly name: string;
  readonly level: ServiceLevel;
  readonly rate: BurnRate;
  readonly minimumRequests: number;
  readonly description: string;
}

/** In ALARM while an error budget is burnt too fast: over the long window, and still over the short one. */
export function addBurnAlarm(scope: Construct, id: string, props: BurnAlarmProps): CompositeAlarm {
  const { rate, description } = props;
  const [long, short] = [rate.long, rate.short].map((minutes) => {
    return new Alarm(scope, `${id}Over${minutes}Minutes`, {
      metric: failureShare(props.level, Duration.minutes(minutes), props.minimumRequests),
      threshold: rate.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // Without requests nothing fails; that nobody comes any more is for a probe to see.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${description} (over ${minutes} minutes)`,
    });
  }) as [Alarm, Alarm];
  return new CompositeAlarm(scope, id, {
    compositeAlarmName: props.name,
    alarmRule: AlarmRule.allOf(long, short),
    alarmDescription: description,
  });
}
