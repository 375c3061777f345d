import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { pageOn } from './alarms';

const GIBIBYTE = 1024 ** 3;

interface DatabaseWatch {
  readonly pager: ITopic;
  /** `DBInstanceIdentifier` or `DBClusterIdentifier`. */
  readonly dimensions: Record<string, string>;
  /** Metrics of this kind of database and the value from which on they page. */
  readonly atLeast?: Record<string, number>;
  /** Metrics of this kind of database and the value below which they page. */
  readonly below?: Record<string, number>;
}

/** Alarms on what stops a database: processor, memory, connections, and what the caller adds. */
export function watchDatabase(scope: Construct, watch: DatabaseWatch): void {
  const metric = (metricName: string, statistic: string) =>
    new Metric({ namespace: 'AWS/RDS', metricName, dimensionsMap: watch.dimensions, statistic });

  const atLeast = { CPUUtilization: 85, DatabaseConnections: 800, ...watch.atLeast };
  for (const [name, limit] of Object.entries(atLeast)) {
    pageOn(scope, name, watch.pager, {
      metric: metric(name, 'Maximum'),
      atLeast: limit,
      summary: `${name} of ${scope.node.id} is high.`,
      runbook: 'databases',
    });
  }
  const below = { FreeableMemory: GIBIBYTE, ...watch.below };
  for (const [name, limit] of Object.entries(below)) {
    pageOn(scope, name, watch.pager, {
      metric: metric(name, 'Minimum'),
      below: limit,
      summary: `${name} of ${scope.node.id} is low.`,
      runbook: 'databases',
    });
  }
}

export const gibibytes = (count: number) => count * GIBIBYTE;
