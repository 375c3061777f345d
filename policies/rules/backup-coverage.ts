import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import { isBackedUp, isSelectedByName, judgeBackup, wantedTags } from '../../lib/facts/backup';
import { canBackUpBuckets, bucketsOf } from '../../lib/facts/backup-roles';
import { holdsByproducts, isReplica as isCopy, isVersioned } from '../../lib/facts/buckets';
import { isClusterMember, isReplica } from '../../lib/facts/databases';
import { fsxBlock, isLinkedToS3, isScratch } from '../../lib/facts/file-systems';
import { tagsOf } from '../../lib/facts/tags';

const DOCS = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html';

/** A plan, and a selection by some criteria. */
const selection = (criteria: object) => ({
  Plan: {
    Type: 'AWS::Backup::BackupPlan',
    Properties: {
      BackupPlan: { BackupPlanName: 'daily', BackupPlanRule: [{ RuleName: 'daily', TargetBackupVault: 'main' }] },
    },
  },
  Selection: {
    Type: 'AWS::Backup::BackupSelection',
    Properties: {
      BackupPlanId: { Ref: 'Plan' },
      BackupSelection: {
        SelectionName: 'data',
        IamRoleArn: 'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole',
        ...criteria,
      },
    },
  },
});

const examples = (type: string, properties: object, pattern: string) => ({
  noncompliant: properties as { readonly [key: string]: unknown },
  compliant: { Resources: { Subject: { Type: type, Properties: properties }, ...selection({ Resources: [pattern] }) } },
  at: '',
});

const common = {
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  wellArchitected: ['REL09-BP03'],
  docs: DOCS,
} as const;

export const rdsInBackupPlan = defineRule({
  ...common,
  id: 'RdsInBackupPlan',
  appliesTo: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  title: 'The database is in no backup plan',
  why: 'Automated backups are deleted with the database and end after 35 days; a backup plan keeps backups in a vault of its own.',
  fix: 'Select the database in a backup plan (CDK: BackupPlan.addSelection with BackupResource.fromRdsDatabaseInstance).',
  equivalents: [
    'cdk-nag:RDSInBackupPlan',
    'checkov:CKV2_AWS_8',
    'config:aurora-resources-protected-by-backup-plan',
    'config:rds-in-backup-plan',
    'config:rds-resources-protected-by-backup-plan',
    'prowler:rds_cluster_protected_by_backup_plan',
    'prowler:rds_instance_protected_by_backup_plan',
    'securityhub:RDS.26',
    'trusted-advisor:amazon-rds-not-in-backup-plan',
  ],
  examples: examples('AWS::RDS::DBInstance', { Engine: 'postgres', MultiAZ: true }, 'arn:aws:rds:*:*:db:*'),
  check: (db, application) => (isClusterMember(db) || isReplica(db) ? notApplicable : judgeBackup(db, application)),
});

export const dynamoDbInBackupPlan = defineRule({
  ...common,
  id: 'DynamoDbInBackupPlan',
  appliesTo: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  title: 'The table is in no backup plan',
  why: 'Point-in-time recovery reaches back 35 days at most and stays in the account and Region of the table.',
  fix: 'Select the table in a backup plan (CDK: BackupPlan.addSelection with BackupResource.fromDynamoDbTable).',
  equivalents: [
    'cdk-nag:DynamoDBInBackupPlan',
    'config:dynamodb-in-backup-plan',
    'config:dynamodb-resources-protected-by-backup-plan',
    'guard:DYNAMODB_IN_BACKUP_PLAN',
    'guard:DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'prowler:dynamodb_table_protected_by_backup_plan',
    'securityhub:DynamoDB.4',
    'trusted-advisor:amazon-dynamodb-table-not-in-backup-plan',
  ],
  examples: examples('AWS::DynamoDB::Table', { TableName: 'orders' }, 'arn:aws:dynamodb:*:*:table/*'),
  check: (table, application) => judgeBackup(table, application),
});

export const fsxInBackupPlan = defineRule({
  ...common,
  id: 'FsxInBackupPlan',
  appliesTo: 'AWS::FSx::FileSystem',
  title: 'The file system is in no backup plan',
  why: 'Automatic backups of FSx are deleted with the file system; a backup plan keeps backups in a vault of its own.',
  fix: 'Select the file system in a backup plan (CDK: BackupPlan.addSelection with BackupResource.fromArn).',
  equivalents: ['config:fsx-resources-protected-by-backup-plan', 'guard:FSX_RESOURCES_PROTECTED_BY_BACKUP_PLAN'],
  examples: examples('AWS::FSx::FileSystem', { FileSystemType: 'WINDOWS', SubnetIds: ['subnet-1'] }, 'arn:aws:fsx:*'),
  check: (files, application) => {
    const block = fsxBlock(files);
    // AWS Backup takes the volumes of an ONTAP file system one by one.
    if (block === undefined || block === 'OntapConfiguration') return notApplicable;
    if (block === 'LustreConfiguration' && (isScratch(files) || isLinkedToS3(files))) return notApplicable;
    return judgeBackup(files, application);
  },
});

export const ec2InBackupPlan = defineRule({
  ...common,
  id: 'Ec2InBackupPlan',
  appliesTo: 'AWS::EC2::Instance',
  title: 'The instance is in no backup plan',
  why: 'An instance that was set up or filled by hand cannot be put up again without an image of it. Nothing makes one by default.',
  fix: 'Select the instance in a backup plan (CDK: BackupPlan.addSelection with BackupResource.fromEc2Instance).',
  equivalents: ['config:ec2-resources-protected-by-backup-plan'],
  examples: examples('AWS::EC2::Instance', { InstanceType: 'm7g.large' }, 'arn:aws:ec2:*:*:instance/*'),
  check: (instance, application) => judgeBackup(instance, application),
});

export const s3InBackupPlan = defineRule({
  ...common,
  id: 'S3InBackupPlan',
  appliesTo: 'AWS::S3::Bucket',
  title: 'The bucket is in no backup plan',
  why: 'Versions can be deleted by whoever may delete objects; a backup plan keeps copies in a vault of its own.',
  fix: 'Select the bucket in a backup plan, with versioning on (CDK: BackupPlan.addSelection with BackupResource.fromArn).',
  equivalents: ['config:s3-resources-protected-by-backup-plan'],
  examples: examples('AWS::S3::Bucket', { BucketName: 'statements' }, 'arn:aws:s3:::*'),
  check: (bucket, application) =>
    holdsByproducts(bucket) || isCopy(bucket) ? notApplicable : judgeBackup(bucket, application),
});

export const s3BackupUnversioned = defineRule({
  ...common,
  id: 'S3BackupUnversioned',
  appliesTo: 'AWS::S3::Bucket',
  severity: 'error',
  strictness: 'essential',
  title: 'The bucket cannot be backed up without versioning',
  why: 'AWS Backup only backs up buckets that have versioning on: the jobs of this bucket fail. The default is no versioning.',
  fix: 'Set VersioningConfiguration.Status to Enabled (CDK: versioned: true).',
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html',
  remedy: { VersioningConfiguration: { Status: 'Enabled' } },
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket' },
        ...selection({ Resources: [{ 'Fn::GetAtt': ['Subject', 'Arn'] }] }),
      },
    },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } },
        ...selection({ Resources: [{ 'Fn::GetAtt': ['Subject', 'Arn'] }] }),
      },
    },
    at: 'Properties.VersioningConfiguration.Status',
  },
  check: (bucket) => {
    if (!isSelectedByName(bucket)) return notApplicable;
    return isVersioned(bucket) ? compliant : nonCompliant('VersioningConfiguration.Status');
  },
});

const role = (...policies: string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    ManagedPolicyArns: policies.map((name) => `arn:aws:iam::aws:policy/${name}`),
  },
});

const bucketSelection = {
  Type: 'AWS::Backup::BackupSelection',
  Properties: {
    BackupPlanId: 'plan-1',
    BackupSelection: {
      SelectionName: 'buckets',
      IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Resources: ['arn:aws:s3:::statements'],
    },
  },
};

export const backupRoleWithoutS3 = defineRule({
  ...common,
  id: 'BackupRoleWithoutS3',
  appliesTo: 'AWS::Backup::BackupSelection',
  severity: 'error',
  strictness: 'essential',
  title: 'The backup role is not allowed to read the bucket',
  why: 'AWSBackupServiceRolePolicyForBackup, which CDK attaches by default, has no permissions for S3: the jobs of the bucket fail.',
  fix: 'Attach AWSBackupServiceRolePolicyForS3Backup to the role (CDK: role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(...))).',
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html',
  examples: {
    noncompliant: {
      Resources: { Subject: bucketSelection, Role: role('service-role/AWSBackupServiceRolePolicyForBackup') },
    },
    compliant: { Resources: { Subject: bucketSelection, Role: role('AWSBackupServiceRolePolicyForS3Backup') } },
    at: 'Properties.BackupSelection.IamRoleArn',
  },
  check: (subject) => {
    const buckets = bucketsOf(subject);
    const owner = subject.reference('BackupSelection.IamRoleArn');
    if (!buckets.found || owner?.type !== 'AWS::IAM::Role') return notApplicable;
    const answer = canBackUpBuckets(owner);
    if (answer === 'unknown')
      return undetermined('BackupSelection.IamRoleArn', 'a policy of the role is not in the application');
    return answer === 'yes'
      ? compliant
      : nonCompliant('BackupSelection.IamRoleArn', { related: [owner, ...buckets.resources] });
  },
});

/** The types that are selected by tag. */
const TAGGED = [
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Instance',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::FSx::FileSystem',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::S3::Bucket',
];

export const backupTagMismatch = defineRule({
  ...common,
  id: 'BackupTagMismatch',
  appliesTo: TAGGED,
  severity: 'error',
  strictness: 'essential',
  title: 'The tag that should select the resource for backup is written differently',
  why: 'Tags are case-sensitive. The resource was meant to be backed up and is not.',
  fix: 'Write the tag as the backup selection does (CDK: Tags.of(resource).add(key, value)).',
  equivalents: [],
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::DynamoDB::Table', Properties: { Tags: [{ Key: 'Backup', Value: 'daily' }] } },
        ...selection({
          ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
        }),
      },
    },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::DynamoDB::Table', Properties: { Tags: [{ Key: 'backup', Value: 'daily' }] } },
        ...selection({
          ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
        }),
      },
    },
    at: '',
  },
  check: (resource, application) => {
    const wantedOnes = wantedTags(application);
    if (wantedOnes.length === 0) return notApplicable;
    const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
    const tags = [...tagsOf(resource).values].flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
    for (const wanted of wantedOnes) {
      const near = tags.find((tag) => same(tag.key, wanted.key) && same(tag.value, wanted.value));
      if (near === undefined || (near.key === wanted.key && near.value === wanted.value)) continue;
      if (isBackedUp(resource, application) !== 'no') return compliant;
      const detail = `The tag is ${near.key}=${near.value}, the selection asks for ${wanted.key}=${wanted.value}.`;
      return nonCompliant(undefined, { detail, related: [wanted.selection] });
    }
    return notApplicable;
  },
});
