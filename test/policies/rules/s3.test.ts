import { RuleTester } from 'cdk-resilience/rules';
import {
  s3AutoDeleteObjects,
  s3NoncurrentExpiryTooShort,
  s3OneZoneStorage,
  s3VersionedWithoutLifecycle,
  s3Versioning,
} from '../../../policies/rules/s3';

const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const versioned = { VersioningConfiguration: { Status: 'Enabled' } };
const lifecycle = (...rules: object[]) => ({ LifecycleConfiguration: { Rules: rules } });
const status = ['Subject.Properties.VersioningConfiguration.Status'];

RuleTester.run(s3Versioning, {
  valid: [
    { name: 'Object Lock, which switches versioning on', given: { ObjectLockEnabled: true } },
    {
      name: 'the target of access logs',
      given: {
        Resources: {
          Subject: bucket(),
          Site: bucket({ ...versioned, LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } }),
        },
      },
    },
    { name: 'an access log bucket by its ACL', given: { AccessControl: 'LogDeliveryWrite' } },
    {
      name: 'load balancer logs',
      given: {
        Resources: {
          Subject: bucket(),
          Web: {
            Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
            Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Subject' } }] },
          },
        },
      },
    },
    {
      name: 'the files of a site that CDK deploys',
      given: {
        Resources: {
          Subject: bucket(),
          Deployment: {
            Type: 'Custom::CDKBucketDeployment',
            Properties: { DestinationBucketName: { Ref: 'Subject' } },
          },
        },
      },
    },
    { name: 'files that live for a week', given: lifecycle({ Status: 'Enabled', ExpirationInDays: 7 }) },
    {
      name: 'a bucket whose backups fail for it, which another rule reports',
      given: {
        Resources: {
          Subject: bucket(),
          Selection: {
            Type: 'AWS::Backup::BackupSelection',
            Properties: {
              BackupPlanId: 'plan',
              BackupSelection: { Resources: [{ 'Fn::GetAtt': ['Subject', 'Arn'] }] },
            },
          },
        },
      },
    },
  ],
  invalid: [
    { name: 'the default', given: {}, finds: status },
    {
      name: 'versioning that is suspended',
      given: { VersioningConfiguration: { Status: 'Suspended' } },
      finds: status,
    },
    {
      name: 'only some files that live for a week',
      given: lifecycle({ Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 7 }),
      finds: status,
    },
    {
      name: 'an expiry that is switched off',
      given: lifecycle({ Status: 'Disabled', ExpirationInDays: 7 }),
      finds: status,
    },
    {
      name: 'a bucket that writes logs elsewhere',
      given: {
        Resources: {
          Subject: bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }),
          Logs: bucket(),
        },
      },
      finds: status,
    },
    {
      name: 'versioning in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: bucket({
            VersioningConfiguration: { 'Fn::If': ['IsProd', { Status: 'Enabled' }, { Ref: 'AWS::NoValue' }] },
          }),
        },
      },
      finds: ['Subject.Properties.VersioningConfiguration.Status when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter that decides',
      given: {
        Parameters: { Versioning: { Type: 'String' } },
        Resources: { Subject: bucket({ VersioningConfiguration: { Status: { Ref: 'Versioning' } } }) },
      },
      open: status,
    },
  ],
});

RuleTester.run(s3NoncurrentExpiryTooShort, {
  valid: [
    { name: 'no lifecycle rules', given: versioned },
    {
      name: 'a bucket without versions',
      given: lifecycle({ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
    },
    {
      name: 'versions of which some are kept',
      given: {
        ...versioned,
        ...lifecycle({
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 3 },
        }),
      },
    },
    {
      name: 'old versions of temporary files',
      given: {
        ...versioned,
        ...lifecycle({ Status: 'Enabled', Prefix: 'tmp/', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
      },
    },
    {
      name: 'a rule that is switched off',
      given: { ...versioned, ...lifecycle({ Status: 'Disabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }) },
    },
    {
      name: 'a rule about uploads',
      given: {
        ...versioned,
        ...lifecycle({ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
      },
    },
    {
      name: 'a bucket that is emptied weekly',
      given: {
        ...versioned,
        ...lifecycle({ Status: 'Enabled', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
      },
    },
  ],
  invalid: [
    {
      name: 'the second of two rules, with an empty prefix',
      given: {
        ...versioned,
        ...lifecycle(
          { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 60 } },
          { Status: 'Enabled', Prefix: '', NoncurrentVersionExpiration: { NoncurrentDays: '3' } },
        ),
      },
      finds: ['Subject.Properties.LifecycleConfiguration.Rules.1.NoncurrentVersionExpiration.NoncurrentDays'],
    },
    {
      name: 'the older form of the property',
      given: { ...versioned, ...lifecycle({ Status: 'Enabled', NoncurrentVersionExpirationInDays: 2 }) },
      finds: ['Subject.Properties.LifecycleConfiguration.Rules.0.NoncurrentVersionExpirationInDays'],
    },
  ],
});

RuleTester.run(s3VersionedWithoutLifecycle, {
  valid: [
    { name: 'a bucket without versions', given: {} },
    {
      name: 'a rule',
      given: {
        ...versioned,
        ...lifecycle({
          Status: 'Enabled',
          NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }],
        }),
      },
    },
  ],
  invalid: [
    {
      name: 'a rule that is switched off',
      given: {
        ...versioned,
        ...lifecycle({ Status: 'Disabled', NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
      },
      finds: ['Subject.Properties.LifecycleConfiguration.Rules'],
    },
  ],
});

const emptier = (id: string) => ({
  Type: 'Custom::S3AutoDeleteObjects',
  Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:e', BucketName: { Ref: id } },
});

RuleTester.run(s3AutoDeleteObjects, {
  valid: [
    {
      name: 'a bucket to be deleted when empty',
      given: { Resources: { Subject: { ...bucket(), DeletionPolicy: 'Delete' } } },
    },
    {
      name: 'another bucket that is emptied',
      given: {
        Resources: {
          Subject: bucket(),
          Other: bucket(lifecycle({ Status: 'Enabled', ExpirationInDays: 1 })),
          E: emptier('Other'),
        },
      },
    },
    {
      name: 'access logs',
      given: {
        Resources: {
          Subject: bucket(),
          E: emptier('Subject'),
          Site: bucket({ ...versioned, LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a versioned bucket',
      given: { Resources: { Subject: bucket(versioned), E: emptier('Subject') } },
      finds: ['Subject'],
    },
  ],
});

const oneZone = { Status: 'Enabled', Transitions: [{ StorageClass: 'ONEZONE_IA', TransitionInDays: 30 }] };

RuleTester.run(s3OneZoneStorage, {
  valid: [
    { name: 'no lifecycle rules', given: {} },
    { name: 'a rule that is switched off', given: lifecycle({ ...oneZone, Status: 'Disabled' }) },
    {
      name: 'a bucket that is replicated',
      given: {
        ...lifecycle(oneZone),
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::111122223333:role/r',
          Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }],
        },
      },
    },
    {
      name: 'a copy of another bucket',
      given: {
        Resources: {
          Subject: bucket(lifecycle(oneZone)),
          Source: bucket({
            ReplicationConfiguration: {
              Role: 'arn:aws:iam::111122223333:role/r',
              Rules: [{ Status: 'Enabled', Destination: { Bucket: { 'Fn::GetAtt': ['Subject', 'Arn'] } } }],
            },
          }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'the second transition of a rule',
      given: lifecycle({
        Status: 'Enabled',
        Transitions: [
          { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
          { StorageClass: 'ONEZONE_IA', TransitionInDays: 90 },
        ],
      }),
      finds: ['Subject.Properties.LifecycleConfiguration.Rules.0.Transitions.1.StorageClass'],
    },
    {
      name: 'the older form of the property',
      given: lifecycle({ Status: 'Enabled', Transition: { StorageClass: 'ONEZONE_IA', TransitionInDays: 30 } }),
      finds: ['Subject.Properties.LifecycleConfiguration.Rules.0.Transition.StorageClass'],
    },
  ],
});
