import { Duration } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import type { Needs } from './region';

const SURGE = 5;
const STREAM_PORT = 9000;
const HEALTH_PORT = 8080;

/**
 * Take prices from the exchange and stream quotes to the web entry. The exchange accepts the addresses of
 * every zone's NAT gateway, so any handler can take over any feed.
 */
export class FeedHandlers extends Construct {
  public readonly loadBalancer: elb.NetworkLoadBalancer;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'> & { readonly ticks: kinesis.IStream }) {
    super(scope, id);
    const { vpc } = props;
    const group = this.createGroup(props);
    props.ticks.grantWrite(group);

    this.loadBalancer = new elb.NetworkLoadBalancer(this, 'QuoteStream', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      crossZoneEnabled: true,
      zonalShift: true,
      deletionProtection: true,
    });
    this.loadBalancer.connections.allowFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(STREAM_PORT));
    for (const port of [STREAM_PORT, HEALTH_PORT]) this.loadBalancer.connections.allowTo(group, ec2.Port.tcp(port));
    this.loadBalancer.addListener('Quotes', { port: STREAM_PORT }).addTargets('Handlers', {
      port: STREAM_PORT,
      targets: [group],
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        protocol: elb.Protocol.HTTP,
        port: String(HEALTH_PORT),
        path: '/healthz',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 2,
      },
    });
  }

  /** When a zone is lost, the instances of the others carry the baseline, and a surge of five times it. */
  private createGroup({ vpc, operations, region }: Needs<'vpc' | 'operations'>): autoscaling.AutoScalingGroup {
    const zones = region.zones.length;
    const inEachZone = (load: number) => zones * Math.ceil(load / (zones - 1));
    const minCapacity = inEachZone(region.baseline.feedHandlers);
    const userData = ec2.UserData.forLinux();

    const group = new autoscaling.AutoScalingGroup(this, 'Group', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
        launchTemplate: new ec2.LaunchTemplate(this, 'Template', {
          instanceType: new ec2.InstanceType('m7g.large'),
          machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
          securityGroup: new ec2.SecurityGroup(this, 'Traffic', { vpc }),
          userData,
          blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(20, { encrypted: true }) }],
          detailedMonitoring: true,
          requireImdsv2: true,
          role: new iam.Role(this, 'Role', {
            assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
            managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
          }),
        }),
        launchTemplateOverrides: ['m7g.large', 'm8g.large', 'c7g.xlarge', 'r7g.large'].map((type) => ({
          instanceType: new ec2.InstanceType(type),
        })),
      },
      minCapacity,
      maxCapacity: inEachZone(SURGE * region.baseline.feedHandlers),
      healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
        additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
        gracePeriod: Duration.minutes(3),
      }),
      defaultInstanceWarmup: Duration.minutes(2),
      maxInstanceLifetime: Duration.days(30),
      minHealthyPercentage: 100,
      maxHealthyPercentage: 200,
      signals: autoscaling.Signals.waitForMinCapacity({ timeout: Duration.minutes(10) }),
      updatePolicy: autoscaling.UpdatePolicy.rollingUpdate({
        maxBatchSize: 1,
        minInstancesInService: minCapacity,
        waitOnResourceSignals: true,
        pauseTime: Duration.minutes(10),
      }),
      groupMetrics: [autoscaling.GroupMetrics.all()],
      notifications: [{ topic: operations.serviceEvents }],
    });
    userData.addSignalOnExitCommand(group);
    userData.addCommands('systemctl enable --now feed-handler');
    // A zone lost halves the others' headroom, hence a target of half.
    group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
    (group.node.defaultChild as autoscaling.CfnAutoScalingGroup).availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true,
      impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
    };
    return group;
  }
}
