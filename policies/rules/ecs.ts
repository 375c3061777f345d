import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { isCalled, isDaemon, leastTasks, taskSubnets } from '../../lib/facts/containers';
import { hasEntries } from '../../lib/facts/entries';
import { scalableTargetsOf } from '../../lib/facts/scaling';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

/** One task or none wanted is a fault of the property that says so; zero is taken as switched off on purpose. */
function judgeTaskCount(service: Resource): Verdict {
  const { at, count } = leastTasks(service);
  if (count === 0) return notApplicable;
  if (count >= 2) return compliant;
  const detail =
    at.resource !== service
      ? 'Application Auto Scaling may scale the service in to 1 task.'
      : at.isPresent
        ? 'The service keeps 1 task running.'
        : 'No desired count is given, and Amazon ECS then starts 1 task.';
  return nonCompliant(at, { detail, related: at.resource === service ? [] : [service] });
}

export const ecsDesiredCount = defineRule({
  id: 'EcsDesiredCount',
  appliesTo: 'AWS::ECS::Service',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The service that others call keeps a single task',
  why: 'When the task, its host or its zone fails, nothing answers until a new task has started and passed its health checks. Without a desired count, Amazon ECS starts one task.',
  fix: 'Set DesiredCount to 2 or more, and MinCapacity of its scalable target too (CDK: desiredCount: 2, autoScaleTaskCount({ minCapacity: 2, ... })).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  remedy: { DesiredCount: 2 },
  examples: {
    noncompliant: {
      DesiredCount: 1,
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
    },
    compliant: { DesiredCount: 2, LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }] },
    at: 'Properties.DesiredCount',
  },
  check: (service) => (isDaemon(service) || !isCalled(service) ? notApplicable : judgeTaskCount(service)),
});

export const ecsWorkerDesiredCount = defineRule({
  id: 'EcsWorkerDesiredCount',
  appliesTo: 'AWS::ECS::Service',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The worker service keeps a single task',
  why: 'When the task, its host or its zone fails, its work stands still until a new task has started. Without a desired count, Amazon ECS starts one task.',
  fix: 'Set DesiredCount to 2 or more, and MinCapacity of its scalable target too (CDK: desiredCount, minCapacity or minScalingCapacity: 2).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  remedy: { DesiredCount: 2 },
  examples: {
    noncompliant: { TaskDefinition: 'settle' },
    compliant: { TaskDefinition: 'settle', DesiredCount: 2 },
    at: 'Properties.DesiredCount',
  },
  check: (service) => (isDaemon(service) || isCalled(service) ? notApplicable : judgeTaskCount(service)),
});

export const ecsMultiAzSubnets = defineRule({
  id: 'EcsMultiAzSubnets',
  appliesTo: 'AWS::ECS::Service',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'All tasks of the service run in one Availability Zone',
  why: 'Losing the zone stops every task, and the service may start new ones nowhere else.',
  fix: 'Name subnets of at least two, better three, zones in NetworkConfiguration.AwsvpcConfiguration.Subnets (CDK: vpcSubnets without availabilityZones, in a VPC with maxAzs: 3).',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:amazon-ecs-service-single-az'],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  examples: {
    noncompliant: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } } },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::ECS::Service',
          Properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'A' }, { Ref: 'B' }] } } },
        },
        A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a' } },
        B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1b' } },
      },
    },
    at: 'Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets',
  },
  check: (service) => {
    const subnets = taskSubnets(service);
    if (!subnets.isPresent) return notApplicable;
    return judgeSpread(subnets, zonesOfSubnets(subnets.items()), 2);
  },
});

/** Whether Amazon ECS offers to spread the tasks of a service again. */
function canRebalance(service: Resource): boolean {
  if (isDaemon(service) || service.string('LaunchType') === 'EXTERNAL') return false;
  if ((service.number('DeploymentConfiguration.MaximumPercent') ?? 200) <= 100) return false;
  if (service.list('LoadBalancers').some((each) => each.at('LoadBalancerName').isPresent)) return false;
  const zone = 'attribute:ecs.availability-zone';
  const [first] = service.list('PlacementStrategies');
  if (first !== undefined && first.at('Field').string() !== zone) return false;
  return !service.list('PlacementConstraints').some((each) => each.at('Expression').string()?.includes(zone));
}

/** The capacity provider strategy in force: the service's own, else the cluster's. */
function strategyOf(service: Resource): Value[] {
  if (service.has('LaunchType')) return [];
  const own = service.list('CapacityProviderStrategy');
  if (own.length > 0) return own;
  const cluster = service.reference('Cluster');
  if (cluster === undefined) return [];
  const association = cluster.referencedBy('AWS::ECS::ClusterCapacityProviderAssociations', 'Cluster');
  return [cluster, ...association].flatMap((each) => each.list('DefaultCapacityProviderStrategy'));
}

export const ecsSpotOnly = defineRule({
  id: 'EcsSpotOnly',
  appliesTo: 'AWS::ECS::Service',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The service that others call runs on Fargate Spot alone',
  why: 'AWS takes Spot capacity back with two minutes of notice, from all tasks at once if it must, and may have none to replace them.',
  fix: 'Add FARGATE with a Base of 2 to CapacityProviderStrategy and keep FARGATE_SPOT for what comes on top (CDK: capacityProviderStrategies).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
  examples: {
    noncompliant: {
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
    },
    compliant: {
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
      CapacityProviderStrategy: [
        { CapacityProvider: 'FARGATE', Base: 2, Weight: 1 },
        { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
      ],
    },
    at: 'Properties.CapacityProviderStrategy',
  },
  check: (service) => {
    if (!isCalled(service)) return notApplicable;
    const strategy = strategyOf(service);
    if (strategy.length === 0) return notApplicable;
    const isSpotOnly = strategy.every((item) => item.at('CapacityProvider').json() === 'FARGATE_SPOT');
    return isSpotOnly ? nonCompliant('CapacityProviderStrategy') : compliant;
  },
});

export const ecsAzRebalancing = defineRule({
  id: 'EcsAzRebalancing',
  appliesTo: 'AWS::ECS::Service',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The service does not spread its tasks again after a zone has failed',
  why: 'After a zone is lost and comes back, all tasks stay in the other zones, and the next loss hits more of them. New services rebalance by default.',
  fix: 'Set AvailabilityZoneRebalancing to ENABLED (CDK: availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED).',
  wellArchitected: ['REL11-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  remedy: { AvailabilityZoneRebalancing: 'ENABLED' },
  examples: {
    noncompliant: { DesiredCount: 3, AvailabilityZoneRebalancing: 'DISABLED' },
    compliant: { DesiredCount: 3, AvailabilityZoneRebalancing: 'ENABLED' },
    at: 'Properties.AvailabilityZoneRebalancing',
  },
  check: (service) => {
    if (service.string('AvailabilityZoneRebalancing') !== 'DISABLED') return compliant;
    return canRebalance(service) ? nonCompliant('AvailabilityZoneRebalancing') : notApplicable;
  },
});

export const ecsServiceAutoScaling = defineRule({
  id: 'EcsServiceAutoScaling',
  appliesTo: 'AWS::ECS::Service',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The service behind a load balancer does not scale with its load',
  why: 'The number of tasks stays what it is when requests surge, until somebody changes it by hand.',
  fix: 'Add an AWS::ApplicationAutoScaling::ScalableTarget for the service and a scaling policy (CDK: service.autoScaleTaskCount(...).scaleOnCpuUtilization(...)).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
  examples: {
    noncompliant: {
      DesiredCount: 2,
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::ECS::Service',
          Properties: {
            DesiredCount: 2,
            LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
          },
        },
        Target: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          Properties: {
            MinCapacity: 2,
            MaxCapacity: 10,
            ResourceId: { 'Fn::Sub': 'service/main/${Subject.Name}' },
            ScalableDimension: 'ecs:service:DesiredCount',
            ServiceNamespace: 'ecs',
          },
        },
      },
    },
    at: '',
  },
  check: (service) => {
    if (isDaemon(service) || !hasEntries(service, 'LoadBalancers')) return notApplicable;
    if (service.at('DesiredCount').json() === 0) return notApplicable;
    return scalableTargetsOf(service, 'ecs:service:DesiredCount').length > 0 ? compliant : nonCompliant();
  },
});

export const ecsHealthCheckGracePeriod = defineRule({
  id: 'EcsHealthCheckGracePeriod',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Load balancer health checks count from the first second of a task',
  why: 'A task that starts slowly, as all do under load or in a recovery, is stopped before it is ready, again and again. The default is 0 seconds.',
  fix: 'Set HealthCheckGracePeriodSeconds to the time a task needs to start under load (CDK: healthCheckGracePeriod).',
  wellArchitected: ['REL11-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  remedy: { HealthCheckGracePeriodSeconds: 60 },
  examples: {
    noncompliant: { LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }] },
    compliant: {
      LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
      HealthCheckGracePeriodSeconds: 60,
    },
    at: 'Properties.HealthCheckGracePeriodSeconds',
  },
  check: (service) => {
    if (!hasEntries(service, 'LoadBalancers')) return notApplicable;
    const seconds = service.number('HealthCheckGracePeriodSeconds') ?? 0;
    return seconds > 0 ? compliant : nonCompliant('HealthCheckGracePeriodSeconds');
  },
});
