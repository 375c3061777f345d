import type { Decision } from '../model/evaluation';
import type { Stack } from '../model/stack';

/** Outcomes that hold together. */
export type Group = readonly Decision[];

/** When something holds: under any of these groups; under the empty group always. */
export type When = readonly Group[];

/** Under all outcomes. */
export const ALWAYS: When = [[]];

/** What holds for a condition that is taken both ways, without outcomes that make no difference. */
export function either(ifTrue: Decision, whenTrue: When, ifFalse: Decision, whenFalse: When): When {
  const groups = [...whenTrue.map((group) => [ifTrue, ...group]), ...whenFalse.map((group) => [ifFalse, ...group])];
  return simplified(groups);
}

/** Drops outcomes and groups until none can be dropped. */
function simplified(groups: readonly Group[]): When {
  for (const [i, group] of groups.entries()) {
    for (const [j, other] of groups.entries()) {
      if (i === j) continue;
      const rest = groups.filter((_, k) => k !== j);
      if (holdsIn(group, other)) return simplified(rest);
      // `A, or not A and B` is `A, or B`.
      const turned = other.find((decision) =>
        holdsIn(
          group,
          other.map((each) => (each === decision ? turn(each) : each)),
        ),
      );
      if (turned !== undefined) {
        return simplified([...rest.slice(0, j), other.filter((each) => each !== turned), ...rest.slice(j)]);
      }
    }
  }
  return groups;
}

/** Whether a group holds wherever another does. */
function holdsIn(group: Group, other: Group): boolean {
  return group.every((each) => other.some((one) => isSame(each, one)));
}

function isSame(a: Decision, b: Decision): boolean {
  return a.stack === b.stack && a.name === b.name && a.outcome === b.outcome;
}

function turn(decision: Decision): Decision {
  return { ...decision, outcome: !decision.outcome };
}

/**
 * In words: `IsProd is false`, `IsProd is true and HasReplica is false, or IsLab is true`; nothing where it always holds.
 *
 * @param when the outcomes
 * @param home the stack whose conditions are called by their name alone
 */
export function describe(when: When, home: Stack | undefined): string | undefined {
  if (when.some((group) => group.length === 0)) return undefined;
  const name = (decision: Decision): string => {
    return decision.stack === home ? decision.name : `${decision.name} of ${decision.stack.id}`;
  };
  return when.map((group) => group.map((each) => `${name(each)} is ${each.outcome}`).join(' and ')).join(', or ');
}
