import { TIERS, type TierName } from '../../intent/schema/tier';
import type { RiskRecord, RiskRegisterRecord } from './records';

/** The risks of one journey, worst first. */
export interface JourneyRisks {
  readonly journey: string;
  readonly tier?: TierName;
  readonly risks: readonly RiskRecord[];
}

/** The risks of one component, zone, Region, third party or limit, worst first. */
export interface SubjectRisks {
  readonly name: string;
  readonly risks: readonly RiskRecord[];
}

/** The risks of one service, by component. */
export interface ServiceRisks {
  /** Key of the service; `shared fate` for zones, Regions and limits, `third parties`. */
  readonly service: string;
  readonly subjects: readonly SubjectRisks[];
}

/** From the business down: by journey, those of the highest tier first. A risk stands with each journey that notices. */
export function topDown({ risks, journeys }: RiskRegisterRecord): JourneyRisks[] {
  const byJourney = group(risks, (risk) => risk.journeys.map(({ name }) => name));
  return journeys
    .map(({ name, tier }) => ({ journey: name, ...(tier !== undefined && { tier }), risks: byJourney.get(name) ?? [] }))
    .sort((a, b) => orderOf(a.tier) - orderOf(b.tier) || firstRank(a.risks) - firstRank(b.risks));
}

/** From the technology up: by service and component, those with the worst risk first. */
export function bottomUp({ risks }: RiskRegisterRecord): ServiceRisks[] {
  return [...group(risks, (risk) => [serviceOf(risk)])]
    .map(([service, own]) => ({
      service,
      subjects: [...group(own, ({ name }) => [name])].map(([name, each]) => ({ name, risks: each })),
    }))
    .sort((a, b) => firstRank(a.subjects[0]?.risks ?? []) - firstRank(b.subjects[0]?.risks ?? []));
}

function serviceOf({ service, subject }: RiskRecord): string {
  if (subject === 'EXTERNAL') return 'third parties';
  return subject === 'COMPONENT' ? (service ?? 'other') : 'shared fate';
}

/** Journeys without a policy come last. */
function orderOf(tier: TierName | undefined): number {
  return tier === undefined ? TIERS.length : TIERS.indexOf(tier);
}

function firstRank(risks: readonly RiskRecord[]): number {
  return risks[0]?.rank ?? Infinity;
}

function group(
  risks: readonly RiskRecord[],
  keysOf: (risk: RiskRecord) => readonly string[],
): Map<string, RiskRecord[]> {
  const groups = new Map<string, RiskRecord[]>();
  for (const risk of risks) {
    for (const key of keysOf(risk)) {
      const own = groups.get(key);
      if (own === undefined) groups.set(key, [risk]);
      else own.push(risk);
    }
  }
  return groups;
}
