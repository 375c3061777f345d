import { Tier } from '../../intent/tier';
import { ResponderChannel, type Responder } from './responder';

/** Tiers that somebody must be woken for. `CORE_SERVICES` carry the others. */
const NEED_PAGER: readonly Tier[] = [Tier.MISSION_CRITICAL, Tier.CORE_SERVICES, Tier.CRITICAL];

/** What is wrong with who is paged; `undefined` if nothing is. */
export function problemWith(
  {
    responders,
    secondLevel,
  }: { readonly responders: readonly Responder[]; readonly secondLevel: readonly Responder[] },
  tier: Tier | undefined,
): string | undefined {
  const few = tooFew(responders);
  if (few !== undefined) return few;
  const first = new Set(responders.map(keyOf));
  if (secondLevel.every((responder) => first.has(keyOf(responder)))) {
    return 'secondLevel reaches nobody who is not among responders already. Add somebody, such as the lead of the team';
  }
  if (
    tier !== undefined &&
    NEED_PAGER.includes(tier) &&
    !responders.some(({ channel }) => channel === ResponderChannel.HTTPS_PAGER)
  ) {
    return `the tier is ${tier}, and no responder is a pager that rings until somebody answers. Add Responder.httpsPager(...) to responders`;
  }
  return undefined;
}

/** Why some responders are not enough; `undefined` if they are. */
export function tooFew(responders: readonly Responder[]): string | undefined {
  const ways = new Set(responders.map(keyOf)).size;
  if (ways < responders.length) {
    return 'responders names one of them twice; each must be another way to reach somebody';
  }
  if (ways >= 2) return undefined;
  return 'responders has fewer than two: when the one sleeps, is ill or has left, nobody comes. Add another';
}

function keyOf({ channel, destination }: Responder): string {
  return `${channel} ${destination.toLowerCase()}`;
}
