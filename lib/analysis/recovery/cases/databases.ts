import { isAurora, isClusterMember, isGiven, isReplica } from '../../../facts/databases';
import { membersOf } from '../../../facts/database-clusters';
import type { Resource } from '../../../model/resource';
import type { Evidence } from '../../component';
import type { Subject } from '../subject';
import { when, whenBackedUp, whenContinuous, whenCopied, type Case, type Cases } from './case';

/** How long RDS keeps automated backups when nothing is said, in days. */
const DEFAULT_RETENTION = 1;

/** Properties by which a database begins as a copy of another, whose settings it takes over. */
const ORIGINS = [
  'DBClusterSnapshotIdentifier',
  'DBSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDbiResourceId',
];

const isMember = ({ resource }: Subject): boolean => isClusterMember(resource) || isAurora(resource);

const PART: readonly Case[] = [when('part-of-cluster')];

/** What all say of a component that its cluster or global database speaks for. */
export const PART_OF_CLUSTER: Cases = { software: PART, infrastructure: PART, az: PART, region: PART };

const asMember = when('part-of-cluster', isMember);
const asReplica = when('rds-replica-again', ({ resource }) => isReplica(resource));

/** Automated backups are on. */
const pointInTime = when('rds-point-in-time', ({ resource }) => automatedBackups(resource));

function automatedBackups(resource: Resource): Evidence[] | undefined {
  const at = resource.at('BackupRetentionPeriod');
  const days = at.number() ?? retentionUnsaid(resource);
  if (days <= 0) return undefined;
  const said = at.isPresent ? `is ${days}` : `is absent (the default is ${DEFAULT_RETENTION})`;
  return [{ resource, path: at.path, says: `BackupRetentionPeriod ${said}: automated backups are kept` }];
}

function retentionUnsaid(resource: Resource): number {
  if (!ORIGINS.some((origin) => isGiven(resource.at(origin)))) return DEFAULT_RETENTION;
  return resource.at('BackupRetentionPeriod').undetermined('it is taken over from what is restored');
}

/** A read replica in another Region that names a database as its source. */
function replicaElsewhere(type: string, property: string): (subject: Subject) => readonly Evidence[] | undefined {
  return ({ resource }) => {
    const replicas = resource.referencedBy(type, property).filter((each) => isElsewhere(each, resource));
    return replicas.length === 0
      ? undefined
      : replicas.map((replica) => ({
          resource: replica,
          path: `Properties.${property}`,
          says: `It is a read replica in ${replica.region}`,
        }));
  };
}

function isElsewhere(a: Resource, b: Resource): boolean {
  return a.region !== undefined && b.region !== undefined && a.region !== b.region;
}

export const RDS_INSTANCE: Cases = {
  software: [
    asMember,
    asReplica,
    pointInTime,
    whenContinuous('rds-point-in-time'),
    whenBackedUp('backup'),
    when('rds-nothing'),
  ],
  infrastructure: [asMember, when('rds-standby', ({ resource }) => standby(resource)), when('rds-host')],
  az: [
    asMember,
    when('rds-standby', ({ resource }) => standby(resource)),
    asReplica,
    pointInTime,
    whenContinuous('rds-point-in-time'),
    whenBackedUp('backup'),
    when('rds-nothing'),
  ],
  region: [
    asMember,
    asReplica,
    when('rds-replica-elsewhere', replicaElsewhere('AWS::RDS::DBInstance', 'SourceDBInstanceIdentifier')),
    when('rds-backups-elsewhere', ({ resource }) => backupsElsewhere(resource)),
    whenCopied('rds-copies-elsewhere'),
    when('rds-one-region', (subject) => nothingElsewhere(subject)),
  ],
};

function standby(resource: Resource): readonly Evidence[] | false {
  if (!resource.isTrue('MultiAZ')) return false;
  return [{ resource, path: 'Properties.MultiAZ', says: 'MultiAZ is true: there is a standby in another zone' }];
}

function backupsElsewhere(resource: Resource): readonly Evidence[] | false {
  const at = resource.at('AutomaticBackupReplicationRegion');
  if (!at.isPresent) return false;
  return [{ resource, path: at.path, says: 'Automated backups are replicated to another Region' }];
}

function nothingElsewhere({ resource }: Subject): readonly Evidence[] {
  return [{ resource, path: '', says: 'Nothing in the application keeps its data in another Region' }];
}

/** Aurora, or the three instances of a Multi-AZ DB cluster. */
export const RDS_CLUSTER: Cases = {
  software: [
    when('aurora-backtrack', ({ resource }) => backtrack(resource)),
    when('aurora-point-in-time', ({ resource }) => isAurora(resource)),
    pointInTime,
    whenContinuous('rds-point-in-time'),
    whenBackedUp('backup'),
    when('rds-nothing'),
  ],
  infrastructure: [
    when('rds-cluster', isMultiAzCluster),
    when('aurora-replica', ({ redundancy }) => redundancy === 'FAILOVER'),
    when('aurora-single', ({ redundancy }) => redundancy === 'SINGLE'),
  ],
  az: [
    when('rds-cluster', isMultiAzCluster),
    when('aurora-replica', (subject) => subject.redundancy === 'FAILOVER' && subject.isZoneRedundant),
    when('aurora-single-zone-lost', ({ redundancy }) => redundancy === 'FAILOVER' || redundancy === 'SINGLE'),
  ],
  region: [
    ...inGlobalDatabase('aurora-global', 'aurora-global-headless'),
    when('rds-replica-elsewhere', replicaElsewhere('AWS::RDS::DBCluster', 'ReplicationSourceIdentifier')),
    whenCopied('rds-copies-elsewhere'),
    when('aurora-one-region', (subject) => isAurora(subject.resource) && nothingElsewhere(subject)),
    when('rds-one-region', nothingElsewhere),
  ],
};

function isMultiAzCluster({ resource, component }: Subject): boolean {
  return !isAurora(resource) && component.service === 'rds';
}

function backtrack(resource: Resource): readonly Evidence[] | false {
  const at = resource.at('BacktrackWindow');
  if (!at.isPresent || (at.number() ?? 0) <= 0) return false;
  return [{ resource, path: at.path, says: 'BacktrackWindow is set: the cluster can be rewound' }];
}

/** The cluster belongs to a global database, with or without instances in another Region. */
function inGlobalDatabase(withInstances: string, headless: string | undefined): Case[] {
  const find = (wanted: boolean) => (subject: Subject) => {
    const others = siblingsOf(subject);
    if (others === undefined) return undefined;
    const { application } = subject;
    const chosen = others.filter((each) => {
      const { certain, possible } = membersOf(each, application);
      return certain.length + possible.length > 0 === wanted;
    });
    return chosen.length === 0
      ? undefined
      : chosen.map((each) => ({
          resource: each,
          path: 'Properties.GlobalClusterIdentifier',
          says: `It is a cluster of the same global database in ${each.region}, with${wanted ? '' : 'out'} instances`,
        }));
  };
  return [when(withInstances, find(true)), ...(headless === undefined ? [] : [when(headless, find(false))])];
}

/** The clusters of the same global database in other Regions; `undefined` where it belongs to none. */
function siblingsOf(subject: Subject): Resource[] | undefined {
  const { resource, application } = subject;
  const own = globalOf(resource);
  if (own === undefined) return undefined;
  const others = application
    .resources(resource.type)
    .filter((each) => each !== resource && globalOf(each) === own && isElsewhere(each, resource));
  return others.length > 0
    ? others
    : subject.unknown('the other clusters of its global database are not in the application');
}

/** What names the global database of a cluster. */
function globalOf(cluster: Resource): Resource | string | undefined {
  const type = cluster.type.replace('DBCluster', 'GlobalCluster');
  const [begun] = cluster.referencedBy(type, 'SourceDBClusterIdentifier');
  const at = cluster.at('GlobalClusterIdentifier');
  if (!isGiven(at)) return begun === undefined ? undefined : (nameOf(begun) ?? begun);
  const named = at.reference();
  return (named === undefined ? undefined : (nameOf(named) ?? named)) ?? at.identity ?? cluster.key;
}

/** One that gives its name is also found by it. */
function nameOf(database: Resource): string | undefined {
  return database.at('GlobalClusterIdentifier').identity;
}

/** A cluster of DocumentDB or Neptune, whose backups cannot be switched off. */
function documentCluster(service: 'documentdb' | 'neptune'): Cases {
  return {
    software: [when(`${service}-point-in-time`)],
    infrastructure: [
      when(`${service}-replica`, ({ redundancy }) => redundancy === 'FAILOVER'),
      when(`${service}-single`, ({ redundancy }) => redundancy === 'SINGLE'),
    ],
    az: [
      when(`${service}-replica`, (subject) => subject.redundancy === 'FAILOVER' && subject.isZoneRedundant),
      when(`${service}-single-zone-lost`, ({ redundancy }) => redundancy === 'FAILOVER' || redundancy === 'SINGLE'),
    ],
    region: [
      ...inGlobalDatabase('global-cluster', undefined),
      whenCopied('copies-elsewhere'),
      when('one-region', nothingElsewhere),
    ],
  };
}

export const DOCUMENTDB = documentCluster('documentdb');
export const NEPTUNE = documentCluster('neptune');

export const DSQL: Cases = {
  software: [whenBackedUp('backup')],
  infrastructure: [when('dsql')],
  az: [when('dsql')],
  region: [
    when('dsql-regions', ({ resource }) => {
      const at = resource.at('MultiRegionProperties.Clusters');
      if (!at.isPresent || (!at.isUnknown && at.items().length === 0)) return undefined;
      return [{ resource, path: at.path, says: 'It has a peer in another Region' }];
    }),
    whenCopied('copies-elsewhere'),
    when('dsql-one-region', nothingElsewhere),
  ],
};

export const DYNAMODB: Cases = {
  software: [
    when('dynamodb-point-in-time', ({ resource }) => tableRecovery(resource)),
    whenBackedUp('dynamodb-backup'),
    when('dynamodb-nothing'),
  ],
  infrastructure: [when('dynamodb')],
  az: [when('dynamodb')],
  region: [
    when('dynamodb-global-strong', ({ resource }) => {
      if (!hasReplicaTable(resource) || resource.string('MultiRegionConsistency') !== 'STRONG') return undefined;
      const path = 'Properties.MultiRegionConsistency';
      return [{ resource, path, says: 'MultiRegionConsistency is STRONG, with replicas in other Regions' }];
    }),
    when('dynamodb-global', ({ resource }) => {
      if (!hasReplicaTable(resource)) return undefined;
      return [{ resource, path: 'Properties.Replicas', says: 'It has a replica in another Region' }];
    }),
    whenCopied('dynamodb-copies-elsewhere'),
    when('dynamodb-one-region', nothingElsewhere),
  ],
};

const RECOVERY = 'PointInTimeRecoverySpecification';

function tableRecovery(table: Resource): readonly Evidence[] | undefined {
  const place = table.type === 'AWS::DynamoDB::GlobalTable' ? table.list('Replicas') : [table.properties];
  const found = place.map((each) => each.at(`${RECOVERY}.PointInTimeRecoveryEnabled`)).find(({ isTrue }) => isTrue);
  if (found === undefined) return undefined;
  return [{ resource: table, path: found.path, says: 'Point-in-time recovery is on' }];
}

/** Whether a table has a replica in another Region: as a global table, or by CDK's custom resource. */
function hasReplicaTable(table: Resource): boolean {
  if (table.type === 'AWS::DynamoDB::Table') return table.referencedBy('Custom::DynamoDBReplica').length > 0;
  return table.type === 'AWS::DynamoDB::GlobalTable' && table.list('Replicas').length >= 2;
}
