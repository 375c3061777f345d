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
  if (alarm.alarmName === undefined && !isExisting && Stack.of(alarm) !== from) alarm.alarmName = madeName(alarm);
  const written = alarm.alarmName;
  return written === undefined || Token.isUnresolved(written) ? alarm.ref : written;
}

function madeName(alarm: CfnAlarm): string {
  return Names.uniqueResourceName(alarm, { maxLength: 200, separator: '-' });
}
