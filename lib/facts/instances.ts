import type { Resource } from '../model/resource';
import { zonesListed, zonesOfSubnets, type Spread } from './zones';
import { hasEntries } from './entries';

/** Whether an Auto Scaling group receives requests through a load balancer or VPC Lattice. */
export function isBehindLoadBalancer(group: Resource): boolean {
  return ['TargetGroupARNs', 'LoadBalancerNames', 'TrafficSources'].some((list) => hasEntries(group, list));
}

/** Whether Amazon ECS decides how many instances an Auto Scaling group has. */
export function isCapacityProvider(group: Resource): boolean {
  return group.referencedBy('AWS::ECS::CapacityProvider', 'AutoScalingGroupProvider').length > 0;
}

/** The zones of an Auto Scaling group; `undefined` where it names neither subnets nor zones. */
export function zonesOfGroup(group: Resource): { readonly at: string; readonly spread: Spread } | undefined {
  if (group.has('VPCZoneIdentifier')) {
    return { at: 'VPCZoneIdentifier', spread: zonesOfSubnets(group.list('VPCZoneIdentifier')) };
  }
  if (!group.has('AvailabilityZones')) return undefined;
  return { at: 'AvailabilityZones', spread: zonesListed(group.at('AvailabilityZones')) };
}
