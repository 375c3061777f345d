import { NONE } from '../failure/impact';
import type { SystemNode } from '../system/node';
import { holdsData } from './holds-data';
import { Detectability, type Failing } from './detectability';
import type { LossOutcome, Overload, RiskInputs } from './inputs';
import { rateOccurrence, rateOverload } from './occurrence';
import type { FailureMode, OccurrenceRating, RiskRecord, RiskRegisterRecord, SubjectKind } from './records';
import { priorityOf } from './scales';
import { affected, rateSeverity } from './severity';

/** A risk whose rank is found once all are there. */
type Unranked = Omit<RiskRecord, 'rank'> & { rank: number };

const SUBJECTS: Readonly<
  Record<LossOutcome['loss']['kind'], { readonly mode: FailureMode; readonly subject: SubjectKind }>
> = {
  RESOURCE: { mode: 'INFRASTRUCTURE', subject: 'COMPONENT' },
  ZONE: { mode: 'AZ', subject: 'ZONE' },
  REGION: { mode: 'REGION', subject: 'REGION' },
  EXTERNAL: { mode: 'THIRD_PARTY', subject: 'EXTERNAL' },
  LIMIT: { mode: 'SHARED_LIMIT', subject: 'LIMIT' },
};

/** Roles whose code or definition is the team's own, so that a release may break them. */
const RELEASED = ['COMPUTE', 'WORKFLOW'];

/** What may go wrong in an application, rated and ranked. */
export function riskRegister(inputs: RiskInputs): RiskRegisterRecord {
  const rater = new Rater(inputs);
  for (const outcome of inputs.outcomes) rater.addLoss(outcome);
  for (const overload of worstOf(inputs.overloads ?? [])) rater.addOverload(overload);
  const risks = rater.risks.sort(byRank);
  risks.forEach((risk, i) => (risk.rank = i + 1));
  return {
    risks,
    harmless: rater.harmless,
    unmodelled: risks.filter(({ riskPriorityNumber }) => riskPriorityNumber === undefined).length,
    journeys: inputs.system.journeys.map(({ name, policy }) => ({
      name,
      ...(policy !== undefined && { tier: policy.tier }),
    })),
  };
}

class Rater {
  public readonly risks: Unranked[] = [];
  public harmless = 0;
  private readonly detectability: Detectability;
  private readonly effects = new Map<readonly number[], Pick<RiskRecord, 'severity' | 'journeys'>>();

  constructor(private readonly inputs: RiskInputs) {
    this.detectability = new Detectability(inputs);
  }

  public addLoss({ loss, impacts }: LossOutcome): void {
    const { kind, name, node, zone } = loss;
    const { mode, subject } = SUBJECTS[kind];
    this.add(subject, { mode, name, node, zone, impacts }, rateOccurrence(mode, node, this.inputs));
    if (kind === 'RESOURCE' && mayFailBySoftware(node)) {
      const failing: Failing = { mode: 'SOFTWARE', name, node, zone, impacts };
      this.add(subject, failing, rateOccurrence('SOFTWARE', node, this.inputs));
    }
  }

  public addOverload({ node, impacts, atLoad, because }: Overload): void {
    const own = this.inputs.occurrences?.OVERLOAD;
    const failing: Failing = { mode: 'OVERLOAD', name: node.name, node, zone: undefined, impacts };
    this.add(node.kind === 'EXTERNAL' ? 'EXTERNAL' : 'COMPONENT', failing, rateOverload(atLoad, because, own));
  }

  private add(subject: SubjectKind, failing: Failing, occurrence: OccurrenceRating): void {
    const { mode, name, node, impacts } = failing;
    if (!impacts.some((impact) => impact > NONE)) {
      this.harmless += 1;
      return;
    }
    const { severity, journeys } = this.effectOf(impacts);
    const detection = this.detectability.rate(failing);
    const service = node?.component?.service;
    const number = occurrence.rating === undefined ? undefined : severity.rating * occurrence.rating * detection.rating;
    this.risks.push({
      id: `${mode}:${name}`,
      rank: 0,
      mode,
      subject,
      name,
      ...(service !== undefined && { service }),
      severity,
      occurrence,
      detection,
      ...(number !== undefined && { riskPriorityNumber: number }),
      priority: priorityOf(severity.rating, occurrence.rating, detection.rating),
      journeys,
    });
  }

  /** What becomes of the journeys: several failures share their impacts. */
  private effectOf(impacts: readonly number[]): Pick<RiskRecord, 'severity' | 'journeys'> {
    let effect = this.effects.get(impacts);
    if (effect === undefined) {
      const { journeys } = this.inputs.system;
      effect = { severity: rateSeverity(journeys, impacts), journeys: affected(journeys, impacts) };
      this.effects.set(impacts, effect);
    }
    return effect;
  }
}

/** Severe first, as equal numbers hide what is severe; then by number; unrated ones last; then by id. */
function byRank(a: Unranked, b: Unranked): number {
  return (
    b.severity.rating - a.severity.rating ||
    (b.riskPriorityNumber ?? 0) - (a.riskPriorityNumber ?? 0) ||
    b.detection.rating - a.detection.rating ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function mayFailBySoftware(node: SystemNode | undefined): boolean {
  const component = node?.component;
  return component !== undefined && (holdsData(component) || RELEASED.includes(component.role));
}

/** One overload for each component: at the least load, with the worst that it does at any. */
function worstOf(overloads: readonly Overload[]): Overload[] {
  const found = new Map<SystemNode, Overload>();
  for (const overload of overloads) {
    const known = found.get(overload.node);
    if (known === undefined) found.set(overload.node, overload);
    else {
      const { atLoad, because } = overload.atLoad < known.atLoad ? overload : known;
      const impacts = known.impacts.map((impact, i) => Math.max(impact, overload.impacts[i] ?? NONE));
      found.set(overload.node, { node: known.node, atLoad, because, impacts });
    }
  }
  return [...found.values()];
}
