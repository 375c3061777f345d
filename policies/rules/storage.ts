import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import { isVolumeBackedUp } from '../../lib/facts/volumes';

export const ebsInBackupPlan = defineRule({
  id: 'EbsInBackupPlan',
  appliesTo: 'AWS::EC2::Volume',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The volume is not backed up',
  why: 'A volume lives in one Availability Zone and is never backed up by itself: what is lost on it is lost.',
  fix: 'Select the volume in a backup plan, or give it the target tag of a Data Lifecycle Manager policy (CDK: BackupPlan.addSelection).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:EC2EBSInBackupPlan',
    'checkov:CKV2_AWS_9',
    'config:ebs-in-backup-plan',
    'config:ebs-resources-protected-by-backup-plan',
    'prowler:dlm_ebs_snapshot_lifecycle_policy_exists',
    'prowler:ec2_ebs_volume_protected_by_backup_plan',
    'securityhub:EC2.28',
    'trusted-advisor:amazon-ebs-not-in-backup-plan',
  ],
  docs: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html',
  examples: {
    noncompliant: { AvailabilityZone: 'us-east-1a', Size: 100 },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::EC2::Volume',
          Properties: { AvailabilityZone: 'us-east-1a', Size: 100, Tags: [{ Key: 'backup', Value: 'daily' }] },
        },
        Daily: {
          Type: 'AWS::DLM::LifecyclePolicy',
          Properties: {
            Description: 'daily',
            State: 'ENABLED',
            ExecutionRoleArn: 'arn:aws:iam::111122223333:role/dlm',
            PolicyDetails: { ResourceTypes: ['VOLUME'], TargetTags: [{ Key: 'backup', Value: 'daily' }] },
          },
        },
      },
    },
    at: '',
  },
  check: (volume, application) => {
    const answer = isVolumeBackedUp(volume, application);
    if (answer === 'unknown') return undetermined(undefined, 'deployment decides whether a backup covers it');
    return answer === 'yes' ? compliant : nonCompliant();
  },
});

export const dlmPolicyDisabled = defineRule({
  id: 'DlmPolicyDisabled',
  appliesTo: 'AWS::DLM::LifecyclePolicy',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The snapshot policy is switched off',
  why: 'A policy that is not enabled makes no snapshots, while everything looks as if it did.',
  fix: 'Set State to ENABLED (CDK: state: "ENABLED" on CfnLifecyclePolicy).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dlm-lifecyclepolicy.html',
  remedy: { State: 'ENABLED' },
  examples: {
    noncompliant: { Description: 'daily', State: 'DISABLED', DefaultPolicy: 'VOLUME' },
    compliant: { Description: 'daily', State: 'ENABLED', DefaultPolicy: 'VOLUME' },
    at: 'Properties.State',
  },
  check: (policy) => (policy.string('State') === 'DISABLED' ? nonCompliant('State') : compliant),
});

export const dlmCrossRegionCopy = defineRule({
  id: 'DlmCrossRegionCopy',
  appliesTo: 'AWS::DLM::LifecyclePolicy',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Snapshots stay in the Region of their volumes',
  why: 'When the Region is out of reach, so are the snapshots. The default is no copy.',
  fix: 'Add CrossRegionCopyRules to a schedule of the policy, or CrossRegionCopyTargets to a default policy.',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html',
  examples: {
    noncompliant: { Description: 'daily', State: 'ENABLED', DefaultPolicy: 'VOLUME' },
    compliant: {
      Description: 'daily',
      State: 'ENABLED',
      DefaultPolicy: 'VOLUME',
      CrossRegionCopyTargets: [{ TargetRegion: 'us-west-2' }],
    },
    at: '',
  },
  check: (policy) => {
    if (policy.at('PolicyDetails.PolicyType').string() === 'EVENT_BASED_POLICY') return notApplicable;
    const targets = ['CrossRegionCopyTargets', 'PolicyDetails.CrossRegionCopyTargets'];
    if (targets.some((each) => policy.list(each).length > 0)) return compliant;
    const schedules = policy.list('PolicyDetails.Schedules');
    const isCopied = schedules.some((schedule) => schedule.at('CrossRegionCopyRules').items().length > 0);
    return isCopied ? compliant : nonCompliant();
  },
});

export const dataSyncVerification = defineRule({
  id: 'DataSyncVerification',
  appliesTo: 'AWS::DataSync::Task',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Copied data is not compared with its source',
  why: 'Without the check at the end of the task, differences between source and copy stay unnoticed until the copy is needed. The default is to check.',
  fix: 'Set Options.VerifyMode to ONLY_FILES_TRANSFERRED or POINT_IN_TIME_CONSISTENT, or leave it out.',
  wellArchitected: ['REL09-BP04'],
  equivalents: ['config:datasync-task-data-verification-enabled'],
  docs: 'https://docs.aws.amazon.com/datasync/latest/userguide/configure-data-verification-options.html',
  remedy: { Options: { VerifyMode: 'ONLY_FILES_TRANSFERRED' } },
  examples: {
    noncompliant: {
      SourceLocationArn: 'arn:aws:datasync:us-east-1:111122223333:location/loc-1',
      DestinationLocationArn: 'arn:aws:datasync:us-east-1:111122223333:location/loc-2',
      Options: { VerifyMode: 'NONE' },
    },
    compliant: {
      SourceLocationArn: 'arn:aws:datasync:us-east-1:111122223333:location/loc-1',
      DestinationLocationArn: 'arn:aws:datasync:us-east-1:111122223333:location/loc-2',
    },
    at: 'Properties.Options.VerifyMode',
  },
  check: (task) => (task.string('Options.VerifyMode') === 'NONE' ? nonCompliant('Options.VerifyMode') : compliant),
});
