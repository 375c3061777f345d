import { incoherenceOf } from './coherence';
import { DeclarationError, Fields, type Author } from './fields';
import { TIERS, type TierName } from './tier';

/** The disruptions that a policy sets targets for, from the smallest fault domain to the largest. */
export const DISRUPTED = ['software', 'infrastructure', 'az', 'region'] as const;
export type Disruption = (typeof DISRUPTED)[number];

/** How a workload comes back after the loss of its Region. */
export const RECOVERY_APPROACHES = [
  'BACKUP_AND_RESTORE',
  'PILOT_LIGHT',
  'WARM_STANDBY',
  'HOT_STANDBY',
  'ACTIVE_ACTIVE',
] as const;
export type RecoveryApproachName = (typeof RECOVERY_APPROACHES)[number];

/** What a disruption may cost at most, in seconds. */
export interface DeclaredTarget {
  readonly rto: number;
  readonly rpo: number;
}

/** What is asked of a workload. */
export interface DeclaredPolicy {
  readonly tier: TierName;
  /** In percent of the time. */
  readonly availability?: number;
  readonly software?: DeclaredTarget;
  readonly infrastructure?: DeclaredTarget;
  readonly az?: DeclaredTarget;
  readonly region?: DeclaredTarget;
  readonly recoveryApproach?: RecoveryApproachName;
}

/**
 * Reads a policy as it was declared.
 *
 * @throws DeclarationError when it is malformed, or asks for what contradicts itself
 */
export function readPolicy(data: unknown, place: string, author: Author): DeclaredPolicy {
  const fields = new Fields(data, place, ['tier', 'availability', 'recoveryApproach', ...DISRUPTED], author);
  const targets = DISRUPTED.filter((disruption) => fields.has(disruption)).map((disruption) => {
    return [disruption, readTarget(fields.raw(disruption), fields.at(disruption), author)] as const;
  });
  const policy: DeclaredPolicy = {
    tier: fields.oneOf('tier', TIERS),
    ...(fields.has('availability') && { availability: fields.number('availability', 0) }),
    ...Object.fromEntries(targets),
    ...(fields.has('recoveryApproach') && { recoveryApproach: fields.oneOf('recoveryApproach', RECOVERY_APPROACHES) }),
  };
  const incoherence = incoherenceOf(policy);
  if (incoherence !== undefined) throw new DeclarationError(place, incoherence);
  return policy;
}

function readTarget(data: unknown, place: string, author: Author): DeclaredTarget {
  const fields = new Fields(data, place, ['rto', 'rpo'], author);
  return { rto: fields.seconds('rto'), rpo: fields.seconds('rpo') };
}
