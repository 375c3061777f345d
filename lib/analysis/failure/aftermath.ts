import type { Disruption } from '../../intent/schema/policy';
import type { Component } from '../component';
import type { Detection } from '../detection/detection';
import { signalsOf } from '../detection/levels';
import type { News, SignalRecord } from '../detection/records';
import type { SystemNode } from '../system/node';
import type { Loss } from './losses';
import type { FailureRecoveryRecord, RecoveringRecord } from './records';

/** How a component comes back. */
export interface Return {
  readonly how:
    | 'AUTOMATIC'
    | 'MANUAL'
    /** When what it belongs to is back. */
    | 'WITH_OTHERS'
    | 'UNMODELLED';
  /** In seconds; absent where nothing brings it back, or it is not known. */
  readonly rto?: number;
}

/** Tells how a component comes back from a disruption. */
export type Returns = (component: Component, disruption: Disruption) => Return;

/** What a loss is for a component that goes with it. One that is redundant by itself is lost by a fault, as a whole. */
export function disruptionOf({ kind }: Loss, { redundancy }: Component): Disruption {
  if (kind === 'ZONE') return 'az';
  if (kind === 'REGION') return 'region';
  return redundancy === 'SINGLE' ? 'infrastructure' : 'software';
}

/** How what was lost comes back: of what the journeys reach. Third parties and limits are in other hands. */
export function recoveryFrom(loss: Loss, concerned: ReadonlySet<SystemNode>, returns: Returns): FailureRecoveryRecord {
  const [automatic, manual]: [RecoveringRecord[], RecoveringRecord[]] = [[], []];
  const unmodelled: string[] = [];
  for (const { node } of loss.seeds) {
    if (!concerned.has(node)) continue;
    const { component, name } = node;
    if (component === undefined) {
      if (loss.node === node) unmodelled.push(name);
      continue;
    }
    const { how, rto } = returns(component, disruptionOf(loss, component));
    const recovering = { name, ...(rto !== undefined && { rto }) };
    if (how === 'AUTOMATIC') automatic.push(recovering);
    else if (how === 'MANUAL') manual.push(recovering);
    else if (how === 'UNMODELLED' || loss.node === node) unmodelled.push(name);
  }
  return { automatic, manual, unmodelled };
}

/** The alarms that tell of a loss: at what is lost, and at what stops with it. */
export function alarmsFor(loss: Loss, suffering: readonly SystemNode[], detection: Detection): SignalRecord[] {
  const news = newsOf(loss);
  return heardOf(
    loss,
    suffering.map((node) => signalsOf(detection.of(node), news)),
    detection,
  );
}

/** What would be heard of a loss, each alarm once. What lives in a lost Region is silent. */
export function heardOf(
  { kind, name, zone }: Loss,
  signals: readonly (readonly SignalRecord[])[],
  detection: Detection,
): SignalRecord[] {
  const heard = new Map<string, SignalRecord>();
  const hear = (signal: SignalRecord): void => {
    if (kind !== 'REGION' || signal.region !== name) heard.set(signal.name, signal);
  };
  if (zone !== undefined) signalsOf(detection.ofZone(zone), 'ZONE').forEach(hear);
  for (const each of signals) each.forEach(hear);
  return [...heard.values()];
}

/** What alarms must tell of for a loss to be noticed. */
export function newsOf({ kind }: Loss): News {
  return kind === 'LIMIT' ? 'OVERLOAD' : 'FAILURE';
}
