import { Duration, Validations, type TimeZone } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupVault,
  CfnBackupSelection,
  type BackupPlanCopyActionProps,
  type CfnBackupPlan,
  type IBackupVault,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { arnPatterns } from './arn-patterns';
import { cronOf, timesOfDay } from './backup-schedule';
import { BackupResourceType } from './backup-resource-type';
import { capabilityOf } from './capabilities';
import { groupsOf, type PlanGroup, type Protected } from './plan-group';
import { selectionName } from './protected-resource';
import type { TaggedResources } from './tagged-resources';

const DAY = 24 * 60;

/** What the rules of all plans share. */
export interface PlanSettings {
  readonly vault: IBackupVault;
  readonly role: IRole;
  readonly copyTo: readonly string[];
  readonly airGappedVault?: string;
  readonly startWindow: Duration;
  readonly completionWindow: Duration;
  readonly continuousRetention: Duration;
  readonly retention: Duration;
  readonly copyRetention: Duration;
  readonly archive?: { readonly retention: Duration; readonly moveToColdStorageAfter?: Duration };
  readonly hour: number;
  readonly timeZone: TimeZone;
}

/** The plans, one for each set of rules that a part of the resources needs. */
export class BackupPlans extends Construct {
  public readonly plans: BackupPlan[];
  private readonly vaults = new Map<string, IBackupVault>();

  constructor(
    scope: Construct,
    id: string,
    all: readonly Protected[],
    private readonly settings: PlanSettings,
  ) {
    super(scope, id);
    const groups = groupsOf(all, {
      cold: settings.archive?.moveToColdStorageAfter !== undefined,
      airGapped: settings.airGappedVault !== undefined,
    });
    this.plans = groups.map((group) => this.planFor(group));
  }

  private planFor(group: PlanGroup): BackupPlan {
    const rules = [
      ...(group.continuous ? [this.continuousRule()] : []),
      this.snapshotRule(group),
      ...(this.settings.archive === undefined ? [] : [this.archiveRule(group)]),
    ];
    const plan = new BackupPlan(this, group.name, { backupVault: this.settings.vault, backupPlanRules: rules });
    if (group.cold && group.members.some(({ type }) => type === BackupResourceType.EBS)) {
      // Snapshots of volumes go to their archive tier, and only if that is asked for.
      const archive = `BackupPlan.BackupPlanRule.${rules.length - 1}.Lifecycle.OptInToArchiveForSupportedResources`;
      (plan.node.defaultChild as CfnBackupPlan).addPropertyOverride(archive, true);
    }
    if (!group.continuous && group.members.some(mayBeContinuous)) {
      Validations.of(plan).acknowledge({
        id: 'Resilience::BackupContinuous',
        reason:
          'AWS Backup makes no continuous backups of what this plan selects, or they are switched off on purpose.',
      });
    }
    this.select(plan, group);
    return plan;
  }

  /** Its schedule only keeps the continuous backup going. It makes no copies: a copy cannot be restored to a time. */
  private continuousRule(): BackupPlanRule {
    const { continuousRetention, hour, startWindow } = this.settings;
    return new BackupPlanRule({
      ...this.common('Continuous'),
      enableContinuousBackup: true,
      // After the start window of the first snapshot.
      scheduleExpression: Schedule.expression(cronOf([(hour * 60 + startWindow.toMinutes()) % DAY])),
      deleteAfter: continuousRetention,
    });
  }

  private snapshotRule(group: PlanGroup): BackupPlanRule {
    const { retention, hour, copyRetention } = this.settings;
    return new BackupPlanRule({
      ...this.common('Snapshots'),
      scheduleExpression: Schedule.expression(cronOf(timesOfDay(group.period, hour, 0))),
      deleteAfter: retention,
      ...copyActions(this.copies(group, copyRetention)),
    });
  }

  /** Where windows overlap, AWS Backup keeps the backup of the longer retention only: so this one is copied as well. */
  private archiveRule(group: PlanGroup): BackupPlanRule {
    const { archive, hour } = this.settings;
    const lifecycle = {
      deleteAfter: archive?.retention,
      ...(group.cold && { moveToColdStorageAfter: archive?.moveToColdStorageAfter }),
    };
    return new BackupPlanRule({
      ...this.common('Archive'),
      scheduleExpression: Schedule.expression(`cron(0 ${hour} 1 * ? *)`),
      ...lifecycle,
      ...copyActions(this.copies(group, archive?.retention as Duration).map((copy) => ({ ...copy, ...lifecycle }))),
    });
  }

  private common(ruleName: string) {
    const { startWindow, completionWindow, timeZone } = this.settings;
    return { ruleName, startWindow, completionWindow, scheduleExpressionTimezone: timeZone };
  }

  private copies(group: PlanGroup, deleteAfter: Duration): BackupPlanCopyActionProps[] {
    const { copyTo, airGappedVault } = this.settings;
    const targets = [...(group.copied ? copyTo : []), ...(group.airGapped ? [airGappedVault as string] : [])];
    return targets.map((arn) => ({ destinationBackupVault: this.vaultAt(arn), deleteAfter }));
  }

  private vaultAt(arn: string): IBackupVault {
    const vault = this.vaults.get(arn) ?? BackupVault.fromBackupVaultArn(this, `Vault${this.vaults.size}`, arn);
    this.vaults.set(arn, vault);
    return vault;
  }

  private select(plan: BackupPlan, { members }: PlanGroup): void {
    const { role } = this.settings;
    for (const { resource, tag, type } of members) {
      if (resource !== undefined) {
        const name = selectionName(resource);
        const resources = [BackupResource.fromArn(resource.arn)];
        plan.addSelection(name, { resources, role, disableDefaultBackupPolicy: true, backupSelectionName: name });
      } else if (tag !== undefined) {
        this.selectByTag(plan, tag, type);
      }
    }
  }

  /** Conditions narrow the type; a list of tags would widen it. */
  private selectByTag(plan: BackupPlan, { key, value }: TaggedResources, type: BackupResourceType): void {
    const selectionName = `${type}-${key}-${value}`.replace(/[^A-Za-z0-9_.-]/g, '-').slice(0, 50);
    new CfnBackupSelection(plan, selectionName, {
      backupPlanId: plan.backupPlanId,
      backupSelection: {
        selectionName,
        iamRoleArn: this.settings.role.roleArn,
        resources: arnPatterns(type),
        // In the letter case of the API: the property is passed on as it is.
        conditions: { StringEquals: [{ ConditionKey: `aws:ResourceTag/${key}`, ConditionValue: value }] },
      },
    });
  }
}

/** Whether a rule about continuous backups may find fault: a selection by tag does not say what it selects. */
function mayBeContinuous({ type, tag }: Protected): boolean {
  return tag !== undefined || capabilityOf(type).continuous !== undefined;
}

/** An empty list would stand in the template. */
function copyActions(copies: BackupPlanCopyActionProps[]) {
  return copies.length > 0 ? { copyActions: copies } : {};
}
