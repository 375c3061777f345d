import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { attributeOf } from '../../lib/facts/entries';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const HTTP = { Port: 80, Protocol: 'HTTP', VpcId: 'vpc-1' };

/** Longest time that requests may go to a dead target, in seconds. */
const MAX_DETECTION = 120;

export const targetGroupHealthCheckTooSlow = defineRule({
  id: 'TargetGroupHealthCheckTooSlow',
  appliesTo: TARGET_GROUP,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['infrastructure', 'software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Requests go to a dead target for minutes',
  why: 'A target is taken out after UnhealthyThresholdCount failed checks, HealthCheckIntervalSeconds apart. The defaults, 2 checks 30 seconds apart, take one minute.',
  fix: 'Lower HealthCheckIntervalSeconds or UnhealthyThresholdCount (CDK: healthCheck: { interval, unhealthyThresholdCount }).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  remedy: { HealthCheckIntervalSeconds: 10, UnhealthyThresholdCount: 2 },
  examples: {
    noncompliant: { ...HTTP, HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 5 },
    compliant: { ...HTTP, HealthCheckIntervalSeconds: 10, UnhealthyThresholdCount: 3 },
    at: 'Properties.HealthCheckIntervalSeconds',
  },
  check: (group) => {
    if (group.string('TargetType') === 'lambda' || group.isFalse('HealthCheckEnabled')) return notApplicable;
    const seconds = group.number('HealthCheckIntervalSeconds') ?? 30;
    const count = group.number('UnhealthyThresholdCount') ?? 2;
    if (seconds * count <= MAX_DETECTION) return compliant;
    const detail = `${count} checks, ${seconds} s apart, take ${seconds * count} s.`;
    return nonCompliant(seconds > 30 ? 'HealthCheckIntervalSeconds' : 'UnhealthyThresholdCount', { detail });
  },
});

/** The status codes of a matcher: single ones and ranges. */
function rangesOf(codes: string): (readonly [number, number])[] {
  return codes.split(',').map((part) => {
    const [from, to] = part.split('-').map((code) => Number(code.trim()));
    return [from ?? NaN, to ?? from ?? NaN];
  });
}

export const targetGroupMatcherTooWide = defineRule({
  id: 'TargetGroupMatcherTooWide',
  appliesTo: TARGET_GROUP,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Targets that answer with errors count as healthy',
  why: 'A matcher that covers server errors, or all client errors, keeps a broken application in service. The default is 200 (Network Load Balancer: 200-399).',
  fix: 'Set Matcher.HttpCode to what the health path answers when all is well, 200 (CDK: healthCheck: { healthyHttpCodes }).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  remedy: { Matcher: { HttpCode: '200' } },
  examples: {
    noncompliant: { ...HTTP, Matcher: { HttpCode: '200-499' } },
    compliant: { ...HTTP, Matcher: { HttpCode: '200-299' } },
    at: 'Properties.Matcher.HttpCode',
  },
  check: (group) => {
    const codes = group.string('Matcher.HttpCode');
    if (codes === undefined) return compliant;
    const isWide = rangesOf(codes).some(([from, to]) => to >= 500 || (from <= 404 && to >= 404 && to - from >= 50));
    return isWide ? nonCompliant('Matcher.HttpCode', { detail: `Healthy are ${codes}.` }) : compliant;
  },
});

export const targetGroupDeregistrationDelay = defineRule({
  id: 'TargetGroupDeregistrationDelay',
  appliesTo: TARGET_GROUP,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Requests in flight are cut off when a target is taken out',
  why: 'With a delay of 0, each deployment and each scale-in breaks requests. The default is 300 seconds.',
  fix: 'Set deregistration_delay.timeout_seconds to a little more than the longest request (CDK: deregistrationDelay).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  remedy: { TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] },
  examples: {
    noncompliant: { ...HTTP, TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }] },
    compliant: { ...HTTP, TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] },
    at: 'Properties.TargetGroupAttributes.0.Value',
  },
  check: (group) => {
    if (group.string('TargetType') === 'lambda') return notApplicable;
    const delay = attributeOf(group, 'TargetGroupAttributes', 'deregistration_delay.timeout_seconds');
    return delay?.number() === 0 ? nonCompliant(delay) : compliant;
  },
});

export const targetGroupSingleTarget = defineRule({
  id: 'TargetGroupSingleTarget',
  appliesTo: TARGET_GROUP,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The load balancer has a single instance behind it',
  why: 'When the instance or its zone fails, nothing answers.',
  fix: 'Register the instances of an Auto Scaling group, two at least (CDK: targets: [autoScalingGroup]).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  examples: {
    noncompliant: { ...HTTP, Targets: [{ Id: 'i-1' }] },
    compliant: { ...HTTP, Targets: [{ Id: 'i-1' }, { Id: 'i-2' }] },
    at: 'Properties.Targets',
  },
  check: (group) => {
    if (!group.has('Targets')) return notApplicable;
    // An address may belong to anything, a pair of machines too.
    if ((group.string('TargetType') ?? 'instance') !== 'instance') return notApplicable;
    const others = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::Service'];
    if (others.some((type) => group.referencedBy(type).length > 0)) return notApplicable;
    return group.list('Targets').length === 1 ? nonCompliant('Targets') : compliant;
  },
});

export const targetGroupHealthCheckDefault = defineRule({
  id: 'TargetGroupHealthCheckDefault',
  appliesTo: TARGET_GROUP,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The health check asks for the front page',
  why: 'It says that something answers, not that the application can do its work. The default path is /.',
  fix: 'Set HealthCheckPath to a page that tests what the application needs to answer (CDK: healthCheck: { path }).',
  wellArchitected: ['REL11-BP01'],
  equivalents: ['checkov:CKV_AWS_261'],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
  examples: {
    noncompliant: HTTP,
    compliant: { ...HTTP, HealthCheckPath: '/health' },
    at: 'Properties.HealthCheckPath',
  },
  check: (group) => {
    const protocol = group.string('Protocol');
    if (protocol !== 'HTTP' && protocol !== 'HTTPS') return notApplicable;
    if (group.string('ProtocolVersion') === 'GRPC') return notApplicable;
    return (group.string('HealthCheckPath') ?? '/') === '/' ? nonCompliant('HealthCheckPath') : compliant;
  },
});
