import type { Application } from './application';
import type { Resource } from './resource';
import { intrinsicName, isObject, mentionsOf, type Json, type Settled } from './values';
import type { Stack } from './stack';

/** One mention of a resource by another. */
export interface Referrer {
  /** Who mentions. */
  readonly resource: Resource;
  /** Where, from the resource: `Properties.Targets.0.Arn`. */
  readonly path: string;
  /** The attribute mentioned; absent for `Ref` and for a mention by name. */
  readonly attribute?: string;
}

/** Who mentions whom, read once from all templates. Both branches of an open `Fn::If` count. */
export class ReferenceIndex {
  private readonly incoming = new Map<Resource, Referrer[]>();

  constructor(private readonly application: Application) {
    for (const stack of application.stacks) {
      for (const resource of stack.resources.values()) this.walk(resource, resource.raw.Properties, stack);
    }
  }

  /** The mentions of a resource, by resources of a type, at or below a property path. */
  public of(resource: Resource, type?: string, property?: string): readonly Referrer[] {
    const all = this.incoming.get(resource) ?? [];
    if (type === undefined) return all;
    const steps = property?.split('.');
    return all.filter((each) => each.resource.type === type && (steps === undefined || isBelow(each.path, steps)));
  }

  private walk(holder: Resource, root: Json | undefined, stack: Stack): void {
    const stack_: { raw: Json | undefined; path: string }[] = [{ raw: root, path: 'Properties' }];
    for (let next = stack_.pop(); next !== undefined; next = stack_.pop()) {
      const { raw, path } = next;
      if (typeof raw === 'string') {
        if (raw.startsWith('arn:')) this.note(holder, path, stack.settle(raw), stack);
        continue;
      }
      if (Array.isArray(raw)) {
        raw.forEach((each, i) => stack_.push({ raw: each, path: `${path}.${i}` }));
        continue;
      }
      if (!isObject(raw)) continue;
      const intrinsic = intrinsicName(raw);
      if (intrinsic === 'Fn::If' && Array.isArray(raw[intrinsic])) {
        (raw[intrinsic] as Json[]).slice(1).forEach((each) => stack_.push({ raw: each, path }));
      } else if (intrinsic !== undefined) {
        this.note(holder, path, stack.settle(raw), stack);
      } else {
        for (const key in raw) stack_.push({ raw: raw[key], path: `${path}.${key}` });
      }
    }
  }

  private note(holder: Resource, path: string, settled: Settled, stack: Stack): void {
    const found = new Map<Resource, string | undefined>();
    for (const { resource, attribute } of mentionsOf(settled)) found.set(resource, attribute);
    const named = this.application.named(String(settled), stack);
    if (named !== undefined && !found.has(named)) found.set(named, undefined);
    for (const [target, attribute] of found) {
      const referrer = { resource: holder, path, ...(attribute !== undefined && { attribute }) };
      const list = this.incoming.get(target);
      if (list === undefined) this.incoming.set(target, [referrer]);
      else list.push(referrer);
    }
  }
}

function isBelow(path: string, steps: readonly string[]): boolean {
  const at = path.split('.').slice(1);
  return steps.every((step, i) => step === '*' || step === at[i]);
}
