import { DEFAULTS } from '../defaults';
import type { AlarmRow } from './types';

/** Per cent of `m` in `w`, which counts all. */
export const SHARE = 'IF(m > 0, 100 * m / w, 0)';

/** Per cent of `m` in `w`, which counts all, unless they are few. */
export const SHARE_OF_MANY = `IF(m >= ${DEFAULTS.fewestErrors}, 100 * m / w, 0)`;

/** Per cent of `m` in both, where `w` counts only the others or is silent while all fail. */
export const SHARE_OF_BOTH = 'IF(m > 0, 100 * m / (m + FILL(w, 0)), 0)';
export const SHARE_OF_BOTH_MANY = `IF(m >= ${DEFAULTS.fewestErrors}, 100 * m / (m + FILL(w, 0)), 0)`;

/** One bad period is enough, and two good ones let it go: what happens seldom is told at once and does not flap. */
export const AT_ONCE = { period: 300, datapoints: 1, of: 3 } as const;

/** Most of five minutes. */
export const LASTING = { datapoints: 3, of: 5 } as const;

/** Five minutes without a break. */
export const STEADY = { datapoints: 5, of: 5 } as const;

/** Three minutes without a break. */
export const SOON = { datapoints: 3, of: 3 } as const;

/** Counts something that should not happen at all. */
export function anyOf(
  row: Pick<AlarmRow, 'id' | 'metric' | 'reason' | 'applies' | 'isOutage' | 'dimensions' | 'combine'>,
  timing: Pick<AlarmRow, 'period' | 'datapoints' | 'of'> = AT_ONCE,
): AlarmRow {
  return { statistic: 'Sum', when: 'atLeast', threshold: 1, ...timing, ...row };
}

/** There is a value each minute as long as the resource works. */
export function heartbeat(
  row: Pick<AlarmRow, 'id' | 'metric' | 'reason' | 'applies' | 'dimensions' | 'combine'>,
  timing: Pick<AlarmRow, 'period' | 'datapoints' | 'of'> = STEADY,
): AlarmRow {
  return {
    statistic: 'SampleCount',
    when: 'below',
    threshold: 1,
    ...timing,
    isHeartbeat: true,
    isOutage: true,
    ...row,
  };
}

/** Per cent of a CPU, a memory or a volume that is in use. */
export function utilization(
  row: Pick<AlarmRow, 'id' | 'metric' | 'reason' | 'applies' | 'dimensions' | 'combine'> & Partial<AlarmRow>,
): AlarmRow {
  return { statistic: 'Average', when: 'atLeast', threshold: DEFAULTS.utilization, datapoints: 10, of: 15, ...row };
}
