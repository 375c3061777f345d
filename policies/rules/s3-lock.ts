import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { holdsByproducts } from '../../lib/facts/buckets';

export const s3ObjectLock = defineRule({
  id: 'S3ObjectLock',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Object Lock does not protect new objects',
  why: 'Whoever may delete objects may delete all versions of them, an intruder too. The default is no Object Lock, and with Object Lock no retention.',
  fix: 'Set ObjectLockEnabled and ObjectLockConfiguration.Rule.DefaultRetention (CDK: objectLockDefaultRetention).',
  wellArchitected: ['REL09-BP02'],
  equivalents: [
    'cdk-nag:S3BucketDefaultLockEnabled',
    'checkov:CKV_AWS_143',
    'config:s3-bucket-default-lock-enabled',
    'guard:S3_BUCKET_DEFAULT_LOCK_ENABLED',
    'prowler:s3_bucket_object_lock',
    'securityhub:S3.15',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  remedy: {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
    },
  },
  examples: {
    noncompliant: { VersioningConfiguration: { Status: 'Enabled' } },
    compliant: {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
      },
    },
    at: 'Properties.ObjectLockEnabled',
  },
  check: (bucket) => {
    const retention = 'ObjectLockConfiguration.Rule.DefaultRetention';
    // S3 cannot deliver access logs to a bucket that locks objects by default.
    if (holdsByproducts(bucket)) return notApplicable;
    if (!bucket.isTrue('ObjectLockEnabled')) return nonCompliant('ObjectLockEnabled');
    return bucket.has(retention) ? compliant : nonCompliant(retention);
  },
});
