import { Names, Stack, Token } from 'aws-cdk-lib';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmClass, type HealthAlarm } from '../health-alarms/health-alarm';
import { LIMITS } from './limits';
import type { PlannedAlarm } from './page-plan';

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
