import type { Effect } from '../../../../lib/analysis/failure/impact';
import type { Plan } from '../random-system';

type Part = Plan['parts'][number];

/** What each impact comes to along a dependency, written out anew. */
const along = (effect: Effect, impact: number): number => {
  if (effect === 'SOFT') return impact >= 3 ? 1 : 0;
  return effect === 'BUFFERED' ? Math.min(impact, 2) : impact;
};

/**
 * What each part suffers, by asking each what it hears from those it depends on, again and again until nothing changes.
 *
 * @param parts what depends on what
 * @param lost impacts of what is lost, by number of the part
 * @param isOut whether a part is out of the way
 * @param isSwitch whether a part is interrupted while one alternative takes over from another
 */
export function impactsByAsking(
  parts: readonly Part[],
  lost: ReadonlyMap<number, number>,
  isOut: (part: number) => boolean = () => false,
  isSwitch: (part: number) => boolean = () => false,
): number[] {
  const impacts = parts.map((_, i) => (isOut(i) ? 0 : (lost.get(i) ?? 0)));
  const heard = ({ single, gates }: Part, i: number): number => {
    const throughGates = gates.map(({ kind, members, outsiders, effect }) => {
      const each = members.map((to) => along(effect, impacts[to] as number));
      const all = outsiders > 0 ? 0 : Math.min(...each);
      const worst = Math.max(...each);
      if (kind === 'WAYS') return Math.max(all, Math.min(worst, 1));
      return Math.max(all, isSwitch(i) && worst >= 3 ? 3 : 0);
    });
    return Math.max(0, ...single.map(([to, effect]) => along(effect, impacts[to] as number)), ...throughGates);
  };
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    parts.forEach((part, i) => {
      const impact = isOut(i) ? 0 : heard(part, i);
      if (impact > (impacts[i] as number)) [impacts[i], isSettled] = [impact, false];
    });
  }
  return impacts;
}
