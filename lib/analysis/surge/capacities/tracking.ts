import type { Resource } from '../../../model/resource';
import type { Value } from '../../../model/value';
import type { Evidence } from '../../component';
import { said, timePart, type GrowthTime } from '../capacity';
import { FIGURES } from '../figures';
import type { CapacityRange, TimePart } from '../records';

/** How a size follows the load. */
export interface Tracking {
  readonly policies: readonly Resource[];
  /** Percent of CPU (or of what is provisioned) that scaling aims at; the lowest of several. */
  readonly utilization?: number;
  /** Requests a minute for each unit that scaling aims at. */
  readonly requests?: number;
  /** Seconds between two steps out. */
  readonly cooldown?: number;
  readonly evidence: readonly Evidence[];
}

/** Metrics that say how much of a unit is used and rise in proportion to the load. Memory does not. */
const UTILIZATIONS = [
  'ECSServiceAverageCPUUtilization',
  'ASGAverageCPUUtilization',
  'DynamoDBReadCapacityUtilization',
  'DynamoDBWriteCapacityUtilization',
  'RDSReaderAverageCPUUtilization',
  'CPUUtilization',
];

const REQUESTS = ['ALBRequestCountPerTarget', 'RequestCountPerTarget'];

/** Reads scaling policies. Where each keeps its settings differs: `path` leads there. */
export function trackingOf(policies: readonly Resource[], path: string): Tracking {
  let [utilization, requests, cooldown]: (number | undefined)[] = [];
  const evidence: Evidence[] = [];
  for (const policy of policies) {
    const settings = policy.at(path);
    const target = settings.at('TargetValue').number();
    if (target === undefined) continue;
    const metrics = metricsOf(settings);
    const at = `${path}.TargetValue`;
    if (metrics.some((metric) => UTILIZATIONS.includes(metric))) {
      utilization = Math.min(utilization ?? Infinity, target);
      evidence.push(said(policy, at, `scaling aims at a utilization of ${target} percent`));
    } else if (metrics.some((metric) => REQUESTS.includes(metric))) {
      requests = Math.min(requests ?? Infinity, target);
      evidence.push(said(policy, at, `scaling aims at ${target} requests a minute for each`));
    } else {
      evidence.push(said(policy, at, `scaling aims at ${target} of ${metrics.join(', ') || 'a metric'}`));
    }
    cooldown = settings.at('ScaleOutCooldown').number() ?? cooldown;
  }
  return {
    policies,
    ...(utilization !== undefined && utilization > 0 && { utilization }),
    ...(requests !== undefined && requests > 0 && { requests }),
    ...(cooldown !== undefined && { cooldown }),
    evidence,
  };
}

function metricsOf(settings: Value): string[] {
  const metrics = settings.at('CustomizedMetricSpecification.Metrics');
  const values = [
    settings.at('PredefinedMetricSpecification.PredefinedMetricType'),
    settings.at('CustomizedMetricSpecification.MetricName'),
    ...(metrics.isUnknown ? [] : metrics.items().map((each) => each.at('MetricStat.Metric.MetricName'))),
  ];
  return values.map(({ settled }) => settled).filter((name): name is string => typeof name === 'string');
}

/** A size that scaling moves between two bounds. */
export interface Scaled {
  readonly least: number;
  readonly most: number;
  readonly tracking: Tracking;
  /** How much of a unit can be used for long, in percent. */
  readonly safe?: number;
}

/**
 * What a scaled size carries in multiples of the baseline. The baseline is taken to fill the least size as far as
 * scaling aims at; where that is less than what is safe, each unit has room left when scaling is at its end.
 */
export function growthOf({ least, most, tracking, safe = FIGURES.safeUtilization.value }: Scaled): CapacityRange {
  const { utilization } = tracking;
  const room = (percent: number): number => (utilization === undefined ? 1 : Math.max(1, percent / utilization));
  const factor = most / least;
  // Who scales it is not in the template: a schedule, or nobody.
  if (tracking.policies.length === 0) return { immediate: 1, sustained: 1, limit: factor };
  return { immediate: room(safe), sustained: factor * room(safe), limit: factor * room(100) };
}

/** What a scaled size carries in requests a second, where scaling counts requests. */
export function rateOf(scaled: Scaled): CapacityRange | undefined {
  const { least, most, tracking, safe = FIGURES.safeUtilization.value } = scaled;
  if (tracking.requests === undefined) return undefined;
  const { utilization } = tracking;
  const room = (percent: number): number => (utilization === undefined ? 1 : Math.max(1, percent / utilization));
  const unit = tracking.requests / 60;
  return { immediate: least * unit * room(safe), sustained: most * unit * room(safe), limit: most * unit * room(100) };
}

/** How long scaling takes, as far as anybody says. */
export function scalingTime(tracking: Tracking, further: readonly TimePart[] = []): GrowthTime {
  const { utilization, cooldown = FIGURES.scaleOutCooldown.value } = tracking;
  return {
    parts: [timePart(FIGURES.scalingAlarm), ...further],
    // A metric that ends at 100 percent cannot ask for more than that at once.
    ...(utilization !== undefined &&
      tracking.requests === undefined && {
        step: {
          most: 100 / utilization,
          part: {
            ...timePart(FIGURES.scaleOutCooldown, cooldown),
            // A step that asks for more than the one before may come earlier.
            confidence: 'MEDIUM' as const,
            says: 'the cooldown before the next step, as utilization shows no more than 100 percent',
          },
        },
      }),
    isAtLeast: true,
  };
}
