import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { names, RegionalStack, type Needs, type Region } from './region';

/** Statements and trade confirmations, which a broker has to keep for six years. */
export class StatementsStack extends RegionalStack {
  public readonly bucket: s3.Bucket;

  /** @param replicateTo the Region that gets a copy of each statement within fifteen minutes */
  constructor(scope: Construct, id: string, props: Needs<'operations'>, replicateTo?: Region) {
    super(scope, id, props);
    const copy = replicateTo && {
      destination: s3.Bucket.fromBucketName(this, 'Copy', names.statementsBucket(replicateTo)),
      replicationTimeControl: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
      metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
      deleteMarkerReplication: true,
    };
    this.bucket = new s3.Bucket(this, 'Statements', {
      bucketName: names.statementsBucket(props.region),
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: props.operations.accessLogs,
      serverAccessLogsPrefix: 'statements/',
      objectLockEnabled: true,
      objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(6 * 365)),
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(7 * 365) }],
      replicationRules: copy && [copy],
    });
    if (copy === undefined) return;
    // What the replication role lacks to copy an object that is locked.
    (this.bucket.node.findChild('ReplicationRole') as iam.Role).addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObjectRetention', 's3:GetObjectLegalHold'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
  }
}
