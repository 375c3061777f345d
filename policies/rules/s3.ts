import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isSelectedByName } from '../../lib/facts/backup';
import {
  holdsByproducts,
  isFiltered,
  isReplica,
  isTemporary,
  isVersioned,
  lifecycleRules,
  replicationRules,
} from '../../lib/facts/buckets';

export const s3Versioning = defineRule({
  id: 'S3Versioning',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The bucket keeps no versions of its objects',
  why: 'An object that a bug or a person overwrites or deletes is gone. The default is no versioning.',
  fix: 'Set VersioningConfiguration.Status to Enabled (CDK: versioned: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'cdk-nag:S3BucketVersioningEnabled',
    'checkov:CKV_AWS_21',
    'config:s3-bucket-versioning-enabled',
    'guard:S3_BUCKET_VERSIONING_ENABLED',
    'kics:a227ec01-f97a-4084-91a4-47b350c1db54',
    'prowler:s3_bucket_object_versioning',
    'securityhub:S3.14',
    'trusted-advisor:amazon-s3-bucket-versioning',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  remedy: { VersioningConfiguration: { Status: 'Enabled' } },
  examples: {
    noncompliant: { BucketName: 'statements' },
    compliant: { BucketName: 'statements', VersioningConfiguration: { Status: 'Enabled' } },
    at: 'Properties.VersioningConfiguration.Status',
  },
  check: (bucket) => {
    if (isVersioned(bucket)) return compliant;
    // A bucket whose backups fail for it is the finding of another rule.
    if (holdsByproducts(bucket) || isSelectedByName(bucket) || isTemporary(bucket)) return notApplicable;
    return nonCompliant('VersioningConfiguration.Status');
  },
});

/** A week: the time that a mistaken deletion over a holiday needs to be noticed. */
const RECOVERY_DAYS = 7;

export const s3NoncurrentExpiryTooShort = defineRule({
  id: 'S3NoncurrentExpiryTooShort',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Old versions are deleted before a mistake is noticed',
  why: 'Versioning protects against deletion only as long as the old versions are kept. This lifecycle rule deletes all of them within days.',
  fix:
    `Set NoncurrentVersionExpiration.NoncurrentDays to at least ${RECOVERY_DAYS}, or keep some versions with ` +
    'NewerNoncurrentVersions (CDK: noncurrentVersionExpiration, noncurrentVersionsToRetain).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  examples: {
    noncompliant: {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }] },
    },
    compliant: {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } }] },
    },
    at: 'Properties.LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays',
  },
  check: (bucket) => {
    if (!bucket.has('LifecycleConfiguration') || !isVersioned(bucket)) return notApplicable;
    if (holdsByproducts(bucket) || isTemporary(bucket)) return notApplicable;
    return lifecycleRules(bucket).map((rule) => {
      if (isFiltered(rule)) return notApplicable;
      const legacy = rule.at('NoncurrentVersionExpirationInDays');
      const days = legacy.isPresent ? legacy : rule.at('NoncurrentVersionExpiration.NoncurrentDays');
      if ((days.number() ?? Infinity) >= RECOVERY_DAYS) return compliant;
      const kept = rule.at('NoncurrentVersionExpiration.NewerNoncurrentVersions').number() ?? 0;
      if (kept > 0) return compliant;
      return nonCompliant(days, { detail: `Versions are deleted ${days.number()} days after they were replaced.` });
    });
  },
});

export const s3VersionedWithoutLifecycle = defineRule({
  id: 'S3VersionedWithoutLifecycle',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Old versions are kept for ever',
  why: 'Versions that pile up make listings slow and bills grow, until somebody suspends versioning. The default is no expiry.',
  fix:
    'Add a lifecycle rule with NoncurrentVersionExpiration or NoncurrentVersionTransitions ' +
    '(CDK: lifecycleRules: [{ noncurrentVersionExpiration }]).',
  wellArchitected: ['REL09-BP01'],
  equivalents: ['config:s3-version-lifecycle-policy-check', 'control-tower:CT.S3.PR.3', 'securityhub:S3.10'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  examples: {
    noncompliant: { VersioningConfiguration: { Status: 'Enabled' } },
    compliant: {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 90 } }] },
    },
    at: 'Properties.LifecycleConfiguration.Rules',
  },
  check: (bucket) => {
    if (!isVersioned(bucket)) return notApplicable;
    return lifecycleRules(bucket).length > 0 ? compliant : nonCompliant('LifecycleConfiguration.Rules');
  },
});

export const s3AutoDeleteObjects = defineRule({
  id: 'S3AutoDeleteObjects',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'The bucket is emptied when the stack is deleted',
  why:
    'A custom resource deletes all objects, versions included, when the bucket leaves its stack. ' +
    'Without it CloudFormation refuses to delete a bucket that is not empty.',
  fix: 'Remove the custom resource and set DeletionPolicy to Retain (CDK: remove autoDeleteObjects, set removalPolicy to RETAIN).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.BucketProps.html#autodeleteobjects',
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' },
        Emptier: {
          Type: 'Custom::S3AutoDeleteObjects',
          Properties: {
            ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:empty',
            BucketName: { Ref: 'Subject' },
          },
        },
      },
    },
    compliant: {
      Resources: { Subject: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } },
    },
    at: '',
  },
  check: (bucket) => {
    const emptiers = bucket.referencedBy('Custom::S3AutoDeleteObjects', 'BucketName');
    if (emptiers.length === 0) return compliant;
    return holdsByproducts(bucket) || isTemporary(bucket)
      ? notApplicable
      : nonCompliant(undefined, { related: emptiers });
  },
});

export const s3OneZoneStorage = defineRule({
  id: 'S3OneZoneStorage',
  appliesTo: 'AWS::S3::Bucket',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Objects are moved to one Availability Zone',
  why: 'S3 One Zone-IA keeps objects in a single zone: they are unavailable with it, and lost if it is destroyed. The other classes that objects can be moved to span at least three.',
  fix: 'Move objects to STANDARD_IA, INTELLIGENT_TIERING or a Glacier class, or replicate the bucket (CDK: StorageClass.INFREQUENT_ACCESS).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html',
  examples: {
    noncompliant: {
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'ONEZONE_IA', TransitionInDays: 30 }] }],
      },
    },
    compliant: {
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }] }],
      },
    },
    at: 'Properties.LifecycleConfiguration.Rules.0.Transitions.0.StorageClass',
  },
  check: (bucket) => {
    if (!bucket.has('LifecycleConfiguration') || holdsByproducts(bucket)) return notApplicable;
    const transitions = lifecycleRules(bucket).flatMap((rule) => [
      ...rule.at('Transitions').items(),
      rule.at('Transition'),
    ]);
    const classes = transitions.map((transition) => transition.at('StorageClass'));
    const oneZone = classes.filter((each) => each.string() === 'ONEZONE_IA');
    if (oneZone.length === 0) return compliant;
    // One copy of several may lie in one zone.
    if (isReplica(bucket) || replicationRules(bucket).length > 0) return compliant;
    return oneZone.map((each) => nonCompliant(each));
  },
});
