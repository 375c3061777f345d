import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeRetention, MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';
import { isAurora, isReplica } from '../../lib/facts/databases';

export const auroraBackupRetentionTooShort = defineRule({
  id: 'AuroraBackupRetentionTooShort',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DB cluster keeps automated backups for less than a week',
  why: 'Corrupted data is often noticed after days; then every point in time that is left holds it too. The default is 1 day.',
  fix: 'Set BackupRetentionPeriod to 7 or more (CDK: backup: { retention: Duration.days(7) }).',
  wellArchitected: ['REL09-BP03'],
  equivalents: ['checkov:CKV_AWS_133', 'config:rds-cluster-backup-retention-check'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
  remedy: { BackupRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { Engine: 'aurora-postgresql' },
    compliant: { Engine: 'aurora-postgresql', BackupRetentionPeriod: 14 },
    at: 'Properties.BackupRetentionPeriod',
  },
  check: judgeRetention,
});

export const auroraDeletionProtection = defineRule({
  id: 'AuroraDeletionProtection',
  appliesTo: ['AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DB cluster is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the cluster and by default its automated backups with it. The default is no protection.',
  fix: 'Set DeletionProtection to true (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'cdk-nag:RDSInstanceDeletionProtectionEnabled',
    'checkov:CKV_AWS_139',
    'config:rds-cluster-deletion-protection-enabled',
    'control-tower:CT.RDS.PR.3',
    'prowler:rds_cluster_deletion_protection',
    'securityhub:RDS.7',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
  remedy: { DeletionProtection: true },
  examples: {
    noncompliant: { Engine: 'aurora-postgresql' },
    compliant: { Engine: 'aurora-postgresql', DeletionProtection: true },
    at: 'Properties.DeletionProtection',
  },
  check: (cluster) => {
    if (cluster.type === 'AWS::RDS::DBCluster' && isReplica(cluster)) return notApplicable;
    return cluster.isTrue('DeletionProtection') ? compliant : nonCompliant('DeletionProtection');
  },
});

export const auroraBacktrack = defineRule({
  id: 'AuroraBacktrack',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The Aurora MySQL cluster cannot be rewound',
  why: 'Backtracking undoes a mistake in minutes, without a restore to a new cluster. It is off by default and can only be switched on when the cluster is created or restored.',
  fix: 'Set BacktrackWindow to the seconds to go back, 259200 at most (CDK: backtrackWindow: Duration.hours(24)).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:AuroraMySQLBacktrack',
    'checkov:CKV_AWS_326',
    'config:aurora-mysql-backtracking-enabled',
    'control-tower:CT.RDS.PR.6',
    'guard:AURORA_MYSQL_BACKTRACKING_ENABLED',
    'prowler:rds_cluster_backtrack_enabled',
    'securityhub:RDS.14',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
  remedy: { BacktrackWindow: 86400 },
  examples: {
    noncompliant: { Engine: 'aurora-mysql' },
    compliant: { Engine: 'aurora-mysql', BacktrackWindow: 86400 },
    at: 'Properties.BacktrackWindow',
  },
  check: (cluster, application) => {
    if (!isAurora(cluster) || cluster.string('Engine')?.toLowerCase() !== 'aurora-mysql') return notApplicable;
    // Not available in a global database.
    const isPrimary = application.mentionsOf(cluster, 'AWS::RDS::GlobalCluster').length > 0;
    if (isPrimary || cluster.has('GlobalClusterIdentifier')) return notApplicable;
    return (cluster.number('BacktrackWindow') ?? 0) > 0 ? compliant : nonCompliant('BacktrackWindow');
  },
});
