import { Aws } from 'aws-cdk-lib';
import { BackupResourceType } from './backup-resource-type';

const PATTERNS: Readonly<Record<BackupResourceType, readonly string[]>> = {
  [BackupResourceType.AURORA]: ['rds:*:*:cluster:*'],
  [BackupResourceType.DOCUMENT_DB]: ['rds:*:*:cluster:*'],
  [BackupResourceType.DYNAMO_DB]: ['dynamodb:*:*:table/*'],
  [BackupResourceType.EBS]: ['ec2:*:*:volume/*'],
  [BackupResourceType.EC2]: ['ec2:*:*:instance/*'],
  [BackupResourceType.EFS]: ['elasticfilesystem:*:*:file-system/*'],
  [BackupResourceType.FSX]: ['fsx:*'],
  [BackupResourceType.NEPTUNE]: ['rds:*:*:cluster:*'],
  [BackupResourceType.RDS]: ['rds:*:*:db:*'],
  [BackupResourceType.REDSHIFT]: ['redshift:*:*:cluster:*'],
  [BackupResourceType.S3]: ['s3:::*'],
};

/** The ARNs of all resources of a type. Clusters of Aurora, DocumentDB and Neptune cannot be told apart by them. */
export function arnPatterns(type: BackupResourceType): string[] {
  return PATTERNS[type].map((pattern) => `arn:${Aws.PARTITION}:${pattern}`);
}
