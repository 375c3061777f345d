import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** The namespace of the block's own metrics. */
export const NAMESPACE = 'CdkResilience/Escalation';

const EVERY_MINUTE = { namespace: NAMESPACE, statistic: 'Maximum', period: Duration.minutes(1) };

/** 1 in each minute for which an alarm is acknowledged since it last paged; else 0, or no data. */
export function acknowledged(alarmName: string): IMetric {
  const dimensionsMap = { Alarm: alarmName };
  return new MathExpression({
    expression: 'IF(acknowledged > paged, 1, 0)',
    usingMetrics: {
      acknowledged: new Metric({ ...EVERY_MINUTE, metricName: 'AcknowledgedAt', dimensionsMap }),
      paged: new Metric({ ...EVERY_MINUTE, metricName: 'PagedAt', dimensionsMap }),
    },
    period: Duration.minutes(1),
    label: 'acknowledged',
  });
}

/** Has data in each minute for which any page of a policy is acknowledged. */
export function anyAcknowledged(policyName: string): Metric {
  return new Metric({ ...EVERY_MINUTE, metricName: 'AcknowledgedAt', dimensionsMap: { Policy: policyName } });
}

/** Has data when somebody asks for a test page. */
export function testPage(policyName: string): Metric {
  return new Metric({ ...EVERY_MINUTE, metricName: 'TestPage', dimensionsMap: { Policy: policyName } });
}
