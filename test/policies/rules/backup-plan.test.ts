import { RuleTester } from 'cdk-resilience/rules';
import {
  backupContinuous,
  backupCrossAccountCopy,
  backupCrossRegionCopy,
  backupPlanFrequency,
  backupPlanRetention,
  backupPlanWithoutSelection,
} from '../../../policies/rules/backup-plan';

const properties = (...rules: object[]) => ({
  BackupPlan: {
    BackupPlanName: 'p',
    BackupPlanRule: rules.map((rule, i) => ({ RuleName: `r${i}`, TargetBackupVault: 'main', ...rule })),
  },
});
const plan = (...rules: object[]) => ({ Type: 'AWS::Backup::BackupPlan', Properties: properties(...rules) });
const copyTo = (arn: unknown) => ({ CopyActions: [{ DestinationBackupVaultArn: arn }] });
const rule = (i: number, property: string) => `Subject.Properties.BackupPlan.BackupPlanRule.${i}.${property}`;
const vaultArn = (region: string, account = '111122223333') =>
  `arn:aws:backup:${region}:${account}:backup-vault:copies`;

RuleTester.run(backupPlanWithoutSelection, {
  valid: [
    {
      name: 'a selection in another stack',
      given: {
        Resources: { Subject: plan({}) },
        Outputs: { Plan: { Value: { Ref: 'Subject' }, Export: { Name: 'plan' } } },
      },
      stacks: {
        Data: {
          template: {
            Resources: {
              S: { Type: 'AWS::Backup::BackupSelection', Properties: { BackupPlanId: { 'Fn::ImportValue': 'plan' } } },
            },
          },
        },
      },
    },
    {
      name: 'a selection by the attribute',
      given: {
        Resources: {
          Subject: plan({}),
          S: {
            Type: 'AWS::Backup::BackupSelection',
            Properties: { BackupPlanId: { 'Fn::GetAtt': ['Subject', 'BackupPlanId'] } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'selections of another plan',
      given: {
        Resources: {
          Subject: plan({}),
          S: { Type: 'AWS::Backup::BackupSelection', Properties: { BackupPlanId: 'other' } },
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'an output about something else',
      given: {
        Resources: { Subject: plan({}), V: { Type: 'AWS::Backup::BackupVault' } },
        Outputs: { Vault: { Value: { Ref: 'V' } } },
      },
      finds: ['Subject'],
    },
  ],
  undetermined: [
    {
      name: 'a plan that is passed on',
      given: { Resources: { Subject: plan({}) }, Outputs: { Plan: { Value: { Ref: 'Subject' } } } },
      open: ['Subject'],
    },
  ],
});

RuleTester.run(backupPlanFrequency, {
  valid: [
    { name: 'the default schedule', given: properties({}) },
    { name: 'hourly', given: properties({ ScheduleExpression: 'cron(0 * * * ? *)' }) },
    { name: 'every working day', given: properties({ ScheduleExpression: 'cron(0 22 ? * MON-FRI *)' }) },
    { name: 'days by number', given: properties({ ScheduleExpression: 'cron(0 22 ? * 2,3,4,5,6 *)' }) },
    {
      name: 'a daily rule beside a monthly one',
      given: properties({ ScheduleExpression: 'cron(0 5 1 * ? *)' }, { ScheduleExpression: 'cron(0 5 * * ? *)' }),
    },
    {
      name: 'continuous backups',
      given: properties({ ScheduleExpression: 'cron(0 5 ? * SUN *)', EnableContinuousBackup: true }),
    },
    {
      name: 'a plan for the long term beside a daily one',
      given: { Resources: { Subject: plan({ ScheduleExpression: 'cron(0 5 1 * ? *)' }) } },
      stacks: { Daily: { template: { Resources: { Daily: plan({ ScheduleExpression: 'cron(0 5 ? * * *)' }) } } } },
    },
    { name: 'a rate', given: properties({ ScheduleExpression: 'rate(12 hours)' }) },
  ],
  invalid: [
    {
      name: 'monthly',
      given: properties({ ScheduleExpression: 'cron(0 5 1 * ? *)' }),
      finds: [rule(0, 'ScheduleExpression')],
    },
    {
      name: 'the first Monday of a month',
      given: properties({ ScheduleExpression: 'cron(0 5 ? * 2#1 *)' }),
      finds: [rule(0, 'ScheduleExpression')],
    },
    {
      name: 'every second day',
      given: properties({ ScheduleExpression: 'cron(0 5 */2 * ? *)' }),
      finds: [rule(0, 'ScheduleExpression')],
    },
    {
      name: 'daily in some months',
      given: properties({ ScheduleExpression: 'cron(0 5 * 1,7 ? *)' }),
      finds: [rule(0, 'ScheduleExpression')],
    },
    {
      name: 'a rate of a week',
      given: properties({ ScheduleExpression: 'rate(7 days)' }),
      finds: [rule(0, 'ScheduleExpression')],
    },
  ],
  undetermined: [
    {
      name: 'no schedule expression',
      given: properties({ ScheduleExpression: 'daily' }),
      open: [rule(0, 'ScheduleExpression')],
    },
    {
      name: 'a parameter that decides',
      given: {
        Parameters: { When: { Type: 'String' } },
        Resources: { Subject: plan({ ScheduleExpression: { Ref: 'When' } }) },
      },
      open: [rule(0, 'ScheduleExpression')],
    },
  ],
});

RuleTester.run(backupPlanRetention, {
  valid: [
    { name: 'for ever', given: properties({}) },
    {
      name: 'one rule that keeps longer',
      given: properties({ Lifecycle: { DeleteAfterDays: 7 } }, { Lifecycle: { DeleteAfterDays: '365' } }),
    },
  ],
  invalid: [
    {
      name: 'two weeks',
      given: properties({ Lifecycle: { DeleteAfterDays: 14 } }),
      finds: [rule(0, 'Lifecycle.DeleteAfterDays')],
    },
  ],
});

const selecting = (selected: object) => ({
  Resources: {
    Subject: plan({}),
    Files: { Type: 'AWS::EFS::FileSystem' },
    Statements: { Type: 'AWS::S3::Bucket' },
    Selection: {
      Type: 'AWS::Backup::BackupSelection',
      Properties: { BackupPlanId: { Ref: 'Subject' }, BackupSelection: { SelectionName: 's', ...selected } },
    },
  },
});
const files = { 'Fn::GetAtt': ['Files', 'Arn'] };

RuleTester.run(backupContinuous, {
  valid: [
    { name: 'one rule of two', given: properties({}, { EnableContinuousBackup: 'true' }) },
    { name: 'a plan for file systems alone', given: selecting({ Resources: [files] }) },
  ],
  invalid: [
    {
      name: 'a plan for a bucket, too',
      given: selecting({ Resources: [files, { 'Fn::GetAtt': ['Statements', 'Arn'] }] }),
      finds: [rule(0, 'EnableContinuousBackup')],
    },
    {
      name: 'a plan for tagged resources, too',
      given: selecting({ Resources: [files], ListOfTags: [{ ConditionKey: 'k', ConditionValue: 'v' }] }),
      finds: [rule(0, 'EnableContinuousBackup')],
    },
    {
      name: 'a plan for resources of another app',
      given: selecting({ Resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] }),
      finds: [rule(0, 'EnableContinuousBackup')],
    },
    { name: 'false', given: properties({ EnableContinuousBackup: false }), finds: [rule(0, 'EnableContinuousBackup')] },
  ],
});

RuleTester.run(backupCrossRegionCopy, {
  valid: [
    { name: 'an ARN of another Region', region: 'us-east-1', given: properties(copyTo(vaultArn('us-west-2'))) },
    { name: 'one rule of two', region: 'us-east-1', given: properties({}, copyTo(vaultArn('us-west-2'))) },
    {
      name: 'a vault of a stack in another Region',
      region: 'us-east-1',
      account: '111122223333',
      given: properties(
        copyTo({ 'Fn::Sub': 'arn:${AWS::Partition}:backup:us-west-2:${AWS::AccountId}:backup-vault:copies' }),
      ),
      stacks: {
        West: {
          region: 'us-west-2',
          account: '111122223333',
          template: {
            Resources: { V: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'copies' } } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a vault of the same stack',
      given: {
        Resources: {
          Subject: plan(copyTo({ 'Fn::GetAtt': ['V', 'BackupVaultArn'] })),
          V: { Type: 'AWS::Backup::BackupVault' },
        },
      },
      finds: [rule(0, 'CopyActions')],
    },
    {
      name: 'another account in the same Region',
      region: 'us-east-1',
      account: '111122223333',
      given: properties(copyTo(vaultArn('us-east-1', '444455556666'))),
      finds: [rule(0, 'CopyActions')],
    },
    {
      name: 'the Region of the stack by pseudo parameter',
      region: 'us-east-1',
      given: properties(copyTo({ 'Fn::Sub': 'arn:aws:backup:${AWS::Region}:444455556666:backup-vault:copies' })),
      finds: [rule(0, 'CopyActions')],
    },
  ],
  undetermined: [
    {
      name: 'a vault that a parameter names',
      given: { Parameters: { Vault: { Type: 'String' } }, Resources: { Subject: plan(copyTo({ Ref: 'Vault' })) } },
      open: [rule(0, 'CopyActions.0.DestinationBackupVaultArn')],
    },
  ],
});

RuleTester.run(backupCrossAccountCopy, {
  valid: [
    {
      name: 'an ARN of another account',
      account: '111122223333',
      given: properties(copyTo(vaultArn('us-east-1', '444455556666'))),
    },
    {
      name: 'a vault that a parameter names',
      given: { Parameters: { Vault: { Type: 'String' } }, Resources: { Subject: plan(copyTo({ Ref: 'Vault' })) } },
    },
  ],
  invalid: [
    {
      name: 'an ARN of the same account',
      account: '111122223333',
      given: properties(copyTo(vaultArn('us-west-2'))),
      finds: [rule(0, 'CopyActions')],
    },
    {
      name: 'a vault of the same stack',
      given: {
        Resources: {
          Subject: plan(copyTo({ 'Fn::GetAtt': ['V', 'BackupVaultArn'] })),
          V: { Type: 'AWS::Backup::BackupVault' },
        },
      },
      finds: [rule(0, 'CopyActions')],
    },
  ],
});
