import { RuleTester } from 'cdk-resilience/rules';
import { fsxBackupRetention, fsxCopyTagsToBackups, fsxLustreScratch, fsxMultiAz } from '../../../policies/rules/fsx';

const windows = (configuration: object = {}) => ({
  FileSystemType: 'WINDOWS',
  SubnetIds: ['subnet-1'],
  WindowsConfiguration: configuration,
});
const ontap = (configuration: object) => ({
  FileSystemType: 'ONTAP',
  SubnetIds: ['subnet-1'],
  OntapConfiguration: configuration,
});
const zfs = (configuration: object) => ({
  FileSystemType: 'OPENZFS',
  SubnetIds: ['subnet-1'],
  OpenZFSConfiguration: configuration,
});
const lustre = (configuration: object = {}) => ({
  FileSystemType: 'LUSTRE',
  SubnetIds: ['subnet-1'],
  LustreConfiguration: configuration,
});
const selection = (...arns: unknown[]) => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: {
    BackupPlanId: 'plan',
    BackupSelection: { SelectionName: 's', IamRoleArn: 'arn:aws:iam::111122223333:role/b', Resources: arns },
  },
});

RuleTester.run(fsxMultiAz, {
  valid: [
    { name: 'ONTAP of the second generation', given: ontap({ DeploymentType: 'MULTI_AZ_2' }) },
    { name: 'OpenZFS in several zones', given: zfs({ DeploymentType: 'MULTI_AZ_1' }) },
    { name: 'Lustre, which is in one zone always', given: lustre({ DeploymentType: 'PERSISTENT_2' }) },
  ],
  invalid: [
    {
      name: 'Windows of the second generation',
      given: windows({ DeploymentType: 'SINGLE_AZ_2' }),
      finds: ['Subject.Properties.WindowsConfiguration.DeploymentType'],
    },
    {
      name: 'ONTAP in one zone',
      given: ontap({ DeploymentType: 'SINGLE_AZ_1' }),
      finds: ['Subject.Properties.OntapConfiguration.DeploymentType'],
    },
    {
      name: 'OpenZFS with a standby in the same zone',
      given: zfs({ DeploymentType: 'SINGLE_AZ_HA_2' }),
      finds: ['Subject.Properties.OpenZFSConfiguration.DeploymentType'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter that decides',
      given: {
        Parameters: { Type: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::FSx::FileSystem', Properties: ontap({ DeploymentType: { Ref: 'Type' } }) },
        },
      },
      open: ['Subject.Properties.OntapConfiguration.DeploymentType'],
    },
  ],
});

RuleTester.run(fsxBackupRetention, {
  valid: [
    { name: 'the default of Windows', given: windows() },
    { name: 'scratch Lustre', given: lustre({ DeploymentType: 'SCRATCH_2' }) },
    { name: 'Lustre over a bucket', given: lustre({ DeploymentType: 'PERSISTENT_1', ImportPath: 's3://data' }) },
    {
      name: 'Lustre with a data repository',
      given: {
        Resources: {
          Subject: { Type: 'AWS::FSx::FileSystem', Properties: lustre({ DeploymentType: 'PERSISTENT_2' }) },
          Data: {
            Type: 'AWS::FSx::DataRepositoryAssociation',
            Properties: { FileSystemId: { Ref: 'Subject' }, FileSystemPath: '/', DataRepositoryPath: 's3://data' },
          },
        },
      },
    },
    {
      name: 'a backup plan instead',
      given: {
        Resources: {
          Subject: { Type: 'AWS::FSx::FileSystem', Properties: windows({ AutomaticBackupRetentionDays: 0 }) },
          S: selection('arn:aws:fsx:*:*:file-system/*'),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'Windows without backups',
      given: windows({ AutomaticBackupRetentionDays: '0' }),
      finds: ['Subject.Properties.WindowsConfiguration.AutomaticBackupRetentionDays'],
    },
    {
      name: 'the default of persistent Lustre',
      given: lustre({ DeploymentType: 'PERSISTENT_2' }),
      finds: ['Subject.Properties.LustreConfiguration.AutomaticBackupRetentionDays'],
    },
  ],
  undetermined: [
    {
      name: 'ONTAP, whose volumes a plan may cover',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::FSx::FileSystem',
            Properties: ontap({ DeploymentType: 'MULTI_AZ_1', AutomaticBackupRetentionDays: 0 }),
          },
          S: selection('arn:aws:fsx:*:*:volume/*'),
        },
      },
      open: ['Subject'],
    },
  ],
});

RuleTester.run(fsxLustreScratch, {
  valid: [
    { name: 'Windows', given: windows() },
    { name: 'scratch over a bucket', given: lustre({ DeploymentType: 'SCRATCH_2', ImportPath: 's3://data' }) },
  ],
  invalid: [
    {
      name: 'SCRATCH_2',
      given: lustre({ DeploymentType: 'SCRATCH_2' }),
      finds: ['Subject.Properties.LustreConfiguration.DeploymentType'],
    },
  ],
});

RuleTester.run(fsxCopyTagsToBackups, {
  valid: [
    { name: 'ONTAP, whose volumes are backed up', given: ontap({ DeploymentType: 'MULTI_AZ_1' }) },
    { name: 'scratch Lustre', given: lustre() },
  ],
  invalid: [
    {
      name: 'false',
      given: windows({ CopyTagsToBackups: false }),
      finds: ['Subject.Properties.WindowsConfiguration.CopyTagsToBackups'],
    },
  ],
});
