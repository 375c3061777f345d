import type { Resource } from '../model/resource';

/** What a route can lead to. */
export type RouteTarget = 'NatGatewayId' | 'InstanceId' | 'NetworkInterfaceId';

/** The routes that lead to a resource. */
function routesTo(resource: Resource, property: RouteTarget): Resource[] {
  const routes = resource.referencedBy('AWS::EC2::Route', property);
  return routes.filter((route) => route.reference(property) === resource);
}

/** The subnets whose traffic goes through a resource, as far as they are in the application. */
export function subnetsThrough(resource: Resource, property: RouteTarget): Resource[] {
  const tables = new Set(routesTo(resource, property).map((route) => route.reference('RouteTableId')));
  const subnets = [...tables].flatMap((table) => {
    const associations = table?.referencedBy('AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId') ?? [];
    return associations.map((association) => association.reference('SubnetId'));
  });
  return [...new Set(subnets)].filter((subnet) => subnet?.type === 'AWS::EC2::Subnet') as Resource[];
}

/** Whether an instance or a network interface forwards the traffic of others to the internet. */
export function isRouter(resource: Resource): boolean {
  return routesOut(resource).length > 0;
}

/** The default routes that lead to an instance or a network interface. */
export function routesOut(resource: Resource): Resource[] {
  const routes = [...routesTo(resource, 'InstanceId'), ...routesTo(resource, 'NetworkInterfaceId')];
  return routes.filter((route) => {
    return (
      route.at('DestinationCidrBlock').json() === '0.0.0.0/0' || route.at('DestinationIpv6CidrBlock').json() === '::/0'
    );
  });
}
