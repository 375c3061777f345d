import type { BackupResourceType } from './backup-resource-type';
import { capabilityOf } from './capabilities';
import type { Decision } from './decision';
import type { ProtectedResource } from './protected-resource';
import type { TaggedResources } from './tagged-resources';
import type { Targets } from './targets';

/** A resource, or all of a type with a tag, and what is done for it. */
export interface Protected {
  readonly type: BackupResourceType;
  readonly resource?: ProtectedResource;
  readonly tag?: TaggedResources;
  readonly decision: Decision;
  /** What it was held against. */
  readonly targets: Targets;
}

/** What is backed up by the rules of one plan. */
export interface PlanGroup {
  readonly name: string;
  readonly continuous: boolean;
  readonly period: number;
  readonly copied: boolean;
  readonly cold: boolean;
  readonly airGapped: boolean;
  readonly members: Protected[];
}

/** What the plans may use where a type allows it. */
export interface GroupOptions {
  readonly cold: boolean;
  readonly airGapped: boolean;
}

/** Sorts what is protected by the rules that it needs: a rule does the same to all that its plan selects. */
export function groupsOf(all: readonly Protected[], options: GroupOptions): PlanGroup[] {
  const groups = new Map<string, PlanGroup>();
  for (const each of all) {
    const capability = capabilityOf(each.type);
    const { continuous, period, copied } = each.decision;
    const cold = options.cold && capability.cold !== undefined;
    const airGapped = options.airGapped && capability.airGapped;
    const name = [
      continuous ? 'Continuous' : 'Snapshots',
      `Every${period}h`,
      ...(copied ? [] : ['Local']),
      ...(cold ? ['Cold'] : []),
      ...(airGapped ? ['AirGapped'] : []),
    ].join('');
    const group = groups.get(name) ?? { name, continuous, period, copied, cold, airGapped, members: [] };
    group.members.push(each);
    groups.set(name, group);
  }
  return [...groups.values()];
}
