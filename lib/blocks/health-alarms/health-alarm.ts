import type { CfnResource, Duration } from 'aws-cdk-lib';
import type { CfnAlarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/** What an alarm says about its resource. */
export enum AlarmClass {
  /** It is out of service: what depends on it cannot work, so the alarm may silence theirs. */
  OUTAGE = 'OUTAGE',
  /** It is slow, near a limit, or shows the trouble of something behind it. */
  SYMPTOM = 'SYMPTOM',
}

/** An alarm on a covered resource. */
export interface HealthAlarm {
  /** The resource it is about. */
  readonly resource: CfnResource;
  /** Name within the resource's type, as in `HealthAlarms.catalog`. */
  readonly name: string;
  /** The alarm itself. */
  readonly alarm: CfnAlarm;
  /** What it says about the resource. */
  readonly alarmClass: AlarmClass;
  /** Whether it was there before, so that none was made. */
  readonly isExisting: boolean;
  /** What is wrong for whom when it goes off. */
  readonly reason: string;
  /** The longest time from the trouble to the alarm: all periods that are looked at. */
  readonly detectionTime: Duration;
  /** The metrics it reads, which are what it costs by. */
  readonly metricCount: number;
  /** What it does when it goes off; empty for one that was there before. */
  readonly actions: IAlarmAction[];
}

/** An opinion of the block: an alarm that each resource of a type gets. */
export interface HealthAlarmDefinition {
  /** CloudFormation type. */
  readonly resourceType: string;
  /** Name within the type. */
  readonly name: string;
  /** The metric or metrics it reads. */
  readonly metrics: string[];
  /** How the metric is summed up. */
  readonly statistic: string;
  /** When it goes off, in words. */
  readonly condition: string;
  /** Whether missing data means that the resource is gone. */
  readonly isHeartbeat: boolean;
  /** What it says about the resource. */
  readonly alarmClass: AlarmClass;
  /** What is wrong for whom when it goes off. */
  readonly reason: string;
}
