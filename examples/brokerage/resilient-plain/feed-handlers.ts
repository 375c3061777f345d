import { Duration } from 'aws-cdk-lib';
import {
  AdditionalHealthCheckType,
  AutoScalingGroup,
  GroupMetrics,
  HealthChecks,
  Signals,
  UpdatePolicy,
  type CfnAutoScalingGroup,
} from 'aws-cdk-lib/aws-autoscaling';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AmazonLinuxCpuType,
  InstanceType,
  LaunchTemplate,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { NetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import type { OperationsStack } from './operations';
import { pageOn } from './parts/alarms';
import { capacityFor, type Region } from './regions';

interface FeedHandlersProps {
  readonly region: Region;
  readonly vpc: IVpc;
  readonly ticks: IStream;
  readonly operations: OperationsStack;
}

const STREAM_PORT = 9000;
const HEALTH_PORT = 8080;

/**
 * Take prices from the exchange and stream quotes to the web entry. The exchange accepts the addresses of
 * every zone's NAT gateway, so any handler can take over any feed.
 */
export class FeedHandlers extends Construct {
  private readonly group: AutoScalingGroup;
  private readonly capacity: { min: number; max: number };

  constructor(scope: Construct, id: string, props: FeedHandlersProps) {
    super(scope, id);
    this.capacity = capacityFor(props.region.baseline.feedHandlers, props.region.zones.length);
    this.group = this.createGroup(props);
    props.ticks.grantWrite(this.group);
    this.addLoadBalancer(props);

    pageOn(this, 'MissingHandlers', props.operations.pager, {
      metric: new Metric({
        namespace: 'AWS/AutoScaling',
        metricName: 'GroupInServiceInstances',
        dimensionsMap: { AutoScalingGroupName: this.group.autoScalingGroupName },
        statistic: 'Minimum',
      }),
      below: this.capacity.min,
      summary: 'Fewer feed handlers run than should.',
      runbook: 'market-data',
    });
  }

  private createGroup({ vpc, operations }: FeedHandlersProps): AutoScalingGroup {
    const securityGroup = new SecurityGroup(this, 'Traffic', { vpc });
    const userData = UserData.forLinux();

    const group = new AutoScalingGroup(this, 'Group', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
        launchTemplate: new LaunchTemplate(this, 'Template', {
          instanceType: new InstanceType('m7g.large'),
          machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
          securityGroup,
          userData,
          detailedMonitoring: true,
          requireImdsv2: true,
          role: new Role(this, 'Role', {
            assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
            managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
          }),
        }),
        launchTemplateOverrides: ['m7g.large', 'm8g.large', 'c7g.xlarge', 'r7g.large'].map((type) => ({
          instanceType: new InstanceType(type),
        })),
      },
      minCapacity: this.capacity.min,
      maxCapacity: this.capacity.max,
      healthChecks: HealthChecks.withAdditionalChecks({
        additionalTypes: [AdditionalHealthCheckType.ELB],
        gracePeriod: Duration.minutes(3),
      }),
      defaultInstanceWarmup: Duration.minutes(2),
      maxInstanceLifetime: Duration.days(30),
      minHealthyPercentage: 100,
      maxHealthyPercentage: 200,
      signals: Signals.waitForMinCapacity({ timeout: Duration.minutes(10) }),
      updatePolicy: UpdatePolicy.rollingUpdate({
        maxBatchSize: 1,
        minInstancesInService: this.capacity.min,
        waitOnResourceSignals: true,
        pauseTime: Duration.minutes(10),
      }),
      groupMetrics: [GroupMetrics.all()],
      notifications: [{ topic: operations.serviceEvents }],
    });
    userData.addSignalOnExitCommand(group);
    userData.addCommands('systemctl enable --now feed-handler');
    // A zone lost halves the others' headroom, hence a target of half.
    group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
    (group.node.defaultChild as CfnAutoScalingGroup).availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true,
      impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
    };
    return group;
  }

  private addLoadBalancer({ vpc, operations }: FeedHandlersProps): void {
    const loadBalancer = new NetworkLoadBalancer(this, 'QuoteStream', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      crossZoneEnabled: true,
      zonalShift: true,
      deletionProtection: true,
    });
    loadBalancer.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(STREAM_PORT));
    loadBalancer.connections.allowTo(this.group, Port.tcp(STREAM_PORT));
    loadBalancer.connections.allowTo(this.group, Port.tcp(HEALTH_PORT));
    const handlers = loadBalancer.addListener('Quotes', { port: STREAM_PORT }).addTargets('Handlers', {
      port: STREAM_PORT,
      targets: [this.group],
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        protocol: Protocol.HTTP,
        port: String(HEALTH_PORT),
        path: '/healthz',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 2,
      },
    });
    vpc.availabilityZones.forEach((zone, index) => {
      pageOn(loadBalancer, `UnhealthyZone${index + 1}`, operations.pager, {
        metric: handlers.metrics.healthyHostCount({ statistic: 'Minimum' }).with({
          dimensionsMap: {
            LoadBalancer: loadBalancer.loadBalancerFullName,
            TargetGroup: handlers.targetGroupFullName,
            AvailabilityZone: zone,
          },
        }),
        below: 1,
        summary: `No feed handler works in ${zone}.`,
        runbook: 'market-data',
      });
    });
  }
}
