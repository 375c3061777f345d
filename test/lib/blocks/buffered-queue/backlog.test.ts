import fc from 'fast-check';
import { boundsOfSteps, type Demand } from '../../../../lib/blocks/buffered-queue/backlog';
import { parallelGroups } from '../../../../lib/blocks/buffered-queue/consumer';
import {
  concurrencyFor,
  lambdaRate,
  lambdaSteps,
  type LambdaSupply,
} from '../../../../lib/blocks/buffered-queue/lambda-supply';
import { boundsOfScaling, type ScaledSupply } from '../../../../lib/blocks/buffered-queue/scaled-backlog';
import { pollers, simulate, tasks, type Grouping, type Order } from './simulation';

const ORDERS: readonly Order[] = ['oldest', 'newest', 'random'];

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('constant capacity', () => {
  const demand: Demand = { arrivalRate: 100, surgeFactor: 5, surgeSeconds: 600 };

  test.each([
    [450, 30_000, 30_000 / 350, 30_000 / 450],
    [150, 210_000, 4_200, 1_400],
    [500, 0, 0, 0],
    [900, 0, 0, 0],
  ])('%d messages a second', (rate, backlog, drainSeconds, waitInOrderSeconds) => {
    const bounds = boundsOfSteps(demand, [{ from: 0, rate }]);
    expect(bounds.backlog).toBeCloseTo(backlog, 6);
    expect(bounds.drainSeconds).toBeCloseTo(drainSeconds, 6);
    expect(bounds.waitInOrderSeconds).toBeCloseTo(waitInOrderSeconds, 6);
    expect(bounds.busySeconds).toBeCloseTo(backlog === 0 ? 0 : 600 + drainSeconds, 6);
  });

  test('without a surge nothing waits', () => {
    expect(boundsOfSteps({ ...demand, surgeFactor: 1 }, [{ from: 0, rate: 101 }])).toEqual({
      backlog: 0,
      drainSeconds: 0,
      waitInOrderSeconds: 0,
      busySeconds: 0,
    });
  });

  test('the worst shorter surge counts for the drain', () => {
    // At 60 s capacity jumps: a surge that ends just then is worked off at once, one of 50 s is not.
    const steps = [
      { from: 0, rate: 110 },
      { from: 60, rate: 10_000 },
    ];
    const drain = (surgeSeconds: number): number => boundsOfSteps({ ...demand, surgeSeconds }, steps).drainSeconds;
    expect(drain(60)).toBeGreaterThan(50);
    expect(drain(600)).toBe(drain(60));
  });
});

describe('Lambda', () => {
  test('starts with five batches or what the usual load needs, and grows each minute', () => {
    const demand: Demand = { arrivalRate: 100, surgeFactor: 5, surgeSeconds: 600 };
    const supply: LambdaSupply = { concurrency: 1000, batchSize: 10, batchSeconds: 2 };
    expect(lambdaSteps(demand, supply)).toEqual([
      { from: 2, rate: 100 },
      { from: 60, rate: 1600 },
      { from: 120, rate: 3100 },
      { from: 180, rate: 4600 },
      { from: 240, rate: 5000 },
    ]);
    expect(lambdaSteps({ ...demand, arrivalRate: 1 }, { ...supply, concurrency: 8 })).toEqual([
      { from: 2, rate: 25 },
      { from: 60, rate: 40 },
    ]);
    // A batch that lasts longer than the ramp hides it.
    expect(lambdaSteps(demand, { ...supply, batchSeconds: 300 })).toEqual([{ from: 300, rate: 1000 / 30 }]);
  });

  test('message groups and the calls of a FIFO queue limit it', () => {
    const supply: LambdaSupply = { concurrency: 100, batchSize: 10, batchSeconds: 1 };
    expect(lambdaRate(supply)).toBe(1000);
    expect(lambdaRate({ ...supply, parallelGroups: 20 })).toBe(200);
    expect(lambdaRate({ ...supply, concurrency: 1000, queueRate: 3000 })).toBe(3000);
    expect(parallelGroups({ messageGroups: 20, highThroughput: true }, 100)).toBe(20);
    // The group with half of all messages waits for one of three workers after each batch.
    expect(parallelGroups({ messageGroups: 20, largestGroupShare: 0.5, highThroughput: true }, 3)).toBe(1.5);
  });

  test('concurrency for a rate', () => {
    expect(concurrencyFor(500, { batchSize: 10, batchSeconds: 1 })).toBe(50);
    expect(concurrencyFor(0.3, { batchSize: 1, batchSeconds: 10 })).toBe(3);
    expect(concurrencyFor(501, { batchSize: 10, batchSeconds: 1 })).toBe(51);
  });
});

const surges = fc.record({
  arrivalRate: fc.double({ min: 0.5, max: 10, noNaN: true }),
  surgeFactor: fc.double({ min: 1, max: 8, noNaN: true }),
  surgeSeconds: fc.integer({ min: 20, max: 300 }),
  /** The part of the declared surge that really comes, and the part of it in which it rises. */
  lasts: fc.double({ min: 0.1, max: 1, noNaN: true }),
  rises: fc.double({ min: 0, max: 1, noNaN: true }),
  order: fc.constantFrom(...ORDERS),
  seed: fc.integer(),
});

describe('a queue, message by message, keeps the promises', () => {
  test('Lambda and a standard queue', () => {
    const batches = fc.record({
      batchSize: fc.integer({ min: 1, max: 10 }),
      batchSeconds: fc.double({ min: 0.2, max: 90, noNaN: true }),
      spare: fc.double({ min: 1.02, max: 6, noNaN: true }),
    });
    fc.assert(
      fc.property(surges, batches, ({ lasts, rises, order, seed, ...demand }, { spare, ...batch }) => {
        const concurrency = Math.max(2, Math.ceil((spare * demand.arrivalRate * batch.batchSeconds) / batch.batchSize));
        const supply = { ...batch, concurrency };
        if (lambdaRate(supply) <= demand.arrivalRate) return;
        const bounds = boundsOfSteps(demand, lambdaSteps(demand, supply));
        const surgeSeconds = lasts * demand.surgeSeconds;
        const needed = Math.ceil((demand.arrivalRate * batch.batchSeconds) / batch.batchSize);
        const usual = Math.min(concurrency, Math.max(5, needed));
        const observed = simulate({
          load: { ...demand, surgeSeconds, riseSeconds: rises * surgeSeconds, shares: [1] },
          workers: {
            batchSize: batch.batchSize,
            // A batch that is not full may take as long as a full one.
            busySeconds: () => batch.batchSeconds,
            initial: usual,
            scaling: pollers(usual, concurrency),
            everySeconds: 10,
          },
          order,
          groups: 'ignored',
          leftOver: 0,
          random: randomOf(seed),
          limitSeconds: 2 * bounds.busySeconds + 1000,
        });
        // One message more or less, as messages do not flow.
        const message = 1 / Math.min(lambdaRate(supply), demand.arrivalRate);
        const wait = order === 'oldest' ? bounds.waitInOrderSeconds : bounds.busySeconds;
        expect(observed.backlog).toBeLessThanOrEqual(bounds.backlog + 1);
        expect(observed.longestWait).toBeLessThanOrEqual(wait + message);
        const rest = lambdaRate(supply) - demand.arrivalRate;
        expect(observed.drainSeconds).toBeLessThanOrEqual(bounds.drainSeconds + message + 1 / rest);
      }),
      { numRuns: 150 },
    );
  });

  test('Lambda and a FIFO queue, its groups of equal size or not', () => {
    const batches = fc.record({
      batchSize: fc.integer({ min: 1, max: 10 }),
      batchSeconds: fc.double({ min: 0.2, max: 60, noNaN: true }),
      spare: fc.double({ min: 1.1, max: 6, noNaN: true }),
      messageGroups: fc.integer({ min: 1, max: 30 }),
      hot: fc.double({ min: 0, max: 0.9, noNaN: true }),
      groups: fc.constantFrom<Grouping>('one', 'several'),
    });
    fc.assert(
      fc.property(surges, batches, ({ lasts, rises, seed, order: _, ...demand }, drawn) => {
        const { spare, messageGroups, hot, groups, ...batch } = drawn;
        const largest = Math.max(hot, 1 / messageGroups);
        const others = Array.from({ length: messageGroups - 1 }, () => (1 - largest) / (messageGroups - 1));
        const concurrency = Math.max(2, Math.ceil((spare * demand.arrivalRate * batch.batchSeconds) / batch.batchSize));
        const fifo = { messageGroups, largestGroupShare: largest, highThroughput: true };
        const supply = { ...batch, concurrency, parallelGroups: parallelGroups(fifo, concurrency) };
        if (lambdaRate(supply) <= 1.02 * demand.arrivalRate) return;
        const bounds = boundsOfSteps(demand, lambdaSteps(demand, supply), messageGroups * batch.batchSize);
        const surgeSeconds = lasts * demand.surgeSeconds;
        const needed = Math.ceil((demand.arrivalRate * batch.batchSeconds) / batch.batchSize);
        const usual = Math.min(concurrency, Math.max(5, needed));
        const observed = simulate({
          load: { ...demand, surgeSeconds, riseSeconds: rises * surgeSeconds, shares: [largest, ...others] },
          workers: {
            batchSize: batch.batchSize,
            busySeconds: () => batch.batchSeconds,
            initial: usual,
            scaling: pollers(usual, concurrency),
            everySeconds: 10,
          },
          order: 'oldest',
          groups,
          leftOver: messageGroups * batch.batchSize,
          random: randomOf(seed),
          limitSeconds: 2 * bounds.busySeconds + 1000,
        });
        const message = 1 / demand.arrivalRate;
        expect(observed.backlog).toBeLessThanOrEqual(bounds.backlog + 1);
        expect(observed.longestWait).toBeLessThanOrEqual(bounds.waitInOrderSeconds + message);
        const rest = lambdaRate(supply) - demand.arrivalRate;
        expect(observed.drainSeconds).toBeLessThanOrEqual(bounds.drainSeconds + message + 1 / rest);
      }),
      {
        numRuns: 150,
        // Half of all messages in one group, which two pollers serve beside 24 others.
        examples: [
          [
            { arrivalRate: 4, surgeFactor: 4, surgeSeconds: 200, lasts: 1, rises: 0, order: 'oldest', seed: 1 },
            { batchSize: 8, batchSeconds: 1, spare: 1.1, messageGroups: 25, hot: 0.5, groups: 'one' },
          ],
        ],
      },
    );
  });

  test('a service that scales on its backlog, from a standard queue or a FIFO queue', () => {
    const services = fc.record({
      rate: fc.double({ min: 0.2, max: 5, noNaN: true }),
      spare: fc.double({ min: 1.05, max: 2, noNaN: true }),
      room: fc.integer({ min: 1, max: 40 }),
      receiveSize: fc.integer({ min: 1, max: 10 }),
      backlogPerTask: fc.integer({ min: 1, max: 300 }),
      launchSeconds: fc.integer({ min: 10, max: 240 }),
      /** None: a standard queue. */
      messageGroups: fc.option(fc.integer({ min: 1, max: 30 })),
      groups: fc.constantFrom<Grouping>('one', 'several'),
    });
    fc.assert(
      fc.property(surges, services, ({ lasts, rises, order, seed, ...short }, drawn) => {
        // Scaling takes minutes, so the surge does as well.
        const demand = { ...short, arrivalRate: short.arrivalRate / 2, surgeSeconds: short.surgeSeconds * 5 };
        const { rate, receiveSize, backlogPerTask, launchSeconds } = drawn;
        const least = Math.ceil((drawn.spare * demand.arrivalRate) / rate);
        const most = least + drawn.room;
        const { messageGroups, groups } = drawn;
        const parallel = messageGroups ?? Infinity;
        const withheld = messageGroups === null ? 0 : messageGroups * receiveSize;
        const supply: ScaledSupply = {
          floor: Math.min(parallel, least) * rate,
          ceiling: Math.min(parallel, most) * rate,
          targetSeconds: backlogPerTask / rate,
          // Three metrics, the minute that the first one takes, the start of the task.
          reactionSeconds: 240 + launchSeconds,
          receiveSeconds: receiveSize / rate,
          withheld,
        };
        if (supply.floor <= 1.02 * demand.arrivalRate) return;
        const bounds = boundsOfScaling(demand, supply);
        const surgeSeconds = lasts * demand.surgeSeconds;
        const observed = simulate({
          load: {
            ...demand,
            surgeSeconds,
            riseSeconds: rises * surgeSeconds,
            shares: Array.from({ length: messageGroups ?? 1 }, () => 1 / (messageGroups ?? 1)),
          },
          workers: {
            batchSize: receiveSize,
            busySeconds: (messages) => messages / rate,
            initial: least,
            scaling: tasks({ least, most, backlogPerTask, launchSeconds }),
            everySeconds: 10,
          },
          order,
          groups: messageGroups === null ? 'ignored' : groups,
          leftOver: withheld,
          random: randomOf(seed),
          limitSeconds: 2 * bounds.busySeconds + 1000,
        });
        const message = 1 / demand.arrivalRate;
        const wait = order === 'oldest' || messageGroups !== null ? bounds.waitInOrderSeconds : bounds.busySeconds;
        expect(observed.backlog).toBeLessThanOrEqual(bounds.backlog + 1);
        expect(observed.longestWait).toBeLessThanOrEqual(wait + message);
        const rest = supply.floor - demand.arrivalRate;
        expect(observed.drainSeconds).toBeLessThanOrEqual(bounds.drainSeconds + message + 1 / rest);
      }),
      { numRuns: 100 },
    );
  });
});
