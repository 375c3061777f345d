import type { Application } from '../model/application';
import { constructScope, nameOf, type Scope } from '../model/scopes';
import { NOT_STATED, type AcceptanceRecord } from './document';

/** The namespace of this tool's rule ids in CDK: the name under which all packs report. */
export const PLUGIN_NAME = 'Resilience';

const PREFIX = `${PLUGIN_NAME}::`;

/** A risk somebody accepted, before it is known what it covers. */
export interface Acceptance extends Omit<AcceptanceRecord, 'state' | 'use' | 'findings'> {
  /** Where it was declared. Absent for the construct of the path `scope`. */
  readonly at?: Scope;
}

/** The metadata of constructs that acknowledgements are read from. */
export type AcknowledgedMetadata = Iterable<
  readonly [path: string, { readonly acknowledged?: { readonly [id: string]: string } }]
>;

/** CDK's own acknowledgements of this tool's rules, as acceptances without owner and expiry. */
export function nativeAcceptances(metadata: AcknowledgedMetadata): Acceptance[] {
  const out: Acceptance[] = [];
  for (const [scope, { acknowledged }] of metadata) {
    for (const [id, reason] of Object.entries(acknowledged ?? {})) {
      if (!id.startsWith(PREFIX)) continue;
      const ruleId = id.slice(PREFIX.length);
      out.push({ form: 'acknowledgement', ruleId, scope, reason, owner: NOT_STATED, expires: NOT_STATED });
    }
  }
  return out;
}

/** All acceptances of an application: those declared for it, and acknowledgements of its constructs. */
export function acceptancesOf(application: Application, elsewhere: readonly Acceptance[] = []): Acceptance[] {
  const declared = application.intent.acceptances.map(({ scope: at, data }): Acceptance => {
    const { rule: ruleId, path, reason, owner, expires } = data;
    return {
      form: 'acceptance',
      ruleId,
      scope: nameOf(at),
      at,
      ...(path !== undefined && { path }),
      reason,
      owner,
      expires,
    };
  });
  const metadata = new Set(application.stacks.map(({ source }) => source.metadata));
  const native = [...metadata].flatMap((each) => nativeAcceptances(each ?? []));
  // The packs pass declared acceptances on to CDK as acknowledgements: these are no acceptances of their own, which
  // would never expire.
  const passedOn = new Set(declared.map((each) => `${each.ruleId} ${acknowledgement(each)}`));
  const own = [...native, ...elsewhere].filter(({ ruleId, reason }) => !passedOn.has(`${ruleId} ${reason}`));
  return distinct([...declared, ...own]);
}

/** The key of the scope an acceptance holds for. */
export function scopeKeyOf({ at, scope }: Acceptance): string {
  return (at ?? constructScope(scope)).key;
}

/** What CDK is told as the reason of an accepted finding. */
export function acknowledgement({ reason, owner, expires }: Pick<Acceptance, 'reason' | 'owner' | 'expires'>): string {
  return `${reason} (owner ${owner}, until ${expires})`;
}

function distinct(acceptances: readonly Acceptance[]): Acceptance[] {
  const keyed = acceptances.map((each) => {
    const { form, ruleId, path, reason, owner, expires } = each;
    return [JSON.stringify([form, ruleId, scopeKeyOf(each), path, reason, owner, expires]), each] as const;
  });
  return [...new Map(keyed).values()];
}
