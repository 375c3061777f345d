/** The opinions of the block, each overridable by the prop of the same meaning. */
export const DEFAULTS = {
  /** Minutes until the second level is paged: a journey of the highest tiers must be back within half an hour. */
  escalateAfterMinutes: 10,
  /** Minutes that an acknowledgement holds; whoever still works on it says so again. */
  acknowledgementMinutes: 60,

  /** Messages to the first level within an hour that call the second level, if nobody has acknowledged anything. */
  repeatedPages: 3,

  /** USD a month. Source: CloudWatch pricing, us-east-1; low confidence. */
  alarmMetricPrice: 0.1,
  compositePrice: 0.5,
} as const;
