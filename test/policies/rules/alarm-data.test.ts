import { RuleTester } from 'cdk-resilience/rules';
import { alarmMissingDataIgnored, alarmOnMetricNotCollected } from '../../../policies/rules/alarm-data';

const LOW = { ComparisonOperator: 'LessThanThreshold', Threshold: 1, EvaluationPeriods: 1 };
const HOSTS = { ...LOW, Namespace: 'AWS/ApplicationELB', MetricName: 'HealthyHostCount' };
const PAGER = 'arn:aws:sns:eu-west-1:111122223333:pager';

RuleTester.run(alarmMissingDataIgnored, {
  valid: [
    {
      name: 'a high value',
      given: { ...HOSTS, MetricName: 'UnHealthyHostCount', ComparisonOperator: 'GreaterThanThreshold' },
    },
    { name: 'a metric that never stops', given: { ...LOW, Namespace: 'AWS/Route53', MetricName: 'HealthCheckStatus' } },
    { name: 'metric math', given: { ...LOW, Metrics: [{ Id: 'm1', Expression: 'FILL(m2, 0)' }] } },
    { name: 'somebody told of missing data', given: { ...HOSTS, InsufficientDataActions: [PAGER] } },
  ],
  invalid: [
    {
      name: 'missing data taken for good',
      given: { ...HOSTS, TreatMissingData: 'notBreaching', InsufficientDataActions: [PAGER] },
      finds: ['Subject.Properties.TreatMissingData'],
    },
    {
      name: 'a function that is no longer called',
      given: { ...LOW, Namespace: 'AWS/Lambda', MetricName: 'Invocations' },
      finds: ['Subject.Properties.TreatMissingData'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Missing: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...HOSTS, TreatMissingData: { Ref: 'Missing' } } },
        },
      },
      open: ['Subject.Properties.TreatMissingData'],
    },
  ],
});

function on(type: string, target: object, metric: object): { Resources: object } {
  const Subject = { Type: 'AWS::CloudWatch::Alarm', Properties: { ...LOW, ...metric } };
  return { Resources: { Target: { Type: type, Properties: target }, Subject } };
}

function metric(Namespace: string, MetricName: string, Name: string): object {
  return { Namespace, MetricName, Dimensions: [{ Name, Value: { Ref: 'Target' } }] };
}

const TASKS = metric('ECS/ContainerInsights', 'RunningTaskCount', 'ClusterName');
const insights = (Value: string): object => ({ ClusterSettings: [{ Name: 'containerInsights', Value }] });

RuleTester.run(alarmOnMetricNotCollected, {
  valid: [
    {
      name: 'a metric that always is',
      given: on('AWS::ECS::Cluster', insights('disabled'), metric('AWS/ECS', 'CPUUtilization', 'ClusterName')),
    },
    { name: 'insights switched on', given: on('AWS::ECS::Cluster', insights('enhanced'), TASKS) },
    {
      name: 'a resource from outside',
      given: {
        ...LOW,
        Namespace: 'AWS/AutoScaling',
        MetricName: 'GroupInServiceInstances',
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'web' }],
      },
    },
    {
      name: 'storage metrics of a bucket',
      given: on('AWS::S3::Bucket', {}, metric('AWS/S3', 'BucketSizeBytes', 'BucketName')),
    },
    {
      name: 'the CPU of a group',
      given: on('AWS::AutoScaling::AutoScalingGroup', {}, metric('AWS/EC2', 'CPUUtilization', 'AutoScalingGroupName')),
    },
  ],
  invalid: [
    {
      name: 'insights switched off',
      given: on('AWS::ECS::Cluster', insights('disabled'), TASKS),
      finds: ['Subject.Properties.MetricName'],
    },
    {
      name: 'another group metric than the ones collected',
      given: on(
        'AWS::AutoScaling::AutoScalingGroup',
        { MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMaxSize'] }] },
        metric('AWS/AutoScaling', 'GroupInServiceInstances', 'AutoScalingGroupName'),
      ),
      finds: ['Subject.Properties.MetricName'],
    },
    {
      name: 'requests to a bucket, in metric math',
      given: on(
        'AWS::S3::Bucket',
        {},
        {
          Metrics: [
            { Id: 'm1', MetricStat: { Metric: metric('AWS/S3', '5xxErrors', 'BucketName'), Period: 60, Stat: 'Sum' } },
          ],
        },
      ),
      finds: ['Subject.Properties.Metrics.0.MetricStat.Metric.MetricName'],
    },
    {
      name: 'additional metrics of a distribution',
      given: on('AWS::CloudFront::Distribution', {}, metric('AWS/CloudFront', 'OriginLatency', 'DistributionId')),
      finds: ['Subject.Properties.MetricName'],
    },
  ],
  undetermined: [
    {
      name: 'insights that the account may switch on',
      given: on('AWS::ECS::Cluster', {}, TASKS),
      open: ['Subject.Properties.MetricName'],
    },
  ],
});
