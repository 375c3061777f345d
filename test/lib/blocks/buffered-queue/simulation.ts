/**
 * A queue message by message, told apart from the block: nothing here is taken from its formulas. Messages arrive one
 * after the other, consumers take them in batches and are busy for a while, capacity comes late.
 */

export interface Message {
  readonly sent: number;
  readonly group: number;
}

/** Whether a batch has messages of any group, of one group, or of several when one has too few. */
export type Grouping = 'ignored' | 'one' | 'several';

/** How the queue hands out messages. */
export type Order = 'oldest' | 'newest' | 'random';

export interface Load {
  readonly arrivalRate: number;
  readonly surgeFactor: number;
  /** How long this surge lasts; it may be shorter than the declared one. */
  readonly surgeSeconds: number;
  /** The surge rises to its height for so long. */
  readonly riseSeconds: number;
  /** What part of the messages each message group gets. */
  readonly shares: readonly number[];
}

export interface Observed {
  readonly backlog: number;
  readonly longestWait: number;
  readonly drainSeconds: number;
}

/** Sends messages evenly at the rate of the moment, to the group that is the furthest behind its share. */
class Producer {
  private next = 0;
  private sentTo: number[];
  private count = 0;

  constructor(private readonly load: Load) {
    this.sentTo = load.shares.map(() => 0);
    this.next = 1 / this.rate(0);
  }

  public until(now: number): Message[] {
    const messages: Message[] = [];
    while (this.next <= now) {
      messages.push({ sent: this.next, group: this.groupOfNext() });
      this.next += 1 / this.rate(this.next);
    }
    return messages;
  }

  public get nextAt(): number {
    return this.next;
  }

  private rate(at: number): number {
    const { arrivalRate, surgeFactor, surgeSeconds, riseSeconds } = this.load;
    if (at >= surgeSeconds) return arrivalRate;
    const height = riseSeconds === 0 ? 1 : Math.min(1, at / riseSeconds);
    return arrivalRate * (1 + (surgeFactor - 1) * height);
  }

  private groupOfNext(): number {
    this.count += 1;
    const behind = this.load.shares.map((share, group) => share * this.count - (this.sentTo[group] ?? 0));
    const group = behind.indexOf(Math.max(...behind));
    this.sentTo[group] = (this.sentTo[group] ?? 0) + 1;
    return group;
  }
}

/** What waits, by message group; a group is locked while one of its messages is worked on. */
class Waiting {
  private readonly messages: Message[] = [];

  constructor(
    private readonly order: Order,
    private readonly groups: Grouping,
    private readonly random: () => number,
  ) {}

  public get length(): number {
    return this.messages.length;
  }

  public add(messages: readonly Message[]): void {
    this.messages.push(...messages);
  }

  /** Up to so many messages; in a FIFO queue as many of the oldest free group as there are. */
  public take(size: number, locked: ReadonlySet<number>): Message[] {
    const taken: Message[] = [];
    if (this.groups === 'ignored') {
      while (taken.length < size && this.messages.length > 0) taken.push(...this.messages.splice(this.pick(), 1));
      return taken;
    }
    const passed = new Set(locked);
    do {
      const group = this.messages.find((message) => !passed.has(message.group))?.group;
      if (group === undefined) break;
      passed.add(group);
      for (let index = 0; index < this.messages.length && taken.length < size;) {
        if (this.messages[index]?.group === group) taken.push(...this.messages.splice(index, 1));
        else index += 1;
      }
    } while (this.groups === 'several' && taken.length < size);
    return taken;
  }

  private pick(): number {
    if (this.order === 'random') return Math.floor(this.random() * this.messages.length);
    return this.order === 'oldest' ? 0 : this.messages.length - 1;
  }
}

/** One poller of Lambda, or one task, and what it works on. */
export interface Worker {
  freeAt: number;
  batch: readonly Message[];
}

/** How many workers there are at a moment, asked whenever something happens. */
export type Scaling = (now: number, waiting: number, running: number) => number;

export interface Workers {
  readonly batchSize: number;
  /** How long a worker is busy with so many messages. */
  readonly busySeconds: (messages: number) => number;
  readonly initial: number;
  readonly scaling: Scaling;
  /** Moments at which scaling is asked even if nothing else happens. */
  readonly everySeconds: number;
}

export interface Run {
  readonly load: Load;
  readonly workers: Workers;
  readonly order: Order;
  readonly groups: Grouping;
  readonly random: () => number;
  /** So many messages may wait when the queue has caught up: those whose message group is worked on. */
  readonly leftOver: number;
  readonly limitSeconds: number;
}

/** Plays a surge until the queue has caught up after it. */
export function simulate({ load, workers, order, groups, random, leftOver, limitSeconds }: Run): Observed {
  const producer = new Producer(load);
  const waiting = new Waiting(order, groups, random);
  // All may just be busy with what came before.
  let pool: Worker[] = Array.from({ length: workers.initial }, () => {
    return { freeAt: random() * workers.busySeconds(workers.batchSize), batch: [] };
  });
  let [backlog, longestWait, now, asked] = [0, 0, 0, 0];
  for (;;) {
    let freed = Infinity;
    for (const { freeAt } of pool) if (freeAt > now && freeAt < freed) freed = freeAt;
    now = Math.min(producer.nextAt, asked + workers.everySeconds, freed);
    if (now > limitSeconds) return { backlog, longestWait, drainSeconds: Infinity };
    waiting.add(producer.until(now));
    if (now >= asked + workers.everySeconds) asked = now;

    const wanted = workers.scaling(now, waiting.length, pool.length);
    while (pool.length < wanted) pool.push({ freeAt: now, batch: [] });
    // Who is busy finishes first.
    const excess = pool.length - wanted;
    if (excess > 0) {
      const idle = new Set(pool.filter(({ freeAt }) => freeAt <= now).slice(0, excess));
      pool = pool.filter((worker) => !idle.has(worker));
    }

    const locked = new Set<number>();
    for (const { freeAt, batch } of pool) {
      if (freeAt > now && groups !== 'ignored') for (const { group } of batch) locked.add(group);
    }
    for (const worker of pool) {
      if (waiting.length === 0) break;
      if (worker.freeAt > now) continue;
      const batch = waiting.take(workers.batchSize, locked);
      if (batch.length === 0) break;
      worker.freeAt = now + workers.busySeconds(batch.length);
      worker.batch = batch;
      for (const { sent, group } of batch) {
        longestWait = Math.max(longestWait, now - sent);
        locked.add(group);
      }
    }
    backlog = Math.max(backlog, waiting.length);
    if (now >= load.surgeSeconds && waiting.length <= leftOver) {
      return { backlog, longestWait, drainSeconds: now - load.surgeSeconds };
    }
  }
}

/** Lambda: starts with what the usual load needs, adds 300 each minute that messages wait without a break. */
export function pollers(usual: number, most: number): Scaling {
  let since: number | undefined;
  return (now, waiting) => {
    if (waiting === 0) {
      since = undefined;
      return usual;
    }
    since ??= now;
    return Math.min(most, usual + 300 * Math.floor((now - since) / 60));
  };
}

export interface TaskScaling {
  readonly least: number;
  readonly most: number;
  readonly backlogPerTask: number;
  readonly launchSeconds: number;
}

/** Target tracking: three minutes above the target start the tasks that the last one asks for; scales in at once. */
export function tasks({ least, most, backlogPerTask, launchSeconds }: TaskScaling): Scaling {
  let [desired, minute, above] = [least, 0, 0];
  const launching: { at: number; tasks: number }[] = [];
  let running = least;
  return (now, waiting) => {
    while (launching[0] !== undefined && launching[0].at <= now)
      running = Math.max(running, launching.shift()?.tasks ?? 0);
    if (now >= minute + 60) {
      minute = now;
      const metric = waiting / Math.max(1, running);
      above = metric > backlogPerTask ? above + 1 : 0;
      const wanted = Math.min(most, Math.max(least, Math.ceil((desired * metric) / backlogPerTask)));
      if (above >= 3 && wanted > desired) {
        desired = wanted;
        launching.push({ at: now + launchSeconds, tasks: desired });
      } else if (wanted < desired && launching.length === 0) {
        desired = running = Math.min(desired, Math.max(least, Math.ceil(waiting / backlogPerTask)));
      }
    }
    return running;
  };
}
