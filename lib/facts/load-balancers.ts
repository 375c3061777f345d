import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

/** The subnets of an Application, Network or Gateway Load Balancer. */
export function loadBalancerSubnets(loadBalancer: Resource): Value[] {
  const mapped = loadBalancer.list('SubnetMappings').map((mapping) => mapping.at('SubnetId'));
  return [...loadBalancer.list('Subnets'), ...mapped];
}

/** The load balancers whose listeners or rules send requests to a target group. */
export function loadBalancersOf(targetGroup: Resource): Resource[] {
  const listeners = targetGroup.referencedBy('AWS::ElasticLoadBalancingV2::Listener', 'DefaultActions');
  const rules = targetGroup.referencedBy('AWS::ElasticLoadBalancingV2::ListenerRule', 'Actions');
  const all = [...listeners, ...rules.map((rule) => rule.reference('ListenerArn'))];
  const found = new Set(all.map((listener) => listener?.reference('LoadBalancerArn')));
  return [...found].filter((each) => each?.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer') as Resource[];
}
