import type { Demand, SupplyStep } from './backlog';

/** Batches that an event source mapping has under way at the same time before it scales, and what it adds. */
const POLLING = {
  /** Where a mapping starts. */
  initialConcurrency: 5,
  /**
   * Concurrency added each minute while messages wait. AWS says "up to"; it is counted here at the end of the minute.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  concurrencyPerMinute: 300,
} as const;

/** Calls a second of one action that a FIFO queue without high throughput takes, of up to 10 messages each. */
export const FIFO_CALLS_PER_SECOND = 300;

/** A Lambda function that reads from a queue. */
export interface LambdaSupply {
  readonly concurrency: number;
  readonly batchSize: number;
  /** How long the function takes for a full batch. */
  readonly batchSeconds: number;
  /** FIFO: how many message groups can be worked on at the same time at full load. */
  readonly parallelGroups?: number;
  /** FIFO: messages a second that the queue hands out at most. */
  readonly queueRate?: number;
}

/** Messages a second that a function takes once it runs at its maximum concurrency. */
export function lambdaRate(supply: LambdaSupply): number {
  return rateAt(supply, supply.concurrency);
}

/** The least concurrency that takes so many messages a second. */
export function concurrencyFor(rate: number, { batchSize, batchSeconds }: Omit<LambdaSupply, 'concurrency'>): number {
  return ceilingOf((rate * batchSeconds) / batchSize);
}

/**
 * What a function takes from the queue from the start of a surge on. It takes nothing for the time of one batch, as all
 * that runs may just have begun one; then it grows by what Lambda adds each minute.
 */
export function lambdaSteps(demand: Demand, supply: LambdaSupply): SupplyStep[] {
  const { concurrency, batchSeconds } = supply;
  const usual = concurrencyFor(demand.arrivalRate, supply);
  const initial = Math.min(concurrency, Math.max(POLLING.initialConcurrency, usual));
  const minutes = Math.ceil((concurrency - initial) / POLLING.concurrencyPerMinute);
  const ramp = Array.from({ length: minutes + 1 }, (_, minute) => {
    const running = Math.min(concurrency, initial + minute * POLLING.concurrencyPerMinute);
    return { from: Math.max(batchSeconds, minute * 60), rate: rateAt(supply, running) };
  });
  // Of the steps that are hidden behind the first batch, the last one counts.
  return ramp.filter(({ from }, index) => ramp[index + 1]?.from !== from);
}

function rateAt(supply: LambdaSupply, running: number): number {
  const { batchSize, batchSeconds, parallelGroups = Infinity, queueRate = Infinity } = supply;
  return Math.min((Math.min(running, parallelGroups) * batchSize) / batchSeconds, queueRate);
}

/** Rounds up, except for what floating-point numbers add to a whole number. */
export function ceilingOf(value: number): number {
  return Math.ceil(value - 1e-9 * Math.max(1, Math.abs(value)));
}
