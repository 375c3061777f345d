import { Annotations, Stack } from 'aws-cdk-lib';
import type { CompositeAlarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { CustomerJourney } from '../../intent/customer-journey';
import { ResiliencyPolicy } from '../../intent/resiliency-policy';
import { addBurnAlarm } from './burn-alarms';
import { budgetMinutes, burnRates, BUDGET_DAYS, type BurnRate } from './burn-rate';
import { DEFAULTS } from './defaults';
import type { JourneyAlarmsProps } from './journey-alarms-props';
import type { JourneyParts } from './journey-model';
import { GLOBAL_METRICS_REGION, serviceLevelOf, type ServiceLevel } from './service-level';

/** What says from the customer's side whether a journey works. */
export interface JourneySignals {
  readonly levels: readonly ServiceLevel[];
  /** Alarms that make the journey's own. */
  readonly alarms: readonly NamedAlarm[];
}

/** An alarm and its name, written out. */
export interface NamedAlarm {
  readonly name: string;
  readonly alarm: IAlarm;
}

/** The service levels of a journey's entry points, as far as their metrics are in the Region of a stack. */
function levelsOf({ entryPoints }: JourneyParts, home: Stack): ServiceLevel[] {
  return entryPoints.flatMap(({ resource }) => {
    const level = serviceLevelOf(resource);
    const region = level?.isGlobal ? GLOBAL_METRICS_REGION : Stack.of(resource).region;
    return level !== undefined && region === home.region ? [level] : [];
  });
}

/**
 * Makes what watches a journey from the customer's side: how fast its error budget burns, and its probes.
 *
 * @param name what the names of the alarms begin with
 */
export function addSignals(
  scope: Construct,
  name: string,
  parts: JourneyParts,
  props: JourneyAlarmsProps,
): JourneySignals {
  const { journey } = parts;
  const levels = levelsOf(parts, Stack.of(scope));
  const burning = addBurnAlarms(scope, name, journey, levels, props);
  const probes = (props.probes ?? []).filter((probe) => probe.journey === journey);
  const probing = probes.map((probe, i): NamedAlarm => {
    const own = `${name}-probe-${i + 1}`;
    return { name: own, alarm: probe.createAlarm(scope, `Probe${i + 1}-${journey.node.addr}`, own) };
  });
  return { levels, alarms: [...burning, ...probing] };
}

function addBurnAlarms(
  scope: Construct,
  name: string,
  journey: CustomerJourney,
  levels: readonly ServiceLevel[],
  props: JourneyAlarmsProps,
): NamedAlarm[] {
  const { availability } = ResiliencyPolicy.of(journey);
  if (levels.length === 0) return [];
  if (availability === undefined) {
    warn(
      journey,
      'cdk-resilience:journeyWithoutTarget',
      `Journey ${journey.journeyName} has no availability target, so nothing tells when too many of its requests fail. ` +
        'Give it a policy: ResiliencyPolicy.of(journey).declare({ availability, ... }).',
    );
    return [];
  }
  const make = (level: ServiceLevel, index: number, rate: BurnRate): NamedAlarm => {
    const own = `${name}-burns-${rate.name}-${index + 1}`;
    const alarm = addBurnAlarm(scope, `Burns-${rate.name}-${index + 1}-${journey.node.addr}`, {
      name: own,
      level,
      rate,
      minimumRequests: props.minimumRequests ?? DEFAULTS.minimumRequests,
      description: describe(journey, availability, level, rate),
    });
    return { name: own, alarm };
  };
  const rates = burnRates(availability);
  return levels.flatMap((level, i) => {
    const alarms = rates.filter((rate) => rate.isPage).map((rate) => make(level, i, rate));
    const slow = (props.tickets ?? []).length > 0 ? rates.filter((rate) => !rate.isPage) : [];
    for (const rate of slow) (make(level, i, rate).alarm as CompositeAlarm).addAlarmAction(...props.tickets!);
    return alarms;
  });
}

function describe(journey: CustomerJourney, availability: number, level: ServiceLevel, rate: BurnRate): string {
  return (
    `${journey.journeyName}: ${level.label} fails ${rate.factor} times as often as ${availability} % allows, ` +
    `in the last ${rate.long} and ${rate.short} minutes. ${Math.round(rate.budgetSpent * 100)} % of the ` +
    `${budgetMinutes(availability)} minutes of outage that ${BUDGET_DAYS} days may have are gone. Owner: ${journey.owner}.`
  );
}

function warn(scope: Construct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(id, message);
}
