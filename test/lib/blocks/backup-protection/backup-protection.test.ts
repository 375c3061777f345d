import { App, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInstance, CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem as CfnFsxFileSystem } from 'aws-cdk-lib/aws-fsx';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import {
  BackupDestination,
  BackupProtection,
  BackupResourceType,
  VaultLockMode,
  type BackupProtectionProps,
} from '../../../../lib/blocks/backup-protection';
import { ResiliencyPolicy, type ResiliencyPolicyProps } from '../../../../lib/intent/resiliency-policy';
import { Tier } from '../../../../lib/intent/tier';

const env = { account: '111122223333', region: 'eu-west-1' };
const elsewhere = 'arn:aws:backup:eu-central-1:111122223333:backup-vault:copies';
const daily: ResiliencyPolicyProps = {
  tier: Tier.NON_CRITICAL,
  softwareFault: { rto: Duration.days(4), rpo: Duration.hours(27) },
};

interface Given {
  readonly stack: Stack;
  readonly template: Template;
  readonly block: BackupProtection;
}

/** A stack with one file system and a protection of it; `more` makes other resources. */
function protect(props: Partial<BackupProtectionProps> = {}, more?: (stack: Stack) => IConstruct[]): Given {
  const stack = new Stack(new App(), 'Data', { env });
  const resources = more?.(stack) ?? [new CfnFileSystem(stack, 'Files')];
  const notificationTopic = new Topic(stack, 'Pager');
  const block = new BackupProtection(stack, 'Backups', { resources, notificationTopic, policy: daily, ...props });
  return { stack, block, template: Template.fromStack(stack) };
}

interface Rule {
  readonly RuleName: string;
  readonly [key: string]: unknown;
}

/** The rules of the plan whose name starts so. */
function rulesOf({ template }: Given, name = ''): Rule[] {
  const plans = Object.values(template.findResources('AWS::Backup::BackupPlan')) as {
    Properties: { BackupPlan: { BackupPlanName: string; BackupPlanRule: Rule[] } };
  }[];
  return plans.find(({ Properties }) => Properties.BackupPlan.BackupPlanName.startsWith(name))?.Properties.BackupPlan
    .BackupPlanRule as Rule[];
}

test('the defaults', () => {
  const given = protect();
  given.template.hasResource('AWS::Backup::BackupVault', {
    DeletionPolicy: 'Retain',
    Properties: {
      EncryptionKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] },
      LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 400, ChangeableForDays: Match.absent() },
    },
  });
  given.template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  expect(rulesOf(given)).toEqual([
    {
      RuleName: 'Snapshots',
      ScheduleExpression: 'cron(0 1 ? * * *)',
      ScheduleExpressionTimezone: 'Etc/UTC',
      StartWindowMinutes: 60,
      CompletionWindowMinutes: 1440,
      Lifecycle: { DeleteAfterDays: 35 },
      TargetBackupVault: { 'Fn::GetAtt': [expect.stringContaining('BackupsVault'), 'BackupVaultName'] },
    },
  ]);
  expect(given.block.guarantees.map((each) => [each.subject, each.inRegionBy, each.inRegionLoss.toHours()])).toEqual([
    ['Data/Files', 'snapshots every 24 h', 27],
  ]);
  expect(given.block.worstLoss.toHours()).toBe(27);
  Annotations.fromStack(given.stack).hasInfo(
    '/Data/Backups',
    Match.stringLikeRegexp('Data/Files \\(EFS\\): at most 27 h by snapshots every 24 h; all data with the Region'),
  );
});

test('the role can back up and restore all types, buckets too', () => {
  const policies = Object.values(protect().template.findResources('AWS::IAM::Role'))
    .flatMap(({ Properties }) => Properties.ManagedPolicyArns as object[])
    .map((arn) => /policy\/([^"]+)/.exec(JSON.stringify(arn))?.[1]);
  expect(policies).toEqual([
    'service-role/AWSBackupServiceRolePolicyForBackup',
    'AWSBackupServiceRolePolicyForS3Backup',
    'service-role/AWSBackupServiceRolePolicyForRestores',
    'AWSBackupServiceRolePolicyForS3Restore',
  ]);
});

test('failed jobs and missing backups are told', () => {
  const { template } = protect();
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change'],
      detail: {
        $or: Match.arrayWith([
          { state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
          { status: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
        ]),
      },
    },
    Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('Pager') }, DeadLetterConfig: Match.anyValue() })],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/Backup',
    MetricName: 'NumberOfBackupJobsCompleted',
    Dimensions: [{ Name: 'BackupVaultName', Value: Match.anyValue() }],
    Period: 3600,
    EvaluationPeriods: 28,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('Pager') }],
  });
  // The policy that lets events in would else shut alarms out.
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        Match.objectLike({ Principal: { Service: 'events.amazonaws.com' } }),
      ]),
    },
  });
});

test.each([
  ['vaultName', { vaultName: 'orders' }, 'AWS::Backup::BackupVault', { BackupVaultName: 'orders' }],
  [
    'minRetention and maxRetention',
    { minRetention: Duration.days(14), maxRetention: Duration.days(60) },
    'AWS::Backup::BackupVault',
    { LockConfiguration: { MinRetentionDays: 14, MaxRetentionDays: 60 } },
  ],
  [
    'lockMode',
    { lockMode: VaultLockMode.COMPLIANCE, irreversible: true },
    'AWS::Backup::BackupVault',
    { LockConfiguration: { ChangeableForDays: 3 } },
  ],
  [
    'gracePeriod',
    { lockMode: VaultLockMode.COMPLIANCE, irreversible: true, gracePeriod: Duration.days(14) },
    'AWS::Backup::BackupVault',
    { LockConfiguration: { ChangeableForDays: 14 } },
  ],
  [
    'airGapped',
    { airGapped: true, irreversible: true },
    'AWS::Backup::LogicallyAirGappedBackupVault',
    { MinRetentionDays: 7, MaxRetentionDays: 400 },
  ],
  [
    'audit',
    { audit: true },
    'AWS::Backup::Framework',
    {
      FrameworkName: Match.stringLikeRegexp('^[A-Za-z][A-Za-z0-9_]*$'),
      FrameworkControls: [
        {
          ControlName: 'BACKUP_LAST_RECOVERY_POINT_CREATED',
          ControlInputParameters: [
            { ParameterName: 'recoveryPointAgeUnit', ParameterValue: 'hours' },
            { ParameterName: 'recoveryPointAgeValue', ParameterValue: '27' },
          ],
          ControlScope: { ComplianceResourceTypes: ['EFS'] },
        },
      ],
    },
  ],
  [
    'audit tells of what it finds',
    { audit: true },
    'AWS::Events::Rule',
    {
      EventPattern: Match.objectLike({ source: ['aws.config'] }),
      Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('Pager') } })],
    },
  ],
  [
    'restoreTest',
    { restoreTest: { schedule: 'cron(0 6 1 * ? *)' } },
    'AWS::Backup::RestoreTestingPlan',
    { ScheduleExpression: 'cron(0 6 1 * ? *)' },
  ],
] as [string, Partial<BackupProtectionProps>, string, object][])('%s', (_, props, type, expected) => {
  protect(props).template.hasResourceProperties(type, expected);
});

test.each([
  ['retention', { retention: Duration.days(60) }, 0, { Lifecycle: { DeleteAfterDays: 60 } }],
  ['startWindow', { startWindow: Duration.hours(1.5), jobTime: Duration.hours(1) }, 0, { StartWindowMinutes: 90 }],
  ['completionWindow', { completionWindow: Duration.hours(3) }, 0, { CompletionWindowMinutes: 180 }],
  ['backupHour', { backupHour: 22 }, 0, { ScheduleExpression: 'cron(0 22 ? * * *)' }],
  [
    'timeZone',
    { timeZone: TimeZone.EUROPE_BERLIN },
    0,
    // A night of 25 hours, and at 2:00 none at all: daily does not meet 27 hours.
    { ScheduleExpression: 'cron(0 1,13 ? * * *)', ScheduleExpressionTimezone: 'Europe/Berlin' },
  ],
  ['jobTime', { jobTime: Duration.hours(4) }, 0, { ScheduleExpression: 'cron(0 1,13 ? * * *)' }],
  [
    'archive',
    { archive: { retention: Duration.days(365), moveToColdStorageAfter: Duration.days(30) } },
    1,
    {
      RuleName: 'Archive',
      ScheduleExpression: 'cron(0 1 1 * ? *)',
      Lifecycle: { DeleteAfterDays: 365, MoveToColdStorageAfterDays: 30 },
    },
  ],
] as [string, Partial<BackupProtectionProps>, number, object][])('%s of the rule', (_, props, rule, expected) => {
  expect(rulesOf(protect(props))[rule]).toMatchObject(expected);
});

test('an existing key encrypts the vault', () => {
  const { template } = protect({}, (stack) => [new CfnFileSystem(stack, 'Files')]);
  template.resourceCountIs('AWS::KMS::Key', 1);
  const stack = new Stack(new App(), 'Data', { env });
  new BackupProtection(stack, 'Backups', {
    resources: [new CfnFileSystem(stack, 'Files')],
    notificationTopic: new Topic(stack, 'Pager'),
    policy: daily,
    encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1'),
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::BackupVault', {
    EncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  });
});

const instance =
  (props: object = {}) =>
  (stack: Stack) => [new CfnDBInstance(stack, 'Orders', { engine: 'postgres', multiAz: true, ...props })];

test('continuous backups where the service can: retention, no copies, a start window of its own', () => {
  const given = protect({ destinations: [BackupDestination.fromVault({ vaultArn: elsewhere })] }, instance());
  const rules = rulesOf(given, 'Continuous');
  expect(rules).toMatchObject([
    {
      RuleName: 'Continuous',
      EnableContinuousBackup: true,
      ScheduleExpression: 'cron(0 2 ? * * *)',
      Lifecycle: { DeleteAfterDays: 35 },
    },
    {
      RuleName: 'Snapshots',
      CopyActions: [{ DestinationBackupVaultArn: elsewhere, Lifecycle: { DeleteAfterDays: 35 } }],
    },
  ]);
  expect(rules[0]).not.toHaveProperty('CopyActions');
  given.template.hasResourceProperties('AWS::RDS::DBInstance', { BackupRetentionPeriod: 35 });
  expect(given.block.guarantees[0]).toMatchObject({
    inRegionBy: 'continuous backups',
    otherRegionBy: 'copies every 24 h',
  });
});

test('continuousRetention is that of automated backups, and continuous can be switched off', () => {
  const short = protect({ continuousRetention: Duration.days(10) }, instance({ backupRetentionPeriod: 10 }));
  expect(rulesOf(short, 'Continuous')[0]).toMatchObject({ Lifecycle: { DeleteAfterDays: 10 } });
  const off = protect({ continuous: false }, instance({ backupRetentionPeriod: 3 }));
  expect(rulesOf(off).map(({ RuleName }) => RuleName)).toEqual(['Snapshots']);
  off.template.hasResourceProperties('AWS::RDS::DBInstance', { BackupRetentionPeriod: 3 });
});

test('copyRetention and copyTime', () => {
  const region = { rto: Duration.days(1), rpo: Duration.hours(30) };
  const props = { destinations: [BackupDestination.fromVault({ vaultArn: elsewhere })], policy: { ...daily, region } };
  const given = protect({ ...props, copyRetention: Duration.days(90), copyTime: Duration.hours(3) });
  expect(rulesOf(given)[0]).toMatchObject({ CopyActions: [{ Lifecycle: { DeleteAfterDays: 90 } }] });
  expect(given.block.guarantees[0]?.otherRegionLoss?.toHours()).toBe(30);
  expect(protect({ ...props, copyTime: Duration.hours(4) }).block.guarantees[0]?.otherRegionLoss?.toHours()).toBe(19);
});

test('what can be copied to the air-gapped vault is, what cannot is told', () => {
  const given = protect({ airGapped: true, irreversible: true }, (stack) => [
    new CfnFileSystem(stack, 'Files'),
    new TableV2(stack, 'Quotes', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
  ]);
  const gap = { 'Fn::GetAtt': [expect.stringContaining('AirGapped'), 'BackupVaultArn'] };
  expect(rulesOf(given, 'SnapshotsEvery24hLocalAirGapped')[0]).toMatchObject({
    CopyActions: [{ DestinationBackupVaultArn: gap }],
  });
  Annotations.fromStack(given.stack).hasWarning('/Data/Backups', Match.stringLikeRegexp('does not take DynamoDB'));
});

test('cold storage where the type has it, archive tier for volumes', () => {
  const given = protect(
    { archive: { retention: Duration.days(365), moveToColdStorageAfter: Duration.days(30) } },
    (stack) => [
      new CfnVolume(stack, 'Disk', { availabilityZone: 'eu-west-1a', size: 10 }),
      new CfnInstance(stack, 'Machine'),
    ],
  );
  expect(rulesOf(given, 'SnapshotsEvery24hLocalCold')[1]?.Lifecycle).toEqual({
    DeleteAfterDays: 365,
    MoveToColdStorageAfterDays: 30,
    OptInToArchiveForSupportedResources: true,
  });
  const warm = Object.values(given.template.findResources('AWS::Backup::BackupPlan')).find(
    ({ Properties }) => Properties.BackupPlan.BackupPlanName === 'SnapshotsEvery24hLocal',
  );
  expect(warm?.Properties.BackupPlan.BackupPlanRule[1].Lifecycle).toEqual({ DeleteAfterDays: 365 });
});

test('selections by construct and by tag', () => {
  const { template } = protect({
    tagged: [{ key: 'backup', value: 'yes', types: [BackupResourceType.RDS, BackupResourceType.EBS] }],
  });
  const selections = Object.values(template.findResources('AWS::Backup::BackupSelection')).map(
    ({ Properties }) => Properties.BackupSelection,
  );
  const pattern = (text: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, text]] });
  const conditions = { StringEquals: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'yes' }] };
  expect(selections).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Resources: [{ 'Fn::GetAtt': ['Files', 'Arn'] }] }),
      expect.objectContaining({
        Resources: [pattern(':rds:*:*:db:*')],
        Conditions: conditions,
        SelectionName: 'RDS-backup-yes',
      }),
      expect.objectContaining({ Resources: [pattern(':ec2:*:*:volume/*')], Conditions: conditions }),
    ]),
  );
  expect(selections).toHaveLength(3);
});

test('a scope stands for what is in it: members, replicas and other resources are left out', () => {
  const { block } = protect({}, (stack) => {
    const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-postgresql' });
    new CfnDBInstance(stack, 'Member', { dbClusterIdentifier: cluster.ref });
    new CfnDBInstance(stack, 'Replica', { sourceDbInstanceIdentifier: 'orders' });
    new CfnBucket(stack, 'Statements');
    return [stack];
  });
  expect(block.guarantees.map(({ resourceType, subject }) => [resourceType, subject])).toEqual([
    ['Aurora', 'Data/Cluster'],
    ['S3', 'Data/Statements'],
  ]);
});

test('buckets get versioning, tables point-in-time recovery', () => {
  const { template } = protect(
    { policy: { ...daily, softwareFault: { rto: Duration.hours(2), rpo: Duration.minutes(15) } } },
    (stack) => [
      new Bucket(stack, 'Statements'),
      new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
      new TableV2(stack, 'Quotes', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    ],
  );
  template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } });
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    Replicas: [Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })],
  });
});

test('replication that the service does counts for the Region', () => {
  const region = { rto: Duration.hours(1), rpo: Duration.minutes(30) };
  const software = { rto: Duration.hours(1), rpo: Duration.minutes(15) };
  const timed = (bucket: string) => (stack: Stack) => [
    new CfnBucket(stack, 'Statements', {
      replicationConfiguration: {
        role: 'arn:aws:iam::111122223333:role/replicate',
        rules: [
          {
            status: 'Enabled',
            destination: { bucket, replicationTime: { status: 'Enabled', time: { minutes: 15 } } },
          },
        ],
      },
    }),
  ];
  const policy = { ...daily, software, region };
  const { block } = protect({ policy }, timed('arn:aws:s3:::statements-eu-central-1'));
  expect(block.guarantees[0]).toMatchObject({ otherRegionBy: 'S3 replication with Replication Time Control' });
  expect(() => protect({ policy }, (stack) => timed(new CfnBucket(stack, 'Near').attrArn)(stack))).toThrow(
    'or replicate the bucket to the other Region',
  );
  const table = protect({ policy }, (stack) => [
    new TableV2(stack, 'Quotes', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      replicas: [{ region: 'eu-central-1' }],
    }),
  ]);
  expect(table.block.guarantees[0]).toMatchObject({ otherRegionBy: 'a global table' });
  const database = protect({ policy }, instance({ automaticBackupReplicationRegion: 'eu-central-1' }));
  expect(database.block.guarantees[0]).toMatchObject({ otherRegionBy: 'replication of automated backups' });
  const cluster = protect({ policy }, (stack) => [
    new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql', globalClusterIdentifier: 'all' }),
  ]);
  expect(cluster.block.guarantees[0]).toMatchObject({ otherRegionBy: 'an Aurora global database' });
});

test('the policy of the scope is taken where none is given', () => {
  const stack = new Stack(new App(), 'Data', { env });
  const props = { resources: [new CfnFileSystem(stack, 'Files')], notificationTopic: new Topic(stack, 'Pager') };
  expect(() => new BackupProtection(stack, 'None', props)).toThrow('Data/None: no software RPO is declared');
  ResiliencyPolicy.of(stack).declare(daily);
  expect(new BackupProtection(stack, 'Backups', props).worstLoss.toHours()).toBe(27);
});

test('each resource is held against the policy that holds for it, unless one is given for all', () => {
  const resources = (stack: Stack) => [new CfnFileSystem(stack, 'Files'), new CfnFileSystem(stack, 'Scratch')] as const;
  const strict = { ...daily, softwareFault: { rto: Duration.days(4), rpo: Duration.hours(8) } };
  const declared = (policy?: ResiliencyPolicyProps) => {
    const stack = new Stack(new App(), 'Data', { env });
    const [files, scratch] = resources(stack);
    ResiliencyPolicy.of(stack).declare(strict);
    ResiliencyPolicy.of(scratch).declare(daily);
    const block = new BackupProtection(stack, 'Backups', {
      resources: [files, scratch],
      notificationTopic: new Topic(stack, 'Pager'),
      ...(policy !== undefined && { policy }),
    });
    return block.guarantees.map(({ subject, inRegionBy }) => [subject, inRegionBy]);
  };
  expect(declared()).toEqual([
    ['Data/Files', 'snapshots every 4 h'],
    ['Data/Scratch', 'snapshots every 24 h'],
  ]);
  expect(declared(strict)).toEqual([
    ['Data/Files', 'snapshots every 4 h'],
    ['Data/Scratch', 'snapshots every 4 h'],
  ]);
});

test('hours that meet the windows of databases are passed over, or told', () => {
  const windows = { preferredMaintenanceWindow: 'sun:02:00-sun:03:00', preferredBackupWindow: '04:00-04:30' };
  const moved = protect({}, instance(windows));
  expect(rulesOf(moved, 'Continuous')[1]).toMatchObject({ ScheduleExpression: 'cron(0 3 ? * * *)' });
  const snapshots = protect({ continuous: false }, instance(windows));
  expect(rulesOf(snapshots)[0]).toMatchObject({ ScheduleExpression: 'cron(0 5 ? * * *)' });
  const forced = protect({ backupHour: 1 }, instance(windows));
  Annotations.fromStack(forced.stack).hasWarning(
    '/Data/Backups',
    Match.stringLikeRegexp('Data/Orders: maintenance window sun:02:00-sun:03:00'),
  );
});

test('what is in one zone loses more with it than the policy allows: told', () => {
  const az = { rto: Duration.hours(1), rpo: Duration.hours(1) };
  const given = protect({ policy: { ...daily, az } }, (stack) => [
    new CfnVolume(stack, 'Disk', { availabilityZone: 'eu-west-1a', size: 10 }),
  ]);
  Annotations.fromStack(given.stack).hasWarning('/Data/Backups', Match.stringLikeRegexp('Data/Disk: 27 h'));
  expect(
    protect({ policy: { ...daily, az } })
      .stack.node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning'),
  ).toEqual([]);
});

test('what CloudFormation cannot set is told with its command', () => {
  const given = protect({}, (stack) => [
    new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' }),
    new TableV2(stack, 'Quotes', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
  ]);
  const infos = Annotations.fromStack(given.stack);
  const settings = 'aws backup update-region-settings --region eu-west-1 --resource-type-opt-in-preference';
  infos.hasInfo('/Data/Backups', Match.stringLikeRegexp(`${settings} Aurora=true`));
  infos.hasInfo(
    '/Data/Backups',
    Match.stringLikeRegexp(`${settings} DynamoDB=true --resource-type-management-preference DynamoDB=true`),
  );
});

test('restore tests can be switched off, with a warning', () => {
  const { template, stack, block } = protect({ restoreTesting: false });
  template.resourceCountIs('AWS::Backup::RestoreTestingPlan', 0);
  expect(block.restoreTesting).toBeUndefined();
  Annotations.fromStack(stack).hasWarning('/Data/Backups', Match.stringLikeRegexp('Restores are not tested'));
});

test('metrics of the vault', () => {
  const { block } = protect();
  expect(block.metricBackupJobsFailed().metricName).toBe('NumberOfBackupJobsFailed');
  expect(block.metricBackupJobsExpired({ period: Duration.hours(2) }).period.toHours()).toBe(2);
});

test('what is added to a scope later is an error at synthesis', () => {
  const app = new App();
  const stack = new Stack(app, 'Data', { env });
  new CfnFileSystem(stack, 'Files');
  new BackupProtection(stack, 'Backups', {
    resources: [stack],
    notificationTopic: new Topic(stack, 'Pager'),
    policy: daily,
  });
  new CfnFileSystem(stack, 'Late');
  expect(() => app.synth()).toThrow('Data/Late was added after the protection and is not backed up');
});

const copies = (props: object = {}) => [BackupDestination.fromVault({ vaultArn: elsewhere, ...props })];

test.each([
  ['nothing', { resources: [] }, 'it protects nothing: give `resources`, or `tagged`'],
  ['a tag for no type', { tagged: [{ key: 'a', value: 'b', types: [] }] }, 'the tag a=b is for no type'],
  [
    'a tag for clusters of two kinds',
    { tagged: [{ key: 'a', value: 'b', types: [BackupResourceType.AURORA, BackupResourceType.NEPTUNE] }] },
    'cannot tell Aurora and Neptune apart',
  ],
  ['a vault twice', { destinations: [...copies(), ...copies()] }, 'two of the destinations are the same vault'],
  ['a compliance lock', { lockMode: VaultLockMode.COMPLIANCE }, 'can never be undone: set irreversible to true too'],
  ['an air-gapped vault', { airGapped: true }, 'can never be undone: set irreversible to true too'],
  ['a grace period alone', { gracePeriod: Duration.days(3) }, 'a grace period makes a lock final'],
  [
    'a short grace period',
    { lockMode: VaultLockMode.COMPLIANCE, irreversible: true, gracePeriod: Duration.days(2) },
    'the grace period of a lock is at least 3 days',
  ],
  ['a short start window', { startWindow: Duration.minutes(30) }, 'startWindow is less than 60 minutes'],
  [
    'a short completion window',
    { completionWindow: Duration.minutes(90), jobTime: Duration.hours(1) },
    'an hour longer than startWindow',
  ],
  ['jobs that are cancelled', { jobTime: Duration.hours(25) }, 'jobTime is longer than completionWindow'],
  ['an hour of no day', { backupHour: 24 }, 'backupHour is 24'],
  ['no time zone', { timeZone: TimeZone.of('Mars/Olympus') }, "'Mars/Olympus' is no time zone"],
  [
    'continuous for too long',
    { continuousRetention: Duration.days(36) },
    'continuousRetention: continuous backups are kept for 1 to 35 days',
  ],
  [
    'a short retention',
    { retention: Duration.days(3) },
    'retention does not fit the vault: the lock takes retentions of at least 7 days',
  ],
  ['a long retention', { retention: Duration.days(500) }, 'at most 400 days, not 500'],
  [
    'copies that the other lock refuses',
    { destinations: copies({ minRetentionDays: 90 }) },
    `copyRetention does not fit ${elsewhere}`,
  ],
  [
    'an archive that the other lock refuses',
    { destinations: copies({ maxRetentionDays: 100 }), archive: { retention: Duration.days(365) } },
    `archive.retention does not fit ${elsewhere}`,
  ],
  [
    'cold storage for too short',
    { archive: { retention: Duration.days(100), moveToColdStorageAfter: Duration.days(30) } },
    'keep it for 120 days or more, not 100',
  ],
  [
    'cold storage that is too slow',
    {
      archive: { retention: Duration.days(365), moveToColdStorageAfter: Duration.days(30) },
      policy: { ...daily, softwareFault: { rto: Duration.hours(4), rpo: Duration.days(2) } },
    },
    'EFS takes up to 12 h from cold storage, the software RTO is 4 h',
  ],
  [
    'a policy that cannot be met',
    { policy: { ...daily, softwareFault: { rto: Duration.hours(1), rpo: Duration.minutes(15) } } },
    'the policy cannot be met by backups\n- Data/Files (EFS): the policy allows the loss of 15 min (software); snapshots lose up to 5 h',
  ],
] as [string, Partial<BackupProtectionProps>, string][])('refused: %s', (_, props, message) => {
  expect(() => protect(props)).toThrow(message);
  expect(() => protect(props)).toThrow('Data/Backups');
});

test.each([
  [
    'other automated backups',
    instance({ backupRetentionPeriod: 7 }),
    'Data/Orders keeps automated backups for 7 days, the plan for 35',
  ],
  [
    'nothing that AWS Backup takes',
    (stack: Stack) => [new Topic(stack, 'Other')],
    'Data/Other is, or holds, nothing that AWS Backup takes',
  ],
  [
    'suspended versioning',
    (stack: Stack) => [new CfnBucket(stack, 'B', { versioningConfiguration: { status: 'Suspended' } })],
    'AWS Backup takes buckets with versioning only',
  ],
  [
    'ONTAP',
    (stack: Stack) => [new CfnFsxFileSystem(stack, 'F', { fileSystemType: 'ONTAP', subnetIds: ['s'] })],
    'takes the volumes of an ONTAP file system',
  ],
  [
    'scratch file systems',
    (stack: Stack) => [new CfnFsxFileSystem(stack, 'F', { fileSystemType: 'LUSTRE', subnetIds: ['s'] })],
    'a scratch file system cannot be backed up',
  ],
  [
    'cold storage for none',
    (stack: Stack) => [new CfnInstance(stack, 'I')],
    'AWS Backup has no cold storage for EC2',
    { archive: { retention: Duration.days(365), moveToColdStorageAfter: Duration.days(30) } },
  ],
] as [string, (stack: Stack) => IConstruct[], string, Partial<BackupProtectionProps>?][])(
  'refused: %s',
  (_, make, message, props = {}) => {
    expect(() => protect(props, make)).toThrow(message);
  },
);

test('a topic of another Region is refused', () => {
  const app = new App();
  const other = new Topic(new Stack(app, 'Other', { env: { ...env, region: 'eu-central-1' } }), 'Pager');
  const stack = new Stack(app, 'Data', { env });
  const resources = [new CfnFileSystem(stack, 'Files')];
  expect(() => new BackupProtection(stack, 'Backups', { resources, notificationTopic: other, policy: daily })).toThrow(
    'Data/Backups: the topic is in eu-central-1, the backups are in eu-west-1',
  );
});

test('imported resources are known by their ARN', () => {
  const { template, block } = protect({}, (stack) => [Bucket.fromBucketName(stack, 'Old', 'old')]);
  expect(block.guarantees[0]).toMatchObject({
    resourceType: 'S3',
    inRegionBy: 'continuous backups',
    subject: 'Data/Old',
  });
  template.hasResourceProperties('AWS::Backup::BackupSelection', {
    BackupSelection: { Resources: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::old']] }] },
  });
});
