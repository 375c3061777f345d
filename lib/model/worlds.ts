import type { Comparison, Expression } from './conditions';

/** Something other than the values a parameter is compared with. */
const OTHER = '\u0000other';

/** Combinations of values that are looked at; with more, outcomes are taken to be possible. */
const MAX_WORLDS = 1024;

/** Comparisons made to see whether an expression can be true and false. */
const MAX_WORK = 1 << 17;

type World = ReadonlyMap<string, string>;

/** The outcomes an expression can have, and what stays possible under each. */
export interface Split {
  readonly whenTrue: Worlds | undefined;
  readonly whenFalse: Worlds | undefined;
}

/** The combinations of values of open parameters that are possible under the outcomes taken so far. */
export class Worlds {
  /** Nothing is taken. */
  public static readonly ALL = new Worlds([new Map()], new Map());

  private constructor(
    private readonly worlds: readonly World[],
    /** The values that each variable has in these worlds. */
    private readonly values: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** Takes an expression both ways. An outcome that is not possible is absent. */
  public split(expression: Expression): Split {
    const order = nodesOf(expression);
    const wide = this.with(
      order.filter((node): node is Comparison => typeof node !== 'boolean' && node.op === 'equals'),
    );
    if (wide === undefined || wide.worlds.length * order.length > MAX_WORK) return { whenTrue: this, whenFalse: this };
    const [yes, no]: [World[], World[]] = [[], []];
    for (const world of wide.worlds) (holds(order, world) ? yes : no).push(world);
    const part = (worlds: World[]): Worlds | undefined =>
      worlds.length === 0 ? undefined : new Worlds(worlds, wide.values);
    return { whenTrue: part(yes), whenFalse: part(no) };
  }

  /** These worlds, told apart by what is compared. `undefined` if that makes too many. */
  private with(comparisons: readonly Comparison[]): Worlds | undefined {
    const values = new Map(this.values);
    let worlds = this.worlds;
    for (const { variable, literal, allowed } of comparisons) {
      const known = values.get(variable);
      if (known?.has(literal)) continue;
      if (known === undefined) {
        const domain = new Set([...(allowed ?? [OTHER]), literal]);
        values.set(variable, domain);
        if (worlds.length * domain.size > MAX_WORLDS) return undefined;
        worlds = worlds.flatMap((world) => [...domain].map((value) => new Map(world).set(variable, value)));
      } else {
        // What was "something else" so far may be this value.
        values.set(variable, new Set([...known, literal]));
        const others = worlds.filter((world) => world.get(variable) === OTHER);
        if (worlds.length + others.length > MAX_WORLDS) return undefined;
        worlds = [...worlds, ...others.map((world) => new Map(world).set(variable, literal))];
      }
    }
    return new Worlds(worlds, values);
  }
}

/** The distinct parts of an expression, each behind its own parts. Conditions share parts, so it is no tree. */
function nodesOf(expression: Expression): Expression[] {
  const seen = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    if (typeof node !== 'boolean' && node.op !== 'equals') node.of.forEach(visit);
    seen.add(node);
  };
  visit(expression);
  return [...seen];
}

function holds(order: readonly Expression[], world: World): boolean {
  const outcomes = new Map<Expression, boolean>();
  let last = false;
  for (const node of order) {
    const of = (part: Expression): boolean => outcomes.get(part) === true;
    if (typeof node === 'boolean') last = node;
    else if (node.op === 'equals') last = world.get(node.variable) === node.literal;
    else if (node.op === 'not') last = !node.of.every(of);
    else last = node.op === 'and' ? node.of.every(of) : node.of.some(of);
    outcomes.set(node, last);
  }
  return last;
}
