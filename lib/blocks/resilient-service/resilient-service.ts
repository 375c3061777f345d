import { Annotations, Duration, type CfnResource } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
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
  INetworkLoadBalancer,
  NetworkListener,
  NetworkTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ARecord } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { ServiceAlarms } from './alarms';
import { addAutoshift } from './autoshift';
import { capacityOf, deploymentPeak } from './capacity';
import { checkProps } from './checks';
import { createEntry, type Entrance } from './create-entry';
import { DEFAULTS, DEPLOYMENT } from './defaults';
import { addDeploymentAlarms, addRefusalAlarms } from './entry-alarms';
import { checkCapacityProvider, createInstances } from './instances';
import type { ApplicationEntry } from './load-balancing';
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
 * - **Connections.** With `networkLoadBalancing` a Network Load Balancer passes on what speaks TCP. It sees no requests:
 *   deployments are rolled back by the health of the tasks, and scaling follows the CPU.
 * - **Names.** With `domain` the service has a certificate that renews itself, an alarm before it ends, and records.
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
  /** The certificate that was made for the domain is not renewed. */
  public readonly certificateAlarm?: Alarm;

  private readonly metrics: EntryMetrics;
  private readonly entrance: Entrance;

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

    this.entrance = createEntry(this, props, {
      vpc,
      taskSubnets: subnets,
      containerPort: props.containerPort ?? DEFAULTS.containerPort,
      times,
      isBlueGreen: props.blueGreen !== undefined,
    });
    const { entry } = this.entrance;

    this.metrics = new EntryMetrics(entry);
    const alarms = new ServiceAlarms(this, 'Alarms', {
      options: props.alarms ?? {},
      capacity,
      baselineTasks: props.baselineTasks,
      safeUtilizationPercent,
      zones: zones.names,
      startup: times.startup,
      targetGroup: entry.targetGroup.node.defaultChild as CfnResource,
    });
    const [outcome, ...others] = addDeploymentAlarms(alarms, this.metrics);
    this.deploymentAlarms = [outcome, ...others];

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

    this.healthyTasksAlarm = alarms.addHealthyTasks(this.metrics);
    this.zoneAlarms = alarms.addHealthyTasksOfZones(this.metrics);
    addRefusalAlarms(alarms, this.metrics);
    alarms.addTasks(this.service);
    if (entry.domain !== undefined) this.certificateAlarm = alarms.addCertificate(entry.domain.certificate);
    this.alarms = alarms.all;
    const { zonalAutoshift } = props.networkLoadBalancing ?? props.loadBalancing ?? {};
    if (zonalAutoshift === true && entry.ownLoadBalancerArn !== undefined) {
      addAutoshift(this, entry.ownLoadBalancerArn, { outcome, blocking: this.healthyTasksAlarm });
    }
  }

  /** The Application Load Balancer, new or given; none where a listener was given, or connections are balanced. */
  public get loadBalancer(): IApplicationLoadBalancer | undefined {
    return this.entrance.application?.loadBalancer;
  }

  /** The listener of the Application Load Balancer, new or given. */
  public get listener(): IApplicationListener {
    return this.byHttp('networkListener').listener;
  }

  /** The target group of the tasks behind the Application Load Balancer. */
  public get targetGroup(): ApplicationTargetGroup {
    return this.byHttp('networkTargetGroup').targetGroup;
  }

  /** The other target group of blue/green deployments behind the Application Load Balancer. */
  public get alternateTargetGroup(): ApplicationTargetGroup | undefined {
    return this.entrance.application?.alternateTargetGroup;
  }

  /** The Network Load Balancer, new or given; none where requests are balanced. */
  public get networkLoadBalancer(): INetworkLoadBalancer | undefined {
    return this.entrance.network?.loadBalancer;
  }

  /** The listener of the Network Load Balancer. */
  public get networkListener(): NetworkListener | undefined {
    return this.entrance.network?.listener;
  }

  /** The target group of the tasks behind the Network Load Balancer. */
  public get networkTargetGroup(): NetworkTargetGroup | undefined {
    return this.entrance.network?.targetGroup;
  }

  /** The other target group of blue/green deployments behind the Network Load Balancer. */
  public get alternateNetworkTargetGroup(): NetworkTargetGroup | undefined {
    return this.entrance.network?.alternateTargetGroup;
  }

  /** The certificate that was made for the domain. */
  public get certificate(): ICertificate | undefined {
    return this.entrance.entry.domain?.certificate;
  }

  /** The records of the domain's names; empty without a domain. */
  public get records(): ARecord[] {
    return this.entrance.entry.domain?.records ?? [];
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

  /** Tasks that fail their health checks. */
  public metricUnhealthyTasks(): IMetric {
    return this.metrics.unhealthyTasks();
  }

  /** Answers of the tasks with a server error. */
  public metricFailedRequests(): IMetric {
    this.byHttp('metricResetConnections()');
    return this.metrics.failedRequests();
  }

  /**
   * Requests that the load balancer itself answered with a server error.
   *
   * @param zone the Availability Zone of the load balancer; all zones without
   */
  public metricRefusedRequests(zone?: string): Metric {
    this.byHttp('metricRefusedConnections()');
    return this.metrics.refusedRequests(zone);
  }

  /** The time that 99 of 100 requests are answered in. */
  public metricResponseTime(): IMetric {
    this.byHttp('metricUnhealthyTasks()');
    return this.metrics.responseTime();
  }

  /** Connections that a Network Load Balancer dropped, as it found no port to the tasks. */
  public metricRefusedConnections(): Metric {
    this.byNetwork('metricRefusedRequests()');
    return this.metrics.refusedConnections();
  }

  /** Connections through a Network Load Balancer that the tasks broke off. */
  public metricResetConnections(): Metric {
    this.byNetwork('metricFailedRequests()');
    return this.metrics.resetConnections();
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

  private byHttp(instead: string): ApplicationEntry {
    const { application } = this.entrance;
    if (application !== undefined) return application;
    throw fault(this, `a Network Load Balancer sees no requests; use ${instead}.`);
  }

  private byNetwork(instead: string): void {
    if (this.entrance.network === undefined) throw fault(this, `no Network Load Balancer is there; use ${instead}.`);
  }
}
