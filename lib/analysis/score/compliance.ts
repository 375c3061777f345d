import { DISRUPTED, type DeclaredPolicy, type Disruption } from '../../intent/schema/policy';
import { missing, rounded, type Part } from './parts';
import type { DisruptionScoreRecord, RecoveryVerdict } from './records';
import { DISRUPTION_WEIGHTS, PART_WEIGHTS } from './weights';

/** The verdicts on a journey, by disruption. */
export type Verdicts = Partial<Readonly<Record<Disruption, RecoveryVerdict>>>;

/** The part that asks whether targets are met. What is not modelled is not met. */
export function compliancePart(policy: DeclaredPolicy | undefined, verdicts: Verdicts): Part {
  const part = 'POLICY_COMPLIANCE';
  if (policy === undefined)
    return { part, because: 'no policy is declared, so nothing is asked of it', missing: missing([]) };
  const targets = DISRUPTED.filter(
    (disruption) => policy[disruption] !== undefined && verdicts[disruption] !== 'NO_TARGET',
  );
  if (targets.length === 0) return { part, because: 'its policy sets no recovery targets', missing: missing([]) };
  const total = targets.reduce((sum, disruption) => sum + DISRUPTION_WEIGHTS[disruption], 0);
  const disruptions = targets.map((disruption): DisruptionScoreRecord & { readonly isMet: boolean } => {
    const verdict = verdicts[disruption] ?? 'UNMODELLED';
    const weight = DISRUPTION_WEIGHTS[disruption] / total;
    const isMet = verdict === 'MET';
    const points = isMet ? rounded(weight * PART_WEIGHTS[part]) : 0;
    return { disruption, verdict, weight: rounded(100 * weight), points, isMet };
  });
  const met = disruptions.filter(({ isMet }) => isMet);
  const share = met.reduce((sum, { disruption }) => sum + DISRUPTION_WEIGHTS[disruption], 0) / total;
  return {
    part,
    share,
    because: `${met.length} of ${targets.length} targets are met: ${disruptions.map(inWords).join(', ')}`,
    missing: missing(disruptions.filter(({ isMet }) => !isMet).map(({ disruption }) => disruption)),
    disruptions: disruptions.map(({ disruption, verdict, weight, points }) => ({
      disruption,
      verdict,
      weight,
      points,
    })),
  };
}

/** The part for an application: the mean of its journeys with targets. */
export function overallCompliance(journeys: readonly (readonly [name: string, part: Part])[]): Part {
  const shares = journeys.flatMap(([, { share }]) => share ?? []);
  const short = journeys.filter(([, { share }]) => share !== undefined && share < 1).map(([name]) => name);
  if (shares.length === 0) {
    return {
      part: 'POLICY_COMPLIANCE',
      because: 'no journey has a policy with recovery targets',
      missing: missing([]),
    };
  }
  return {
    part: 'POLICY_COMPLIANCE',
    share: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    because: `the mean of ${shares.length === 1 ? '1 journey' : `${shares.length} journeys`} with targets; ${shares.length - short.length} meet all`,
    missing: missing(short),
  };
}

function inWords({ disruption, verdict }: DisruptionScoreRecord): string {
  return `${disruption} ${verdict}`;
}
