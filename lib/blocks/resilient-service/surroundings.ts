import { Annotations } from 'aws-cdk-lib';
import { Peer, Port, SubnetType, type Connections, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import type { EntryInput } from './entry';
import { coversZones } from './zones';

/** Where a new load balancer lies. */
export interface Place {
  readonly internetFacing?: boolean;
  readonly vpcSubnets?: SubnetSelection;
}

/** The subnets of a new load balancer, in all zones of the tasks. */
export function subnetsFor(scope: Construct, place: Place, { taskSubnets, vpc }: EntryInput): SubnetSelection {
  const byDefault =
    place.internetFacing === true ? { subnetType: SubnetType.PUBLIC } : { subnets: taskSubnets.subnets };
  const selection = place.vpcSubnets ?? byDefault;
  if (!coversZones(taskSubnets, vpc.selectSubnets(selection))) {
    throw fault(
      scope,
      'the load balancer has no subnet in some zone of the tasks, which would get no requests there. Select subnets in all zones of the tasks (vpcSubnets of the load balancer).',
    );
  }
  return selection;
}

/** Lets the network of an internal load balancer call it. */
export function allowNetwork(loadBalancer: Construct, connections: Connections, port: number, vpc: IVpc): void {
  const cidr = cidrOf(vpc);
  if (cidr !== undefined) return connections.allowFrom(Peer.ipv4(cidr), Port.tcp(port), 'From the network');
  Annotations.of(loadBalancer).addWarningV2(
    'cdk-resilience:noCallers',
    'Nobody may call the load balancer yet, as the address block of the imported VPC is not known: import it with vpcCidrBlock, or allow callers with listener.connections (networkLoadBalancer.connections).',
  );
}

/** Why cdk-nag need not know who may call. */
export function callersReason(internetFacing: boolean): string {
  return internetFacing
    ? 'Everybody may call it: it was asked to face the Internet.'
    : 'Only callers from the address block of its own network are allowed, which cdk-nag cannot read.';
}

/** The addresses of a network, if they are known. */
export function cidrOf(vpc: IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    // An imported VPC throws where its block was not given.
    return undefined;
  }
}
