import { retentionOf } from '../../facts/queues';
import { DISRUPTED } from '../../intent/schema/policy';
import { attempt } from '../../model/attempt';
import { evidenceRecord, placeOf } from '../place';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { Availability } from './availability';
import { Estimator, type Estimate } from './estimate';
import { hardGraphOf } from './hard-graph';
import { journeyRpo, Stores } from './journey-rpo';
import { journeyRto } from './journey-rto';
import type {
  BufferRecord,
  ComponentRecoveryRecord,
  EstimateRecord,
  RecoveryAnalysis,
  RecoveryRecord,
} from './records';
import { Scenarios } from './scenarios';
import { isTransit } from './subject';

/** How the journeys of a system come back from each disruption, how much they lose, and how available they are. */
export function recoveryOf(system: System, estimator = new Estimator(system.application)): RecoveryAnalysis {
  const scenarios = new Scenarios(system, estimator);
  const availability = new Availability(system);
  const stores = new Stores(system, scenarios.components, estimator);
  const buffers = new Map<SystemNode, BufferRecord>();
  const journeys = system.journeys.map((journey): RecoveryRecord => {
    const hasRegions = system.dependenciesOf(journey.node).some(({ to }) => to.kind === 'REGIONAL_ENTRY');
    const here = hardGraphOf(system, journey, false);
    // Only when a Region is lost are its customers led to another one.
    const anywhere = hasRegions ? hardGraphOf(system, journey) : here;
    const kept = stores.of(journey);
    const disruptions = DISRUPTED.map((disruption) => {
      const all = scenarios.of(disruption);
      const rto = journeyRto(journey, disruption === 'region' ? anywhere : here, disruption, all);
      const rpo = journeyRpo(journey, kept, disruption, all);
      return [disruption, { rto, rpo }] as const;
    });
    return {
      journey: journey.name,
      isImplied: journey.isImplied,
      disruptions: Object.fromEntries(disruptions) as unknown as RecoveryRecord['disruptions'],
      buffers: buffersOf(journey, buffers),
      availability: availability.of(journey),
    };
  });
  const components = scenarios.components.map((node) => componentRecord(node, scenarios, estimator));
  return { assumptions: estimator.assumptions, components, journeys, bounded: scenarios.bounded };
}

/** What keeps work for others while they are down. */
function buffersOf({ components }: Journey, known: Map<SystemNode, BufferRecord>): BufferRecord[] {
  const found: BufferRecord[] = [];
  for (const node of components) {
    const { component } = node;
    if (component === undefined || !component.isStateful || !isTransit(component)) continue;
    let record = known.get(node);
    if (record === undefined) known.set(node, (record = bufferOf(node)));
    found.push(record);
  }
  return found;
}

function bufferOf({ name, resource }: SystemNode): BufferRecord {
  if (resource?.type !== 'AWS::SQS::Queue') return { name };
  const retention = attempt(resource.stack.application, () => retentionOf(resource));
  return retention.isKnown ? { name, retention: retention.value } : { name };
}

function componentRecord(node: SystemNode, scenarios: Scenarios, estimator: Estimator): ComponentRecoveryRecord {
  const component = node.component!;
  const estimates = scenarios.estimatesOf(node);
  return {
    component: placeOf(node),
    service: component.service,
    holds: estimator.holds(component),
    estimates: DISRUPTED.map((disruption) => estimateRecord(estimates[disruption])),
  };
}

function estimateRecord(estimate: Estimate): EstimateRecord {
  const { disruption, rto, rpo, hands, people, figure, override, evidence } = estimate;
  return {
    disruption,
    rto: timeRecord(rto),
    rpo: timeRecord(rpo),
    ...(hands !== undefined && { hands }),
    people,
    ...(figure !== undefined && {
      figure: figure.id,
      condition: figure.condition,
      how: figure.how,
      source: figure.source,
      ...(figure.note !== undefined && { note: figure.note }),
    }),
    ...(override !== undefined && { declaredBecause: override.reason }),
    evidence: evidence.map(evidenceRecord),
  };
}

function timeRecord({ seconds, basis, confidence, formula, because }: Estimate['rto']): EstimateRecord['rto'] {
  return {
    seconds,
    ...(basis !== undefined && { basis }),
    ...(confidence !== undefined && { confidence }),
    ...(formula !== undefined && { formula }),
    ...(because !== undefined && { because }),
  };
}
