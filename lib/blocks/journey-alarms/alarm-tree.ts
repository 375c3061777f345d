import { LIMITS } from './limits';

/** A name of an alarm, with the most characters it can have. */
export interface Named {
  readonly name: string;
  readonly length: number;
}

/** A composite alarm that is in ALARM when any of its children is. */
export interface AnyOf {
  readonly name: string;
  readonly children: readonly string[];
}

const OR = ' OR ';

/** The rule of a composite alarm that is in ALARM when any of some alarms is. */
export function anyOfRule(names: readonly string[]): string {
  return names.map((name) => `ALARM("${name}")`).join(OR);
}

/** The characters that the rule of some alarms has at most. */
export function ruleLength(children: readonly Named[]): number {
  return children.reduce((sum, { length }) => sum + length + 'ALARM("")'.length + OR.length, 0);
}

/**
 * Composites that together are in ALARM when any of some alarms is: one where the limits allow it, else a tree.
 *
 * @param name the root's; the others are called after it
 * @returns children before parents, so the root is the last
 */
export function anyOfTree(name: string, children: readonly Named[]): AnyOf[] {
  const branches: AnyOf[] = [];
  let level = [...children];
  while (!fits(level)) {
    const groups = chunk(level);
    level = groups.map((group) => {
      const branch = `${name}-${branches.length + 1}`;
      branches.push({ name: branch, children: group.map((child) => child.name) });
      return { name: branch, length: branch.length };
    });
  }
  return [...branches, { name, children: level.map((child) => child.name) }];
}

function fits(children: readonly Named[]): boolean {
  return children.length <= LIMITS.children && ruleLength(children) <= LIMITS.ruleLength;
}

function chunk(children: readonly Named[]): Named[][] {
  const groups: Named[][] = [];
  let group: Named[] = [];
  for (const child of children) {
    if (group.length > 0 && !fits([...group, child])) {
      groups.push(group);
      group = [];
    }
    group.push(child);
  }
  return [...groups, group];
}
