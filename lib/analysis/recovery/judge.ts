import { UNRECOVERABLE } from './data/figure';
import { UNMODELLED } from './estimate';
import type { JudgedTimeRecord, SecondsRecord } from './records';

/** A number as seconds: for ever is unrecoverable. */
export function secondsOf(time: number): number | typeof UNRECOVERABLE {
  return time === Infinity ? UNRECOVERABLE : time;
}

/**
 * How an estimate compares to a target.
 *
 * @param low what it is at least
 * @param high what it is at most
 */
export function judge(
  target: number | undefined,
  estimate: SecondsRecord,
  low: number,
  high: number,
): Pick<JudgedTimeRecord, 'verdict' | 'estimate' | 'target' | 'missedBy' | 'atLeast' | 'atMost'> {
  const isOpen = estimate === UNMODELLED;
  const known = { estimate, ...(isOpen && { atLeast: low }), ...(isOpen && high < Infinity && { atMost: high }) };
  if (target === undefined) return { verdict: 'NO_TARGET', ...known };
  if (estimate === UNRECOVERABLE) return { verdict: UNRECOVERABLE, ...known, target };
  if (low > target) return { verdict: 'MISSED', ...known, target, missedBy: low - target };
  return { verdict: isOpen && high > target ? UNMODELLED : 'MET', ...known, target };
}
