/** What a loss does to something that depends on it, from nothing to everything. */
export const IMPACTS = [
  /** It does not notice. */
  'NONE',
  /** It goes on with less: a feature, a share of the requests, capacity. */
  'DEGRADED',
  /** Work waits in a queue or stream, up to its retention; then it is lost. */
  'DELAYED',
  /** It stops until another unit takes over, by itself. */
  'INTERRUPTED',
  /** It stops until what was lost is back. */
  'STOPPED',
] as const;
export type Impact = (typeof IMPACTS)[number];

/** Impacts by number: worse is more. */
export const NONE = 0;
export const DEGRADED = 1;
export const DELAYED = 2;
export const INTERRUPTED = 3;
export const STOPPED = 4;

/** How a dependency hands on what befalls it. */
export type Effect = 'HARD' | 'SOFT' | 'BUFFERED';

/** What becomes of a dependent, by what became of its dependency. */
export const TRANSFER: Readonly<Record<Effect, readonly number[]>> = {
  HARD: [NONE, DEGRADED, DELAYED, INTERRUPTED, STOPPED],
  // What it only uses: it goes on with less.
  SOFT: [NONE, NONE, NONE, DEGRADED, DEGRADED],
  // A queue or stream keeps the work meanwhile.
  BUFFERED: [NONE, DEGRADED, DELAYED, DELAYED, DELAYED],
};
