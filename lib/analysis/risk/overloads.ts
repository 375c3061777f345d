import { DEGRADED, DELAYED, NONE, STOPPED } from '../failure/impact';
import type { ComponentSurge, SurgeRecord } from '../surge/records';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Overload } from './inputs';

/** Load by capacity from which most requests are turned away. */
const MOST_TURNED_AWAY = 2;

/** The components that give way in a surge, at each load at which they do. */
export function overloadsIn(system: System, surge: SurgeRecord): Overload[] {
  const nodes = new Map<string, SystemNode>();
  for (const node of system.nodes) if (node.kind === 'RESOURCE' || node.kind === 'EXTERNAL') nodes.set(node.name, node);
  const components = new Map(surge.components.map((each) => [each.component, each]));
  const found = new Map<string, { readonly node: SystemNode; readonly percent: number; readonly impacts: number[] }>();
  surge.journeys.forEach(({ levels }, journey) => {
    for (const { percent, exhausted, delayed } of levels) {
      const hit = [
        ...delayed.map((name) => [name, DELAYED] as const),
        ...exhausted.map((name) => [name, undefined] as const),
      ];
      for (const [name, known] of hit) {
        const node = nodes.get(name);
        if (node === undefined) continue;
        const key = `${percent} ${name}`;
        const overload = found.get(key) ?? { node, percent, impacts: surge.journeys.map(() => NONE) };
        found.set(key, overload);
        const impact = known ?? impactOf(components.get(name), percent);
        overload.impacts[journey] = Math.max(overload.impacts[journey] ?? NONE, impact);
      }
    }
  });
  return [...found.values()].map(({ node, percent, impacts }) => {
    const says = components.get(node.name)?.levels.find((level) => level.percent === percent)?.says;
    return {
      node,
      atLoad: percent,
      impacts,
      because: says?.replace(/\.$/, '') ?? `${percent} % of the usual load is too much`,
    };
  });
}

/** Those beyond its capacity are turned away: a share of the requests, or most. */
function impactOf(component: ComponentSurge | undefined, percent: number): number {
  const utilization = component?.levels.find((level) => level.percent === percent)?.utilization;
  return utilization !== undefined && utilization >= MOST_TURNED_AWAY ? STOPPED : DEGRADED;
}
