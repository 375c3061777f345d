import { Duration, Names, Stack } from 'aws-cdk-lib';
import { AdjustmentType, CfnScalingPolicy, MetricAggregationType } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { ScalingInterval } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { BaseService, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgePatterns } from './acknowledge';

/** Levels of capacity that step scaling goes through. */
const LEVELS = 6;

const MINUTE = Duration.minutes(1);

/** What a container service scales on. */
export interface BacklogScalingProps {
  /** The service that reads the queue. */
  readonly service: BaseService;
  /** The queue whose backlog counts. */
  readonly queue: IQueue;
  /** Messages that wait for each task when scaling is satisfied. */
  readonly backlogPerTask: number;
  /** Tasks that run at all times. */
  readonly minimumTasks: number;
  /** Tasks that run at most. */
  readonly maximumTasks: number;
  /** Whether Container Insights counts the running tasks. */
  readonly containerInsights: boolean;
  /** Whether tasks may protect themselves from being stopped. */
  readonly scaleInProtection: boolean;
  /**
   * The scaling of the service.
   *
   * @default - it is made
   */
  readonly taskScaling?: ScalableTaskCount;
}

/**
 * Scales a container service on the messages that wait for each running task.
 *
 * Target tracking divides the backlog by the running tasks that Container Insights counts, and by one where there are
 * none, so that a service without tasks scales out too. Without Container Insights, steps set the number of tasks that
 * the backlog asks for.
 */
export class BacklogScaling extends Construct {
  /** The scaling of the service. */
  public readonly taskScaling: ScalableTaskCount;
  /** The target tracking policy; none where the service scales in steps. */
  public readonly scalingPolicy?: CfnScalingPolicy;
  /** Lets tasks protect themselves from being stopped while they work. */
  public readonly protectionPolicy?: Policy;
  /** Messages that wait for each task when scaling is satisfied. */
  public readonly backlogPerTask: number;

  constructor(scope: Construct, id: string, props: BacklogScalingProps) {
    super(scope, id);
    this.backlogPerTask = props.backlogPerTask;
    this.taskScaling =
      props.taskScaling ??
      props.service.autoScaleTaskCount({ minCapacity: props.minimumTasks, maxCapacity: props.maximumTasks });
    if (props.containerInsights) this.scalingPolicy = this.trackBacklog(props);
    else this.scaleInSteps(props);
    if (props.scaleInProtection) this.protectionPolicy = this.allowProtection(props.service);
  }

  private trackBacklog({ queue, service, backlogPerTask }: BacklogScalingProps): CfnScalingPolicy {
    const tasks = [
      { name: 'ClusterName', value: service.cluster.clusterName },
      { name: 'ServiceName', value: service.serviceName },
    ];
    return new CfnScalingPolicy(this, 'Policy', {
      policyName: Names.uniqueResourceName(this, { maxLength: 255 }),
      policyType: 'TargetTrackingScaling',
      scalingTargetId: this.taskScaling.scalableTargetRef.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: backlogPerTask,
        scaleOutCooldown: MINUTE.toSeconds(),
        scaleInCooldown: Duration.minutes(5).toSeconds(),
        customizedMetricSpecification: {
          metrics: [
            {
              id: 'visible',
              label: 'Messages that wait',
              metricStat: {
                metric: {
                  namespace: 'AWS/SQS',
                  metricName: 'ApproximateNumberOfMessagesVisible',
                  dimensions: [{ name: 'QueueName', value: queue.queueName }],
                },
                stat: 'Maximum',
              },
              returnData: false,
            },
            {
              id: 'tasks',
              label: 'Running tasks',
              metricStat: {
                metric: { namespace: 'ECS/ContainerInsights', metricName: 'RunningTaskCount', dimensions: tasks },
                stat: 'Average',
              },
              returnData: false,
            },
            {
              id: 'backlog',
              label: 'Backlog per task',
              expression: 'FILL(visible, 0) / IF(FILL(tasks, 0) > 0, tasks, 1)',
              returnData: true,
            },
          ],
        },
      },
    });
  }

  private scaleInSteps(props: BacklogScalingProps): void {
    this.taskScaling.scaleOnMetric(`Steps${this.node.addr.slice(-8)}`, {
      metric: props.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: MINUTE }),
      adjustmentType: AdjustmentType.EXACT_CAPACITY,
      scalingSteps: stepsOf(props),
      cooldown: MINUTE,
      evaluationPeriods: 1,
      metricAggregationType: MetricAggregationType.MAXIMUM,
    });
  }

  private allowProtection(service: BaseService): Policy {
    const tasks = Stack.of(this).formatArn({
      service: 'ecs',
      resource: 'task',
      resourceName: `${service.cluster.clusterName}/*`,
    });
    const policy = new Policy(this, 'Protection', {
      roles: [service.taskDefinition.taskRole],
      statements: [
        new PolicyStatement({ actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'], resources: [tasks] }),
      ],
    });
    acknowledgePatterns(
      policy,
      [tasks],
      'ECS gives a task its id when it starts, so the tasks of the cluster cannot be named before.',
    );
    return policy;
  }
}

/** Levels between the least and the highest number of tasks, each as many times the one before. */
function stepsOf({ minimumTasks, maximumTasks, backlogPerTask }: BacklogScalingProps): ScalingInterval[] {
  const ratio = maximumTasks / minimumTasks;
  const levels = Array.from({ length: LEVELS }, (_, level) => {
    return Math.round(minimumTasks * ratio ** (level / (LEVELS - 1)));
  });
  const tasks = [...new Set([minimumTasks, ...levels, maximumTasks])].sort((a, b) => a - b);
  return tasks.map((change, index) => {
    const [below, isLast] = [tasks[index - 1], index === tasks.length - 1];
    return {
      lower: below === undefined ? 0 : below * backlogPerTask,
      ...(!isLast && { upper: change * backlogPerTask }),
      change,
    };
  });
}
