/** A type of resource as AWS Backup names it. */
export enum BackupResourceType {
  /** Amazon Aurora clusters. */
  AURORA = 'Aurora',
  /** Amazon DocumentDB clusters. */
  DOCUMENT_DB = 'DocumentDB',
  /** Amazon DynamoDB tables, with the advanced features for DynamoDB switched on. */
  DYNAMO_DB = 'DynamoDB',
  /** Amazon EBS volumes. */
  EBS = 'EBS',
  /** Amazon EC2 instances. */
  EC2 = 'EC2',
  /** Amazon EFS file systems. */
  EFS = 'EFS',
  /** Amazon FSx file systems. */
  FSX = 'FSx',
  /** Amazon Neptune clusters. */
  NEPTUNE = 'Neptune',
  /** Amazon RDS instances and Multi-AZ clusters. */
  RDS = 'RDS',
  /** Amazon Redshift clusters. */
  REDSHIFT = 'Redshift',
  /** Amazon S3 buckets. */
  S3 = 'S3',
}
