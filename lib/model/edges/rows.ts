import type { EdgeMeaning, NoEdge } from './types';

/**
 * One path: the resource that holds it depends on what it names.
 * Two paths: what the first names depends on what the second names; `'@'` is the resource that holds them.
 */
type Ends = [to: string] | [from: string, to: string];

function ends(paths: Ends): Pick<EdgeMeaning, 'from' | 'to'> {
  return paths.length === 1 ? { from: '@', to: paths[0] } : { from: paths[0], to: paths[1] };
}

/** Sends it requests, reads or writes it, and fails without it. */
export const needs = (...paths: Ends): EdgeMeaning => ({ ...ends(paths), type: 'DATA_FLOW', criticality: 'HARD' });

/** Fails when all members of the group are lost. */
export const needsOneOf = (redundancyGroup: string, ...paths: Ends): EdgeMeaning => ({
  ...needs(...paths),
  redundancyGroup,
});

/** Sends it the requests of one path or kind. */
export const routesTo = (...paths: Ends): EdgeMeaning => ({ ...needs(...paths), partial: true });

/** Goes on without it, with less: a feature, new connections or new instances fail. */
export const uses = (...paths: Ends): EdgeMeaning => ({ ...ends(paths), type: 'DATA_FLOW', criticality: 'SOFT' });

/** Hands work over that is kept and tried again: losing the receiver delays it, then loses it. */
export const handsOver = (...paths: Ends): EdgeMeaning => ({ ...needs(...paths), buffered: true });

/** Hands work over to it among others. */
export const fansOutTo = (...paths: Ends): EdgeMeaning => ({ ...handsOver(...paths), partial: true });

/** Has a job of its own and passes changes on besides; they are kept and tried again. */
export const copies = (...paths: Ends): EdgeMeaning => ({ ...uses(...paths), buffered: true });

/** Is a part of it or runs inside it. */
export const runsIn = (...paths: Ends): EdgeMeaning => ({ ...ends(paths), type: 'CONTAINMENT', criticality: 'HARD' });

/** Runs inside any member of the group, and fails when all are lost. */
export const runsInOneOf = (redundancyGroup: string, ...paths: Ends): EdgeMeaning => ({
  ...runsIn(...paths),
  redundancyGroup,
});

/** Spreads over these subnets. */
export const inSubnets = (...paths: Ends): EdgeMeaning => runsInOneOf('subnets', ...paths);

/** Is refused without it: a role, a policy, a list of users. */
export const permittedBy = (...paths: Ends): EdgeMeaning => ({
  ...ends(paths),
  type: 'PERMISSIONS',
  criticality: 'HARD',
});

/** Is a permission that names it. */
export const permits = (...paths: Ends): EdgeMeaning => ({ ...ends(paths), type: 'PERMISSIONS', criticality: 'SOFT' });

/** Watches it, or writes logs and metrics to it. */
export const observes = (...paths: Ends): EdgeMeaning => ({
  ...ends(paths),
  type: 'OBSERVABILITY',
  criticality: 'SOFT',
});

/** Watches or alerts through it alone: without it nobody is told. */
export const alertsThrough = (...paths: Ends): EdgeMeaning => ({ ...observes(...paths), criticality: 'HARD' });

/** Names that carry nothing while the workload runs: used at deployment only, or plain configuration. */
export const ignored = (...paths: string[]): NoEdge[] => paths.map((none) => ({ none }));
