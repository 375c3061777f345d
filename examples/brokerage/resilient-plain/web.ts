import { Duration, Size } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { SecurityGroup, SubnetType, type IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  AlarmBehavior,
  AvailabilityZoneRebalancing,
  Cluster,
  ContainerImage,
  ContainerInsights,
  AwsLogDriverMode,
  FargateService,
  FargateTaskDefinition,
  LogDrivers,
  Secret,
} from 'aws-cdk-lib/aws-ecs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DataStack } from './data';
import type { OperationsStack } from './operations';
import { pageOn } from './parts/alarms';
import { keptLogs } from './parts/functions';
import { capacityFor, names, primary } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';
import { WebEntry } from './web-entry';

interface WebStackProps extends RegionalStackProps {
  readonly vpc: IVpc;
  readonly operations: OperationsStack;
  readonly data: DataStack;
  readonly statements: IBucket;
  readonly orderQueue: IQueue;
}

/** Set by the pipeline, which never moves a tag. */
const IMAGE_TAG = '2026-11-20.1';

export class WebStack extends RegionalStack {
  public readonly entry: WebEntry;
  /** Tasks that stay in each zone: enough to carry the baseline when one zone is lost. */
  private readonly capacity: { min: number; max: number };

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const zones = props.region.zones.length;
    this.capacity = {
      min: capacityFor(props.region.baseline.web, zones).min,
      max: capacityFor(primary.baseline.web, zones).max,
    };

    this.entry = new WebEntry(this, 'Entry', { ...props, tasksPerZone: this.capacity.min / zones });
    const service = this.createService(props, this.entry);
    service.attachToApplicationTargetGroup(this.entry.targetGroup);
    this.scale(service, this.entry);
    this.watch(service, props.operations.pager);
  }

  private createService(props: WebStackProps, entry: WebEntry): FargateService {
    const { data, vpc } = props;
    const dataClients = SecurityGroup.fromSecurityGroupId(this, 'DataClients', data.clients.securityGroupId, {
      mutable: false,
    });
    return new FargateService(this, 'Service', {
      cluster: new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.ENHANCED }),
      taskDefinition: this.createTask(props, entry.containerPort),
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [dataClients, entry.taskTraffic],
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      deploymentAlarms: { alarmNames: [entry.failedRequests.alarmName], behavior: AlarmBehavior.ROLLBACK_ON_ALARM },
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
      healthCheckGracePeriod: Duration.seconds(60),
    });
  }

  private createTask({ data, statements, orderQueue }: WebStackProps, containerPort: number): FargateTaskDefinition {
    const task = new FargateTaskDefinition(this, 'Task', { cpu: 1024, memoryLimitMiB: 2048 });
    const repository = Repository.fromRepositoryName(this, 'Images', names.webRepository);
    task.addContainer('Web', {
      image: ContainerImage.fromEcrRepository(repository, IMAGE_TAG),
      portMappings: [{ containerPort }],
      environment: {
        ORDER_QUEUE_URL: orderQueue.queueUrl,
        SESSIONS_TABLE: data.sessions.tableName,
        CACHE_HOST: data.cache.host,
        STATEMENTS_BUCKET: statements.bucketName,
        ACCOUNTS_HOST: data.accounts.host,
      },
      secrets: { ACCOUNTS_DATABASE: Secret.fromSecretsManager(data.accounts.secret) },
      healthCheck: {
        command: ['CMD-SHELL', `curl --fail --silent http://localhost:${containerPort}/healthz || exit 1`],
        interval: Duration.seconds(10),
        startPeriod: Duration.seconds(30),
      },
      stopTimeout: Duration.seconds(60),
      logging: LogDrivers.awsLogs({
        streamPrefix: 'web',
        logGroup: keptLogs(this, 'Logs'),
        mode: AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(25),
      }),
    });
    orderQueue.grantSendMessages(task.taskRole);
    data.sessions.grantReadData(task.taskRole);
    statements.grantRead(task.taskRole);
    return task;
  }

  /** When a zone is lost, two zones run at three quarters. */
  private scale(service: FargateService, entry: WebEntry): void {
    const tasks = service.autoScaleTaskCount({ minCapacity: this.capacity.min, maxCapacity: this.capacity.max });
    tasks.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50, scaleInCooldown: Duration.minutes(5) });
    tasks.scaleOnRequestCount('Requests', { requestsPerTarget: 1000, targetGroup: entry.targetGroup });
  }

  private watch(service: FargateService, pager: ITopic): void {
    const dimensionsMap = { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName };
    pageOn(service, 'Cpu', pager, {
      metric: service.metricCpuUtilization({ statistic: 'Average' }),
      atLeast: 85,
      summary: 'The web tasks do not keep up.',
      runbook: 'web',
    });
    pageOn(service, 'Memory', pager, {
      metric: service.metricMemoryUtilization({ statistic: 'Maximum' }),
      atLeast: 90,
      summary: 'The web tasks run out of memory.',
      runbook: 'web',
    });
    pageOn(service, 'MissingTasks', pager, {
      metric: new Metric({
        namespace: 'ECS/ContainerInsights',
        metricName: 'RunningTaskCount',
        dimensionsMap,
        statistic: 'Minimum',
      }),
      below: this.capacity.min,
      summary: 'Fewer web tasks run than should.',
      runbook: 'web',
    });
  }
}
