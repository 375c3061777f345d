import { Duration } from 'aws-cdk-lib';
import { TreatMissingData, type IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { DEFAULTS } from './defaults';
import type { PlacedTuning } from './ledger';
import type { AlarmTuning } from './options';
import { REGISTRY } from './registry';
import type { AlarmRow } from './registry/types';
import type { Subject } from './subject';

/** What CloudWatch looks back at most: a day, or a week of periods of an hour and more. */
const DAY = 86_400;
const LONGEST = { shortPeriods: DAY, longPeriods: 7 * DAY };

/** The numbers of one alarm on one resource: the registry's with all tunings. */
export interface Settings {
  readonly threshold: number;
  readonly period: Duration;
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: TreatMissingData;
  readonly isOutage: boolean;
  readonly actions?: IAlarmAction[];
  /** Whether these are meant for a part of what journeys page for too. */
  readonly actsBesidesJourneys: boolean;
}

/** Refuses a tuning that can match nothing or that CloudWatch would refuse. */
export function checkTuning(scope: IConstruct, tuning: AlarmTuning): void {
  const { resourceType, alarm, threshold, period, datapointsToAlarm, evaluationPeriods } = tuning;
  if (resourceType !== undefined && REGISTRY[resourceType] === undefined) {
    const types = Object.keys(REGISTRY).join(', ');
    throw fault(scope, `tune(): no alarms are known for resourceType ${resourceType}. Known types: ${types}.`);
  }
  const rows = resourceType === undefined ? Object.values(REGISTRY) : [REGISTRY[resourceType]];
  const names = new Set(rows.flatMap((each) => each?.alarms ?? []).map(({ id }) => id));
  if (alarm !== undefined && !names.has(alarm)) {
    const known = [...names].join(', ');
    throw fault(scope, `tune(): ${resourceType ?? 'no resource type'} has no alarm ${alarm}. Known alarms: ${known}.`);
  }
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    throw fault(scope, `tune(): threshold must be a finite number, not ${threshold}.`);
  }
  const seconds = period?.toSeconds();
  if (seconds !== undefined && (seconds < 60 || seconds % 60 !== 0)) {
    throw fault(scope, `tune(): period must be a multiple of a minute, not ${seconds} s.`);
  }
  for (const [name, count] of Object.entries({ datapointsToAlarm, evaluationPeriods })) {
    if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
      throw fault(scope, `tune(): ${name} must be a whole number of at least 1, not ${count}.`);
    }
  }
}

/** The settings of an alarm; `undefined` where none is to be made. The last tuning that says something holds. */
export function settingsOf(row: AlarmRow, subject: Subject, tunings: readonly PlacedTuning[]): Settings | undefined {
  const own = tunings.filter(({ resourceType, alarm }) => {
    return (resourceType ?? subject.type) === subject.type && (alarm ?? row.id) === row.id;
  });
  const last = <Name extends keyof AlarmTuning>(name: Name): AlarmTuning[Name] | undefined =>
    own.findLast((tuning) => tuning[name] !== undefined)?.[name];
  if (last('enabled') === false) return undefined;
  if (row.applies?.(subject) === false) return undefined;
  const usual = typeof row.threshold === 'number' ? row.threshold : row.threshold.of(subject);
  const threshold = last('threshold') ?? usual;
  if (threshold === undefined) return undefined;
  const evaluationPeriods = last('evaluationPeriods') ?? Math.max(row.of, last('datapointsToAlarm') ?? 0);
  const settings = {
    threshold,
    period: last('period') ?? Duration.seconds(row.period ?? DEFAULTS.period),
    datapointsToAlarm: last('datapointsToAlarm') ?? Math.min(row.datapoints, evaluationPeriods),
    evaluationPeriods,
    treatMissingData:
      last('treatMissingData') ?? (row.isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING),
    isOutage: last('isOutage') ?? row.isOutage ?? false,
    actions: last('actions'),
    actsBesidesJourneys: own.findLast(({ actions }) => actions !== undefined)?.isNearer ?? false,
  };
  check(settings, row, subject);
  return settings;
}

function check({ period, datapointsToAlarm, evaluationPeriods }: Settings, row: AlarmRow, { resource }: Subject): void {
  if (datapointsToAlarm > evaluationPeriods) {
    const said = `${datapointsToAlarm} datapointsToAlarm of ${evaluationPeriods} evaluationPeriods`;
    throw fault(resource, `The alarm ${row.id} is tuned to ${said}: raise evaluationPeriods.`);
  }
  const seconds = period.toSeconds();
  const most = seconds < 3600 ? LONGEST.shortPeriods : LONGEST.longPeriods;
  if (seconds * evaluationPeriods > most) {
    const said = `${evaluationPeriods} evaluationPeriods of ${seconds} s`;
    throw fault(resource, `The alarm ${row.id} is tuned to ${said}, but CloudWatch looks back ${most} s at most.`);
  }
}
