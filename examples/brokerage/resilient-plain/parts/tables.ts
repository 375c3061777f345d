import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { pageOn } from './alarms';

/** Alarms on requests that a table refuses or loses. */
export function watchTable(table: Construct, tableName: string, pager: ITopic): void {
  for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents', 'SystemErrors']) {
    pageOn(table, metricName, pager, {
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: tableName },
        statistic: 'Sum',
      }),
      atLeast: 1,
      summary: `${metricName} of the table ${table.node.id}.`,
      runbook: 'tables',
    });
  }
}
