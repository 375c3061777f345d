import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  TextWidget,
  type IAlarm,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { budgetMinutes, burnRates, BUDGET_DAYS } from './burn-rate';
import { failureShare, type ServiceLevel } from './service-level';

/** What a dashboard shows of a journey. */
export interface JourneyView {
  readonly name: string;
  readonly owner: string;
  readonly availability: number | undefined;
  readonly levels: readonly ServiceLevel[];
  readonly minimumRequests: number;
  /** The journey's own alarm. */
  readonly journey: IAlarm;
  /** What it is made from. */
  readonly signals: readonly IAlarm[];
  /** The pages of the components behind it. */
  readonly pages: readonly IAlarm[];
}

/** The most alarms that one widget shows. */
const ALARMS_IN_WIDGET = 100;

/** From top to bottom: whom to ask and what is promised; whether the journey works; what is suspected; the budget. */
export function addDashboard(scope: Construct, id: string, dashboardName: string, view: JourneyView): Dashboard {
  const dashboard = new Dashboard(scope, id, { dashboardName, defaultInterval: Duration.hours(3) });
  dashboard.addWidgets(new TextWidget({ markdown: heading(view), width: 24, height: 4 }));
  dashboard.addWidgets(
    new AlarmStatusWidget({
      title: 'The journey',
      alarms: [view.journey, ...view.signals].slice(0, ALARMS_IN_WIDGET),
      width: 24,
    }),
  );
  for (let i = 0; i < view.pages.length; i += ALARMS_IN_WIDGET) {
    const alarms = view.pages.slice(i, i + ALARMS_IN_WIDGET);
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Suspected causes', alarms, width: 24 }));
  }
  const graphs = view.levels.map((level) => graph(level, view));
  if (graphs.length > 0) dashboard.addWidgets(...graphs);
  return dashboard;
}

function heading({ name, owner, availability }: JourneyView): string {
  const promise =
    availability === undefined
      ? 'No availability target is declared.'
      : `Target: ${availability} % available, which allows ${budgetMinutes(availability)} minutes of outage in ${BUDGET_DAYS} days.`;
  return `# ${name}\n\nOwner: ${owner}. ${promise}`;
}

function graph(level: ServiceLevel, { availability, minimumRequests }: JourneyView): IWidget {
  const rates = availability === undefined ? [] : burnRates(availability);
  return new GraphWidget({
    title: `${level.label}: share of failed requests`,
    left: [failureShare(level, Duration.minutes(5), minimumRequests)],
    leftAnnotations: rates.map(({ name, threshold }) => ({ value: threshold, label: `burns the budget: ${name}` })),
    leftYAxis: { min: 0 },
    width: 12,
    ...(level.isGlobal && { region: 'us-east-1' }),
  });
}
