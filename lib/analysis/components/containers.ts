import type { Resource } from '../../model/resource';
import { isDaemon, leastTasks } from '../../facts/containers';
import { counted, inherentInSubnets, nameOf, unknown } from './findings';
import { regional, says, zonal, type Finding, type Table } from './row';

const CONTROL_PLANE = regional('COMPUTE', 'eks', 'Amazon EKS runs the control plane in several Availability Zones');

/** Containers and what they run on. Clusters, task definitions and capacity providers only lead on to these. */
export const CONTAINERS: Table = {
  'AWS::ECS::Service': zonal('COMPUTE', 'ecs', tasksOf),
  'AWS::ECS::TaskSet': zonal('COMPUTE', 'ecs', tasksOfSet),
  // MinTaskCount is 1 where nothing is said (its page in the CloudFormation template reference).
  'AWS::ECS::ExpressGatewayService': zonal('COMPUTE', 'ecs', (service) => {
    const at = service.at('ScalingTarget.MinTaskCount');
    return counted(at, at.number() ?? 1, 'task', { otherwise: 'the default is 1' });
  }),
  // Amazon EKS User Guide, "Resilience in Amazon EKS": API servers in two zones at least, etcd in three.
  'AWS::EKS::Cluster': CONTROL_PLANE,
  // As the CDK construct `aws_eks.Cluster` makes it.
  'Custom::AWSCDK-EKS-Cluster': CONTROL_PLANE,
  'AWS::EKS::Nodegroup': zonal('COMPUTE', 'eks', nodesOf),
  'AWS::EKS::FargateProfile': zonal('COMPUTE', 'eks', (profile) => {
    return unknown(says(profile, '', 'Kubernetes decides how many pods run on Fargate'));
  }),
};

function tasksOf(service: Resource): Finding {
  if (isDaemon(service)) {
    return unknown(says(service, 'SchedulingStrategy', 'SchedulingStrategy is DAEMON: one task on each instance'));
  }
  const { at, count } = leastTasks(service);
  return counted(at, count, 'task', { otherwise: 'Amazon ECS starts one' });
}

/** A task set runs a share of the tasks of its service; all of them where it names no scale. */
function tasksOfSet(set: Resource): Finding {
  const service = set.reference('Service');
  if (service?.type !== 'AWS::ECS::Service')
    return unknown(says(set, 'Service', 'Its service is not in the application'));
  const percent = set.number('Scale.Value') ?? 100;
  if (percent === 100) return tasksOf(service);
  return unknown(
    says(set, 'Scale.Value', `Scale.Value is ${percent}: it runs a share of the tasks of ${nameOf(service)}`),
  );
}

function nodesOf(nodegroup: Resource): Finding {
  const at = nodegroup.at('ScalingConfig.MinSize');
  const least = at.number();
  if (least === undefined) return unknown(says(nodegroup, 'ScalingConfig.MinSize', 'MinSize is absent'));
  return counted(at, least, 'node');
}

/** App Runner, Batch and other services that decide themselves how many containers run. */
export const MANAGED_CONTAINERS: Table = {
  // AWS App Runner Developer Guide, "Resilience": App Runner manages the use of Availability Zones.
  'AWS::AppRunner::Service': regional('COMPUTE', 'apprunner', 'AWS App Runner manages the use of Availability Zones'),
  'AWS::Batch::ComputeEnvironment': zonal('COMPUTE', 'batch', (environment) => {
    const type = environment.string('Type')?.toUpperCase();
    if (type !== 'MANAGED')
      return unknown(says(environment, 'Type', 'Type is not MANAGED: the instances are not in it'));
    return inherentInSubnets(says(environment, '', 'AWS Batch starts capacity in any of its subnets as jobs need it'));
  }),
};
