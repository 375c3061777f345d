/** How much depends on a workload: the tiers of AWS Resilience Hub. A tier raises the severity of findings. */
export enum Tier {
  /** The business stops without it. Warnings of the default run become errors. */
  MISSION_CRITICAL = 'MISSION_CRITICAL',
  /** Customers notice at once. Warnings of essential rules become errors. */
  CRITICAL = 'CRITICAL',
  /** Customers notice after a while. Findings keep their severity. */
  IMPORTANT = 'IMPORTANT',
  /** Foundational services that other workloads stand on. Warnings of essential rules become errors. */
  CORE_SERVICES = 'CORE_SERVICES',
  /** It can wait. Findings keep their severity. */
  NON_CRITICAL = 'NON_CRITICAL',
}
