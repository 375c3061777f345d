import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { taskSubnets } from '../facts/containers';
import { attributeOf } from '../facts/entries';
import { loadBalancersOf, loadBalancerSubnets } from '../facts/load-balancers';
import { areComparable, distinctZones, judgeSpread, zonesOfSubnets } from '../facts/zones';

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

function subnetIn(zone: string): object {
  return { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } };
}

export const loadBalancerMultiAz = defineRule({
  id: 'LoadBalancerMultiAz',
  appliesTo: LOAD_BALANCER,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The load balancer lies in one Availability Zone',
  why: 'When that zone fails, nothing behind the load balancer can be reached, in whatever zone it runs.',
  fix: 'Name subnets of at least two, better three, zones in Subnets or SubnetMappings (CDK: vpcSubnets).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'securityhub:ELB.13',
    'config:elbv2-multiple-az',
    'prowler:elbv2_is_in_multiple_az',
    'trusted-advisor:alb-multi-az',
    'trusted-advisor:nlb-multi-az',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  examples: {
    noncompliant: { Type: 'network', Subnets: ['subnet-1'] },
    compliant: {
      Resources: {
        Subject: { Type: LOAD_BALANCER, Properties: { Type: 'network', Subnets: [{ Ref: 'A' }, { Ref: 'B' }] } },
        A: subnetIn('eu-central-1a'),
        B: subnetIn('eu-central-1b'),
      },
    },
    at: 'Properties.Subnets',
  },
  check: (loadBalancer) => {
    const subnets = loadBalancerSubnets(loadBalancer);
    if (subnets.length === 0) return notApplicable;
    // An Outpost has no zones to choose from.
    if (subnets.some((subnet) => subnet.reference()?.has('OutpostArn'))) return notApplicable;
    const type = loadBalancer.at('Type').json() ?? 'application';
    // Application Load Balancers are refused with subnets of a single zone: two they name are in two.
    if (type === 'application' && subnets.length > 1 && zonesOfSubnets(subnets).atMost > 1) return compliant;
    return judgeSpread(loadBalancer.has('Subnets') ? 'Subnets' : 'SubnetMappings', zonesOfSubnets(subnets), 2);
  },
});

/** The subnets of a group or service that registers with target groups, and the target groups. */
function registrant(resource: Resource): { readonly subnets: Value; readonly targetGroups: Value[] } {
  if (resource.type === 'AWS::ECS::Service') {
    const targetGroups = resource.list('LoadBalancers').map((each) => each.at('TargetGroupArn'));
    return { subnets: taskSubnets(resource), targetGroups };
  }
  return { subnets: resource.at('VPCZoneIdentifier'), targetGroups: resource.list('TargetGroupARNs') };
}

export const loadBalancerTargetAzMismatch = defineRule({
  id: 'LoadBalancerTargetAzMismatch',
  appliesTo: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::Service'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'Targets run in a zone that their load balancer is not enabled for',
  why: 'They get no requests, so the capacity is not there, and less is left than planned when another zone fails.',
  fix: 'Give the load balancer a subnet in each zone of its targets (CDK: vpcSubnets of the load balancer).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:load-balancer-optimization'],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  examples: {
    noncompliant: exampleOfTargets(['C', 'A']),
    compliant: exampleOfTargets(['A', 'B']),
    at: 'Properties.VPCZoneIdentifier',
  },
  check: (resource) => {
    const { subnets, targetGroups } = registrant(resource);
    if (!subnets.isPresent || targetGroups.length === 0) return notApplicable;
    const zones = distinctZones(subnets.items());
    if (zones === undefined) return notApplicable;
    const loadBalancers = targetGroups.flatMap((each) => {
      const targetGroup = each.reference();
      return targetGroup?.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' ? loadBalancersOf(targetGroup) : [];
    });
    const blind = loadBalancers.filter((loadBalancer) => {
      const enabled = distinctZones(loadBalancerSubnets(loadBalancer));
      if (enabled === undefined || enabled.size === 0 || !areComparable(zones, enabled)) return false;
      return [...zones].some((zone) => !enabled.has(zone));
    });
    return blind.length > 0 ? nonCompliant(subnets, { related: [...new Set(blind)] }) : compliant;
  },
});

function exampleOfTargets(subnets: readonly string[]): { Resources: object } {
  const refs = (ids: readonly string[]): object[] => ids.map((id) => ({ Ref: id }));
  const Properties = { MinSize: '2', MaxSize: '4', VPCZoneIdentifier: refs(subnets), TargetGroupARNs: refs(['Targets']) };
  const forward = [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }];
  return {
    Resources: {
      Subject: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties },
      Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80, Protocol: 'HTTP' } },
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: { LoadBalancerArn: { Ref: 'Front' }, Port: 80, Protocol: 'HTTP', DefaultActions: forward },
      },
      Front: { Type: LOAD_BALANCER, Properties: { Subnets: refs(['A', 'B']) } },
      A: subnetIn('eu-central-1a'),
      B: subnetIn('eu-central-1b'),
      C: subnetIn('eu-central-1c'),
    },
  };
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
  fix: 'Set the attribute load_balancing.cross_zone.enabled to true (CDK: crossZoneEnabled: true), or accept it where each zone has targets enough.',
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

export const loadBalancerWithoutListener = defineRule({
  id: 'LoadBalancerWithoutListener',
  appliesTo: LOAD_BALANCER,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The load balancer has no listener',
  why: 'It answers nobody.',
  fix: 'Add an AWS::ElasticLoadBalancingV2::Listener (CDK: loadBalancer.addListener(...)).',
  wellArchitected: ['REL11-BP02'],
  equivalents: ['prowler:elbv2_listeners_underneath'],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
  examples: {
    noncompliant: SUBNETS,
    compliant: {
      Resources: {
        Subject: { Type: LOAD_BALANCER, Properties: SUBNETS },
        Listener: {
          Type: 'AWS::ElasticLoadBalancingV2::Listener',
          Properties: { LoadBalancerArn: { Ref: 'Subject' }, Port: 80, Protocol: 'HTTP', DefaultActions: [] },
        },
      },
    },
    at: '',
  },
  check: (loadBalancer) => {
    const listeners = loadBalancer.referencedBy('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn');
    return listeners.length > 0 ? compliant : nonCompliant();
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
    if (loadBalancer.string('Type') === 'gateway') return notApplicable;
    return isOn(loadBalancer, key) ? compliant : nonCompliant(placeOf(loadBalancer, key));
  },
});
