import { DEFAULTS } from './defaults';

/** What alarms cost in a month, in USD: by the metrics they read, an estimate from the price in us-east-1. */
export function monthlyCost(alarms: readonly { readonly metricCount: number; readonly isExisting: boolean }[]): number {
  const metrics = alarms.filter(({ isExisting }) => !isExisting).reduce((sum, { metricCount }) => sum + metricCount, 0);
  return Math.round(metrics * DEFAULTS.metricPrice * 100) / 100;
}
