import type { Detection } from '../detection/detection';
import { signalsOf } from '../detection/levels';
import type { News, SignalRecord } from '../detection/records';
import { placeOf } from '../place';
import type { Journey } from '../system/journeys';
import type { System } from '../system/system';
import { heardOf, newsOf, recoveryFrom, type Returns } from './aftermath';
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
  const entries = new EntryAlarms(detection);
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
        alarms: alarmsOf(outcome, system, entries, detection),
        recovery: recoveryFrom(loss, concerned, returns),
      };
    });
}

/** Alarms show a loss at what is lost, and where customers come in. */
function alarmsOf(
  { loss, impacts }: Outcome,
  { journeys }: System,
  entries: EntryAlarms,
  detection: Detection,
): string[] {
  const news = newsOf(loss);
  const signals = loss.node === undefined ? [] : [signalsOf(detection.of(loss.node), news)];
  journeys.forEach((journey, i) => {
    if (impacts[i]! >= INTERRUPTED) signals.push(entries.of(journey, news));
  });
  return heardOf(loss, signals, detection).map(({ name }) => name);
}

/** The alarms at the entry points of journeys, found once for each journey. */
class EntryAlarms {
  private readonly byNews = new Map<News, Map<Journey, SignalRecord[]>>();

  constructor(private readonly detection: Detection) {}

  public of(journey: Journey, news: News): SignalRecord[] {
    let byJourney = this.byNews.get(news);
    if (byJourney === undefined) this.byNews.set(news, (byJourney = new Map<Journey, SignalRecord[]>()));
    let signals = byJourney.get(journey);
    if (signals === undefined) {
      signals = journey.entryPoints.flatMap((entry) => signalsOf(this.detection.of(entry), news));
      byJourney.set(journey, signals);
    }
    return signals;
  }
}
