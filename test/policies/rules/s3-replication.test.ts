import { RuleTester } from 'cdk-resilience/rules';
import {
  s3MultiRegionAccessPointUnreplicated,
  s3ReplicationMissing,
  s3ReplicationSameRegion,
  s3ReplicationUnobserved,
} from '../../../policies/rules/s3-replication';

const Role = 'arn:aws:iam::111122223333:role/replication';
const to = (Bucket: unknown, more: object = {}, Status = 'Enabled') => ({ Status, Destination: { Bucket, ...more } });
const replicated = (...Rules: object[]) => ({ ReplicationConfiguration: { Role, Rules } });
const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

RuleTester.run(s3ReplicationMissing, {
  valid: [
    {
      name: 'the copy of a replicated bucket',
      given: { Resources: { Subject: bucket(), Source: bucket(replicated(to(arnOf('Subject')))) } },
    },
    { name: 'access logs', given: { AccessControl: 'LogDeliveryWrite' } },
    { name: 'one enabled rule of two', given: replicated(to('arn:aws:s3:::a', {}, 'Disabled'), to('arn:aws:s3:::b')) },
  ],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.ReplicationConfiguration'] },
    {
      name: 'rules that are switched off',
      given: replicated(to('arn:aws:s3:::a', {}, 'Disabled')),
      finds: ['Subject.Properties.ReplicationConfiguration'],
    },
  ],
});

RuleTester.run(s3ReplicationSameRegion, {
  valid: [
    {
      name: 'a bucket of a stack in another Region',
      region: 'us-east-1',
      given: replicated(to('arn:aws:s3:::brokerage-copy')),
      stacks: {
        West: { region: 'us-west-2', template: { Resources: { Copy: bucket({ BucketName: 'brokerage-copy' }) } } },
      },
    },
    {
      name: 'one copy here and one elsewhere',
      region: 'us-east-1',
      given: {
        Resources: {
          Subject: bucket(replicated(to(arnOf('Here')), to('arn:aws:s3:::brokerage-copy'))),
          Here: bucket(),
        },
      },
      stacks: {
        West: { region: 'us-west-2', template: { Resources: { Copy: bucket({ BucketName: 'brokerage-copy' }) } } },
      },
    },
  ],
  invalid: [
    {
      name: 'a bucket of another stack in the same Region',
      region: 'us-east-1',
      given: replicated(to('arn:aws:s3:::brokerage-copy')),
      stacks: {
        Logs: { region: 'us-east-1', template: { Resources: { Copy: bucket({ BucketName: 'brokerage-copy' }) } } },
      },
      finds: ['Subject.Properties.ReplicationConfiguration.Rules.0.Destination.Bucket'],
    },
  ],
  undetermined: [
    {
      name: 'a bucket from elsewhere',
      given: replicated(to('arn:aws:s3:::somewhere')),
      open: ['Subject.Properties.ReplicationConfiguration.Rules.0.Destination.Bucket'],
    },
  ],
});

RuleTester.run(s3ReplicationUnobserved, {
  valid: [
    { name: 'no replication', given: {} },
    { name: 'a rule that is switched off', given: replicated(to('arn:aws:s3:::a', {}, 'Disabled')) },
  ],
  invalid: [
    {
      name: 'metrics on the first rule only',
      given: replicated(
        to('arn:aws:s3:::a', { Metrics: { Status: 'Enabled' } }),
        to('arn:aws:s3:::b', { Metrics: { Status: 'Disabled' } }),
      ),
      finds: ['Subject.Properties.ReplicationConfiguration.Rules.1.Destination.Metrics'],
    },
  ],
});

const point = (...buckets: unknown[]) => ({
  Type: 'AWS::S3::MultiRegionAccessPoint',
  Properties: { Regions: buckets.map((Bucket) => ({ Bucket })) },
});

RuleTester.run(s3MultiRegionAccessPointUnreplicated, {
  valid: [
    { name: 'buckets from elsewhere', given: { Resources: { Subject: point('east', 'west') } } },
    { name: 'a single bucket', given: { Resources: { Subject: point({ Ref: 'East' }), East: bucket() } } },
    {
      name: 'buckets of two Regions that replicate to each other',
      region: 'us-east-1',
      given: {
        Resources: {
          Subject: point({ Ref: 'East' }, 'west'),
          East: bucket({ BucketName: 'east', ...replicated(to('arn:aws:s3:::west')) }),
        },
      },
      stacks: {
        West: {
          region: 'us-west-2',
          template: { Resources: { W: bucket({ BucketName: 'west', ...replicated(to('arn:aws:s3:::east')) }) } },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'one direction only, across stacks',
      region: 'us-east-1',
      given: {
        Resources: {
          Subject: point({ Ref: 'East' }, 'west'),
          East: bucket({ BucketName: 'east', ...replicated(to('arn:aws:s3:::west')) }),
        },
      },
      stacks: { West: { region: 'us-west-2', template: { Resources: { W: bucket({ BucketName: 'west' }) } } } },
      finds: ['Subject.Properties.Regions.1.Bucket'],
    },
    {
      name: 'no replication at all',
      given: {
        Resources: {
          Subject: point({ Ref: 'A' }, { Ref: 'B' }),
          A: bucket(),
          B: bucket(replicated(to('arn:aws:s3:::a', {}, 'Disabled'))),
        },
      },
      finds: ['Subject.Properties.Regions.0.Bucket', 'Subject.Properties.Regions.1.Bucket'],
    },
  ],
});
