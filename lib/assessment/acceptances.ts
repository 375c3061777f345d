import { RESERVED_IDS } from '../engine/rule';
import type { AcceptanceRecord, FindingRecord } from './document';
import { NOT_STATED } from './document';

/** The namespace of this tool's rule ids in CDK: the name under which all packs report. */
export const PLUGIN_NAME = 'Resilience';

const PREFIX = `${PLUGIN_NAME}::`;

/** A risk somebody accepted, before it is known what it covers. */
export type Acceptance = Omit<AcceptanceRecord, 'findings'>;

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
      out.push({ ruleId: id.slice(PREFIX.length), scope, reason, owner: NOT_STATED, expires: NOT_STATED });
    }
  }
  return out;
}

/** Drops acceptances that say the same of the same scope. */
export function distinctAcceptances(acceptances: readonly Acceptance[]): Acceptance[] {
  return [...new Map(acceptances.map((each) => [`${each.ruleId} ${each.scope}`, each])).values()];
}

/** Finds what accepts a finding: the acceptance of its rule on the nearest construct around it. */
export class AcceptanceIndex {
  private readonly byRule = new Map<string, Map<string, Acceptance>>();

  constructor(acceptances: readonly Acceptance[]) {
    for (const acceptance of acceptances) {
      const scopes = this.byRule.get(acceptance.ruleId) ?? new Map<string, Acceptance>();
      this.byRule.set(acceptance.ruleId, scopes.set(acceptance.scope, acceptance));
    }
  }

  /** The acceptance that covers a finding. Failures of the tool and of acceptances themselves have none. */
  public covering(
    finding: Pick<FindingRecord, 'ruleId' | 'severity'>,
    constructPath: string | undefined,
  ): Acceptance | undefined {
    const scopes = this.byRule.get(finding.ruleId);
    if (scopes === undefined || finding.severity === 'fatal' || RESERVED_IDS.includes(finding.ruleId)) return undefined;
    for (let path = constructPath ?? ''; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const found = scopes.get(path);
      if (found !== undefined || path === '') return found;
    }
  }
}
