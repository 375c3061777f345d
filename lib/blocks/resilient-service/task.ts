import { Duration, Size } from 'aws-cdk-lib';
import {
  AwsLogDriverMode,
  Ec2TaskDefinition,
  FargateTaskDefinition,
  LogDrivers,
  NetworkMode,
  type ContainerDefinition,
  type TaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import { LogGroup, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { acknowledge } from './acknowledgements';
import { DEFAULTS, DRAIN_MARGIN_SECONDS, LONGEST_START_PERIOD_SECONDS, LONGEST_STOP_TIMEOUT_SECONDS } from './defaults';
import type { ResilientServiceProps } from './props';

/** How long a task may take to start and to stop. */
export interface TaskTimes {
  readonly startup: Duration;
  /** For so long a load balancer lets a target finish its requests. */
  readonly deregistrationDelay: Duration;
  /** After so long the container is killed: later than the load balancer has let go of it. */
  readonly stopTimeout: Duration;
}

export function taskTimesOf(scope: Construct, props: ResilientServiceProps, isFargate: boolean): TaskTimes {
  const longest = (props.longestRequest ?? Duration.seconds(DEFAULTS.longestRequestSeconds)).toSeconds();
  const stop = longest + 2 * DRAIN_MARGIN_SECONDS;
  if (isFargate && stop > LONGEST_STOP_TIMEOUT_SECONDS) {
    const most = LONGEST_STOP_TIMEOUT_SECONDS - 2 * DRAIN_MARGIN_SECONDS;
    throw fault(
      scope,
      `longestRequest is ${longest} s, but AWS Fargate kills a container ${LONGEST_STOP_TIMEOUT_SECONDS} s after it was asked to stop: at most ${most} s can be drained. Run the tasks on instances, or move long work to a queue.`,
    );
  }
  const startup = props.startupTime ?? Duration.seconds(DEFAULTS.startupSeconds);
  if (startup.toSeconds() > LONGEST_START_PERIOD_SECONDS) {
    throw fault(
      scope,
      `startupTime is ${startup.toSeconds()} s, but Amazon ECS counts failed container health checks after ${LONGEST_START_PERIOD_SECONDS} s at the latest.`,
    );
  }
  return {
    startup,
    deregistrationDelay: Duration.seconds(longest + DRAIN_MARGIN_SECONDS),
    stopTimeout: Duration.seconds(stop),
  };
}

/** The parts of a task. */
export interface TaskParts {
  readonly taskDefinition: TaskDefinition;
  readonly container: ContainerDefinition;
  readonly logGroup: ILogGroup;
}

export function createTask(
  scope: Construct,
  props: ResilientServiceProps,
  times: TaskTimes,
  isFargate: boolean,
): TaskParts {
  if (props.logGroup !== undefined && props.logRetention !== undefined) {
    throw fault(scope, 'logRetention belongs to the new log group; set the retention on logGroup itself.');
  }
  if (props.containerHealthCheck.length === 0) {
    throw fault(
      scope,
      "containerHealthCheck is empty; give a command, such as ['CMD-SHELL', 'wget -q -O - ... || exit 1'].",
    );
  }
  const cpu = props.cpu ?? DEFAULTS.cpu;
  const memoryLimitMiB = props.memoryLimitMiB ?? DEFAULTS.memoryLimitMiB;
  const logGroup =
    props.logGroup ??
    new LogGroup(scope, 'Logs', {
      retention: props.logRetention ?? DEFAULTS.logRetentionDays,
      deletionProtectionEnabled: true,
    });
  const taskDefinition = isFargate
    ? new FargateTaskDefinition(scope, 'Task', { cpu, memoryLimitMiB, runtimePlatform: props.runtimePlatform })
    : new Ec2TaskDefinition(scope, 'Task', { networkMode: NetworkMode.AWS_VPC });
  const container = taskDefinition.addContainer('Container', {
    image: props.image,
    ...(!isFargate && { cpu, memoryLimitMiB }),
    portMappings: [{ containerPort: props.containerPort ?? DEFAULTS.containerPort }],
    environment: props.environment,
    secrets: props.secrets,
    healthCheck: {
      command: props.containerHealthCheck,
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: times.startup,
    },
    stopTimeout: times.stopTimeout,
    // Lines that cannot be delivered are dropped once the buffer is full: the application never waits for its log.
    logging: LogDrivers.awsLogs({
      streamPrefix: scope.node.id,
      logGroup,
      mode: AwsLogDriverMode.NON_BLOCKING,
      maxBufferSize: Size.mebibytes(DEFAULTS.logBufferMiB),
    }),
  });
  acknowledge(taskDefinition, 'ECS2', 'The environment holds names and settings; what is secret goes into secrets.');
  acknowledge(
    taskDefinition.obtainExecutionRole(),
    'IAM5[Resource::*]',
    'ecr:GetAuthorizationToken, which pulling an image needs, takes no resource.',
  );
  return { taskDefinition, container, logGroup };
}
