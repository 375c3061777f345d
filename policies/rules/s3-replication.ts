import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { bucketOf, holdsByproducts, isReplica, replicationRules } from '../../lib/facts/buckets';

export const s3ReplicationMissing = defineRule({
  id: 'S3ReplicationMissing',
  appliesTo: 'AWS::S3::Bucket',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The bucket is not replicated',
  why: 'Objects live in one Region and one account: both are a single point of failure for them. The default is no replication.',
  fix: 'Add a ReplicationConfiguration with an enabled rule to a bucket in another Region (CDK: replicationRules).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [
    'cdk-nag:S3BucketReplicationEnabled',
    'checkov:CKV_AWS_144',
    'config:s3-bucket-replication-enabled',
    'guard:S3_BUCKET_REPLICATION_ENABLED',
    'trusted-advisor:amazon-s3-bucket-replication-not-enabled',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  examples: {
    noncompliant: { VersioningConfiguration: { Status: 'Enabled' } },
    compliant: {
      VersioningConfiguration: { Status: 'Enabled' },
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::111122223333:role/replication',
        Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::statements-us-west-2' } }],
      },
    },
    at: 'Properties.ReplicationConfiguration',
  },
  check: (bucket) => {
    if (replicationRules(bucket).length > 0) return compliant;
    if (isReplica(bucket) || holdsByproducts(bucket)) return notApplicable;
    const disabled = bucket.has('ReplicationConfiguration');
    return nonCompliant('ReplicationConfiguration', disabled ? { detail: 'No replication rule is enabled.' } : {});
  },
});

export const s3ReplicationSameRegion = defineRule({
  id: 'S3ReplicationSameRegion',
  appliesTo: 'AWS::S3::Bucket',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The bucket is replicated within its own Region only',
  why: 'A copy in the same Region does not help when the Region is impaired.',
  fix: 'Replicate to a bucket in another Region as well (CDK: replicationRules).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [
    'config:s3-bucket-cross-region-replication-enabled',
    'prowler:s3_bucket_cross_region_replication',
    'securityhub:S3.7',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            ReplicationConfiguration: {
              Role: 'arn:aws:iam::111122223333:role/replication',
              Rules: [{ Status: 'Enabled', Destination: { Bucket: { 'Fn::GetAtt': ['Copy', 'Arn'] } } }],
            },
          },
        },
        Copy: { Type: 'AWS::S3::Bucket' },
      },
    },
    compliant: { VersioningConfiguration: { Status: 'Enabled' } },
    at: 'Properties.ReplicationConfiguration.Rules.0.Destination.Bucket',
  },
  check: (bucket) => {
    const targets = replicationRules(bucket).map((rule) => rule.at('Destination.Bucket'));
    const first = targets[0];
    if (first === undefined) return notApplicable;
    const copies = targets.map(bucketOf);
    if (copies.some((copy) => isElsewhere(bucket, copy))) return compliant;
    const open = targets.find((_, i) => !isBeside(bucket, copies[i]));
    if (open !== undefined) return undetermined(open, 'the Region of the destination bucket is not in the template');
    return nonCompliant(first, { related: copies.filter((copy) => copy !== undefined) });
  },
});

export const s3ReplicationUnobserved = defineRule({
  id: 'S3ReplicationUnobserved',
  appliesTo: 'AWS::S3::Bucket',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nobody sees how far the replica lags behind',
  why: 'Without replication metrics nothing tells how much would be lost with the Region, or that replication fails. The default is no metrics.',
  fix: 'Set Destination.Metrics, and ReplicationTime for a 15-minute commitment (CDK: replicationRules: [{ metrics, replicationTimeControl }]).',
  wellArchitected: ['REL13-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics.html',
  examples: {
    noncompliant: {
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::111122223333:role/replication',
        Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }],
      },
    },
    compliant: {
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::111122223333:role/replication',
        Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy', Metrics: { Status: 'Enabled' } } }],
      },
    },
    at: 'Properties.ReplicationConfiguration.Rules.0.Destination.Metrics',
  },
  check: (bucket) =>
    replicationRules(bucket).map((rule) => {
      const metrics = rule.at('Destination.Metrics');
      return metrics.at('Status').string() === 'Enabled' ? compliant : nonCompliant(metrics);
    }),
});

export const s3MultiRegionAccessPointUnreplicated = defineRule({
  id: 'S3MultiRegionAccessPointUnreplicated',
  appliesTo: 'AWS::S3::MultiRegionAccessPoint',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Buckets behind the Multi-Region Access Point do not replicate to each other',
  why: 'The access point sends a request to any of its buckets. Without replication in both directions a client that is moved to another Region misses objects.',
  fix: 'Give each bucket an enabled replication rule to the others (CDK: replicationRules).',
  wellArchitected: ['REL13-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointBucketReplication.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::S3::MultiRegionAccessPoint',
          Properties: { Regions: [{ Bucket: { Ref: 'Here' } }, { Bucket: 'there' }] },
        },
        Here: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } },
      },
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::S3::MultiRegionAccessPoint',
          Properties: { Regions: [{ Bucket: { Ref: 'Here' } }, { Bucket: 'there' }] },
        },
        Here: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            VersioningConfiguration: { Status: 'Enabled' },
            ReplicationConfiguration: {
              Role: 'arn:aws:iam::111122223333:role/replication',
              Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::there' } }],
            },
          },
        },
      },
    },
    at: 'Properties.Regions.0.Bucket',
  },
  check: (point) => {
    const places = point.list('Regions').map((region) => region.at('Bucket'));
    if (places.length < 2) return notApplicable;
    return places.map((place) => {
      const bucket = bucketOf(place);
      if (bucket === undefined || replicationRules(bucket).length > 0) return compliant;
      return nonCompliant(place, { detail: `Bucket ${bucket.id} has no enabled replication rule.`, related: [bucket] });
    });
  },
});

function isElsewhere(bucket: Resource, copy: Resource | undefined): boolean {
  return copy?.region !== undefined && bucket.region !== undefined && copy.region !== bucket.region;
}

function isBeside(bucket: Resource, copy: Resource | undefined): boolean {
  if (copy === undefined) return false;
  return copy.stack === bucket.stack || (copy.region !== undefined && copy.region === bucket.region);
}
