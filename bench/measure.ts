/** Runs that are not counted, so that the code is compiled and not interpreted when it is timed. */
const WARM_UPS = 8;

/** The middle of the times that a piece of work takes, in milliseconds. */
export function median(runs: number, work: () => unknown): number {
  for (let i = 0; i < WARM_UPS; i += 1) work();
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
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
