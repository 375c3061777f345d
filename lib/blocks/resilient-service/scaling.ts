import { Duration, Names } from 'aws-cdk-lib';
import { CfnScalingPolicy, type ScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { BaseService, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { requestTarget, type Capacity } from './capacity';
import type { Entry } from './entry';

const COOLDOWN = { scaleInCooldown: Duration.minutes(5), scaleOutCooldown: Duration.minutes(1) };

/**
 * Scales between floor and ceiling, on targets that leave room for the load of a lost zone. The floor is the
 * `MinCapacity` of the scalable target; a desired count in the template would undo scaling at each deployment.
 */
export function createScaling(
  service: BaseService,
  capacity: Capacity,
  entry: Entry,
  requestsPerTask: number | undefined,
): ScalableTaskCount {
  const tasks = service.autoScaleTaskCount({ minCapacity: capacity.floor, maxCapacity: capacity.ceiling });
  tasks.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: capacity.scalingTargetPercent, ...COOLDOWN });
  if (requestsPerTask === undefined) return tasks;
  const requestsPerTarget = requestTarget(requestsPerTask, capacity.scalingTargetPercent);
  const { alternateTargetGroup, targetGroup } = entry;
  if (alternateTargetGroup === undefined) {
    // Requests are counted by Application Load Balancers only; checkProps refuses the others.
    tasks.scaleOnRequestCount('Requests', {
      requestsPerTarget,
      targetGroup: targetGroup as ApplicationTargetGroup,
      ...COOLDOWN,
    });
  } else {
    scaleOnEitherGroup(tasks, entry, requestsPerTarget);
  }
  return tasks;
}

/**
 * Requests reach one target group before a blue/green deployment and the other after it. The predefined metric knows
 * one group only, so it would read zero after every other deployment, and the construct takes no metric math.
 */
function scaleOnEitherGroup(tasks: Construct, entry: Entry, requestsPerTarget: number): void {
  const target = tasks.node.findChild('Target') as ScalableTarget;
  const groups = [entry.targetGroup, entry.alternateTargetGroup].filter((group) => group !== undefined);
  new CfnScalingPolicy(tasks, 'Requests', {
    policyName: `${Names.uniqueId(tasks)}Requests`,
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: requestsPerTarget,
      scaleInCooldown: COOLDOWN.scaleInCooldown.toSeconds(),
      scaleOutCooldown: COOLDOWN.scaleOutCooldown.toSeconds(),
      customizedMetricSpecification: {
        metrics: [
          ...groups.map((group, index) => ({
            id: `requests${index + 1}`,
            returnData: false,
            metricStat: {
              stat: 'Sum',
              metric: {
                namespace: 'AWS/ApplicationELB',
                metricName: 'RequestCountPerTarget',
                dimensions: [
                  { name: 'LoadBalancer', value: entry.loadBalancerFullName },
                  { name: 'TargetGroup', value: group.targetGroupFullName },
                ],
              },
            },
          })),
          { id: 'busiest', expression: 'MAX([FILL(requests1, 0), FILL(requests2, 0)])', returnData: true },
        ],
      },
    },
  });
}
