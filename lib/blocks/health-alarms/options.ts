import type { Duration, Stack } from 'aws-cdk-lib';
import type { IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** How the resources below a scope are watched. */
export interface HealthAlarmsOptions {
  /**
   * What the alarms do when they go off: an `SnsAction`, an escalation policy. It must be in the Region of the alarms,
   * so an application in several Regions covers each of them by itself.
   *
   * @default - those of the next covered scope around, else none
   */
  readonly actions?: IAlarmAction[];

  /**
   * What the alarms do when the trouble is over.
   *
   * @default - the same as `actions`
   */
  readonly okActions?: IAlarmAction[];

  /**
   * What they do on resources that stand behind a `CustomerJourney`, for which a `JourneyAlarms` of the same account and
   * Region pages: `[]`, so that each trouble pages once.
   *
   * @default - the same as `actions`
   */
  readonly journeyActions?: IAlarmAction[];

  /**
   * Where the runbooks are: the description of each alarm ends with this and `#<resource type>-<alarm>`.
   *
   * @default - those of the next covered scope around, else none
   */
  readonly runbooks?: string;

  /**
   * Where alarms on CloudFront and Route 53 stand when their resources are in another Region: both publish metrics in
   * us-east-1 only.
   *
   * @default - that of the next covered scope around, else only resources in us-east-1 can have these alarms
   */
  readonly usEast1?: UsEast1Alarms;
}

/** Where alarms stand on what is published in us-east-1 only. */
export interface UsEast1Alarms {
  /** A stack in us-east-1, with `crossRegionReferences`. */
  readonly stack: Stack;

  /**
   * What these alarms do when they go off and when it is over; it must be in us-east-1.
   *
   * @default - nothing
   */
  readonly actions?: IAlarmAction[];

  /**
   * What they do on resources for which a `JourneyAlarms` in us-east-1 pages.
   *
   * @default - the same as `actions`
   */
  readonly journeyActions?: IAlarmAction[];
}

/** What is different for some alarms below a scope. What is not said stays as it is. */
export interface AlarmTuning {
  /**
   * Only resources of this type, such as `AWS::SQS::Queue`.
   *
   * @default - all types
   */
  readonly resourceType?: string;

  /**
   * Only this alarm of the type, by its name in `HealthAlarms.catalog`.
   *
   * @default - all alarms of the type
   */
  readonly alarm?: string;

  /**
   * Whether there is an alarm.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * When it goes off, in the unit of the metric or in per cent.
   *
   * @default - see `HealthAlarms.catalog`
   */
  readonly threshold?: number;

  /**
   * The time each datapoint is about: a multiple of a minute.
   *
   * @default - see `HealthAlarms.catalog`
   */
  readonly period?: Duration;

  /**
   * So many bad datapoints make an alarm.
   *
   * @default - see `HealthAlarms.catalog`
   */
  readonly datapointsToAlarm?: number;

  /**
   * Of so many last ones.
   *
   * @default - see `HealthAlarms.catalog`
   */
  readonly evaluationPeriods?: number;

  /**
   * What no data means.
   *
   * @default - breaching where data stops with the resource, else not breaching
   */
  readonly treatMissingData?: TreatMissingData;

  /**
   * Whether the alarm says that the resource is out of service, so that it may silence those of what depends on it.
   *
   * @default - see `HealthAlarms.catalog`
   */
  readonly isOutage?: boolean;

  /**
   * What the alarm does when it goes off. The nearest scope holds: actions of a covered scope that is nearer to the
   * resource than the tuned one take its place, and so do `journeyActions` of the same scope where a journey pages.
   *
   * @default - the actions of the covered scope
   */
  readonly actions?: IAlarmAction[];
}
