import { Annotations, Duration } from 'aws-cdk-lib';
import { Peer, Port, SubnetType, type IVpc, type SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
  type IApplicationListener,
  type IApplicationLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { acknowledge } from './acknowledgements';
import { DEFAULTS } from './defaults';
import { checkLoadBalancing, type LoadBalancingOptions } from './load-balancing-options';
import type { TaskTimes } from './task';
import { coversZones } from './zones';

/** The parts that requests go through. */
export interface LoadBalancingParts {
  readonly loadBalancer?: IApplicationLoadBalancer;
  /** The load balancer, where it is a new one. */
  readonly ownLoadBalancer?: ApplicationLoadBalancer;
  readonly listener: IApplicationListener;
  readonly listenerRule?: ApplicationListenerRule;
  readonly targetGroup: ApplicationTargetGroup;
  readonly alternateTargetGroup?: ApplicationTargetGroup;
  /** As metrics name it. */
  readonly loadBalancerFullName: string;
}

/** What load balancing must know of the service. */
export interface LoadBalancingInput {
  readonly vpc: IVpc;
  readonly taskSubnets: SelectedSubnets;
  readonly containerPort: number;
  readonly times: TaskTimes;
  readonly isBlueGreen: boolean;
}

export function createLoadBalancing(
  scope: Construct,
  options: LoadBalancingOptions,
  input: LoadBalancingInput,
): LoadBalancingParts {
  checkLoadBalancing(scope, options);
  const targetGroup = createTargetGroup(scope, 'Targets', options, input);
  const alternateTargetGroup = input.isBlueGreen
    ? createTargetGroup(scope, 'AlternateTargets', options, input)
    : undefined;
  // Amazon ECS moves the weights at each blue/green deployment.
  const action =
    alternateTargetGroup === undefined
      ? ListenerAction.forward([targetGroup])
      : ListenerAction.weightedForward([
          { targetGroup, weight: 100 },
          { targetGroup: alternateTargetGroup, weight: 0 },
        ]);

  if (options.listener !== undefined) {
    const { listener, priority = 1, conditions } = options;
    const listenerRule = new ApplicationListenerRule(scope, 'ListenerRule', { listener, priority, conditions, action });
    const loadBalancerFullName = targetGroup.firstLoadBalancerFullName;
    return { listener, listenerRule, targetGroup, alternateTargetGroup, loadBalancerFullName };
  }

  const ownLoadBalancer = options.loadBalancer === undefined ? createLoadBalancer(scope, options, input) : undefined;
  const loadBalancer = options.loadBalancer ?? (ownLoadBalancer as ApplicationLoadBalancer);
  // A deployment needs the ARN of a rule, which a default action does not have.
  const defaultAction = input.isBlueGreen ? ListenerAction.fixedResponse(503) : action;
  const listener = createListener(scope, options, loadBalancer, defaultAction);
  const listenerRule = input.isBlueGreen
    ? new ApplicationListenerRule(scope, 'ListenerRule', {
        listener,
        priority: 1,
        conditions: [ListenerCondition.pathPatterns(['/*'])],
        action,
      })
    : undefined;
  if (ownLoadBalancer !== undefined) allowCallers(ownLoadBalancer, listener, options, input.vpc);
  const loadBalancerFullName = ownLoadBalancer?.loadBalancerFullName ?? targetGroup.firstLoadBalancerFullName;
  return {
    loadBalancer,
    ...(ownLoadBalancer !== undefined && { ownLoadBalancer }),
    listener,
    ...(listenerRule !== undefined && { listenerRule }),
    targetGroup,
    ...(alternateTargetGroup !== undefined && { alternateTargetGroup }),
    loadBalancerFullName,
  };
}

function createTargetGroup(
  scope: Construct,
  id: string,
  options: LoadBalancingOptions,
  { vpc, containerPort, times }: LoadBalancingInput,
): ApplicationTargetGroup {
  return new ApplicationTargetGroup(scope, id, {
    vpc,
    port: containerPort,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.IP,
    deregistrationDelay: times.deregistrationDelay,
    healthCheck: {
      path: options.healthCheckPath ?? DEFAULTS.healthCheckPath,
      healthyHttpCodes: '200',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
    },
    // A task that fails more than the others gets fewer requests. It excludes slow start, which is off.
    loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM,
    enableAnomalyMitigation: true,
    // A single healthy task is still sent requests before all unhealthy ones are.
    targetGroupHealth: { dnsMinimumHealthyTargetCount: 1, routingMinimumHealthyTargetCount: 1 },
  });
}

function createLoadBalancer(
  scope: Construct,
  options: LoadBalancingOptions,
  { vpc, taskSubnets, times }: LoadBalancingInput,
): ApplicationLoadBalancer {
  const internetFacing = options.internetFacing ?? false;
  const byDefault = internetFacing ? { subnetType: SubnetType.PUBLIC } : { subnets: taskSubnets.subnets };
  const selection = options.vpcSubnets ?? byDefault;
  if (!coversZones(taskSubnets, vpc.selectSubnets(selection))) {
    throw fault(
      scope,
      'loadBalancing: the load balancer has no subnet in some zone of the tasks, which would get no requests there. Select subnets in all zones of the tasks (vpcSubnets).',
    );
  }
  const loadBalancer = new ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: selection,
    internetFacing,
    deletionProtection: options.deletionProtection ?? true,
    dropInvalidHeaderFields: true,
    // The load balancer must not hang up on a request that the tasks may still answer.
    idleTimeout: Duration.seconds(Math.max(60, times.deregistrationDelay.toSeconds())),
  });
  acknowledge(
    loadBalancer,
    'EC23',
    internetFacing
      ? 'Everybody may call it: it was asked to face the Internet.'
      : 'Only callers from the address block of its own network are allowed, which cdk-nag cannot read.',
  );
  // Nobody but an operator, or AWS where autoshift is on, shifts traffic; this only makes it possible.
  loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
  if (options.accessLogs !== undefined) loadBalancer.logAccessLogs(options.accessLogs);
  return loadBalancer;
}

function createListener(
  scope: Construct,
  options: LoadBalancingOptions,
  loadBalancer: IApplicationLoadBalancer,
  defaultAction: ListenerAction,
): ApplicationListener {
  const { certificate } = options;
  return new ApplicationListener(scope, 'Listener', {
    loadBalancer,
    port: options.listenerPort ?? (certificate === undefined ? 80 : 443),
    protocol: certificate === undefined ? ApplicationProtocol.HTTP : ApplicationProtocol.HTTPS,
    ...(certificate !== undefined && { certificates: [certificate], sslPolicy: SslPolicy.RECOMMENDED_TLS }),
    defaultAction,
    // Who may call an existing load balancer is its owner's matter.
    open: options.internetFacing ?? false,
  });
}

/** Callers of an internal load balancer come from its network; those from the Internet are sent to HTTPS. */
function allowCallers(
  loadBalancer: ApplicationLoadBalancer,
  listener: ApplicationListener,
  options: LoadBalancingOptions,
  vpc: IVpc,
): void {
  if (options.internetFacing === true) {
    loadBalancer.addListener('Redirect', {
      port: 80,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: String(listener.port), permanent: true }),
    });
    return;
  }
  const cidr = cidrOf(vpc);
  if (cidr !== undefined) {
    listener.connections.allowFrom(Peer.ipv4(cidr), Port.tcp(listener.port), 'From the network');
  } else {
    Annotations.of(loadBalancer).addWarningV2(
      'cdk-resilience:noCallers',
      'Nobody may call the load balancer yet, as the address block of the imported VPC is not known: import it with vpcCidrBlock, or allow callers with listener.connections.',
    );
  }
}

function cidrOf(vpc: IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    // An imported VPC throws where its block was not given.
    return undefined;
  }
}
