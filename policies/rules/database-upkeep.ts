import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isClusterMember } from '../../lib/facts/databases';

/** Where each type says when it is maintained. */
const WINDOWS: Readonly<Record<string, string>> = {
  'AWS::RDS::DBInstance': 'PreferredMaintenanceWindow',
  'AWS::RDS::DBCluster': 'PreferredMaintenanceWindow',
  'AWS::DocDB::DBCluster': 'PreferredMaintenanceWindow',
  'AWS::Neptune::DBCluster': 'PreferredMaintenanceWindow',
  'AWS::ElastiCache::ReplicationGroup': 'PreferredMaintenanceWindow',
  'AWS::ElastiCache::CacheCluster': 'PreferredMaintenanceWindow',
  'AWS::DAX::Cluster': 'PreferredMaintenanceWindow',
  'AWS::Redshift::Cluster': 'PreferredMaintenanceWindow',
  'AWS::MemoryDB::Cluster': 'MaintenanceWindow',
};

export const maintenanceWindowUnset = defineRule({
  id: 'MaintenanceWindowUnset',
  appliesTo: Object.keys(WINDOWS),
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'AWS chooses when the database is maintained',
  why: 'The default is a window chosen at random, which can be the hour with the most load or the one in which a dependent database is maintained too.',
  fix: 'Set PreferredMaintenanceWindow (MemoryDB: MaintenanceWindow) to a quiet hour (CDK: preferredMaintenanceWindow).',
  wellArchitected: ['REL08-BP01'],
  equivalents: [
    'cdk-nag:RedshiftClusterMaintenanceSettings',
    'config:redshift-cluster-maintenancesettings-check',
    'guard:REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html',
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: {
      Engine: 'postgres',
      DBInstanceClass: 'db.m7g.large',
      PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
    },
    at: 'Properties.PreferredMaintenanceWindow',
  },
  check: (db) => {
    if (db.type === 'AWS::RDS::DBInstance' && isClusterMember(db)) return notApplicable;
    const path = WINDOWS[db.type] as string;
    return db.has(path) ? compliant : nonCompliant(path);
  },
});

/** Where each type says what it runs on. */
const CLASSES: Readonly<Record<string, string>> = {
  'AWS::RDS::DBInstance': 'DBInstanceClass',
  'AWS::DocDB::DBInstance': 'DBInstanceClass',
  'AWS::Neptune::DBInstance': 'DBInstanceClass',
  'AWS::ElastiCache::ReplicationGroup': 'CacheNodeType',
  'AWS::ElastiCache::CacheCluster': 'CacheNodeType',
  'AWS::MemoryDB::Cluster': 'NodeType',
  'AWS::DAX::Cluster': 'NodeType',
  'AWS::OpenSearchService::Domain': 'ClusterConfig.InstanceType',
};

export const databaseBurstableClass = defineRule({
  id: 'DatabaseBurstableClass',
  appliesTo: Object.keys(CLASSES),
  category: 'EXCESSIVE_LOAD',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The database runs on a burstable instance class',
  why: 'Under lasting load its CPU credits run out or cost extra, and it slows down without failing: nothing fails over.',
  fix: 'Use a class of fixed performance, such as db.m8g, db.r8g, cache.m7g or m7g.large.search.',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html',
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.t4g.medium' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m8g.large' },
    at: 'Properties.DBInstanceClass',
  },
  check: (db) => {
    const path = CLASSES[db.type] as string;
    const name = db.string(path) ?? '';
    return /(^|\.)t\d/.test(name) ? nonCompliant(path, { detail: `${name} is burstable.` }) : compliant;
  },
});
