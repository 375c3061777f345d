/** What producers send: `arrivalRate` messages a second, `surgeFactor` times as many while a surge lasts. */
export interface Demand {
  readonly arrivalRate: number;
  readonly surgeFactor: number;
  readonly surgeSeconds: number;
}

/** Messages a second that the consumer takes from a second of the surge on, until the next step. */
export interface SupplyStep {
  readonly from: number;
  readonly rate: number;
}

/** What a surge of the declared length, or a shorter one, leads to at most. */
export interface BacklogBounds {
  /** Messages that wait at the same time. */
  readonly backlog: number;
  /** From the end of the surge until the queue has caught up. */
  readonly drainSeconds: number;
  /** How long a message waits where the oldest is always taken first. */
  readonly waitInOrderSeconds: number;
  /** From the start of the surge until the queue has caught up: no message waits longer, whatever the order. */
  readonly busySeconds: number;
}

/**
 * The bounds for a consumer whose capacity depends on time alone. The steps are in order of time, their rates do not
 * fall, and the last one is above the arrival rate.
 *
 * Arrivals and departures are two curves over time: the largest distance between them is the backlog where measured
 * upwards, and the longest wait where measured sideways.
 *
 * @param withheld messages that the order of message groups may keep from being taken although capacity is free
 */
export function boundsOfSteps(demand: Demand, steps: readonly SupplyStep[], withheld = 0): BacklogBounds {
  const { arrivalRate, surgeFactor, surgeSeconds } = demand;
  const arrived = (at: number): number => arrivedUntil(demand, withheld, at);
  const corners = [0, surgeSeconds, ...steps.map(({ from }) => from)];

  const busySeconds = caughtUpAt(demand, steps, withheld);
  const backlog = Math.max(...corners.map((at) => arrived(at) - takenUntil(steps, at)), 0);

  const turns = steps.map(({ from }) => arrivalOf(demand, withheld, takenUntil(steps, from)));
  const waits = [0, surgeSeconds, ...turns]
    .filter((at) => at <= busySeconds)
    .map((at) => takenAt(steps, arrived(at)) - at);

  // A surge that ends just before capacity grows may take longer to drain than a longer one.
  const extra = (surgeFactor - 1) * arrivalRate;
  const ends = steps.map(({ from }) => (takenUntil(steps, from) - withheld - arrivalRate * from) / extra);
  const shorter = [0, ...ends].filter((end) => end >= 0 && end < surgeSeconds);
  const drains = [...shorter, surgeSeconds].map((end) => {
    return caughtUpAt({ ...demand, surgeSeconds: end }, steps, withheld) - end;
  });

  return {
    backlog,
    drainSeconds: Math.max(...drains, 0),
    waitInOrderSeconds: busySeconds === 0 ? 0 : Math.max(...waits, 0),
    busySeconds,
  };
}

/** Messages that have arrived until a second of the surge. */
function arrivedUntil({ arrivalRate, surgeFactor, surgeSeconds }: Demand, withheld: number, at: number): number {
  const inSurge = Math.min(at, surgeSeconds);
  return withheld + arrivalRate * (surgeFactor * inSurge + (at - inSurge));
}

/** The second in which as many messages have arrived. */
function arrivalOf(demand: Demand, withheld: number, count: number): number {
  const { arrivalRate, surgeFactor, surgeSeconds } = demand;
  const inSurge = Math.max(0, count - withheld) / (arrivalRate * surgeFactor);
  if (inSurge <= surgeSeconds) return inSurge;
  return surgeSeconds + (count - arrivedUntil(demand, withheld, surgeSeconds)) / arrivalRate;
}

/** Messages that the consumer can have taken until a second of the surge. */
function takenUntil(steps: readonly SupplyStep[], at: number): number {
  return steps.reduce((sum, { from, rate }, index) => {
    const until = Math.min(at, steps[index + 1]?.from ?? Infinity);
    return sum + rate * Math.max(0, until - from);
  }, 0);
}

/** The second in which the consumer can have taken as many messages. */
function takenAt(steps: readonly SupplyStep[], count: number): number {
  let left = count;
  for (const [index, { from, rate }] of steps.entries()) {
    const lasts = (steps[index + 1]?.from ?? Infinity) - from;
    if (left <= rate * lasts) return from + left / rate;
    left -= rate * lasts;
  }
  return Infinity;
}

/** The second in which the queue has caught up: arrivals only slow down and capacity only grows, so it stays so. */
function caughtUpAt(demand: Demand, steps: readonly SupplyStep[], withheld: number): number {
  const corners = [0, demand.surgeSeconds, ...steps.map(({ from }) => from)].sort((a, b) => a - b);
  const lag = (at: number): number => arrivedUntil(demand, withheld, at) - takenUntil(steps, at);
  const rateAt = (at: number): number => steps.findLast(({ from }) => from <= at)?.rate ?? 0;
  const arrivesAt = (at: number): number => demand.arrivalRate * (at < demand.surgeSeconds ? demand.surgeFactor : 1);
  for (const [index, from] of corners.entries()) {
    const until = corners[index + 1] ?? Infinity;
    if (until === from) continue;
    const shrinks = rateAt(from) - arrivesAt(from);
    if (lag(from) <= 0 && shrinks >= 0) return from;
    if (shrinks > 0 && lag(from) <= shrinks * (until - from)) return from + lag(from) / shrinks;
  }
  return Infinity;
}
