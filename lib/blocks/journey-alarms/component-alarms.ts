import { Names, Stack, Token, type CfnResource } from 'aws-cdk-lib';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { componentAlarmOf, componentAlarmsOn, type ComponentAlarm } from '../component-alarm';
import { AlarmClass, type HealthAlarm } from '../health-alarms/health-alarm';
import { HealthAlarms } from '../health-alarms/health-alarms';
import { readProperties, type Json } from '../health-alarms/property-reader';
import { LIMITS } from './limits';
import type { PlannedAlarm } from './page-plan';

/**
 * The alarms on a resource: those of `HealthAlarms`, and those that blocks made on it and that tell nobody yet. An alarm
 * of a block is where the block says, also where `HealthAlarms` found it on another resource.
 *
 * @param isPaged whether a resource gets pages
 */
export function alarmsOn(resource: CfnResource, isPaged: (resource: CfnResource) => boolean): HealthAlarm[] {
  const found = HealthAlarms.of(resource).alarmsOf(resource);
  const elsewhere = ({ alarm }: HealthAlarm): boolean => {
    const declared = componentAlarmOf(alarm);
    return declared !== undefined && isSilent(declared) && isPaged(declared.component);
  };
  const declared = componentAlarmsOn(resource).filter(isSilent);
  return [...found.filter((alarm) => !elsewhere(alarm)), ...declared.map(healthAlarm)];
}

/** What an alarm does when it goes off, in a form that can be compared. */
export function actionsOf(alarm: CfnResource): Json[] {
  const { AlarmActions: actions } = readProperties(alarm);
  return Array.isArray(actions) ? actions : [];
}

function isSilent({ alarm }: ComponentAlarm): boolean {
  return actionsOf(alarm).length === 0;
}

/** Blocks tell of trouble; that a part is out of service is for `HealthAlarms` to say. */
function healthAlarm({ alarm, component, reason, detectionTime }: ComponentAlarm): HealthAlarm {
  return {
    resource: component,
    name: alarm.node.scope!.node.id,
    alarm,
    alarmClass: AlarmClass.SYMPTOM,
    isExisting: false,
    reason,
    detectionTime,
    metricCount: 1,
    actions: [],
  };
}

/** An alarm of a resource as the plan of pages sees it. */
export function planned(alarm: HealthAlarm, from: Stack): PlannedAlarm {
  const name = nameFor(alarm, from);
  return {
    name,
    length: Token.isUnresolved(name) ? LIMITS.nameLength : name.length,
    isOutage: alarm.alarmClass === AlarmClass.OUTAGE,
    detection: alarm.detectionTime.toSeconds(),
  };
}

/**
 * The name of an alarm, written out wherever it can be: a reference to another stack would export it from there, and
 * CloudFormation refuses to delete what is exported, so that no resource could be removed together with its alarm.
 */
function nameFor({ alarm, isExisting }: HealthAlarm, from: Stack): string {
  const stack = Stack.of(alarm);
  if (!isExisting && stack !== from && stack.resolve(alarm.alarmName) === undefined) alarm.alarmName = madeName(alarm);
  const written: unknown = stack.resolve(alarm.alarmName);
  return typeof written === 'string' ? written : alarm.ref;
}

function madeName(alarm: CfnAlarm): string {
  return Names.uniqueResourceName(alarm, { maxLength: 200, separator: '-' });
}
