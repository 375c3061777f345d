import { Duration, type CfnResource } from 'aws-cdk-lib';
import type { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
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
import { declareComponentAlarm, warnOfSilentAlarms } from '../component-alarm';
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
  /** The time a task needs to start. */
  readonly startup: Duration;
  /** What callers reach: in trouble where they are not served. */
  readonly targetGroup: CfnResource;
}

/** What differs between the alarms. */
export interface AlarmSpec {
  readonly metric: IMetric;
  /** How many periods in a row. */
  readonly periods: number;
  readonly says: string;
  /** What is in trouble, if not what callers reach. */
  readonly component?: CfnResource;
}

/** The alarms of one service. */
export class ServiceAlarms extends Construct {
  /** All alarms, in the order they were made. */
  public readonly all: Alarm[] = [];
  private readonly actions: IAlarmAction[];

  constructor(
    private readonly block: Construct,
    id: string,
    public readonly input: AlarmInput,
  ) {
    super(block, id);
    const { actions = [], topic } = input.options;
    this.actions = topic === undefined ? actions : [new SnsAction(topic), ...actions];
    if (this.actions.length > 0) return;
    warnOfSilentAlarms(
      block,
      'The alarms of the service tell nobody: give alarms.topic or alarms.actions, or let JourneyAlarms watch a journey that it is part of.',
    );
  }

  /** Too few tasks for the usual load. */
  public addHealthyTasks(metrics: EntryMetrics): Alarm {
    const { baselineTasks, capacity } = this.input;
    return this.addLow('HealthyTasks', baselineTasks, {
      metric: metrics.healthyTasks(),
      periods: 3,
      says: `Fewer than ${baselineTasks} tasks are healthy, which the usual load needs; ${capacity.floor} should be.`,
    });
  }

  /**
   * Too few healthy tasks in a zone, rather than unhealthy ones: those of a lost zone are deregistered and no longer
   * counted. Five minutes leave a deployment time to even its tasks out.
   */
  public addHealthyTasksOfZones(metrics: EntryMetrics): Alarm[] {
    const { capacity, zones } = this.input;
    return zones.map((zone, index) =>
      this.addLow(`HealthyTasksZone${index + 1}`, capacity.minimumPerZone, {
        metric: metrics.healthyTasks(zone),
        periods: 5,
        says: `Fewer than ${capacity.minimumPerZone} tasks are healthy in zone ${zone}: the loss of another zone is no longer survived.`,
      }),
    );
  }

  /** Alarms on the tasks themselves: busier than is safe although the service scales, or out of memory. */
  public addTasks(service: BaseService): void {
    const { capacity, safeUtilizationPercent } = this.input;
    const period = Duration.minutes(1);
    const component = service.node.findChild('Service') as CfnResource;
    this.addHigh('Cpu', safeUtilizationPercent, {
      metric: service.metricCpuUtilization({ period }),
      periods: 5,
      says: `The tasks are busier than ${safeUtilizationPercent} %; the service scales at ${capacity.scalingTargetPercent} % up to ${capacity.ceiling} tasks.`,
      component,
    });
    this.addHigh('Memory', 90, {
      metric: service.metricMemoryUtilization({ period, statistic: 'Maximum' }),
      periods: 5,
      says: 'A task uses 90 % of its memory and is killed at 100 %.',
      component,
    });
  }

  /**
   * The certificate was not renewed. AWS Certificate Manager tries from 60 days before the end on (45 days, where a
   * certificate holds for 198), so at 30 days it has failed for two weeks, and enough time is left to repair it by day.
   * It counts the days until the end and not beyond, so the last state stays.
   */
  public addCertificate(certificate: Certificate): Alarm {
    const days = DEFAULTS.certificateDays;
    return this.add(
      'CertificateEnds',
      {
        metric: certificate.metricDaysToExpiry(),
        periods: 1,
        says: `The certificate ends in ${days} days or less and was not renewed: is the record that proves its names still in the zone?`,
      },
      {
        threshold: days,
        comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.IGNORE,
      },
    );
  }

  /** Something is too high. No data is no requests, or no tasks, which the count of healthy tasks tells. */
  public addHigh(id: string, threshold: number, spec: AlarmSpec): Alarm {
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
    { component = this.input.targetGroup, metric, periods, says }: AlarmSpec,
    props: Pick<AlarmProps, 'threshold' | 'comparisonOperator' | 'treatMissingData'>,
  ): Alarm {
    const { runbook } = this.input.options;
    const alarm = new Alarm(this, id, {
      ...props,
      metric,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      alarmDescription: `${this.block.node.path}: ${says}${runbook === undefined ? '' : ` Runbook: ${runbook}`}`,
    });
    alarm.addAlarmAction(...this.actions);
    const detectionTime = Duration.seconds(periods * periodOf(metric));
    declareComponentAlarm(alarm, { block: this.block, component, reason: says, detectionTime });
    this.all.push(alarm);
    return alarm;
  }
}

function periodOf(metric: IMetric): number {
  const { mathExpression, metricStat } = metric.toMetricConfig();
  return metricStat?.period.toSeconds() ?? mathExpression?.period ?? 60;
}
