/** Runs that are not counted, at least so many and so long: the code shall be compiled, not interpreted, when timed. */
const WARM_UPS = 8;
const WARM_UP_MILLISECONDS = 1_000;

/**
 * The shortest of the times that each piece of work takes, in milliseconds: what else the machine does only adds. They
 * take turns, so that what it does for a while is no matter of one of them.
 */
export function fastest<Name extends string>(
  runs: number,
  works: Readonly<Record<Name, () => unknown>>,
): Record<Name, number> {
  const each = Object.entries<() => unknown>(works);
  for (const [, work] of each) warmUp(work);
  const shortest = Object.fromEntries(each.map(([name]) => [name, Infinity]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, work] of each) shortest[name] = Math.min(shortest[name] as number, timed(work));
  }
  return shortest as Record<Name, number>;
}

function warmUp(work: () => unknown): void {
  const end = performance.now() + WARM_UP_MILLISECONDS;
  for (let i = 0; i < WARM_UPS || performance.now() < end; i += 1) work();
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The exponent with which times grow with sizes: the slope of the line through their logarithms. */
export function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const [meanX, meanY] = [0, 1].map(
    (i) => logs.reduce((sum, point) => sum + (point[i] as number), 0) / logs.length,
  ) as [number, number];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
