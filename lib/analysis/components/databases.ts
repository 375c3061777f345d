import type { Resource } from '../../model/resource';
import { amount, failover, inherent, inherentInSubnets, single, standbyIf, unknown } from './findings';
import { regional, regionalStore, says, zonal, zonalStore, type Finding, type Table } from './row';

const DYNAMODB = 'Amazon DynamoDB keeps each item in three Availability Zones';

/** Databases that their service runs. */
export const DATABASES: Table = {
  'AWS::DynamoDB::Table': regionalStore('DATABASE', 'dynamodb', (table) => {
    const [replica] = table.referencedBy('Custom::DynamoDBReplica', 'TableName');
    const found = inherent(says(table, '', DYNAMODB));
    if (replica === undefined) return found;
    const evidence = [...found.evidence, says(replica, '', 'It has a replica in another Region')];
    return { ...found, reach: 'GLOBAL', evidence };
  }),
  'AWS::DynamoDB::GlobalTable': regionalStore('DATABASE', 'dynamodb', (table) =>
    inRegions(table, 'Replicas', inherent(says(table, '', DYNAMODB)), 2),
  ),
  'AWS::Serverless::SimpleTable': regionalStore('DATABASE', 'dynamodb', DYNAMODB),
  'AWS::DSQL::Cluster': regionalStore('DATABASE', 'aurora-dsql', (cluster) => {
    const found = inherent(says(cluster, '', 'Aurora DSQL commits to three Availability Zones'));
    return inRegions(cluster, 'MultiRegionProperties.Clusters', found, 1);
  }),
  'AWS::Cassandra::Table': regionalStore('DATABASE', 'keyspaces', keyspacesFinding),
  'AWS::Timestream::Table': regionalStore(
    'DATABASE',
    'timestream',
    'Amazon Timestream keeps data in several Availability Zones',
  ),
  'AWS::Timestream::InfluxDBInstance': zonalStore('DATABASE', 'timestream', influxFinding),
  'AWS::Timestream::InfluxDBCluster': zonalStore('DATABASE', 'timestream', (cluster) =>
    cluster.string('DeploymentType') === 'MULTI_NODE_READ_REPLICAS'
      ? failover(
          2,
          says(cluster, 'DeploymentType', 'DeploymentType is MULTI_NODE_READ_REPLICAS: nodes in several zones'),
        )
      : unknown(says(cluster, 'DeploymentType', 'DeploymentType is absent')),
  ),
  'AWS::Redshift::Cluster': zonalStore('DATABASE', 'redshift', warehouseFinding),
  'AWS::RedshiftServerless::Namespace': regionalStore(
    'DATABASE',
    'redshift-serverless',
    'Redshift managed storage spans several Availability Zones',
  ),
  'AWS::RedshiftServerless::Workgroup': zonal('DATABASE', 'redshift-serverless', (workgroup) =>
    inherentInSubnets(
      says(workgroup, 'SubnetIds', 'Redshift Serverless moves to another zone of its subnets by itself'),
    ),
  ),
  'AWS::DMS::ReplicationInstance': zonal('STREAM', 'dms', (instance) => standbyIf(instance, 'MultiAZ')),
  'AWS::DMS::ReplicationConfig': zonal('STREAM', 'dms', (config) => standbyIf(config, 'ComputeConfig.MultiAZ')),
  'AWS::OpenSearchService::Domain': zonalStore('DATABASE', 'opensearch', (domain) =>
    domainFinding(domain, 'ClusterConfig'),
  ),
  'AWS::Elasticsearch::Domain': zonalStore('DATABASE', 'opensearch', (domain) =>
    domainFinding(domain, 'ElasticsearchClusterConfig'),
  ),
  'AWS::OpenSearchServerless::Collection': regionalStore('DATABASE', 'opensearch-serverless', (collection) => {
    if (collection.string('StandbyReplicas') === 'DISABLED') {
      return {
        ...single(says(collection, 'StandbyReplicas', 'StandbyReplicas is DISABLED: one zone')),
        reach: 'ZONES',
      };
    }
    return inherent(says(collection, 'StandbyReplicas', 'Standby replicas are in other zones (the default)'));
  }),
  'AWS::OSIS::Pipeline': regional('STREAM', 'osis', 'OpenSearch Ingestion runs in several Availability Zones'),
};

/** Whether a list names enough Regions to outlast the loss of one. */
function inRegions(resource: Resource, list: string, found: Finding, wanted: number): Finding {
  const value = resource.at(list);
  if (!value.isPresent) return found;
  if (value.isUnknown) {
    return { ...found, evidence: [...found.evidence, says(resource, list, 'Its Regions are decided at deployment')] };
  }
  const regions = value.items().length;
  if (regions < wanted) return found;
  const evidence = [...found.evidence, says(resource, list, 'It has copies in several Regions')];
  return { ...found, reach: 'GLOBAL', evidence };
}

function keyspacesFinding(table: Resource): Finding {
  const found = inherent(says(table, '', 'Amazon Keyspaces keeps each row in three Availability Zones'));
  const keyspace = table.reference('KeyspaceName');
  if (keyspace?.type !== 'AWS::Cassandra::Keyspace') return inRegions(table, 'ReplicaSpecifications', found, 2);
  const list = 'ReplicationSpecification.RegionList';
  const { reach, evidence } = inRegions(keyspace, list, found, 2);
  return { ...found, evidence, ...(reach !== undefined && { reach }) };
}

/** CloudFormation documents no default of the deployment type. */
function influxFinding(db: Resource): Finding {
  const path = 'DeploymentType';
  const type = db.string(path);
  if (type === 'WITH_MULTIAZ_STANDBY') return failover(2, says(db, path, 'DeploymentType is WITH_MULTIAZ_STANDBY'));
  if (type === 'SINGLE_AZ') return single(says(db, path, 'DeploymentType is SINGLE_AZ: one instance'));
  return unknown(says(db, path, `DeploymentType is ${type ?? 'absent'}`));
}

/** A warehouse answers with all of its nodes: it waits for a replacement when one fails. */
function warehouseFinding(warehouse: Resource): Finding {
  if (warehouse.isTrue('MultiAZ')) return failover(2, says(warehouse, 'MultiAZ', 'MultiAZ is true: two zones'));
  const nodes = warehouse.number('NumberOfNodes') ?? 1;
  const evidence = says(warehouse, 'MultiAZ', `MultiAZ is not set: ${amount(nodes, 'node')} in one zone, all needed`);
  return { ...single(evidence), units: nodes };
}

/** Zones that Regions have where it is fewer than three. */
const TWO_ZONE_REGIONS = new Set(['us-west-1']);

/**
 * A domain needs a majority of its dedicated master nodes, or of its data nodes where it has none. Amazon OpenSearch
 * Service Developer Guide, "Configuring a multi-AZ domain": in two zones without dedicated master nodes, losing one
 * zone has even odds of losing the majority; three dedicated master nodes are in three zones where the Region has them.
 */
function domainFinding(domain: Resource, config: string): Finding {
  const standby = `${config}.MultiAZWithStandbyEnabled`;
  const nodesAt = `${config}.InstanceCount`;
  const nodes = domain.number(nodesAt);
  if (domain.isTrue(standby)) {
    const evidence = says(domain, standby, 'MultiAZWithStandbyEnabled is true: three zones, one of them in standby');
    return {
      redundancy: 'QUORUM',
      ...(nodes !== undefined && { units: nodes }),
      isZoneRedundant: true,
      evidence: [evidence],
    };
  }
  if (nodes === undefined) return unknown(says(domain, nodesAt, 'InstanceCount is absent'));
  if (nodes < 2) return single(says(domain, nodesAt, 'InstanceCount is 1: one data node'));
  const masters = domain.isTrue(`${config}.DedicatedMasterEnabled`)
    ? (domain.number(`${config}.DedicatedMasterCount`) ?? NaN)
    : 0;
  const evidence = [
    says(domain, nodesAt, `InstanceCount is ${nodes}: ${amount(nodes, 'data node')}`),
    says(domain, `${config}.DedicatedMaster${masters === 0 ? 'Enabled' : 'Count'}`, mastersSaid(masters)),
  ];
  const awareness = `${config}.ZoneAwarenessEnabled`;
  if (!domain.isTrue(awareness)) {
    evidence.push(says(domain, awareness, 'ZoneAwarenessEnabled is not true: all data nodes are in one zone'));
    return { redundancy: 'QUORUM', units: nodes, isZoneRedundant: false, evidence };
  }
  const path = `${config}.ZoneAwarenessConfig.AvailabilityZoneCount`;
  const zones = domain.number(path) ?? 2;
  evidence.push(says(domain, path, `The data nodes are in ${zones} zones${domain.has(path) ? '' : ' (the default)'}`));
  return { redundancy: 'QUORUM', units: nodes, ...majority(domain, zones, nodes, masters), evidence };
}

function mastersSaid(masters: number): string {
  if (Number.isNaN(masters)) return 'DedicatedMasterCount is absent';
  const said = masters === 1 ? 'One' : masters === 0 ? 'No' : String(masters);
  return `${said} dedicated master node${masters === 1 ? '' : 's'}`;
}

function majority(domain: Resource, zones: number, nodes: number, masters: number): Pick<Finding, 'isZoneRedundant'> {
  if (Number.isNaN(masters)) return {};
  if (masters === 0) return { isZoneRedundant: zones >= 3 && nodes >= 3 };
  if (masters < 3) return { isZoneRedundant: false };
  if (domain.region === undefined && zones < 3) return {};
  return { isZoneRedundant: !TWO_ZONE_REGIONS.has(domain.region ?? '') };
}
