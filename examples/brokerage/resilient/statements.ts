import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { acknowledge } from './acknowledge';
import type { BrokerageRegion } from './brokerage-region';
import { names, RegionalStack } from './region';

/** Statements and trade confirmations, which a broker has to keep for six years. */
export class StatementsStack extends RegionalStack {
  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    const copy = here.replicateTo && {
      destination: s3.Bucket.fromBucketName(this, 'Copy', names.statementsBucket(here.replicateTo)),
      replicationTimeControl: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
      metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
      deleteMarkerReplication: true,
    };
    const bucket = new s3.Bucket(this, 'Statements', {
      bucketName: names.statementsBucket(here.region),
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: here.operations.accessLogs,
      serverAccessLogsPrefix: 'statements/',
      objectLockEnabled: true,
      objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(6 * 365)),
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(7 * 365) }],
      replicationRules: copy && [copy],
    });
    if (copy === undefined) return;
    acknowledgeWildcards(this, copy.destination.bucketArn, '<Statements828F3E36.Arn>');
    // What the replication role lacks to copy an object that is locked.
    (bucket.node.findChild('ReplicationRole') as iam.Role).addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObjectRetention', 's3:GetObjectLegalHold'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
  }
}

/** The statements, as other stacks of the Region know them. */
export function statementsIn(stack: RegionalStack): s3.IBucket {
  const bucket = s3.Bucket.fromBucketName(stack, 'Statements', names.statementsBucket(stack.here.region));
  acknowledgeWildcards(stack, bucket.bucketArn);
  return bucket;
}

/** Who may read or write a statement may do so with each: the bucket is for nothing else. */
function acknowledgeWildcards(stack: RegionalStack, ...buckets: string[]): void {
  const resources = buckets.map((bucket) => `Resource::${bucket}/*`);
  const actions = ['Abort', 'GetBucket', 'GetObject', 'List'].map((action) => `Action::s3:${action}*`);
  const rules = [...resources, ...actions].map((wildcard) => [
    `IAM5[${wildcard}]`,
    'All statements, in a bucket of their own.',
  ]);
  acknowledge(stack, Object.fromEntries(rules));
}
