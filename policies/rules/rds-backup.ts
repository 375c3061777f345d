import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeRetention, MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';
import { isAurora, isClusterMember, isReplica } from '../../lib/facts/databases';

export const rdsAutomatedBackupsDisabled = defineRule({
  id: 'RdsAutomatedBackupsDisabled',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'error',
  strictness: 'essential',
  title: 'The DB instance keeps no automated backups',
  why: 'What a fault or a mistake destroys cannot be brought back: without automated backups there is no point-in-time recovery.',
  fix: 'Set BackupRetentionPeriod to 7 or more (CDK: backupRetention: Duration.days(7)).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:RDSInstanceBackupEnabled',
    'cfn-lint:I3013',
    'checkov:CKV_AWS_133',
    'config:db-instance-backup-enabled',
    'control-tower:CT.RDS.PR.8',
    'guard:DB_INSTANCE_BACKUP_ENABLED',
    'prowler:rds_instance_backup_enabled',
    'securityhub:RDS.11',
    'trusted-advisor:amazon-rds-backups',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
  remedy: { BackupRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', BackupRetentionPeriod: 0 },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', BackupRetentionPeriod: 14 },
    at: 'Properties.BackupRetentionPeriod',
  },
  check: (db) => {
    if (isClusterMember(db) || isReplica(db) || isAurora(db)) return notApplicable;
    return db.number('BackupRetentionPeriod') === 0 ? nonCompliant('BackupRetentionPeriod') : compliant;
  },
});

export const rdsBackupRetentionTooShort = defineRule({
  id: 'RdsBackupRetentionTooShort',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DB instance keeps automated backups for less than a week',
  why: 'Corrupted data is often noticed after days; then every backup that is left holds it too. The default is 1 day.',
  fix: 'Set BackupRetentionPeriod to 7 or more (CDK: backupRetention: Duration.days(7)).',
  wellArchitected: ['REL09-BP03'],
  equivalents: ['cfn-lint:I3013', 'cfn_nag:RDSInstanceBackupRetentionPeriodRule', 'securityhub:RDS.11'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
  remedy: { BackupRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', BackupRetentionPeriod: 7 },
    at: 'Properties.BackupRetentionPeriod',
  },
  check: (db, application) => {
    if (isClusterMember(db) || isReplica(db) || isAurora(db)) return notApplicable;
    // No backups at all is a finding of its own.
    return db.number('BackupRetentionPeriod') === 0 ? notApplicable : judgeRetention(db, application);
  },
});

export const rdsDeleteAutomatedBackups = defineRule({
  id: 'RdsDeleteAutomatedBackups',
  appliesTo: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The automated backups are deleted together with the database',
  why: 'Whoever deletes the database deletes all points in time it could be restored to. That is the default.',
  fix: 'Set DeleteAutomatedBackups to false (CDK: deleteAutomatedBackups: false).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.Retaining.html',
  remedy: { DeleteAutomatedBackups: false },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', DeleteAutomatedBackups: false },
    at: 'Properties.DeleteAutomatedBackups',
  },
  check: (db) => {
    if (isClusterMember(db) || isReplica(db)) return notApplicable;
    // Aurora Limitless Database cannot keep them.
    if (db.string('ClusterScalabilityType') === 'limitless') return notApplicable;
    return db.isFalse('DeleteAutomatedBackups') ? compliant : nonCompliant('DeleteAutomatedBackups');
  },
});

export const rdsCopyTagsToSnapshot = defineRule({
  id: 'RdsCopyTagsToSnapshot',
  appliesTo: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Snapshots do not carry the tags of the database',
  why: 'Retention and restore automation that goes by tags does not see the snapshots. By default tags are not copied.',
  fix: 'Set CopyTagsToSnapshot to true (CDK: copyTagsToSnapshot: true).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'checkov:CKV2_AWS_60',
    'checkov:CKV_AWS_313',
    'config:rds-mysql-cluster-copy-tags-to-snapshot-check',
    'config:rds-pgsql-cluster-copy-tags-to-snapshot-check',
    'control-tower:CT.RDS.PR.10',
    'control-tower:CT.RDS.PR.9',
    'prowler:rds_instance_copy_tags_to_snapshots',
    'securityhub:RDS.16',
    'securityhub:RDS.17',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html',
  remedy: { CopyTagsToSnapshot: true },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', CopyTagsToSnapshot: true },
    at: 'Properties.CopyTagsToSnapshot',
  },
  check: (db) => {
    if (isClusterMember(db)) return notApplicable;
    return db.isTrue('CopyTagsToSnapshot') ? compliant : nonCompliant('CopyTagsToSnapshot');
  },
});
