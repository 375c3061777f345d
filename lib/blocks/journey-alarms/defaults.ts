/** The opinions of the block. */
export const DEFAULTS = {
  /** Requests within a window below which a share of failures says nothing. */
  minimumRequests: 10,

  /** Seconds between two looks of a health check: the faster of the two that Route 53 has. */
  healthCheckInterval: 10,
  /** Looks that fail before a health check is unhealthy. */
  healthCheckFailures: 3,
  /** Minutes between two runs of a canary. */
  canaryMinutes: 5,
  /** Looks of a probe without a good answer before somebody is paged. */
  probeLooks: 2,

  /** Resources of the stack from which on the block warns; CloudFormation takes 500. */
  warnAtResources: 450,

  /** USD a month. Source: CloudWatch pricing, us-east-1; low confidence. */
  compositePrice: 0.5,
  metricPrice: 0.1,

  /** After the alarms of `HealthAlarms` (800), before aspects that only read (1000). */
  aspectPriority: 900,
} as const;
