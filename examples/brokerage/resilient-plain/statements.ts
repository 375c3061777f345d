import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ReplicationTimeValue,
  type ReplicationRule,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { names, type Region } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface StatementsStackProps extends RegionalStackProps {
  /** The Region that gets a copy of each statement within fifteen minutes. */
  readonly replicateTo?: Region;
}

/** Statements and trade confirmations, which a broker has to keep for six years. */
export class StatementsStack extends RegionalStack {
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: StatementsStackProps) {
    super(scope, id, props);

    this.bucket = new Bucket(this, 'Statements', {
      bucketName: names.statementsBucket(props.region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(6 * 365)),
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(7 * 365) }],
      replicationRules: props.replicateTo ? [this.replication(props.replicateTo)] : undefined,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (props.replicateTo) this.allowLockedObjects();
    Tags.of(this.bucket).add('backup', 'statements');
  }

  /** What the replication role lacks to copy an object that is locked. */
  private allowLockedObjects(): void {
    const role = this.bucket.node.findChild('ReplicationRole') as Role;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:GetObjectRetention', 's3:GetObjectLegalHold'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
  }

  private replication(target: Region): ReplicationRule {
    return {
      destination: Bucket.fromBucketName(this, 'Copy', names.statementsBucket(target)),
      replicationTimeControl: ReplicationTimeValue.FIFTEEN_MINUTES,
      metrics: ReplicationTimeValue.FIFTEEN_MINUTES,
      deleteMarkerReplication: true,
    };
  }
}
