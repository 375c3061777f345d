/** A surge and a consumer. Rates in requests a second, or all in multiples of the baseline. */
export interface BacklogInput {
  /** What usually arrives. */
  readonly arrival: number;
  /** The load in the surge, as a multiple of `arrival`. */
  readonly factor: number;
  /** In seconds. */
  readonly duration: number;
  /** What the consumer takes once it has grown. */
  readonly capacity: number;
  /** What it takes before, and for how long, in seconds from the beginning of the surge. */
  readonly ramp?: { readonly capacity: number; readonly seconds: number };
}

/** What waits because of a surge; all infinite if the consumer takes less than usually arrives. */
export interface Backlog {
  /** The most that waits at one time. */
  readonly backlog: number;
  /** From the end of the surge until nothing waits, in seconds; `Infinity` if the consumer takes no more than arrives. */
  readonly drain: number;
  /** The longest wait in order of arrival, in seconds. */
  readonly wait: number;
}

/**
 * The backlog of a surge: what arrives beyond the capacity, worked off by what the capacity leaves afterwards. Without
 * a ramp: `(factor * arrival - capacity) * duration`, drained in `backlog / (capacity - arrival)`, with a longest wait
 * of `backlog / capacity`.
 */
export function backlogOf(input: BacklogInput): Backlog {
  const { arrival, factor, duration, capacity } = input;
  if (capacity < arrival) return { backlog: Infinity, drain: Infinity, wait: Infinity };
  const grown = input.ramp?.seconds ?? 0;
  const before = Math.min(input.ramp?.capacity ?? capacity, capacity);
  const surge = factor * arrival;

  const rising = Math.min(grown, duration);
  const atGrown = Math.max(0, surge - before) * rising;
  const atEnd = Math.max(0, atGrown + (surge - capacity) * (duration - rising));

  // A surge that ends before capacity has grown leaves what waits to the little that there is.
  const slow = Math.max(0, grown - duration);
  const atSlow = Math.max(0, atEnd + (arrival - before) * slow);
  const backlog = Math.max(atGrown, atEnd, atSlow);
  return {
    backlog,
    drain: drainOf({ atEnd, atSlow, slow, arrival, before, capacity }),
    wait: backlog === 0 ? 0 : longestWait(input, { before, surge, grown }),
  };
}

interface End {
  readonly atEnd: number;
  readonly atSlow: number;
  readonly slow: number;
  readonly arrival: number;
  readonly before: number;
  readonly capacity: number;
}

function drainOf({ atEnd, atSlow, slow, arrival, before, capacity }: End): number {
  if (atEnd === 0 && (slow === 0 || before >= arrival)) return 0;
  if (slow > 0 && atSlow === 0) return atEnd / (before - arrival);
  if (atSlow === 0) return slow;
  return capacity > arrival ? slow + atSlow / (capacity - arrival) : Infinity;
}

/** Arrivals and departures are curves over time; a wait is the distance between them sideways, the longest at a corner. */
function longestWait(
  { arrival, duration, capacity }: BacklogInput,
  { before, surge, grown }: { readonly before: number; readonly surge: number; readonly grown: number },
): number {
  const arrived = (at: number): number => surge * Math.min(at, duration) + arrival * Math.max(0, at - duration);
  const taken = (count: number): number => {
    if (before > 0 && count <= before * grown) return count / before;
    const left = count - before * grown;
    return capacity > 0 ? grown + left / capacity : Infinity;
  };
  // When what arrived is as much as is taken until capacity has grown.
  const turn = before * grown;
  const inSurge = surge * duration;
  const turnAt = turn <= inSurge ? turn / surge : arrival > 0 ? duration + (turn - inSurge) / arrival : duration;
  return Math.max(...[0, duration, turnAt].map((at) => taken(arrived(at)) - at), 0);
}
