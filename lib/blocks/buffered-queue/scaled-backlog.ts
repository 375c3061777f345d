import type { BacklogBounds, Demand } from './backlog';

/** A consumer that scales on the backlog, between a floor and a ceiling. Rates are in messages a second. */
export interface ScaledSupply {
  /** What the least number of tasks takes; above the arrival rate. */
  readonly floor: number;
  /** What the highest number of tasks takes. */
  readonly ceiling: number;
  /** How long a message waits where the backlog of each task is what scaling aims at. */
  readonly targetSeconds: number;
  /** From a backlog until the tasks that it asks for take messages. */
  readonly reactionSeconds: number;
  /** How long a task works on what it has received at once. */
  readonly receiveSeconds: number;
  /** Messages that the order of message groups may keep from being taken although capacity is free. */
  readonly withheld?: number;
}

/**
 * The bounds for a consumer that scales on backlog per task.
 *
 * Scaling promises one thing: once the backlog has stood at B for the reaction time, B / targetSeconds messages a second
 * are taken, at least the floor and at most the ceiling. Everything else follows from it: below the ceiling the backlog
 * a reaction time ago was below `ceiling * targetSeconds`, so it cannot have grown further than that and what a reaction
 * time adds.
 */
export function boundsOfScaling(demand: Demand, supply: ScaledSupply): BacklogBounds {
  const { arrivalRate, surgeFactor, surgeSeconds } = demand;
  const { floor, ceiling, targetSeconds, reactionSeconds, receiveSeconds, withheld = 0 } = supply;
  const surge = surgeFactor * arrivalRate;
  // Each task may just have begun with what it received.
  const underway = Math.max(ceiling, surge) * receiveSeconds + withheld;
  const full = ceiling * targetSeconds;

  const growth = Math.max(0, surge - floor);
  const fullSeconds = Math.max(0, full - underway) / growth + reactionSeconds;
  const rising = growth === 0 ? 0 : Math.min(surgeSeconds, fullSeconds);
  const backlog =
    underway + growth * rising + Math.max(0, surge - ceiling) * (growth === 0 ? 0 : surgeSeconds - rising);

  const wait = reactionSeconds + workOff(backlog, supply, 0);
  const drain = reactionSeconds + workOff(backlog, supply, arrivalRate) + underway / (floor - arrivalRate);
  const drainSeconds = Math.min(backlog / (floor - arrivalRate), drain);
  return {
    backlog,
    drainSeconds,
    waitInOrderSeconds: Math.min(backlog / floor, wait) + receiveSeconds + withheld / floor,
    busySeconds: surgeSeconds + drainSeconds,
  };
}

/**
 * How long a backlog takes while `arriving` messages a second come in: at the ceiling while it asks for that many tasks,
 * then ever slower as tasks are taken away, then at the floor.
 */
function workOff(backlog: number, { floor, ceiling, targetSeconds }: ScaledSupply, arriving: number): number {
  const [top, bottom] = [ceiling * targetSeconds, floor * targetSeconds];
  const atCeiling = Math.max(0, backlog - top) / (ceiling - arriving);
  const between = Math.min(backlog, top);
  if (between <= bottom) return atCeiling + between / (floor - arriving);
  const scalingIn = targetSeconds * Math.log((between / targetSeconds - arriving) / (floor - arriving));
  return atCeiling + scalingIn + bottom / (floor - arriving);
}
