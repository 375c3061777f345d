import { RuleTester } from 'cdk-resilience/rules';
import {
  cloudFrontAccessLogs,
  cloudFrontDisabled,
  cloudFrontErrorResponses,
  cloudFrontFailoverCriteria,
  cloudFrontOriginFailover,
  cloudFrontOriginGroupSameOrigin,
} from '../../../policies/rules/cloudfront';

const CODES = [500, 502, 503, 504];

function group(codes: unknown = CODES): object {
  const Items = ['a', 'b'].map((OriginId) => ({ OriginId }));
  return {
    Id: 'web',
    FailoverCriteria: { StatusCodes: { Quantity: 1, Items: codes } },
    Members: { Quantity: 2, Items },
  };
}

function config(more: object): { DistributionConfig: object } {
  return { DistributionConfig: { Enabled: true, ...more } };
}

function withOrigins(first: unknown, second: unknown, codes: unknown = CODES): { DistributionConfig: object } {
  const Origins = [
    { Id: 'a', DomainName: first },
    { Id: 'b', DomainName: second },
  ];
  return config({ Origins, OriginGroups: { Quantity: 1, Items: [group(codes)] } });
}

function resources(properties: object, others: object): { Resources: object } {
  return { Resources: { Subject: { Type: 'AWS::CloudFront::Distribution', Properties: properties }, ...others } };
}

RuleTester.run(cloudFrontOriginFailover, {
  valid: [{ name: 'a group', given: withOrigins('a.example.com', 'b.example.com') }],
  invalid: [
    {
      name: 'no group in the list',
      given: config({ OriginGroups: { Quantity: 0 } }),
      finds: ['Subject.Properties.DistributionConfig.OriginGroups'],
    },
  ],
});

RuleTester.run(cloudFrontFailoverCriteria, {
  valid: [
    { name: 'no group', given: config({}) },
    { name: 'a group that makes what is missing', given: withOrigins('a.example.com', 'b.example.com', [403, 404]) },
    { name: 'numbers as text', given: withOrigins('a.example.com', 'b.example.com', ['403', '500', '503', '504']) },
  ],
  invalid: [
    {
      name: 'overload left out',
      given: withOrigins('a.example.com', 'b.example.com', [500, 502, 504]),
      finds: ['Subject.Properties.DistributionConfig.OriginGroups.Items.0.FailoverCriteria.StatusCodes.Items'],
    },
  ],
});

const BUCKET = { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] };
const SECOND = { 'Fn::GetAtt': ['Second', 'RegionalDomainName'] };
const BUCKETS = { Bucket: { Type: 'AWS::S3::Bucket' }, Second: { Type: 'AWS::S3::Bucket' } };
const PLACE = 'Subject.Properties.DistributionConfig.OriginGroups.Items.0.Members';

RuleTester.run(cloudFrontOriginGroupSameOrigin, {
  valid: [
    { name: 'hosts that nothing is known of', given: withOrigins('a.example.com', 'b.example.com') },
    { name: 'two buckets where the Region is open', given: resources(withOrigins(BUCKET, SECOND), BUCKETS) },
    {
      name: 'what is made when it is missing',
      region: 'eu-west-1',
      given: resources(withOrigins(BUCKET, SECOND, [403]), BUCKETS),
    },
    {
      name: 'a bucket in another Region',
      region: 'eu-west-1',
      given: resources(
        withOrigins(BUCKET, { 'Fn::GetStackOutput': { StackName: 'North', OutputName: 'Host', Region: 'eu-north-1' } }),
        {
          Bucket: { Type: 'AWS::S3::Bucket' },
        },
      ),
      stacks: {
        North: {
          region: 'eu-north-1',
          template: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } }, Outputs: { Host: { Value: BUCKET } } },
        },
      },
    },
  ],
  invalid: [
    { name: 'one bucket twice', given: resources(withOrigins(BUCKET, BUCKET), BUCKETS), finds: [PLACE] },
    {
      name: 'two buckets of one Region',
      region: 'eu-west-1',
      given: resources(withOrigins(BUCKET, SECOND), BUCKETS),
      finds: [PLACE],
    },
  ],
});

RuleTester.run(cloudFrontErrorResponses, {
  valid: [{ name: 'a code as text', given: config({ CustomErrorResponses: [{ ErrorCode: '502' }] }) }],
  invalid: [
    {
      name: 'a page for 404 alone',
      given: config({ CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html' }] }),
      finds: ['Subject.Properties.DistributionConfig.CustomErrorResponses'],
    },
  ],
});

RuleTester.run(cloudFrontDisabled, {
  valid: [{ name: 'on', given: config({}) }],
  invalid: [
    {
      name: 'off as text',
      given: config({ Enabled: 'false' }),
      finds: ['Subject.Properties.DistributionConfig.Enabled'],
    },
  ],
});

RuleTester.run(cloudFrontAccessLogs, {
  valid: [
    {
      name: 'logs by delivery',
      given: resources(config({}), {
        Source: {
          Type: 'AWS::Logs::DeliverySource',
          Properties: {
            LogType: 'ACCESS_LOGS',
            Name: 'cdn',
            ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::111122223333:distribution/${Subject}' },
          },
        },
      }),
    },
  ],
  invalid: [
    { name: 'none', given: config({ HttpVersion: 'http2' }), finds: ['Subject.Properties.DistributionConfig.Logging'] },
  ],
});
