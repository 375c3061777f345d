import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
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
  type IApplicationLoadBalancerTarget,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledgements';
import { DEFAULTS } from './defaults';
import { createCertificate, createRecords } from './domain';
import type { Entry, EntryInput } from './entry';
import { checkLoadBalancing, type LoadBalancingOptions } from './load-balancing-options';
import { allowNetwork, callersReason, subnetsFor } from './surroundings';

/** The parts that requests go through. */
export interface ApplicationEntry extends Entry {
  readonly loadBalancer?: IApplicationLoadBalancer;
  readonly listener: IApplicationListener;
  readonly targetGroup: ApplicationTargetGroup;
  readonly alternateTargetGroup?: ApplicationTargetGroup;
}

export function createLoadBalancing(
  scope: Construct,
  options: LoadBalancingOptions,
  input: EntryInput,
): ApplicationEntry {
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

  const groups = {
    namespace: 'AWS/ApplicationELB' as const,
    targetGroup,
    ...(alternateTargetGroup !== undefined && { alternateTargetGroup }),
    register: (target: IApplicationLoadBalancerTarget) => void target.attachToApplicationTargetGroup(targetGroup),
  };
  if (options.listener !== undefined) {
    const { listener, priority = 1, conditions } = options;
    const rule = new ApplicationListenerRule(scope, 'ListenerRule', { listener, priority, conditions, action });
    const loadBalancerFullName = targetGroup.firstLoadBalancerFullName;
    return { ...groups, listener, productionListener: productionOf(rule), loadBalancerFullName };
  }

  const own = options.loadBalancer === undefined ? createLoadBalancer(scope, options, input) : undefined;
  const loadBalancer = options.loadBalancer ?? (own as ApplicationLoadBalancer);
  const ownCertificate = options.domain && createCertificate(scope, options.domain);
  // A deployment needs the ARN of a rule, which a default action does not have.
  const defaultAction = input.isBlueGreen ? ListenerAction.fixedResponse(503) : action;
  const listener = createListener(scope, options, loadBalancer, defaultAction, options.certificate ?? ownCertificate);
  const rule = input.isBlueGreen
    ? new ApplicationListenerRule(scope, 'ListenerRule', {
        listener,
        priority: 1,
        conditions: [ListenerCondition.pathPatterns(['/*'])],
        action,
      })
    : undefined;
  if (own !== undefined) allowCallers(own, listener, options, input.vpc);
  const records = options.domain && createRecords(scope, options.domain, loadBalancer);
  return {
    ...groups,
    loadBalancer,
    listener,
    loadBalancerFullName: own?.loadBalancerFullName ?? targetGroup.firstLoadBalancerFullName,
    ...(own !== undefined && { ownLoadBalancerArn: own.loadBalancerArn }),
    ...(rule !== undefined && { productionListener: productionOf(rule) }),
    ...(ownCertificate !== undefined && { domain: { certificate: ownCertificate, records: records ?? [] } }),
  };
}

function productionOf(rule: ApplicationListenerRule): ListenerRuleConfiguration {
  return ListenerRuleConfiguration.applicationListenerRule(rule);
}

function createTargetGroup(
  scope: Construct,
  id: string,
  options: LoadBalancingOptions,
  { vpc, containerPort, times }: EntryInput,
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
  input: EntryInput,
): ApplicationLoadBalancer {
  const { times, vpc } = input;
  const internetFacing = options.internetFacing ?? false;
  const loadBalancer = new ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: subnetsFor(scope, options, input),
    internetFacing,
    deletionProtection: options.deletionProtection ?? true,
    dropInvalidHeaderFields: true,
    // The load balancer must not hang up on a request that the tasks may still answer.
    idleTimeout: Duration.seconds(Math.max(60, times.deregistrationDelay.toSeconds())),
  });
  acknowledge(loadBalancer, 'EC23', callersReason(internetFacing));
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
  certificate: ICertificate | undefined,
): ApplicationListener {
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
  allowNetwork(loadBalancer, listener.connections, listener.port, vpc);
}
