import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { taskSubnets } from '../../lib/facts/containers';
import { loadBalancersOf, loadBalancerSubnets } from '../../lib/facts/load-balancers';
import { comparableMarks, judgeSpread, zonePlaces, zonesOfSubnets } from '../../lib/facts/zones';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
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
  title: 'The load balancer is in one Availability Zone',
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

function marksOf(subnets: readonly Value[]): ReturnType<typeof comparableMarks> {
  const zones = zonePlaces(subnets);
  return zones && comparableMarks(zones);
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
    const zones = marksOf(subnets.items());
    if (zones === undefined) return notApplicable;
    const loadBalancers = targetGroups.flatMap((each) => {
      const targetGroup = each.reference();
      return targetGroup?.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' ? loadBalancersOf(targetGroup) : [];
    });
    const blind = loadBalancers.filter((loadBalancer) => {
      const enabled = marksOf(loadBalancerSubnets(loadBalancer));
      // A load balancer in one zone is the fault of another rule.
      if (enabled?.kind !== zones.kind || enabled.marks.size < 2) return false;
      return [...zones.marks].some((zone) => !enabled.marks.has(zone));
    });
    return blind.length > 0 ? nonCompliant(subnets, { related: [...new Set(blind)] }) : compliant;
  },
});

function exampleOfTargets(subnets: readonly string[]): { Resources: object } {
  const refs = (ids: readonly string[]): object[] => ids.map((id) => ({ Ref: id }));
  const Properties = {
    MinSize: '2',
    MaxSize: '4',
    VPCZoneIdentifier: refs(subnets),
    TargetGroupARNs: refs(['Targets']),
  };
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
    noncompliant: { Subnets: ['subnet-1', 'subnet-2'] },
    compliant: {
      Resources: {
        Subject: { Type: LOAD_BALANCER, Properties: { Subnets: ['subnet-1', 'subnet-2'] } },
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
