import fc from 'fast-check';
import { boundsOfSteps } from '../../../../lib/blocks/buffered-queue/backlog';
import { lambdaRate, lambdaSteps } from '../../../../lib/blocks/buffered-queue/lambda-supply';
import { pollers, simulate } from './simulation';
function randomOf(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) >>> 0;
    return s / 2 ** 32;
  };
}
test('x', () => {
  const arb = fc.record({
    arrivalRate: fc.double({ min: 0.5, max: 10, noNaN: true }),
    surgeFactor: fc.double({ min: 1, max: 8, noNaN: true }),
    surgeSeconds: fc.integer({ min: 20, max: 300 }),
    lasts: fc.double({ min: 0.1, max: 1, noNaN: true }),
    rises: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.integer(),
    batchSize: fc.integer({ min: 1, max: 10 }),
    batchSeconds: fc.double({ min: 0.2, max: 60, noNaN: true }),
    spare: fc.double({ min: 1.02, max: 6, noNaN: true }),
    messageGroups: fc.integer({ min: 1, max: 30 }),
    hot: fc.double({ min: 0, max: 0.95, noNaN: true }),
  });
  let n = 0,
    bad: any[] = [];
  for (const c of fc.sample(arb, 6000)) {
    const { lasts, rises, seed, batchSize, batchSeconds, spare, messageGroups, hot, ...demand } = c;
    const largest = Math.max(hot, 1 / messageGroups);
    const others = Array.from({ length: messageGroups - 1 }, () => (1 - largest) / (messageGroups - 1));
    const concurrency = Math.max(2, Math.ceil((spare * demand.arrivalRate * batchSeconds) / batchSize));
    const supply = {
      batchSize,
      batchSeconds,
      concurrency,
      parallelGroups:
        largest > 1.0001 / messageGroups
          ? Math.min(messageGroups, concurrency / (concurrency + 1) / largest)
          : messageGroups,
    };
    if (lambdaRate(supply) <= 1.02 * demand.arrivalRate) continue;
    n++;
    const bounds = boundsOfSteps(demand, lambdaSteps(demand, supply), messageGroups * batchSize);
    const surgeSeconds = lasts * demand.surgeSeconds;
    const usual = Math.min(concurrency, Math.max(5, Math.ceil((demand.arrivalRate * batchSeconds) / batchSize)));
    const o = simulate({
      load: { ...demand, surgeSeconds, riseSeconds: rises * surgeSeconds, shares: [largest, ...others] },
      workers: {
        batchSize,
        busySeconds: () => batchSeconds,
        initial: usual,
        scaling: pollers(usual, concurrency),
        everySeconds: 10,
      },
      order: 'oldest',
      groups: c.seed % 2 ? 'one' : 'several',
      leftOver: messageGroups * batchSize,
      random: randomOf(seed),
      limitSeconds: 2 * bounds.busySeconds + 1000,
    });
    const m = 1 / demand.arrivalRate;
    const over = {
      w: o.longestWait - bounds.waitInOrderSeconds - m,
      b: o.backlog - bounds.backlog - 1,
      d: o.drainSeconds - bounds.drainSeconds - m - 1 / (lambdaRate(supply) - demand.arrivalRate),
    };
    if (over.w > 0 || over.b > 0 || over.d > 0)
      bad.push({
        ...over,
        wb: bounds.waitInOrderSeconds,
        bb: bounds.backlog,
        db: bounds.drainSeconds,
        batchSize,
        d: batchSeconds,
        G: messageGroups,
        hot: largest,
        N: concurrency,
        lam: demand.arrivalRate,
        s: demand.surgeFactor,
      });
  }
  console.log(
    n,
    bad.length,
    JSON.stringify(
      bad.sort((a, b) => b.w / b.wb - a.w / a.wb).slice(0, 12),
      (_, v) => (typeof v === 'number' ? Math.round(v * 100) / 100 : v),
      0,
    ).replaceAll('},', '},\n'),
  );
});
