import type { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmRow, Dimensions } from './registry/types';

/** An alarm reads at most so many metrics. */
const MOST_METRICS = 10;

export const OPERATORS: Readonly<Record<AlarmRow['when'], ComparisonOperator>> = {
  atLeast: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  atMost: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
};

/** What one alarm reads. */
export interface Reading {
  readonly metric: IMetric;
  readonly metricCount: number;
}

/** What the alarms of a row read: one, or several where there are more metrics than an alarm takes. */
export function readingsOf(
  row: AlarmRow,
  namespace: string,
  dimensions: readonly Dimensions[],
  period: Duration,
): Reading[] {
  const metricOf = (metricName: string, dimensionsMap: Dimensions): Metric =>
    new Metric({ namespace, metricName, dimensionsMap: { ...dimensionsMap }, statistic: row.statistic, period });

  // A heartbeat is one alarm: a part that is silent does not mean that all are.
  const parts = row.isHeartbeat ? [dimensions.slice(0, MOST_METRICS)] : chunks(dimensions, MOST_METRICS);
  return parts.map((chunk) => {
    const [first] = chunk;
    if (first !== undefined && row.with !== undefined && row.expression !== undefined) {
      const usingMetrics = { m: metricOf(row.metric, first), w: metricOf(row.with, first) };
      return { metric: new MathExpression({ expression: row.expression, usingMetrics, period }), metricCount: 2 };
    }
    if (first !== undefined && chunk.length === 1) return { metric: metricOf(row.metric, first), metricCount: 1 };
    const usingMetrics = Object.fromEntries(chunk.map((each, index) => [`m${index}`, metricOf(row.metric, each)]));
    // A part without data counts as zero: not every part is in use all the time.
    const filled = Object.keys(usingMetrics).map((id) => `FILL(${id}, 0)`);
    const expression = `${row.combine ?? 'MAX'}([${filled.join(', ')}])`;
    return { metric: new MathExpression({ expression, usingMetrics, period }), metricCount: chunk.length };
  });
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
