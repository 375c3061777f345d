/** Source: Amazon CloudWatch User Guide, "Composite alarms" and "Service quotas"; PutCompositeAlarm API reference. */
export const LIMITS = {
  /** Alarms that one composite alarm can name. */
  children: 100,
  /**
   * Composite alarms that can name one alarm: 150, but the escalation of a page names the page's suppressor too, and
   * some are made elsewhere.
   */
  parents: 70,
  /** Characters of a composite alarm's rule. */
  ruleLength: 10_240,
  /** Characters of an alarm's name; what is assumed of a name that is made at deployment. */
  nameLength: 255,
} as const;
