import { Annotations, Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import {
  AlarmBehavior,
  AlternateTarget,
  AvailabilityZoneRebalancing,
  BuiltInAttributes,
  Cluster,
  DeploymentStrategy,
  Ec2Service,
  FargateService,
  ListenerRuleConfiguration,
  PlacementStrategy,
  PropagatedTagSource,
  type AsgCapacityProvider,
  type BaseService,
  type BaseServiceOptions,
  type CapacityProviderStrategy,
  type ICluster,
} from 'aws-cdk-lib/aws-ecs';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Capacity } from './capacity';
import { acknowledge } from './acknowledgements';
import { DEFAULTS, DEPLOYMENT } from './defaults';
import type { Entry } from './entry';
import type { BlueGreenOptions, ResilientServiceProps } from './props';
import type { TaskParts, TaskTimes } from './task';

/** What the service is put together from. */
export interface ServiceInput {
  readonly cluster: ICluster;
  readonly capacity: Capacity;
  readonly task: TaskParts;
  readonly times: TaskTimes;
  readonly entry: Entry;
  readonly subnets: SelectedSubnets;
  readonly deploymentAlarms: readonly IAlarm[];
  readonly capacityProvider?: AsgCapacityProvider;
}

/** The service, attached to its target groups. It has no desired count: the floor of scaling takes its place. */
export function createService(scope: Construct, props: ResilientServiceProps, input: ServiceInput): BaseService {
  const { capacityProvider, cluster } = input;
  const { taskDefinition } = input.task;
  const options = optionsOf(props, input);
  const vpcSubnets = { subnets: input.subnets.subnets };
  // Absent, this setting means off for a service that exists already.
  const availabilityZoneRebalancing = AvailabilityZoneRebalancing.ENABLED;
  const common = { ...options, taskDefinition, vpcSubnets, availabilityZoneRebalancing };
  const { securityGroups } = props;
  const service =
    capacityProvider === undefined
      ? new FargateService(scope, 'Service', { ...common, securityGroups })
      : new Ec2Service(scope, 'Service', {
          ...common,
          securityGroups,
          placementStrategies: [
            PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE),
            PlacementStrategy.spreadAcrossInstances(),
          ],
        });
  // The cluster knows its capacity providers only through a resource of its own.
  if (options.capacityProviderStrategies !== undefined && Cluster.isCluster(cluster))
    service.node.addDependency(cluster);
  attach(scope, service, props.blueGreen, input);
  return service;
}

function optionsOf(props: ResilientServiceProps, input: ServiceInput): BaseServiceOptions {
  const { blueGreen } = props;
  return {
    cluster: input.cluster,
    minHealthyPercent: DEPLOYMENT.minimumHealthyPercent,
    maxHealthyPercent: DEPLOYMENT.maximumPercent,
    healthCheckGracePeriod: input.times.startup,
    enableECSManagedTags: true,
    propagateTags: PropagatedTagSource.SERVICE,
    deploymentAlarms: {
      alarmNames: input.deploymentAlarms.map(({ alarmName }) => alarmName),
      behavior: AlarmBehavior.ROLLBACK_ON_ALARM,
    },
    ...strategiesOf(props, input),
    ...(blueGreen === undefined
      ? { circuitBreaker: { enable: true, rollback: true } }
      : {
          deploymentStrategy: DeploymentStrategy.BLUE_GREEN,
          bakeTime: blueGreen.bakeTime ?? Duration.minutes(DEFAULTS.bakeMinutes),
          lifecycleHooks: blueGreen.lifecycleHooks,
        }),
  };
}

/** Spot capacity may be taken back in all zones at once, so it comes on top of a floor that is on demand. */
function strategiesOf(
  { spotAboveFloor }: ResilientServiceProps,
  { capacity, capacityProvider, cluster }: ServiceInput,
): { readonly capacityProviderStrategies?: CapacityProviderStrategy[] } {
  if (capacityProvider !== undefined) {
    return { capacityProviderStrategies: [{ capacityProvider: capacityProvider.capacityProviderName, weight: 1 }] };
  }
  if (spotAboveFloor !== true) return {};
  if (Cluster.isCluster(cluster)) cluster.enableFargateCapacityProviders();
  return {
    capacityProviderStrategies: [
      { capacityProvider: 'FARGATE', base: capacity.floor, weight: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 1 },
    ],
  };
}

function attach(
  scope: Construct,
  service: BaseService,
  blueGreen: BlueGreenOptions | undefined,
  { entry, task }: ServiceInput,
): void {
  const { alternateTargetGroup, productionListener } = entry;
  const { containerName, containerPort } = task.container;
  if (blueGreen === undefined || alternateTargetGroup === undefined || productionListener === undefined) {
    return entry.register(service.loadBalancerTarget({ containerName, containerPort }));
  }
  // The circuit breaker is for rolling updates only, though the construct would take it.
  Annotations.of(service).acknowledgeWarning(
    '@aws-cdk/aws-ecs:shouldUseCircuitBreaker',
    'Blue/green deployments have no circuit breaker; alarms roll them back.',
  );
  const role = new Role(scope, 'LoadBalancingRole', {
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInfrastructureRolePolicyForLoadBalancers')],
  });
  acknowledge(
    role,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers]',
    'Amazon ECS changes listeners and target groups with it; AWS keeps the policy in step with what deployments need.',
  );
  const testListener = testListenerOf(blueGreen);
  const alternateTarget = new AlternateTarget('AlternateTarget', {
    alternateTargetGroup,
    productionListener,
    role,
    ...(testListener !== undefined && { testListener }),
  });
  entry.register(service.loadBalancerTarget({ containerName, containerPort, alternateTarget }));
}

function testListenerOf({ testListener, testListenerRule }: BlueGreenOptions): ListenerRuleConfiguration | undefined {
  if (testListenerRule !== undefined) return ListenerRuleConfiguration.applicationListenerRule(testListenerRule);
  return testListener && ListenerRuleConfiguration.networkListener(testListener);
}
