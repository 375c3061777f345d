import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { CustomerJourney } from '../../intent/customer-journey';
import type { JourneyProbe } from './journey-probe';

/** Properties of the alarms of journeys. */
export interface JourneyAlarmsProps {
  /** Who is paged, for journeys and for components: an `EscalationPolicy`. In the Region of this construct. */
  readonly pages: IAlarmAction[];

  /**
   * The journeys.
   *
   * @default - all that are declared in the App or Stage and begin in the account and Region of this construct
   */
  readonly journeys?: CustomerJourney[];

  /**
   * What looks at journeys from outside.
   *
   * @default - none: the journey is judged by its requests and its entry points' alarms
   */
  readonly probes?: JourneyProbe[];

  /**
   * Who is told that an error budget burns slowly: three times too fast over a day. That can wait until the morning.
   *
   * @default - nobody, and there is no such alarm
   */
  readonly tickets?: IAlarmAction[];

  /**
   * Requests within a window below which a share of failures says nothing.
   *
   * @default 10
   */
  readonly minimumRequests?: number;

  /**
   * Where it is written what to do; added to the description of every page.
   *
   * @default - nothing is added
   */
  readonly runbook?: string;
}
