import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { alarmsOn } from '../../lib/facts/alarms';
import { RECORD_TYPES } from '../../lib/facts/records';

const HTTPS = { Type: 'HTTPS', FullyQualifiedDomainName: 'eu-west-1.www.example.com', ResourcePath: '/health' };

export const route53HealthCheckAlwaysHealthy = defineRule({
  id: 'Route53HealthCheckAlwaysHealthy',
  appliesTo: 'AWS::Route53::HealthCheck',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The health check says healthy when it knows nothing',
  why: 'A calculated check with HealthThreshold 0 is always healthy, and one on an alarm with InsufficientDataHealthStatus Healthy is so when the metric has stopped, as it does when the Region is lost.',
  fix: 'Set HealthCheckConfig.HealthThreshold to 1 or more, or HealthCheckConfig.InsufficientDataHealthStatus to Unhealthy (CDK: healthThreshold, insufficientDataHealthStatus).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html',
  examples: {
    noncompliant: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: ['a', 'b'], HealthThreshold: 0 } },
    compliant: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: ['a', 'b'], HealthThreshold: 1 } },
    at: 'Properties.HealthCheckConfig.HealthThreshold',
  },
  check: (healthCheck) => {
    switch (healthCheck.string('HealthCheckConfig.Type')) {
      case 'CALCULATED':
        return healthCheck.number('HealthCheckConfig.HealthThreshold') === 0
          ? nonCompliant('HealthCheckConfig.HealthThreshold', { detail: 'HealthThreshold is 0.' })
          : compliant;
      case 'CLOUDWATCH_METRIC':
        return healthCheck.string('HealthCheckConfig.InsufficientDataHealthStatus') === 'Healthy'
          ? nonCompliant('HealthCheckConfig.InsufficientDataHealthStatus')
          : compliant;
      default:
        return notApplicable;
    }
  },
});

export const route53HealthCheckSlow = defineRule({
  id: 'Route53HealthCheckSlow',
  appliesTo: 'AWS::Route53::HealthCheck',
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The health check is slow to find a failed endpoint',
  why: 'The endpoint is found unhealthy after RequestInterval times FailureThreshold, by default 30 s times 3. Until then clients are sent to it, and the TTL comes on top.',
  fix: 'Set HealthCheckConfig.RequestInterval to 10 or lower HealthCheckConfig.FailureThreshold (CDK: requestInterval, failureThreshold).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html',
  examples: {
    noncompliant: { HealthCheckConfig: { ...HTTPS, RequestInterval: 30, FailureThreshold: 10 } },
    compliant: { HealthCheckConfig: { ...HTTPS, RequestInterval: 10, FailureThreshold: 3 } },
    at: 'Properties.HealthCheckConfig.FailureThreshold',
  },
  check: (healthCheck) => {
    const type = healthCheck.string('HealthCheckConfig.Type') ?? '';
    if (!/^(HTTPS?(_STR_MATCH)?|TCP)$/.test(type)) return notApplicable;
    const interval = healthCheck.number('HealthCheckConfig.RequestInterval') ?? 30;
    const threshold = healthCheck.number('HealthCheckConfig.FailureThreshold') ?? 3;
    if (interval * threshold <= 90) return compliant;
    const detail = `${threshold} failed checks at ${interval} s take ${interval * threshold} s.`;
    return nonCompliant('HealthCheckConfig.FailureThreshold', { detail });
  },
});

export const route53HealthCheckAlarm = defineRule({
  id: 'Route53HealthCheckAlarm',
  appliesTo: 'AWS::Route53::HealthCheck',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nobody is told when the health check fails',
  why: 'Traffic moves to the remaining endpoints in silence, so that the next failure finds no spare. Route 53 publishes the metric in us-east-1 and there is no alarm by default.',
  fix: 'Add an alarm in us-east-1 on HealthCheckStatus of the health check (CDK: new Alarm with namespace AWS/Route53).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html',
  examples: { noncompliant: withAlarm(false), compliant: withAlarm(true), at: '' },
  check: (healthCheck) => {
    // The alarm behind such a check, or the person behind the switch, tells of it.
    const type = healthCheck.string('HealthCheckConfig.Type');
    if (type === 'CLOUDWATCH_METRIC' || type === 'RECOVERY_CONTROL') return notApplicable;
    const isPartOfAnother = healthCheck.referencedBy('AWS::Route53::HealthCheck').length > 0;
    const metrics = ['HealthCheckStatus', 'HealthCheckPercentageHealthy', 'ChildHealthCheckHealthyCount'];
    if (isPartOfAnother || alarmsOn(healthCheck, metrics, 'HealthCheckId').length > 0) return compliant;
    return nonCompliant();
  },
});

export const route53SharedHealthCheck = defineRule({
  id: 'Route53SharedHealthCheck',
  appliesTo: 'AWS::Route53::HealthCheck',
  category: 'SHARED_FATE',
  disruptions: ['region', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Records that should stand in for each other hang on one health check',
  why: 'They become unhealthy together, and when all records of a name are unhealthy Route 53 answers as if all were healthy: clients are sent to the failed endpoint.',
  fix: 'Give each record of the name a health check of its own endpoint (CDK: healthCheck of each record).',
  wellArchitected: ['REL11-BP02'],
  equivalents: ['trusted-advisor:amazon-route-53-failover-resource-record-sets'],
  docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-configuring.html',
  examples: {
    noncompliant: pair({ Ref: 'West' }),
    compliant: pair({ Ref: 'North' }),
    at: 'Properties.HealthCheckId',
  },
  check: (healthCheck) => {
    const first = new Map<string, Value>();
    const verdicts = recordsWith(healthCheck).map((record) => {
      const name = record.at('Name');
      const scope = name.isUnknown ? record.resource.stack.id : '';
      const key = `${scope} ${String(name.json()).toLowerCase()} ${String(record.at('Type').json())}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, record);
      if (other === undefined || name.json() === '${unknown}') return compliant;
      return nonCompliant(record.at('HealthCheckId'), { related: [healthCheck, other.resource] });
    });
    return verdicts.length > 0 ? verdicts : notApplicable;
  },
});

/** The records, in groups or by themselves, that a health check decides on. */
function recordsWith(healthCheck: Resource): Value[] {
  const mentions = RECORD_TYPES.flatMap((type) => healthCheck.mentions(type));
  const inOrder = mentions.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
  return inOrder.flatMap(({ resource, path }) => {
    const place = /^Properties\.(RecordSets\.\d+\.)?HealthCheckId$/.exec(path);
    if (place === null) return [];
    return place[1] === undefined ? [resource.properties] : [resource.at(place[1].slice(0, -1))];
  });
}

function pair(second: object): { readonly [section: string]: unknown } {
  const record = (Failover: string, address: string, HealthCheckId: object): object => {
    const Properties = { HostedZoneId: 'Z0123456789ABCDEFGHIJ', Name: 'www.example.com', Type: 'A', TTL: '60' };
    return {
      Type: 'AWS::Route53::RecordSet',
      Properties: { ...Properties, SetIdentifier: Failover, Failover, ResourceRecords: [address], HealthCheckId },
    };
  };
  const check = { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: HTTPS } };
  const records = {
    Primary: record('PRIMARY', '192.0.2.1', { Ref: 'West' }),
    Subject: record('SECONDARY', '192.0.2.2', second),
  };
  return { Resources: { West: check, North: check, ...records } };
}

function withAlarm(isThere: boolean): { readonly [section: string]: unknown } {
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: 'Subject' } }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    },
  };
  const Subject = { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: HTTPS } };
  return { Resources: { Subject, ...(isThere && { Alarm }) } };
}
