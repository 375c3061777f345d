import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';
import { alarmsOn } from '../../lib/facts/alarms';

const CANARY = {
  Name: 'orders',
  ArtifactS3Location: 's3://canary-results',
  ExecutionRoleArn: 'arn:aws:iam::111122223333:role/canary',
  RuntimeVersion: 'syn-nodejs-puppeteer-10.0',
  Code: { Handler: 'index.handler', S3Bucket: 'code', S3Key: 'canary.zip' },
  Schedule: { Expression: 'rate(1 minute)' },
};

export const canaryNotRunning = defineRule({
  id: 'CanaryNotRunning',
  appliesTo: 'AWS::Synthetics::Canary',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The canary is not started, or runs once only',
  why: 'A canary that CloudFormation creates makes no runs until it is started, which StartCanaryAfterCreation asks for. With rate(0 minute) it runs a single time. Neither finds an outage.',
  fix: 'Set StartCanaryAfterCreation to true and Schedule.Expression to a rate of some minutes (CDK: startAfterCreation, schedule).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-synthetics-canary.html',
  remedy: { StartCanaryAfterCreation: true },
  examples: {
    noncompliant: CANARY,
    compliant: { ...CANARY, StartCanaryAfterCreation: true },
    at: 'Properties.StartCanaryAfterCreation',
  },
  check: (canary) => {
    // Low confidence for an absent setting: AWS says what true does and states no default.
    if (!canary.isTrue('StartCanaryAfterCreation')) return nonCompliant('StartCanaryAfterCreation');
    const expression = canary.at('Schedule.Expression');
    return /^rate\(\s*0\s+\w+\s*\)$/.test(expression.string() ?? '') ? nonCompliant(expression) : compliant;
  },
});

export const canaryAlarm = defineRule({
  id: 'CanaryAlarm',
  appliesTo: 'AWS::Synthetics::Canary',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nobody is told when the canary fails',
  why: 'The canary records failures in a metric; without an alarm on it they are seen by whoever happens to look.',
  fix: 'Add an alarm on SuccessPercent with missing data as breaching (CDK: canary.metricSuccessPercent().createAlarm).',
  wellArchitected: ['REL06-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html',
  examples: { noncompliant: CANARY, compliant: watched(), at: '' },
  check: (canary) =>
    alarmsOn(canary, ['SuccessPercent', 'Failed', '2xx', '5xx'], 'Name').length > 0 ? compliant : nonCompliant(),
});

function watched(): { readonly [section: string]: unknown } {
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'CloudWatchSynthetics',
      MetricName: 'SuccessPercent',
      Dimensions: [{ Name: 'CanaryName', Value: { Ref: 'Subject' } }],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 90,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    },
  };
  return { Resources: { Subject: { Type: 'AWS::Synthetics::Canary', Properties: CANARY }, Alarm } };
}
