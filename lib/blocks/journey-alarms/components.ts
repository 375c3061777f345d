/** What depends on what: each key fails with the keys it is mapped to. */
export type Causes<T> = ReadonlyMap<T, readonly T[]>;

/**
 * Groups what depends on each other in a circle (its strongly connected components, by Tarjan's algorithm): the
 * members of a group fail together, and a composite alarm must not wait for itself.
 *
 * @returns the groups, causes before what they take along
 */
export function condense<T>(causes: Causes<T>): T[][] {
  const groups: T[][] = [];
  const index = new Map<T, number>();
  const lowest = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();

  for (const start of causes.keys()) {
    if (index.has(start)) continue;
    // Without recursion: chains of dependencies can be longer than the stack.
    const path: { node: T; rest: T[] }[] = [enter(start)];
    while (path.length > 0) {
      const { node, rest } = path.at(-1)!;
      const next = rest.pop();
      if (next !== undefined) {
        if (!index.has(next)) path.push(enter(next));
        else if (isOpen.has(next)) lower(node, index.get(next)!);
        continue;
      }
      path.pop();
      if (path.length > 0) lower(path.at(-1)!.node, lowest.get(node)!);
      if (lowest.get(node) === index.get(node)) groups.push(close(node));
    }
  }
  return groups;

  function enter(node: T): { node: T; rest: T[] } {
    index.set(node, index.size);
    lowest.set(node, index.get(node)!);
    open.push(node);
    isOpen.add(node);
    return { node, rest: [...(causes.get(node) ?? [])].filter((each) => causes.has(each)) };
  }

  function lower(node: T, to: number): void {
    lowest.set(node, Math.min(lowest.get(node)!, to));
  }

  function close(node: T): T[] {
    const members = open.splice(open.indexOf(node));
    members.forEach((member) => isOpen.delete(member));
    return members;
  }
}
