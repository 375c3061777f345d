import { Duration } from 'aws-cdk-lib';
import { RecoveryApproach } from './recovery-approach';
import type { RecoveryTarget } from './recovery-target';
import type { ResiliencyPolicyProps } from './resiliency-policy';
import { Tier } from './tier';

/** What `ResiliencyPolicy.preset` gives; the reasons stand there. */
export const PRESETS: Readonly<Record<Tier, ResiliencyPolicyProps>> = {
  [Tier.MISSION_CRITICAL]: highest(Tier.MISSION_CRITICAL),
  [Tier.CORE_SERVICES]: highest(Tier.CORE_SERVICES),
  [Tier.CRITICAL]: {
    tier: Tier.CRITICAL,
    availability: 99.95,
    softwareFault: target(Duration.hours(2), Duration.minutes(15)),
    infrastructure: target(Duration.minutes(15), Duration.minutes(5)),
    az: target(Duration.minutes(15), Duration.minutes(5)),
    region: target(Duration.hours(1), Duration.minutes(15)),
    recoveryApproach: RecoveryApproach.WARM_STANDBY,
  },
  [Tier.IMPORTANT]: {
    tier: Tier.IMPORTANT,
    availability: 99.9,
    softwareFault: target(Duration.hours(8), Duration.hours(6)),
    infrastructure: target(Duration.hours(1), Duration.hours(1)),
    az: target(Duration.hours(1), Duration.hours(1)),
    region: target(Duration.days(1), Duration.days(1)),
    recoveryApproach: RecoveryApproach.BACKUP_AND_RESTORE,
  },
  [Tier.NON_CRITICAL]: {
    tier: Tier.NON_CRITICAL,
    availability: 99,
    softwareFault: target(Duration.days(1), Duration.days(1)),
    infrastructure: target(Duration.days(1), Duration.days(1)),
    az: target(Duration.days(1), Duration.days(1)),
    region: target(Duration.days(3), Duration.days(1)),
    recoveryApproach: RecoveryApproach.BACKUP_AND_RESTORE,
  },
};

function highest(tier: Tier): ResiliencyPolicyProps {
  return {
    tier,
    availability: 99.99,
    softwareFault: target(Duration.hours(1), Duration.minutes(5)),
    infrastructure: target(Duration.minutes(5), Duration.minutes(1)),
    az: target(Duration.minutes(5), Duration.minutes(1)),
    region: target(Duration.minutes(30), Duration.minutes(1)),
    recoveryApproach: RecoveryApproach.HOT_STANDBY,
  };
}

function target(rto: Duration, rpo: Duration): RecoveryTarget {
  return { rto, rpo };
}
