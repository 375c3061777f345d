import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { attributeOf } from '../../lib/facts/entries';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const ATTRIBUTES = 'LoadBalancerAttributes';
const SUBNETS = { Subnets: ['subnet-1', 'subnet-2'] };

/** Whether an attribute of a load balancer is there and true; absent, its default (off) applies. */
function isOn(loadBalancer: Resource, key: string): boolean {
  return attributeOf(loadBalancer, ATTRIBUTES, key)?.isTrue ?? false;
}

/** Where an attribute is set, or the list it is missing in. */
function placeOf(loadBalancer: Resource, key: string): Value {
  return attributeOf(loadBalancer, ATTRIBUTES, key) ?? loadBalancer.at(ATTRIBUTES);
}

export const loadBalancerDeletionProtection = defineRule({
  id: 'LoadBalancerDeletionProtection',
  appliesTo: LOAD_BALANCER,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The load balancer can be deleted by mistake',
  why: 'A new one has a new DNS name and new addresses, so the way in is gone until everything that points to it is changed. Deletion protection is off by default.',
  fix: 'Set the attribute deletion_protection.enabled to true (CDK: deletionProtection: true).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:ELBDeletionProtectionEnabled',
    'checkov:CKV_AWS_150',
    'securityhub:ELB.6',
    'config:elb-deletion-protection-enabled',
    'guard:ELB_DELETION_PROTECTION_ENABLED',
    'prowler:elbv2_deletion_protection',
    'control-tower:CT.ELASTICLOADBALANCING.PR.5',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  remedy: { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
  examples: {
    noncompliant: SUBNETS,
    compliant: { ...SUBNETS, LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
    at: `Properties.${ATTRIBUTES}`,
  },
  check: (loadBalancer) => {
    const key = 'deletion_protection.enabled';
    return isOn(loadBalancer, key) ? compliant : nonCompliant(placeOf(loadBalancer, key));
  },
});

export const loadBalancerZonalShift = defineRule({
  id: 'LoadBalancerZonalShift',
  appliesTo: LOAD_BALANCER,
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Traffic cannot be shifted away from an impaired zone',
  why: 'When a zone answers slowly instead of failing, health checks pass and users suffer; a zonal shift takes the zone out with one command. The integration is off by default.',
  fix: 'Set the attribute zonal_shift.config.enabled to true (CDK: zonalShift: true).',
  wellArchitected: ['REL11-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html',
  remedy: { LoadBalancerAttributes: [{ Key: 'zonal_shift.config.enabled', Value: 'true' }] },
  examples: {
    noncompliant: SUBNETS,
    compliant: { ...SUBNETS, LoadBalancerAttributes: [{ Key: 'zonal_shift.config.enabled', Value: 'true' }] },
    at: `Properties.${ATTRIBUTES}`,
  },
  check: (loadBalancer) => {
    const key = 'zonal_shift.config.enabled';
    if (loadBalancer.string('Type') === 'gateway') return notApplicable;
    return isOn(loadBalancer, key) ? compliant : nonCompliant(placeOf(loadBalancer, key));
  },
});

export const nlbCrossZone = defineRule({
  id: 'NlbCrossZone',
  appliesTo: LOAD_BALANCER,
  category: 'SHARED_FATE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The Network Load Balancer keeps requests in the zone they arrive in',
  why: 'Where one zone has fewer healthy targets than another, they are overloaded. Cross-zone load balancing is off by default; leaving it off keeps zones independent, which is right with enough targets in each.',
  fix: 'Set the attribute load_balancing.cross_zone.enabled to true (CDK: crossZoneEnabled: true), or accept it where each zone has enough targets.',
  wellArchitected: ['REL11-BP02'],
  equivalents: [
    'checkov:CKV_AWS_152',
    'config:nlb-cross-zone-load-balancing-enabled',
    'prowler:elbv2_cross_zone_load_balancing_enabled',
    'trusted-advisor:network-load-balancers-cross-load-balancing',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html',
  remedy: { LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }] },
  examples: {
    noncompliant: { ...SUBNETS, Type: 'network' },
    compliant: {
      ...SUBNETS,
      Type: 'network',
      LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }],
    },
    at: `Properties.${ATTRIBUTES}`,
  },
  check: (loadBalancer) => {
    const key = 'load_balancing.cross_zone.enabled';
    const type = loadBalancer.string('Type');
    if (type !== 'network' && type !== 'gateway') return notApplicable;
    return isOn(loadBalancer, key) ? compliant : nonCompliant(placeOf(loadBalancer, key));
  },
});

export const loadBalancerAccessLogs = defineRule({
  id: 'LoadBalancerAccessLogs',
  appliesTo: LOAD_BALANCER,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The load balancer keeps no access logs',
  why: 'After an incident nobody can say which requests failed, in which zone and at which target. Access logs are off by default.',
  fix: 'Set the attribute access_logs.s3.enabled to true and name a bucket (CDK: loadBalancer.logAccessLogs(bucket)).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:ELBLoggingEnabled',
    'checkov:CKV_AWS_91',
    'securityhub:ELB.5',
    'config:elb-logging-enabled',
    'guard:ELB_LOGGING_ENABLED',
    'guard:ELBV2_ACCESS_LOGGING_RULE',
    'prowler:elb_logging_enabled',
    'control-tower:CT.ELASTICLOADBALANCING.PR.6',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
  examples: {
    noncompliant: SUBNETS,
    compliant: {
      ...SUBNETS,
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: 'logs' },
      ],
    },
    at: `Properties.${ATTRIBUTES}`,
  },
  check: (loadBalancer) => {
    const key = 'access_logs.s3.enabled';
    if (loadBalancer.string('Type') === 'gateway' || passesAllOn(loadBalancer)) return notApplicable;
    return isOn(loadBalancer, key) ? compliant : nonCompliant(placeOf(loadBalancer, key));
  },
});

/** A Network Load Balancer logs the TLS that it ends, and nothing of what it passes on. */
function passesAllOn(loadBalancer: Resource): boolean {
  if (loadBalancer.string('Type') !== 'network') return false;
  const listeners = loadBalancer.referencedBy('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn');
  const protocols = listeners.map((listener) => listener.string('Protocol'));
  return listeners.length > 0 && protocols.every((protocol) => protocol !== undefined && protocol !== 'TLS');
}
