import type { Resource } from '../model/resource';
import { Value } from '../model/value';

/** The rule says nothing about this resource. */
export interface NotApplicable {
  readonly kind: 'not-applicable';
}

/** The resource does what the rule asks. */
export interface Compliant {
  readonly kind: 'compliant';
}

/** The resource does not do what the rule asks. */
export interface NonCompliant {
  readonly kind: 'non-compliant';
  /** Where: a property path, or a place. Absent for the resource as a whole. */
  readonly at?: string | Value;
  readonly detail?: string;
  readonly related?: readonly Resource[];
  /** The resource found fault with, where it is not the one that was checked. */
  readonly resource?: Resource;
  /** The stack found fault with, where it is none of its resources. */
  readonly stack?: string;
}

/** The template does not decide it. */
export interface Undetermined {
  readonly kind: 'undetermined';
  readonly at?: string | Value;
  readonly because: string;
}

export type Verdict = NotApplicable | Compliant | NonCompliant | Undetermined;

/** What may be said about a fault beyond its place. */
export interface FaultDetails {
  /** One sentence that names the values: "The visibility timeout is 30 s, the function may run 60 s." */
  readonly detail?: string;
  /** Other resources that have a part in it. */
  readonly related?: readonly Resource[];
  /** The resource found fault with. Default: the one that is checked. */
  readonly resource?: Resource;
  /** Id of the stack found fault with, where it is none of its resources. */
  readonly stack?: string;
}

export const notApplicable: NotApplicable = { kind: 'not-applicable' };
export const compliant: Compliant = { kind: 'compliant' };

/**
 * The resource does not do what the rule asks.
 *
 * @param at where: a property path below `Properties` (`'MultiAZ'`, also when it is absent), or a `Value`
 *   (for attributes such as `resource.attribute('DeletionPolicy')`); nothing for the resource as a whole
 */
export function nonCompliant(at?: string | Value, details: FaultDetails = {}): NonCompliant {
  return { kind: 'non-compliant', ...(at !== undefined && { at }), ...details };
}

/** The template does not decide it, for a reason that is not one unknown value. */
export function undetermined(at: string | Value | undefined, because: string): Undetermined {
  return { kind: 'undetermined', ...(at !== undefined && { at }), because };
}

/** Whether a check returned a verdict: one that forgets to, or answers later, must not pass for compliance. */
export function isVerdict(value: unknown): value is Verdict {
  return typeof value === 'object' && value !== null && KINDS.has((value as { kind?: unknown }).kind);
}

const KINDS: ReadonlySet<unknown> = new Set<Verdict['kind']>([
  'not-applicable',
  'compliant',
  'non-compliant',
  'undetermined',
]);

/** The path of a place from its resource, as CDK writes it: `Properties.MultiAZ`; `''` for the whole. */
export function pathOf(at: string | Value | undefined): string {
  if (at === undefined || at === '') return '';
  return at instanceof Value ? at.path : `Properties.${at}`;
}
