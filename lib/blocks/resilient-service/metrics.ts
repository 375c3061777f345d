import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { LoadBalancingParts } from './load-balancing';

const NAMESPACE = 'AWS/ApplicationELB';
const period = Duration.minutes(1);

/**
 * The metrics of a service as its load balancer sees it; none of the service's own resources is needed for them.
 *
 * Each blue/green deployment moves the tasks to the other target group, and the group they left reports nothing. So the
 * metrics of both are put together. Low confidence: what FILL, SUM and MAX make of a metric that never had data or whose
 * newest data is late. The alarms ask for several minutes in a row, so that late data alone does not set them off.
 */
export class EntryMetrics {
  constructor(private readonly parts: LoadBalancingParts) {}

  /** Tasks that pass their health checks, of one zone or of all. */
  public healthyTasks(zone?: string): IMetric {
    return this.ofGroups('HealthyHostCount', Stats.MINIMUM, 'SUM', zone);
  }

  /** Answers of the tasks with a server error. */
  public failedRequests(): IMetric {
    return this.ofGroups('HTTPCode_Target_5XX_Count', Stats.SUM, 'SUM');
  }

  /** The time that 99 of 100 requests are answered in. */
  public responseTime(): IMetric {
    return this.ofGroups('TargetResponseTime', Stats.percentile(99), 'MAX');
  }

  /** Requests that the load balancer itself answered with a server error, in one zone or in all. */
  public refusedRequests(zone?: string): Metric {
    const dimensionsMap = this.dimensions(zone);
    return new Metric({
      namespace: NAMESPACE,
      metricName: 'HTTPCode_ELB_5XX_Count',
      dimensionsMap,
      statistic: Stats.SUM,
      period,
    });
  }

  private ofGroups(metricName: string, statistic: string, combination: 'MAX' | 'SUM', zone?: string): IMetric {
    const { alternateTargetGroup, targetGroup } = this.parts;
    const ofGroup = (group: ApplicationTargetGroup): Metric => {
      const dimensionsMap = { ...this.dimensions(zone), TargetGroup: group.targetGroupFullName };
      return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic, period });
    };
    if (alternateTargetGroup === undefined) return ofGroup(targetGroup);
    return new MathExpression({
      expression: `${combination}([FILL(first, 0), FILL(second, 0)])`,
      usingMetrics: { first: ofGroup(targetGroup), second: ofGroup(alternateTargetGroup) },
      label: metricName,
      period,
    });
  }

  private dimensions(zone: string | undefined): Record<string, string> {
    return { LoadBalancer: this.parts.loadBalancerFullName, ...(zone !== undefined && { AvailabilityZone: zone }) };
  }
}
