import type { Capacity } from './capacity';
import type { Flow } from './flow';
import type { Member } from './member';
import type { JourneyLevel, LevelRecord, QuotaRecord, Saturation, SurgeVerdict } from './records';
import type { Load } from './verdict';
import { tidy } from './words';

/** Components that the requests of a journey come to in the same way. */
export interface Link {
  readonly flow: Flow;
  readonly members: readonly Member[];
}

interface Input {
  readonly percent: number;
  readonly baseline: number | undefined;
  readonly links: readonly Link[];
  /** Those that its links draw on. */
  readonly quotas: readonly QuotaRecord[];
}

/** A journey at one level: as strong as the weakest link that the customer waits for. */
export function journeyLevel({ percent, baseline, links, quotas }: Input): JourneyLevel {
  const exhausted: { name: string; level: LevelRecord }[] = [];
  const growing: { name: string; seconds: number }[] = [];
  const unknown: string[] = [];
  const delayed: string[] = [];
  for (const { flow, members } of links) {
    if (flow.mode === 'OPTIONAL') continue;
    for (const member of members) {
      const level = member.level(percent);
      const { name } = member.node;
      if (flow.mode === 'BUFFERED') {
        if (level.verdict === 'EXHAUSTED') delayed.push(name);
      } else if (level.verdict === 'EXHAUSTED') exhausted.push({ name, level });
      else if (level.verdict === 'UNKNOWN') unknown.push(name);
      else if (level.gap !== undefined) growing.push({ name, seconds: level.gap.seconds ?? Infinity });
    }
  }
  exhausted.sort((a, b) => (b.level.utilization ?? 0) - (a.level.utilization ?? 0));
  growing.sort((a, b) => b.seconds - a.seconds || 0);
  const short: QuotaRecord[] = [];
  const open: string[] = [];
  for (const quota of quotas) {
    const verdict = quota.levels.find((level) => level.percent === percent)?.verdict;
    if (verdict === 'EXCEEDED') short.push(quota);
    else if (verdict === 'UNKNOWN' && quota.scope === 'ACCOUNT') open.push(quota.id);
  }
  // A default that is not sure settles nothing.
  const isShort = short.some(({ confidence }) => confidence !== 'LOW');
  const verdict: SurgeVerdict =
    exhausted.length > 0 ? 'EXHAUSTED' : unknown.length > 0 || isShort || links.length === 0 ? 'UNKNOWN' : 'HOLDS';
  const [worst] = exhausted;
  return {
    percent,
    ...(baseline !== undefined && { load: tidy((baseline * percent) / 100) }),
    verdict,
    ...(worst !== undefined && { bottleneck: worst.name }),
    exhausted: exhausted.map(({ name }) => name),
    unknown,
    growing: growing.map(({ name }) => name),
    delayed,
    quotas: short.map(({ id }) => id),
    quotasToCheck: open,
    says: sayOf(verdict, worst, { unknown, isShort, open: open.length }),
  };
}

function sayOf(
  verdict: SurgeVerdict,
  worst: { readonly name: string; readonly level: LevelRecord } | undefined,
  { unknown, isShort, open }: { readonly unknown: readonly string[]; readonly isShort: boolean; readonly open: number },
): string {
  if (worst !== undefined) return `${worst.name} saturates first. ${worst.level.says}`;
  if (verdict === 'HOLDS') {
    const quotas = open === 1 ? 'one quota of the account is' : `${open} quotas of the account are`;
    return `All links hold, as far as the templates decide${open === 0 ? '' : `; ${quotas} to be checked`}.`;
  }
  if (unknown.length === 0) return isShort ? 'All links hold once quotas are raised.' : 'It reaches no component.';
  const more = unknown.length > 1 ? ` and ${unknown.length - 1} more` : '';
  return `No link is known to fail; what ${unknown[0]}${more} can carry is not known.`;
}

/** The link that the customer waits for and that saturates first as the load rises. */
export function saturationOf(links: readonly Link[]): Saturation | undefined {
  let first: Saturation | undefined;
  for (const { flow, members } of links) {
    if (flow.mode !== 'SYNCHRONOUS') continue;
    for (const { node, capacity, load } of members) {
      const found = bound(capacity, load);
      if (found === undefined || (first !== undefined && first.percent <= found.percent)) continue;
      first = { component: node.name, ...found };
    }
  }
  return first;
}

function bound({ rate, growth }: Capacity, { total, certain }: Load): Omit<Saturation, 'component'> | undefined {
  if (rate?.limit !== undefined && total !== undefined) {
    return certain > 0 ? { percent: tidy((100 * rate.limit) / certain), basis: 'RATE' } : undefined;
  }
  return growth?.limit === undefined ? undefined : { percent: tidy(100 * growth.limit), basis: 'GROWTH' };
}
