import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { metricsOf, type WatchedMetric } from '../../lib/facts/alarms';

/**
 * Metrics of which there is no data once everything is lost, by namespace. Source: "CloudWatch metrics" in the guide
 * of each service ("reported if ...").
 */
const HEARTBEATS: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApplicationELB': ['HealthyHostCount', 'RequestCount'],
  'AWS/NetworkELB': ['HealthyHostCount'],
  'AWS/GatewayELB': ['HealthyHostCount'],
  'AWS/ELB': ['HealthyHostCount', 'RequestCount'],
  'AWS/Lambda': ['Invocations'],
  'AWS/Events': ['Invocations'],
  'AWS/States': ['ExecutionsStarted', 'ExecutionsSucceeded'],
  CloudWatchSynthetics: ['SuccessPercent'],
};

const HEALTHY_HOSTS = {
  Namespace: 'AWS/ApplicationELB',
  MetricName: 'HealthyHostCount',
  Statistic: 'Minimum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 2,
  ComparisonOperator: 'LessThanThreshold',
};

export const alarmMissingDataIgnored = defineRule({
  id: 'AlarmMissingDataIgnored',
  appliesTo: 'AWS::CloudWatch::Alarm',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure', 'az', 'software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The alarm stays silent when the metric stops',
  why: 'The alarm waits for a low value of a metric that has no value at all once everything behind it is gone. By default the state then becomes INSUFFICIENT_DATA (with DynamoDB metrics it stays as it is), which takes no alarm action.',
  fix: 'Set TreatMissingData to breaching (CDK: treatMissingData: TreatMissingData.BREACHING).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
  remedy: { TreatMissingData: 'breaching' },
  examples: {
    noncompliant: HEALTHY_HOSTS,
    compliant: { ...HEALTHY_HOSTS, TreatMissingData: 'breaching' },
    at: 'Properties.TreatMissingData',
  },
  check: (alarm) => {
    // Metric math may fill the gaps by itself.
    const isLow = /^LessThan(OrEqualTo)?Threshold$/.test(alarm.string('ComparisonOperator') ?? '');
    if (alarm.has('Metrics') || alarm.has('EvaluationCriteria') || !isLow) return notApplicable;
    const metric = alarm.string('MetricName') ?? '';
    if (!HEARTBEATS[alarm.string('Namespace') ?? '']?.includes(metric)) return notApplicable;
    const treatment = alarm.string('TreatMissingData');
    if (treatment === 'breaching') return compliant;
    if (treatment !== 'notBreaching' && treatment !== 'ignore' && alarm.list('InsufficientDataActions').length > 0) {
      return compliant;
    }
    const said =
      treatment === undefined ? 'TreatMissingData is not set (default: missing)' : `TreatMissingData is ${treatment}`;
    return nonCompliant('TreatMissingData', {
      detail: `${said}, and ${metric} has no data when nothing is left to count.`,
    });
  },
});

/** Metrics of a distribution that are published only with a monitoring subscription. */
const PAID_CLOUDFRONT = /^(CacheHitRate|OriginLatency|(401|403|404|502|503|504)ErrorRate)$/;

export const alarmOnMetricNotCollected = defineRule({
  id: 'AlarmOnMetricNotCollected',
  appliesTo: 'AWS::CloudWatch::Alarm',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The alarm reads a metric that is not collected',
  why: 'Some metrics are published only after they have been switched on. Until then the alarm has no data and never goes off.',
  fix: 'Switch the metric on at its resource: MetricsCollection of the Auto Scaling group, containerInsights of the ECS cluster, MetricsConfigurations of the bucket, an AWS::CloudFront::MonitoringSubscription (CDK: groupMetrics, containerInsightsV2, metrics, publishAdditionalMetrics).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html',
  examples: {
    noncompliant: groupAlarm({}),
    compliant: groupAlarm({ MetricsCollection: [{ Granularity: '1Minute' }] }),
    at: 'Properties.MetricName',
  },
  check: (alarm) => {
    const verdicts = metricsOf(alarm).map((metric) => {
      const resources = metric.dimensions.isPresent ? metric.dimensions.mentions : [];
      const found = resources.map((resource) => collected(metric, resource)).filter((verdict) => verdict !== undefined);
      return found[0] ?? notApplicable;
    });
    return verdicts;
  },
});

/** Whether the metric of a resource is collected; `undefined` where it always is. */
function collected(metric: WatchedMetric, resource: Resource): Verdict | undefined {
  const { name } = metric;
  if (name.isUnknown || metric.namespace.isUnknown) return undefined;
  const missing = (detail: string): Verdict => nonCompliant(name, { detail, related: [resource] });
  switch (`${metric.namespace.string()} ${resource.type}`) {
    case 'AWS/AutoScaling AWS::AutoScaling::AutoScalingGroup':
      return collectsGroupMetric(resource, name)
        ? compliant
        : missing(`${resource.id} does not collect ${name.string()}; group metrics are off by default.`);
    case 'ECS/ContainerInsights AWS::ECS::Cluster':
      return containerInsights(resource, name, missing);
    case 'AWS/S3 AWS::S3::Bucket':
      if (/^(BucketSizeBytes|NumberOfObjects)$|Replication/.test(name.string() ?? '')) return undefined;
      return resource.list('MetricsConfigurations').length > 0
        ? compliant
        : missing(`${resource.id} has no request metrics; they are off by default.`);
    case 'AWS/CloudFront AWS::CloudFront::Distribution':
      if (!PAID_CLOUDFRONT.test(name.string() ?? '')) return undefined;
      return resource.referencedBy('AWS::CloudFront::MonitoringSubscription').length > 0
        ? compliant
        : missing(`${resource.id} has no monitoring subscription, without which ${name.string()} is not published.`);
    default:
      return undefined;
  }
}

function collectsGroupMetric(group: Resource, metric: Value): boolean {
  return group.list('MetricsCollection').some((each) => {
    const metrics = each.at('Metrics').items();
    return metrics.length === 0 || metrics.some((name) => name.string() === metric.string());
  });
}

function containerInsights(cluster: Resource, at: Value, missing: (detail: string) => Verdict): Verdict {
  const setting = cluster.list('ClusterSettings').find((each) => each.at('Name').string() === 'containerInsights');
  if (setting === undefined) return undetermined(at, 'a setting of the account decides on Container Insights');
  return setting.at('Value').string() === 'disabled'
    ? missing(`Container Insights is disabled at ${cluster.id}.`)
    : compliant;
}

function groupAlarm(group: { readonly [property: string]: unknown }): { readonly [section: string]: unknown } {
  const Group = {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize: '2', MaxSize: '4', VPCZoneIdentifier: ['subnet-1', 'subnet-2'], ...group },
  };
  const Subject = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/AutoScaling',
      MetricName: 'GroupInServiceInstances',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: 'Group' } }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 2,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    },
  };
  return { Resources: { Group, Subject } };
}
