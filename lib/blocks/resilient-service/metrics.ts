import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { LoadBalancingParts } from './load-balancing';

const NAMESPACE = 'AWS/ApplicationELB';
const period = Duration.minutes(1);

/** The metrics of a service as its load balancer sees it, which none of the service's own resources is needed for. */
export class EntryMetrics {
  constructor(private readonly parts: LoadBalancingParts) {}

  /** The target groups that the service's tasks are in, now or after a deployment. */
  public get targetGroups(): ApplicationTargetGroup[] {
    return [this.parts.targetGroup, this.parts.alternateTargetGroup].filter((group) => group !== undefined);
  }

  /**
   * Tasks that pass their health checks, of one zone or of all.
   *
   * After a blue/green deployment they are in the other target group, and an empty group reports nothing; so the
   * groups are added up, each filled with zeros.
   */
  public healthyTasks(zone?: string): IMetric {
    const [only, other] = this.targetGroups.map((group) =>
      this.ofGroup('HealthyHostCount', Stats.MINIMUM, group, zone),
    );
    if (only !== undefined && other === undefined) return only;
    return new MathExpression({
      expression: 'SUM([FILL(tasks, 0), FILL(others, 0)])',
      usingMetrics: { tasks: only as IMetric, others: other as IMetric },
      label: 'Healthy tasks',
      period,
    });
  }

  /** Answers of the tasks with a server error. */
  public failedRequests(group: ApplicationTargetGroup): Metric {
    return this.ofGroup('HTTPCode_Target_5XX_Count', Stats.SUM, group);
  }

  /** The time that 99 of 100 requests are answered in. */
  public responseTime(group: ApplicationTargetGroup): Metric {
    return this.ofGroup('TargetResponseTime', Stats.percentile(99), group);
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

  private ofGroup(metricName: string, statistic: string, group: ApplicationTargetGroup, zone?: string): Metric {
    const dimensionsMap = { ...this.dimensions(zone), TargetGroup: group.targetGroupFullName };
    return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic, period });
  }

  private dimensions(zone: string | undefined): Record<string, string> {
    return { LoadBalancer: this.parts.loadBalancerFullName, ...(zone !== undefined && { AvailabilityZone: zone }) };
  }
}
