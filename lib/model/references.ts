import type { Application } from './application';
import { settle } from './intrinsics';
import type { Resource } from './resource';
import {
  Composite,
  intrinsicName,
  mentionsIn,
  mentionsOf,
  Open,
  type Json,
  type JsonObject,
  type Settled,
} from './values';
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

/** Elements of lists from elsewhere that are read, and how deep they may stand. Outputs can make them endless. */
const MAX_ELEMENTS = 300_000;
const MAX_LEVELS = 400;

/** Who mentions whom, read once from all templates. Both branches of an open `Fn::If` count. */
export class ReferenceIndex {
  private readonly incoming = new Map<Resource, Incoming>();
  /** Where the walk is, from the resource. It is only written out for what is found. */
  private readonly path: (string | number)[] = [];
  private elementsLeft = MAX_ELEMENTS;

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
    return property === undefined || ofType.length === 0
      ? ofType
      : ofType.filter(({ path }) => isBelow(path, property));
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
      const outcome = this.application.decide(stack, String(argument[0]));
      if (outcome !== false) this.walk(holder, argument[1], stack);
      if (outcome !== true) this.walk(holder, argument[2], stack);
      return;
    }
    const settled = settle(raw, stack);
    // A list from elsewhere: of a parameter, an import, a text that is split.
    if (settled instanceof Composite) this.walkList(holder, settled);
    else this.note(holder, settled, stack);
  }

  private walkList(holder: Resource, { raw, stack }: Composite): void {
    this.elementsLeft -= 1 + (Array.isArray(raw) ? raw.length : 0);
    if (this.elementsLeft >= 0 && this.path.length < MAX_LEVELS) this.walk(holder, raw as Json, stack);
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
    for (const { resource, attribute } of mentions.length > 1 ? mentionsIn([settled]) : mentions) {
      this.add(resource, { resource: holder, path, ...(attribute !== undefined && { attribute }) });
    }
    if (named !== undefined && !mentions.some(({ resource }) => resource === named)) {
      this.add(named, { resource: holder, path });
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
