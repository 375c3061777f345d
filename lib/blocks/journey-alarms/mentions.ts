import type { Namings } from '../../model/edges/inference';
import type { GraphNode } from './construct-graph';

/** A place in the properties of a resource that names another one. */
export interface Mention {
  /** From the resource: `Properties.Targets.0.Arn`. */
  readonly path: string;
  readonly target: GraphNode;
}

/** Who names whom among resources. */
export function namingsOf(nodes: readonly GraphNode[]): Namings<GraphNode> {
  const incoming = new Map<GraphNode, { readonly by: GraphNode; readonly path: string }[]>();
  for (const by of nodes) {
    for (const { path, target } of by.mentions) {
      const known = incoming.get(target);
      if (known === undefined) incoming.set(target, [{ by, path }]);
      else known.push({ by, path });
    }
  }
  const named = (holder: GraphNode, property?: string): GraphNode[] => {
    return distinct(holder.mentions.filter(({ path }) => isBelow(path, property)).map(({ target }) => target));
  };
  return {
    named,
    reference: (holder, property) => {
      const [one, other] = named(holder, property);
      return other === undefined ? one : undefined;
    },
    namers: (target, type, property) => {
      const mentions = incoming.get(target) ?? [];
      return distinct(
        mentions.filter(({ by, path }) => by.type === type && isBelow(path, property)).map(({ by }) => by),
      );
    },
  };
}

function isBelow(path: string, property: string | undefined): boolean {
  const at = property === undefined ? 'Properties' : `Properties.${property}`;
  return path === at || path.startsWith(`${at}.`);
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
