/** What the number of tasks is derived from. */
export interface CapacityInput {
  /** Tasks that carry the usual load at the safe utilization. */
  readonly baselineTasks: number;
  /** Availability Zones that the tasks are spread over, two or more. */
  readonly zones: number;
  /** The highest load as a multiple of the usual one. */
  readonly surgeFactor: number;
  /** How busy a task may be and still answer in time. */
  readonly safeUtilizationPercent: number;
}

/** The numbers that hold when a zone is lost and nobody acts. */
export interface Capacity {
  /** Tasks each zone must have, so that all zones but one carry the usual load. */
  readonly minimumPerZone: number;
  /** The least number of tasks. */
  readonly floor: number;
  /** The highest number of tasks. */
  readonly ceiling: number;
  /** The average utilization at which the service scales. */
  readonly scalingTargetPercent: number;
}

/**
 * The number of tasks and the scaling target that survive the loss of any one zone, as long as no zone has more than
 * one task more than another.
 *
 * The floor is a full share for each zone, not the smaller `baseline * zones / (zones - 1)`: as long as every zone has
 * its share, no loss of a zone goes below the baseline, so one alarm for each zone tells whether the promise holds.
 * The scaling target counts with the worst spread between floor and ceiling: one task more than fits evenly.
 */
export function capacityOf(input: CapacityInput): Capacity {
  const { baselineTasks, zones, surgeFactor, safeUtilizationPercent } = input;
  const minimumPerZone = Math.ceil(baselineTasks / (zones - 1));
  const floor = zones * minimumPerZone;
  const ceiling = zones * ceilingOf((surgeFactor * baselineTasks) / (zones - 1));
  // Losing the largest zone leaves `left` of `tasks`. At the ceiling the spread is even again.
  const [tasks, left] = ceiling > floor ? [floor + 1, floor - minimumPerZone] : [floor, floor - minimumPerZone];
  return {
    minimumPerZone,
    floor,
    ceiling,
    scalingTargetPercent: Math.floor((safeUtilizationPercent * left) / tasks),
  };
}

/** Tasks that may run while a deployment replaces all of them at the ceiling. */
export function deploymentPeak(ceiling: number, maximumPercent: number): number {
  return Math.floor((ceiling * maximumPercent) / 100);
}

/**
 * Requests a minute for each task at which the service scales.
 *
 * @param requestsPerTask what one task answers in a minute when it is fully used
 */
export function requestTarget(requestsPerTask: number, scalingTargetPercent: number): number {
  return Math.max(1, Math.floor((requestsPerTask * scalingTargetPercent) / 100));
}

/** The size of the group of instances that the tasks run on. */
export interface InstanceCapacity {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Instances enough for the floor in each zone, and at most for a deployment at the ceiling with the spare capacity
 * that the capacity provider keeps.
 */
export function instanceCapacityOf(
  capacity: Capacity,
  zones: number,
  tasksPerInstance: number,
  targetCapacityPercent: number,
  maximumPercent: number,
): InstanceCapacity {
  const peakPerZone = Math.ceil(deploymentPeak(capacity.ceiling, maximumPercent) / zones);
  const busy = Math.ceil(peakPerZone / tasksPerInstance);
  return {
    minimum: zones * Math.ceil(capacity.minimumPerZone / tasksPerInstance),
    maximum: zones * ceilingOf((busy * 100) / targetCapacityPercent),
  };
}

/** The addresses of an IPv4 block that tasks can have: Amazon VPC keeps five of each subnet. */
export function usableAddresses(cidr: string): number | undefined {
  const mask = /^\d{1,3}(?:\.\d{1,3}){3}\/(\d{1,2})$/.exec(cidr)?.[1];
  if (mask === undefined || Number(mask) > 32) return undefined;
  return Math.max(0, 2 ** (32 - Number(mask)) - 5);
}

/** Rounds up, but not for what binary fractions add: 1.1 * 10 is 11. */
function ceilingOf(value: number): number {
  return Math.ceil(value - 1e-9);
}
