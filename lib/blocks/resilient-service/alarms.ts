import { Annotations, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type AlarmProps,
  type IAlarmAction,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Capacity } from './capacity';
import { DEFAULTS } from './defaults';
import type { EntryMetrics } from './metrics';
import type { ServiceAlarmOptions } from './props';

/** What the alarms of a service are made from. */
export interface AlarmInput {
  readonly options: ServiceAlarmOptions;
  readonly capacity: Capacity;
  readonly baselineTasks: number;
  readonly safeUtilizationPercent: number;
  readonly zones: readonly string[];
}

/** What differs between the alarms. */
interface AlarmSpec {
  readonly metric: IMetric;
  readonly minutes: number;
  readonly says: string;
}

/** The alarms of one service. */
export class ServiceAlarms extends Construct {
  /** All alarms, in the order they were made. */
  public readonly all: Alarm[] = [];
  private readonly actions: IAlarmAction[];

  constructor(
    scope: Construct,
    id: string,
    private readonly input: AlarmInput,
  ) {
    super(scope, id);
    const { actions = [], topic } = input.options;
    this.actions = topic === undefined ? actions : [new SnsAction(topic), ...actions];
    if (this.actions.length > 0) return;
    Annotations.of(scope).addWarningV2(
      'cdk-resilience:alarmsTellNobody',
      'The alarms of the service tell nobody: give alarms.topic or alarms.actions.',
    );
  }

  /**
   * Alarms that roll a deployment back. They watch the load balancer, as the service would wait for an alarm that
   * waits for the service.
   */
  public addDeploymentAlarms(metrics: EntryMetrics): { readonly failedRequests: Alarm; readonly slowRequests: Alarm } {
    const { options } = this.input;
    const failed = options.failedRequestsPerMinute ?? DEFAULTS.failedRequestsPerMinute;
    const seconds = (options.slowResponse ?? Duration.seconds(DEFAULTS.slowResponseSeconds)).toMilliseconds() / 1000;
    return {
      failedRequests: this.addHigh('FailedRequests', failed, {
        metric: metrics.failedRequests(),
        minutes: 3,
        says: `The tasks answer ${failed} requests a minute or more with server errors.`,
      }),
      slowRequests: this.addHigh('SlowRequests', seconds, {
        metric: metrics.responseTime(),
        minutes: 5,
        says: `One request in a hundred takes ${seconds} s or more.`,
      }),
    };
  }

  /** Alarms on the whole: too few tasks for the usual load, and requests that reach no task. */
  public addOverall(metrics: EntryMetrics): { readonly healthyTasks: Alarm; readonly refusedRequests: Alarm } {
    const { baselineTasks, capacity, options } = this.input;
    const refused = options.failedRequestsPerMinute ?? DEFAULTS.failedRequestsPerMinute;
    return {
      healthyTasks: this.addLow('HealthyTasks', baselineTasks, {
        metric: metrics.healthyTasks(),
        minutes: 3,
        says: `Fewer than ${baselineTasks} tasks are healthy, which the usual load needs; ${capacity.floor} should be.`,
      }),
      refusedRequests: this.addHigh('RefusedRequests', refused, {
        metric: metrics.refusedRequests(),
        minutes: 3,
        says: `The load balancer refuses ${refused} requests a minute or more.`,
      }),
    };
  }

  /**
   * Alarms for each zone. Too few healthy tasks, rather than unhealthy ones: those of a lost zone are deregistered and
   * no longer counted. Five minutes leave a deployment time to even its tasks out.
   */
  public addZones(metrics: EntryMetrics): { readonly healthyTasks: Alarm[]; readonly refusedRequests: Alarm[] } {
    const { capacity, options, zones } = this.input;
    const overall = options.failedRequestsPerMinute ?? DEFAULTS.failedRequestsPerMinute;
    const refused = Math.ceil(overall / Math.max(1, zones.length));
    return {
      healthyTasks: zones.map((zone, index) =>
        this.addLow(`HealthyTasksZone${index + 1}`, capacity.minimumPerZone, {
          metric: metrics.healthyTasks(zone),
          minutes: 5,
          says: `Fewer than ${capacity.minimumPerZone} tasks are healthy in zone ${zone}: the loss of another zone is no longer survived.`,
        }),
      ),
      refusedRequests: zones.map((zone, index) =>
        this.addHigh(`RefusedRequestsZone${index + 1}`, refused, {
          metric: metrics.refusedRequests(zone),
          minutes: 3,
          says: `The load balancer refuses ${refused} requests a minute or more in zone ${zone}; if in no other, shift traffic away from it.`,
        }),
      ),
    };
  }

  /** Alarms on the tasks themselves: busier than is safe although the service scales, or out of memory. */
  public addTasks(service: BaseService): { readonly cpu: Alarm; readonly memory: Alarm } {
    const { capacity, safeUtilizationPercent } = this.input;
    const period = Duration.minutes(1);
    return {
      cpu: this.addHigh('Cpu', safeUtilizationPercent, {
        metric: service.metricCpuUtilization({ period }),
        minutes: 5,
        says: `The tasks are busier than ${safeUtilizationPercent} %; the service scales at ${capacity.scalingTargetPercent} % up to ${capacity.ceiling} tasks.`,
      }),
      memory: this.addHigh('Memory', 90, {
        metric: service.metricMemoryUtilization({ period, statistic: 'Maximum' }),
        minutes: 5,
        says: 'A task uses 90 % of its memory and is killed at 100 %.',
      }),
    };
  }

  /** Something is too high. No data is no requests, or no tasks, which the count of healthy tasks tells. */
  private addHigh(id: string, threshold: number, spec: AlarmSpec): Alarm {
    return this.add(id, spec, {
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Too few of something are there. No data means that none is. */
  private addLow(id: string, threshold: number, spec: AlarmSpec): Alarm {
    return this.add(id, spec, {
      threshold,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private add(
    id: string,
    { metric, minutes, says }: AlarmSpec,
    props: Pick<AlarmProps, 'threshold' | 'comparisonOperator' | 'treatMissingData'>,
  ): Alarm {
    const { runbook } = this.input.options;
    const alarm = new Alarm(this, id, {
      ...props,
      metric,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      alarmDescription: `${this.node.scope?.node.path}: ${says}${runbook === undefined ? '' : ` Runbook: ${runbook}`}`,
    });
    alarm.addAlarmAction(...this.actions);
    this.all.push(alarm);
    return alarm;
  }
}
