import { timeTo, type Capacity } from './capacity';
import type { GapRecord, LevelRecord, SurgeVerdict } from './records';
import { percentText, rateText, secondsText, sentence, tidy, timesText } from './words';

/** What comes to a component at 100 %, in requests a second. */
export interface Load {
  /** Of all journeys that declare it; absent where none does, or not each request is a call. */
  readonly total?: number;
  /** Of those whose requests surely all come. */
  readonly certain: number;
  /** All journeys declare it. */
  readonly isComplete: boolean;
}

interface Judgement {
  readonly verdict: SurgeVerdict;
  readonly basis?: LevelRecord['basis'];
  readonly utilization?: number;
  readonly excess?: number;
  readonly holdsIfWithin?: number;
  readonly gap?: GapRecord;
  readonly says: string;
}

/** What becomes of a component at a level of load. */
export function judge(capacity: Capacity, load: Load, percent: number): LevelRecord {
  const times = percent / 100;
  const judgement = judgementOf(capacity, load, times);
  const { verdict, basis, utilization, excess, holdsIfWithin, gap, says } = judgement;
  const { total, certain } = load;
  return {
    percent,
    ...(total !== undefined && { load: tidy(total * times) }),
    ...(total !== undefined && certain < total && { leastLoad: tidy(certain * times) }),
    verdict,
    ...(basis !== undefined && { basis }),
    // What carries nothing has none.
    ...(utilization !== undefined && Number.isFinite(utilization) && { utilization: tidy(utilization) }),
    ...(excess !== undefined && { excess: tidy(excess) }),
    ...(holdsIfWithin !== undefined && { holdsIfWithin: tidy(holdsIfWithin) }),
    ...(gap !== undefined && { gap }),
    says,
  };
}

function judgementOf(capacity: Capacity, load: Load, times: number): Judgement {
  switch (capacity.kind) {
    case 'UNKNOWN':
      return { verdict: 'UNKNOWN', says: sentence(capacity.because ?? 'its capacity is not known') };
    case 'UNBOUNDED':
      return unboundedAt(capacity, load, times);
    default:
      return byRate(capacity, load, times) ?? byGrowth(capacity, load, times) ?? undeclared(capacity, times);
  }
}

/** In requests a second, where the load is known; `undefined` where that does not decide. */
function byRate(capacity: Capacity, load: Load, times: number): Judgement | undefined {
  const { sustained, limit } = capacity.rate ?? {};
  const { total, certain, isComplete } = load;
  if (total === undefined) return undefined;
  const [needed, sure] = [total * times, certain * times];
  if (limit !== undefined && sure > limit) {
    const says = `${rateText(sure)} arrive, ${rateText(limit)} are carried at most.`;
    return { verdict: 'EXHAUSTED', basis: 'RATE', utilization: sure / limit, excess: sure - limit, says };
  }
  if (sustained === undefined) return undefined;
  if (isComplete && needed <= sustained) {
    const gap = gapOf(capacity, load, times);
    const says = `${arrivals(load, times)}, ${rateText(sustained)} are carried.`;
    return {
      verdict: 'HOLDS',
      basis: 'RATE',
      utilization: needed / sustained,
      ...(gap !== undefined && { gap }),
      says,
    };
  }
  const within = capacity.concurrency === undefined ? undefined : capacity.concurrency / needed;
  const condition =
    within === undefined || !isComplete ? '' : ` It holds if one takes ${secondsText(within)} on average at most.`;
  const bound = limit === undefined ? '' : `, and it fails for certain above ${rateText(limit)}`;
  return {
    verdict: 'UNKNOWN',
    ...(within !== undefined && isComplete && { holdsIfWithin: within }),
    says: `${arrivals(load, times)}; ${rateText(sustained)} are carried for certain${bound}.${condition}`,
  };
}

function arrivals({ total = 0, certain, isComplete }: Load, times: number): string {
  const bound = isComplete ? (certain < total ? 'Up to ' : '') : 'At least ';
  return `${bound}${rateText((isComplete ? total : certain) * times)} arrive`;
}

/** In multiples of the baseline; `undefined` where nothing is known of them. */
function byGrowth(capacity: Capacity, load: Load, times: number): Judgement | undefined {
  const { sustained, limit } = capacity.growth ?? {};
  if (limit !== undefined && times > limit) {
    const says =
      limit <= 1
        ? `It does not grow, and is taken to be made for the baseline: this is ${timesText(times)} as much.`
        : `It carries ${timesText(limit)} what its least size is made for: this is ${timesText(times)} as much.`;
    const excess = load.total === undefined || load.certain < load.total ? undefined : (times - limit) * load.total;
    return {
      verdict: 'EXHAUSTED',
      basis: 'GROWTH',
      utilization: times / limit,
      ...(excess !== undefined && { excess }),
      says,
    };
  }
  if (sustained === undefined) return undefined;
  if (times <= sustained) {
    const gap = gapOf(capacity, load, times);
    const says =
      sustained <= 1
        ? 'It does not grow, and is taken to carry the baseline.'
        : `It carries ${timesText(sustained)} what its least size is made for.`;
    return {
      verdict: 'HOLDS',
      basis: 'GROWTH',
      utilization: times / sustained,
      ...(gap !== undefined && { gap }),
      says,
    };
  }
  const share = percentText((100 * sustained) / times);
  return {
    verdict: 'UNKNOWN',
    says: sentence(`${capacity.because ?? 'it does not grow'}; it holds if the baseline takes ${share} of it at most`),
  };
}

/** Without a load that a capacity in requests a second could be compared with. */
function undeclared({ rate }: Capacity, times: number): Judgement {
  const { sustained, limit } = rate ?? {};
  const known = sustained ?? limit;
  if (known === undefined) return { verdict: 'UNKNOWN', says: 'Neither its capacity nor its load is known.' };
  const says =
    sustained === undefined
      ? `It carries ${rateText(known)} at most: it fails for certain with a baseline above ${rateText(known / times)}.`
      : `It carries ${rateText(known)}: it holds with a baseline of up to ${rateText(known / times)}.`;
  return { verdict: 'UNKNOWN', says };
}

/** AWS grows it: the question is how fast. */
function unboundedAt(capacity: Capacity, load: Load, times: number): Judgement {
  const { because, growth, rate, isAside } = capacity;
  const holds: Judgement = { verdict: 'HOLDS', basis: 'UNBOUNDED', says: `No bound is set: ${because}.` };
  const factor = growth?.immediate;
  if (factor === undefined || times <= factor || isAside) return holds;
  if (load.total === undefined || !load.isComplete) {
    const ready = rate?.immediate ?? 0;
    const condition = `it holds from the first second up to ${rateText(ready)}, or ${timesText(factor)} its highest peak`;
    return { verdict: 'UNKNOWN', says: `Its load is not declared: ${condition}.` };
  }
  const gap = gapOf(capacity, load, times);
  return gap === undefined ? holds : { ...holds, gap };
}

/** What is not carried from the first second. Before the surge, a size that follows the load has followed the baseline. */
function gapOf({ rate, growth, time }: Capacity, { total }: Load, times: number): GapRecord | undefined {
  const room = growth?.immediate ?? 1;
  const first = Math.max(room, total === undefined || rate?.immediate === undefined ? 0 : rate.immediate / total);
  const over = times - first;
  if (over <= 1e-9) return undefined;
  const needed = time === undefined ? undefined : timeTo(time, (times * room) / first);
  const isKnown = needed !== undefined && needed.parts.length > 0;
  return {
    ...(isKnown && { seconds: tidy(needed.seconds) }),
    isAtLeast: needed?.isAtLeast ?? true,
    over: tidy(over),
    ...(isKnown && total !== undefined && { requests: tidy(over * total * needed.seconds) }),
  };
}
