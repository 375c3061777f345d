import type { RecoveryRecord } from '../recovery/records';
import { DISRUPTED } from '../../intent/schema/policy';
import type { Verdicts } from './compliance';
import type { RecoveryVerdict } from './records';

/** The worse of two stands. */
const ORDER: readonly RecoveryVerdict[] = ['UNRECOVERABLE', 'MISSED', 'UNMODELLED', 'MET', 'NO_TARGET'];

/** The verdicts on a journey's recovery: a target is met when both the time and the data lost are. */
export function verdictsOn({ disruptions }: RecoveryRecord): Verdicts {
  return Object.fromEntries(
    DISRUPTED.map((disruption) => {
      const { rto, rpo } = disruptions[disruption];
      return [disruption, ORDER.find((verdict) => rto.verdict === verdict || rpo.verdict === verdict)];
    }),
  ) as Verdicts;
}
