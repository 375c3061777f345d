import { App, Duration, Mixins, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnDBCluster as CfnDocDbCluster } from 'aws-cdk-lib/aws-docdb';
import { AttributeType, CfnTable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnDBCluster as CfnNeptuneCluster } from 'aws-cdk-lib/aws-neptune';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { CfnResource } from 'aws-cdk-lib';
import { BackupProtection, DataProtection } from '../../../../lib/blocks/backup-protection';
import { Tier } from '../../../../lib/intent/tier';

const key = { name: 'id', type: AttributeType.STRING };

/** The properties of a resource after the mixin was applied to its stack. */
function applied(make: (stack: Stack) => CfnResource | Bucket | Table | TableV2, mixin = new DataProtection()) {
  const stack = new Stack(new App(), 'Data');
  const made = make(stack);
  Mixins.of(stack).apply(mixin);
  const id = stack.getLogicalId((made.node.defaultChild ?? made) as CfnResource);
  const { Properties = {} } = Template.fromStack(stack).toJSON().Resources[id];
  return { stack, properties: Properties as object };
}

test.each([
  [
    'a table',
    (stack: Stack) => new Table(stack, 'R', { partitionKey: key }),
    { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, DeletionProtectionEnabled: true },
  ],
  [
    'a global table',
    (stack: Stack) => new TableV2(stack, 'R', { partitionKey: key }),
    {
      Replicas: [
        { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, DeletionProtectionEnabled: true },
      ],
    },
  ],
  ['a bucket', (stack: Stack) => new Bucket(stack, 'R'), { VersioningConfiguration: { Status: 'Enabled' } }],
  [
    'an instance',
    (stack: Stack) => new CfnDBInstance(stack, 'R', { engine: 'mysql' }),
    { BackupRetentionPeriod: 35, DeletionProtection: true },
  ],
  [
    'a cluster with a retention of its own',
    (stack: Stack) => new CfnDBCluster(stack, 'R', { engine: 'aurora-mysql', backupRetentionPeriod: 14 }),
    { BackupRetentionPeriod: 14, DeletionProtection: true },
  ],
  [
    'DocumentDB',
    (stack: Stack) => new CfnDocDbCluster(stack, 'R', {}),
    { BackupRetentionPeriod: 35, DeletionProtection: true },
  ],
  [
    'Neptune',
    (stack: Stack) => new CfnNeptuneCluster(stack, 'R', {}),
    { BackupRetentionPeriod: 35, DeletionProtection: true },
  ],
])('%s', (_, make, expected) => {
  expect(applied(make).properties).toMatchObject(expected);
});

test('the retention of automated backups is that of the plan', () => {
  const mixin = new DataProtection({ automatedBackupRetention: Duration.days(10) });
  const { properties } = applied((stack) => new CfnDBInstance(stack, 'R', { engine: 'mysql' }), mixin);
  expect(properties).toMatchObject({ BackupRetentionPeriod: 10 });
});

test.each([
  [
    'a member',
    (stack: Stack) => new CfnDBInstance(stack, 'R', { dbClusterIdentifier: 'c' }),
    { DBClusterIdentifier: 'c' },
  ],
  ['a file system', (stack: Stack) => new CfnFileSystem(stack, 'R', { encrypted: true }), { Encrypted: true }],
])('%s is left alone', (_, make, expected) => {
  expect(applied(make).properties).toEqual(expected);
});

test.each([
  [
    'point-in-time recovery',
    (stack: Stack) =>
      new CfnTable(stack, 'R', {
        keySchema: [],
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
        deletionProtectionEnabled: true,
      }),
    { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
  ],
  [
    'point-in-time recovery',
    (stack: Stack) =>
      new TableV2(stack, 'R', {
        partitionKey: key,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
      }),
    { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } }] },
  ],
  [
    'deletion protection',
    (stack: Stack) => new CfnTable(stack, 'R', { keySchema: [], deletionProtectionEnabled: false }),
    { DeletionProtectionEnabled: false },
  ],
  [
    'deletion protection',
    (stack: Stack) => new TableV2(stack, 'R', { partitionKey: key, deletionProtection: false }),
    { Replicas: [{ DeletionProtectionEnabled: false }] },
  ],
  [
    'deletion protection',
    (stack: Stack) => new CfnDBInstance(stack, 'R', { deletionProtection: false }),
    { DeletionProtection: false },
  ],
  [
    'automated backups',
    (stack: Stack) => new CfnDBInstance(stack, 'R', { backupRetentionPeriod: 0 }),
    { BackupRetentionPeriod: 0 },
  ],
  [
    'versioning',
    (stack: Stack) => new CfnBucket(stack, 'R', { versioningConfiguration: { status: 'Suspended' } }),
    { VersioningConfiguration: { Status: 'Suspended' } },
  ],
])('%s that was switched off stays off, with a warning', (what, make, expected) => {
  const { properties, stack } = applied(make);
  expect(properties).toMatchObject(expected);
  const id = `cdk-resilience:data-protection-${what.replaceAll(' ', '-')}`;
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(`is switched off here.*${id}`));
});

test('it agrees with the plan, before and after it', () => {
  const notificationTopic = (stack: Stack) => new Topic(stack, 'Pager');
  const policy = { tier: Tier.NON_CRITICAL, softwareFault: { rto: Duration.days(1), rpo: Duration.minutes(15) } };
  for (const first of [true, false]) {
    const stack = new Stack(new App(), 'Data');
    const orders = new CfnDBInstance(stack, 'Orders', { multiAz: true });
    if (first) orders.with(new DataProtection());
    new BackupProtection(stack, 'Backups', {
      resources: [orders],
      notificationTopic: notificationTopic(stack),
      policy,
    });
    if (!first) orders.with(new DataProtection());
    Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBInstance', {
      BackupRetentionPeriod: 35,
      DeletionProtection: true,
    });
  }
});

test('refused: a retention of no automated backup, a resource that it does not know', () => {
  expect(() => new DataProtection({ automatedBackupRetention: Duration.days(36) })).toThrow('1 to 35 days, not 36');
  const stack = new Stack(new App(), 'Data');
  expect(() => new DataProtection().applyTo(new CfnFileSystem(stack, 'Files'))).toThrow(
    'Data/Files: DataProtection knows',
  );
});

test('a read replica gets deletion protection, and no backups of its own', () => {
  const replica = applied((stack) => new CfnDBInstance(stack, 'R', { sourceDbInstanceIdentifier: 's' }));
  expect(replica.properties).toEqual({ SourceDBInstanceIdentifier: 's', DeletionProtection: true });
});
