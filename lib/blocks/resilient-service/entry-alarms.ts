import { Duration } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ServiceAlarms } from './alarms';
import { DEFAULTS } from './defaults';
import type { EntryMetrics } from './metrics';

/**
 * Alarms that roll a deployment back. They watch the load balancer, as the service would wait for an alarm that waits
 * for the service.
 *
 * @returns one or more; the first tells what customers notice
 */
export function addDeploymentAlarms(alarms: ServiceAlarms, metrics: EntryMetrics): [Alarm, ...Alarm[]] {
  return metrics.isNetwork ? connectionAlarms(alarms, metrics) : requestAlarms(alarms, metrics);
}

/** Alarms on what the load balancer itself turns away, overall and for each zone. */
export function addRefusalAlarms(alarms: ServiceAlarms, metrics: EntryMetrics): void {
  if (metrics.isNetwork) {
    alarms.addHigh('RefusedConnections', 1, {
      metric: metrics.refusedConnections(),
      periods: 3,
      says: 'The load balancer finds no port for connections to the tasks and drops them: run more tasks.',
    });
    return;
  }
  const { options, zones } = alarms.input;
  const overall = options.failedRequestsPerMinute ?? DEFAULTS.failedRequestsPerMinute;
  const inZone = Math.ceil(overall / Math.max(1, zones.length));
  alarms.addHigh('RefusedRequests', overall, {
    metric: metrics.refusedRequests(),
    periods: 3,
    says: `The load balancer refuses ${overall} requests a minute or more.`,
  });
  zones.forEach((zone, index) =>
    alarms.addHigh(`RefusedRequestsZone${index + 1}`, inZone, {
      metric: metrics.refusedRequests(zone),
      periods: 3,
      says: `The load balancer refuses ${inZone} requests a minute or more in zone ${zone}; if in no other, shift traffic away from it.`,
    }),
  );
}

function requestAlarms(alarms: ServiceAlarms, metrics: EntryMetrics): [Alarm, ...Alarm[]] {
  const { options } = alarms.input;
  const failed = options.failedRequestsPerMinute ?? DEFAULTS.failedRequestsPerMinute;
  const seconds = (options.slowResponse ?? Duration.seconds(DEFAULTS.slowResponseSeconds)).toMilliseconds() / 1000;
  return [
    alarms.addHigh('FailedRequests', failed, {
      metric: metrics.failedRequests(),
      periods: 3,
      says: `The tasks answer ${failed} requests a minute or more with server errors.`,
    }),
    alarms.addHigh('SlowRequests', seconds, {
      metric: metrics.responseTime(),
      periods: 5,
      says: `One request in a hundred takes ${seconds} s or more.`,
    }),
  ];
}

/**
 * A Network Load Balancer knows nothing of answers, so the health of the tasks has to tell. Tasks may fail their checks
 * while they start; a bad version goes on to. As many as a zone has at least are a version, fewer are a task. Resets are
 * how some protocols hang up, so how many are too many has no default.
 */
function connectionAlarms(alarms: ServiceAlarms, metrics: EntryMetrics): [Alarm, ...Alarm[]] {
  const { capacity, options, startup } = alarms.input;
  const { minimumPerZone } = capacity;
  const periods = Math.ceil(startup.toSeconds() / 60) + 3;
  const unhealthy = alarms.addHigh('UnhealthyTasks', minimumPerZone, {
    metric: metrics.unhealthyTasks(),
    periods,
    says: `${minimumPerZone} tasks or more have failed their health checks for ${periods} minutes.`,
  });
  const resets = options.resetConnectionsPerMinute;
  if (resets === undefined) return [unhealthy];
  const reset = alarms.addHigh('ResetConnections', resets, {
    metric: metrics.resetConnections(),
    periods: 3,
    says: `The tasks break off ${resets} connections a minute or more.`,
  });
  return [reset, unhealthy];
}
