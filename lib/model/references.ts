import type { Application } from './application';
import { settle } from './intrinsics';
import type { Resource } from './resource';
import { Composite, intrinsicName, mentionsOf, Open, type Json, type JsonObject, type Settled } from './values';
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

/** The mentions of one resource, in all and by the type of who mentions. */
interface Incoming {
  readonly all: Referrer[];
  readonly byType: Map<string, Referrer[]>;
}

const NONE: readonly Referrer[] = [];

/** Who mentions whom, read once from all templates. Both branches of an open `Fn::If` count. */
export class ReferenceIndex {
  private readonly incoming = new Map<Resource, Incoming>();
  /** Where the walk is, from the resource. It is only written out for what is found. */
  private readonly path: (string | number)[] = [];

  constructor(private readonly application: Application) {
    for (const stack of application.stacks) {
      for (const resource of stack.resources.values()) this.walk(resource, resource.raw.Properties, stack);
    }
  }

  /** The mentions of a resource, by resources of a type, at or below a property path. */
  public of(resource: Resource, type?: string, property?: string): readonly Referrer[] {
    const incoming = this.incoming.get(resource);
    if (incoming === undefined) return NONE;
    if (type === undefined) return incoming.all;
    const ofType = incoming.byType.get(type) ?? NONE;
    return property === undefined || ofType.length === 0 ? ofType : ofType.filter(({ path }) => isBelow(path, property));
  }

  private walk(holder: Resource, raw: Json | Open | undefined, stack: Stack): void {
    if (typeof raw === 'string') {
      if (raw.startsWith('arn:')) this.note(holder, settle(raw, stack), stack);
    } else if (Array.isArray(raw)) {
      for (let i = 0; i < raw.length; i += 1) this.descend(holder, i, raw[i], stack);
    } else if (raw instanceof Open) {
      this.note(holder, raw as Settled, stack);
    } else if (typeof raw === 'object' && raw !== null) {
      this.walkObject(holder, raw, stack);
    }
  }

  private walkObject(holder: Resource, raw: JsonObject, stack: Stack): void {
    const intrinsic = intrinsicName(raw);
    if (intrinsic === undefined) {
      for (const key in raw) this.descend(holder, key, raw[key], stack);
      return;
    }
    const argument = raw[intrinsic];
    if (intrinsic === 'Fn::If' && Array.isArray(argument)) {
      for (const branch of argument.slice(1)) this.walk(holder, branch, stack);
      return;
    }
    const settled = settle(raw, stack);
    // A list from elsewhere: of a parameter, an import, a text that is split.
    if (settled instanceof Composite) this.walk(holder, settled.raw as Json, settled.stack);
    else this.note(holder, settled, stack);
  }

  private descend(holder: Resource, step: string | number, raw: Json | undefined, stack: Stack): void {
    if (typeof raw !== 'object' && typeof raw !== 'string') return;
    this.path.push(step);
    this.walk(holder, raw, stack);
    this.path.pop();
  }

  private note(holder: Resource, settled: Settled, stack: Stack): void {
    const mentions = mentionsOf(settled);
    const named = this.application.namedBy(settled, stack);
    if (mentions.length === 0 && named === undefined) return;
    const path = this.path.length === 0 ? 'Properties' : `Properties.${this.path.join('.')}`;
    const found = new Map(mentions.map(({ resource, attribute }) => [resource, attribute]));
    if (named !== undefined && !found.has(named)) found.set(named, undefined);
    for (const [target, attribute] of found) {
      this.add(target, { resource: holder, path, ...(attribute !== undefined && { attribute }) });
    }
  }

  private add(target: Resource, referrer: Referrer): void {
    let incoming = this.incoming.get(target);
    if (incoming === undefined) this.incoming.set(target, (incoming = { all: [], byType: new Map() }));
    incoming.all.push(referrer);
    const ofType = incoming.byType.get(referrer.resource.type);
    if (ofType === undefined) incoming.byType.set(referrer.resource.type, [referrer]);
    else ofType.push(referrer);
  }
}

/** Whether a path is a property or something in it; `*` in the property stands for any key or index. */
function isBelow(path: string, property: string): boolean {
  if (!property.includes('*')) {
    const end = 'Properties.'.length + property.length;
    return path.startsWith(property, 'Properties.'.length) && (path.length === end || path[end] === '.');
  }
  const at = path.split('.').slice(1);
  return property.split('.').every((step, i) => (step === '*' ? at[i] !== undefined : step === at[i]));
}
