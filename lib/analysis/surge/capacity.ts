import { attempt } from '../../model/attempt';
import type { Resource } from '../../model/resource';
import type { Evidence } from '../component';
import type { QuotaUse } from './quotas';
import type { Amount, CapacityKind, CapacityRange, Figure, TimePart, TimeRecord } from './records';

/** How long capacity takes to grow. */
export interface GrowthTime {
  readonly parts: readonly TimePart[];
  /** Scaling goes in steps, of which each multiplies capacity by so much at most and takes so long. */
  readonly step?: { readonly most: number; readonly part: TimePart };
  /** No template tells all of it. */
  readonly isAtLeast: boolean;
}

/** What a component can carry, as far as its template says. */
export interface Capacity {
  readonly kind: CapacityKind;
  readonly rate?: CapacityRange;
  readonly growth?: CapacityRange;
  readonly amounts: readonly Amount[];
  readonly time?: GrowthTime;
  readonly assumptions: readonly string[];
  readonly figures: readonly Figure[];
  readonly evidence: readonly Evidence[];
  readonly because?: string;
  readonly quotas: readonly QuotaUse[];
  /** Calls that it works on at the same time at most; how long each takes is not known. */
  readonly concurrency?: number;
  /** Not each request is a call of it: connections, keys, names and secrets are kept and used again. */
  readonly isAside: boolean;
}

type Extra = Partial<Omit<Capacity, 'kind'>>;

const NOTHING = { amounts: [], assumptions: [], figures: [], evidence: [], quotas: [], isAside: false } as const;

/** In requests a second. */
export const absolute = (rate: CapacityRange, extra: Extra = {}): Capacity => {
  return { ...NOTHING, kind: 'ABSOLUTE', rate, ...extra };
};

/** In multiples of the baseline. */
export const relative = (growth: CapacityRange, extra: Extra = {}): Capacity => {
  return { ...NOTHING, kind: 'RELATIVE', growth, ...extra };
};

/** Grown by AWS, up to quotas. */
export const unbounded = (because: string, extra: Extra = {}): Capacity => {
  return { ...NOTHING, kind: 'UNBOUNDED', because, ...extra };
};

export const unknown = (because: string, extra: Extra = {}): Capacity => {
  return { ...NOTHING, kind: 'UNKNOWN', because, ...extra };
};

/** Of a size that stays: it carries the baseline, and no template tells how much more. */
export const fixedSize = (because: string, extra: Extra = {}): Capacity => {
  return relative({ immediate: 1, sustained: 1 }, { because, ...extra });
};

/** Something that a resource says. */
export function said(resource: Resource, path: string, says: string): Evidence {
  return { resource, path: path === '' ? '' : `Properties.${path}`, says };
}

/** A property that says how much: `MaxCapacity is 6`. */
export function saidNumber(resource: Resource, path: string): Evidence {
  const value = resource.number(path);
  return said(resource, path, value === undefined ? `${path} is absent` : `${path} is ${value}`);
}

/** Reads a capacity; what deployment decides makes it unknown. */
export function readCapacity(resource: Resource, read: (resource: Resource) => Capacity): Capacity {
  const found = attempt(resource.stack.application, () => read(resource));
  if (found.isKnown) return isSensible(found.value) ? found.value : unknown('its numbers make no sense');
  const { because, path } = found;
  return unknown(`deployment decides: ${because}`, {
    evidence: path === undefined ? [] : [{ resource, path, says: because }],
  });
}

/** Beyond any service. */
const GREATEST = 1e12;

/** Templates may hold any number. */
function isSensible({ rate, growth, amounts, time }: Capacity): boolean {
  return (
    isSensibleRange(rate) &&
    isSensibleRange(growth) &&
    amounts.every(({ least, most }) => isNumber(least) && isNumber(most)) &&
    (time === undefined || time.parts.every(({ seconds }) => isNumber(seconds))) &&
    isNumber(time?.step?.most) &&
    isNumber(time?.step?.part.seconds)
  );
}

function isSensibleRange(range: CapacityRange | undefined): boolean {
  return range === undefined || (isNumber(range.immediate) && isNumber(range.sustained) && isNumber(range.limit));
}

function isNumber(value: number | undefined): boolean {
  return value === undefined || (value >= 0 && value <= GREATEST);
}

/** How long it takes to carry a multiple of the baseline. */
export function timeTo({ parts, step, isAtLeast }: GrowthTime, multiple: number): TimeRecord {
  const all = [...parts];
  if (step !== undefined && step.most > 1 && multiple > step.most) {
    const further = Math.ceil(Math.log(multiple) / Math.log(step.most) - 1e-9) - 1;
    const { part } = step;
    all.push({ ...part, seconds: part.seconds * further, says: `${further} times ${part.says}` });
  }
  return { seconds: all.reduce((sum, { seconds }) => sum + seconds, 0), isAtLeast, parts: all };
}

/** A part of a time that a figure tells. */
export function timePart(figure: Figure, seconds = figure.value): TimePart {
  const { what, basis, source, confidence } = figure;
  return { says: what, seconds, basis, source, confidence };
}

/** A part of a time that the template tells. */
export function declaredPart(says: string, seconds: number): TimePart {
  return { says, seconds, basis: 'DECLARED', source: 'the template', confidence: 'HIGH' };
}
