import { FUNCTION_TYPES, reservedConcurrencyOf } from '../../facts/functions';
import { attempt } from '../../model/attempt';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Capacity } from './capacity';
import { defaultOf, QUOTAS } from './quotas';
import type { ConnectionRecord } from './records';

/** Name of the amount that databases give for their connections. */
export const CONNECTIONS = 'connections by the default parameters';

/** The functions that open connections to a database, against what it allows; `undefined` where none is known. */
export function connectionsOf(system: System, node: SystemNode, { amounts }: Capacity): ConnectionRecord | undefined {
  const most = amounts.find(({ what }) => what === CONNECTIONS)?.most;
  if (most === undefined) return undefined;
  const callers = new Set(callersOf(system, node));
  if (callers.size === 0) return undefined;
  const shared = defaultOf(QUOTAS.lambdaConcurrency, node.region);
  const found = [...callers].map((caller) => {
    const read = attempt(system.application, () => reservedConcurrencyOf(caller.resource!));
    const reserved = read.isKnown ? read.value : undefined;
    return { component: caller.name, executions: reserved ?? shared, isReserved: reserved !== undefined };
  });
  const reserved = found.reduce((sum, { executions, isReserved }) => sum + (isReserved ? executions : 0), 0);
  const executions = reserved + (found.some(({ isReserved }) => !isReserved) ? shared : 0);
  const isShort = executions > most;
  const [count, allowed] = [String(executions), String(most)];
  return {
    most,
    callers: found,
    executions,
    isShort,
    says: isShort
      ? `The functions that call it directly can have ${count} executions at the same time, each with a connection; by its default parameters it allows ${allowed} at most.`
      : `The functions that call it directly can have ${count} executions at the same time, and by its default parameters it allows up to ${allowed} connections.`,
  };
}

/** Functions that depend on a database, or on the cluster it belongs to, themselves. */
function callersOf(system: System, node: SystemNode): SystemNode[] {
  const isFunction = ({ resource }: SystemNode): boolean =>
    resource !== undefined && FUNCTION_TYPES.includes(resource.type);
  const own = system.dependentsOf(node).map(({ from }) => from);
  const clusters = own.filter(({ resource }) => resource?.type.endsWith('::DBCluster') === true);
  const others = clusters.flatMap((cluster) => system.dependentsOf(cluster).map(({ from }) => from));
  return [...own, ...others].filter(isFunction);
}
