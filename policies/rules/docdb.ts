import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeMembers } from '../../lib/facts/database-clusters';
import { judgeRetention, MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';
import { isGlobalSecondary } from '../../lib/facts/databases';

export const docDbMultiInstance = defineRule({
  id: 'DocDbMultiInstance',
  appliesTo: 'AWS::DocDB::DBCluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The DocumentDB cluster has a single instance',
  why: 'The data survives in three zones, but there is nothing to fail over to: a new instance has to be created before the cluster answers again.',
  fix: 'Add a second AWS::DocDB::DBInstance to the cluster (CDK: instances: 2).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['prowler:documentdb_cluster_multi_az_enabled', 'trusted-advisor:amazon-documentdb-single-az-clusters'],
  docs: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/replication.html',
  examples: {
    noncompliant: { Resources: { Subject: { Type: 'AWS::DocDB::DBCluster' }, Primary: anInstance() } },
    compliant: {
      Resources: { Subject: { Type: 'AWS::DocDB::DBCluster' }, Primary: anInstance(), Replica: anInstance() },
    },
    at: '',
  },
  check: (cluster, application) => {
    return isGlobalSecondary(cluster) ? notApplicable : judgeMembers(cluster, application);
  },
});

export const docDbElasticShardReplicas = defineRule({
  id: 'DocDbElasticShardReplicas',
  appliesTo: 'AWS::DocDBElastic::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The shards of the DocumentDB elastic cluster have no replica',
  why: 'When the only instance of a shard fails, its part of the data is out of reach until a new one runs.',
  fix: 'Set ShardInstanceCount to 2 or more.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/elastic-how-it-works.html',
  remedy: { ShardInstanceCount: 2 },
  examples: {
    noncompliant: { ClusterName: 'orders', ShardCapacity: 2, ShardCount: 2, ShardInstanceCount: 1 },
    compliant: { ClusterName: 'orders', ShardCapacity: 2, ShardCount: 2, ShardInstanceCount: 2 },
    at: 'Properties.ShardInstanceCount',
  },
  // Low confidence for an absent count: AWS states no default.
  check: (cluster) =>
    (cluster.number('ShardInstanceCount') ?? 2) < 2 ? nonCompliant('ShardInstanceCount') : compliant,
});

export const docDbBackupRetention = defineRule({
  id: 'DocDbBackupRetention',
  appliesTo: ['AWS::DocDB::DBCluster', 'AWS::DocDBElastic::Cluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DocumentDB cluster keeps backups for less than a week',
  why: 'Corrupted data is often noticed after days; then every backup that is left holds it too. The default is 1 day.',
  fix: 'Set BackupRetentionPeriod to 7 or more (CDK: backup: { retention: Duration.days(7) }).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:DocumentDBClusterBackupRetentionPeriod',
    'checkov:CKV_AWS_360',
    'config:docdb-cluster-backup-retention-check',
    'prowler:documentdb_cluster_backup_enabled',
    'securityhub:DocumentDB.2',
  ],
  docs: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html',
  remedy: { BackupRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { MasterUsername: 'orders' },
    compliant: { MasterUsername: 'orders', BackupRetentionPeriod: 14 },
    at: 'Properties.BackupRetentionPeriod',
  },
  check: (cluster, application) => {
    const retention = cluster.at('BackupRetentionPeriod');
    const isElastic = cluster.type === 'AWS::DocDBElastic::Cluster';
    if (isElastic && !retention.isPresent)
      return retention.undetermined('no default is documented for elastic clusters');
    return judgeRetention(cluster, application);
  },
});

export const docDbDeletionProtection = defineRule({
  id: 'DocDbDeletionProtection',
  appliesTo: ['AWS::DocDB::DBCluster', 'AWS::DocDB::GlobalCluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DocumentDB cluster is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the cluster and its automated backups with it. Protection has to be asked for.',
  fix: 'Set DeletionProtection to true (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'config:docdb-cluster-deletion-protection-enabled',
    'prowler:documentdb_cluster_deletion_protection',
    'securityhub:DocumentDB.5',
  ],
  docs: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-delete.html',
  remedy: { DeletionProtection: true },
  examples: {
    noncompliant: { MasterUsername: 'orders' },
    compliant: { MasterUsername: 'orders', DeletionProtection: true },
    at: 'Properties.DeletionProtection',
  },
  check: (cluster) => (cluster.isTrue('DeletionProtection') ? compliant : nonCompliant('DeletionProtection')),
});

function anInstance(): object {
  return {
    Type: 'AWS::DocDB::DBInstance',
    Properties: { DBClusterIdentifier: { Ref: 'Subject' }, DBInstanceClass: 'db.r6g.large' },
  };
}
