import { Annotations, Duration } from 'aws-cdk-lib';
import { CfnZonalAutoshiftConfiguration } from 'aws-cdk-lib/aws-arczonalshift';
import type { Alarm, IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Connections, IConnectable, IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerInsights,
  type AsgCapacityProvider,
  type BaseService,
  type ContainerDefinition,
  type ICluster,
  type ScalableTaskCount,
  type TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import type {
  ApplicationTargetGroup,
  IApplicationListener,
  IApplicationLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { ServiceAlarms } from './alarms';
import { capacityOf, deploymentPeak } from './capacity';
import { checkProps } from './checks';
import { DEFAULTS, DEPLOYMENT } from './defaults';
import { checkCapacityProvider, createInstances } from './instances';
import { createLoadBalancing, type LoadBalancingParts } from './load-balancing';
import { EntryMetrics } from './metrics';
import type { ResilientServiceProps } from './props';
import { createScaling } from './scaling';
import { createService } from './service';
import { statementOf } from './statement';
import { createTask, taskTimesOf } from './task';
import { checkAddresses, zonesOf } from './zones';

/**
 * A containerized service behind a load balancer that keeps answering when a task, a host or a whole Availability Zone
 * is lost, when the load is several times the usual one, and when a new version is bad.
 *
 * - **Zones.** The number of tasks follows from `baselineTasks` and the zones of the selected subnets. Each zone has a
 *   share large enough for the other zones to carry the usual load, so nothing has to be started when one is lost. The
 *   promise holds as long as no zone has more than one task more than another; Amazon ECS rebalances the zones, and an
 *   alarm for each zone tells when it could not.
 * - **Surge.** The service grows to `surgeFactor` times the baseline, and scales at a utilization that stays safe when
 *   the load of a lost zone moves to the others.
 * - **Deployments.** New tasks start before old ones stop. A circuit breaker and alarms on failed and slow requests
 *   roll back; with `blueGreen` the old version stays ready while the new one proves itself.
 * - **Requests.** A task is drained before it is stopped, and a request is never sent to one that fails its health
 *   check. The load balancer is ready for a zonal shift.
 * - **Logs** never block the application: lines that cannot be delivered are dropped.
 */
export class ResilientService extends Construct implements IConnectable, IGrantable {
  /** Availability Zones that the numbers are computed for. */
  public readonly zoneCount: number;
  /** Whether synthesis knows the zones; if not, a warning says what is assumed. */
  public readonly zonesAreDetermined: boolean;
  /** Tasks that each zone has at least. */
  public readonly minimumTasksPerZone: number;
  /** The least number of tasks: the loss of any zone leaves the baseline. */
  public readonly floor: number;
  /** The highest number of tasks: the loss of any zone during the surge leaves enough. */
  public readonly ceiling: number;
  /** The average CPU utilization at which the service scales. */
  public readonly scalingTargetPercent: number;
  /** Tasks that may run while a deployment replaces all of them at the ceiling. */
  public readonly deploymentPeak: number;
  /** The numbers in words, as synthesis says them. */
  public readonly statement: string;

  /** The cluster, new or given. */
  public readonly cluster: ICluster;
  /** The service. */
  public readonly service: BaseService;
  /** The task definition; containers may be added. */
  public readonly taskDefinition: TaskDefinition;
  /** The container that answers requests. */
  public readonly container: ContainerDefinition;
  /** Where the container's output is kept. */
  public readonly logGroup: ILogGroup;
  /** Limits and policies of scaling; schedules may be added. */
  public readonly scaling: ScalableTaskCount;
  /** The load balancer, new or given; none where a listener was given. */
  public readonly loadBalancer?: IApplicationLoadBalancer;
  /** The listener, new or given. */
  public readonly listener: IApplicationListener;
  /** The target group of the tasks. */
  public readonly targetGroup: ApplicationTargetGroup;
  /** The other target group of blue/green deployments. */
  public readonly alternateTargetGroup?: ApplicationTargetGroup;
  /** The capacity provider of the instances, new or given; none on AWS Fargate. */
  public readonly capacityProvider?: AsgCapacityProvider;

  /** All alarms. */
  public readonly alarms: Alarm[];
  /** The alarms that roll a deployment back. */
  public readonly deploymentAlarms: Alarm[];
  /** Too few healthy tasks for the usual load. */
  public readonly healthyTasksAlarm: Alarm;
  /** Too few healthy tasks in a zone, one alarm for each zone; empty where the zones are not determined. */
  public readonly zoneAlarms: Alarm[];

  private readonly metrics: EntryMetrics;

  constructor(scope: Construct, id: string, props: ResilientServiceProps) {
    super(scope, id);
    checkProps(this, props);
    const isFargate = props.instances === undefined && props.capacityProvider === undefined;
    this.cluster = props.cluster ?? this.createCluster(props.vpc as IVpc);
    const { vpc } = this.cluster;
    const subnets = vpc.selectSubnets(props.vpcSubnets);
    if (subnets.hasPublic) {
      throw fault(this, 'tasks in public subnets cannot pull their image; select private subnets (vpcSubnets).');
    }

    const safeUtilizationPercent = props.safeUtilizationPercent ?? DEFAULTS.safeUtilizationPercent;
    const surgeFactor = props.surgeFactor ?? DEFAULTS.surgeFactor;
    const zones = zonesOf(this, subnets, props.minimumZones ?? DEFAULTS.minimumZones);
    const capacity = capacityOf({
      baselineTasks: props.baselineTasks,
      zones: zones.count,
      surgeFactor,
      safeUtilizationPercent,
    });
    checkAddresses(this, subnets, capacity, zones.count);
    this.zoneCount = zones.count;
    this.zonesAreDetermined = zones.isDetermined;
    this.minimumTasksPerZone = capacity.minimumPerZone;
    this.floor = capacity.floor;
    this.ceiling = capacity.ceiling;
    this.scalingTargetPercent = capacity.scalingTargetPercent;
    this.deploymentPeak = deploymentPeak(capacity.ceiling, DEPLOYMENT.maximumPercent);
    this.statement = statementOf(props, zones, capacity, this.deploymentPeak);
    Annotations.of(this).addInfo(this.statement);

    const times = taskTimesOf(this, props, isFargate);
    const task = createTask(this, props, times, isFargate);
    this.taskDefinition = task.taskDefinition;
    this.container = task.container;
    this.logGroup = task.logGroup;

    const entry = createLoadBalancing(this, props.loadBalancing ?? {}, {
      vpc,
      taskSubnets: subnets,
      containerPort: props.containerPort ?? DEFAULTS.containerPort,
      times,
      isBlueGreen: props.blueGreen !== undefined,
    });
    if (entry.loadBalancer !== undefined) this.loadBalancer = entry.loadBalancer;
    this.listener = entry.listener;
    this.targetGroup = entry.targetGroup;
    if (entry.alternateTargetGroup !== undefined) this.alternateTargetGroup = entry.alternateTargetGroup;

    this.metrics = new EntryMetrics(entry);
    const alarms = new ServiceAlarms(this, 'Alarms', {
      options: props.alarms ?? {},
      capacity,
      baselineTasks: props.baselineTasks,
      safeUtilizationPercent,
      zones: zones.names,
    });
    const { failedRequests, slowRequests } = alarms.addDeploymentAlarms(this.metrics);
    this.deploymentAlarms = [failedRequests, slowRequests];

    if (props.instances !== undefined) {
      this.capacityProvider = createInstances(this, props.instances, {
        cluster: this.cluster,
        subnets,
        capacity,
        zones: zones.count,
        ...(props.alarms?.topic !== undefined && { topic: props.alarms.topic }),
      });
    } else if (props.capacityProvider !== undefined) {
      checkCapacityProvider(this, props.capacityProvider);
      this.capacityProvider = props.capacityProvider;
    }
    this.service = createService(this, props, {
      cluster: this.cluster,
      capacity,
      task,
      times,
      entry,
      subnets,
      deploymentAlarms: [...this.deploymentAlarms, ...(props.deploymentAlarms ?? [])],
      ...(this.capacityProvider !== undefined && { capacityProvider: this.capacityProvider }),
    });
    this.scaling = createScaling(this.service, capacity, entry, props.requestsPerTask);

    this.healthyTasksAlarm = alarms.addOverall(this.metrics).healthyTasks;
    this.zoneAlarms = alarms.addZones(this.metrics).healthyTasks;
    alarms.addTasks(this.service);
    this.alarms = alarms.all;
    if (props.loadBalancing?.zonalAutoshift === true) this.addAutoshift(entry, failedRequests);
  }

  /** The network connections of the tasks. */
  public get connections(): Connections {
    return this.service.connections;
  }

  /** The role of the tasks. */
  public get grantPrincipal(): IPrincipal {
    return this.taskDefinition.taskRole;
  }

  /**
   * Tasks that pass their health checks.
   *
   * @param zone the Availability Zone they run in; all zones without
   */
  public metricHealthyTasks(zone?: string): IMetric {
    return this.metrics.healthyTasks(zone);
  }

  /** Answers of the tasks with a server error. */
  public metricFailedRequests(): IMetric {
    return this.metrics.failedRequests();
  }

  /**
   * Requests that the load balancer itself answered with a server error.
   *
   * @param zone the Availability Zone of the load balancer; all zones without
   */
  public metricRefusedRequests(zone?: string): Metric {
    return this.metrics.refusedRequests(zone);
  }

  /** The time that 99 of 100 requests are answered in. */
  public metricResponseTime(): IMetric {
    return this.metrics.responseTime();
  }

  /** The average CPU utilization of the tasks. */
  public metricCpuUtilization(): Metric {
    return this.service.metricCpuUtilization({ period: Duration.minutes(1) });
  }

  private createCluster(vpc: IVpc): Cluster {
    return new Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ContainerInsights.ENHANCED,
    });
  }

  /** Practice runs end, and count as failed, when customers notice them. */
  private addAutoshift({ ownLoadBalancer }: LoadBalancingParts, outcome: Alarm): void {
    if (ownLoadBalancer === undefined) return;
    new CfnZonalAutoshiftConfiguration(this, 'ZonalAutoshift', {
      resourceIdentifier: ownLoadBalancer.loadBalancerArn,
      zonalAutoshiftStatus: 'ENABLED',
      practiceRunConfiguration: {
        outcomeAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: outcome.alarmArn }],
        blockingAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: this.healthyTasksAlarm.alarmArn }],
      },
    });
  }
}
