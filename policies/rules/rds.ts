import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isAurora, isClusterMember, isRdsCustom, isReplica } from '../../lib/facts/databases';

export const rdsMultiAz = defineRule({
  id: 'RdsMultiAz',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The DB instance runs in one Availability Zone',
  why: 'Losing the zone or the host takes the database down until it is repaired or restored from a backup. The default is one zone.',
  fix: 'Set MultiAZ to true (CDK: multiAz: true).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:RDSMultiAZSupport',
    'checkov:CKV_AWS_157',
    'config:rds-multi-az-support',
    'control-tower:CT.RDS.PR.1',
    'guard:RDS_MULTI_AZ_SUPPORT',
    'prowler:rds_instance_multi_az',
    'securityhub:RDS.5',
    'trusted-advisor:amazon-rds-multi-az',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html',
  remedy: { MultiAZ: true },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', MultiAZ: true },
    at: 'Properties.MultiAZ',
  },
  check: (db) => {
    if (isClusterMember(db) || isReplica(db) || isAurora(db)) return notApplicable;
    return db.isTrue('MultiAZ') ? compliant : nonCompliant('MultiAZ');
  },
});

export const rdsDeletionProtection = defineRule({
  id: 'RdsDeletionProtection',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DB instance is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the database and by default its automated backups with it. The default is no protection.',
  fix: 'Set DeletionProtection to true (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'cdk-nag:RDSInstanceDeletionProtectionEnabled',
    'cfn_nag:RDSInstanceDeletionProtectionRule',
    'checkov:CKV_AWS_293',
    'config:rds-instance-deletion-protection-enabled',
    'control-tower:CT.RDS.PR.13',
    'guard:RDS_INSTANCE_DELETION_PROTECTION_ENABLED',
    'prowler:rds_instance_deletion_protection',
    'securityhub:RDS.8',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
  remedy: { DeletionProtection: true },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', DeletionProtection: true },
    at: 'Properties.DeletionProtection',
  },
  check: (db) => {
    // A replica can be made again from its source; a cluster protects its members' data.
    if (isClusterMember(db) || isReplica(db) || isAurora(db)) return notApplicable;
    return db.isTrue('DeletionProtection') ? compliant : nonCompliant('DeletionProtection');
  },
});

export const rdsStorageAutoscaling = defineRule({
  id: 'RdsStorageAutoscaling',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The storage of the DB instance does not grow',
  why: 'A database that runs out of storage stops taking writes until somebody enlarges it. The default is no storage autoscaling; AWS advises a ceiling at least 26% above the allocated storage.',
  fix: 'Set MaxAllocatedStorage well above AllocatedStorage (CDK: maxAllocatedStorage).',
  wellArchitected: ['REL07-BP01'],
  equivalents: ['trusted-advisor:amazon-rds-db-instance-storage-autoscaling-off'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html',
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', AllocatedStorage: '100' },
    compliant: {
      Engine: 'postgres',
      DBInstanceClass: 'db.m7g.large',
      AllocatedStorage: '100',
      MaxAllocatedStorage: 500,
    },
    at: 'Properties.MaxAllocatedStorage',
  },
  check: (db) => {
    if (isClusterMember(db) || isReplica(db) || isAurora(db) || isRdsCustom(db)) return notApplicable;
    if (!db.has('MaxAllocatedStorage')) return nonCompliant('MaxAllocatedStorage');
    const [allocated, ceiling] = [db.number('AllocatedStorage'), db.number('MaxAllocatedStorage') as number];
    if (allocated === undefined || ceiling >= allocated * 1.26) return compliant;
    const detail = `The storage may grow from ${allocated} GiB to ${ceiling} GiB only.`;
    return nonCompliant('MaxAllocatedStorage', { detail });
  },
});

export const rdsAutoMinorVersionUpgrade = defineRule({
  id: 'RdsAutoMinorVersionUpgrade',
  appliesTo: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Minor versions of the database engine are not installed',
  why: 'Minor versions carry the fixes for crashes and data corruption. They are installed by default in the maintenance window; here that is switched off.',
  fix: 'Leave AutoMinorVersionUpgrade out or set it to true (CDK: autoMinorVersionUpgrade: true).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:RDSAutomaticMinorVersionUpgradeEnabled',
    'checkov:CKV_AWS_226',
    'config:rds-automatic-minor-version-upgrade-enabled',
    'config:rds-cluster-auto-minor-version-upgrade-enable',
    'control-tower:CT.RDS.PR.5',
    'guard:RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED',
    'prowler:rds_instance_minor_version_upgrade_enabled',
    'securityhub:RDS.13',
    'securityhub:RDS.35',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  remedy: { AutoMinorVersionUpgrade: true },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', AutoMinorVersionUpgrade: false },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    at: 'Properties.AutoMinorVersionUpgrade',
  },
  check: (db) => {
    if (!db.has('AutoMinorVersionUpgrade')) return compliant;
    if (isRdsCustom(db)) return notApplicable;
    return db.isFalse('AutoMinorVersionUpgrade') ? nonCompliant('AutoMinorVersionUpgrade') : compliant;
  },
});

/** Source: "Using SSL/TLS to encrypt a connection to a DB instance", Amazon RDS User Guide: expired on these days. */
const EXPIRED_CERTIFICATE_AUTHORITIES: Readonly<Record<string, string>> = {
  'rds-ca-2015': '5 March 2020',
  'rds-ca-2019': '22 August 2024',
};

export const rdsCaCertificateOutdated = defineRule({
  id: 'RdsCaCertificateOutdated',
  appliesTo: ['AWS::RDS::DBInstance', 'AWS::DocDB::DBInstance'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The certificate authority of the DB instance has expired',
  why: 'Clients that verify the server certificate cannot connect.',
  fix: 'Set CACertificateIdentifier to rds-ca-rsa2048-g1, or another one that is valid, or leave it out (CDK: caCertificate).',
  wellArchitected: ['REL06-BP01'],
  equivalents: ['checkov:CKV_AWS_211', 'prowler:rds_instance_certificate_expiration'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html',
  remedy: { CACertificateIdentifier: 'rds-ca-rsa2048-g1' },
  examples: {
    noncompliant: { Engine: 'mysql', DBInstanceClass: 'db.m7g.large', CACertificateIdentifier: 'rds-ca-2019' },
    compliant: { Engine: 'mysql', DBInstanceClass: 'db.m7g.large', CACertificateIdentifier: 'rds-ca-rsa2048-g1' },
    at: 'Properties.CACertificateIdentifier',
  },
  check: (db) => {
    const authority = db.string('CACertificateIdentifier') ?? '';
    const day = Object.hasOwn(EXPIRED_CERTIFICATE_AUTHORITIES, authority)
      ? EXPIRED_CERTIFICATE_AUTHORITIES[authority]
      : undefined;
    if (day === undefined) return compliant;
    return nonCompliant('CACertificateIdentifier', { detail: `${authority} expired on ${day}.` });
  },
});

export const rdsReplicaPromotionReady = defineRule({
  id: 'RdsReplicaPromotionReady',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The read replica in another Region is not ready to take over',
  why: 'Promoted after the loss of the first Region, it runs in one zone or without backups just when nothing else is left. By default a replica has no standby and keeps no backups.',
  fix: 'Set MultiAZ to true and BackupRetentionPeriod to 7 or more on the replica (CDK: multiAz, backupRetention).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html',
  remedy: { MultiAZ: true, BackupRetentionPeriod: 7 },
  examples: {
    noncompliant: {
      SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      SourceRegion: 'eu-west-1',
      DBInstanceClass: 'db.m7g.large',
      BackupRetentionPeriod: 7,
    },
    compliant: {
      SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      SourceRegion: 'eu-west-1',
      DBInstanceClass: 'db.m7g.large',
      BackupRetentionPeriod: 7,
      MultiAZ: true,
    },
    at: 'Properties.MultiAZ',
  },
  check: (db) => {
    if (!db.has('SourceDBInstanceIdentifier') || !isReplica(db)) return notApplicable;
    const source = db.reference('SourceDBInstanceIdentifier');
    const arn = /^arn:[^:]*:rds:([^:$]+):/.exec(String(db.at('SourceDBInstanceIdentifier').json()));
    const from = source?.region ?? arn?.[1] ?? (db.has('SourceRegion') ? db.string('SourceRegion') : undefined);
    if (from === undefined || from === db.region || (db.region === undefined && !db.has('SourceRegion')))
      return notApplicable;
    const standby = db.isTrue('MultiAZ') ? compliant : nonCompliant('MultiAZ', { detail: `Its source is in ${from}.` });
    if ((db.number('BackupRetentionPeriod') ?? 0) > 0) return standby;
    return [standby, nonCompliant('BackupRetentionPeriod', { detail: 'It keeps no automated backups.' })];
  },
});
