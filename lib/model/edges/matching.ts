import { TARGETS } from '.';
import { isEnvironment } from './inference';
import type { Meaning } from './property-meanings';
import type { Criticality, EdgeMeaning, EdgeType } from './types';

/** How it is known that there is an edge. */
export type Basis =
  /** The table of property meanings says so. */
  | 'table'
  /** Compute names a resource in its environment and is let in. */
  | 'inferred'
  /** One names the other, and nothing says what for. */
  | 'reference';

/** A resource, whatever represents it: of a template, or a construct. */
export interface Typed {
  readonly type: string;
}

/** A dependency between resources: `from` fails when `to` fails. */
export interface Match<R extends Typed> {
  readonly from: R;
  readonly to: R;
  readonly type: EdgeType;
  readonly criticality: Criticality;
  readonly basis: Basis;
  /** A queue or stream stands between: a loss is a delay up to the retention, then loss. */
  readonly buffered: boolean;
  /** See `EdgeMeaning`. */
  readonly redundancyGroup?: string;
  readonly partial?: boolean;
  readonly outbound?: boolean;
  /** The property it is read from, and whose. */
  readonly holder: R;
  readonly path: string;
}

/** A place of a resource that is an end of a row, and the resource it names. */
export interface End<R extends Typed> extends Meaning {
  readonly path: string;
  readonly target: R;
}

/** Whether edges of a type carry an outage from one end to the other. */
export function carriesOutage(type: EdgeType): boolean {
  return type === 'DATA_FLOW' || type === 'CONTAINMENT';
}

/** The edge of a row of which a resource is one end, and names the other; `undefined` where it names both. */
export function edgeTo<R extends Typed>(row: EdgeMeaning, holder: R, path: string, target: R): Match<R> | undefined {
  if (row.from === '@') return edge(row, holder, target, holder, path);
  return row.to === '@' ? edge(row, target, holder, holder, path) : undefined;
}

/** The edges of the rows of which a resource names both ends. */
export function pair<R extends Typed>(holder: R, ends: readonly End<R>[]): Match<R>[] {
  const byRow = new Map<EdgeMeaning, End<R>[]>();
  for (const each of ends) {
    const same = byRow.get(each.row);
    if (same === undefined) byRow.set(each.row, [each]);
    else same.push(each);
  }
  return [...byRow].flatMap(([row, of]) => {
    const froms = of.filter(({ end }) => end === 'from');
    return of
      .filter(({ end }) => end === 'to')
      .flatMap((to) =>
        froms
          .filter((from) => agree(from.indexes, to.indexes))
          .map((from) => edge(row, from.target, to.target, holder, to.path)),
      );
  });
}

/**
 * The edge of a mention that no row speaks of.
 *
 * @param isLetIn whether the holder may use the target: naming and being let in together is use
 */
export function unspoken<R extends Typed>(holder: R, path: string, target: R, isLetIn: () => boolean): Match<R>[] {
  const meaning = TARGETS[target.type];
  if (meaning === 'none') return [];
  const base = { from: holder, to: target, holder, path, buffered: false };
  if (meaning !== undefined) return [{ ...base, ...meaning, basis: 'table' }];
  const isUse = isEnvironment(holder.type, path) && isLetIn();
  return [
    { ...base, type: 'DATA_FLOW', criticality: isUse ? 'HARD' : 'SOFT', basis: isUse ? 'inferred' : 'reference' },
  ];
}

/** The ends of a row that lies in a list belong together only in one and the same element. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return a.every((index, i) => b[i] === undefined || b[i] === index);
}

function edge<R extends Typed>(row: EdgeMeaning, from: R, to: R, holder: R, path: string): Match<R> {
  // A value that holds more (a definition, a document) names things that are no data flow.
  const target = row.type === 'DATA_FLOW' ? TARGETS[to.type] : undefined;
  const { criticality } = row;
  const meaning: EdgeMeaning = target === undefined || target === 'none' ? row : { ...row, ...target };
  const { type, buffered = false, redundancyGroup, partial, outbound } = meaning;
  const known = { from, to, type, criticality, basis: 'table', buffered, holder, path } as const;
  if (redundancyGroup === undefined && !partial && !outbound) return known;
  return {
    ...known,
    ...(redundancyGroup !== undefined && { redundancyGroup }),
    ...(partial && { partial }),
    ...(outbound && { outbound }),
  };
}
