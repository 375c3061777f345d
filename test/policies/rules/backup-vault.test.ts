import { RuleTester } from 'cdk-resilience/rules';
import {
  backupLifecycleInvalid,
  backupVaultKeyShared,
  backupVaultLock,
  backupVaultRetentionConflict,
} from '../../../policies/rules/backup-vault';

const deny = (statement: object) => ({
  AccessPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Resource: '*', ...statement }] },
});

RuleTester.run(backupVaultLock, {
  valid: [
    {
      name: 'a lock that may not be lifted',
      given: { LockConfiguration: { MinRetentionDays: 30, ChangeableForDays: 3 } },
    },
    {
      name: 'a policy that denies deletion, as CDK writes it',
      given: deny({
        Principal: { AWS: '*' },
        Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
      }),
    },
    {
      name: 'a policy that denies it to all but one role',
      given: deny({
        Principal: '*',
        Action: 'backup:*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/breakglass' } },
      }),
    },
  ],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.LockConfiguration'] },
    {
      name: 'a policy about something else',
      given: deny({ Principal: '*', Action: 'backup:CopyFromBackupVault' }),
      finds: ['Subject.Properties.LockConfiguration'],
    },
    {
      name: 'a policy that allows deletion',
      given: {
        AccessPolicy: {
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' }],
        },
      },
      finds: ['Subject.Properties.LockConfiguration'],
    },
    {
      name: 'a lock in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::Backup::BackupVault',
            Properties: {
              LockConfiguration: { 'Fn::If': ['IsProd', { MinRetentionDays: 7 }, { Ref: 'AWS::NoValue' }] },
            },
          },
        },
      },
      finds: ['Subject.Properties.LockConfiguration when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a policy that a parameter gives',
      given: {
        Parameters: { Policy: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::Backup::BackupVault', Properties: { AccessPolicy: { Ref: 'Policy' } } } },
      },
      open: ['Subject.Properties.AccessPolicy.Statement'],
    },
  ],
});

const plan = (...rules: object[]) => ({
  Type: 'AWS::Backup::BackupPlan',
  Properties: {
    BackupPlan: {
      BackupPlanName: 'p',
      BackupPlanRule: rules.map((rule, i) => ({ RuleName: `r${i}`, TargetBackupVault: 'main', ...rule })),
    },
  },
});
const locked = (lock: object, name = 'main') => ({
  Type: 'AWS::Backup::BackupVault',
  Properties: { BackupVaultName: name, LockConfiguration: lock },
});
const rule = (path: string) => `Subject.Properties.BackupPlan.BackupPlanRule.${path}`;
const copies = { 'Fn::GetAtt': ['Copies', 'BackupVaultArn'] };

RuleTester.run(backupVaultRetentionConflict, {
  valid: [
    { name: 'a vault from elsewhere', given: { Resources: { Subject: plan({ Lifecycle: { DeleteAfterDays: 1 } }) } } },
    {
      name: 'a vault without a lock',
      given: {
        Resources: {
          Subject: plan({ Lifecycle: { DeleteAfterDays: 1 } }),
          V: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'main' } },
        },
      },
    },
    {
      name: 'backups for ever without an upper limit',
      given: { Resources: { Subject: plan({}), V: locked({ MinRetentionDays: 7 }) } },
    },
    {
      name: 'exactly the limit',
      given: {
        Resources: { Subject: plan({ Lifecycle: { DeleteAfterDays: '7' } }), V: locked({ MinRetentionDays: 7 }) },
      },
    },
  ],
  invalid: [
    {
      name: 'a vault by its name',
      given: {
        Resources: { Subject: plan({ Lifecycle: { DeleteAfterDays: 3 } }), V: locked({ MinRetentionDays: 7 }) },
      },
      finds: [rule('0.Lifecycle.DeleteAfterDays')],
    },
    {
      name: 'backups for ever with an upper limit',
      given: { Resources: { Subject: plan({}), V: locked({ MinRetentionDays: 1, MaxRetentionDays: 365 }) } },
      finds: [rule('0.Lifecycle.DeleteAfterDays')],
    },
    {
      name: 'a copy',
      given: {
        Resources: {
          Subject: plan(
            {},
            { CopyActions: [{ DestinationBackupVaultArn: copies, Lifecycle: { DeleteAfterDays: 7 } }] },
          ),
          Copies: locked({ MinRetentionDays: 30 }, 'copies'),
        },
      },
      finds: [rule('1.CopyActions.0.Lifecycle.DeleteAfterDays')],
    },
    {
      name: 'a copy to a logically air-gapped vault',
      given: {
        Resources: {
          Subject: plan({ CopyActions: [{ DestinationBackupVaultArn: copies, Lifecycle: { DeleteAfterDays: 3 } }] }),
          Copies: {
            Type: 'AWS::Backup::LogicallyAirGappedBackupVault',
            Properties: { BackupVaultName: 'c', MinRetentionDays: 7, MaxRetentionDays: 35 },
          },
        },
      },
      finds: [rule('0.CopyActions.0.Lifecycle.DeleteAfterDays')],
    },
  ],
  undetermined: [
    {
      name: 'a retention that a parameter decides',
      given: {
        Parameters: { Days: { Type: 'Number' } },
        Resources: {
          Subject: plan({ Lifecycle: { DeleteAfterDays: { Ref: 'Days' } } }),
          V: locked({ MinRetentionDays: 7 }),
        },
      },
      open: [rule('0.Lifecycle.DeleteAfterDays')],
    },
  ],
});

RuleTester.run(backupLifecycleInvalid, {
  valid: [
    { name: 'no lifecycle', given: { Resources: { Subject: plan({}) } } },
    {
      name: 'cold storage for ever',
      given: { Resources: { Subject: plan({ Lifecycle: { MoveToColdStorageAfterDays: 30 } }) } },
    },
    {
      name: 'continuous backups for 35 days',
      given: { Resources: { Subject: plan({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } }) } },
    },
  ],
  invalid: [
    {
      name: 'a copy that leaves cold storage too early',
      given: {
        Resources: {
          Subject: plan({
            CopyActions: [
              { DestinationBackupVaultArn: 'arn', Lifecycle: { MoveToColdStorageAfterDays: 1, DeleteAfterDays: 90 } },
            ],
          }),
        },
      },
      finds: [rule('0.CopyActions.0.Lifecycle.DeleteAfterDays')],
    },
    {
      name: 'continuous backups for ever',
      given: { Resources: { Subject: plan({ EnableContinuousBackup: true }) } },
      finds: [rule('0.Lifecycle.DeleteAfterDays')],
    },
    {
      name: 'continuous backups for a year',
      given: {
        Resources: { Subject: plan({}, { EnableContinuousBackup: 'true', Lifecycle: { DeleteAfterDays: 365 } }) },
      },
      finds: [rule('1.Lifecycle.DeleteAfterDays')],
    },
  ],
});

const key = { 'Fn::GetAtt': ['Key', 'Arn'] };

RuleTester.run(backupVaultKeyShared, {
  valid: [
    {
      name: 'the key of a database, whose backups keep its key',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Backup::BackupVault', Properties: { EncryptionKeyArn: key } },
          Db: { Type: 'AWS::RDS::DBInstance', Properties: { KmsKeyId: key } },
          Key: { Type: 'AWS::KMS::Key' },
        },
      },
    },
    { name: 'a key from elsewhere', given: { EncryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1' } },
  ],
  invalid: [
    {
      name: 'the key of a table in another stack',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Backup::BackupVault', Properties: { EncryptionKeyArn: key } },
          Key: { Type: 'AWS::KMS::Key' },
        },
        Outputs: { Key: { Value: key, Export: { Name: 'key' } } },
      },
      stacks: {
        Data: {
          template: {
            Resources: {
              T: {
                Type: 'AWS::DynamoDB::Table',
                Properties: { SSESpecification: { KMSMasterKeyId: { 'Fn::ImportValue': 'key' } } },
              },
            },
          },
        },
      },
      finds: ['Subject.Properties.EncryptionKeyArn'],
    },
  ],
});
