import { evidenceRecord } from '../place';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import { capacityOf } from './capacities';
import { timeTo, type Capacity } from './capacity';
import type { CapacityRange, CapacityRecord, LevelRecord } from './records';
import { judge, type Load } from './verdict';
import { tidy } from './words';

/** Levels that every journey is judged at, in percent of the baseline. */
const LEVELS: readonly number[] = [100, 300, 500];

/** The levels of some journeys, in order: the usual ones and their own. */
export function percentsOf(journeys: readonly Journey[]): readonly number[] {
  const own = journeys.map(({ surgeFactor }) => tidy(100 * surgeFactor)).filter((percent) => !LEVELS.includes(percent));
  return own.length === 0 ? LEVELS : [...new Set([...LEVELS, ...own])].sort((a, b) => a - b);
}

/** A component that journeys use: read once, judged once for each level. */
export class Member {
  public readonly capacity: Capacity;
  /** The journeys that use it. */
  public readonly journeys: Journey[] = [];
  private readonly levels = new Map<number, LevelRecord>();
  private total = 0;
  private certain = 0;
  private declared = 0;
  private sum?: Load;

  constructor(public readonly node: SystemNode) {
    this.capacity = capacityOf(node);
  }

  /** A journey that uses it. To be told of all before anything is asked. */
  public meet(journey: Journey, isEveryRequest: boolean): void {
    this.journeys.push(journey);
    const { baseline } = journey;
    if (baseline === undefined || this.capacity.isAside) return;
    this.declared += 1;
    this.total += baseline;
    if (isEveryRequest) this.certain += baseline;
  }

  /** What comes to it at 100 %: the journeys that use it together. */
  public get load(): Load {
    const { declared, total, certain, journeys } = this;
    return (this.sum ??= {
      ...(declared > 0 && { total }),
      certain,
      isComplete: declared > 0 && declared === journeys.length,
    });
  }

  public level(percent: number): LevelRecord {
    let level = this.levels.get(percent);
    if (level === undefined) this.levels.set(percent, (level = judge(this.capacity, this.load, percent)));
    return level;
  }

  public get capacityRecord(): CapacityRecord {
    const { kind, rate, growth, amounts, time, assumptions, figures, evidence, because } = this.capacity;
    const needed = time === undefined ? undefined : timeTo(time, Math.max(1, growth?.sustained ?? growth?.limit ?? 1));
    return {
      kind,
      ...(rate !== undefined && { rate: tidyRange(rate) }),
      ...(growth !== undefined && { growth: tidyRange(growth) }),
      amounts,
      ...(needed !== undefined && needed.parts.length > 0 && { timeToCapacity: needed }),
      assumptions,
      figures,
      evidence: evidence.map(evidenceRecord),
      ...(because !== undefined && { because }),
    };
  }
}

function tidyRange({ immediate, sustained, limit }: CapacityRange): CapacityRange {
  return {
    ...(immediate !== undefined && { immediate: tidy(immediate) }),
    ...(sustained !== undefined && { sustained: tidy(sustained) }),
    ...(limit !== undefined && { limit: tidy(limit) }),
  };
}
