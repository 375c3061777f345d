import { IMPACTS, NONE, STOPPED } from '../failure/impact';
import type { Journey } from '../system/journeys';
import type { AffectedJourney, SeverityRating } from './records';
import { severityOf, SHARED_FATE_SHARE } from './scales';

/** Rates what a failure does to the journeys: the worst counts, one more where most of them stop. */
export function rateSeverity(journeys: readonly Journey[], impacts: readonly number[]): SeverityRating {
  let rating = 0;
  let worst = -1;
  let stopped = 0;
  for (let i = 0; i < journeys.length; i += 1) {
    const impact = impacts[i] ?? NONE;
    if (impact === STOPPED) stopped += 1;
    if (impact === NONE) continue;
    const own = severityOf((journeys[i] as Journey).policy?.tier, impact);
    if (own <= rating) continue;
    rating = own;
    worst = i;
  }
  if (worst < 0) return { rating: 1, because: 'no journey notices' };
  const because = inWords(journeys[worst] as Journey, impacts[worst] as number, rating);
  const isShared = journeys.length > 1 && stopped / journeys.length > SHARED_FATE_SHARE;
  if (!isShared || rating >= 10) return { rating: Math.min(10, rating), because };
  return { rating: rating + 1, because: `${because}; ${stopped} of ${journeys.length} journeys stop with it: 1 more` };
}

/** The journeys that notice. */
export function affected(journeys: readonly Journey[], impacts: readonly number[]): AffectedJourney[] {
  const found: AffectedJourney[] = [];
  journeys.forEach(({ name }, i) => {
    const impact = impacts[i] ?? NONE;
    if (impact > NONE) found.push({ name, impact: IMPACTS[impact] as AffectedJourney['impact'] });
  });
  return found;
}

function inWords({ name, policy }: Journey, impact: number, rating: number): string {
  const tier = policy?.tier ?? 'no policy, so rated as IMPORTANT';
  return `${name} (${tier}) is ${IMPACTS[impact] as string}: ${rating}`;
}
