import { Fn } from 'aws-cdk-lib';
import type { Subject } from '../subject';
import { heartbeat, SOON, utilization } from './rows';
import type { Registry } from './types';

const DEFAULT_CLUSTER = 'default';

/** The name of the cluster, which the service gives as name or ARN. */
function clusterOf(service: Subject): string | undefined {
  if (service.value('Cluster') === undefined) return DEFAULT_CLUSTER;
  const cluster = service.named('Cluster');
  // `Ref` of a cluster is its name.
  if (cluster?.type === 'AWS::ECS::Cluster') return cluster.attribute();
  const said = service.copy('Cluster');
  if (said === undefined) return undefined;
  return said.includes(':cluster/') ? Fn.select(1, Fn.split(':cluster/', said)) : said;
}

/** A service that is scaled to nothing by intent has no tasks and no metrics. */
function mayBeEmpty(service: Subject): boolean {
  const targets = service.mentions('AWS::ApplicationAutoScaling::ScalableTarget').map(({ by }) => by);
  if (targets.length > 0) return targets.some((target) => target.number('MinCapacity') === 0);
  return service.number('DesiredCount') === 0 && service.text('SchedulingStrategy') !== 'DAEMON';
}

/** Source: "Amazon ECS CloudWatch metrics": a service without running tasks sends none, with one a value a minute. */
export const CONTAINERS: Registry = {
  'AWS::ECS::Service': {
    namespace: 'AWS/ECS',
    dimensions: (service) => {
      const cluster = clusterOf(service);
      return cluster === undefined ? undefined : { ClusterName: cluster, ServiceName: service.attribute('Name') };
    },
    alarms: [
      heartbeat(
        {
          id: 'NoTasks',
          metric: 'CPUUtilization',
          reason: 'No task of the service runs.',
          applies: (service) => !mayBeEmpty(service),
        },
        SOON,
      ),
      utilization({
        id: 'Cpu',
        metric: 'CPUUtilization',
        reason: 'The tasks work near their limit: the service does not scale, or not far enough.',
      }),
      utilization({
        id: 'Memory',
        metric: 'MemoryUtilization',
        reason: 'The tasks use nearly all of their memory; beyond, they are killed.',
      }),
    ],
  },
};
