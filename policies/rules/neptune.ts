import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeMembers } from '../../lib/facts/database-clusters';
import { judgeRetention, MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';
import { isGlobalSecondary } from '../../lib/facts/databases';

export const neptuneMultiInstance = defineRule({
  id: 'NeptuneMultiInstance',
  appliesTo: 'AWS::Neptune::DBCluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The Neptune cluster has a single instance',
  why: 'The data survives in three zones, but there is nothing to fail over to: a new instance has to be created before the cluster answers again.',
  fix: 'Add a second AWS::Neptune::DBInstance to the cluster.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:NeptuneClusterMultiAZ',
    'config:neptune-cluster-multi-az-enabled',
    'prowler:neptune_cluster_multi_az',
    'securityhub:Neptune.9',
  ],
  docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/feature-overview-db-clusters.html',
  examples: {
    noncompliant: { Resources: { Subject: { Type: 'AWS::Neptune::DBCluster' }, Primary: anInstance() } },
    compliant: {
      Resources: { Subject: { Type: 'AWS::Neptune::DBCluster' }, Primary: anInstance(), Replica: anInstance() },
    },
    at: '',
  },
  check: (cluster, application) => {
    return isGlobalSecondary(cluster) ? notApplicable : judgeMembers(cluster, application);
  },
});

export const neptuneGraphReplicas = defineRule({
  id: 'NeptuneGraphReplicas',
  appliesTo: 'AWS::NeptuneGraph::Graph',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Neptune Analytics graph has no replica in another zone',
  why: 'When its zone or host fails, the graph has to be loaded again before it answers. The default is one replica; here it is taken away.',
  fix: 'Set ReplicaCount to 1 or more, or leave it out.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/neptune-analytics/latest/userguide/what-is-neptune-analytics.html',
  remedy: { ReplicaCount: 1 },
  examples: {
    noncompliant: { GraphName: 'customers', ProvisionedMemory: 128, ReplicaCount: 0 },
    compliant: { GraphName: 'customers', ProvisionedMemory: 128 },
    at: 'Properties.ReplicaCount',
  },
  check: (graph) => (graph.number('ReplicaCount') === 0 ? nonCompliant('ReplicaCount') : compliant),
});

export const neptuneBackupRetention = defineRule({
  id: 'NeptuneBackupRetention',
  appliesTo: 'AWS::Neptune::DBCluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Neptune cluster keeps backups for less than a week',
  why: 'Corrupted data is often noticed after days; then every backup that is left holds it too. The default is 1 day.',
  fix: 'Set BackupRetentionPeriod to 7 or more (CDK: backupRetention: Duration.days(7)).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:NeptuneClusterBackupRetentionPeriod',
    'checkov:CKV_AWS_361',
    'config:neptune-cluster-backup-retention-check',
    'prowler:neptune_cluster_backup_enabled',
    'securityhub:Neptune.5',
  ],
  docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore.html',
  remedy: { BackupRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { DBClusterIdentifier: 'customers' },
    compliant: { DBClusterIdentifier: 'customers', BackupRetentionPeriod: 14 },
    at: 'Properties.BackupRetentionPeriod',
  },
  check: judgeRetention,
});

export const neptuneDeletionProtection = defineRule({
  id: 'NeptuneDeletionProtection',
  appliesTo: ['AWS::Neptune::DBCluster', 'AWS::Neptune::GlobalCluster', 'AWS::NeptuneGraph::Graph'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Neptune cluster or graph is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the data with it. A cluster has to ask for protection.',
  fix: 'Set DeletionProtection to true (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'checkov:CKV2_AWS_58',
    'config:neptune-cluster-deletion-protection-enabled',
    'prowler:neptune_cluster_deletion_protection',
    'securityhub:Neptune.4',
  ],
  docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html',
  remedy: { DeletionProtection: true },
  examples: {
    noncompliant: { DBClusterIdentifier: 'customers' },
    compliant: { DBClusterIdentifier: 'customers', DeletionProtection: true },
    at: 'Properties.DeletionProtection',
  },
  check: (cluster) => {
    const isOn = cluster.at('DeletionProtection').boolean();
    // CloudFormation documents no default for a graph.
    if (isOn === undefined && cluster.type === 'AWS::NeptuneGraph::Graph') return notApplicable;
    return isOn === true ? compliant : nonCompliant('DeletionProtection');
  },
});

export const neptuneAutoMinorVersion = defineRule({
  id: 'NeptuneAutoMinorVersion',
  appliesTo: 'AWS::Neptune::DBInstance',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Minor versions of the Neptune engine are not installed',
  why: 'Minor versions carry the fixes for crashes and data corruption; here their automatic installation is switched off.',
  fix: 'Set AutoMinorVersionUpgrade to true (CDK: autoMinorVersionUpgrade: true).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['cdk-nag:NeptuneClusterAutomaticMinorVersionUpgrade'],
  docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/engine-maintenance-management.html',
  remedy: { AutoMinorVersionUpgrade: true },
  examples: {
    noncompliant: { DBInstanceClass: 'db.r6g.large', AutoMinorVersionUpgrade: false },
    compliant: { DBInstanceClass: 'db.r6g.large', AutoMinorVersionUpgrade: true },
    at: 'Properties.AutoMinorVersionUpgrade',
  },
  check: (instance) => {
    return instance.isFalse('AutoMinorVersionUpgrade') ? nonCompliant('AutoMinorVersionUpgrade') : compliant;
  },
});

export const neptuneCopyTagsToSnapshot = defineRule({
  id: 'NeptuneCopyTagsToSnapshot',
  appliesTo: 'AWS::Neptune::DBCluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Snapshots do not carry the tags of the Neptune cluster',
  why: 'Retention and restore automation that goes by tags does not see the snapshots. Copying has to be asked for.',
  fix: 'Set CopyTagsToSnapshot to true (CDK: copyTagsToSnapshot: true).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'checkov:CKV_AWS_362',
    'config:neptune-cluster-copy-tags-to-snapshot-enabled',
    'prowler:neptune_cluster_copy_tags_to_snapshots',
    'securityhub:Neptune.8',
  ],
  docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/tagging.html',
  remedy: { CopyTagsToSnapshot: true },
  examples: {
    noncompliant: { DBClusterIdentifier: 'customers' },
    compliant: { DBClusterIdentifier: 'customers', CopyTagsToSnapshot: true },
    at: 'Properties.CopyTagsToSnapshot',
  },
  check: (cluster) => (cluster.isTrue('CopyTagsToSnapshot') ? compliant : nonCompliant('CopyTagsToSnapshot')),
});

function anInstance(): object {
  return {
    Type: 'AWS::Neptune::DBInstance',
    Properties: { DBClusterIdentifier: { Ref: 'Subject' }, DBInstanceClass: 'db.r6g.large' },
  };
}
