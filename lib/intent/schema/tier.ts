/** How much depends on a workload (the tiers of AWS Resilience Hub), from most to least. */
export const TIERS = ['MISSION_CRITICAL', 'CRITICAL', 'IMPORTANT', 'CORE_SERVICES', 'NON_CRITICAL'] as const;

/** One of `TIERS`. */
export type TierName = (typeof TIERS)[number];
