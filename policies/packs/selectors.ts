import type { RuleInfo } from '../../lib/engine/rule';

/** What a pack selects from the registry. */
type Selector = (rule: Pick<RuleInfo, 'category' | 'disruptions' | 'wellArchitected'>) => boolean;

/** Best practices of the reliability pillar that begin so: REL09 back up data, REL13 plan for disaster recovery. */
const RECOVERY = /^REL(09|13)-/;

/** The packs: each is a selector over the one registry. */
export const PACKS = {
  ResilienceChecks: () => true,
  SinglePointOfFailureChecks: ({ category }) => category === 'SINGLE_POINT_OF_FAILURE' || category === 'SHARED_FATE',
  DisasterRecoveryChecks: ({ disruptions, wellArchitected }) =>
    disruptions.includes('region') || wellArchitected.some((practice) => RECOVERY.test(practice)),
  SurgeCapacityChecks: ({ category }) => category === 'EXCESSIVE_LOAD' || category === 'EXCESSIVE_LATENCY',
  OperationalReadinessChecks: ({ category }) => category === 'MISCONFIGURATION_AND_BUGS',
} as const satisfies Readonly<Record<string, Selector>>;

/** The name of a pack. */
export type PackName = keyof typeof PACKS;

/** The rules of a registry that a pack holds. A name that is no pack's holds all, so that nothing is lost. */
export function rulesOfPack<R extends RuleInfo>(name: string | undefined, registry: readonly R[]): R[] {
  const selector: Selector = Object.hasOwn(PACKS, name ?? '') ? PACKS[name as PackName] : () => true;
  return registry.filter((rule) => selector(rule));
}
