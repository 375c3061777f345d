import { RuleTester } from 'cdk-resilience/rules';
import {
  backupJobAlarm,
  backupRestoreTesting,
  backupRestoreTestingSelection,
} from '../../../policies/rules/backup-recovery';

const plan = {
  Type: 'AWS::Backup::BackupPlan',
  Properties: { BackupPlan: { BackupPlanName: 'p', BackupPlanRule: [{ RuleName: 'r', TargetBackupVault: 'main' }] } },
};
const testing = (name: unknown) => ({
  Type: 'AWS::Backup::RestoreTestingPlan',
  Properties: { RestoreTestingPlanName: name, ScheduleExpression: 'cron(0 7 ? * SUN *)', RecoveryPointSelection: {} },
});
const selection = (name: unknown) => ({
  Type: 'AWS::Backup::RestoreTestingSelection',
  Properties: {
    RestoreTestingPlanName: name,
    RestoreTestingSelectionName: 's',
    ProtectedResourceType: 'EBS',
    IamRoleArn: 'arn:aws:iam::111122223333:role/r',
  },
});

RuleTester.run(backupRestoreTesting, {
  valid: [
    { name: 'an application without backup plans', given: { Resources: { Subject: { Type: 'AWS::SNS::Topic' } } } },
    {
      name: 'a restore testing plan in another stack',
      given: { Resources: { Subject: plan } },
      stacks: { Drills: { template: { Resources: { T: testing('t') } } } },
    },
  ],
  invalid: [
    { name: 'two plans, once', given: { Resources: { Subject: plan, Other: plan } }, finds: ['Subject'] },
    {
      name: 'a restore testing plan in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: { Subject: plan, T: { ...testing('t'), Condition: 'IsProd' } },
      },
      finds: ['Subject when IsProd is false'],
    },
  ],
});

RuleTester.run(backupRestoreTestingSelection, {
  valid: [
    {
      name: 'a selection by reference',
      given: { Resources: { Subject: testing('t'), S: selection({ Ref: 'Subject' }) } },
    },
    {
      name: 'a selection by name in another stack',
      given: { Resources: { Subject: testing('t') } },
      stacks: { Data: { template: { Resources: { S: selection('t') } } } },
    },
  ],
  invalid: [
    {
      name: 'a selection of another plan',
      given: { Resources: { Subject: testing('t'), S: selection('u') } },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(backupJobAlarm, {
  valid: [
    { name: 'an application without backup plans', given: { Resources: { Subject: { Type: 'AWS::SNS::Topic' } } } },
    {
      name: 'an alarm on failed jobs in another stack',
      given: { Resources: { Subject: plan } },
      stacks: {
        Alarms: {
          template: {
            Resources: {
              A: {
                Type: 'AWS::CloudWatch::Alarm',
                Properties: { Namespace: 'AWS/Backup', MetricName: 'NumberOfBackupJobsFailed' },
              },
            },
          },
        },
      },
    },
    {
      name: 'an alarm by a metric expression',
      given: {
        Resources: {
          Subject: plan,
          A: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              Metrics: [
                {
                  Id: 'm1',
                  MetricStat: {
                    Metric: { Namespace: 'AWS/Backup', MetricName: 'NumberOfBackupJobsFailed' },
                    Period: 300,
                    Stat: 'Sum',
                  },
                },
              ],
            },
          },
        },
      },
    },
    {
      name: 'notifications of a vault',
      given: {
        Resources: {
          Subject: plan,
          V: {
            Type: 'AWS::Backup::BackupVault',
            Properties: {
              Notifications: {
                SNSTopicArn: 'arn:aws:sns:us-east-1:111122223333:t',
                BackupVaultEvents: ['BACKUP_JOB_FAILED'],
              },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'events of something else',
      given: {
        Resources: {
          Subject: plan,
          R: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.ec2'] } } },
        },
      },
      finds: ['Subject'],
    },
  ],
});
