/** The opinions of the block that hold across resource types; thresholds of one type stand in the registry. */
export const DEFAULTS = {
  /** Seconds. CloudWatch charges the same for a longer period, so the shortest standard one finds trouble first. */
  period: 60,
  /** Per cent of a CPU, of a memory, of a volume. */
  utilization: 90,
  /** Per cent of the requests that fail before somebody is told. */
  errorShare: 5,
  /** Per cent of the requests that fail when a resource counts as out of service. */
  outageShare: 50,
  /** Fewer failures than this within a period are no share worth waking somebody for. */
  fewestErrors: 5,
  /** Milliseconds of the slowest hundredth of the requests. */
  latency: 3000,
  /** Seconds that work waits in a queue or stream before somebody is told, where the retention leaves time enough. */
  waiting: 900,
  /** Part of the retention that work has waited at most when somebody is told. */
  waitingPart: 0.25,
  /** Per cent of a volume that is free when somebody is told. */
  freeStorage: 10,

  /** USD a month for each metric of a standard-resolution alarm. Source: CloudWatch pricing, us-east-1; low confidence. */
  metricPrice: 0.1,
  /** Resources of a stack from which on the block warns. */
  warnAtResources: 450,
  /** What CloudFormation takes in one stack. */
  maximumResources: 500,

  /** After aspects that change resources (200 and 500), before those that only read them (1000). */
  aspectPriority: 800,
} as const;
