import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ReplicationTimeValue,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { names, RegionalStack, type Needs, type Region } from './region';

/** Statements and trade confirmations, which a broker has to keep for six years. */
export class StatementsStack extends RegionalStack {
  public readonly bucket: Bucket;

  /** @param replicateTo the Region that gets a copy of each statement within fifteen minutes */
  constructor(scope: Construct, id: string, props: Needs, replicateTo?: Region) {
    super(scope, id, props);
    const copy = replicateTo && {
      destination: Bucket.fromBucketName(this, 'Copy', names.statementsBucket(replicateTo)),
      replicationTimeControl: ReplicationTimeValue.FIFTEEN_MINUTES,
      metrics: ReplicationTimeValue.FIFTEEN_MINUTES,
      deleteMarkerReplication: true,
    };
    this.bucket = new Bucket(this, 'Statements', {
      bucketName: names.statementsBucket(props.region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(6 * 365)),
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(7 * 365) }],
      replicationRules: copy && [copy],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (copy === undefined) return;
    // What the replication role lacks to copy an object that is locked.
    (this.bucket.node.findChild('ReplicationRole') as Role).addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObjectRetention', 's3:GetObjectLegalHold'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
  }
}
