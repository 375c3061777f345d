import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeBackup } from '../../lib/facts/backup';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

export const efsOneZone = defineRule({
  id: 'EfsOneZone',
  appliesTo: 'AWS::EFS::FileSystem',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The file system lives in one Availability Zone',
  why: 'A One Zone file system is unavailable with its zone, and lost if the zone is destroyed. By default the data is stored in several zones.',
  fix: 'Leave AvailabilityZoneName out; this replaces the file system, so move the data first (CDK: oneZone: false).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['prowler:efs_multi_az_enabled'],
  docs: 'https://docs.aws.amazon.com/efs/latest/ug/features.html',
  examples: {
    noncompliant: { AvailabilityZoneName: 'us-east-1a', BackupPolicy: { Status: 'ENABLED' } },
    compliant: { BackupPolicy: { Status: 'ENABLED' } },
    at: 'Properties.AvailabilityZoneName',
  },
  check: (files) => (files.has('AvailabilityZoneName') ? nonCompliant('AvailabilityZoneName') : compliant),
});

export const efsMountTargetPerAz = defineRule({
  id: 'EfsMountTargetPerAz',
  appliesTo: 'AWS::EFS::FileSystem',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The file system can be reached through one Availability Zone only',
  why: 'The data spans several zones, but clients reach it through mount targets: when the only zone with one fails, no client can.',
  fix: 'Add an AWS::EFS::MountTarget in each zone that has clients (CDK: vpcSubnets with subnets of several zones).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['prowler:efs_multi_az_enabled', 'trusted-advisor:amazon-efs-no-mount-target-redundancy'],
  docs: 'https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::EFS::FileSystem' },
        Target: {
          Type: 'AWS::EFS::MountTarget',
          Properties: { FileSystemId: { Ref: 'Subject' }, SubnetId: { Ref: 'A' }, SecurityGroups: ['sg-1'] },
        },
        A: {
          Type: 'AWS::EC2::Subnet',
          Properties: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' },
        },
      },
    },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::EFS::FileSystem' },
        TargetA: {
          Type: 'AWS::EFS::MountTarget',
          Properties: { FileSystemId: { Ref: 'Subject' }, SubnetId: { Ref: 'A' }, SecurityGroups: ['sg-1'] },
        },
        TargetB: {
          Type: 'AWS::EFS::MountTarget',
          Properties: { FileSystemId: { Ref: 'Subject' }, SubnetId: { Ref: 'B' }, SecurityGroups: ['sg-1'] },
        },
        A: {
          Type: 'AWS::EC2::Subnet',
          Properties: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' },
        },
        B: {
          Type: 'AWS::EC2::Subnet',
          Properties: { VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1b' },
        },
      },
    },
    at: '',
  },
  check: (files) => {
    const targets = files.referencedBy('AWS::EFS::MountTarget', 'FileSystemId');
    if (targets.length === 0 || files.has('AvailabilityZoneName')) return notApplicable;
    const spread = zonesOfSubnets(targets.map((target) => target.at('SubnetId')));
    return judgeSpread('', spread, 2, { related: targets });
  },
});

export const efsAutomaticBackups = defineRule({
  id: 'EfsAutomaticBackups',
  appliesTo: 'AWS::EFS::FileSystem',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'essential',
  title: 'The file system is not backed up',
  why: 'Files that are deleted or encrypted by mistake cannot be brought back. Outside the console, only One Zone file systems are backed up by default.',
  fix: 'Set BackupPolicy.Status to ENABLED, or select the file system in a backup plan (CDK: enableAutomaticBackups: true).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:EFSInBackupPlan',
    'checkov:CKV2_AWS_18',
    'config:efs-automatic-backups-enabled',
    'config:efs-in-backup-plan',
    'config:efs-resources-protected-by-backup-plan',
    'control-tower:CT.ELASTICFILESYSYSTEM.PR.2',
    'guard:EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'prowler:efs_have_backup_enabled',
    'securityhub:EFS.2',
    'securityhub:EFS.7',
    'trusted-advisor:amazon-efs-not-in-backup-plan',
  ],
  docs: 'https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html',
  remedy: { BackupPolicy: { Status: 'ENABLED' } },
  examples: {
    noncompliant: { Encrypted: true },
    compliant: { Encrypted: true, BackupPolicy: { Status: 'ENABLED' } },
    at: 'Properties.BackupPolicy.Status',
  },
  check: (files, application) => {
    const status = files.string('BackupPolicy.Status');
    if (status === 'ENABLED') return compliant;
    // EFS switches backups of One Zone file systems on by itself.
    if (status === undefined && files.has('AvailabilityZoneName')) return compliant;
    return judgeBackup(files, application, 'BackupPolicy.Status');
  },
});

export const efsReplication = defineRule({
  id: 'EfsReplication',
  appliesTo: 'AWS::EFS::FileSystem',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The file system is not replicated to another Region',
  why: 'The files are out of reach for as long as their Region is. The default is no replication.',
  fix: 'Set ReplicationConfiguration.Destinations to another Region (CDK: replicationConfiguration: ReplicationConfiguration.regionalFileSystem(region)).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html',
  examples: {
    noncompliant: { Encrypted: true },
    compliant: { Encrypted: true, ReplicationConfiguration: { Destinations: [{ Region: 'us-west-2' }] } },
    at: 'Properties.ReplicationConfiguration.Destinations',
  },
  check: (files) => {
    const isCopy = files.referencedBy('AWS::EFS::FileSystem', 'ReplicationConfiguration').length > 0;
    if (isCopy) return notApplicable;
    const destinations = files.list('ReplicationConfiguration.Destinations');
    const first = destinations[0];
    if (first === undefined) return nonCompliant('ReplicationConfiguration.Destinations');
    if (files.region === undefined) return compliant;
    return first.at('Region').string() === files.region ? nonCompliant(first.at('Region')) : compliant;
  },
});
