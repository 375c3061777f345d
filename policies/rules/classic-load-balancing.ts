import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { judgeSpread, zonesListed, zonesOfSubnets } from '../../lib/facts/zones';

const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
const LISTENERS = { Listeners: [{ LoadBalancerPort: '80', InstancePort: '80', Protocol: 'HTTP' }] };
const ZONES = { AvailabilityZones: { 'Fn::GetAZs': '' } };

export const clbMultiAz = defineRule({
  id: 'ClbMultiAz',
  appliesTo: CLASSIC,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The Classic Load Balancer is in one Availability Zone',
  why: 'When that zone fails, nothing behind the load balancer can be reached.',
  fix: 'Name at least two zones in Subnets or AvailabilityZones, better yet move to an Application Load Balancer (CDK: subnetSelection).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'securityhub:ELB.10',
    'config:clb-multiple-az',
    'prowler:elb_is_in_multiple_az',
    'control-tower:CT.ELASTICLOADBALANCING.PR.7',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/introduction.html',
  examples: {
    noncompliant: { ...LISTENERS, AvailabilityZones: ['eu-central-1a'] },
    compliant: { ...LISTENERS, AvailabilityZones: ['eu-central-1a', 'eu-central-1b'] },
    at: 'Properties.AvailabilityZones',
  },
  check: (loadBalancer) => {
    if (loadBalancer.has('Subnets')) {
      return judgeSpread('Subnets', zonesOfSubnets(loadBalancer.list('Subnets')), 2);
    }
    const zones = loadBalancer.at('AvailabilityZones');
    return zones.isPresent ? judgeSpread(zones, zonesListed(zones), 2) : notApplicable;
  },
});

export const clbCrossZone = defineRule({
  id: 'ClbCrossZone',
  appliesTo: CLASSIC,
  category: 'SHARED_FATE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Classic Load Balancer keeps requests in the zone they arrive in',
  why: 'Each zone gets the same share of the requests, however few healthy instances it has left. In CloudFormation cross-zone load balancing is off by default.',
  fix: 'Set CrossZone to true (CDK: crossZone, true by default).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [
    'cdk-nag:ELBCrossZoneLoadBalancingEnabled',
    'checkov:CKV_AWS_138',
    'securityhub:ELB.9',
    'config:elb-cross-zone-load-balancing-enabled',
    'guard:ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED',
    'prowler:elb_cross_zone_load_balancing_enabled',
    'control-tower:CT.ELASTICLOADBALANCING.PR.13',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html',
  remedy: { CrossZone: true },
  examples: {
    noncompliant: { ...LISTENERS, ...ZONES },
    compliant: { ...LISTENERS, ...ZONES, CrossZone: true },
    at: 'Properties.CrossZone',
  },
  check: (loadBalancer) => (loadBalancer.isTrue('CrossZone') ? compliant : nonCompliant('CrossZone')),
});

export const clbConnectionDraining = defineRule({
  id: 'ClbConnectionDraining',
  appliesTo: CLASSIC,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Classic Load Balancer cuts off requests in flight when an instance is taken out',
  why: 'Each deployment and each scale-in breaks requests. In CloudFormation connection draining is off by default.',
  fix: 'Set ConnectionDrainingPolicy to { Enabled: true, Timeout: 60 }.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:CLBConnectionDraining',
    'securityhub:ELB.7',
    'prowler:elb_connection_draining_enabled',
    'control-tower:CT.ELASTICLOADBALANCING.PR.11',
    'trusted-advisor:elb-connection-draining',
  ],
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html',
  remedy: { ConnectionDrainingPolicy: { Enabled: true, Timeout: 60 } },
  examples: {
    noncompliant: { ...LISTENERS, ...ZONES },
    compliant: { ...LISTENERS, ...ZONES, ConnectionDrainingPolicy: { Enabled: true, Timeout: 60 } },
    at: 'Properties.ConnectionDrainingPolicy.Enabled',
  },
  check: (loadBalancer) => {
    const path = 'ConnectionDrainingPolicy.Enabled';
    return loadBalancer.isTrue(path) ? compliant : nonCompliant(path);
  },
});
