import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isWatched } from '../../lib/facts/backup-jobs';

const plan = {
  Type: 'AWS::Backup::BackupPlan',
  Properties: {
    BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: [{ RuleName: 'daily', TargetBackupVault: 'main' }] },
  },
};

const testingPlan = {
  Type: 'AWS::Backup::RestoreTestingPlan',
  Properties: {
    RestoreTestingPlanName: 'weekly',
    ScheduleExpression: 'cron(0 7 ? * SUN *)',
    RecoveryPointSelection: {
      Algorithm: 'LATEST_WITHIN_WINDOW',
      IncludeVaults: ['*'],
      RecoveryPointTypes: ['SNAPSHOT'],
    },
  },
};

const testingSelection = {
  Type: 'AWS::Backup::RestoreTestingSelection',
  Properties: {
    RestoreTestingPlanName: 'weekly',
    RestoreTestingSelectionName: 'volumes',
    ProtectedResourceType: 'EBS',
    ProtectedResourceArns: ['*'],
    IamRoleArn: 'arn:aws:iam::111122223333:role/restore',
  },
};

export const backupRestoreTesting = defineRule({
  id: 'BackupRestoreTesting',
  appliesTo: 'application',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'No backup is ever restored as a test',
  why: 'Whether a backup can be restored, and how long that takes, is otherwise found out in an emergency. Nothing tests it by default.',
  fix: 'Add an AWS::Backup::RestoreTestingPlan with a RestoreTestingSelection for each type (CDK: CfnRestoreTestingPlan, CfnRestoreTestingSelection).',
  wellArchitected: ['REL09-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
  examples: {
    noncompliant: { Resources: { Subject: plan } },
    compliant: { Resources: { Subject: plan, Weekly: testingPlan, Volumes: testingSelection } },
    at: '',
  },
  check: (application) => {
    const [first, ...others] = application.resources('AWS::Backup::BackupPlan');
    if (first === undefined) return notApplicable;
    if (application.resources('AWS::Backup::RestoreTestingPlan').length > 0) return compliant;
    return nonCompliant(undefined, { resource: first, related: others });
  },
});

export const backupRestoreTestingSelection = defineRule({
  id: 'BackupRestoreTestingSelectionMissing',
  appliesTo: 'AWS::Backup::RestoreTestingPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'essential',
  title: 'The restore testing plan tests nothing',
  why: 'The selections of a restore testing plan define what is restored. This plan has none.',
  fix: 'Add an AWS::Backup::RestoreTestingSelection with the name of the plan (CDK: CfnRestoreTestingSelection).',
  wellArchitected: ['REL09-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
  examples: {
    noncompliant: { Resources: { Subject: testingPlan } },
    compliant: { Resources: { Subject: testingPlan, Volumes: testingSelection } },
    at: '',
  },
  check: (subject, application) => {
    const selections = 'AWS::Backup::RestoreTestingSelection';
    if (subject.referencedBy(selections, 'RestoreTestingPlanName').length > 0) return compliant;
    const own = subject.at('RestoreTestingPlanName').identity;
    const names = application.resources(selections).map((selection) => selection.at('RestoreTestingPlanName').identity);
    return own !== undefined && names.includes(own) ? compliant : nonCompliant();
  },
});

export const backupJobAlarm = defineRule({
  id: 'BackupJobAlarm',
  appliesTo: 'application',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nobody is told when a backup fails',
  why: 'Backups that stopped, for a missing permission or an expired window, are noticed when they are needed. AWS Backup tells nobody by default.',
  fix:
    'Add an EventBridge rule on failed jobs of aws.backup, an alarm on NumberOfBackupJobsFailed, or Notifications to the ' +
    'vault (CDK: new Rule with eventPattern: { source: ["aws.backup"] }).',
  wellArchitected: ['REL09-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/monitoring.html',
  examples: {
    noncompliant: { Resources: { Subject: plan } },
    compliant: {
      Resources: {
        Subject: plan,
        Failed: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['aws.backup'], detail: { state: ['FAILED', 'EXPIRED', 'ABORTED'] } },
            Targets: [{ Id: 'mail', Arn: 'arn:aws:sns:us-east-1:111122223333:operators' }],
          },
        },
      },
    },
    at: '',
  },
  check: (application) => {
    const [first, ...others] = application.resources('AWS::Backup::BackupPlan');
    if (first === undefined) return notApplicable;
    return isWatched(application) ? compliant : nonCompliant(undefined, { resource: first, related: others });
  },
});
