import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { BackupPlan, BackupVault, CfnFramework, CfnLogicallyAirGappedBackupVault } from 'aws-cdk-lib/aws-backup';
import { Metric, type Alarm, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { airGappedVault } from './air-gapped-vault';
import type { IBackupDestination } from './backup-destination';
import type { BackupGuarantee } from './backup-guarantee';
import { BackupJobEvents } from './backup-job-events';
import { BackupPlans } from './backup-plans';
import { letCopy, sourceKeyOf } from './backup-keys';
import type { BackupProtectionProps } from './backup-protection-props';
import { capabilityOf } from './capabilities';
import { backupRole } from './backup-roles';
import { LockedBackupVault } from './backup-vault';
import { DEFAULTS } from './defaults';
import { tellGuarantees, tellOptOuts, warnOfWindows, warnOfZones } from './findings-at-synth';
import { missingBackupsAlarm } from './missing-backups-alarm';
import { tellCrossAccount, tellOptIns } from './opt-ins';
import type { Protected } from './plan-group';
import { prepare } from './prepare';
import { checkProps } from './protection-checks';
import { design, type Design } from './protection-design';
import { resourcesIn } from './protected-resource';
import { RecoveryPointAudit } from './recovery-point-audit';
import { RestoreTesting } from './restore-testing';

/**
 * Backups whose loss of data is proven against the policy: at most period + start window + job, and + copy for another
 * Region.
 *
 * - Continuous backups where AWS Backup makes them (Aurora, RDS, S3), the service's own point-in-time recovery where it
 *   does not (DynamoDB, which is switched on here), snapshots and their copies for the rest. What nothing can meet is
 *   refused with the reason.
 * - For the Region's RPO, what the service replicates counts too, where this App shows it: members of a global database,
 *   read replicas, replicas of tables, timed replication of buckets, in whatever stack. A bucket that is written to by
 *   replication counts as copied; what is written to it after a failover is so only by the copies.
 * - Snapshots are made in any case: what a service keeps by itself goes with the resource, and ends after 35 days.
 * - Schedules are in UTC. In another time zone, the nights that clocks change are counted in.
 * - The vault has a key of its own, is locked in governance mode, and outlives the stack.
 * - Another account that copies go to may use the keys of this App that backups are encrypted with.
 * - A resource keeps its settings, with three exceptions that the plan needs: versioning of buckets, point-in-time
 *   recovery of tables, and the retention of automated backups, which AWS Backup takes over.
 * - Restores are tested each week. Give a `validation` function: a restore that ended proves little.
 * - Failed, expired and aborted jobs, and a vault in which no backup arrives in time, are told to the topic.
 */
export class BackupProtection extends Construct {
  /** The plans: one for each set of rules that some of the resources need. */
  public readonly plans: BackupPlan[];
  /** The vault. */
  public readonly vault: BackupVault;
  /** The key of the vault. */
  public readonly key: IKey;
  /** The role that backs up and restores. */
  public readonly role: Role;
  /** The air-gapped vault; absent unless asked for. */
  public readonly airGappedVault?: CfnLogicallyAirGappedBackupVault;
  /** The restore tests; absent where they are switched off. */
  public readonly restoreTesting?: RestoreTesting;
  /** The rule that tells of failed jobs. */
  public readonly failedJobs: Rule;
  /** The alarm that tells of backups that do not arrive. */
  public readonly missingBackups: Alarm;
  /** The framework of AWS Backup Audit Manager; absent unless asked for. */
  public readonly framework?: CfnFramework;
  /** How much data is lost at most, for each resource. */
  public readonly guarantees: BackupGuarantee[];
  /** The largest of the losses in the Region. */
  public readonly worstLoss: Duration;

  constructor(scope: Construct, id: string, props: BackupProtectionProps) {
    super(scope, id);
    checkProps(this, props);
    const plan = design(this, props);
    const types = [...new Set(plan.all.map(({ type }) => type))];
    this.guarantees = plan.all.map(guaranteeOf);
    this.worstLoss = Duration.seconds(Math.max(...plan.all.map(({ decision }) => decision.inRegion.loss)));
    for (const each of plan.all) prepare(this, each, props.continuousRetention ?? DEFAULTS.continuousRetention);

    const locked = new LockedBackupVault(this, 'Backups', props);
    this.vault = locked.vault;
    this.key = locked.key;
    this.role = backupRole(this, 'Role');
    if (props.airGapped === true) this.airGappedVault = airGappedVault(this, 'AirGapped', locked.limits);
    this.plans = this.plan(props, plan);
    for (const destination of props.destinations ?? []) this.copyTo(destination, locked, plan);

    if (props.restoreTesting !== false) {
      this.restoreTesting = new RestoreTesting(this, 'RestoreTests', {
        ...props.restoreTest,
        vaultArn: this.vault.backupVaultArn,
        role: this.role,
        notificationTopic: props.notificationTopic,
      });
      for (const { type, resource } of plan.all) this.restoreTesting.test(type, resource && [resource.arn]);
    }
    this.failedJobs = new BackupJobEvents(this, 'JobEvents', props.notificationTopic).rule;
    this.missingBackups = missingBackupsAlarm(this, 'MissingBackups', {
      metric: this.metricBackupJobsCompleted({ period: Duration.hours(1) }),
      minutes: plan.heartbeat,
      topic: props.notificationTopic,
    });
    if (props.audit === true) {
      const { framework } = new RecoveryPointAudit(this, 'Audit', types, plan.slowest / 60, props.notificationTopic);
      this.framework = framework;
    }
    tellGuarantees(this, this.guarantees);
    tellOptIns(this, types);
    tellOptOuts(this, props, types);
    warnOfZones(this, plan);
    warnOfWindows(this, plan);
    this.node.addValidation({ validate: () => addedLater(props, plan.all) });
  }

  /** Jobs that put a backup into the vault. */
  public metricBackupJobsCompleted(props?: MetricOptions): Metric {
    return this.metric('NumberOfBackupJobsCompleted', props);
  }

  /** Jobs that failed to put a backup into the vault. */
  public metricBackupJobsFailed(props?: MetricOptions): Metric {
    return this.metric('NumberOfBackupJobsFailed', props);
  }

  /** Jobs that were not begun within their start window. */
  public metricBackupJobsExpired(props?: MetricOptions): Metric {
    return this.metric('NumberOfBackupJobsExpired', props);
  }

  private metric(metricName: string, props?: MetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/Backup',
      metricName,
      statistic: 'Sum',
      dimensionsMap: { BackupVaultName: this.vault.backupVaultName },
      ...props,
    }).attachTo(this);
  }

  private plan(props: BackupProtectionProps, { all, clock }: Design): BackupPlan[] {
    const { retention = DEFAULTS.retention, destinations = [] } = props;
    return new BackupPlans(this, 'Plans', all, {
      vault: this.vault,
      role: this.role,
      copyTo: destinations.map(({ vaultArn }) => vaultArn),
      ...(this.airGappedVault !== undefined && { airGappedVault: this.airGappedVault.attrBackupVaultArn }),
      startWindow: props.startWindow ?? DEFAULTS.startWindow,
      completionWindow: props.completionWindow ?? DEFAULTS.completionWindow,
      continuousRetention: props.continuousRetention ?? DEFAULTS.continuousRetention,
      retention,
      copyRetention: props.copyRetention ?? retention,
      ...(props.archive !== undefined && { archive: props.archive }),
      hour: clock.hour,
      timeZone: props.timeZone ?? DEFAULTS.timeZone,
    }).plans;
  }

  private copyTo(destination: IBackupDestination, locked: LockedBackupVault, { all }: Design): void {
    const copied = all.filter(({ decision }) => decision.copied);
    const own = Stack.of(this).account;
    const { account } = destination;
    destination.receive(own, [...new Set(copied.map(({ type }) => type))]);
    if (Token.isUnresolved(account) || account === own) return;
    locked.letCopyTo(account);
    const keys = new Map(copied.map((each) => [each, each.resource?.resource && sourceKeyOf(each.resource.resource)]));
    // Backups of other types are encrypted with the key of the vault.
    const keyed = copied.filter(({ type }) => !capabilityOf(type).fullyManaged);
    for (const key of new Set(keyed.flatMap((each) => keys.get(each) ?? []))) letCopy(key, account);
    tellCrossAccount(
      this,
      copied.map(({ type }) => type),
      keyed.filter((each) => keys.get(each) === undefined).map(({ type }) => type),
      destination,
    );
  }
}

function guaranteeOf({ type, resource, tag, decision }: Protected): BackupGuarantee {
  const { inRegion, otherRegion } = decision;
  return {
    subject: resource?.construct.node.path ?? `tag ${tag?.key}=${tag?.value}`,
    resourceType: type,
    inRegionBy: inRegion.by,
    inRegionLoss: Duration.seconds(inRegion.loss),
    ...(otherRegion !== undefined && {
      otherRegionBy: otherRegion.by,
      otherRegionLoss: Duration.seconds(otherRegion.loss),
    }),
  };
}

/** What was put into a scope after the plan was made. */
function addedLater({ resources = [] }: BackupProtectionProps, all: readonly Protected[]): string[] {
  const known = new Set(all.flatMap(({ resource }) => (resource?.resource === undefined ? [] : [resource.resource])));
  return resources.flatMap(resourcesIn).flatMap(({ resource }) => {
    if (resource === undefined || known.has(resource)) return [];
    return [`${resource.node.path} was added after the protection and is not backed up: create the protection last`];
  });
}
