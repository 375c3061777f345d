import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { backupRules, copiesOf, isExported, regionOfVault } from '../../lib/facts/backup-plans';
import { any } from '../../lib/facts/answers';
import { isDaily } from '../../lib/facts/schedules';

const plan = (...rules: unknown[]) => ({ BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: rules } });
const daily = { RuleName: 'daily', TargetBackupVault: 'main', ScheduleExpression: 'cron(0 5 ? * * *)' };
const inOtherRegion = 'arn:aws:backup:us-west-2:111122223333:backup-vault:copies';

export const backupPlanWithoutSelection = defineRule({
  id: 'BackupPlanWithoutSelection',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'error',
  strictness: 'essential',
  title: 'The backup plan backs up nothing',
  why: 'A plan defines when and where backups are made; its selections define what is backed up. This plan has none.',
  fix: 'Add an AWS::Backup::BackupSelection with the BackupPlanId of the plan (CDK: BackupPlan.addSelection).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  examples: {
    noncompliant: plan(daily),
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::Backup::BackupPlan', Properties: plan(daily) },
        All: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: { Ref: 'Subject' },
            BackupSelection: {
              SelectionName: 'all',
              IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
              Resources: ['*'],
            },
          },
        },
      },
    },
    at: '',
  },
  check: (subject) => {
    if (subject.referencedBy('AWS::Backup::BackupSelection', 'BackupPlanId').length > 0) return compliant;
    if (!isExported(subject)) return nonCompliant();
    return undetermined(undefined, 'the plan is an output of its stack: its selections may be elsewhere');
  },
});

export const backupPlanFrequency = defineRule({
  id: 'BackupPlanFrequency',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Backups are made less often than daily',
  why: 'Everything since the last backup is lost. The default schedule is daily, at 5:00 UTC.',
  fix: 'Add a rule with a daily ScheduleExpression, or one with EnableContinuousBackup (CDK: BackupPlanRule.daily()).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'config:backup-plan-min-frequency-and-min-retention-check',
    'guard:BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK',
  ],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html',
  examples: {
    noncompliant: plan({ ...daily, ScheduleExpression: 'cron(0 5 ? * SUN *)' }),
    compliant: plan(daily),
    at: 'Properties.BackupPlan.BackupPlanRule.0.ScheduleExpression',
  },
  check: (subject, application) => {
    const first = backupRules(subject)[0];
    if (first === undefined) return notApplicable;
    // A plan of its own for long-term copies is common: one plan that runs daily is enough.
    const rules = application.resources('AWS::Backup::BackupPlan').flatMap(backupRules);
    const answer = any(rules, (rule) => {
      const schedule = rule.at('ScheduleExpression');
      if (!schedule.isPresent || rule.at('EnableContinuousBackup').isTrue) return 'yes';
      return isDaily(schedule.string() as string);
    });
    if (answer === 'yes') return compliant;
    const at = first.at('ScheduleExpression');
    return answer === 'no' ? nonCompliant(at) : undetermined(at, 'the schedule is not understood');
  },
});

/** What AWS Config asks for by default. */
const RETENTION_DAYS = 35;

export const backupPlanRetention = defineRule({
  id: 'BackupPlanRetention',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'No backup is kept for five weeks',
  why: 'Corruption that is noticed later than the oldest backup cannot be undone. The default is to keep backups for ever.',
  fix: `Set Lifecycle.DeleteAfterDays of a rule to at least ${RETENTION_DAYS} (CDK: deleteAfter: Duration.days(${RETENTION_DAYS})).`,
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'config:backup-plan-min-frequency-and-min-retention-check',
    'config:backup-recovery-point-minimum-retention-check',
    'guard:BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK',
  ],
  docs: 'https://docs.aws.amazon.com/config/latest/developerguide/backup-plan-min-frequency-and-min-retention-check.html',
  examples: {
    noncompliant: plan({ ...daily, Lifecycle: { DeleteAfterDays: 7 } }),
    compliant: plan({ ...daily, Lifecycle: { DeleteAfterDays: 35 } }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.Lifecycle.DeleteAfterDays',
  },
  check: (subject) => {
    const kept = backupRules(subject).map((rule) => rule.at('Lifecycle.DeleteAfterDays'));
    const first = kept[0];
    if (first === undefined) return notApplicable;
    return kept.some((days) => (days.number() ?? Infinity) >= RETENTION_DAYS) ? compliant : nonCompliant(first);
  },
});

export const backupContinuous = defineRule({
  id: 'BackupContinuous',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The backup plan makes no continuous backups',
  why: 'Snapshots lose up to a day; continuous backups of Aurora, RDS and S3 can be restored to a point minutes ago. The default is snapshots only.',
  fix: 'Set EnableContinuousBackup on a rule, with Lifecycle.DeleteAfterDays of at most 35 (CDK: enableContinuousBackup: true).',
  wellArchitected: ['REL09-BP03'],
  equivalents: ['trusted-advisor:amazon-rds-cont-backups'],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html',
  examples: {
    noncompliant: plan(daily),
    compliant: plan({ ...daily, EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.EnableContinuousBackup',
  },
  check: (subject) => {
    const flags = backupRules(subject).map((rule) => rule.at('EnableContinuousBackup'));
    const first = flags[0];
    if (first === undefined || selectsSnapshotsOnly(subject)) return notApplicable;
    return flags.some((flag) => flag.isTrue) ? compliant : nonCompliant(first);
  },
});

/** What AWS Backup can back up continuously (beside SAP HANA databases, which are no CloudFormation resources). */
const CONTINUOUS = new Set(['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::S3::Bucket']);

/** Whether all that a plan selects is named, and none of it can be backed up continuously. */
function selectsSnapshotsOnly(plan: Resource): boolean {
  const selections = plan
    .referencedBy('AWS::Backup::BackupSelection', 'BackupPlanId')
    .map((each) => each.at('BackupSelection'));
  const named = selections.flatMap((selection) => selection.at('Resources').items());
  const isByName = selections.every(
    (selection) => !selection.at('ListOfTags').isPresent && !selection.at('Conditions').isPresent,
  );
  return (
    isByName && named.length > 0 && named.every((each) => !CONTINUOUS.has(each.reference()?.type ?? 'AWS::S3::Bucket'))
  );
}

export const backupCrossRegionCopy = defineRule({
  id: 'BackupCrossRegionCopy',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Backups stay in the Region of the data',
  why: 'A vault in the Region that failed does not help to recover from the failure. The default is no copy.',
  fix: 'Add CopyActions to a vault in another Region to a rule (CDK: copyActions: [{ destinationBackupVault }]).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
  examples: {
    noncompliant: plan(daily),
    compliant: plan({ ...daily, CopyActions: [{ DestinationBackupVaultArn: inOtherRegion }] }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.CopyActions',
  },
  check: (subject) => {
    const first = backupRules(subject)[0];
    if (first === undefined) return notApplicable;
    const places = copiesOf(subject).map((copy) => ({ copy, place: regionOfVault(copy, subject) }));
    if (places.some(({ place }) => place === 'elsewhere')) return compliant;
    const open = places.find(({ place }) => place === 'unknown');
    if (open !== undefined) return undetermined(open.copy, 'the Region of the copy is not in the template');
    const detail = places.length === 0 ? 'No rule copies its backups.' : 'All copies go to vaults in the same Region.';
    return nonCompliant(first.at('CopyActions'), { detail });
  },
});

export const backupCrossAccountCopy = defineRule({
  id: 'BackupCrossAccountCopy',
  appliesTo: 'AWS::Backup::BackupPlan',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Backups stay in the account of the data',
  why: 'Whoever takes over the account, or closes it, has the data and all backups of them. The default is no copy.',
  fix: 'Add CopyActions to a vault of another account to a rule (CDK: copyActions with BackupVault.fromBackupVaultArn).',
  wellArchitected: ['REL09-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
  examples: {
    noncompliant: plan(daily),
    compliant: plan({ ...daily, CopyActions: [{ DestinationBackupVaultArn: inOtherRegion }] }),
    at: 'Properties.BackupPlan.BackupPlanRule.0.CopyActions',
  },
  check: (subject) => {
    const first = backupRules(subject)[0];
    if (first === undefined) return notApplicable;
    const copies = copiesOf(subject);
    const accounts = copies.map((copy) => {
      const written = /^arn:[^:]*:backup:[^:]*:(\d{12}):/.exec(String(copy.json()))?.[1];
      return written ?? copy.reference()?.stack.account;
    });
    const own = subject.stack.account;
    // An account that is written out, or a vault from elsewhere, in a stack for any account is another one.
    const isOther = (account: string | undefined, i: number): boolean => {
      return account === undefined ? copies[i]?.reference() === undefined : account !== own;
    };
    return accounts.some(isOther) ? compliant : nonCompliant(first.at('CopyActions'));
  },
});
