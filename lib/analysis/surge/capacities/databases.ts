import { isAurora } from '../../../facts/databases';
import { membersOf } from '../../../facts/database-clusters';
import type { Resource } from '../../../model/resource';
import { absolute, fixedSize, relative, said, saidNumber, unbounded, unknown, type Capacity } from '../capacity';
import { CONNECTIONS } from '../connections';
import { FIGURES } from '../figures';
import type { Amount, Figure } from '../records';

const SIZE = 'its size is fixed, and no template tells how much of it the baseline takes';

/** An instance of RDS, Aurora, DocumentDB or Neptune. */
export function databaseInstanceCapacity(instance: Resource): Capacity {
  const size = instance.string('DBInstanceClass');
  if (size === 'db.serverless') {
    const cluster = instance.reference('DBClusterIdentifier');
    return cluster === undefined ? unknown('its cluster is not in the application') : clusterCapacity(cluster);
  }
  const engine = instance.string('Engine')?.toLowerCase() ?? '';
  const connections = connectionsOf(size, engine);
  return fixedSize(SIZE, {
    amounts: [{ what: size ?? 'instance', least: 1, most: 1 }, ...(connections?.amounts ?? [])],
    figures: connections?.figures ?? [],
    evidence: [said(instance, 'DBInstanceClass', `one ${size ?? 'instance'}`)],
  });
}

/** A cluster of instances that share their data. */
export function clusterCapacity(cluster: Resource): Capacity {
  const scaling = 'ServerlessV2ScalingConfiguration';
  const members = membersOfCluster(cluster);
  const isServerless =
    cluster.has(scaling) && members.every((member) => member.at('DBInstanceClass').settled === 'db.serverless');
  if (isServerless) {
    const [least, most] = [cluster.number(`${scaling}.MinCapacity`), cluster.number(`${scaling}.MaxCapacity`)];
    const evidence = [saidNumber(cluster, `${scaling}.MinCapacity`), saidNumber(cluster, `${scaling}.MaxCapacity`)];
    if (least === undefined || most === undefined)
      return unknown('its capacity units are not in the template', { evidence });
    const amounts = [{ what: 'Aurora capacity units', least, most }];
    if (least <= 0)
      return unknown('it pauses at 0 units, so that nothing says what the baseline takes', { amounts, evidence });
    const factor = most / least;
    return relative(
      { immediate: 1, sustained: factor, limit: factor },
      {
        amounts,
        // How fast it grows depends on the size it has.
        time: { parts: [], isAtLeast: true },
        assumptions: ['The baseline takes the least number of capacity units.'],
        evidence,
      },
    );
  }
  if (members.length > 0) return unbounded('its instances carry the load', { isAside: true });
  const size = cluster.string('DBClusterInstanceClass');
  return fixedSize(SIZE, {
    amounts: size === undefined ? [] : [{ what: `instances of ${size}` }],
    evidence: [said(cluster, '', 'a cluster whose instances are not in the application')],
  });
}

function membersOfCluster(cluster: Resource): readonly Resource[] {
  const hasMembers = ['AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'].includes(cluster.type);
  return hasMembers ? membersOf(cluster, cluster.stack.application).certain : [];
}

/** Memory in GiB of a `large` by the letter of its family; a size doubles it. */
const MEMORY_OF_LARGE: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16 };
const SIZES: Readonly<Record<string, number>> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/** Memory of a class of instances, in bytes; `undefined` for families whose sizes follow other rules. */
export function memoryOf(size: string | undefined): number | undefined {
  const parts = /^db\.([tmr])(\d)(?:g|gd|i|id|n|d)?\.(?:(\d+)x(large)|(micro|small|medium|large|xlarge))$/.exec(
    size ?? '',
  );
  if (parts === null) return undefined;
  const [, family = '', generation, times, , name = ''] = parts;
  // Older generations have other sizes.
  if (Number(generation) < (family === 't' ? 3 : 5)) return undefined;
  const factor = times === undefined ? SIZES[name] : 2 * Number(times);
  const large = MEMORY_OF_LARGE[family];
  return factor === undefined || large === undefined ? undefined : large * factor * 1024 ** 3;
}

/** Connections that the default parameters allow at most: a part of the memory is taken by the service. */
function connectionsOf(
  size: string | undefined,
  engine: string,
): { readonly amounts: readonly Amount[]; readonly figures: readonly Figure[] } | undefined {
  const memory = memoryOf(size);
  if (memory === undefined) return undefined;
  const isPostgres = engine.includes('postgres');
  // Aurora MySQL has a table of its own.
  if (!isPostgres && !['mysql', 'mariadb'].includes(engine)) return undefined;
  const figure = isPostgres ? FIGURES.postgresConnections : FIGURES.mysqlConnections;
  const connections = Math.floor(memory / figure.value);
  const most = isPostgres ? Math.min(connections, FIGURES.postgresMost.value) : connections;
  return {
    amounts: [{ what: CONNECTIONS, most }],
    figures: isPostgres ? [figure, FIGURES.postgresMost] : [figure],
  };
}

/** RDS Proxy keeps connections open and lends them out. */
export function proxyCapacity(proxy: Resource): Capacity {
  const [group] = proxy.referencedBy('AWS::RDS::DBProxyTargetGroup', 'DBProxyName');
  const at = 'ConnectionPoolConfigurationInfo.MaxConnectionsPercent';
  const percent = group?.number(at) ?? 100;
  return unbounded('it grows with its connections; those of the database are the bound', {
    amounts: [{ what: 'percent of the connections of the database', most: percent }],
    evidence: [
      said(group ?? proxy, group === undefined ? '' : at, `it takes up to ${percent} percent of the connections`),
    ],
    isAside: true,
  });
}

/** Nodes of a cache of the user's own size. */
export function cacheCapacity(cache: Resource): Capacity {
  const node = cache.string('CacheNodeType') ?? cache.string('NodeType');
  return fixedSize(SIZE, {
    amounts: node === undefined ? [] : [{ what: `nodes of ${node}` }],
    evidence: [
      said(cache, cache.has('CacheNodeType') ? 'CacheNodeType' : 'NodeType', `nodes of ${node ?? 'a default type'}`),
    ],
  });
}

/** A cache that ElastiCache sizes. Each ECPU is a simple request; larger ones take several. */
export function serverlessCacheCapacity(cache: Resource): Capacity {
  const most = cache.number('CacheUsageLimits.ECPUPerSecond.Maximum');
  const least = cache.number('CacheUsageLimits.ECPUPerSecond.Minimum');
  if (most === undefined) {
    return unbounded('ElastiCache grows it with the load', {
      evidence: [said(cache, 'CacheUsageLimits', 'no maximum of ECPUs is set')],
      ...(least !== undefined && { amounts: [{ what: 'ECPUs a second', least }] }),
    });
  }
  return absolute(
    { limit: most / FIGURES.cacheUnit.value },
    {
      amounts: [{ what: 'ECPUs a second', ...(least !== undefined && { least }), most }],
      figures: [FIGURES.cacheUnit],
      evidence: [saidNumber(cache, 'CacheUsageLimits.ECPUPerSecond.Maximum')],
    },
  );
}

/** Whatever has a size that nothing changes by itself. */
export function sizedCapacity(resource: Resource): Capacity {
  return fixedSize(SIZE, {
    evidence: [said(resource, '', isAurora(resource) ? 'a cluster of Aurora' : 'nodes of a fixed size')],
  });
}
