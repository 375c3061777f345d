import type { Detection } from '../detection/detection';
import type { SignalRecord } from '../detection/records';
import { placeOf, type PlaceRecord } from '../place';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { alarmsFor, recoveryFrom, type Returns } from './aftermath';
import { IMPACTS, INTERRUPTED, STOPPED, type Impact } from './impact';
import type { Loss, LossKind } from './losses';
import type { FailureRecoveryRecord } from './records';
import { simulateOne } from './simulation';
import type { TakenRecord } from './single-points';

/** One case of failure, told in full: what is lost, who suffers, who is told, and how it ends. */
export interface ScenarioRecord {
  readonly kind: LossKind;
  readonly on: PlaceRecord;
  /** Components that go with it at once. */
  readonly takes: readonly TakenRecord[];
  /** All journeys, in the order of their declaration. */
  readonly journeys: readonly JourneyScenarioRecord[];
  /** Components that suffer without being lost, worst first. */
  readonly suffering: readonly { readonly name: string; readonly impact: Impact }[];
  /** Components whose zones nobody knows, so that more may suffer. */
  readonly unsure: readonly string[];
  readonly alarms: readonly SignalRecord[];
  readonly recovery: FailureRecoveryRecord;
}

export interface JourneyScenarioRecord {
  readonly journey: string;
  readonly impact: Impact;
  /** Names from the journey down to what was lost; empty where it does not notice. */
  readonly way: readonly string[];
}

/** Loses one thing and tells what happens. */
export function scenarioOf(system: System, loss: Loss, detection: Detection, returns: Returns): ScenarioRecord {
  const { outcome, suffering, ways } = simulateOne(system, loss);
  const concerned = new Set(system.journeys.flatMap(({ reached }) => [...reached]));
  const takes = loss.seeds.filter(({ impact }) => impact === STOPPED);
  const lost = new Set(takes.map(({ node }) => node));
  const isComponent = ({ kind, component }: SystemNode): boolean => kind === 'EXTERNAL' || component !== undefined;
  // A secret that leads to a lost database is as well as before.
  const hurt = [...suffering].filter(([node]) => isComponent(node) && node.component?.role !== 'SECURITY');
  const watched = [...new Set([...lost, ...hurt.flatMap(([node, impact]) => (impact >= INTERRUPTED ? [node] : []))])];
  return {
    kind: loss.kind,
    on: loss.node === undefined ? { name: loss.name } : placeOf(loss.node),
    takes: takes
      .filter(({ node }) => concerned.has(node) && isComponent(node))
      .map(({ node, isPossible }) => ({ name: node.name, certainty: isPossible ? 'POSSIBLE' : 'CERTAIN' })),
    journeys: system.journeys.map(({ name }, i) => ({
      journey: name,
      impact: IMPACTS[outcome.impacts[i]!]!,
      way: ways[i]!.map((node) => node.name),
    })),
    suffering: hurt
      .filter(([node]) => !lost.has(node))
      .sort(([, a], [, b]) => b - a)
      .map(([{ name }, impact]) => ({ name, impact: IMPACTS[impact]! })),
    unsure: outcome.unsure.map(({ name }) => name),
    alarms: alarmsFor(
      loss,
      watched.filter((node) => concerned.has(node)),
      detection,
    ),
    recovery: recoveryFrom(loss, concerned, returns),
  };
}
