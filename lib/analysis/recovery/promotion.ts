import { isGlobalSecondary, isReplica } from '../../facts/databases';
import { attempt } from '../../model/attempt';
import type { Resource } from '../../model/resource';
import type { Component, Evidence } from '../component';

/** A copy of data in a Region that stays: it has to be promoted before it can be written to. */
export interface Promotion {
  /** Id of the figure that says how long that takes. */
  readonly figure: string;
  readonly evidence: readonly Evidence[];
}

type Find = (resource: Resource) => readonly [figure: string, path: string, says: string] | undefined;

const SECONDARY = 'It is a secondary cluster of a global database';

const FINDS: Readonly<Record<string, Find>> = {
  'AWS::RDS::DBInstance': (db) =>
    isReplica(db) ? ['rds-replica-elsewhere', 'SourceDBInstanceIdentifier', 'It is a read replica'] : undefined,
  'AWS::RDS::DBCluster': (cluster) => {
    if (isGlobalSecondary(cluster)) return ['aurora-global', 'GlobalClusterIdentifier', SECONDARY];
    return isReplica(cluster)
      ? ['rds-replica-elsewhere', 'ReplicationSourceIdentifier', 'It is a read replica']
      : undefined;
  },
  'AWS::DocDB::DBCluster': (cluster) =>
    isGlobalSecondary(cluster) ? ['global-cluster', 'GlobalClusterIdentifier', SECONDARY] : undefined,
  'AWS::Neptune::DBCluster': (cluster) =>
    isGlobalSecondary(cluster) ? ['global-cluster', 'GlobalClusterIdentifier', SECONDARY] : undefined,
  'AWS::ElastiCache::ReplicationGroup': (group) =>
    group.has('GlobalReplicationGroupId')
      ? ['elasticache-global', 'GlobalReplicationGroupId', 'It is a secondary cluster of a global datastore']
      : undefined,
};

/** What has to be promoted of a component when another Region is lost; `undefined` if nothing, as far as is known. */
export function promotionOf({ resource, units }: Component): Promotion | undefined {
  const find = FINDS[resource.type];
  if (find === undefined) return undefined;
  const found = attempt(resource.stack.application, () => find(resource));
  if (!found.isKnown || found.value === undefined) return undefined;
  const [id, property, says] = found.value;
  const figure = id === 'aurora-global' && units === 0 ? 'aurora-global-headless' : id;
  return { figure, evidence: [{ resource, path: `Properties.${property}`, says }] };
}
