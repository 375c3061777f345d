import { Annotations, CfnResource, Mixin, type Duration } from 'aws-cdk-lib';
import { CfnDBCluster as CfnDocDbCluster } from 'aws-cdk-lib/aws-docdb';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster as CfnNeptuneCluster } from 'aws-cdk-lib/aws-neptune';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { DEFAULTS } from './defaults';
import { CONTINUOUS_DAYS } from './lifecycle';
import { known } from './protected-resource';
import { replicasOf } from './resource-facts';

/** What is switched on. */
export interface DataProtectionProps {
  /**
   * How long automated backups of databases are kept. A plan with continuous backups sets this too: give the plan's
   * `continuousRetention`, or one of them undoes the other at each deployment.
   *
   * @default Duration.days(35), the default of BackupProtection
   */
  readonly automatedBackupRetention?: Duration;
}

type Cluster = CfnDBCluster | CfnDocDbCluster | CfnNeptuneCluster;

/**
 * Switches on what backups in a vault do not replace, on resources that exist already: point-in-time recovery and
 * deletion protection of tables, versioning of buckets, automated backups and deletion protection of databases.
 *
 * What was set on purpose stays: where something was switched off, a warning says so. Members of clusters are left to
 * their cluster, and file systems to the plan. A read replica gets deletion protection; backups are its source's.
 *
 * Applied with `Mixins.of(app).apply(new DataProtection())`.
 */
export class DataProtection extends Mixin {
  private readonly days: number;

  constructor(props: DataProtectionProps = {}) {
    super();
    this.days = (props.automatedBackupRetention ?? DEFAULTS.continuousRetention).toDays();
    if (this.days < 1 || this.days > CONTINUOUS_DAYS) {
      throw new Error(`DataProtection: automatedBackupRetention is 1 to ${CONTINUOUS_DAYS} days, not ${this.days}`);
    }
  }

  public override supports(construct: IConstruct): boolean {
    if (!CfnResource.isCfnResource(construct)) return false;
    if (construct instanceof CfnDBInstance) return construct.dbClusterIdentifier === undefined;
    return (
      construct instanceof CfnTable ||
      construct instanceof CfnGlobalTable ||
      construct instanceof CfnBucket ||
      isCluster(construct)
    );
  }

  public applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) throw fault(construct, 'DataProtection knows tables, buckets and databases only');
    if (construct instanceof CfnTable) protectTable(construct);
    else if (construct instanceof CfnGlobalTable) protectGlobalTable(construct);
    else if (construct instanceof CfnBucket) version(construct);
    else this.protectDatabase(construct as CfnDBInstance | Cluster);
  }

  private protectDatabase(database: CfnDBInstance | Cluster): void {
    const isReplica = database instanceof CfnDBInstance && database.sourceDbInstanceIdentifier !== undefined;
    if (!isReplica) this.keepBackups(database);
    if (database.deletionProtection === undefined) database.deletionProtection = true;
    else if (known(database, database.deletionProtection) === false) warn(database, 'deletion protection');
  }

  private keepBackups(database: CfnDBInstance | Cluster): void {
    const kept = known(database, database.backupRetentionPeriod);
    if (database.backupRetentionPeriod === undefined) database.backupRetentionPeriod = this.days;
    else if (kept === 0) warn(database, 'automated backups');
  }
}

/** Switches on point-in-time recovery of a table where nobody switched it off. */
export function enablePitr(table: CfnTable | CfnGlobalTable): void {
  if (table instanceof CfnTable) {
    const spec = known(table, table.pointInTimeRecoverySpecification) as
      CfnTable.PointInTimeRecoverySpecificationProperty | undefined;
    if (spec?.pointInTimeRecoveryEnabled === false) warn(table, 'point-in-time recovery');
    else if (spec === undefined) table.pointInTimeRecoverySpecification = { pointInTimeRecoveryEnabled: true };
    return;
  }
  replicasOf(table).forEach(({ pointInTimeRecoverySpecification: spec }, i) => {
    const enabled = (spec as CfnGlobalTable.PointInTimeRecoverySpecificationProperty | undefined)
      ?.pointInTimeRecoveryEnabled;
    if (enabled === false) warn(table, 'point-in-time recovery');
    else if (enabled === undefined) override(table, i, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
  });
}

function protectTable(table: CfnTable): void {
  enablePitr(table);
  if (table.deletionProtectionEnabled === undefined) table.deletionProtectionEnabled = true;
  else if (known(table, table.deletionProtectionEnabled) === false) warn(table, 'deletion protection');
}

function protectGlobalTable(table: CfnGlobalTable): void {
  enablePitr(table);
  replicasOf(table).forEach(({ deletionProtectionEnabled: enabled }, i) => {
    if (enabled === false) warn(table, 'deletion protection');
    else if (enabled === undefined) override(table, i, 'DeletionProtectionEnabled');
  });
}

/** The replicas are written out at synthesis only. */
function override(table: CfnGlobalTable, replica: number, property: string): void {
  table.addPropertyOverride(`Replicas.${replica}.${property}`, true);
}

/** Switches on versioning of a bucket where nobody suspended it. */
export function version(bucket: CfnBucket): void {
  const configuration = known(bucket, bucket.versioningConfiguration) as
    CfnBucket.VersioningConfigurationProperty | undefined;
  if (bucket.versioningConfiguration === undefined) bucket.versioningConfiguration = { status: 'Enabled' };
  else if (configuration?.status === 'Suspended') warn(bucket, 'versioning');
}

function isCluster(construct: IConstruct): construct is Cluster {
  return (
    construct instanceof CfnDBCluster || construct instanceof CfnDocDbCluster || construct instanceof CfnNeptuneCluster
  );
}

function warn(resource: CfnResource, what: string): void {
  Annotations.of(resource).addWarningV2(
    `cdk-resilience:data-protection-${what.replaceAll(' ', '-')}`,
    `${what[0]?.toUpperCase()}${what.slice(1)} is switched off here, and is left so: backups do not replace it.`,
  );
}
