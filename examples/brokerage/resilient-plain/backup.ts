import { Duration, TimeZone } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault, type IBackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { product } from '../product';
import { LockedVault } from './backup-vault';
import type { OperationsStack } from './operations';
import { DeadLetterQueue } from './parts/queues';
import { names, type Region } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface BackupStackProps extends RegionalStackProps {
  readonly operations: OperationsStack;
  readonly statements: IBucket;
  /** The Region that gets a copy of each backup. */
  readonly copyTo: Region;
}

/** Backups of a Region's data, copied to the other Region and to the backup account, and restored every week. */
export class BackupStack extends RegionalStack {
  private readonly vault: IBackupVault;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props);
    const { operations, copyTo } = props;

    this.vault = new LockedVault(this, 'Backups', { notificationTopic: operations.serviceEvents }).vault;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [
        'service-role/AWSBackupServiceRolePolicyForBackup',
        'service-role/AWSBackupServiceRolePolicyForRestores',
        'AWSBackupServiceRolePolicyForS3Backup',
        'AWSBackupServiceRolePolicyForS3Restore',
      ].map((policy) => ManagedPolicy.fromAwsManagedPolicyName(policy)),
    });

    // Databases and statements can be restored to any second of the last 35 days; tables do that by themselves.
    const continuous = new BackupPlan(this, 'Continuous', {
      backupVault: this.vault,
      backupPlanRules: [this.continuousRule(), this.dailyRule(copyTo)],
    });
    this.select(continuous, 'Databases', BackupResource.fromTag('backup', 'databases'));
    this.select(continuous, 'Statements', BackupResource.fromArn(props.statements.bucketArn));
    const daily = new BackupPlan(this, 'Daily', { backupVault: this.vault, backupPlanRules: [this.dailyRule(copyTo)] });
    this.select(daily, 'Tables', BackupResource.fromTag('backup', 'tables'));

    this.addRestoreTests();
    this.reportFailures(operations);
  }

  private continuousRule(): BackupPlanRule {
    return new BackupPlanRule({
      ruleName: 'Continuous',
      enableContinuousBackup: true,
      scheduleExpression: Schedule.cron({ hour: '2', minute: '0' }),
      scheduleExpressionTimezone: TimeZone.ETC_UTC,
      startWindow: Duration.hours(1),
      completionWindow: Duration.hours(6),
      deleteAfter: Duration.days(35),
    });
  }

  private dailyRule(copyTo: Region): BackupPlanRule {
    const kept = Duration.days(90);
    const copy = (id: string, region: string, account: string) => ({
      destinationBackupVault: vaultOf(this, id, region, account),
      deleteAfter: kept,
    });
    return new BackupPlanRule({
      ruleName: 'Daily',
      scheduleExpression: Schedule.cron({ hour: '5', minute: '0' }),
      scheduleExpressionTimezone: TimeZone.ETC_UTC,
      startWindow: Duration.hours(1),
      completionWindow: Duration.hours(6),
      deleteAfter: kept,
      copyActions: [
        copy('OtherRegion', copyTo.name, product.account),
        copy('BackupAccount', this.placement.name, names.backupAccount),
      ],
    });
  }

  private select(plan: BackupPlan, id: string, resource: BackupResource): void {
    plan.addSelection(id, { resources: [resource], role: this.role });
  }

  private addRestoreTests(): void {
    const plan = new CfnRestoreTestingPlan(this, 'RestoreTests', {
      restoreTestingPlanName: 'weekly',
      scheduleExpression: 'cron(0 8 ? * SUN *)',
      startWindowHours: 4,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: [this.vault.backupVaultArn],
        recoveryPointTypes: ['CONTINUOUS', 'SNAPSHOT'],
        selectionWindowDays: 7,
      },
    });
    for (const type of ['RDS', 'Aurora', 'DynamoDB', 'S3']) {
      new CfnRestoreTestingSelection(this, `Restore${type}`, {
        restoreTestingPlanName: plan.ref,
        restoreTestingSelectionName: type,
        protectedResourceType: type,
        protectedResourceArns: ['*'],
        iamRoleArn: this.role.roleArn,
        validationWindowHours: 8,
      });
    }
  }

  private reportFailures({ pager }: OperationsStack): void {
    const states = ['FAILED', 'ABORTED', 'EXPIRED'];
    new Rule(this, 'FailedJobs', {
      description: 'A backup, a copy or a restore did not work',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change'],
        detail: { $or: [{ state: states }, { status: states }] },
      },
      targets: [new SnsTopic(pager, { deadLetterQueue: new DeadLetterQueue(this, 'LostJobEvents', pager) })],
    });
  }
}

/** The vault of another Region or account, known by its name. */
function vaultOf(stack: RegionalStack, id: string, region: string, account: string): IBackupVault {
  const arn = `arn:aws:backup:${region}:${account}:backup-vault:${names.backupVault}`;
  return (stack.node.tryFindChild(id) as IBackupVault | undefined) ?? BackupVault.fromBackupVaultArn(stack, id, arn);
}
