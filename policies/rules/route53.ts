import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import {
  choiceOf,
  hasHealth,
  healthPlace,
  isAddress,
  pointsToCloudFront,
  RECORD_TYPES,
  recordsOf,
} from '../../lib/facts/records';

const RECORD = {
  HostedZoneId: 'Z0123456789ABCDEFGHIJ',
  Name: 'www.example.com',
  Type: 'A',
  SetIdentifier: 'eu-west-1',
};
const ALIAS = { DNSName: 'orders-1234567890.eu-west-1.elb.amazonaws.com', HostedZoneId: 'Z32O12XQLNTSW2' };

export const route53RoutingWithoutHealthCheck = defineRule({
  id: 'Route53RoutingWithoutHealthCheck',
  appliesTo: RECORD_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Route 53 keeps sending clients to this record when its endpoint is down',
  why: 'Without a health check, and with EvaluateTargetHealth at its default of false, Route 53 takes the record for healthy for ever: the other records of the name never take over.',
  fix: 'Set AliasTarget.EvaluateTargetHealth to true, or HealthCheckId for a record that is no alias (CDK: evaluateTargetHealth: true of the alias target, or healthCheck).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',
  examples: {
    noncompliant: { ...RECORD, Region: 'eu-west-1', AliasTarget: ALIAS },
    compliant: { ...RECORD, Region: 'eu-west-1', AliasTarget: { ...ALIAS, EvaluateTargetHealth: true } },
    at: 'Properties.AliasTarget.EvaluateTargetHealth',
  },
  check: (resource) =>
    recordsOf(resource).map((record) => {
      const choice = choiceOf(record);
      if (choice === undefined || isLastResort(record, choice) || !isAddress(record)) return notApplicable;
      if (hasHealth(record)) return compliant;
      // A distribution is no regional endpoint; two of them share one fate.
      if (pointsToCloudFront(record)) return notApplicable;
      return nonCompliant(healthPlace(record), {
        detail: `The record is chosen by ${choice} and has no health check.`,
      });
    }),
});

export const route53FailoverWithoutHealthCheck = defineRule({
  id: 'Route53FailoverWithoutHealthCheck',
  appliesTo: RECORD_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The primary failover record has no health check, so failover never happens',
  why: 'Route 53 answers with the secondary record only while the primary is unhealthy. Without a health check, and with EvaluateTargetHealth at its default of false, the primary is never unhealthy.',
  fix: 'Set HealthCheckId, or AliasTarget.EvaluateTargetHealth to true for an alias (CDK: healthCheck, or evaluateTargetHealth: true of the alias target).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',
  examples: {
    noncompliant: { ...RECORD, Failover: 'PRIMARY', TTL: '60', ResourceRecords: ['192.0.2.1'] },
    compliant: {
      ...RECORD,
      Failover: 'PRIMARY',
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
      HealthCheckId: 'abcdef11-2222-3333-4444-555555fedcba',
    },
    at: 'Properties.HealthCheckId',
  },
  check: (resource) =>
    recordsOf(resource).map((record) => {
      // The secondary record is what is left: it needs no health check.
      if (record.at('Failover').string()?.toUpperCase() !== 'PRIMARY') return notApplicable;
      return hasHealth(record) ? compliant : nonCompliant(healthPlace(record));
    }),
});

/** The longest a resolver may keep an answer that fails over, in seconds. */
const LONGEST_TTL = 60;

export const route53HighTtl = defineRule({
  id: 'Route53HighTtl',
  appliesTo: RECORD_TYPES,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Clients keep the address of a failed endpoint for long',
  why: 'Resolvers use an answer until its TTL ends, whatever Route 53 has found in the meantime. For records with a health check AWS advises 60 seconds or less; CDK sets 1,800 by default.',
  fix: 'Set TTL to 60 or less (CDK: ttl: Duration.seconds(60)).',
  wellArchitected: ['REL13-BP01'],
  equivalents: ['trusted-advisor:amazon-route-53-high-ttl-resource-record-sets'],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html',
  remedy: { TTL: '60' },
  examples: {
    noncompliant: {
      ...RECORD,
      Weight: 50,
      TTL: '300',
      ResourceRecords: ['192.0.2.1'],
      HealthCheckId: 'abcdef11-2222-3333-4444-555555fedcba',
    },
    compliant: {
      ...RECORD,
      Weight: 50,
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
      HealthCheckId: 'abcdef11-2222-3333-4444-555555fedcba',
    },
    at: 'Properties.TTL',
  },
  check: (resource) =>
    recordsOf(resource).map((record) => {
      const failsOver = record.at('HealthCheckId').isPresent || record.at('Failover').isPresent;
      if (!failsOver || !record.at('TTL').isPresent) return notApplicable;
      const ttl = record.at('TTL').number() as number;
      return ttl <= LONGEST_TTL ? compliant : nonCompliant(record.at('TTL'), { detail: `The TTL is ${ttl} s.` });
    }),
});

export const route53SingleAddress = defineRule({
  id: 'Route53SingleAddress',
  appliesTo: RECORD_TYPES,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The name leads to one address',
  why: 'A simple record with one address leads all clients to one host or network interface in one Availability Zone.',
  fix: 'Point an alias at a load balancer, or use several records with health checks (CDK: RecordTarget.fromAlias).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-simple.html',
  examples: {
    noncompliant: {
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      Name: 'www.example.com',
      Type: 'A',
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
    },
    compliant: { HostedZoneId: 'Z0123456789ABCDEFGHIJ', Name: 'www.example.com', Type: 'A', AliasTarget: ALIAS },
    at: 'Properties.ResourceRecords',
  },
  check: (resource) => recordsOf(resource).map(judgeAddresses),
});

function judgeAddresses(record: Value): Verdict {
  const isSimple = choiceOf(record) === undefined && !record.at('Failover').isPresent;
  if (!isSimple || !['A', 'AAAA'].includes(record.at('Type').string() ?? '')) return notApplicable;
  const addresses = record.at('ResourceRecords');
  return addresses.isPresent && addresses.items().length === 1 ? nonCompliant(addresses) : compliant;
}

/** A record that Route 53 turns to when nothing else is left: it may be thought healthy at all times. */
function isLastResort(record: Value, choice: string): boolean {
  if (choice === 'Weight') return record.at('Weight').json() === 0 || record.at('Weight').json() === '0';
  return choice === 'GeoLocation' && record.at('GeoLocation.CountryCode').json() === '*';
}
