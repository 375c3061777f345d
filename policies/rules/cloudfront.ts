import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

const TYPE = 'AWS::CloudFront::Distribution';

function origin(Id: string, DomainName: string): object {
  return { Id, DomainName, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
}

function distribution(config: object): { readonly [property: string]: unknown } {
  const DefaultCacheBehavior = { TargetOriginId: 'web', ViewerProtocolPolicy: 'redirect-to-https' };
  return { DistributionConfig: { Enabled: true, DefaultCacheBehavior, ...config } };
}

const WEST = origin('west', 'eu-west-1.www.example.com');
const NORTH = origin('north', 'eu-north-1.www.example.com');

function group(statusCodes: readonly number[]): object {
  const member = (OriginId: string): object => ({ OriginId });
  return {
    Id: 'web',
    FailoverCriteria: { StatusCodes: { Quantity: statusCodes.length, Items: statusCodes } },
    Members: { Quantity: 2, Items: [member('west'), member('north')] },
  };
}

const FAILOVER = { Origins: [WEST, NORTH], OriginGroups: { Quantity: 1, Items: [group([500, 502, 503, 504])] } };

export const cloudFrontOriginFailover = defineRule({
  id: 'CloudFrontOriginFailover',
  appliesTo: TYPE,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['region', 'infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The distribution has no second origin to fail over to',
  why: 'When the origin is down, everything that is not in the cache fails. There is no origin group by default.',
  fix: 'Put two origins into DistributionConfig.OriginGroups and name the group in the behaviour (CDK: new OriginGroup({ primaryOrigin, fallbackOrigin })).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [
    'checkov:CKV_AWS_310',
    'config:cloudfront-origin-failover-enabled',
    'guard:CLOUDFRONT_ORIGIN_FAILOVER_ENABLED',
    'control-tower:CT.CLOUDFRONT.PR.4',
    'prowler:cloudfront_distributions_multiple_origin_failover_configured',
    'securityhub:CloudFront.4',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  examples: {
    noncompliant: distribution({ Origins: [origin('web', 'www.example.com')] }),
    compliant: distribution(FAILOVER),
    at: 'Properties.DistributionConfig.OriginGroups',
  },
  check: (distribution) => {
    return groupsOf(distribution).length > 0 ? compliant : nonCompliant('DistributionConfig.OriginGroups');
  },
});

/** What a load balancer, an API or a bucket answers with while what is behind it is down. */
const DOWN = [503, 504];

export const cloudFrontFailoverCriteria = defineRule({
  id: 'CloudFrontFailoverCriteria',
  appliesTo: TYPE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The distribution does not fail over when the origin is down',
  why: 'CloudFront turns to the second origin only for the status codes that are listed. A load balancer without healthy targets answers 503, one whose targets do not connect 502 or 504.',
  fix: 'List 500, 502, 503 and 504 in FailoverCriteria.StatusCodes of the origin group (CDK: fallbackStatusCodes).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  examples: {
    noncompliant: distribution({ ...FAILOVER, OriginGroups: { Quantity: 1, Items: [group([500, 502])] } }),
    compliant: distribution(FAILOVER),
    at: 'Properties.DistributionConfig.OriginGroups.Items.0.FailoverCriteria.StatusCodes.Items',
  },
  check: (distribution) =>
    groupsOf(distribution).map((each) => {
      const codes = codesOf(each);
      // A group for 403 or 404 alone makes what is missing, it is not there for outages.
      if (!codes.some((code) => code >= 500)) return notApplicable;
      const missing = DOWN.filter((code) => !codes.includes(code));
      return missing.length === 0
        ? compliant
        : nonCompliant(each.at('FailoverCriteria.StatusCodes.Items'), {
            detail: `${missing.join(', ')} do not lead to failover.`,
          });
    }),
});

export const cloudFrontOriginGroupSameOrigin = defineRule({
  id: 'CloudFrontOriginGroupSameOrigin',
  appliesTo: TYPE,
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Both origins of the group fail together',
  why: 'The second origin is the same host, or is in the same Region as the first: what takes one down takes the other.',
  fix: 'Make the second member of the origin group a replica in another Region (CDK: fallbackOrigin).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  examples: {
    noncompliant: distribution({ ...FAILOVER, Origins: [WEST, origin('north', 'eu-west-1.www.example.com')] }),
    compliant: distribution(FAILOVER),
    at: 'Properties.DistributionConfig.OriginGroups.Items.0.Members',
  },
  check: (distribution) => groupsOf(distribution).map((each) => judgeMembers(distribution, each)),
});

export const cloudFrontErrorResponses = defineRule({
  id: 'CloudFrontErrorResponses',
  appliesTo: TYPE,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Viewers see the bare error of the origin',
  why: 'Without custom error responses for 5xx there is no page that says what is going on, and errors are cached for 10 s only, so a struggling origin gets the full load of retries.',
  fix: 'Add CustomErrorResponses for 500, 502, 503 and 504 with a page from another origin (CDK: errorResponses).',
  wellArchitected: ['REL05-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html',
  examples: {
    noncompliant: distribution(FAILOVER),
    compliant: distribution({
      ...FAILOVER,
      CustomErrorResponses: [{ ErrorCode: 503, ResponseCode: 503, ResponsePagePath: '/sorry.html' }],
    }),
    at: 'Properties.DistributionConfig.CustomErrorResponses',
  },
  check: (distribution) => {
    const place = distribution.at('DistributionConfig.CustomErrorResponses');
    return place.items().some((each) => (each.at('ErrorCode').number() ?? 0) >= 500) ? compliant : nonCompliant(place);
  },
});

export const cloudFrontDisabled = defineRule({
  id: 'CloudFrontDisabled',
  appliesTo: TYPE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The distribution is switched off',
  why: 'A distribution that is not enabled answers no request.',
  fix: 'Set DistributionConfig.Enabled to true (CDK: enabled: true, the default).',
  wellArchitected: ['REL11-BP02'],
  equivalents: ['checkov:CKV_AWS_216'],
  docs: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html',
  examples: {
    noncompliant: distribution({ ...FAILOVER, Enabled: false }),
    compliant: distribution(FAILOVER),
    at: 'Properties.DistributionConfig.Enabled',
  },
  check: (distribution) => {
    return distribution.isFalse('DistributionConfig.Enabled') ? nonCompliant('DistributionConfig.Enabled') : compliant;
  },
});

export const cloudFrontAccessLogs = defineRule({
  id: 'CloudFrontAccessLogs',
  appliesTo: TYPE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The distribution writes no access logs',
  why: 'After an incident nobody can tell which requests failed, where and since when. Logs are off by default.',
  fix: 'Set DistributionConfig.Logging, or deliver the logs with AWS::Logs::DeliverySource (CDK: enableLogging: true).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:CloudFrontDistributionAccessLogging',
    'checkov:CKV_AWS_86',
    'config:cloudfront-accesslogs-enabled',
    'guard:CLOUDFRONT_ACCESSLOGS_ENABLED',
    'control-tower:CT.CLOUDFRONT.PR.5',
    'securityhub:CloudFront.5',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html',
  examples: {
    noncompliant: distribution(FAILOVER),
    compliant: distribution({ ...FAILOVER, Logging: { Bucket: 'logs.s3.amazonaws.com' } }),
    at: 'Properties.DistributionConfig.Logging',
  },
  check: (distribution) => {
    const isDelivered = distribution.referencedBy('AWS::Logs::DeliverySource', 'ResourceArn').length > 0;
    return isDelivered || distribution.has('DistributionConfig.Logging')
      ? compliant
      : nonCompliant('DistributionConfig.Logging');
  },
});

function groupsOf(distribution: Resource): Value[] {
  return distribution.at('DistributionConfig.OriginGroups.Items').items();
}

function codesOf(group: Value): number[] {
  return group
    .at('FailoverCriteria.StatusCodes.Items')
    .items()
    .map((code) => code.number() ?? 0);
}

function judgeMembers(distribution: Resource, group: Value): Verdict {
  const ids = group
    .at('Members.Items')
    .items()
    .map((member) => member.at('OriginId').identity);
  const origins = distribution.list('DistributionConfig.Origins');
  const hosts = ids.map((id) =>
    origins.find((each) => id !== undefined && each.at('Id').identity === id)?.at('DomainName'),
  );
  const [first, second] = hosts;
  if (first === undefined || second === undefined) return notApplicable;
  const place = group.at('Members');
  if (first.identity !== undefined && first.identity === second.identity) {
    return nonCompliant(place, { detail: `Both members lead to ${String(first.json())}.` });
  }
  // An origin that makes what the other does not hold belongs beside it.
  if (codesOf(group).some((code) => code < 500)) return notApplicable;
  const [region, other] = [first, second].map((host) => host.reference()?.region);
  if (region === undefined || other === undefined) return notApplicable;
  return region === other ? nonCompliant(place, { detail: `Both members are in ${region}.` }) : compliant;
}
