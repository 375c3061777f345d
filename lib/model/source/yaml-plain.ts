import type { Json } from '../values';
import { MAX_ALIASED_VALUES, MAX_DEPTH, TOO_DEEP } from './text-limits';
import { PlainScalar } from './yaml-schema';

/** Why what YAML holds is no plain JSON, and the keys that lead there. */
export class PlainProblem extends Error {
  public override readonly name = 'PlainProblem';

  constructor(
    public readonly reason: string,
    public readonly path: readonly (string | number)[],
    public readonly remedy?: string,
  ) {
    super(reason);
  }
}

/** How large a list or mapping is once its aliases are written out. */
interface Extent {
  readonly values: number;
  readonly levels: number;
}

/** Stands for a list or mapping that is still being read. */
const UNFINISHED: Extent = { values: 0, levels: 0 };

type Container = unknown[] | Record<string, unknown>;

/**
 * Makes plain JSON of what js-yaml read, in place. Aliases share what they stand for, so what an alias
 * multiplies is counted, not copied, and each list or mapping is looked at once.
 *
 * @param document a document as js-yaml reads it
 */
export function toPlain(document: unknown): Json {
  if (document instanceof PlainScalar) return document.value;
  if (isContainer(document)) new Plainer().extentOf(document);
  return document as Json;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

class Plainer {
  private readonly extents = new Map<Container, Extent>();
  private readonly path: (string | number)[] = [];
  private written = 0;

  public extentOf(container: Container): Extent {
    const known = this.extents.get(container);
    if (known === UNFINISHED) this.fail('an alias stands for something it is a part of');
    if (this.path.length + (known?.levels ?? 1) > MAX_DEPTH) this.fail(TOO_DEEP);
    if (known !== undefined) return known;
    this.extents.set(container, UNFINISHED);
    const extent = this.measure(container);
    this.extents.set(container, extent);
    if (extent.values > this.written + MAX_ALIASED_VALUES) {
      this.fail(`aliases add more than ${MAX_ALIASED_VALUES.toLocaleString('en')} values to what is written`);
    }
    return extent;
  }

  private measure(container: Container): Extent {
    const slots = container as Record<string | number, unknown>;
    let values = 1;
    let levels = 0;
    this.written++;
    for (const key of Array.isArray(container) ? container.keys() : Object.keys(container)) {
      // What js-yaml makes of a key that is a mapping.
      if (key === '[object Object]') {
        this.fail('a mapping stands where a key must be', 'Render {{ placeholders }} first');
      }
      const item = slots[key];
      if (isContainer(item) && !(item instanceof PlainScalar)) {
        this.path.push(key);
        const extent = this.extentOf(item);
        this.path.pop();
        values += extent.values;
        levels = Math.max(levels, extent.levels);
      } else {
        if (item instanceof PlainScalar) slots[key] = item.value;
        this.written++;
        values++;
      }
    }
    return { values, levels: levels + 1 };
  }

  private fail(reason: string, remedy?: string): never {
    throw new PlainProblem(reason, [...this.path], remedy);
  }
}
