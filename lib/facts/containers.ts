import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { hasEntries } from './entries';
import { scalableTargetsOf } from './scaling';

/** Where an ECS service names its subnets; absent unless its tasks have network interfaces of their own. */
export function taskSubnets(service: Resource): Value {
  return service.at('NetworkConfiguration.AwsvpcConfiguration.Subnets');
}

/** Whether an ECS service runs one task on each container instance. */
export function isDaemon(service: Resource): boolean {
  return service.string('SchedulingStrategy') === 'DAEMON';
}

/** Whether others call an ECS service: through a load balancer, a registry of names, Service Connect or VPC Lattice. */
export function isCalled(service: Resource): boolean {
  return (
    hasEntries(service, 'LoadBalancers') ||
    hasEntries(service, 'ServiceRegistries') ||
    hasEntries(service, 'VpcLatticeConfigurations') ||
    hasEntries(service, 'ServiceConnectConfiguration.Services')
  );
}

/** Whether ECS itself replaces the tasks of a service step by step (the default). */
export function isRollingUpdate(service: Resource): boolean {
  const controller = service.string('DeploymentController.Type') ?? 'ECS';
  const strategy = service.string('DeploymentConfiguration.Strategy') ?? 'ROLLING';
  return controller === 'ECS' && strategy === 'ROLLING';
}

/** The property that says how many tasks a service has at least. */
export interface TaskCount {
  /** Where it is said. */
  readonly at: Value;
  /** How many; ECS starts one where nothing is said. */
  readonly count: number;
}

/** How many tasks an ECS service has at least. Application Auto Scaling, where it is in charge, overrides the service. */
export function leastTasks(service: Resource): TaskCount {
  const [target] = scalableTargetsOf(service, 'ecs:service:DesiredCount');
  const at = target === undefined ? service.at('DesiredCount') : target.at('MinCapacity');
  return { at, count: at.number() ?? 1 };
}
