import type { Application } from './application';
import type { Stack } from './stack';
import { isObject, mentionsIn, Text, Unknown, type Settled } from './values';

interface Export {
  readonly stack: Stack;
  readonly output: string;
  readonly condition: string | undefined;
}

/** The exports of all stacks, by name. */
export class ExportIndex {
  private byName?: Map<string, Export[]>;

  constructor(private readonly application: Application) {}

  /** The value of an export, seen from a stack: names are unique in an account and a Region. */
  public find(name: Settled, from: Stack): Settled {
    const key = keyOf(name);
    if (key === undefined) return new Unknown('the name of the import is decided at deployment');
    const symbol = `import of ${key} to ${from.environment}`;
    const found = (this.all.get(key) ?? []).filter(({ stack, condition }) => {
      if (!agrees(stack.region, from.region) || !agrees(stack.account, from.account)) return false;
      if (stack.parent !== undefined && !this.application.exists(stack.parent)) return false;
      return condition === undefined || this.application.decide(stack, condition) !== false;
    });
    const [one, other] = found;
    if (one === undefined) return new Unknown(`'${key}' is exported outside of the application`, symbol);
    if (other === undefined) return one.stack.output(one.output) ?? new Unknown(`'${key}' has no value`, symbol);
    const values = found.map(({ stack, output }) => stack.output(output));
    return new Unknown(`several stacks export '${key}'`, symbol, mentionsIn(values));
  }

  private get all(): Map<string, Export[]> {
    if (this.byName !== undefined) return this.byName;
    // Set before it is filled: the name of an export may hang on an import.
    const all = (this.byName = new Map<string, Export[]>());
    for (const stack of this.application.stacks) {
      for (const [output, raw] of Object.entries(stack.section('Outputs'))) {
        if (!isObject(raw) || !isObject(raw.Export)) continue;
        const { Name } = raw.Export;
        const key = keyOf(this.application.outside(() => stack.settle(Name)));
        if (key === undefined) continue;
        const condition = typeof raw.Condition === 'string' ? raw.Condition : undefined;
        const same = all.get(key);
        if (same === undefined) all.set(key, [{ stack, output, condition }]);
        else same.push({ stack, output, condition });
      }
    }
    return all;
  }
}

/** An open Region or account stands for the same on both sides, as exports do not leave them. */
function keyOf(name: Settled): string | undefined {
  if (typeof name === 'string' || typeof name === 'number') return String(name);
  if (!(name instanceof Text)) return undefined;
  const isCommon = name.parts.every((part) => typeof part === 'string' || COMMON.test(part.toString()));
  return isCommon ? name.toString() : undefined;
}

const COMMON = /^\$\{AWS\.(Region|AccountId|Partition|URLSuffix)\}$/;

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
