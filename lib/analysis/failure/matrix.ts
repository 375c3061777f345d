import type { Detection } from '../detection/detection';
import { placeOf } from '../place';
import type { System } from '../system/system';
import { alarmsFor, recoveryFrom, type Returns } from './aftermath';
import { IMPACTS, INTERRUPTED, NONE } from './impact';
import type { FailureRecord } from './records';
import { isFelt, type Outcome, type Simulation } from './simulation';

/** The matrix of failures by journeys: a row for each loss that a journey notices. */
export function matrixOf(
  system: System,
  { outcomes }: Simulation,
  detection: Detection,
  returns: Returns,
): FailureRecord[] {
  const concerned = new Set(system.journeys.flatMap(({ reached }) => [...reached]));
  return outcomes
    .filter((outcome) => isFelt(outcome) || outcome.unsure.length > 0)
    .map((outcome): FailureRecord => {
      const { loss, impacts, unsure } = outcome;
      return {
        kind: loss.kind,
        on: loss.node === undefined ? { name: loss.name } : placeOf(loss.node),
        impacts: impacts.flatMap((impact, i) => {
          return impact === NONE ? [] : [{ journey: system.journeys[i]!.name, impact: IMPACTS[impact]! }];
        }),
        unsure: unsure.map(({ name }) => name),
        alarms: alarmsFor(loss, watched(system, outcome), detection).map(({ name }) => name),
        recovery: recoveryFrom(loss, concerned, returns),
      };
    });
}

/** Where alarms would show a loss: at what is lost, and where customers come in. */
function watched({ journeys }: System, { loss, impacts }: Outcome): System['nodes'][number][] {
  const entryPoints = journeys.flatMap((journey, i) => (impacts[i]! >= INTERRUPTED ? journey.entryPoints : []));
  return [...new Set([...(loss.node === undefined ? [] : [loss.node]), ...entryPoints])];
}
