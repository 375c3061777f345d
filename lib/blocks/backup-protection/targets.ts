import type { IConstruct } from 'constructs';
import type { RecoveryTarget } from '../../intent/recovery-target';
import { ResiliencyPolicy, type ResiliencyPolicyProps } from '../../intent/resiliency-policy';
import { fault } from '../fault';
import type { Objectives } from './decision';

/** The targets that backups are held against. */
export interface Targets {
  readonly software: RecoveryTarget;
  readonly infrastructure?: RecoveryTarget;
  readonly az?: RecoveryTarget;
  readonly region?: RecoveryTarget;
}

/**
 * The targets of what is protected.
 *
 * @param protection who protects it
 * @param policy if one was given for all
 * @param resource whose policy holds else; without one, that of the protection does
 */
export function targetsOf(
  protection: IConstruct,
  policy: ResiliencyPolicyProps | undefined,
  resource = protection,
): Targets {
  const declared = ResiliencyPolicy.of(ResiliencyPolicy.of(resource).isDeclared ? resource : protection);
  const { softwareFault: software, infrastructure, az, region } = policy ?? declared;
  if (software === undefined) {
    throw fault(
      protection,
      'no software RPO is declared, so no backup can be held against it: ' +
        'ResiliencyPolicy.of(scope).declarePreset(Tier.IMPORTANT), or give `policy`',
    );
  }
  return {
    software,
    ...(infrastructure !== undefined && { infrastructure }),
    ...(az !== undefined && { az }),
    ...(region !== undefined && { region }),
  };
}

/** The same as recovery point objectives, in seconds. */
export function objectivesOf({ software, region }: Targets): Objectives {
  return {
    software: software.rpo.toSeconds({ integral: false }),
    ...(region !== undefined && { region: region.rpo.toSeconds({ integral: false }) }),
  };
}
