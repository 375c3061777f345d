import type { Duration } from 'aws-cdk-lib';
import type { IAlarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type {
  AsgCapacityProvider,
  ContainerImage,
  IDeploymentLifecycleHookTarget,
  ICluster,
  RuntimePlatform,
  Secret,
} from 'aws-cdk-lib/aws-ecs';
import type { ApplicationListenerRule, NetworkListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { InstanceOptions } from './instances';
import type { LoadBalancingOptions } from './load-balancing-options';
import type { NetworkLoadBalancingOptions } from './network-load-balancing-options';

/** Native blue/green deployments: the new version runs beside the old one and takes over all requests at once. */
export interface BlueGreenOptions {
  /**
   * How long the old version stays ready for a rollback after the new one has taken over.
   *
   * @default Duration.minutes(10)
   */
  readonly bakeTime?: Duration;

  /**
   * What is asked before a deployment goes on.
   *
   * @default - nothing
   */
  readonly lifecycleHooks?: IDeploymentLifecycleHookTarget[];

  /**
   * The rule that sends test requests to the new version before it takes over.
   *
   * @default - no test requests
   */
  readonly testListenerRule?: ApplicationListenerRule;

  /**
   * The same behind a Network Load Balancer: the listener of test connections.
   *
   * @default - no test connections
   */
  readonly testListener?: NetworkListener;
}

/** Who is told, and from when on. */
export interface ServiceAlarmOptions {
  /**
   * Where alarms are sent. Not needed where `JourneyAlarms` watches a journey that the service is part of: it pages for
   * alarms without actions, and once for what broke first.
   *
   * @default - nobody is told, and a warning says so
   */
  readonly topic?: ITopic;

  /**
   * What else an alarm does.
   *
   * @default - nothing
   */
  readonly actions?: IAlarmAction[];

  /**
   * Where it is written what to do; added to the description of every alarm.
   *
   * @default - no runbook is named
   */
  readonly runbook?: string;

  /**
   * Answers with a server error in a minute from which on the service counts as failing. Those that a shared load
   * balancer gives itself are counted for all its services.
   *
   * @default 20
   */
  readonly failedRequestsPerMinute?: number;

  /**
   * The time that 99 of 100 requests are answered in.
   *
   * @default Duration.seconds(2)
   */
  readonly slowResponse?: Duration;

  /**
   * Connections that the tasks break off in a minute from which on the service counts as failing, behind a Network Load
   * Balancer. A deployment is then rolled back by it too.
   *
   * @default - not counted: a reset is how some clients and servers usually hang up
   */
  readonly resetConnectionsPerMinute?: number;
}

/** Properties of a `ResilientService`. */
export interface ResilientServiceProps {
  /** What the tasks run. */
  readonly image: ContainerImage;

  /** Tasks that carry the usual load at the safe utilization. */
  readonly baselineTasks: number;

  /**
   * The command that tells whether the container works, as Amazon ECS takes it: `['CMD-SHELL', '...']` or
   * `['CMD', '...']`. It has no default, as it must exist in the image.
   */
  readonly containerHealthCheck: string[];

  /**
   * The network of a new cluster.
   *
   * @default - the network of `cluster`; one of both is needed
   */
  readonly vpc?: IVpc;

  /**
   * An existing cluster.
   *
   * @default - a new cluster with Container Insights
   */
  readonly cluster?: ICluster;

  /**
   * The subnets of the tasks.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the tasks.
   *
   * @default - a new security group
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * The least number of Availability Zones; fewer are an error.
   *
   * @default 3
   */
  readonly minimumZones?: number;

  /**
   * The highest load as a multiple of the usual one: 5 is 500 % of it.
   *
   * @default 5
   */
  readonly surgeFactor?: number;

  /**
   * How busy the tasks may be at the worst moment, after a zone is lost: percent of their CPU.
   *
   * @default 80
   */
  readonly safeUtilizationPercent?: number;

  /**
   * Requests a minute that one task answers when it is fully used, from a load test. The service then scales on
   * requests too, which rise before the CPU does.
   *
   * @default - the service scales on CPU alone
   */
  readonly requestsPerTask?: number;

  /**
   * The port the container listens on.
   *
   * @default 8080
   */
  readonly containerPort?: number;

  /**
   * CPU units of a task; 1024 are one vCPU.
   *
   * @default 1024
   */
  readonly cpu?: number;

  /**
   * Memory of a task in MiB.
   *
   * @default 2048
   */
  readonly memoryLimitMiB?: number;

  /**
   * Processor and operating system of the tasks on AWS Fargate.
   *
   * @default - Linux on X86_64
   */
  readonly runtimePlatform?: RuntimePlatform;

  /**
   * Environment variables of the container; nothing secret.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Secrets given to the container as environment variables.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: Secret };

  /**
   * The time a task needs to start under load, up to 300 seconds. Failed health checks do not count before.
   *
   * @default Duration.seconds(60)
   */
  readonly startupTime?: Duration;

  /**
   * The longest time a request takes, or, of connections that never end, what clients get to move. Tasks are drained for
   * a little longer before they are stopped.
   *
   * @default Duration.seconds(30)
   */
  readonly longestRequest?: Duration;

  /**
   * Where the container's output is kept.
   *
   * @default - a new log group
   */
  readonly logGroup?: ILogGroup;

  /**
   * How long the new log group keeps it.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * How requests reach the service, by HTTP.
   *
   * @default - a new internal load balancer that answers HTTP
   */
  readonly loadBalancing?: LoadBalancingOptions;

  /**
   * How connections reach the service, where it speaks TCP: a Network Load Balancer takes the place of the one for HTTP.
   *
   * @default - the service speaks HTTP
   */
  readonly networkLoadBalancing?: NetworkLoadBalancingOptions;

  /**
   * Deploys blue/green.
   *
   * @default - rolling updates with a circuit breaker
   */
  readonly blueGreen?: BlueGreenOptions;

  /**
   * Alarms that roll a deployment back besides those on failed and slow requests. They must not watch metrics of the
   * service itself: it would wait for its own alarm.
   *
   * @default - none
   */
  readonly deploymentAlarms?: IAlarm[];

  /**
   * Runs the tasks on new Amazon EC2 instances.
   *
   * @default - AWS Fargate
   */
  readonly instances?: InstanceOptions;

  /**
   * Runs the tasks on the instances of an existing capacity provider of the cluster.
   *
   * @default - AWS Fargate
   */
  readonly capacityProvider?: AsgCapacityProvider;

  /**
   * Runs the tasks above the floor on AWS Fargate Spot. An imported cluster must have both Fargate providers.
   *
   * @default false
   */
  readonly spotAboveFloor?: boolean;

  /**
   * Alarms on each zone and on the whole.
   *
   * @default - alarms that tell nobody, and a warning that says so
   */
  readonly alarms?: ServiceAlarmOptions;
}
