/** Source: Amazon CloudWatch User Guide, "Composite alarms" and "Service quotas"; PutCompositeAlarm API reference. */
export const LIMITS = {
  /** Alarms that one composite alarm can name. */
  children: 100,
  /** Composite alarms that can name one alarm: 150, less some for those that are made elsewhere. */
  parents: 140,
  /** Characters of a composite alarm's rule. */
  ruleLength: 10_240,
  /** Characters of an alarm's name; what is assumed of a name that is made at deployment. */
  nameLength: 255,
} as const;
