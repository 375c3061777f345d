import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnVolume, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  BackupDestination,
  BackupProtection,
  BackupResourceType,
  VaultLockMode,
  type BackupDestinationProps,
} from '../../../../lib/blocks/backup-protection';
import { Tier } from '../../../../lib/intent/tier';

const account = '111122223333';
const env = { account, region: 'eu-west-1' };
const policy = { tier: Tier.NON_CRITICAL, softwareFault: { rto: Duration.days(1), rpo: Duration.hours(27) } };

/** A destination that a file system and a database are copied to. */
function copied(props: Partial<BackupDestinationProps> = {}, there = { account, region: 'eu-central-1' }) {
  const app = new App();
  const data = new Stack(app, 'Data', { env });
  const stack = new Stack(app, 'Vaults', { env: there });
  const destination = new BackupDestination(stack, 'Copies', {
    notificationTopic: new Topic(stack, 'Pager'),
    ...props,
  });
  const protection = new BackupProtection(data, 'Backups', {
    resources: [new CfnFileSystem(data, 'Files'), new CfnDBInstance(data, 'Orders', { multiAz: true })],
    notificationTopic: new Topic(data, 'Pager'),
    destinations: [destination],
    policy,
  });
  return { app, data, stack, destination, protection };
}

test('a locked vault of its own, notice of failures, and restore tests of all that arrives', () => {
  const { stack, destination } = copied();
  const template = Template.fromStack(stack);
  template.hasResource('AWS::Backup::BackupVault', {
    DeletionPolicy: 'Retain',
    Properties: {
      BackupVaultName: 'Vaults-Copies-A1B6505F',
      LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 400 },
      AccessPolicy: Match.absent(),
    },
  });
  template.hasResourceProperties('AWS::Events::Rule', { EventPattern: Match.objectLike({ source: ['aws.backup'] }) });
  template.hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
    RestoreTestingPlanName: Match.stringLikeRegexp('^[A-Za-z0-9_]{1,50}$'),
    ScheduleExpression: 'cron(0 8 ? * SUN *)',
    RecoveryPointSelection: {
      Algorithm: 'LATEST_WITHIN_WINDOW',
      IncludeVaults: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('CopiesVault'), 'BackupVaultArn'] }],
    },
  });
  for (const type of ['EFS', 'RDS']) {
    template.hasResourceProperties('AWS::Backup::RestoreTestingSelection', {
      RestoreTestingSelectionName: type,
      ProtectedResourceType: type,
      ProtectedResourceArns: ['*'],
      ValidationWindowHours: 8,
    });
  }
  expect(destination.restoreTesting?.selections).toHaveLength(2);
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.arrayWith([Match.objectLike({ 'Fn::Join': Match.anyValue() })]),
  });
});

test('the plan names it by its ARN, without a reference between stacks', () => {
  const { data } = copied();
  Template.fromStack(data).hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanRule: Match.arrayWith([
        Match.objectLike({
          CopyActions: [
            {
              DestinationBackupVaultArn: {
                'Fn::Join': [
                  '',
                  [
                    'arn:',
                    { Ref: 'AWS::Partition' },
                    ':backup:eu-central-1:111122223333:backup-vault:Vaults-Copies-A1B6505F',
                  ],
                ],
              },
              Lifecycle: { DeleteAfterDays: 35 },
            },
          ],
        }),
      ]),
    },
  });
  expect(data.dependencies).toEqual([]);
});

test('another account lets copies in, may use the key of the source, and needs what is told', () => {
  const { data, stack } = copied({}, { account: '444455556666', region: 'us-east-1' });
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::BackupVault', {
    AccessPolicy: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'backup:CopyIntoBackupVault',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
          Resource: '*',
        },
      ],
      Version: '2012-10-17',
    },
  });
  Template.fromStack(data).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
          Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        }),
      ]),
    },
  });
  const infos = Annotations.fromStack(data);
  infos.hasInfo('/Data/Backups', Match.stringLikeRegexp('isCrossAccountBackupEnabled=true'));
  infos.hasInfo(
    '/Data/Backups',
    Match.stringLikeRegexp('RDS are encrypted with customer-managed keys .* account 444455556666'),
  );
  infos.hasInfo(
    '/Data/Backups',
    Match.stringLikeRegexp('copies RDS to another Region and another account in one step'),
  );
});

test('props of the vault', () => {
  const { stack } = copied({
    vaultName: 'copies',
    lockMode: VaultLockMode.COMPLIANCE,
    irreversible: true,
    minRetention: Duration.days(30),
    maxRetention: Duration.days(90),
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::BackupVault', {
    BackupVaultName: 'copies',
    LockConfiguration: { MinRetentionDays: 30, MaxRetentionDays: 90, ChangeableForDays: 3 },
  });
});

test('restore tests into isolated subnets, with a validation', () => {
  const app = new App();
  const stack = new Stack(app, 'Vaults', { env });
  const vpc = new Vpc(stack, 'Network', {
    natGateways: 0,
    subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const validation = new Function(stack, 'Look', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
  const destination = new BackupDestination(stack, 'Copies', {
    notificationTopic: new Topic(stack, 'Pager'),
    restoreTest: {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      validation,
      validationWindow: Duration.hours(2),
      schedule: 'cron(0 4 ? * MON *)',
      metadataOverrides: [{ resourceType: BackupResourceType.RDS, key: 'dbInstanceClass', value: 'db.m7g.large' }],
    },
  });
  destination.receive('111122223333', Object.values(BackupResourceType));
  const template = Template.fromStack(stack);
  const overrides = Object.fromEntries(
    Object.values(template.findResources('AWS::Backup::RestoreTestingSelection')).map(({ Properties }) => [
      Properties.ProtectedResourceType,
      Object.keys(Properties.RestoreMetadataOverrides ?? {}),
    ]),
  );
  expect(overrides).toEqual({
    Aurora: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
    DocumentDB: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
    DynamoDB: [],
    EBS: [],
    EC2: ['subnetId', 'securityGroupIds'],
    EFS: [],
    FSx: ['subnetIds', 'securityGroupIds'],
    Neptune: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
    RDS: ['dbSubnetGroupName', 'vpcSecurityGroupIds', 'dbInstanceClass'],
    S3: [],
  });
  template.resourceCountIs('AWS::RDS::DBSubnetGroup', 1);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: Match.absent(),
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
  });
  template.hasResourceProperties('AWS::Backup::RestoreTestingSelection', { ValidationWindowHours: 2 });
  template.hasResourceProperties('AWS::Backup::RestoreTestingPlan', { ScheduleExpression: 'cron(0 4 ? * MON *)' });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.backup'],
      'detail-type': ['Restore Job State Change'],
      detail: {
        status: ['COMPLETED'],
        restoreTestingPlanArn: [{ 'Fn::GetAtt': [Match.anyValue(), 'RestoreTestingPlanArn'] }],
      },
    },
    Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Look'), 'Arn'] } })],
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'backup:PutRestoreValidationResult', Effect: 'Allow', Resource: '*' }] },
    Roles: [{ Ref: Match.stringLikeRegexp('LookServiceRole') }],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/Lambda', MetricName: 'Errors' });
  const annotations = Annotations.fromStack(stack);
  annotations.hasInfo('/Vaults/Copies/RestoreTests', Match.stringLikeRegexp('cannot test restores of Redshift'));
  expect(annotations.findWarning('*', Match.anyValue())).toEqual([]);
});

test('restores into the default VPC are told', () => {
  const { stack } = copied();
  Annotations.fromStack(stack).hasWarning(
    '/Vaults/Copies/RestoreTests',
    Match.stringLikeRegexp('Restores of RDS are tested in the default VPC'),
  );
});

test('a function of unknown permissions is told', () => {
  const app = new App();
  const stack = new Stack(app, 'Vaults', { env });
  const destination = new BackupDestination(stack, 'Copies', {
    notificationTopic: new Topic(stack, 'Pager'),
    restoreTest: { validation: Function.fromFunctionName(stack, 'Look', 'look') },
  });
  destination.receive('111122223333', [BackupResourceType.EFS]);
  Annotations.fromStack(stack).hasInfo(
    '/Vaults/Copies/RestoreTests',
    Match.stringLikeRegexp('has backup:PutRestoreValidationResult'),
  );
});

test('more ARNs than a selection takes stand for all in the vault', () => {
  const app = new App();
  const stack = new Stack(app, 'Data', { env });
  const many = (count: number) => Array.from({ length: count }, (_, i) => new CfnFileSystem(stack, `Files${i}`));
  new BackupProtection(stack, 'Backups', { resources: many(31), notificationTopic: new Topic(stack, 'Pager'), policy });
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::RestoreTestingSelection', {
    ProtectedResourceArns: ['*'],
  });
  const other = new Stack(new App(), 'Data', { env });
  new BackupProtection(other, 'Backups', {
    resources: Array.from({ length: 30 }, (_, i) => new CfnFileSystem(other, `Files${i}`)),
    notificationTopic: new Topic(other, 'Pager'),
    policy,
  });
  const [selection] = Object.values(Template.fromStack(other).findResources('AWS::Backup::RestoreTestingSelection'));
  expect(selection?.Properties.ProtectedResourceArns).toHaveLength(30);
});

test('tests switched off are warned of', () => {
  const { stack, destination } = copied({ restoreTesting: false });
  expect(destination.restoreTesting).toBeUndefined();
  Annotations.fromStack(stack).hasWarning('/Vaults/Copies', Match.stringLikeRegexp('are not tested'));
});

test.each([
  ['no ARN', 'copies'],
  ['another kind of ARN', 'arn:aws:backup:eu-west-1:111122223333:backup-plan:x'],
  ['no Region', 'arn:aws:backup::111122223333:backup-vault:x'],
])('refused: %s', (_, vaultArn) => {
  expect(() => BackupDestination.fromVault({ vaultArn })).toThrow(/no ARN of a backup vault|ARN/);
});

test('refused: a stack without a Region, a vault that nothing is copied to, a validation that is too long', () => {
  const stack = new Stack(new App(), 'Vaults');
  const notificationTopic = new Topic(stack, 'Pager');
  expect(() => new BackupDestination(stack, 'Copies', { notificationTopic })).toThrow(
    'Vaults/Copies: copies are addressed by Region: give the stack an env with a region',
  );
  const app = new App();
  const other = new Stack(app, 'Vaults', { env });
  new BackupDestination(other, 'Copies', { notificationTopic: new Topic(other, 'Pager') });
  expect(() => app.synth()).toThrow('nothing is copied here: give it to a BackupProtection');
  expect(() => copied({ restoreTest: { validationWindow: Duration.hours(200) } })).toThrow(
    'Vaults/Copies/RestoreTests: validationWindow is 200 hours',
  );
});

test('another account may use the keys of this App that backups keep, each once', () => {
  const app = new App();
  const data = new Stack(app, 'Data', { env });
  const key = new Key(data, 'DataKey');
  const notificationTopic = new Topic(data, 'Pager');
  const vaults = new Stack(app, 'Vaults', { env: { ...env, account: '444455556666' } });
  const destination = new BackupDestination(vaults, 'Copies', { notificationTopic: new Topic(vaults, 'Pager') });
  const encrypted = { multiAz: true, storageEncrypted: true, kmsKeyId: key.keyArn };
  new BackupProtection(data, 'Backups', {
    resources: [
      new CfnDBInstance(data, 'Orders', encrypted),
      new CfnDBInstance(data, 'Trades', encrypted),
      new CfnVolume(data, 'Disk', { availabilityZone: 'eu-west-1a', kmsKeyId: key.keyId, size: 10 }),
    ],
    notificationTopic,
    destinations: [destination],
    policy,
  });
  const [ours] = Object.entries(Template.fromStack(data).findResources('AWS::KMS::Key'))
    .filter(([id]) => id.startsWith('DataKey'))
    .map(([, { Properties }]) => Properties.KeyPolicy.Statement as { Action: unknown; Principal: unknown }[]);
  const there = ours!.filter(({ Principal }) => JSON.stringify(Principal).includes('444455556666'));
  expect(there.map(({ Action }) => Action)).toEqual([
    ['kms:DescribeKey', 'kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
    ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
  ]);
  // Nothing is left to confirm.
  expect(Annotations.fromStack(data).findInfo('*', Match.stringLikeRegexp('customer-managed keys'))).toEqual([]);
});

test('a network of its own for restores: no gateway, and its flow logs', () => {
  const { stack } = copied({ restoreTest: { ownNetwork: true } });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::NatGateway', 0);
  template.resourceCountIs('AWS::EC2::InternetGateway', 0);
  template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL' });
  template.hasResourceProperties('AWS::Backup::RestoreTestingSelection', {
    ProtectedResourceType: 'RDS',
    RestoreMetadataOverrides: Match.objectLike({ dbSubnetGroupName: Match.anyValue() }),
  });
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('default VPC'))).toEqual([]);
});

test('a network of its own and one that is given contradict each other', () => {
  const vpc = Vpc.fromVpcAttributes(new Stack(), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  expect(() => copied({ restoreTest: { ownNetwork: true, vpc } })).toThrow(
    'Vaults/Copies/RestoreTests: ownNetwork makes a network, and vpc or vpcSubnets gives one',
  );
});

test.each([
  ['Region', 'arn:aws:sns:eu-west-1:111122223333:pager', 'the topic is in eu-west-1, the backups are in eu-central-1'],
  [
    'account',
    'arn:aws:sns:eu-central-1:444455556666:pager',
    'the topic is in 444455556666, the backups are in 111122223333',
  ],
])('a topic of another %s is refused', (_, arn, message) => {
  const stack = new Stack(new App(), 'Vaults', { env: { account, region: 'eu-central-1' } });
  const notificationTopic = Topic.fromTopicArn(stack, 'Pager', arn);
  expect(() => new BackupDestination(stack, 'Copies', { notificationTopic })).toThrow(`Vaults/Copies: ${message}`);
  const resources = [new CfnFileSystem(stack, 'Files')];
  expect(() => new BackupProtection(stack, 'Backups', { notificationTopic, resources, policy })).toThrow(
    `Vaults/Backups: ${message}`,
  );
});

test('another account of the same Region gets copies too, which no loss of the Region is held against', () => {
  const { data, protection } = copied({}, { account: '444455556666', region: 'eu-west-1' });
  Template.fromStack(data).hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: { BackupPlanRule: Match.arrayWith([Match.objectLike({ CopyActions: [Match.anyValue()] })]) },
  });
  expect(protection.guarantees.map(({ otherRegionBy }) => otherRegionBy)).toEqual([undefined, undefined]);
});
