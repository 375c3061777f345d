import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Entry } from './entry';

const period = Duration.minutes(1);

/** Parts of a metric's name and place. */
interface Reading {
  readonly metricName: string;
  readonly statistic: string;
}

/**
 * The metrics of a service as its load balancer sees it; none of the service's own resources is needed for them.
 *
 * Each blue/green deployment moves the tasks to the other target group, and the group they left reports nothing. So the
 * metrics of both are put together. Low confidence: what FILL, SUM and MAX make of a metric that never had data or whose
 * newest data is late. The alarms ask for several minutes in a row, so that late data alone does not set them off.
 */
export class EntryMetrics {
  constructor(private readonly entry: Entry) {}

  /** Whether connections are balanced, of which requests are not seen. */
  public get isNetwork(): boolean {
    return this.entry.namespace === 'AWS/NetworkELB';
  }

  /** Tasks that pass their health checks, of one zone or of all. */
  public healthyTasks(zone?: string): IMetric {
    return this.ofGroups({ metricName: 'HealthyHostCount', statistic: Stats.MINIMUM }, 'SUM', zone);
  }

  /** Tasks that fail their health checks. */
  public unhealthyTasks(): IMetric {
    return this.ofGroups({ metricName: 'UnHealthyHostCount', statistic: Stats.MAXIMUM }, 'SUM');
  }

  /** Answers of the tasks with a server error. */
  public failedRequests(): IMetric {
    return this.ofGroups({ metricName: 'HTTPCode_Target_5XX_Count', statistic: Stats.SUM }, 'SUM');
  }

  /** The time that 99 of 100 requests are answered in. */
  public responseTime(): IMetric {
    return this.ofGroups({ metricName: 'TargetResponseTime', statistic: Stats.percentile(99) }, 'MAX');
  }

  /** Requests that the load balancer itself answered with a server error, in one zone or in all. */
  public refusedRequests(zone?: string): Metric {
    return this.ofLoadBalancer('HTTPCode_ELB_5XX_Count', zone);
  }

  /** Connections that found no source port to the tasks, which a client sees as one that never opens. */
  public refusedConnections(): Metric {
    return this.ofLoadBalancer('PortAllocationErrorCount');
  }

  /** Connections that the tasks broke off. */
  public resetConnections(): Metric {
    return this.ofLoadBalancer('TCP_Target_Reset_Count');
  }

  private ofLoadBalancer(metricName: string, zone?: string): Metric {
    const { namespace } = this.entry;
    return new Metric({ namespace, metricName, dimensionsMap: this.dimensions(zone), statistic: Stats.SUM, period });
  }

  private ofGroups(reading: Reading, combination: 'MAX' | 'SUM', zone?: string): IMetric {
    const { alternateTargetGroup, namespace, targetGroup } = this.entry;
    const ofGroup = ({ targetGroupFullName }: Entry['targetGroup']): Metric => {
      const dimensionsMap = { ...this.dimensions(zone), TargetGroup: targetGroupFullName };
      return new Metric({ ...reading, namespace, dimensionsMap, period });
    };
    if (alternateTargetGroup === undefined) return ofGroup(targetGroup);
    return new MathExpression({
      expression: `${combination}([FILL(first, 0), FILL(second, 0)])`,
      usingMetrics: { first: ofGroup(targetGroup), second: ofGroup(alternateTargetGroup) },
      label: reading.metricName,
      period,
    });
  }

  private dimensions(zone: string | undefined): Record<string, string> {
    return { LoadBalancer: this.entry.loadBalancerFullName, ...(zone !== undefined && { AvailabilityZone: zone }) };
  }
}
