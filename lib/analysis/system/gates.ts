import type { Edge } from '../../model/graph/graph';
import type { Value } from '../../model/value';

/** Several edges of a node of which not every one has to work. */
export interface EdgeGroup {
  readonly kind: 'ALTERNATIVES' | 'WAYS';
  readonly edges: readonly Edge[];
}

/** The groups among the edges of a node that fail together or apart; the others each count for themselves. */
export function groupsOf(edges: readonly Edge[]): { readonly groups: readonly EdgeGroup[]; readonly single: Edge[] } {
  if (!edges.some(isGrouped)) return { groups: [], single: [...edges] };
  const single: Edge[] = [];
  const groups = new Map<string, { kind: EdgeGroup['kind']; edges: Edge[] }>();
  for (const edge of edges) {
    const { redundancyGroup } = edge;
    if (!isGrouped(edge)) {
      single.push(edge);
      continue;
    }
    const kind = redundancyGroup === undefined ? 'WAYS' : 'ALTERNATIVES';
    const key = `${kind} ${redundancyGroup ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kind, edges: [edge] });
    else group.edges.push(edge);
  }
  return { groups: [...groups.values()], single };
}

function isGrouped({ redundancyGroup, partial, criticality }: Edge): boolean {
  return criticality !== 'SOFT' && (redundancyGroup !== undefined || partial === true);
}

/**
 * The members of a group that are no resources of the application: elements of the lists that its edges were read
 * from which name none. Nothing that is lost here takes them along.
 */
export function outsiders(edges: readonly Edge[]): number {
  const lists = new Map<string, { readonly length: number; readonly named: Set<string> }>();
  for (const { from, holder, path } of edges) {
    if (holder !== from || !/\.\d/.test(path)) continue;
    const steps = path.split('.');
    const last = steps.findLastIndex((step) => /^\d+$/.test(step));
    if (last < 0) continue;
    const place = steps.slice(1, last);
    const key = `${holder.key} ${place.join('.')}`;
    let list = lists.get(key);
    if (list === undefined) {
      const value = place.reduce<Value>((each, step) => each.key(step), holder.properties);
      lists.set(key, (list = { length: value.isList ? value.items().length : 0, named: new Set() }));
    }
    list.named.add(steps[last] as string);
  }
  return [...lists.values()].reduce((sum, { length, named }) => sum + Math.max(0, length - named.size), 0);
}
