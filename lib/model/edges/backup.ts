import { ignored, needs, observes, permits, permittedBy, uses } from './rows';
import type { EdgeTable } from './types';

/**
 * AWS Backup. What is protected serves on when a plan, a vault or a copy is lost, and a plan waits for nothing that
 * it protects: a selection makes no edge. That something is unprotected is a finding, not a dependency.
 */
export const BACKUP: EdgeTable = {
  'AWS::Backup::BackupPlan': [
    // Recovery points go to the vault: without it the jobs fail.
    needs('BackupPlan.BackupPlanRule[].TargetBackupVault'),
    uses('BackupPlan.BackupPlanRule[].TargetLogicallyAirGappedBackupVaultArn'),
    uses('BackupPlan.BackupPlanRule[].CopyActions[].DestinationBackupVaultArn'),
    permittedBy('BackupPlan.ScanSettings[].ScannerRoleArn'),
  ],
  'AWS::Backup::BackupSelection': [
    permittedBy('BackupSelection.IamRoleArn'),
    ...ignored('BackupPlanId', 'BackupSelection'),
  ],
  'AWS::Backup::BackupVault': [
    needs('EncryptionKeyArn'),
    observes('Notifications.SNSTopicArn'),
    permits('AccessPolicy'),
  ],
  'AWS::Backup::LogicallyAirGappedBackupVault': [
    needs('EncryptionKeyArn'),
    observes('Notifications.SNSTopicArn'),
    permittedBy('MpaApprovalTeamArn'),
    permits('AccessPolicy'),
  ],
  'AWS::Backup::RestoreTestingPlan': ignored('RecoveryPointSelection'),
  'AWS::Backup::RestoreTestingSelection': [
    permittedBy('IamRoleArn'),
    ...ignored(
      'ProtectedResourceArns',
      'ProtectedResourceConditions',
      'RestoreMetadataOverrides',
      'RestoreTestingPlanName',
    ),
  ],
  'AWS::Backup::Framework': [observes('FrameworkControls[]')],
  'AWS::Backup::ReportPlan': [observes('ReportSetting'), observes('ReportDeliveryChannel')],
  'AWS::DLM::LifecyclePolicy': [permittedBy('ExecutionRoleArn'), ...ignored('PolicyDetails')],
};
