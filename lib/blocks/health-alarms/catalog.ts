import { DEFAULTS } from './defaults';
import { AlarmClass, type HealthAlarmDefinition } from './health-alarm';
import { REGISTRY } from './registry';
import type { AlarmRow } from './registry/types';

const WORDS: Readonly<Record<AlarmRow['when'], string>> = { atLeast: 'at least', atMost: 'at most', below: 'below' };

/** The registry in words. */
export function catalog(): HealthAlarmDefinition[] {
  return Object.entries(REGISTRY).flatMap(([resourceType, { alarms }]) => {
    return alarms.map((row) => ({
      resourceType,
      name: row.id,
      metrics: [row.metric, ...(row.with === undefined ? [] : [row.with])],
      statistic: row.statistic,
      condition: condition(row),
      isHeartbeat: row.isHeartbeat ?? false,
      alarmClass: row.isOutage ? AlarmClass.OUTAGE : AlarmClass.SYMPTOM,
      reason: row.reason,
    }));
  });
}

function condition({ when, threshold, expression, datapoints, of, period = DEFAULTS.period }: AlarmRow): string {
  const limit = typeof threshold === 'number' ? String(threshold) : threshold.text;
  const share = expression === undefined ? '' : ' per cent';
  return `${WORDS[when]} ${limit}${share} in ${datapoints} of ${of} periods of ${period} s`;
}
