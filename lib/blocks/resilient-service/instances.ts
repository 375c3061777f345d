import { Annotations, Duration } from 'aws-cdk-lib';
import {
  AutoScalingGroup,
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  GroupMetrics,
  HealthChecks,
  ScalingEvents,
} from 'aws-cdk-lib/aws-autoscaling';
import {
  InstanceArchitecture,
  LaunchTemplate,
  SecurityGroup,
  UserData,
  type IMachineImage,
  type InstanceType,
  type SelectedSubnets,
} from 'aws-cdk-lib/aws-ec2';
import {
  AmiHardwareType,
  AsgCapacityProvider,
  CfnCapacityProvider,
  Cluster,
  EcsOptimizedImage,
  type ICluster,
} from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { instanceCapacityOf, type Capacity } from './capacity';
import { acknowledge } from './acknowledgements';
import { DEFAULTS, DEPLOYMENT } from './defaults';

/** The Amazon EC2 instances that a service runs on. */
export interface InstanceOptions {
  /** Types of about the same size and one architecture, two or more: one alone may be sold out after a zone is lost. */
  readonly instanceTypes: InstanceType[];

  /** Tasks that fit on one instance by CPU, memory and network interfaces. */
  readonly tasksPerInstance: number;

  /**
   * The machine image.
   *
   * @default - the image of Amazon Linux 2023 optimized for Amazon ECS
   */
  readonly machineImage?: IMachineImage;

  /**
   * How full the capacity provider keeps the instances, below 100 percent.
   *
   * @default 80
   */
  readonly targetCapacityPercent?: number;
}

/** What the instances must know of the service. */
export interface InstanceInput {
  readonly cluster: ICluster;
  readonly subnets: SelectedSubnets;
  readonly capacity: Capacity;
  readonly zones: number;
  /** Who hears of instances that could not be launched. */
  readonly topic?: ITopic;
}

/** Instances that Amazon ECS manages: it starts them for tasks, and ends none before its tasks have moved. */
export function createInstances(scope: Construct, options: InstanceOptions, input: InstanceInput): AsgCapacityProvider {
  const { cluster } = input;
  check(scope, options, cluster);
  const targetCapacityPercent = options.targetCapacityPercent ?? DEFAULTS.targetCapacityPercent;
  const size = instanceCapacityOf(
    input.capacity,
    input.zones,
    options.tasksPerInstance,
    targetCapacityPercent,
    DEPLOYMENT.maximumPercent,
  );
  const autoScalingGroup = new AutoScalingGroup(scope, 'Instances', {
    vpc: cluster.vpc,
    vpcSubnets: { subnets: input.subnets.subnets },
    minCapacity: size.minimum,
    maxCapacity: size.maximum,
    mixedInstancesPolicy: {
      launchTemplate: createLaunchTemplate(scope, options, cluster),
      launchTemplateOverrides: options.instanceTypes.map((instanceType) => ({ instanceType })),
    },
    healthChecks: HealthChecks.ec2({ gracePeriod: Duration.minutes(3) }),
    defaultInstanceWarmup: Duration.minutes(3),
    groupMetrics: [GroupMetrics.all()],
    ...(input.topic !== undefined && {
      notifications: [{ topic: input.topic, scalingEvents: ScalingEvents.ERRORS }],
    }),
  });
  const provider = new AsgCapacityProvider(scope, 'CapacityProvider', {
    autoScalingGroup,
    enableManagedScaling: true,
    enableManagedTerminationProtection: true,
    enableManagedDraining: true,
    targetCapacityPercent,
  });
  (cluster as Cluster).addAsgCapacityProvider(provider);
  acknowledgeFindings(autoScalingGroup, input.topic !== undefined);
  return provider;
}

function check(scope: Construct, options: InstanceOptions, cluster: ICluster): void {
  const { instanceTypes, targetCapacityPercent = DEFAULTS.targetCapacityPercent, tasksPerInstance } = options;
  if (!Cluster.isCluster(cluster)) {
    throw fault(
      scope,
      'instances cannot be added to an imported cluster; leave cluster out, or give its capacityProvider.',
    );
  }
  const architectures = new Set(instanceTypes.map(({ architecture }) => architecture));
  if (instanceTypes.length < 2 || architectures.size > 1) {
    throw fault(scope, 'instances.instanceTypes needs two types or more, all of one processor architecture.');
  }
  if (!Number.isInteger(tasksPerInstance) || tasksPerInstance < 1) {
    throw fault(scope, `instances.tasksPerInstance is ${tasksPerInstance}; it must be a whole number of 1 or more.`);
  }
  if (targetCapacityPercent < 1 || targetCapacityPercent >= 100) {
    throw fault(
      scope,
      `instances.targetCapacityPercent is ${targetCapacityPercent}; it must be below 100, or the tasks of a lost instance wait for a new one.`,
    );
  }
}

function createLaunchTemplate(scope: Construct, options: InstanceOptions, { vpc }: ICluster): LaunchTemplate {
  const isArm = options.instanceTypes[0]?.architecture === InstanceArchitecture.ARM_64;
  return new LaunchTemplate(scope, 'LaunchTemplate', {
    machineImage:
      options.machineImage ?? EcsOptimizedImage.amazonLinux2023(isArm ? AmiHardwareType.ARM : AmiHardwareType.STANDARD),
    role: new Role(scope, 'InstanceRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    securityGroup: new SecurityGroup(scope, 'InstanceSecurityGroup', { vpc, description: 'Instances of the service' }),
    userData: UserData.forLinux(),
    requireImdsv2: true,
    detailedMonitoring: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(30, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }),
      },
    ],
  });
}

function acknowledgeFindings(group: AutoScalingGroup, tells: boolean): void {
  const agent =
    'The Amazon ECS agent registers its instance and reads no more than its cluster; these calls take no resource.';
  acknowledge(group.role, 'IAM5[Resource::*]', agent);
  acknowledge(group.role, 'IAM5[Action::ecs:Submit*]', agent);
  acknowledge(group, 'EC26', 'The launch template encrypts its only volume; cdk-nag cannot read the template version.');
  if (tells) {
    acknowledge(
      group,
      'AS3',
      'The capacity provider starts and ends instances all day; only failures call for people.',
    );
  }
}

/** Warns where an existing capacity provider ends instances under running tasks or keeps no room. */
export function checkCapacityProvider(scope: Construct, provider: AsgCapacityProvider): void {
  const { autoScalingGroupProvider } = provider.node.findAll().find(isCfnCapacityProvider) ?? {};
  const managed = autoScalingGroupProvider as CfnCapacityProvider.AutoScalingGroupProviderProperty | undefined;
  const scaling = managed?.managedScaling as CfnCapacityProvider.ManagedScalingProperty | undefined;
  const faults = [
    provider.enableManagedTerminationProtection !== true && 'has no managed termination protection',
    provider.enableManagedDraining === false && 'does not drain instances',
    scaling === undefined && 'does not scale',
    (scaling?.targetCapacity ?? 0) >= 100 && 'keeps no spare capacity (targetCapacityPercent below 100)',
  ].filter((each) => each !== false);
  if (faults.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'cdk-resilience:capacityProvider',
    `The capacity provider ${provider.node.path} ${faults.join(', ')}: the loss of an instance or a zone stops tasks that have nowhere to go.`,
  );
}

function isCfnCapacityProvider(node: unknown): node is CfnCapacityProvider {
  return CfnCapacityProvider.isCfnResource(node) && node.cfnResourceType === CfnCapacityProvider.CFN_RESOURCE_TYPE_NAME;
}
