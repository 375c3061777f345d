import { EDGES, EVERY_TYPE } from '.';
import type { EdgeMeaning, EdgeRows } from './types';

/** A row of the table that speaks for a place, and as which of its ends. */
export interface Meaning {
  readonly row: EdgeMeaning;
  readonly end: 'from' | 'to';
  /** The list indexes and keys that the path passes: ends of one row belong together where these agree. */
  readonly indexes: readonly string[];
}

interface Pattern {
  readonly steps: readonly string[];
  /** Rows whose end this path is; none for a path that carries nothing. */
  readonly ends: readonly Pick<Meaning, 'row' | 'end'>[];
}

const PATTERNS = new Map<string, readonly Pattern[]>();

/** What was said of places before, by type and path: templates name the same ones again and again. */
const SAID = new Map<string, Map<string, readonly Meaning[] | null>>();
const MAX_SAID = 2000;

/** The resource types the table has rows for. */
function rowsOf(type: string): EdgeRows {
  const rows = EDGES[type] ?? (type.startsWith('Custom::') ? EDGES['AWS::CloudFormation::CustomResource'] : undefined);
  return [...(rows ?? []), ...EVERY_TYPE];
}

/**
 * What the table says about a place of a resource. The longest path that leads to it decides.
 *
 * @param type the resource type
 * @param path from the resource, as a mention has it: `Properties.LoadBalancers.0.TargetGroupArn`
 * @returns nothing where no row speaks; an empty list where a row says that the place carries nothing
 */
export function meaningsOf(type: string, path: string): readonly Meaning[] | undefined {
  let said = SAID.get(type);
  if (said === undefined) SAID.set(type, (said = new Map()));
  const known = said.get(path);
  if (known !== undefined) return known ?? undefined;
  const meanings = find(type, path);
  if (said.size < MAX_SAID) said.set(path, meanings ?? null);
  return meanings;
}

function find(type: string, path: string): readonly Meaning[] | undefined {
  const at = path.split('.').slice(1);
  let best: { pattern: Pattern; indexes: readonly string[]; length: number } | undefined;
  for (const pattern of patternsOf(type)) {
    const match = matches(pattern.steps, at);
    if (match !== undefined && (best === undefined || match.length > best.length)) best = { pattern, ...match };
  }
  return best?.pattern.ends.map((end) => ({ ...end, indexes: best.indexes }));
}

/** The rows of a type whose one end is the resource itself and whose other is never a reference. */
function patternsOf(type: string): readonly Pattern[] {
  let patterns = PATTERNS.get(type);
  if (patterns === undefined) PATTERNS.set(type, (patterns = compile(rowsOf(type))));
  return patterns;
}

function compile(rows: EdgeRows): Pattern[] {
  const byPath = new Map<string, Pick<Meaning, 'row' | 'end'>[]>();
  const add = (path: string, end?: Pick<Meaning, 'row' | 'end'>): void => {
    const ends = byPath.get(path) ?? [];
    byPath.set(path, end === undefined ? ends : [...ends, end]);
  };
  for (const row of rows) {
    if ('none' in row) add(row.none);
    else {
      if (row.from !== '@') add(row.from, { row, end: 'from' });
      if (row.to !== '@') add(row.to, { row, end: 'to' });
    }
  }
  return [...byPath].map(([path, ends]) => ({ steps: stepsOf(path), ends }));
}

/** `A[].B` as `A`, `[]`, `B`. */
function stepsOf(path: string): string[] {
  return path.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '[]'] : [step]));
}

/** Whether a path begins with a pattern. A list that is given as a whole has no index. */
function matches(steps: readonly string[], at: readonly string[]): { indexes: string[]; length: number } | undefined {
  const indexes: string[] = [];
  let i = 0;
  for (const step of steps) {
    const here = at[i];
    if (step === '[]') {
      if (here === undefined || !/^\d+$/.test(here)) continue;
      indexes.push(here);
    } else if (step === '*') {
      // `*` alone speaks for every property.
      if (here === undefined) return undefined;
      indexes.push(here);
    } else if (here !== step) return undefined;
    i += 1;
  }
  // A literal step is nearer to the place than a wildcard of the same length.
  return { indexes, length: steps.length * 2 - steps.filter((step) => step === '*').length };
}
