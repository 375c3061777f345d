import { Annotations, Duration, Stack, type CfnResource } from 'aws-cdk-lib';
import { Alarm, type CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { addActions } from './actions';
import { isOutage, type ExistingAlarms } from './existing';
import { AlarmClass, type HealthAlarm } from './health-alarm';
import { homeOf } from './home';
import type { Ledger } from './ledger';
import { OPERATORS, readingsOf, type Reading } from './metric';
import type { HealthAlarmsOptions } from './options';
import { REGISTRY } from './registry';
import type { AlarmRow, AlarmRows, Dimensions } from './registry/types';
import { settingsOf, type Settings } from './settings';
import type { Subject } from './subject';

const NOT_MADE = 'cdk-resilience:healthAlarmsNotMade';
const LONGEST_DESCRIPTION = 1024;

/** An alarm that a resource should have. */
interface Wanted {
  readonly row: AlarmRow;
  readonly settings: Settings;
  readonly namespace: string;
  readonly dimensions: readonly Dimensions[];
}

/**
 * The alarms of one resource: those it has already, and those made now.
 *
 * @param scopeIn where alarms on the resource go in a stack
 */
export function makeAlarms(
  subject: Subject,
  ledger: Ledger,
  existing: ExistingAlarms,
  scopeIn: (stack: Stack) => Construct,
): HealthAlarm[] {
  const { resource } = subject;
  const rows = REGISTRY[subject.type];
  const wanted = rows === undefined ? [] : wantedOf(subject, rows, ledger);
  if (rows === undefined || wanted.length === 0) return [];
  const options = ledger.optionsOf(resource);
  const home = homeOf(subject, rows, options);
  if (home === undefined) return [];
  if (home !== subject.stack && resource.cfnOptions.condition !== undefined) {
    warn(resource, wanted, `they stand in ${home.node.path}, where the condition of the resource cannot be seen`);
    return [];
  }
  const open = wanted.filter(({ dimensions }) => dimensions.length === 0);
  if (open.length > 0) warn(resource, open, 'the properties do not tell how CloudWatch names what they would read');

  return wanted.flatMap((each) => {
    const { row, settings, namespace, dimensions } = each;
    if (dimensions.length === 0) return [];
    const found = existing.find(row, namespace, dimensions, home);
    // What goes off for less than an outage does not show which pages to suppress.
    const isEnough = !settings.isOutage || found.some((alarm) => isOutage(alarm, row, settings));
    if (found.length > 0 && isEnough) return found.map((alarm) => existingAlarm(alarm, row, settings, resource));
    const told = rows.region !== undefined && home !== subject.stack ? usEast1Of(options) : options;
    const acting = actingOf(settings, told, ledger.pages.include(resource, home));
    return readingsOf(row, namespace, dimensions, settings.period).map((reading, index) => {
      const id = index === 0 ? row.id : `${row.id}${index + 1}`;
      return newAlarm(scopeIn(home), id, subject, each, reading, acting);
    });
  });
}

function wantedOf(subject: Subject, rows: AlarmRows, ledger: Ledger): Wanted[] {
  const tunings = ledger.tuningsOf(subject.resource);
  return rows.alarms.flatMap((row) => {
    const settings = settingsOf(row, subject, tunings);
    if (settings === undefined) return [];
    const namespace = row.namespace ?? (typeof rows.namespace === 'string' ? rows.namespace : rows.namespace(subject));
    const own = rows.dimensions(subject);
    const dimensions = row.dimensions?.(subject) ?? (own === undefined ? [] : [own]);
    return namespace === undefined ? [] : [{ row, settings, namespace, dimensions }];
  });
}

/** What alarms do, and what is said about it. */
type Acting = Pick<HealthAlarmsOptions, 'actions' | 'okActions' | 'journeyActions' | 'runbooks'>;

function usEast1Of({ runbooks, usEast1 }: HealthAlarmsOptions): Acting {
  return { runbooks, actions: usEast1?.actions, journeyActions: usEast1?.journeyActions };
}

/**
 * Actions tuned for one alarm take the place of both, unless what follows when it is over was said apart; those for
 * journeys take the place of both.
 */
function actingOf(
  { actions: tuned, actsBesidesJourneys }: Settings,
  options: Acting,
  isPaged: boolean,
): Required<Pick<Acting, 'actions' | 'okActions'>> & Acting {
  const { runbooks, journeyActions } = options;
  if (isPaged && journeyActions !== undefined && !actsBesidesJourneys) {
    return { runbooks, actions: journeyActions, okActions: journeyActions };
  }
  const actions = tuned ?? options.actions ?? [];
  return { runbooks, actions, okActions: options.okActions ?? actions };
}

function newAlarm(
  scope: Construct,
  id: string,
  subject: Subject,
  { row, settings }: Wanted,
  reading: Reading,
  { actions, okActions, runbooks }: ReturnType<typeof actingOf>,
): HealthAlarm {
  const { resource } = subject;
  const { threshold, period, datapointsToAlarm, evaluationPeriods, treatMissingData } = settings;
  const alarm = new Alarm(scope, id, {
    metric: reading.metric,
    comparisonOperator: OPERATORS[row.when],
    threshold,
    datapointsToAlarm,
    evaluationPeriods,
    treatMissingData,
    alarmDescription: describe(row, subject, runbooks),
  });
  addActions(alarm, resource, actions, okActions);
  const cfnAlarm = alarm.node.defaultChild as CfnAlarm;
  if (Stack.of(alarm) === subject.stack) cfnAlarm.cfnOptions.condition = resource.cfnOptions.condition;
  return {
    resource,
    name: row.id,
    alarm: cfnAlarm,
    alarmClass: settings.isOutage ? AlarmClass.OUTAGE : AlarmClass.SYMPTOM,
    isExisting: false,
    reason: row.reason,
    detectionTime: Duration.seconds(period.toSeconds() * evaluationPeriods),
    metricCount: reading.metricCount,
    actions: [...actions],
  };
}

function existingAlarm(alarm: Subject, row: AlarmRow, settings: Settings, resource: CfnResource): HealthAlarm {
  const seconds = (alarm.number('Period') ?? 60) * (alarm.number('EvaluationPeriods') ?? 1);
  return {
    resource,
    name: row.id,
    alarm: alarm.resource as CfnAlarm,
    alarmClass: isOutage(alarm, row, settings) ? AlarmClass.OUTAGE : AlarmClass.SYMPTOM,
    isExisting: true,
    reason: row.reason,
    detectionTime: Duration.seconds(seconds),
    metricCount: Math.max(1, alarm.list('Metrics').length),
    actions: [],
  };
}

/** What the responder reads first. */
function describe({ id, reason }: AlarmRow, { resource, type }: Subject, runbooks: string | undefined): string {
  const runbook = runbooks === undefined ? '' : ` Runbook: ${runbooks}#${type.replaceAll('::', '-')}-${id}`;
  return `${reason} Resource: ${resource.node.path}.${runbook}`.slice(0, LONGEST_DESCRIPTION);
}

function warn(resource: CfnResource, alarms: readonly Wanted[], why: string): void {
  const names = alarms.map(({ row }) => row.id).join(', ');
  const message = `HealthAlarms did not make ${names}: ${why}. Make them by hand, or switch them off with tune().`;
  Annotations.of(resource).addWarningV2(NOT_MADE, message);
}
