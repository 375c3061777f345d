import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { backupRules, copyActions, deniesDeletion, targetVault } from '../../lib/facts/backup-plans';

export const backupVaultLock = defineRule({
  id: 'BackupVaultLock',
  appliesTo: 'AWS::Backup::BackupVault',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Backups can be deleted by whoever can delete the data',
  why: 'A mistake, a script or an intruder that deletes the data can delete all backups of them too. The default is no lock.',
  fix:
    'Set LockConfiguration.MinRetentionDays, or deny backup:DeleteRecoveryPoint in AccessPolicy ' +
    '(CDK: lockConfiguration: { minRetention }, or blockRecoveryPointDeletion: true).',
  wellArchitected: ['REL09-BP02'],
  equivalents: ['config:backup-recovery-point-manual-deletion-disabled'],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  remedy: { LockConfiguration: { MinRetentionDays: 7 } },
  examples: {
    noncompliant: { BackupVaultName: 'main' },
    compliant: { BackupVaultName: 'main', LockConfiguration: { MinRetentionDays: 7 } },
    at: 'Properties.LockConfiguration',
  },
  check: (vault) => {
    if (vault.has('LockConfiguration') || deniesDeletion(vault)) return compliant;
    return nonCompliant('LockConfiguration');
  },
});

const lockedVault = { BackupVaultName: 'main', LockConfiguration: { MinRetentionDays: 30, MaxRetentionDays: 365 } };

const planInto = (lifecycle: object) => ({
  Resources: {
    Subject: {
      Type: 'AWS::Backup::BackupPlan',
      Properties: {
        BackupPlan: {
          BackupPlanName: 'daily',
          BackupPlanRule: [{ RuleName: 'daily', TargetBackupVault: { Ref: 'Vault' }, Lifecycle: lifecycle }],
        },
      },
    },
    Vault: { Type: 'AWS::Backup::BackupVault', Properties: lockedVault },
  },
});

export const backupVaultRetentionConflict = defineRule({
  id: 'BackupVaultRetentionConflict',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'error',
  strictness: 'essential',
  title: 'The lock of the vault refuses the backups of the plan',
  why: 'A locked vault fails every backup or copy job whose retention is outside of its limits: there are no backups, although there is a plan.',
  fix: 'Bring Lifecycle.DeleteAfterDays between MinRetentionDays and MaxRetentionDays of the vault (CDK: deleteAfter, lockConfiguration).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  examples: {
    noncompliant: planInto({ DeleteAfterDays: 7 }),
    compliant: planInto({ DeleteAfterDays: 35 }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.Lifecycle.DeleteAfterDays',
  },
  check: (plan) =>
    backupRules(plan).flatMap((rule) => [
      conflict(rule.at('Lifecycle.DeleteAfterDays'), targetVault(rule)),
      ...copyActions(rule).map((copy) => {
        return conflict(copy.at('Lifecycle.DeleteAfterDays'), copy.at('DestinationBackupVaultArn').reference());
      }),
    ]),
});

function conflict(retention: Value, vault: Resource | undefined): Verdict {
  // A logically air-gapped vault has its limits at the top, and they are required.
  const lock = vault?.type === 'AWS::Backup::BackupVault' ? vault.at('LockConfiguration') : vault?.properties;
  if (vault === undefined || lock === undefined || !lock.isPresent) return notApplicable;
  const days = retention.number() ?? Infinity;
  const min = lock.at('MinRetentionDays').number() ?? 0;
  const max = lock.at('MaxRetentionDays').number() ?? Infinity;
  if (days >= min && days <= max) return compliant;
  const kept = days === Infinity ? 'for ever' : `for ${days} days`;
  const limits = days < min ? `at least ${min}` : `at most ${max}`;
  return nonCompliant(retention, {
    detail: `Backups are to be kept ${kept}, the vault takes ${limits} days.`,
    related: [vault],
  });
}

const planWith = (rule: object) => ({
  BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: [{ RuleName: 'daily', TargetBackupVault: 'main', ...rule }] },
});

/** Cold storage is paid, and so kept, for at least this long. */
const COLD_DAYS = 90;
const CONTINUOUS_DAYS = 35;

export const backupLifecycleInvalid = defineRule({
  id: 'BackupLifecycleInvalid',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'AWS Backup does not accept the retention of the rule',
  why: `Backups stay in cold storage for at least ${COLD_DAYS} days, continuous backups are kept for at most ${CONTINUOUS_DAYS}: a plan that asks for something else is refused.`,
  fix:
    `Set DeleteAfterDays to at least MoveToColdStorageAfterDays + ${COLD_DAYS}, with EnableContinuousBackup ` +
    `to at most ${CONTINUOUS_DAYS} (CDK: deleteAfter).`,
  wellArchitected: ['REL09-BP03'],
  equivalents: ['cfn-lint:E3504'],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html',
  examples: {
    noncompliant: planWith({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 90 } }),
    compliant: planWith({ Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120 } }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.Lifecycle.DeleteAfterDays',
  },
  check: (plan) =>
    backupRules(plan).flatMap((rule) => {
      const own = rule.at('Lifecycle');
      const kept = own.at('DeleteAfterDays');
      if (rule.at('EnableContinuousBackup').isTrue && !((kept.number() ?? Infinity) <= CONTINUOUS_DAYS)) {
        return nonCompliant(kept, { detail: `Continuous backups are kept for 1 to ${CONTINUOUS_DAYS} days.` });
      }
      return [own, ...copyActions(rule).map((copy) => copy.at('Lifecycle'))].map(coldStorage);
    }),
});

function coldStorage(lifecycle: Value): Verdict {
  const kept = lifecycle.at('DeleteAfterDays');
  const [moved, deleted] = [lifecycle.at('MoveToColdStorageAfterDays').number(), kept.number()];
  if (moved === undefined || moved < 0 || deleted === undefined || deleted < 0) return compliant;
  if (deleted >= moved + COLD_DAYS) return compliant;
  return nonCompliant(kept, { detail: `Moved to cold storage after ${moved} days, deleted after ${deleted}.` });
}

/** The types whose backups are encrypted with the key of the vault and not with their own. */
const FULLY_MANAGED = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'AWS::EFS::FileSystem', 'AWS::S3::Bucket'];

export const backupVaultKeyShared = defineRule({
  id: 'BackupVaultKeyShared',
  appliesTo: 'AWS::Backup::BackupVault',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'One key encrypts the data and its backups',
  why: 'When the key is disabled or deleted, data and backups are lost together.',
  fix: 'Give the vault a key of its own (CDK: encryptionKey).',
  wellArchitected: ['REL09-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::Backup::BackupVault',
          Properties: { BackupVaultName: 'main', EncryptionKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
        Files: {
          Type: 'AWS::EFS::FileSystem',
          Properties: { Encrypted: true, KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
        Key: { Type: 'AWS::KMS::Key' },
      },
    },
    compliant: { BackupVaultName: 'main' },
    at: 'Properties.EncryptionKeyArn',
  },
  check: (vault) => {
    const key = vault.reference('EncryptionKeyArn');
    if (key === undefined) return notApplicable;
    const data = FULLY_MANAGED.flatMap((type) => key.referencedBy(type));
    return data.length > 0 ? nonCompliant('EncryptionKeyArn', { related: data }) : compliant;
  },
});
