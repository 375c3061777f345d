import { Duration } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, type Connections } from 'aws-cdk-lib/aws-ec2';
import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import {
  NetworkListener,
  NetworkLoadBalancer,
  NetworkTargetGroup,
  Protocol,
  SslPolicy,
  TargetType,
  type INetworkLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { acknowledge } from './acknowledgements';
import { createCertificate, createRecords } from './domain';
import type { Entry, EntryInput } from './entry';
import { checkNetworkLoadBalancing, type NetworkLoadBalancingOptions } from './network-load-balancing-options';
import { allowNetwork, callersReason, cidrOf, subnetsFor } from './surroundings';

/** The parts that connections go through. */
export interface NetworkEntry extends Entry {
  readonly loadBalancer: INetworkLoadBalancer;
  readonly listener: NetworkListener;
  readonly targetGroup: NetworkTargetGroup;
  readonly alternateTargetGroup?: NetworkTargetGroup;
}

export function createNetworkLoadBalancing(
  scope: Construct,
  options: NetworkLoadBalancingOptions,
  input: EntryInput,
): NetworkEntry {
  checkNetworkLoadBalancing(scope, options);
  const own = options.loadBalancer === undefined ? createLoadBalancer(scope, options, input) : undefined;
  const loadBalancer = options.loadBalancer ?? (own as NetworkLoadBalancer);
  const targetGroup = createTargetGroup(scope, 'Targets', options, input);
  const alternateTargetGroup = input.isBlueGreen
    ? createTargetGroup(scope, 'AlternateTargets', options, input)
    : undefined;

  const ownCertificate = options.domain && createCertificate(scope, options.domain);
  const certificate = options.certificate ?? ownCertificate;
  const listener = new NetworkListener(scope, 'Listener', {
    loadBalancer,
    port: options.port,
    protocol: certificate === undefined ? Protocol.TCP : Protocol.TLS,
    ...(certificate !== undefined && { certificates: [certificate], sslPolicy: SslPolicy.RECOMMENDED_TLS }),
    defaultTargetGroups: [targetGroup],
  });
  const records = options.domain && createRecords(scope, options.domain, loadBalancer);
  return {
    namespace: 'AWS/NetworkELB',
    loadBalancer,
    listener,
    targetGroup,
    loadBalancerFullName: own?.loadBalancerFullName ?? targetGroup.firstLoadBalancerFullName,
    ...(own !== undefined && { ownLoadBalancerArn: own.loadBalancerArn }),
    ...(alternateTargetGroup !== undefined && {
      alternateTargetGroup,
      productionListener: ListenerRuleConfiguration.networkListener(listener),
    }),
    ...(ownCertificate !== undefined && { domain: { certificate: ownCertificate, records: records ?? [] } }),
    register: (target) => {
      target.attachToNetworkTargetGroup(targetGroup);
      const ports = [...new Set([input.containerPort, options.healthCheckPort ?? input.containerPort])];
      for (const port of ports) reach(scope, loadBalancer, target.connections, port, input);
    },
  };
}

/** Across zones, so that a client gets through whichever zone's address it knows, and all tasks share the load. */
function createLoadBalancer(
  scope: Construct,
  options: NetworkLoadBalancingOptions,
  input: EntryInput,
): NetworkLoadBalancer {
  const { vpc } = input;
  const internetFacing = options.internetFacing ?? false;
  const securityGroup = new SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc,
    allowAllOutbound: false,
    description: `Load balancer of ${scope.node.path}`,
  });
  const loadBalancer = new NetworkLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: subnetsFor(scope, options, input),
    internetFacing,
    securityGroups: [securityGroup],
    crossZoneEnabled: true,
    // Nobody but an operator, or AWS where autoshift is on, shifts traffic; this only makes it possible.
    zonalShift: true,
    deletionProtection: options.deletionProtection ?? true,
  });
  acknowledge(securityGroup, 'EC23', callersReason(internetFacing));
  if (internetFacing) loadBalancer.connections.allowFromAnyIpv4(Port.tcp(options.port), 'From the Internet');
  else allowNetwork(loadBalancer, loadBalancer.connections, options.port, vpc);
  if (options.accessLogs !== undefined) loadBalancer.logAccessLogs(options.accessLogs);
  else if (options.certificate === undefined && options.domain === undefined) {
    acknowledge(loadBalancer, 'ELB2', 'A Network Load Balancer logs TLS that it ends; it passes these connections on.');
  }
  return loadBalancer;
}

function createTargetGroup(
  scope: Construct,
  id: string,
  { healthCheckPath, healthCheckPort }: NetworkLoadBalancingOptions,
  { containerPort, times, vpc }: EntryInput,
): NetworkTargetGroup {
  return new NetworkTargetGroup(scope, id, {
    vpc,
    port: containerPort,
    protocol: Protocol.TCP,
    targetType: TargetType.IP,
    deregistrationDelay: times.deregistrationDelay,
    // Connections live for hours: a client whose task goes away must hear of it, and come back to another one.
    connectionTermination: true,
    healthCheck: {
      ...(healthCheckPath === undefined
        ? { protocol: Protocol.TCP }
        : { protocol: Protocol.HTTP, path: healthCheckPath, healthyHttpCodes: '200' }),
      ...(healthCheckPort !== undefined && { port: String(healthCheckPort) }),
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
    },
    // A single healthy task is still sent connections before all unhealthy ones are.
    targetGroupHealth: { dnsMinimumHealthyTargetCount: 1, routingMinimumHealthyTargetCount: 1 },
  });
}

/** Lets the load balancer reach the tasks. Without security groups it is known by the addresses of its network only. */
function reach(
  scope: Construct,
  loadBalancer: INetworkLoadBalancer,
  tasks: Connections,
  port: number,
  { vpc }: EntryInput,
): void {
  if (loadBalancer.connections.securityGroups.length > 0) {
    // From the tasks' side: both rules are then in their stack, which may depend on the load balancer's.
    return tasks.allowFrom(loadBalancer, Port.tcp(port), 'Load balancer to tasks');
  }
  const cidr = cidrOf(vpc);
  if (cidr === undefined) {
    throw fault(
      scope,
      'networkLoadBalancing: the existing load balancer has no security groups that are known, nor the VPC an address block, so that the tasks cannot let it in. Import it with loadBalancerSecurityGroups, or the VPC with vpcCidrBlock.',
    );
  }
  tasks.allowFrom(Peer.ipv4(cidr), Port.tcp(port), 'Load balancer to tasks');
}
