import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import { judgeBackup } from '../../lib/facts/backup';
import { fsxBlock, isLinkedToS3, isScratch } from '../../lib/facts/file-systems';

export const fsxMultiAz = defineRule({
  id: 'FsxMultiAz',
  appliesTo: 'AWS::FSx::FileSystem',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The file system runs in one Availability Zone',
  why: 'Losing the zone takes the files away from every client. The default for Windows is one zone; ONTAP and OpenZFS have none.',
  fix: 'Set DeploymentType to MULTI_AZ_1 (ONTAP also MULTI_AZ_2); this replaces the file system, so move the data first.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:fsx-ontap-deployment-type-check',
    'config:fsx-openzfs-deployment-type-check',
    'config:fsx-windows-deployment-type-check',
    'prowler:fsx_windows_file_system_multi_az_enabled',
    'securityhub:FSx.3',
    'securityhub:FSx.4',
    'securityhub:FSx.5',
  ],
  docs: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/high-availability-multiAZ.html',
  examples: {
    noncompliant: {
      FileSystemType: 'WINDOWS',
      SubnetIds: ['subnet-1'],
      WindowsConfiguration: { ThroughputCapacity: 32 },
    },
    compliant: {
      FileSystemType: 'WINDOWS',
      SubnetIds: ['subnet-1', 'subnet-2'],
      WindowsConfiguration: { ThroughputCapacity: 32, DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'subnet-1' },
    },
    at: 'Properties.WindowsConfiguration.DeploymentType',
  },
  check: (files) => {
    const block = fsxBlock(files);
    if (block === undefined || block === 'LustreConfiguration') return notApplicable;
    const type = files.string(`${block}.DeploymentType`) ?? 'SINGLE_AZ_1';
    if (!type.startsWith('SINGLE_AZ')) return compliant;
    return nonCompliant(`${block}.DeploymentType`, { detail: `The deployment type is ${type}.` });
  },
});

export const fsxBackupRetention = defineRule({
  id: 'FsxBackupRetention',
  appliesTo: 'AWS::FSx::FileSystem',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'essential',
  title: 'The file system is not backed up',
  why: 'Files that are deleted or encrypted by mistake cannot be brought back. By default backups are kept for 30 days; for Lustre there are none.',
  fix: 'Set AutomaticBackupRetentionDays to the days needed, up to 90, or select the file system in a backup plan (CDK: automaticBackupRetention).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/using-backups.html',
  examples: {
    noncompliant: {
      FileSystemType: 'OPENZFS',
      SubnetIds: ['subnet-1'],
      OpenZFSConfiguration: { DeploymentType: 'MULTI_AZ_1', AutomaticBackupRetentionDays: 0 },
    },
    compliant: {
      FileSystemType: 'OPENZFS',
      SubnetIds: ['subnet-1'],
      OpenZFSConfiguration: { DeploymentType: 'MULTI_AZ_1', AutomaticBackupRetentionDays: 30 },
    },
    at: 'Properties.OpenZFSConfiguration.AutomaticBackupRetentionDays',
  },
  check: (files, application) => {
    const block = fsxBlock(files);
    if (block === undefined) return notApplicable;
    const isLustre = block === 'LustreConfiguration';
    if (isLustre && (isScratch(files) || isLinkedToS3(files))) return notApplicable;
    const days = files.number(`${block}.AutomaticBackupRetentionDays`) ?? (isLustre ? 0 : 30);
    if (days > 0) return compliant;
    const isOntap = block === 'OntapConfiguration';
    if (isOntap && application.resources('AWS::Backup::BackupSelection').length > 0) {
      return undetermined(undefined, 'AWS Backup takes the volumes of an ONTAP file system one by one');
    }
    return judgeBackup(files, application, `${block}.AutomaticBackupRetentionDays`);
  },
});

export const fsxLustreScratch = defineRule({
  id: 'FsxLustreScratch',
  appliesTo: 'AWS::FSx::FileSystem',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The Lustre file system is for temporary data',
  why: 'A scratch file system is not replicated: files are lost when one of its servers fails. The default is SCRATCH_1.',
  fix: 'Set LustreConfiguration.DeploymentType to PERSISTENT_2, or link a bucket that holds the data (CDK: deploymentType: LustreDeploymentType.PERSISTENT_2).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html',
  examples: {
    noncompliant: { FileSystemType: 'LUSTRE', SubnetIds: ['subnet-1'], StorageCapacity: 1200 },
    compliant: {
      FileSystemType: 'LUSTRE',
      SubnetIds: ['subnet-1'],
      StorageCapacity: 1200,
      LustreConfiguration: { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125 },
    },
    at: 'Properties.LustreConfiguration.DeploymentType',
  },
  check: (files) => {
    if (fsxBlock(files) !== 'LustreConfiguration' || isLinkedToS3(files)) return notApplicable;
    return isScratch(files) ? nonCompliant('LustreConfiguration.DeploymentType') : compliant;
  },
});

export const fsxCopyTagsToBackups = defineRule({
  id: 'FsxCopyTagsToBackups',
  appliesTo: 'AWS::FSx::FileSystem',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Backups do not carry the tags of the file system',
  why: 'A backup without tags is hard to find in a recovery, and policies that go by tags do not hold for it. The default is false.',
  fix: 'Set CopyTagsToBackups to true (CDK: copyTagsToBackups: true).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'config:fsx-lustre-copy-tags-to-backups',
    'config:fsx-openzfs-copy-tags-enabled',
    'prowler:fsx_file_system_copy_tags_to_backups_enabled',
    'securityhub:FSx.1',
    'securityhub:FSx.2',
  ],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-fsx-filesystem.html',
  examples: {
    noncompliant: {
      FileSystemType: 'OPENZFS',
      SubnetIds: ['subnet-1'],
      OpenZFSConfiguration: { DeploymentType: 'MULTI_AZ_1' },
    },
    compliant: {
      FileSystemType: 'OPENZFS',
      SubnetIds: ['subnet-1'],
      OpenZFSConfiguration: { DeploymentType: 'MULTI_AZ_1', CopyTagsToBackups: true },
    },
    at: 'Properties.OpenZFSConfiguration.CopyTagsToBackups',
  },
  check: (files) => {
    const block = fsxBlock(files);
    // The backups of ONTAP are made of its volumes.
    if (block === undefined || block === 'OntapConfiguration') return notApplicable;
    if (block === 'LustreConfiguration' && (isScratch(files) || isLinkedToS3(files))) return notApplicable;
    return files.isTrue(`${block}.CopyTagsToBackups`) ? compliant : nonCompliant(`${block}.CopyTagsToBackups`);
  },
});
